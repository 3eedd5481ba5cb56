// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/databasewindow.h"

#include "app/keypalettesource.h"
#include "app/placespalettesource.h"
#include "app/windowtransfers.h"
#include "models/connections/profilestore.h"
#include "models/keyspace/keyspace.h"
#include "models/session/session.h"
#include "ui/browser/browserpage.h"
#include "ui/bulk/bulkflow.h"
#include "ui/bulk/bulkjobcell.h"
#include "ui/keyspace/keypane.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/panecycle.h"
#include "ui/values/valuepane.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/question.h"
#include "ui/widgets/toasthost.h"

#include <QAction>
#include <QBoxLayout>
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
    , m_bulkCell(new BulkJobCell(theme))
{
    m_window->addStatusWidget(m_bulkCell);
    m_transfers = std::make_unique<WindowTransfers>(theme, m_window.get(), m_browser);
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
    m_window->setCloseGuard([this] { return mayClose(); });
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
    connect(m_transfers.get(), &WindowTransfers::envFileDropped, m_connections, &ConnectionsPage::importFile);
    connect(m_keySource, &KeyPaletteSource::keyOpenRequested, m_browser, &BrowserPage::openKey);
    connect(m_keySource, &KeyPaletteSource::scanRequested, m_browser, &BrowserPage::scan);

    ProfileStore *profiles = m_services.profiles;
    connect(profiles, &ProfileStore::added, this, &DatabaseWindow::listDatabases);
    connect(profiles, &ProfileStore::updated, this, &DatabaseWindow::listDatabases);
    connect(profiles, &ProfileStore::updated, this, &DatabaseWindow::takeDetails);
    connect(profiles, &ProfileStore::removed, this, &DatabaseWindow::listDatabases);
    connect(profiles, &ProfileStore::reordered, this, &DatabaseWindow::listDatabases);
}

bool DatabaseWindow::mayClose()
{
    if (m_mayClose)
        return true;
    if (!isBusy() && !m_browser->hasUnsaved())
        return true;
    const auto close = [this] {
        m_mayClose = true;
        m_window->close();
    };
    const auto stay = [this] {
        emit stayedOpen();
    };
    m_window->raise();
    m_window->activateWindow();
    withoutRunning([this, close, stay] { withoutUnsaved(close, stay); }, stay);
    return false;
}

bool DatabaseWindow::isBusy() const
{
    return (m_bulk && m_bulk->isBusy()) || m_transfers->isBusy();
}

void DatabaseWindow::withoutRunning(std::function<void()> then, std::function<void()> otherwise)
{
    if (!isBusy()) {
        then();
        return;
    }
    const bool changes = m_bulk && m_bulk->isBusy();
    Question question;
    question.title = changes ? tr("A bulk change is running") : tr("An export or import is running");
    question.heading = tr("Close this database and stop it?");
    question.text = changes ? tr("What is done stays, and so do the saved copies. It can go on where it stopped when "
                                 "this database is opened again.")
                            : tr("The file of an export that is not whole is removed. An import can go on where it "
                                 "stopped when its database is opened again.");
    question.actionText = tr("Close");
    question.cancelText = tr("Keep it running");
    ask(m_theme, m_window.get(), question, [then = std::move(then), otherwise = std::move(otherwise)](Answer answer) {
        if (answer == Answer::Accepted)
            then();
        else if (otherwise)
            otherwise();
    });
}

void DatabaseWindow::setBulkChanges(BulkTargets *targets, const QString &journalFolder, const QString &transferFolder)
{
    m_targets = targets;
    m_journalFolder = journalFolder;
    m_transferFolder = transferFolder;
}

void DatabaseWindow::open(const Profile &profile, const Secret &token)
{
    withoutRunning([this, profile, token] { withoutUnsaved([this, profile, token] { show(profile, token); }); });
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
    startBulkChanges();
    m_transfers->open(m_session.get(), m_targets, m_transferFolder);
    registerBrowserActions();
    m_browser->setFocus();
}

void DatabaseWindow::closeDatabase()
{
    withoutRunning([this] { withoutUnsaved([this] { leaveDatabase(); }); });
}

