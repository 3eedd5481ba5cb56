// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QFrame>

class QListView;

namespace stashdeck {

class RailDelegate;
class RailModel;
class Theme;

/// The rail at the left edge: pages above, Settings, Help and Collapse below. 184 wide, or 52 with icons only.
class Rail final : public QFrame {
    Q_OBJECT

public:
    explicit Rail(const Theme *theme, QWidget *parent = nullptr);

    void addPage(int page, const QString &title, const QString &icon, const QString &section);
    /// An entry at the bottom that triggers `action`; its icon is named, as in addPage.
    void addAction(QAction *action, const QString &icon);
    /// Another icon, and the action's text as it is now.
    void setActionIcon(QAction *action, const QString &icon);
    void setBadge(int page, int count);
    /// Shown beside the title: "Browser (Ctrl+2)".
    void setShortcut(int page, const QKeySequence &shortcut);
    void setCurrentPage(int page);
    [[nodiscard]] QList<int> pages() const;

    void setCollapsed(bool collapsed);
    [[nodiscard]] bool isCollapsed() const { return m_collapsed; }

signals:
    void pageRequested(int page);

private:
    void updateTheme();
    void updateWidth();
    QListView *makeList(RailModel *model, const QString &name, const QString &title);

    const Theme *m_theme;
    RailDelegate *m_delegate;
    RailModel *m_model;
    RailModel *m_actionModel;
    QListView *m_list;
    QListView *m_actionList;
    QList<QAction *> m_actions;
    bool m_collapsed = false;
};

} // namespace stashdeck
