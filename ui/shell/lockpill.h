// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/session/writelock.h"

#include <QPointer>
#include <QWidget>

class QDialog;

namespace stashdeck {

class Pill;
class Session;
class Theme;

/// May this window write, and for how long. Asks before it unlocks, locks at once.
class LockPill final : public QWidget {
    Q_OBJECT

public:
    explicit LockPill(const Theme *theme, QWidget *parent = nullptr);

    /// Does not take ownership; nullptr for none.
    void setSession(Session *session);
    /// Locks, or asks whether to unlock. Does nothing for a read-only token.
    void toggle();

signals:
    /// The lock's mode, or which session there is, changed.
    void modeChanged();

private:
    void ask();
    void refresh(Milliseconds remaining);

    const Theme *m_theme;
    Pill *m_pill;
    QPointer<Session> m_session;
    QPointer<QDialog> m_question;
};

} // namespace stashdeck
