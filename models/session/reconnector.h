// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace stashdeck {

/// Decides when to ask an unreachable database again: after 1, 2, 4 … 60 s, and only while somebody looks. It sends
/// nothing itself.
class Reconnector : public QObject {
    Q_OBJECT

public:
    explicit Reconnector(const Clock *clock, QObject *parent = nullptr);

    /// The database does not answer (again): plans the next try, later than the one before.
    void failed();
    /// It answered: forgets everything.
    void succeeded();
    /// The network is another one: what is planned happens now, and is planned anew from one second on.
    void tryAtOnce();
    /// Hidden windows do not try; shown again, one overdue try happens at once.
    void setShown(bool shown);

    [[nodiscard]] std::optional<WallTime> nextTry() const { return m_nextTry; }

signals:
    void tryNow();
    void nextTryChanged();

private:
    void arm();

    const Clock *m_clock;
    QTimer m_timer;
    std::optional<WallTime> m_nextTry;
    std::chrono::seconds m_delay{0};
    bool m_shown = true;
};

} // namespace stashdeck
