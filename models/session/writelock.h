// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

#include <QObject>
#include <QTimer>

namespace stashdeck {

/// Whether this window may write. Production opens locked; unlocking lasts 15 minutes and locks again by itself. A
/// read-only token can never be unlocked. Costs no command.
class WriteLock : public QObject {
    Q_OBJECT

public:
    enum class Mode {
        Open, ///< may write, no timer (not production)
        Locked,
        Unlocked, ///< may write until `remaining()` is over
        ReadOnlyToken,
    };
    Q_ENUM(Mode)
    static constexpr std::chrono::minutes unlockTime{15};

    WriteLock(Mode initial, const Clock *clock, QObject *parent = nullptr);

    [[nodiscard]] Mode mode() const { return m_mode; }
    [[nodiscard]] bool mayWrite() const;
    /// Until it locks by itself; 0 unless Unlocked.
    [[nodiscard]] Milliseconds remaining() const;

    void unlock(); ///< for `unlockTime`; does nothing for a read-only token
    void lock(); ///< at once
    void setReadOnlyToken(); ///< the server told us that this token may not write

signals:
    void modeChanged(stashdeck::WriteLock::Mode mode);
    void ticked(std::chrono::milliseconds remaining); ///< once a second while Unlocked

private:
    void setMode(Mode mode);
    void tick();

    Mode m_mode;
    const Clock *m_clock;
    std::chrono::steady_clock::time_point m_until{};
    QTimer m_timer;
};

} // namespace stashdeck
