// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/connectionspage.h"

#include "models/base/bytetext.h"
#include "ui/connections/databaseactions.h"
#include "ui/connections/databaseentries.h"
#include "ui/connections/databasefilterbar.h"
#include "ui/connections/databaselist.h"
#include "ui/connections/errortext.h"
#include "ui/connections/firstrunpage.h"
#include "ui/connections/pageaction.h"
#include "ui/connections/sandboxactions.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/segmentedcontrol.h"
#include "ui/widgets/sidepaneview.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QDateTime>
#include <QDragEnterEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLocale>
#include <QMimeData>
#include <QStackedWidget>

#include <utility>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::minutes checkAgainAfter{5};
constexpr SidePaneView::Width panelWidth{344, 344, 344};

QString safe(const QString &text)
{
    return displayText(text.toUtf8(), 80);
}

} // namespace

ConnectionsPage::ConnectionsPage(const Theme *theme, const ConnectionServices &services, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_services(services)
    , m_model(services.profiles)
    , m_health(services.profiles, services.secrets, services.network, services.clock)
    , m_entries(new DatabaseEntries(theme, services, this))
{
    setObjectName("connectionsPage"_L1);
    setAccessibleName(tr("Databases"));
    setAcceptDrops(true);
    m_filter.setSourceModel(&m_model);
    makeActions();
    m_panel = new ConnectPanel(theme, services.sandbox, m_actions);
    m_stack = new QStackedWidget;
    m_stack->addWidget(buildMain());
    m_stack->addWidget(new FirstRunPage(theme, services.sandbox, m_actions));
    m_view = new SidePaneView(theme, m_stack, tr("Databases"), m_panel, tr("Connect"), panelWidth, this);
    addAction(m_view->switchAction());
    auto *row = new QVBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_view);

    connectParts();
    connectList();
    connectFilters();
    tellFileTrouble();
    m_sandbox->begin();
    updateCounts();
    updateStack();
    updateActions();
}

ConnectionsPage::~ConnectionsPage()
{
    // What they stop may still tell: while all that hears it is there.
    delete m_entries;
    delete m_rowActions;
    delete m_sandbox;
}

void ConnectionsPage::makeActions()
{
    m_actions.add = makePageAction(this, u"addDatabaseAction"_s, tr("Add database"), {QKeySequence(u"Ctrl+N"_s)});
    m_actions.import = makePageAction(this, u"importEnvAction"_s, tr("Import .env file"));
    m_check = makePageAction(this, u"checkDatabasesAction"_s, tr("Check all"));
    m_sandbox = new SandboxActions(m_services, this);
    m_actions.startSandbox = m_sandbox->startAction();
    m_actions.stopSandbox = m_sandbox->stopAction();
    m_actions.resetSandbox = m_sandbox->resetAction();
    m_rowActions = new DatabaseActions(
        m_services, [this] { return currentId(); }, this);
    connect(m_actions.add, &QAction::triggered, this, [this] { addDatabase(); });
    connect(m_actions.import, &QAction::triggered, m_entries, &DatabaseEntries::pickFile);
    connect(m_check, &QAction::triggered, this, &ConnectionsPage::checkAll);
}

QList<QAction *> ConnectionsPage::pageActions() const
{
    return actions();
}

