// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QAction;
class QActionGroup;
class QMenu;

namespace stashdeck {

class ActionRegistry;

/// The actions that every window has. Made and registered here, served by the window.
class WindowActions final : public QObject {
    Q_OBJECT

public:
    /// The actions work in `window` and are children of this object.
    WindowActions(ActionRegistry *registry, QWidget *window);
    ~WindowActions() override;

    /// Theme choices, for the button of the top bar.
    [[nodiscard]] QMenu *themeMenu() const { return m_themeMenu; }

    QAction *addDatabase;
    QAction *switchDatabase;
    QAction *newWindow;
    QAction *closeDatabase;
    QAction *closeWindow;
    QAction *quit;
    QAction *collapseRail;
    QAction *themeSystem;
    QAction *themeLight;
    QAction *themeDark;
    QAction *fullScreen;
    QAction *goBack;
    QAction *goForward;
    QAction *nextPane;
    QAction *previousPane;
    QAction *toggleLock;
    QAction *measureLatency;
    QAction *enterToken;
    QAction *palette;
    QAction *settings;
    QAction *minimize;
    QAction *help;
    QAction *about;

private:
    QMenu *m_themeMenu;
};

} // namespace stashdeck
