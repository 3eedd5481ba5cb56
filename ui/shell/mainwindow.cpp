// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/mainwindow.h"

#include "models/base/bytetext.h"
#include "models/session/session.h"
#include "models/session/writelock.h"
#include "ui/shell/aboutdialog.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/databasemenu.h"
#include "ui/shell/databaseswitcher.h"
#include "ui/shell/lockpill.h"
#include "ui/shell/panecycle.h"
#include "ui/shell/rail.h"
#include "ui/shell/sessionbanner.h"
#include "ui/shell/settingsdialog.h"
#include "ui/shell/shellsettings.h"
#include "ui/shell/shortcuthelp.h"
#include "ui/shell/statusstrip.h"
#include "ui/shell/topbar.h"
#include "ui/shell/topline.h"
#include "ui/shell/windowactions.h"
#include "ui/shell/windowmenus.h"
#include "ui/shell/windowpages.h"
#include "ui/shell/windowsources.h"
#include "ui/shell/windowstate.h"
#include "ui/shell/windowvisibility.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/toasthost.h"

#include <QApplication>
#include <QBoxLayout>
#include <QCloseEvent>
#include <QMenuBar>
#include <QScreen>
#include <QStackedWidget>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

constexpr int railNeeds = 1280; ///< narrower windows show the rail's icons only
constexpr QSize minimumWindow(1024, 680);
constexpr QSize defaultWindow(1440, 900);
constexpr int besideBy = 28; ///< as much as a menu bar is high

} // namespace

MainWindow::MainWindow(Theme *theme, Settings *settings, QWidget *parent)
    : QMainWindow(parent)
    , m_theme(theme)
    , m_settings(settings)
    , m_registry(new ActionRegistry(this))
    , m_actions(new WindowActions(m_registry, this))
    , m_menus(new WindowMenus(menuBar(), m_registry, this))
    , m_visibility(new WindowVisibility(this))
    , m_panes(new PaneCycle(this))
{
    setObjectName("mainWindow"_L1);
    setMinimumSize(minimumWindow);
    buildCentral();
    connectActions();
    connect(m_visibility, &WindowVisibility::changed, this, [this](bool shown) {
        if (m_session)
            m_session->setShown(shown);
        emit shownToUserChanged(shown);
    });
    connect(theme, &Theme::changed, this, &MainWindow::updateChrome);
    restoreState();
    updateChrome();
    updateTitle();
    // A style sheet gives back the colours of before to what is polished after a change of theme: do it now.
    const auto all = findChildren<QWidget *>();
    for (QWidget *widget : all)
        widget->ensurePolished();
}

MainWindow::~MainWindow()
{
    m_visibility->disconnect(this); // Qt hides a shown window in a base class's destructor
    if (m_session)
        setSession(nullptr);
}

