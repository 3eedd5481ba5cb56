// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

class QAction;

namespace stashdeck {

class Pill;
class Session;
class Theme;

/// The median of the last 20 round trips; its menu has the percentiles and measures again for one command.
class LatencyPill final : public QWidget {
    Q_OBJECT

public:
    /// `measure` goes into the menu; the caller owns and serves it.
    LatencyPill(const Theme *theme, QAction *measure, QWidget *parent = nullptr);

    /// Does not take ownership; nullptr for none.
    void setSession(Session *session);

private:
    void refresh();
    void openMenu();

    Pill *m_pill;
    QAction *m_measure;
    QPointer<Session> m_session;
};

} // namespace stashdeck
