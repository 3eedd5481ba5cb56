// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/connectionspage.h"

#include "models/base/bytetext.h"
#include "ui/connections/couldnotconnectdialog.h"
#include "ui/connections/databaselist.h"
#include "ui/connections/errortext.h"
#include "ui/connections/importenvdialog.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/chiprow.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/iconbutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/question.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QClipboard>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFutureWatcher>
#include <QGuiApplication>
#include <QLocale>
#include <QMimeData>
#include <QStackedWidget>
#include <QtConcurrentRun>
#include <QTime>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::minutes checkAgainAfter{5};
constexpr int narrowest = 1160; ///< below it there is no room for the right panel

QString safe(const QString &text)
{
    return displayText(text.toUtf8(), 80);
}

QString homeRelative(const QString &path)
{
    const QString home = QDir::homePath();
    return path.startsWith(home + u'/') ? u"~"_s + path.mid(home.size()) : path;
}

} // namespace

QUuid localSandboxId()
{
    return QUuid(u"{5d2f3c1a-7b64-5e0e-9a41-57a54dec0001}"_s);
}

ConnectionsPage::ConnectionsPage(const Theme *theme, const ConnectionServices &services, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_services(services)
    , m_model(services.profiles)
    , m_health(services.profiles, services.secrets, services.network, services.clock)
    , m_clipboard(QGuiApplication::clipboard())
{
    setObjectName("connectionsPage"_L1);
    setAccessibleName(tr("Databases"));
    setAcceptDrops(true);
    m_filter.setSourceModel(&m_model);
    makeActions();
    m_panel = new ConnectPanel(theme, services.sandbox, m_actions, this);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(buildMain());
    m_stack->addWidget(buildFirstRun());
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_stack, 1);
    row->addWidget(m_panel);

    m_panel->setProductionOpensReadOnly(services.settings->value(Keys::productionOpensReadOnly));
    connect(m_panel, &ConnectPanel::productionOpensReadOnlyChanged, this,
            [this](bool on) { m_services.settings->set(Keys::productionOpensReadOnly, on); });
    connect(m_panel, &ConnectPanel::reviewClipboardRequested, this, [this] {
        m_panel->setClipboardPairs({});
        addDatabase(QGuiApplication::clipboard()->text());
    });

    const bool asList = services.settings->value(Keys::databasesAsList);
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
    connect(m_chips, &ChipRow::checkedChanged, this, [this](const QStringList &ids) {
        static const QStringList order{u"all"_s, u"production"_s, u"staging"_s, u"development"_s, u"local"_s};
        m_filter.setGroup(ProfileFilter::Group(qMax(qsizetype(0), order.indexOf(ids.value(0)))));
        updateStack();
    });

    connect(m_list, &QAbstractItemView::clicked, this, [this] {
        if (!std::exchange(m_clickTaken, false) && QGuiApplication::keyboardModifiers() == Qt::NoModifier)
            open(OpenMode::Normal);
    });
    connect(m_list->cards(), &ProfileCardDelegate::menuRequested, this,
            [this](const QModelIndex &index, const QPoint &at) {
                m_clickTaken = true;
                m_list->setCurrentIndex(index);
                showMenu(at);
            });
    connect(m_list->cards(), &ProfileCardDelegate::doctorRequested, this, [this](const QModelIndex &index) {
        m_clickTaken = true;
        m_list->setCurrentIndex(index);
        examineCurrent();
    });
    connect(m_list, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        if (m_list->indexAt(at).isValid())
            showMenu(m_list->viewport()->mapToGlobal(at));
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
    connect(services.secrets, &SecretStore::persistenceChanged, this, counts);
    connect(services.profiles, &ProfileStore::writeFailed, this, [this](const Error &error) {
        m_fileBanner->setMessage(tr("The list of databases cannot be saved."), errorText(error).explanation);
        m_fileBanner->show();
    });
    connect(&m_health, &HealthCheck::changed, &m_model, &ProfileListModel::setHealth);
    const auto status = [this] {
        m_status->setText(checkedText().isEmpty() ? QString() : tr("%1 · %2").arg(reachabilityText(), checkedText()));
        updateActions();
        emit statusChanged();
    };
    connect(&m_health, &HealthCheck::changed, this, status);
    connect(&m_health, &HealthCheck::finished, this, status);

    const ProfileStore::Loaded &loaded = services.profiles->loaded();
    if (loaded.state == ProfileStore::Loaded::State::Broken) {
        m_fileBanner->setMessage(tr("The list of databases could not be read."),
                                 tr("It was kept as %1. A new list was begun.").arg(safe(homeRelative(loaded.keptAs))));
        m_fileBanner->show();
    } else if (loaded.state == ProfileStore::Loaded::State::Unreadable) {
        m_fileBanner->setMessage(tr("The list of databases could not be read."), errorText(loaded.error).explanation);
        m_fileBanner->show();
    }
    connectSandbox();
    counts();
}

ConnectionsPage::~ConnectionsPage()
{
    m_stop.request_stop();
}

QList<QAction *> ConnectionsPage::pageActions() const
{
    return actions();
}

// ---- What is shown
// ---------------------------------------------------------------------------------------------------

void ConnectionsPage::updateCounts()
{
    using Group = ProfileFilter::Group;
    const auto label = [this](const QString &id, const QString &text, Group group, bool always) {
        const int count = m_filter.count(group);
        m_chips->chip(id)->setText(tr("%1 %2").arg(text).arg(count));
        m_chips->chip(id)->setVisible(always || count > 0 || m_filter.group() == group);
    };
    label(u"all"_s, tr("All"), Group::All, true);
    label(u"production"_s, tr("Production"), Group::Production, false);
    label(u"staging"_s, tr("Staging"), Group::Staging, false);
    label(u"development"_s, tr("Dev"), Group::Development, false);
    label(u"local"_s, tr("Local and temporary"), Group::LocalAndTemporary, false);
    const int saved = m_filter.count(Group::All);
    m_subtitle->setText(m_services.secrets->persistence() == Persistence::Keychain
                            ? tr("%1 saved · tokens are kept in your system keychain").arg(saved)
                            : tr("%1 saved · no keychain: tokens are kept until Stashdeck closes").arg(saved));
    m_check->setText(saved == 1 ? tr("Check all · 1 command") : tr("Check all · %1 commands").arg(saved));
}

void ConnectionsPage::updateStack()
{
    const bool isFirstRun = m_services.profiles->profiles().isEmpty();
    m_stack->setCurrentIndex(isFirstRun ? 1 : 0);
    m_panel->setVisible(!isFirstRun && width() >= narrowest);
    m_more->setVisible(width() < narrowest);
    m_status->setVisible(width() >= narrowest);
    const bool noMatch = !isFirstRun && m_filter.rowCount() == 0;
    m_list->setVisible(!noMatch);
    m_noMatch->setVisible(noMatch);
    if (noMatch) {
        m_noMatch->setState(u"search"_s, tr("No databases match"),
                            m_filter.text().isEmpty() ? tr("No database is in this environment.")
                                                      : tr("Nothing is named \"%1\".").arg(safe(m_filter.text())));
    } else if (!m_list->currentIndex().isValid() && m_filter.rowCount() > 0) {
        m_list->setCurrentIndex(m_filter.index(0, 0));
    }
}

void ConnectionsPage::updateActions()
{
    const bool hasCurrent = m_list->currentIndex().isValid();
    for (QAction *action : std::as_const(m_rowActions))
        action->setEnabled(hasCurrent);
    m_check->setEnabled(!m_health.isRunning() && m_model.rowCount() > 0);
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

void ConnectionsPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    updateStack();
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

void ConnectionsPage::lookAtClipboard()
{
    const QMimeData *mime = QGuiApplication::clipboard()->mimeData();
    const bool isOurs = mime != nullptr && mime->hasFormat(u"x-kde-passwordManagerHint"_s);
    m_panel->setClipboardPairs(mime == nullptr || isOurs || !mime->hasText() ? ClipboardPairs()
                                                                             : pairsInClipboard(mime->text()));
}

void ConnectionsPage::showMenu(const QPoint &globalPosition)
{
    auto *menu = new QMenu(this);
    menu->setObjectName("databaseMenu"_L1);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int i = 0; i < m_rowActions.size(); ++i) {
        if (i == 3 || i == m_rowActions.size() - 1)
            menu->addSeparator();
        menu->addAction(m_rowActions.at(i));
    }
    menu->popup(globalPosition);
}

void ConnectionsPage::say(const QString &text, Tone tone, const QString &icon)
{
    Notice notice;
    notice.text = text;
    notice.tone = tone;
    notice.iconName = icon;
    emit noticeRequested(notice);
}

// ---- What a row can do
// -----------------------------------------------------------------------------------------------

QUuid ConnectionsPage::currentId() const
{
    return m_list->currentIndex().data(ProfileListModel::IdRole).toUuid();
}

void ConnectionsPage::open(OpenMode mode)
{
    const QUuid id = currentId();
    if (id.isNull())
        return;
    if (id == localSandboxId() && m_services.sandbox != nullptr
        && m_services.sandbox->state() != LocalSandbox::State::Running) {
        startSandbox();
        return;
    }
    emit openRequested(id, mode);
}

void ConnectionsPage::editCurrent()
{
    editDatabase(currentId());
}

void ConnectionsPage::duplicateCurrent()
{
    const QUuid from = currentId();
    const QUuid to = m_services.profiles->duplicate(from);
    if (to.isNull())
        return;
    for (const TokenKind kind : {TokenKind::Standard, TokenKind::ReadOnly}) {
        QCoro::connect(m_services.secrets->read(from, kind, m_stop.get_token()), this,
                       [this, to, kind](const SecretResult<Secret> &token) {
                           if (token)
                               writeToken(to, kind, *token);
                       });
    }
    m_list->setCurrentIndex(m_filter.mapFromSource(m_model.indexOf(to)));
}

void ConnectionsPage::removeCurrent()
{
    const QUuid id = currentId();
    const auto profile = m_services.profiles->find(id);
    if (!profile)
        return;
    Question question;
    question.title = tr("Remove database");
    question.heading = tr("Remove %1?").arg(safe(profile->name));
    question.text = tr("Removes it from this list. The database stays.");
    question.facts = {{Tone::Neutral, tr("Its token is removed from the keychain of this computer.")}};
    question.actionText = tr("Remove");
    question.actionKind = Button::Kind::Danger;
    question.environment = profile->environment;
    ask(m_theme, this, question, [this, id](Answer answer) {
        m_list->setFocus();
        if (answer != Answer::Accepted)
            return;
        const int row = m_list->currentIndex().row();
        m_services.profiles->remove(id);
        for (const TokenKind kind : {TokenKind::Standard, TokenKind::ReadOnly}) {
            QCoro::connect(m_services.secrets->remove(id, kind, m_stop.get_token()), this,
                           [this](const SecretResult<void> &removed) {
                               if (!removed && removed.error().reason != SecretError::Reason::NoBackend) {
                                   say(tr("The token could not be removed from the keychain. %1")
                                           .arg(secretErrorText(removed.error()).title),
                                       Tone::Warning, u"triangle-alert"_s);
                               }
                           });
        }
        m_list->setCurrentIndex(m_filter.index(qMin(row, m_filter.rowCount() - 1), 0));
    });
}

void ConnectionsPage::copyUrl()
{
    if (const auto profile = m_services.profiles->find(currentId())) {
        QGuiApplication::clipboard()->setText(profile->url.toString());
        say(tr("URL copied"), Tone::Success, u"copy"_s);
    }
}

void ConnectionsPage::copyEnv()
{
    const auto profile = m_services.profiles->find(currentId());
    if (!profile)
        return;
    QCoro::connect(m_services.secrets->read(profile->id, TokenKind::Standard, m_stop.get_token()), this,
                   [this, profile](const SecretResult<Secret> &token) {
                       if (!token) {
                           say(secretErrorText(token.error()).title, Tone::Warning, u"key-round"_s);
                           return;
                       }
                       m_clipboard.copy(u"UPSTASH_REDIS_REST_URL=\"%1\"\nUPSTASH_REDIS_REST_TOKEN=\"%2\"\n"_s.arg(
                           profile->url.toString(), QString::fromLatin1(token->reveal())));
                       say(tr("Copied with its token. The clipboard is cleared in 30 seconds."), Tone::Success,
                           u"copy"_s);
                   });
}

void ConnectionsPage::checkAll()
{
    QList<QUuid> ids;
    for (const Profile &profile : m_services.profiles->profiles()) {
        // A sandbox that does not run would only look broken.
        const bool sleeps = profile.id == localSandboxId()
            && (m_services.sandbox == nullptr || m_services.sandbox->state() != LocalSandbox::State::Running);
        if (!sleeps)
            ids.append(profile.id);
    }
    if (!ids.isEmpty())
        m_health.check(ids);
    updateActions();
}

void ConnectionsPage::examineCurrent()
{
    const QUuid id = currentId();
    const ProfileHealth health = m_model.health(id);
    if (health.state == ProfileHealth::State::TokenMissing)
        showCouldNotConnect(id, health.secretError);
    else if (health.state == ProfileHealth::State::Unreachable)
        showCouldNotConnect(id, health.error);
    else
        editDatabase(id);
}

void ConnectionsPage::showCouldNotConnect(const QUuid &id, const Error &error)
{
    const auto profile = m_services.profiles->find(id);
    if (!profile)
        return;
    auto *dialog = new CouldNotConnectDialog(m_theme, m_services, *profile, error, this);
    connect(dialog, &CouldNotConnectDialog::editTokenRequested, this,
            [this](const QUuid &which) { editDatabase(which, true); });
    connect(dialog, &CouldNotConnectDialog::openRequested, this,
            [this](const QUuid &which) { emit openRequested(which, OpenMode::Normal); });
    dialog->open();
}

void ConnectionsPage::showCouldNotConnect(const QUuid &id, const SecretError &error)
{
    const auto profile = m_services.profiles->find(id);
    if (!profile)
        return;
    auto *dialog = new CouldNotConnectDialog(m_theme, m_services, *profile, error, this);
    connect(dialog, &CouldNotConnectDialog::editTokenRequested, this,
            [this](const QUuid &which) { editDatabase(which, true); });
    connect(dialog, &CouldNotConnectDialog::openRequested, this,
            [this](const QUuid &which) { emit openRequested(which, OpenMode::Normal); });
    dialog->open();
}

// ---- The sandbox
// -----------------------------------------------------------------------------------------------------

void ConnectionsPage::connectSandbox()
{
    LocalSandbox *sandbox = m_services.sandbox;
    const auto follow = [this, sandbox] {
        using State = LocalSandbox::State;
        const State state = sandbox ? sandbox->state() : State::Stopped;
        m_actions.startSandbox->setEnabled(
            sandbox && (state == State::Stopped || state == State::Failed || state == State::Running));
        m_actions.startSandbox->setText(state == State::Running ? tr("Open local sandbox") : tr("Start local sandbox"));
        m_actions.startSandbox->setVisible(sandbox);
        m_actions.stopSandbox->setEnabled(state == State::Running || state == State::Starting);
        m_actions.stopSandbox->setVisible(sandbox);
        m_actions.resetSandbox->setEnabled(state == State::Running);
        m_actions.resetSandbox->setVisible(sandbox);
        if (state == State::Failed || state == State::Stopped)
            m_model.setHealth(localSandboxId(), {});
        if (state != State::Running)
            return;
        Profile profile = m_services.profiles->find(localSandboxId()).value_or(Profile());
        const bool isNew = profile.id.isNull();
        profile.id = localSandboxId();
        profile.url = sandbox->url();
        profile.environment = Environment::Sandbox;
        if (isNew)
            profile.name = tr("Local sandbox");
        // Its tokens are worth nothing after this run.
        m_services.secrets->keepForSession(profile.id, TokenKind::Standard, sandbox->token());
        m_services.secrets->keepForSession(profile.id, TokenKind::ReadOnly, sandbox->readOnlyToken());
        if (isNew)
            m_services.profiles->add(profile);
        else
            m_services.profiles->update(profile);
        emit tokenChanged(profile.id);
        if (isVisible())
            m_health.check({profile.id});
        if (std::exchange(m_openSandboxWhenReady, false))
            emit openRequested(profile.id, OpenMode::Normal);
    };
    if (sandbox != nullptr)
        connect(sandbox, &LocalSandbox::stateChanged, this, follow);
    follow();
}

void ConnectionsPage::startSandbox()
{
    if (m_services.sandbox == nullptr)
        return;
    if (m_services.sandbox->state() == LocalSandbox::State::Running) {
        emit openRequested(localSandboxId(), OpenMode::Normal);
        return;
    }
    m_openSandboxWhenReady = true;
    m_services.sandbox->start();
}

void ConnectionsPage::stopSandbox()
{
    m_openSandboxWhenReady = false;
    if (m_services.sandbox != nullptr)
        m_services.sandbox->stop();
}

void ConnectionsPage::resetSandbox()
{
    if (m_services.sandbox != nullptr)
        m_services.sandbox->reset();
}

} // namespace stashdeck
