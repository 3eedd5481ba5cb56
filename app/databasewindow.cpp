// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/databasewindow.h"

#include "app/keypalettesource.h"
#include "app/placespalettesource.h"
#include "models/connections/profilestore.h"
#include "models/session/session.h"
#include "ui/browser/browserpage.h"
#include "ui/keyspace/keypane.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/panecycle.h"
#include "ui/values/valuepane.h"
#include "ui/widgets/toasthost.h"

#include <QAction>
#include <QCloseEvent>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

constexpr int toastInset = 24 + 48; ///< status bar and save bar: an Undo never lies over Save

} // namespace

DatabaseWindow::DatabaseWindow(Theme *theme, const ConnectionServices &services, QObject *parent)
    : QObject(parent)
    , m_theme(theme)
    , m_services(services)
    , m_window(std::make_unique<MainWindow>(theme, services.settings))
    , m_connections(new ConnectionsPage(theme, services))
    , m_browser(new BrowserPage(theme, services.settings))
{
    auto keySource = std::make_unique<KeyPaletteSource>();
    m_keySource = keySource.get();
    m_window->addPaletteSource(std::move(keySource));
    auto places = std::make_unique<PlacesPaletteSource>(m_browser);
    connect(places.get(), &PlacesPaletteSource::keyOpenRequested, m_browser, &BrowserPage::openKey);
    connect(places.get(), &PlacesPaletteSource::scanRequested, m_browser, &BrowserPage::scan);
    m_window->addPaletteSource(std::move(places));
    m_window->setStartPage(m_connections);
    PageSpec browser;
    browser.id = u"browser"_s;
    browser.title = tr("Browser");
    browser.icon = u"folder-tree"_s;
    browser.widget = m_browser;
    m_window->addPage(browser);
    connectWindow();
    registerStartActions();
    listDatabases();
}

DatabaseWindow::~DatabaseWindow()
{
    leaveDatabase();
}

void DatabaseWindow::connectWindow()
{
    m_window->installEventFilter(this);
    m_window->toasts()->setBottomInset(toastInset);
    m_window->setCloseGuard([this] {
        if (m_mayClose || !m_browser->hasUnsaved())
            return true;
        m_window->raise();
        m_window->activateWindow();
        withoutUnsaved(
            [this] {
                m_mayClose = true;
                m_window->close();
            },
            [this] { emit stayedOpen(); });
        return false;
    });
    MainWindow *window = m_window.get();
    connect(window, &MainWindow::databaseRequested, this, [this](const QUuid &id, bool newWindow) {
        emit openRequested(id, newWindow ? OpenMode::NewWindow : OpenMode::Normal);
    });
    connect(window, &MainWindow::closeDatabaseRequested, this, &DatabaseWindow::closeDatabase);
    connect(window, &MainWindow::newWindowRequested, this, &DatabaseWindow::newWindowRequested);
    connect(window, &MainWindow::quitRequested, this, &DatabaseWindow::quitRequested);
    connect(window, &MainWindow::addDatabaseRequested, m_connections, [this] { m_connections->addDatabase(); });
    connect(window, &MainWindow::tokenReplacementRequested, this, [this] {
        if (m_session)
            m_connections->editDatabase(m_session->profile().id, true);
    });

    connect(m_connections, &ConnectionsPage::openRequested, this, &DatabaseWindow::openRequested);
    connect(m_connections, &ConnectionsPage::tokenChanged, this, &DatabaseWindow::tokenChanged);
    connect(m_connections, &ConnectionsPage::noticeRequested, window->toasts(), &ToastHost::show);
    connect(m_browser, &BrowserPage::noticeRequested, window->toasts(), &ToastHost::show);
    connect(m_browser, &BrowserPage::undoRequested, this, [this] {
        if (!m_window->toasts()->triggerShortcut(QKeySequence::Undo))
            m_browser->undoLastDelete();
    });
    connect(m_browser, &BrowserPage::doctorRequested, this, [this] {
        if (m_session)
            m_connections->showCouldNotConnect(m_session->profile().id, m_session->lastError());
    });
    connect(m_keySource, &KeyPaletteSource::keyOpenRequested, m_browser, &BrowserPage::openKey);
    connect(m_keySource, &KeyPaletteSource::scanRequested, m_browser, &BrowserPage::scan);

    ProfileStore *profiles = m_services.profiles;
    connect(profiles, &ProfileStore::added, this, &DatabaseWindow::listDatabases);
    connect(profiles, &ProfileStore::updated, this, &DatabaseWindow::listDatabases);
    connect(profiles, &ProfileStore::updated, this, &DatabaseWindow::takeDetails);
    connect(profiles, &ProfileStore::removed, this, &DatabaseWindow::listDatabases);
    connect(profiles, &ProfileStore::reordered, this, &DatabaseWindow::listDatabases);
}

