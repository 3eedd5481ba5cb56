// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rest/handover.h"

#include <QObject>
#include <QPointer>
#include <QUrl>

#include <deque>
#include <stop_token>

class QNetworkAccessManager;

namespace stashdeck {

/// The exchanges of one network manager with one origin: at most 6 at once, which is what Qt opens connections for, and
/// visible ones before background ones. Background work never takes the last two places, so that what a person waits
/// for starts at once. First come, first served within a kind. Shared by every client of that origin.
class ExchangeLane final : public QObject {
    Q_OBJECT

public:
    static constexpr int mostAtOnce = 6;
    static constexpr int mostInBackground = 4;

    /// The lane of an origin; made on first use, owned by the manager.
    [[nodiscard]] static ExchangeLane *of(QNetworkAccessManager *network, const QUrl &origin);

    explicit ExchangeLane(QObject *parent)
        : QObject(parent)
    {
    }

    enum class Kind { Visible, Background };

    /// A place in the lane, given back when it is destroyed.
    class Place {
    public:
        Place() = default;
        Place(ExchangeLane *lane, Kind kind)
            : m_lane(lane)
            , m_kind(kind)
        {
        }
        Place(Place &&other) noexcept
            : m_lane(std::exchange(other.m_lane, nullptr))
            , m_kind(other.m_kind)
        {
        }
        Place &operator=(Place &&other) noexcept
        {
            std::swap(m_lane, other.m_lane);
            std::swap(m_kind, other.m_kind);
            return *this;
        }
        ~Place() { release(); }
        void release();
        [[nodiscard]] bool isValid() const { return m_lane != nullptr; }

    private:
        QPointer<ExchangeLane> m_lane;
        Kind m_kind = Kind::Visible;
    };

    /// Gives a place now or later. Giving the handover an invalid Place oneself withdraws it from the queue.
    [[nodiscard]] Handover<Place> enter(Kind kind, const std::shared_ptr<Resumer> &resumer);
    /// Before a write: an idle connection the server may be closing right now is dropped, so that the write cannot
    /// meet that race. Only when nothing at all runs through the manager, since Qt can only drop all of them.
    void prepareWrite();
    [[nodiscard]] int running() const { return m_running[0] + m_running[1]; }

    /// Idle time after which `prepareWrite` distrusts a connection.
    void setStaleAfter(std::chrono::milliseconds time) { m_staleAfter = time; }

private:
    static int runningOn(const QNetworkAccessManager *network);
    void leave(Kind kind);
    void admit();
    [[nodiscard]] bool hasRoom(Kind kind) const;

    std::deque<Handover<Place>> m_waiting[2];
    int m_running[2] = {0, 0};
    std::chrono::steady_clock::time_point m_lastUse{};
    std::chrono::milliseconds m_staleAfter{15'000};
    bool m_used = false;
};

} // namespace stashdeck
