// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QAction;
class QMenu;

namespace stashdeck {

class DatabaseSwitcher;
class IconButton;
class LatencyPill;
class LockPill;
class QuotaPill;
class SearchButton;
class Session;
class Theme;

/// The bar under the menu: which database, may it be written, search, latency, quota, theme.
class TopBar final : public QFrame {
    Q_OBJECT

public:
    /// `palette` and `measure` are served by the caller; `themes` is the menu of the theme button. All outlive the bar.
    TopBar(const Theme *theme, QAction *palette, QAction *measure, QMenu *themes, QWidget *parent = nullptr);

    /// Does not take ownership; nullptr for none.
    void setSession(Session *session);
    /// What there is room for, by the window's width (ux.md, narrow windows).
    void setWindowWidth(int width);

    [[nodiscard]] DatabaseSwitcher *switcher() const { return m_switcher; }
    [[nodiscard]] LockPill *lockPill() const { return m_lock; }

private:
    void updateTheme();

    const Theme *m_theme;
    DatabaseSwitcher *m_switcher;
    LockPill *m_lock;
    SearchButton *m_search;
    LatencyPill *m_latency;
    QuotaPill *m_quota;
    IconButton *m_themeButton;
};

} // namespace stashdeck