void MainWindow::buildCentral()
{
    menuBar()->setObjectName("menuBar"_L1);
    menuBar()->setStyleSheet(u"QMenuBar { spacing: 0; }"_s); // the items' own padding is the distance
    auto *mark = new PlainLabel(menuBar());
    mark->setPixmap(Theme::productIcon().pixmap(QSize(14, 14), devicePixelRatioF()));
    mark->setContentsMargins(13, 0, 4, 0);
    menuBar()->setCornerWidget(mark, Qt::TopLeftCorner);

    auto *central = new QWidget(this);
    m_line = new TopLine(m_theme, central);
    m_topBar = new TopBar(m_theme, m_actions->palette, m_actions->measureLatency, m_actions->themeMenu(), central);
    m_rail = new Rail(m_theme, central);
    m_rail->addAction(m_actions->settings, u"settings"_s);
    m_rail->addAction(m_actions->help, u"circle-question-mark"_s);
    m_rail->addAction(m_actions->collapseRail, u"panel-left-close"_s);
    m_banner = new SessionBanner(m_theme, central);
    m_stack = new QStackedWidget(central);
    m_stack->setObjectName("pageStack"_L1);
    m_pages = new WindowPages(m_stack, m_rail, m_registry, this);
    connect(m_pages, &WindowPages::shownChanged, this, [this](bool byHistory) {
        updateChrome();
        if (byHistory)
            focusPage();
        emit currentPageChanged();
    });
    m_status = new StatusStrip(m_theme, this);
    setStatusBar(m_status);

    auto *pageColumn = new QVBoxLayout;
    pageColumn->setSpacing(0);
    pageColumn->addWidget(m_banner);
    pageColumn->addWidget(m_stack, 1);
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_rail);
    row->addLayout(pageColumn, 1);
    auto *column = new QVBoxLayout(central);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_line);
    column->addWidget(m_topBar);
    column->addLayout(row, 1);
    setCentralWidget(central);
    markPane(m_topBar);
    markPane(m_rail);

    m_toasts = new ToastHost(m_theme, this);
    m_palette = new CommandPalette(m_theme, this);
    m_databaseMenu = new DatabaseMenu(m_theme, {m_actions->addDatabase, m_actions->closeDatabase}, this);
    m_palette->addSource(std::make_unique<ActionSource>(
        m_registry,
        [this](int page) {
            return page == ActionRegistry::anyPage || (page == ActionRegistry::startPage) == m_session.isNull();
        },
        [this](int page) { showPage(PageId(page)); }));
    m_palette->addSource(std::make_unique<DatabaseSource>(
        [this] { return m_databases; }, [this] { return m_session ? m_session->profile().id : QUuid(); },
        [this](const QUuid &id, bool newWindow) { emit databaseRequested(id, newWindow); }));
    m_palette->addSource(
        std::make_unique<HelpSource>([this](const QString &text) { m_palette->open(text); }, [this] { openHelp(); }));

    connect(m_topBar->switcher(), &QAbstractButton::clicked, this, &MainWindow::openDatabaseMenu);
    connect(m_databaseMenu, &DatabaseMenu::databaseChosen, this, &MainWindow::databaseRequested);
    connect(m_banner, &SessionBanner::tokenReplacementRequested, this, &MainWindow::tokenReplacementRequested);
    connect(m_banner, &SessionBanner::retryRequested, m_actions->measureLatency, &QAction::trigger);
}

void MainWindow::connectActions()
{
    const auto on = [this](QAction *action, auto &&run) {
        connect(action, &QAction::triggered, this, std::forward<decltype(run)>(run));
    };
    on(m_actions->addDatabase, [this] { emit addDatabaseRequested(); });
    on(m_actions->switchDatabase, [this] { openDatabaseMenu(); });
    on(m_actions->newWindow, [this] { emit newWindowRequested(); });
    on(m_actions->closeDatabase, [this] { emit closeDatabaseRequested(); });
    on(m_actions->closeWindow, [this] { close(); });
    on(m_actions->quit, [this] { emit quitRequested(); });
    on(m_actions->collapseRail, [this] { toggleRail(); });
    on(m_actions->fullScreen, [this](bool checked) {
        setWindowState(checked ? windowState() | Qt::WindowFullScreen : windowState() & ~Qt::WindowFullScreen);
    });
    on(m_actions->goBack, [this] { m_pages->goBack(); });
    on(m_actions->goForward, [this] { m_pages->goForward(); });
    on(m_actions->nextPane, [this] { m_panes->next(); });
    on(m_actions->previousPane, [this] { m_panes->previous(); });
    on(m_actions->toggleLock, [this] { m_topBar->lockPill()->toggle(); });
    on(m_actions->measureLatency, [this] {
        if (m_session)
            m_session->ping();
    });
    on(m_actions->enterToken, [this] { emit tokenReplacementRequested(); });
    on(m_actions->palette, [this] { m_palette->open(); });
    on(m_actions->settings, [this] { openSettings(); });
    on(m_actions->help, [this] { openHelp(); });
    on(m_actions->about, [this] { openAbout(); });
    on(m_actions->minimize, [this] { showMinimized(); });
    const auto choose = [this](Theme::Choice choice) {
        m_settings->set(ShellSettings::theme, choice);
    };
    on(m_actions->themeLight, [choose] { choose(Theme::Choice::Light); });
    on(m_actions->themeDark, [choose] { choose(Theme::Choice::Dark); });
    on(m_actions->themeSystem, [choose] { choose(Theme::Choice::System); });
    connect(m_topBar->lockPill(), &LockPill::modeChanged, this, &MainWindow::updateChrome);
}

