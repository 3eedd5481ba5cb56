// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyspace/keyarrangement.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <mutex>

namespace stashdeck {

/// Runs arrange() one at a time: at once when few keys are loaded, else on a worker. A request that comes while one
/// runs replaces the one that waits. When a filter over very many keys takes longer than a person likes to wait for the
/// first screen, that is handed over first (Arrangement::isFirst), and the whole when it is there.
class KeyArranger final : public QObject {
    Q_OBJECT

public:
    explicit KeyArranger(QObject *parent = nullptr);
    ~KeyArranger() override;

    /// `make` is called when it is its turn, so that it sees the newest state.
    void request(std::function<ArrangementRequest()> make);
    /// All rows of the last arrangement in byte order, removed ones too; null before the first.
    [[nodiscard]] const std::shared_ptr<const KeyRows> &sorted() const { return m_sorted; }
    [[nodiscard]] bool isBusy() const { return m_running; }
    /// How long the last one took, start to hand-over.
    [[nodiscard]] std::chrono::milliseconds lastDuration() const { return m_lastDuration; }

signals:
    /// `result` is for the receiver to take; connect directly.
    void arranged(stashdeck::Arrangement &result);

private:
    /// Where a worker leaves the first screen.
    struct Early {
        std::mutex mutex;
        std::optional<Arrangement> first;
    };
    void run();
    void handOverFirst();
    void finish(Arrangement &result, std::chrono::steady_clock::time_point since);

    std::function<ArrangementRequest()> m_next;
    std::shared_ptr<const KeyRows> m_sorted;
    std::stop_source m_stop;
    std::shared_ptr<Early> m_early;
    QTimer m_firstSoon;
    std::chrono::milliseconds m_lastDuration{0};
    bool m_running = false;
    bool m_sorting = false;
};

} // namespace stashdeck
