// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyspace/keypane.h"

#include "models/base/bytetext.h"
#include "models/base/settings.h"
#include "models/keyspace/keyspace.h"
#include "models/session/session.h"
#include "models/session/writelock.h"
#include "ui/keyspace/keycolumnsbar.h"
#include "ui/keyspace/keyfilterbar.h"
#include "ui/keyspace/keymenu.h"
#include "ui/keyspace/keypaneactions.h"
#include "ui/keyspace/keypanestates.h"
#include "ui/keyspace/keyrow.h"
#include "ui/keyspace/keytext.h"
#include "ui/keyspace/keytreeview.h"
#include "ui/keyspace/keyviews.h"
#include "ui/keyspace/patternbar.h"
#include "ui/keyspace/scanfooter.h"
#include "ui/keyspace/separatorbutton.h"
#include "ui/widgets/button.h"
#include "ui/widgets/iconbutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/question.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QClipboard>
#include <QStackedLayout>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

/// Of databases whose separator was never chosen; the settings dialog of the shell writes it.
constexpr Setting<QString> defaultSeparator{"browser/separator", u":"};
constexpr Setting<bool> showsListSetting{"browser/keysAsList", false};

QByteArray separatorKey(const Keyspace &keyspace)
{
    return "browser/separator/" + keyspace.session()->profile().id.toByteArray(QUuid::WithoutBraces);
}

} // namespace