PageId MainWindow::addPage(const PageSpec &spec)
{
    const PageId page = m_pages->add(spec, spec.id == m_settings->value(ShellSettings::lastPage));
    updateChrome();
    return page;
}

void MainWindow::setPageBadge(PageId page, int count)
{
    m_pages->setBadge(page, count);
}

void MainWindow::showPage(PageId page)
{
    m_pages->show(page);
}

std::optional<PageId> MainWindow::currentPage() const
{
    return m_pages->shown();
}

QWidget *MainWindow::pageWidget(PageId page) const
{
    return m_pages->widget(page);
}

void MainWindow::setStartPage(QWidget *page)
{
    if (m_startPage == page)
        return;
    delete m_startPage;
    m_startPage = page;
    m_stack->addWidget(page);
    updateChrome();
}

void MainWindow::setSession(Session *session)
{
    if (m_session == session)
        return;
    m_palette->dismiss();
    m_databaseMenu->dismiss();
    m_session = session;
    m_pages->setOpen(session != nullptr);
    if (session)
        session->setShown(isShownToUser());
    m_topBar->setSession(session);
    m_banner->setSession(session);
    m_status->setSession(session);
    m_status->setRefreshText({});
    updateChrome();
    updateTitle();
    focusPage();
    emit currentPageChanged();
}

void MainWindow::focusPage()
{
    QWidget *page = m_stack->currentWidget();
    if (!page || page->isAncestorOf(focusWidget()))
        return;
    if (QWidget *first = PaneCycle::firstIn(page))
        first->setFocus(Qt::OtherFocusReason);
}

Session *MainWindow::session() const
{
    return m_session;
}

void MainWindow::setDatabases(const QList<Profile> &databases)
{
    m_databases = databases;
}

void MainWindow::registerAction(QAction *action, MenuId menu, const QString &group)
{
    addAction(action);
    m_registry->add({action, menu, group});
}

void MainWindow::addPaletteSource(std::unique_ptr<PaletteSource> source)
{
    m_palette->addSource(std::move(source));
}

void MainWindow::addStatusWidget(QWidget *widget)
{
    m_status->addCell(widget);
}

void MainWindow::setRefreshText(const QString &text)
{
    m_status->setRefreshText(text);
}

bool MainWindow::isShownToUser() const
{
    return m_visibility->isShownToUser();
}

void MainWindow::updateChrome()
{
    menuBar()->setFixedHeight(m_theme->scaled(28));
    const bool open = !m_session.isNull();
    m_line->setEnvironment(open ? std::optional(m_session->profile().environment) : std::nullopt);
    m_topBar->setVisible(open);
    m_rail->setVisible(open && !m_pages->isEmpty());
    const std::optional<PageId> page = m_pages->shown();
    if (!open && m_startPage)
        m_stack->setCurrentWidget(m_startPage);
    m_menus->setPage(!open ? ActionRegistry::startPage : page ? int(*page) : ActionRegistry::anyPage);
    m_actions->goBack->setEnabled(m_pages->canGoBack());
    m_actions->goForward->setEnabled(m_pages->canGoForward());
    for (QAction *action : {m_actions->goBack, m_actions->goForward, m_actions->closeDatabase, m_actions->toggleLock,
                            m_actions->measureLatency, m_actions->enterToken, m_actions->collapseRail})
        action->setVisible(open);
    if (open) {
        const WriteLock *lock = m_session->writeLock();
        m_actions->toggleLock->setEnabled(lock->mode() != WriteLock::Mode::ReadOnlyToken);
        m_actions->toggleLock->setText(lock->mayWrite() ? tr("&Lock writing") : tr("A&llow writing for 15 minutes…"));
    }
    const std::array choices
        = {std::pair(Theme::Choice::Light, m_actions->themeLight), std::pair(Theme::Choice::Dark, m_actions->themeDark),
           std::pair(Theme::Choice::System, m_actions->themeSystem)};
    for (const auto &[choice, action] : choices)
        action->setChecked(m_theme->choice() == choice);
    applyWidth();
}