void ConnectionsPage::connectParts()
{
    connect(m_rowActions, &DatabaseActions::openRequested, this, &ConnectionsPage::open);
    connect(m_rowActions, &DatabaseActions::editRequested, this, [this](const QUuid &id) { editDatabase(id); });
    connect(m_rowActions, &DatabaseActions::duplicateRequested, m_entries, &DatabaseEntries::duplicate);
    connect(m_rowActions, &DatabaseActions::removeRequested, this, &ConnectionsPage::remove);
    connect(m_rowActions, &DatabaseActions::examineRequested, this, &ConnectionsPage::examine);
    connect(m_rowActions, &DatabaseActions::noticeRequested, this, &ConnectionsPage::noticeRequested);

    connect(m_entries, &DatabaseEntries::entered, this, &ConnectionsPage::select);
    connect(m_entries, &DatabaseEntries::added, this, [this](const QUuid &id) {
        if (isVisible())
            m_health.check({id});
    });
    connect(m_entries, &DatabaseEntries::openRequested, this,
            [this](const QUuid &id) { emit openRequested(id, OpenMode::Normal); });
    connect(m_entries, &DatabaseEntries::tokenChanged, this, &ConnectionsPage::tokenChanged);
    connect(m_entries, &DatabaseEntries::noticeRequested, this, &ConnectionsPage::noticeRequested);

    connect(m_sandbox, &SandboxActions::openRequested, this,
            [this](const QUuid &id) { emit openRequested(id, OpenMode::Normal); });
    connect(m_sandbox, &SandboxActions::tokenChanged, this, &ConnectionsPage::tokenChanged);
    connect(m_sandbox, &SandboxActions::ready, this, [this](const QUuid &id) {
        if (isVisible())
            m_health.check({id});
    });
    connect(m_sandbox, &SandboxActions::ended, this, [this](const QUuid &id) { m_model.setHealth(id, {}); });

    m_panel->setProductionOpensReadOnly(m_services.settings->value(Keys::productionOpensReadOnly));
    connect(m_services.settings, &Settings::changed, m_panel, [this](const QString &key) {
        if (key == QLatin1StringView(Keys::productionOpensReadOnly.key)) // in the settings, or in another window
            m_panel->setProductionOpensReadOnly(m_services.settings->value(Keys::productionOpensReadOnly));
    });
    connect(m_panel, &ConnectPanel::productionOpensReadOnlyChanged, this,
            [this](bool on) { m_services.settings->set(Keys::productionOpensReadOnly, on); });
    connect(m_panel, &ConnectPanel::reviewClipboardRequested, this, [this] {
        m_panel->setClipboardPairs({});
        addDatabase(QGuiApplication::clipboard()->text());
    });

    connect(&m_health, &HealthCheck::changed, &m_model, &ProfileListModel::setHealth);
    connect(&m_health, &HealthCheck::changed, this, &ConnectionsPage::updateStatus);
    connect(&m_health, &HealthCheck::finished, this, &ConnectionsPage::updateStatus);
    connect(m_view, &SidePaneView::narrowChanged, this, &ConnectionsPage::updateStack);
}

void ConnectionsPage::connectList()
{
    connect(m_list, &QAbstractItemView::clicked, this, [this] {
        if (!std::exchange(m_clickTaken, false) && QGuiApplication::keyboardModifiers() == Qt::NoModifier)
            open(currentId(), OpenMode::Normal);
    });
    connect(m_list->cards(), &ProfileCardDelegate::menuRequested, this,
            [this](const QModelIndex &index, const QPoint &at) {
                m_clickTaken = true;
                m_list->setCurrentIndex(index);
                m_rowActions->openMenu(at);
            });
    connect(m_list->cards(), &ProfileCardDelegate::doctorRequested, this, [this](const QModelIndex &index) {
        m_clickTaken = true;
        m_list->setCurrentIndex(index);
        examine(currentId());
    });
    connect(m_list, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        if (m_list->indexAt(at).isValid())
            m_rowActions->openMenu(m_list->viewport()->mapToGlobal(at));
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &ConnectionsPage::updateActions);

    const auto counts = [this] {
        updateCounts();
        updateStack();
        updateActions();
    };
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, counts);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, counts);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &ConnectionsPage::updateCounts);
    connect(m_services.secrets, &SecretStore::persistenceChanged, this, counts);
}

void ConnectionsPage::connectFilters()
{
    const bool asList = m_services.settings->value(Keys::databasesAsList);
    m_look->setCurrent(asList ? u"list"_s : u"cards"_s);
    m_list->setLook(asList ? DatabaseList::Look::Rows : DatabaseList::Look::Cards);
    connect(m_look, &SegmentedControl::currentChanged, this, [this](const QString &id) {
        m_services.settings->set(Keys::databasesAsList, id == "list"_L1);
        m_list->setLook(id == "list"_L1 ? DatabaseList::Look::Rows : DatabaseList::Look::Cards);
    });
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter.setText(text);
        updateStack();
    });
    m_search->installEventFilter(this);
    connect(m_filterBar, &DatabaseFilterBar::narrowed, this, &ConnectionsPage::updateStack);
}

