// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/windowactions.h"

#include "ui/shell/actionregistry.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>
#include <QWidget>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

WindowActions::WindowActions(ActionRegistry *registry, QWidget *window)
    : QObject(window)
    , m_themeMenu(new QMenu(window))
{
    const auto make
        = [&](const char *name, const QString &text, MenuId menu, const QString &group, const QKeySequence &keys = {}) {
              auto *action = new QAction(text, this);
              action->setObjectName(QLatin1StringView(name));
              action->setShortcut(keys);
              action->setMenuRole(QAction::NoRole);
              window->addAction(action);
              registry->add({action, menu, group});
              return action;
          };
    const QString databases = tr("Databases");
    const QString view = tr("View");
    const QString theme = tr("Theme");
    const QString writing = tr("Writing");
    const QString connection = tr("Connection");
    const QString windows = tr("Window");
    const QString program = tr("Program");

    addDatabase = make("addDatabaseAction", tr("&Add database…"), MenuId::File, databases, QKeySequence(u"Ctrl+N"_s));
    switchDatabase
        = make("switchDatabaseAction", tr("&Switch database…"), MenuId::File, databases, QKeySequence(u"Ctrl+O"_s));
    closeDatabase = make("closeDatabaseAction", tr("&Close database"), MenuId::File, databases);
    newWindow = make("newWindowAction", tr("New &window"), MenuId::File, windows);
    closeWindow
        = make("closeWindowAction", tr("C&lose window"), MenuId::File, windows, QKeySequence(u"Ctrl+Shift+W"_s));
    quit = make("quitAction", tr("&Quit"), MenuId::File, program, QKeySequence(u"Ctrl+Q"_s));
    quit->setMenuRole(QAction::QuitRole);

    collapseRail = make("collapseRailAction", tr("&Collapse"), MenuId::View, view, QKeySequence(u"Ctrl+B"_s));
    fullScreen = make("fullScreenAction", tr("&Full screen"), MenuId::View, view, QKeySequence(u"F11"_s));
    fullScreen->setCheckable(true);
    goBack = make("goBackAction", tr("&Back"), MenuId::View, view, QKeySequence(u"Ctrl+Alt+Left"_s));
    goForward = make("goForwardAction", tr("F&orward"), MenuId::View, view, QKeySequence(u"Ctrl+Alt+Right"_s));
    nextPane = make("nextPaneAction", tr("&Next pane"), MenuId::View, view, QKeySequence(u"F6"_s));
    previousPane = make("previousPaneAction", tr("&Previous pane"), MenuId::View, view, QKeySequence(u"Shift+F6"_s));
    themeLight = make("themeLightAction", tr("&Light theme"), MenuId::View, theme);
    themeDark = make("themeDarkAction", tr("&Dark theme"), MenuId::View, theme);
    themeSystem = make("themeSystemAction", tr("Theme of the &system"), MenuId::View, theme);
    auto *choices = new QActionGroup(this);
    for (QAction *choice : {themeLight, themeDark, themeSystem}) {
        choice->setCheckable(true);
        choices->addAction(choice);
        m_themeMenu->addAction(choice);
    }
    m_themeMenu->setObjectName("themeMenu"_L1);

    toggleLock = make("toggleLockAction", tr("&Lock or unlock writing"), MenuId::Database, writing,
                      QKeySequence(u"Ctrl+Shift+L"_s));
    measureLatency = make("measureLatencyAction", tr("&Measure now · 1 command"), MenuId::Database, connection);
    enterToken = make("enterTokenAction", tr("&Enter another token…"), MenuId::Database, connection);

    palette = make("paletteAction", tr("&Find a key or command…"), MenuId::Tools, program, QKeySequence(u"Ctrl+K"_s));
    settings = make("settingsAction", tr("&Settings"), MenuId::Tools, program, QKeySequence(u"Ctrl+,"_s));
    settings->setMenuRole(QAction::PreferencesRole);
    minimize = make("minimizeAction", tr("&Minimise"), MenuId::Window, windows);
    help = make("helpAction", tr("&Help and shortcuts"), MenuId::Help, program, QKeySequence(u"F1"_s));
    about = make("aboutAction", tr("&About Stashdeck"), MenuId::Help, program);
    about->setMenuRole(QAction::AboutRole);
}

WindowActions::~WindowActions() = default;

} // namespace stashdeck