void MainWindow::updateTitle()
{
    const QString program = u"Stashdeck"_s;
    setWindowTitle(m_session ? tr("%1[*] — %2").arg(displayText(m_session->profile().name.toUtf8(), 80), program)
                             : program);
}

void MainWindow::toggleRail()
{
    m_rail->setCollapsed(!m_rail->isCollapsed());
    if (!m_narrow) // in a narrow window the choice lasts until its width changes again
        m_railCollapsedByUser = m_rail->isCollapsed();
    updateChrome();
}

void MainWindow::applyWidth()
{
    const bool narrow = width() < railNeeds;
    if (narrow != m_narrow) {
        m_narrow = narrow;
        m_rail->setCollapsed(narrow || m_railCollapsedByUser);
    }
    const bool collapsed = m_rail->isCollapsed();
    m_actions->collapseRail->setText(collapsed ? tr("&Expand") : tr("&Collapse"));
    m_rail->setActionIcon(m_actions->collapseRail, collapsed ? u"panel-left-open"_s : u"panel-left-close"_s);
    m_topBar->setWindowWidth(width());
    m_palette->setTop(!m_topBar->isHidden() ? m_topBar->mapTo(this, QPoint(0, m_topBar->height())).y() + 11
                                            : m_line->mapTo(this, QPoint(0, 3)).y() + 60);
}

void MainWindow::openDatabaseMenu()
{
    QList<Profile> others = m_databases;
    if (m_session)
        others.removeIf([this](const Profile &profile) { return profile.id == m_session->profile().id; });
    const QWidget *switcher = m_topBar->switcher();
    const QPoint corner = !m_topBar->isHidden() ? switcher->mapTo(this, QPoint(0, switcher->height() + 4))
                                                : m_line->mapTo(this, QPoint(12, 12));
    m_databaseMenu->open(others, corner);
}

void MainWindow::openSettings()
{
    if (!m_settingsDialog)
        m_settingsDialog = new SettingsDialog(m_theme, m_settings, this);
    m_settingsDialog->open();
}

void MainWindow::openHelp()
{
    if (!m_help)
        m_help = new ShortcutHelp(m_theme, m_registry, this);
    m_help->show();
    m_help->raise();
    m_help->activateWindow();
}

void MainWindow::openAbout()
{
    (new AboutDialog(m_theme, this))->open();
}

void MainWindow::restoreState()
{
    const WindowState state = WindowState::load(*m_settings);
    m_railCollapsedByUser = state.railCollapsed;
    m_rail->setCollapsed(state.railCollapsed);
    QList<QRect> screens;
    const QList<QScreen *> all = QGuiApplication::screens();
    for (const QScreen *screen : all)
        screens.append(screen->availableGeometry());
    if (state.geometry.isValid())
        setGeometry(fittedToScreens(state.geometry, screens, minimumWindow));
    else
        resize(screens.isEmpty() ? defaultWindow : defaultWindow.boundedTo(screens.first().size()));
    if (state.maximized)
        setWindowState(windowState() | Qt::WindowMaximized);
}

void MainWindow::placeBeside(const MainWindow &other)
{
    const QRect beside
        = (other.isMaximized() ? other.normalGeometry() : other.geometry()).translated(besideBy, besideBy);
    setGeometry(fittedToScreens(beside, {other.screen()->availableGeometry()}, minimumWindow));
}

void MainWindow::saveState()
{
    WindowState state;
    state.geometry = isMaximized() || isFullScreen() ? normalGeometry() : geometry();
    state.maximized = isMaximized();
    state.railCollapsed = m_railCollapsedByUser;
    state.page = m_pages->currentId();
    state.save(*m_settings);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_mayClose && !m_mayClose()) {
        event->ignore();
        return;
    }
    saveState();
    QMainWindow::closeEvent(event);
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    if (!focusWidget() || m_topBar->isAncestorOf(focusWidget()))
        focusPage(); // Qt gives the focus to whatever is first; work begins in the page
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    applyWidth();
}

} // namespace stashdeck
