// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyspace/keypane.h"

#include "models/base/bytetext.h"
#include "models/base/settings.h"
#include "models/keyspace/keyspace.h"
#include "models/navigation/placememory.h"
#include "models/session/session.h"
#include "models/session/writelock.h"
#include "ui/keyspace/chosenkeysbar.h"
#include "ui/keyspace/folderdialog.h"
#include "ui/keyspace/keycolumnsbar.h"
#include "ui/keyspace/keyfilterbar.h"
#include "ui/keyspace/keymenu.h"
#include "ui/keyspace/keypaneactions.h"
#include "ui/keyspace/keypanestates.h"
#include "ui/keyspace/keyrow.h"
#include "ui/keyspace/keytext.h"
#include "ui/keyspace/keytreeview.h"
#include "ui/keyspace/keyverbs.h"
#include "ui/keyspace/keyviews.h"
#include "ui/keyspace/namingdialog.h"
#include "ui/keyspace/patternbar.h"
#include "ui/keyspace/scanfooter.h"
#include "ui/keyspace/separatorbutton.h"
#include "ui/keyspace/sortnote.h"
#include "ui/widgets/button.h"
#include "ui/widgets/iconbutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/question.h"
#include "ui/widgets/segmentedcontrol.h"

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
    , m_verbs(new KeyVerbs(keyspace, m_views, this))
    , m_sortNote(new SortNote(theme, keyspace, this))
    , m_chosen(new ChosenKeysBar(theme, keyspace, m_actions, this))
{
    setObjectName(u"keyPane"_s);
    setAccessibleName(tr("Keys"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    layOut();
    connectParts();
    connectVerbs();
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
    column->addWidget(m_sortNote);
    column->addWidget(content, 1);
    column->addWidget(m_chosen);
    column->addWidget(m_footer);
}

void KeyPane::connectParts()
{
    connect(m_actions, &KeyPaneActions::triggered, m_verbs, &KeyVerbs::perform);
    connect(m_pattern->addKeyButton(), &Button::clicked, m_actions->action(KeyVerb::AddKey), &QAction::trigger);
    connect(m_pattern->reloadButton(), &IconButton::clicked, m_actions->action(KeyVerb::Rescan), &QAction::trigger);
    connect(m_footer, &ScanFooter::detailsRequested, this, &KeyPane::showErrorDetails);
    connect(m_columns->shape(), &SegmentedControl::currentChanged, this,
            [this](const QString &id) { useView(id == "tree"_L1); });
    connect(m_columns->separator(), &SeparatorButton::separatorChosen, this, &KeyPane::useSeparator);
    connect(m_columns, &KeyColumnsBar::sortChosen, this, [this](const KeySort &sort) {
        m_keyspace->setSort(sort);
        m_columns->setSort(sort);
    });
    connect(m_pattern, &PatternBar::patternChanged, this, &KeyPane::placeChanged);
    connect(m_pattern, &PatternBar::openRequested, this, [this](const QByteArray &key, const QByteArray &typeName) {
        emit keyOpenRequested(key, keyTypeFromWord(typeName));
        reveal(key);
    });
    connect(m_filters, &KeyFilterBar::filterChanged, this, &KeyPane::placeChanged);

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

void KeyPane::connectVerbs()
{
    connect(m_verbs, &KeyVerbs::patternFieldRequested, m_pattern, &PatternBar::focusField);
    connect(m_verbs, &KeyVerbs::scanRequested, this, &KeyPane::setPattern);
    connect(m_verbs, &KeyVerbs::openInNewTabRequested, this, &KeyPane::keyOpenInNewTabRequested);
    connect(m_verbs, &KeyVerbs::addKeyRequested, this, &KeyPane::addKeyRequested);
    connect(m_verbs, &KeyVerbs::pasteRequested, this, &KeyPane::pasteRequested);
    connect(m_verbs, &KeyVerbs::duplicateRequested, this, &KeyPane::duplicateRequested);
    connect(m_verbs, &KeyVerbs::renameRequested, this, &KeyPane::renameRequested);
    connect(m_verbs, &KeyVerbs::deleteRequested, this, &KeyPane::deleteRequested);
    connect(m_verbs, &KeyVerbs::manyKeysRequested, this, &KeyPane::manyKeysRequested);
    connect(m_verbs, &KeyVerbs::aboutFolderRequested, this, &KeyPane::showFolder);
    connect(m_verbs, &KeyVerbs::namingHintsRequested, this, &KeyPane::showNamingHints);
    connect(m_verbs, &KeyVerbs::noticeRequested, this, &KeyPane::noticeRequested);
}

void KeyPane::connectKeyspace()
{
    connect(m_keyspace, &Keyspace::shownChanged, this, &KeyPane::updateState);
    connect(m_keyspace->checkedKeys(), &CheckedKeys::changed, this, &KeyPane::updateActions);
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
    m_columns->setTree(tree);
    m_sortNote->setListShown(!tree);
    m_views->showTree(tree);
    if (m_settings != nullptr)
        m_settings->set(showsListSetting, !tree);
    updateState();
    updateActions();
    emit placeChanged();
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

void KeyPane::showMenu(const QModelIndex &index, const QPoint &at)
{
    // On one of the chosen rows it is about all of them, elsewhere about that row alone; nothing is chosen by it.
    KeySubject about = KeySubject::at(index);
    KeyMenu::Facts facts;
    facts.mayWrite = m_keyspace->session()->writeLock()->mayWrite();
    facts.isOpen = m_views->showsTree() && m_views->tree()->isExpanded(index);
    facts.isChosen = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    if (facts.isChosen && m_keyspace->checkedKeys()->count() > 1)
        about = KeySubject::ofChosen(m_keyspace->checkedKeys()->count());
    facts.isFavourite = m_verbs->isFavourite(about);
    auto *menu = new KeyMenu(about, facts, m_actions, this);
    connect(menu, &KeyMenu::chosen, m_verbs, &KeyVerbs::perform);
    connect(menu, &KeyMenu::copied, m_verbs, &KeyVerbs::noticeRequested);
    menu->popup(at);
}

void KeyPane::showFolder(const QByteArray &path)
{
    auto *dialog = new FolderDialog(m_theme, m_keyspace, path, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void KeyPane::showNamingHints()
{
    auto *dialog = new NamingDialog(m_theme, m_keyspace, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &NamingDialog::patternRequested, this, &KeyPane::setPattern);
    dialog->open();
}

void KeyPane::setPlaces(Favourites *favourites, RecentKeys *recent)
{
    m_verbs->setFavourites(favourites);
    m_views->setFavourites(favourites);
    m_pattern->setPlaces(favourites, recent);
}

void KeyPane::storePlace(BrowserPlace *place) const
{
    place->pattern = m_pattern->pattern();
    place->types.clear();
    const QSet<KeyType> types = m_keyspace->types();
    for (const KeyType type : types)
        place->types.append(QString::fromUtf8(wordOf(type).toByteArray()));
    place->types.sort();
    place->expiry = int(m_keyspace->expiryClass());
    place->isList = !m_views->showsTree();
}

void KeyPane::restorePlace(const BrowserPlace &place)
{
    QSet<KeyType> types;
    for (const QString &type : place.types)
        types.insert(keyTypeFromWord(type.toUtf8()));
    types.remove(KeyType::Unknown);
    m_filters->setTypes(types);
    if (place.expiry >= int(Keyspace::ExpiryClass::Any) && place.expiry <= int(Keyspace::ExpiryClass::BeyondDay))
        m_filters->setExpiryClass(static_cast<Keyspace::ExpiryClass>(place.expiry));
    useView(!place.isList);
    m_pattern->setPattern(place.pattern);
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
    m_actions->update(KeySubject::at(m_views->currentIndex()), KeySubject::ofChosen(m_keyspace->checkedKeys()->count()),
                      mayWrite);
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