void DatabaseWindow::leaveDatabase()
{
    m_keySource->setKeyspace(nullptr);
    m_bulkCell->setJobs(nullptr);
    delete m_bulkOffer;
    m_transfers->close();
    m_bulk.reset();
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

void DatabaseWindow::startBulkChanges()
{
    m_bulk = std::make_unique<BulkFlow>(m_theme, m_session.get(), m_browser->keyspace(), m_targets, m_journalFolder,
                                        m_window.get());
    BulkFlow *flow = m_bulk.get();
    connect(flow, &BulkFlow::noticeRequested, m_window->toasts(), &ToastHost::show);
    connect(flow, &BulkFlow::keysGone, m_browser, &BrowserPage::noteManyGone);
    connect(flow, &BulkFlow::keysRenamed, m_browser, &BrowserPage::noteManyRenamed);
    connect(flow, &BulkFlow::keysChanged, m_browser, &BrowserPage::noteManyChanged);
    connect(flow, &BulkFlow::offered, this, &DatabaseWindow::offerBulkChange);
    connect(flow, &BulkFlow::offerWithdrawn, this, [this] { delete m_bulkOffer; });
    connect(m_browser, &BrowserPage::manyKeysRequested, flow, [flow](ManyKeysAct act, const KeySelection &selection) {
        if (act != ManyKeysAct::Export)
            flow->begin(act, selection);
    });
    for (const ManyKeysAct act :
         {ManyKeysAct::Delete, ManyKeysAct::ChangeExpiry, ManyKeysAct::Rename, ManyKeysAct::CopyTo})
        m_browser->keyPane()->offerManyKeys(act);
    m_bulkCell->setJobs(flow->jobs());
    connect(m_bulkCell, &BulkJobCell::openRequested, flow, &BulkFlow::showRun);

    const auto add = [this, flow](const QString &name, const QString &text, const QKeySequence &keys, auto trigger) {
        auto *action = new QAction(text, flow);
        action->setObjectName(name);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, flow, trigger);
        m_browser->addAction(action);
        m_window->actionRegistry()->add({action, MenuId::Key, tr("Browser")}, 0);
    };
    const auto byPattern = [this, flow](ManyKeysAct act) {
        return [this, flow, act] {
            KeySelection selection;
            const KeyFilter &filter = m_browser->keyspace()->filter();
            if (filter.mode == KeyFilter::Text::Glob)
                selection.pattern = filter.text;
            selection.types = m_browser->keyspace()->types();
            flow->begin(act, selection);
        };
    };
    add(u"deleteByPatternAction"_s, tr("Delete keys by pattern…"), Qt::CTRL | Qt::SHIFT | Qt::Key_Delete,
        byPattern(ManyKeysAct::Delete));
    add(u"expireByPatternAction"_s, tr("Set TTL by pattern…"), {}, byPattern(ManyKeysAct::ChangeExpiry));
    add(u"renameByPatternAction"_s, tr("Rename keys by rule…"), {}, byPattern(ManyKeysAct::Rename));
    add(u"copyByPatternAction"_s, tr("Copy or move keys by pattern…"), {}, byPattern(ManyKeysAct::CopyTo));
    add(u"bulkChangesAction"_s, tr("Recent bulk changes…"), {}, [flow] { flow->showChanges(); });
}

void DatabaseWindow::offerBulkChange(const QString &path, const QString &text, bool canUndo)
{
    delete m_bulkOffer;
    m_bulkOffer = new Banner(m_theme, Tone::Warning, u"history"_s, m_browser);
    m_bulkOffer->setObjectName(u"bulkOffer"_s);
    m_bulkOffer->setMessage(text, canUndo ? tr("Continue, or restore what was changed.") : tr("It can go on."));
    BulkFlow *flow = m_bulk.get();
    Banner *banner = m_bulkOffer;
    const auto choose = [flow, banner, path](void (BulkFlow::*way)(const QString &)) {
        return [flow, banner, path, way] {
            banner->hide();
            (flow->*way)(path);
        };
    };
    Button *goOn = m_bulkOffer->addAction(tr("Continue"));
    goOn->setObjectName(u"bulkOfferContinue"_s);
    connect(goOn, &QAbstractButton::clicked, flow, choose(&BulkFlow::goOn));
    if (canUndo) {
        Button *undo = m_bulkOffer->addAction(tr("Restore"));
        undo->setObjectName(u"bulkOfferUndo"_s);
        connect(undo, &QAbstractButton::clicked, flow, choose(&BulkFlow::undo));
    }
    m_bulkOffer->setClosable(true);
    if (auto *column = qobject_cast<QBoxLayout *>(m_browser->layout()))
        column->insertWidget(0, m_bulkOffer);
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