KeyPane::KeyPane(const Theme *theme, Keyspace *keyspace, Settings *settings, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_keyspace(keyspace)
    , m_settings(settings)
    , m_pattern(new PatternBar(theme, keyspace, this))
    , m_filters(new KeyFilterBar(theme, keyspace, this))
    , m_columns(new KeyColumnsBar(theme, this))
    , m_views(new KeyViews(theme, keyspace, this))
    , m_states(new KeyPaneStates(theme, keyspace, this))
    , m_footer(new ScanFooter(theme, keyspace, this))
    , m_actions(new KeyPaneActions(this, m_views))
{
    setObjectName(u"keyPane"_s);
    setAccessibleName(tr("Keys"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    layOut();
    connectParts();
    if (m_settings != nullptr) {
        const QByteArray key = separatorKey(*m_keyspace);
        const Setting<QByteArray> setting{key.constData(), ":"};
        m_keyspace->setSeparator(m_settings->isSet(setting) ? m_settings->value(setting)
                                                            : m_settings->value(defaultSeparator).toUtf8());
    }
    m_columns->separator()->setSeparator(m_keyspace->separator());
    m_loadingSoon.setSingleShot(true);
    m_loadingSoon.setInterval(std::chrono::milliseconds(150));
    connect(&m_loadingSoon, &QTimer::timeout, m_states, &KeyPaneStates::showLoading);
    connectKeyspace();
    useView(m_settings == nullptr || !m_settings->value(showsListSetting));
}

KeyPane::~KeyPane() = default;

void KeyPane::layOut()
{
    auto *top = new QVBoxLayout;
    top->setContentsMargins(12, 10, 12, 8);
    top->setSpacing(8);
    top->addWidget(m_pattern);
    top->addWidget(m_filters);
    auto *content = new QWidget(this);
    m_stack = new QStackedLayout(content);
    m_stack->addWidget(m_views);
    m_stack->addWidget(m_states);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_columns);
    column->addWidget(content, 1);
    column->addWidget(m_footer);
}

void KeyPane::connectParts()
{
    connect(m_actions, &KeyPaneActions::triggered, this, [this](KeyVerb verb) { perform(verb, subject()); });
    connect(m_pattern->addKeyButton(), &Button::clicked, m_actions->action(KeyVerb::AddKey), &QAction::trigger);
    connect(m_pattern->reloadButton(), &IconButton::clicked, m_actions->action(KeyVerb::Rescan), &QAction::trigger);
    connect(m_footer, &ScanFooter::detailsRequested, this, &KeyPane::showErrorDetails);
    connect(m_columns->shape(), &SegmentedControl::currentChanged, this,
            [this](const QString &id) { useView(id == "tree"_L1); });
    connect(m_columns->separator(), &SeparatorButton::separatorChosen, this, &KeyPane::useSeparator);

    connect(m_views, &KeyViews::keyClicked, this, &KeyPane::keyPreviewRequested);
    connect(m_views, &KeyViews::keyOpened, this, &KeyPane::keyOpenRequested);
    connect(m_views, &KeyViews::currentChanged, this, &KeyPane::updateActions);
    connect(m_views, &KeyViews::columnsChanged, m_columns, &KeyColumnsBar::setColumns);
    connect(m_views, &KeyViews::menuRequested, this, &KeyPane::showMenu);

    connect(m_states, &KeyPaneStates::addKeyRequested, m_actions->action(KeyVerb::AddKey), &QAction::trigger);
    connect(m_states, &KeyPaneStates::anyTypeRequested, m_filters, [this] { m_filters->setTypes({}); });
    connect(m_states, &KeyPaneStates::anyExpiryRequested, m_filters,
            [this] { m_filters->setExpiryClass(Keyspace::ExpiryClass::Any); });
    connect(m_states, &KeyPaneStates::clearPatternRequested, m_pattern, &PatternBar::clear);
    connect(m_states, &KeyPaneStates::retryRequested, this, [this] { m_keyspace->resumeScan(); });
    connect(m_states, &KeyPaneStates::doctorRequested, this, &KeyPane::doctorRequested);
    connect(m_states, &KeyPaneStates::openByNameRequested, this,
            [this](const QString &name) { m_keyspace->lookUp(bytesFromEscaped(name)); });
}

void KeyPane::connectKeyspace()
{
    connect(m_keyspace, &Keyspace::shownChanged, this, &KeyPane::updateState);
    connect(m_keyspace, &Keyspace::stateChanged, this, &KeyPane::updateState);
    connect(m_keyspace, &Keyspace::scanChanged, this, [this] {
        const bool scanning = m_keyspace->activeScanner()->state() == KeyScanner::State::Scanning;
        m_actions->action(KeyVerb::Rescan)->setEnabled(!scanning);
        m_pattern->reloadButton()->setEnabled(!scanning);
    });
    const WriteLock *lock = m_keyspace->session()->writeLock();
    connect(lock, &WriteLock::modeChanged, this, &KeyPane::updateActions);
    connect(lock, &WriteLock::modeChanged, this, &KeyPane::updateState);
    connect(m_keyspace, &Keyspace::lookedUp, this, [this](const QByteArray &key, KeyType type) {
        if (type == KeyType::Unknown) {
            emit noticeRequested(tr("There is no key %1").arg(displayText(key, 120)));
            return;
        }
        emit keyOpenRequested(key, type);
        reveal(key);
    });
    connect(m_keyspace, &Keyspace::lookUpFailed, this, [this](const QByteArray & /*key*/, const Error &error) {
        emit noticeRequested(
            scanErrorText(error, m_keyspace->session()->profile().url.host(), m_keyspace->session()->clock()->now())
                .title);
    });
}

QList<QAction *> KeyPane::paneActions() const
{
    return m_actions->all();
}

void KeyPane::offerManyKeys(ManyKeysAct act)
{
    m_actions->offer(act);
}

QByteArray KeyPane::currentKey() const
{
    return m_views->currentKey();
}

void KeyPane::reveal(const QByteArray &key)
{
    m_views->reveal(key);
}

void KeyPane::showTree()
{
    useView(true);
}

void KeyPane::showList()
{
    useView(false);
}

void KeyPane::useView(bool tree)
{
    m_columns->shape()->setCurrent(tree ? u"tree"_s : u"list"_s);
    m_columns->separator()->setVisible(tree);
    m_views->showTree(tree);
    if (m_settings != nullptr)
        m_settings->set(showsListSetting, !tree);
    updateState();
    updateActions();
}

void KeyPane::useSeparator(const QByteArray &separator)
{
    m_keyspace->setSeparator(separator);
    m_columns->separator()->setSeparator(separator);
    m_views->forgetFolders();
    if (m_settings != nullptr) {
        const QByteArray key = separatorKey(*m_keyspace);
        m_settings->set(Setting<QByteArray>{key.constData()}, separator);
    }
}

KeySubject KeyPane::subject() const
{
    return KeySubject::at(m_views->currentIndex());
}

void KeyPane::perform(KeyVerb verb, const KeySubject &about)
{
    if (const auto act = manyKeysActOf(verb)) {
        emit manyKeysRequested(*act, about.selection());
        return;
    }
    switch (verb) {
    case KeyVerb::FindByPattern:
        m_pattern->focusField();
        break;
    case KeyVerb::AddKey:
        emit addKeyRequested(about.kind == KeySubject::Kind::Folder ? about.name : QByteArray());
        break;
    case KeyVerb::Rescan:
        m_keyspace->rescan();
        break;
    case KeyVerb::Open:
        m_views->open(m_views->find(about.name));
        break;
    case KeyVerb::OpenInNewTab:
        emit keyOpenInNewTabRequested(about.name, about.type);
        break;
    case KeyVerb::CopyName:
        QApplication::clipboard()->setText(about.kind == KeySubject::Kind::Folder ? QString::fromUtf8(about.pattern())
                                                                                  : escapedFromBytes(about.name));
        break;
    case KeyVerb::Rename:
        emit renameRequested(about.name, about.type);
        break;
    case KeyVerb::Delete:
        emit deleteRequested(about.name, about.type);
        break;
    case KeyVerb::ScanFolder:
        setPattern(QString::fromUtf8(about.pattern()));
        break;
    case KeyVerb::DeleteMany:
    case KeyVerb::ChangeExpiryOfMany:
    case KeyVerb::RenameMany:
    case KeyVerb::CopyMany:
    case KeyVerb::ExportMany:
        break; // done above
    }
}

void KeyPane::showMenu(const QModelIndex &index, const QPoint &at)
{
    const bool isOpen = m_views->showsTree() && m_views->tree()->isExpanded(index);
    auto *menu
        = new KeyMenu(KeySubject::at(index), isOpen, m_keyspace->session()->writeLock()->mayWrite(), m_actions, this);
    connect(menu, &KeyMenu::chosen, this, &KeyPane::perform);
    menu->popup(at);
}

void KeyPane::setPattern(const QString &pattern)
{
    m_pattern->setPattern(pattern);
    m_pattern->search();
}

void KeyPane::setDoctorAvailable(bool available)
{
    m_doctor = available;
    updateState();
}

void KeyPane::updateActions()
{
    const WriteLock *lock = m_keyspace->session()->writeLock();
    const bool mayWrite = lock->mayWrite();
    m_actions->update(subject(), mayWrite);
    m_pattern->addKeyButton()->setEnabled(mayWrite);
    const QString locked = lock->mode() == WriteLock::Mode::ReadOnlyToken
        ? tr("This is a read-only token. It cannot write.")
        : tr("Read-only. Unlock writing in the top bar (Ctrl+Shift+L).");
    setPlainToolTip(m_pattern->addKeyButton(), mayWrite ? QString() : locked);
}

void KeyPane::updateState()
{
    const Keyspace::State state = m_keyspace->state();
    if (state != Keyspace::State::Loading)
        m_loadingSoon.stop();
    const bool hasRows = state == Keyspace::State::Keys;
    if (hasRows)
        m_stack->setCurrentWidget(m_views);
    else if (m_stack->currentWidget() != m_states && state == Keyspace::State::Loading)
        m_states->showNothing();
    switch (state) {
    case Keyspace::State::Keys:
        break;
    case Keyspace::State::Loading:
        if (!m_loadingSoon.isActive())
            m_loadingSoon.start();
        break;
    case Keyspace::State::Empty:
        m_states->showEmpty(m_keyspace->session()->writeLock()->mayWrite());
        break;
    case Keyspace::State::NothingMatches:
        m_states->showNothingMatches(m_pattern->pattern());
        break;
    case Keyspace::State::Failed:
        m_states->showFailed(m_doctor);
        break;
    case Keyspace::State::NotPermitted:
        m_states->showNotPermitted();
        break;
    }
    if (!hasRows)
        m_stack->setCurrentWidget(m_states);
    const bool listing = state != Keyspace::State::NotPermitted;
    m_columns->setVisible(hasRows);
    m_filters->setVisible(listing);
    m_pattern->setVisible(listing);
}

void KeyPane::showErrorDetails()
{
    const Error &error = m_keyspace->activeScanner()->error();
    const ScanErrorText text
        = scanErrorText(error, m_keyspace->session()->profile().url.host(), m_keyspace->activeScanner()->changedAt());
    Question question;
    question.title = tr("Why the scan stopped");
    question.heading = text.title;
    question.text = text.sentence;
    question.monoText = displayText(error.message.toUtf8(), 500);
    question.actionText = tr("Try again");
    question.cancelText = tr("Close");
    ask(m_theme, this, question, [this](Answer answer) {
        if (answer == Answer::Accepted)
            m_keyspace->resumeScan();
    });
}

void KeyPane::showEvent(QShowEvent *event)
{
    QFrame::showEvent(event);
    m_keyspace->open();
    m_keyspace->details()->setActive(true);
}

void KeyPane::hideEvent(QHideEvent *event)
{
    QFrame::hideEvent(event);
    m_keyspace->details()->setActive(false);
}

} // namespace stashdeck
