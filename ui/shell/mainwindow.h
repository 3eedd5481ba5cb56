// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/connections/profile.h"
#include "ui/shell/pagespec.h"

#include <QMainWindow>
#include <QPointer>

#include <functional>
#include <memory>
#include <optional>

class QDialog;
class QStackedWidget;

namespace stashdeck {

class ActionRegistry;
class CommandPalette;
class DatabaseMenu;
class PaletteSource;
class PaneCycle;
class Rail;
class Session;
class SessionBanner;
class Settings;
class StatusStrip;
class Theme;
class ToastHost;
class TopBar;
class TopLine;
class WindowActions;
class WindowMenus;
class WindowPages;
class WindowVisibility;

/// A window on one database, or on the start page while there is none. It knows pages only as widgets; what is in
/// them, and what a signal of this class leads to, is the application's business.
class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    /// `theme` and `settings` outlive the window.
    MainWindow(Theme *theme, Settings *settings, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Adds an entry to the rail (Ctrl+1 to 9 in the order of the rail) and the page's actions.
    PageId addPage(const PageSpec &spec);
    /// How much on a page needs attention; 0 for nothing.
    void setPageBadge(PageId page, int count);
    void showPage(PageId page);
    /// Nothing while the start page is shown.
    [[nodiscard]] std::optional<PageId> currentPage() const;
    [[nodiscard]] QWidget *pageWidget(PageId page) const;

    /// Shown while there is no session. The window takes ownership.
    void setStartPage(QWidget *page);
    /// The database this window shows from now on; nullptr returns to the start page. Does not take ownership; a
    /// session must be unset before it is destroyed. Tells it whether it is shown (Session::setShown).
    void setSession(Session *session);
    [[nodiscard]] Session *session() const;
    /// What can be switched to (Ctrl+O, and '@' in the palette), in the order in which it is listed.
    void setDatabases(const QList<Profile> &databases);

    /// An action of the start page goes to actionRegistry()->add(…, ActionRegistry::startPage).
    /// An action of the window itself: in its menu, in the palette, and its shortcut works everywhere in the window.
    void registerAction(QAction *action, MenuId menu, const QString &group);
    void addPaletteSource(std::unique_ptr<PaletteSource> source);
    /// A word about what the page refreshes by itself, for the status bar; empty for none.
    void setRefreshText(const QString &text);
    /// A cell of its own in the status bar, for work that goes on; whoever gives it shows and hides it. Takes
    /// ownership.
    void addStatusWidget(QWidget *widget);
    /// Asked before the window closes; false keeps it open. Whoever says false asks the person without blocking and
    /// closes again. Not asked for closeDatabaseRequested(): who serves that asks by itself.
    void setCloseGuard(std::function<bool()> mayClose) { m_mayClose = std::move(mayClose); }

    /// For a second window: not exactly over the first.
    void placeBeside(const MainWindow &other);

    [[nodiscard]] ActionRegistry *actionRegistry() const { return m_registry; }
    [[nodiscard]] CommandPalette *commandPalette() const { return m_palette; }
    [[nodiscard]] ToastHost *toasts() const { return m_toasts; }
    /// False while hidden or minimised: nothing polls then.
    [[nodiscard]] bool isShownToUser() const;

public slots:
    void openSettings();
    void openHelp();
    void openAbout();

signals:
    /// The person chose a database; for this window, or for a new one.
    void databaseRequested(const QUuid &id, bool newWindow);
    /// Back to the start page.
    void closeDatabaseRequested();
    void addDatabaseRequested();
    void newWindowRequested();
    /// All windows are to be closed, each asked for what it has not saved.
    void quitRequested();
    void tokenReplacementRequested();
    void shownToUserChanged(bool shown);
    void currentPageChanged();

protected:
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void buildCentral();
    void connectActions();
    void updateChrome();
    void focusPage();
    void updateTitle();
    void toggleRail();
    void applyWidth();
    void openDatabaseMenu();
    void restoreState();
    void saveState();

    Theme *m_theme;
    Settings *m_settings;
    ActionRegistry *m_registry;
    WindowActions *m_actions;
    WindowMenus *m_menus;
    WindowVisibility *m_visibility;
    PaneCycle *m_panes;
    TopLine *m_line = nullptr;
    TopBar *m_topBar = nullptr;
    Rail *m_rail = nullptr;
    SessionBanner *m_banner = nullptr;
    QStackedWidget *m_stack = nullptr;
    WindowPages *m_pages = nullptr;
    StatusStrip *m_status = nullptr;
    CommandPalette *m_palette = nullptr;
    DatabaseMenu *m_databaseMenu = nullptr;
    ToastHost *m_toasts = nullptr;
    QPointer<QWidget> m_startPage;
    QPointer<Session> m_session;
    QList<Profile> m_databases;
    std::function<bool()> m_mayClose;
    QPointer<QWidget> m_help;
    QPointer<QDialog> m_settingsDialog;
    bool m_railCollapsedByUser = false;
    bool m_narrow = false;
};

} // namespace stashdeck
