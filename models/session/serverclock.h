// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

#include <QObject>

#include <optional>

namespace stashdeck {

/// Expiry is kept as an absolute moment, so that counting down costs no command. A TTL answered by the server is
/// turned into a moment of *this* computer's clock: sent-at + round trip / 2 + TTL; a skewed clock does no harm.
class ServerClock : public QObject {
    Q_OBJECT

public:
    explicit ServerClock(const Clock *clock, QObject *parent = nullptr)
        : QObject(parent)
        , m_clock(clock)
    {
    }

    [[nodiscard]] WallTime now() const { return m_clock->now(); }
    /// The local moment at which a PTTL of `ttl`, answered to a request sent at `sentAt`, runs out.
    /// A time that is over is the moment it was answered; one that no clock can show is `latest`.
    [[nodiscard]] WallTime expiryFor(Milliseconds ttl, WallTime sentAt) const
    {
        const WallTime answered = sentAt + (m_clock->now() - sentAt) / 2;
        if (ttl <= Milliseconds{0})
            return answered;
        return ttl < latest - answered ? answered + ttl : latest;
    }
    /// The same for the answer to a PTTL; empty when the key has no expiry (-1) or is gone (-2).
    [[nodiscard]] std::optional<WallTime> expiryOf(qint64 pttl, WallTime sentAt) const
    {
        if (pttl == -1 || pttl == -2)
            return std::nullopt;
        return expiryFor(Milliseconds{pttl}, sentAt);
    }
    /// Further away than any calendar, and still far from where adding to it would overflow.
    static constexpr WallTime latest{Milliseconds{1LL << 62}};

    /// Server minus local, once a TIME or Date told us.
    [[nodiscard]] std::optional<Milliseconds> offset() const { return m_offset; }
    void learnOffset(Milliseconds offset) { m_offset = offset; }

private:
    const Clock *m_clock;
    std::optional<Milliseconds> m_offset;
};

} // namespace stashdeck
