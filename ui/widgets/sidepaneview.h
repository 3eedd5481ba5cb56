// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

class QAction;
class QTabBar;

namespace stashdeck {

class Splitter;

/// A page's main pane with a panel at its right. In a window narrower than 1100 there is no room for both: the panel
/// becomes a tab beside the main pane. Both panes live on whatever is shown.
class SidePaneView final : public QWidget {
    Q_OBJECT

public:
    /// In pixels of the design; a panel of one width has no handle.
    struct Width {
        int least = 0;
        int preferred = 0;
        int most = 0;
    };
    static constexpr int needs = 1100; ///< the window's width from which on both are shown, at 13 px text

    /// Takes ownership of both. The titles are those of the tabs.
    SidePaneView(const Theme *theme, QWidget *main, const QString &mainTitle, QWidget *side, const QString &sideTitle,
                 Width width, QWidget *parent = nullptr);

    /// False takes the panel and the tabs away, whatever the width.
    void setSideAvailable(bool available);
    void setSideTitle(const QString &title);
    /// Where the panel is a tab, brings one of the two to the front. What had the focus of a hidden one loses it.
    void showMain() { setCurrent(mainTab); }
    void showSide() { setCurrent(sideTab); }
    [[nodiscard]] bool isNarrow() const { return m_narrow; }
    [[nodiscard]] bool isSideShown() const;

    /// What the person chose, to be remembered by the page.
    [[nodiscard]] int sideWidth() const { return m_chosen; }
    void setSideWidth(int pixels);

    /// Goes to the other tab, for menu and palette; visible while there are tabs. Belongs to the view.
    [[nodiscard]] QAction *switchAction() const { return m_switch; }

    /// As a tab there is room for the wider of the two only: a window may become that narrow.
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void narrowChanged(bool narrow);
    /// The person moved the divider.
    void sideWidthChanged(int pixels);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    enum { mainTab, sideTab };
    void setCurrent(int tab);
    void followWidth();
    void arrange();

    const Theme *m_theme;
    QWidget *m_main;
    QWidget *m_side;
    Width m_width;
    int m_chosen;
    QWidget *m_head;
    QTabBar *m_tabs;
    Splitter *m_splitter;
    QAction *m_switch;
    bool m_available = true;
    bool m_narrow = false;
};

} // namespace stashdeck