void ConnectionsPage::tellFileTrouble()
{
    connect(m_services.profiles, &ProfileStore::writeFailed, this, [this](const Error &error) {
        m_fileBanner->setMessage(tr("The list of databases cannot be saved."), errorText(error).explanation);
        m_fileBanner->show();
    });
    const ProfileStore::Loaded &loaded = m_services.profiles->loaded();
    if (loaded.state == ProfileStore::Loaded::State::Broken) {
        m_fileBanner->setMessage(tr("The list of databases could not be read."),
                                 tr("It was kept as %1. A new list was begun.").arg(safe(homeRelative(loaded.keptAs))));
        m_fileBanner->show();
    } else if (loaded.state == ProfileStore::Loaded::State::Unreadable) {
        m_fileBanner->setMessage(tr("The list of databases could not be read."), errorText(loaded.error).explanation);
        m_fileBanner->show();
    }
}

void ConnectionsPage::updateCounts()
{
    m_filterBar->follow();
    const int saved = m_filter.count(ProfileFilter::Group::All);
    m_subtitle->setText(m_services.secrets->persistence() == Persistence::Keychain
                            ? tr("%1 saved · tokens are kept in your system keychain").arg(saved)
                            : tr("%1 saved · no keychain: tokens are kept until Stashdeck closes").arg(saved));
    m_check->setText(saved == 1 ? tr("Check all · 1 command") : tr("Check all · %1 commands").arg(saved));
}

void ConnectionsPage::updateStack()
{
    const bool isFirstRun = m_services.profiles->profiles().isEmpty();
    m_stack->setCurrentIndex(isFirstRun ? 1 : 0);
    m_view->setSideAvailable(!isFirstRun);
    m_status->setVisible(!m_view->isNarrow());
    const bool noMatch = !isFirstRun && m_filter.rowCount() == 0;
    m_list->setVisible(!noMatch);
    m_noMatch->setVisible(noMatch);
    if (noMatch) {
        const QString sentence = !m_filter.text().isEmpty() ? tr("Nothing is named \"%1\".").arg(safe(m_filter.text()))
            : m_filter.namedGroup()                         ? tr("No database of this group is in this environment.")
                                                            : tr("No database is in this environment.");
        m_noMatch->setState(u"search"_s, tr("No databases match"), sentence);
    } else if (!m_list->currentIndex().isValid() && m_filter.rowCount() > 0) {
        m_list->setCurrentIndex(m_filter.index(0, 0));
    }
}

void ConnectionsPage::updateActions()
{
    m_rowActions->setEnabled(m_list->currentIndex().isValid());
    m_check->setEnabled(!m_health.isRunning() && m_model.rowCount() > 0);
}

void ConnectionsPage::updateStatus()
{
    m_status->setText(checkedText().isEmpty() ? QString() : tr("%1 · %2").arg(reachabilityText(), checkedText()));
    updateActions();
    emit statusChanged();
}

QString ConnectionsPage::reachabilityText() const
{
    int reachable = 0;
    for (const Profile &profile : m_services.profiles->profiles())
        reachable += m_model.health(profile.id).state == ProfileHealth::State::Reachable ? 1 : 0;
    return tr("%1 of %2 reachable").arg(reachable).arg(m_model.rowCount());
}

QString ConnectionsPage::checkedText() const
{
    if (m_health.isRunning())
        return tr("Checking…");
    if (m_health.lastFinished() == WallTime{})
        return {};
    const QTime at = QDateTime::fromMSecsSinceEpoch(m_health.lastFinished().time_since_epoch().count()).time();
    const qint64 commands = m_health.commandsOfLastRound();
    return commands == 1
        ? tr("Checked %1 · 1 command").arg(QLocale().toString(at, QLocale::ShortFormat))
        : tr("Checked %1 · %2 commands").arg(QLocale().toString(at, QLocale::ShortFormat)).arg(commands);
}

void ConnectionsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    updateStack();
    m_list->setFocus();
    // Once a visit at most, and not again right after the last.
    if (m_services.clock->now() - m_health.lastFinished() > checkAgainAfter)
        checkAll();
}

void ConnectionsPage::hideEvent(QHideEvent *event)
{
    m_health.stop();
    QWidget::hideEvent(event);
}

void ConnectionsPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && isActiveWindow() && isVisible())
        lookAtClipboard();
}

bool ConnectionsPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Down) {
        m_list->setFocus();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void ConnectionsPage::dragEnterEvent(QDragEnterEvent *event)
{
    const QMimeData *mime = event->mimeData();
    const bool isFile = mime->hasUrls() && mime->urls().constFirst().isLocalFile();
    if (isFile || mime->hasText())
        event->acceptProposedAction();
}

void ConnectionsPage::dropEvent(QDropEvent *event)
{
    const QMimeData *mime = event->mimeData();
    if (mime->hasUrls() && mime->urls().constFirst().isLocalFile())
        importFile(mime->urls().constFirst().toLocalFile());
    else
        addDatabase(mime->text());
    event->acceptProposedAction();
}

void ConnectionsPage::lookAtClipboard()
{
    const QMimeData *mime = QGuiApplication::clipboard()->mimeData();
    const bool isOurs = mime != nullptr && mime->hasFormat(u"x-kde-passwordManagerHint"_s);
    const ClipboardPairs pairs
        = mime == nullptr || isOurs || !mime->hasText() ? ClipboardPairs() : pairsInClipboard(mime->text());
    m_panel->setClipboardPairs(pairs);
    m_view->setSideTitle(pairs.count > 0 ? tr("Connect · %1 in the clipboard").arg(pairs.count) : tr("Connect"));
}

// ---- What the application and the actions ask for

void ConnectionsPage::addDatabase(const QString &pastedText)
{
    m_entries->add(pastedText);
}

void ConnectionsPage::editDatabase(const QUuid &id, bool focusToken)
{
    m_entries->edit(id, focusToken);
}

void ConnectionsPage::importFile(const QString &path)
{
    m_entries->importFile(path);
}

void ConnectionsPage::showCouldNotConnect(const QUuid &id, const Error &error)
{
    m_entries->showCouldNotConnect(id, error);
}

void ConnectionsPage::showCouldNotConnect(const QUuid &id, const SecretError &error)
{
    m_entries->showCouldNotConnect(id, error);
}

QUuid ConnectionsPage::currentId() const
{
    return m_list->currentIndex().data(ProfileListModel::IdRole).toUuid();
}

void ConnectionsPage::select(const QUuid &id)
{
    m_list->setCurrentIndex(m_filter.mapFromSource(m_model.indexOf(id)));
}

void ConnectionsPage::open(const QUuid &id, OpenMode mode)
{
    if (id == localSandboxId() && m_services.sandbox != nullptr && !m_sandbox->isRunning())
        m_sandbox->start();
    else if (!id.isNull())
        emit openRequested(id, mode);
}

void ConnectionsPage::remove(const QUuid &id)
{
    const int row = m_list->currentIndex().row();
    m_entries->remove(id, [this, row](bool removed) {
        m_list->setFocus();
        if (removed)
            m_list->setCurrentIndex(m_filter.index(qMin(row, m_filter.rowCount() - 1), 0));
    });
}

void ConnectionsPage::examine(const QUuid &id)
{
    const ProfileHealth health = m_model.health(id);
    if (health.state == ProfileHealth::State::TokenMissing)
        showCouldNotConnect(id, health.secretError);
    else if (health.state == ProfileHealth::State::Unreachable)
        showCouldNotConnect(id, health.error);
    else
        editDatabase(id);
}

void ConnectionsPage::checkAll()
{
    QList<QUuid> ids;
    for (const Profile &profile : m_services.profiles->profiles()) {
        // A sandbox that does not run would only look broken.
        if (profile.id != localSandboxId() || m_sandbox->isRunning())
            ids.append(profile.id);
    }
    if (!ids.isEmpty())
        m_health.check(ids);
    updateActions();
}

} // namespace stashdeck