void DatabaseWindow::open(const Profile &profile, const Secret &token)
{
    withoutUnsaved([this, profile, token] { show(profile, token); });
}

void DatabaseWindow::show(const Profile &profile, const Secret &token)
{
    leaveDatabase();
    m_session = std::make_unique<Session>(profile, token, m_services.network, m_services.clock);
    m_window->setSession(m_session.get());
    m_browser->setSession(m_session.get());
    m_browser->keyPane()->setDoctorAvailable(true);
    markPane(m_browser->keyPane());
    markPane(m_browser->valuePane());
    m_keySource->setKeyspace(m_browser->keyspace());
    registerBrowserActions();
    m_browser->setFocus();
}

void DatabaseWindow::closeDatabase()
{
    withoutUnsaved([this] { leaveDatabase(); });
}

void DatabaseWindow::leaveDatabase()
{
    m_keySource->setKeyspace(nullptr);
    m_browser->setSession(nullptr);
    m_window->setSession(nullptr);
    m_session.reset();
}

void DatabaseWindow::replaceToken(const Secret &token)
{
    if (m_session)
        m_session->setToken(token);
}

void DatabaseWindow::withoutUnsaved(std::function<void()> then, std::function<void()> otherwise)
{
    m_browser->confirmDiscard([then = std::move(then), otherwise = std::move(otherwise)](bool discard) {
        if (discard)
            then();
        else if (otherwise)
            otherwise();
    });
}

void DatabaseWindow::registerStartActions()
{
    const QList<QAction *> actions = m_connections->pageActions();
    for (QAction *action : actions) {
        if (action != m_connections->addDatabaseAction()) // the window has one of its own, for every page
            m_window->actionRegistry()->add({action, MenuId::Database, tr("Databases")}, ActionRegistry::startPage);
    }
}

void DatabaseWindow::registerBrowserActions()
{
    const QList<BrowserPage::PageAction> actions = m_browser->pageActions();
    for (const BrowserPage::PageAction &action : actions) {
        MenuId menu = MenuId::Key;
        switch (action.place) {
        case BrowserPage::Place::Edit:
            menu = MenuId::Edit;
            break;
        case BrowserPage::Place::View:
            menu = MenuId::View;
            break;
        case BrowserPage::Place::Key:
            break;
        }
        m_window->actionRegistry()->add({action.action, menu, tr("Browser")}, 0);
    }
}

void DatabaseWindow::listDatabases()
{
    m_window->setDatabases(m_services.profiles->profiles());
}

void DatabaseWindow::takeDetails(const Profile &profile)
{
    if (!m_session || m_session->profile().id != profile.id)
        return;
    Profile opened = m_session->profile();
    opened.lastUsed = profile.lastUsed;
    opened.group = profile.group;
    opened.readOnly = profile.readOnly; // the way of opening was chosen for this window
    if (opened == profile)
        return;
    Notice notice;
    notice.text = tr("The database was edited. This window goes on as it was opened.");
    notice.tone = Tone::Info;
    notice.iconName = u"info"_s;
    notice.actionText = tr("Open again");
    notice.action = [this, id = profile.id] {
        emit openRequested(id, OpenMode::Normal);
    };
    m_window->toasts()->show(notice);
}

bool DatabaseWindow::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_window.get() && event->type() == QEvent::Close) {
        // The window decides in its own handler, which runs after this one: look at it when it is done.
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (!m_window->isVisible())
                    emit closed();
            },
            Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
}

} // namespace stashdeck
