// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyspace/keypane.h"

#include "models/base/bytetext.h"
#include "models/base/settings.h"
#include "models/keyspace/globpattern.h"
#include "models/keyspace/keyspace.h"
#include "models/session/session.h"
#include "models/session/writelock.h"
#include "ui/keyspace/keycolumnsbar.h"
#include "ui/keyspace/keylistview.h"
#include "ui/keyspace/keypanestates.h"
#include "ui/keyspace/keyrowdelegate.h"
#include "ui/keyspace/keytext.h"
#include "ui/keyspace/keytreeview.h"
#include "ui/keyspace/patternbar.h"
#include "ui/keyspace/scanfooter.h"
#include "ui/keyspace/separatorbutton.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/chiprow.h"
#include "ui/widgets/iconbutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/question.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLocale>
#include <QScrollBar>
#include <QStackedLayout>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

constexpr int ttlColumn = 70;
constexpr int sizeColumn = 70;
constexpr int neighbours = 4;
/// Few enough hits of a filter to open all folders around them.
constexpr qint64 openAllUpTo = 100;
/// Of databases whose separator was never chosen; the settings dialog of the shell writes it.
constexpr Setting<QString> defaultSeparator{"browser/separator", u":"};
constexpr Setting<bool> showsListSetting{"browser/keysAsList", false};
constexpr std::array typeChips{KeyType::String,    KeyType::Hash,   KeyType::List, KeyType::Set,
                               KeyType::SortedSet, KeyType::Stream, KeyType::Json};

QByteArray separatorKey(const Keyspace &keyspace)
{
    return "browser/separator/" + keyspace.session()->profile().id.toByteArray(QUuid::WithoutBraces);
}

Keyspace::ExpiryClass expiryClassOf(const QStringList &chips)
{
    const QString id = chips.value(0);
    if (id == "never"_L1)
        return Keyspace::ExpiryClass::Never;
    if (id == "hour"_L1)
        return Keyspace::ExpiryClass::WithinHour;
    if (id == "day"_L1)
        return Keyspace::ExpiryClass::WithinDay;
    if (id == "later"_L1)
        return Keyspace::ExpiryClass::BeyondDay;
    return Keyspace::ExpiryClass::Any;
}

bool isKey(const QModelIndex &index)
{
    return index.isValid() && !index.data(IsFolderRole).toBool() && index.data(MoreRole).toLongLong() == 0;
}

QByteArray nameAt(const QModelIndex &index)
{
    return index.isValid() ? index.data(KeyNameRole).toByteArray() : QByteArray();
}

} // namespace

KeyPane::KeyPane(const Theme *theme, Keyspace *keyspace, Settings *settings, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_keyspace(keyspace)
    , m_settings(settings)
    , m_pattern(new PatternBar(theme, keyspace, this))
    , m_types(new ChipRow(theme, ChipRow::Choice::Multi, tr("Types"), this))
    , m_expiry(new ChipRow(theme, ChipRow::Choice::Single, tr("Time to live"), this))
    , m_expiryOffer(new Banner(theme, Tone::Info, u"timer"_s, this))
    , m_columns(new KeyColumnsBar(theme, this))
    , m_tree(new KeyTreeView(theme, this))
    , m_list(new KeyListView(theme, this))
    , m_states(new KeyPaneStates(theme, keyspace, this))
    , m_footer(new ScanFooter(theme, keyspace, this))
    , m_content(new QWidget(this))
{
    setObjectName(u"keyPane"_s);
    setAccessibleName(tr("Keys"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_types->setObjectName(u"typeChips"_s);
    m_types->addAllChip(tr("All"));
    for (const KeyType type : typeChips)
        m_types->addTypeChip(wordOf(type).toByteArray());
    m_types->layout()->setSpacing(theme->scaled(4)); // all seven fit beside each other at the usual width
    m_expiry->setObjectName(u"ttlChips"_s);
    m_expiry->addAllChip(tr("Any TTL"));
    m_expiry->addChip(u"never"_s, tr("∞ No expiry"));
    m_expiry->addChip(u"hour"_s, tr("< 1 h"));
    m_expiry->addChip(u"day"_s, tr("< 24 h"));
    m_expiry->addChip(u"later"_s, tr("> 24 h"));
    m_expiryOffer->setObjectName(u"ttlOffer"_s);
    Button *fetch = m_expiryOffer->addAction(tr("Fetch"), Button::Kind::Default);
    fetch->setObjectName(u"fetchTtlsButton"_s);
    m_expiryOffer->hide();

    buildActions();
    buildViews();

    auto *top = new QVBoxLayout;
    top->setContentsMargins(12, 10, 12, 8);
    top->setSpacing(8);
    top->addWidget(m_pattern);
    top->addWidget(m_types);
    top->addWidget(m_expiry);
    top->addWidget(m_expiryOffer);
    m_stack = new QStackedLayout(m_content);
    m_stack->addWidget(m_tree);
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_states);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_columns);
    column->addWidget(m_content, 1);
    column->addWidget(m_footer);

    connect(fetch, &Button::clicked, this, [this] {
        ExpiryFetcher *fetcher = m_keyspace->expiryFetcher();
        if (fetcher->isRunning())
            fetcher->stop();
        else
            fetcher->start();
        updateExpiryOffer();
    });
    connect(m_pattern->addKeyButton(), &Button::clicked, m_add, &QAction::trigger);
    connect(m_pattern->reloadButton(), &IconButton::clicked, m_rescan, &QAction::trigger);
    connect(m_footer, &ScanFooter::detailsRequested, this, &KeyPane::showErrorDetails);
    connect(m_types, &ChipRow::checkedChanged, this, [this](const QStringList &ids) {
        QSet<KeyType> types;
        for (const QString &id : ids)
            types.insert(keyTypeFromWord(id.toUtf8()));
        m_keyspace->setTypes(types);
    });
    connect(m_expiry, &ChipRow::checkedChanged, this, [this](const QStringList &ids) {
        m_keyspace->setExpiryClass(expiryClassOf(ids));
        updateExpiryOffer();
    });
    connect(m_columns->shape(), &SegmentedControl::currentChanged, this,
            [this](const QString &id) { useView(id == "tree"_L1); });
    connect(m_columns->separator(), &SeparatorButton::separatorChosen, this, [this](const QByteArray &separator) {
        m_keyspace->setSeparator(separator);
        m_columns->separator()->setSeparator(separator);
        m_openFolders.clear();
        if (m_settings != nullptr) {
            const QByteArray key = separatorKey(*m_keyspace);
            m_settings->set(Setting<QByteArray>{key.constData()}, separator);
        }
    });
    connect(m_states, &KeyPaneStates::addKeyRequested, m_add, &QAction::trigger);
    connect(m_states, &KeyPaneStates::anyTypeRequested, this, [this] {
        m_types->setChecked({});
        m_keyspace->setTypes({});
    });
    connect(m_states, &KeyPaneStates::anyExpiryRequested, this, [this] {
        m_expiry->setChecked({});
        m_keyspace->setExpiryClass(Keyspace::ExpiryClass::Any);
        updateExpiryOffer();
    });
    connect(m_states, &KeyPaneStates::clearPatternRequested, m_pattern, &PatternBar::clear);
    connect(m_states, &KeyPaneStates::retryRequested, this, [this] { m_keyspace->resumeScan(); });
    connect(m_states, &KeyPaneStates::doctorRequested, this, &KeyPane::doctorRequested);
    connect(m_states, &KeyPaneStates::openByNameRequested, this,
            [this](const QString &name) { m_keyspace->lookUp(bytesFromEscaped(name)); });

    if (m_settings != nullptr) {
        const QByteArray key = separatorKey(*m_keyspace);
        const Setting<QByteArray> setting{key.constData(), ":"};
        m_keyspace->setSeparator(m_settings->isSet(setting) ? m_settings->value(setting)
                                                            : m_settings->value(defaultSeparator).toUtf8());
    }
    m_columns->separator()->setSeparator(m_keyspace->separator());
    m_visibleSoon.setSingleShot(true);
    connect(&m_visibleSoon, &QTimer::timeout, this, &KeyPane::noteVisibleRows);
    m_loadingSoon.setSingleShot(true);
    m_loadingSoon.setInterval(std::chrono::milliseconds(150));
    connect(&m_loadingSoon, &QTimer::timeout, m_states, &KeyPaneStates::showLoading);
    connectKeyspace();
    useView(m_settings == nullptr || !m_settings->value(showsListSetting));
    updateActions();
    updateState();
}

KeyPane::~KeyPane() = default;

void KeyPane::connectKeyspace()
{
    for (QAbstractItemModel *model : {static_cast<QAbstractItemModel *>(m_keyspace->treeModel()),
                                      static_cast<QAbstractItemModel *>(m_keyspace->listModel())}) {
        connect(model, &QAbstractItemModel::layoutAboutToBeChanged, this, &KeyPane::rememberPlace);
        connect(model, &QAbstractItemModel::modelAboutToBeReset, this, &KeyPane::rememberPlace);
    }
    connect(m_keyspace, &Keyspace::shownChanged, this, &KeyPane::restorePlace);
    connect(m_keyspace, &Keyspace::shownChanged, this, &KeyPane::updateState);
    connect(m_keyspace, &Keyspace::shownChanged, this, &KeyPane::updateExpiryOffer);
    connect(m_keyspace, &Keyspace::stateChanged, this, &KeyPane::updateState);
    connect(m_keyspace, &Keyspace::scanChanged, this, [this] {
        const bool scanning = m_keyspace->activeScanner()->state() == KeyScanner::State::Scanning;
        m_rescan->setEnabled(!scanning);
        m_pattern->reloadButton()->setEnabled(!scanning);
    });
    connect(m_keyspace->expiryFetcher(), &ExpiryFetcher::progressed, this, &KeyPane::updateExpiryOffer);
    connect(m_keyspace->expiryFetcher(), &ExpiryFetcher::finished, this, &KeyPane::updateExpiryOffer);
    connect(m_keyspace->details(), &RowDetails::ticked, this, [this] { view()->viewport()->update(); });
    connect(m_keyspace->session()->writeLock(), &WriteLock::modeChanged, this, &KeyPane::updateActions);
    connect(m_keyspace->session()->writeLock(), &WriteLock::modeChanged, this, &KeyPane::updateState);
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

QAction *KeyPane::addPaneAction(const QString &name, const QString &text, const QKeySequence &keys,
                                Qt::ShortcutContext context)
{
    auto *action = new QAction(text, this);
    action->setObjectName(name);
    action->setShortcut(keys);
    action->setShortcutContext(context);
    if (context == Qt::WidgetWithChildrenShortcut)
        m_content->addAction(action); // keys of the rows, not of the pattern field
    else
        addAction(action);
    return action;
}

void KeyPane::buildActions()
{
    m_focusPattern
        = addPaneAction(u"focusPatternAction"_s, tr("Find keys by pattern"), Qt::CTRL | Qt::Key_L, Qt::WindowShortcut);
    m_add = addPaneAction(u"addKeyAction"_s, tr("Add key…"), Qt::CTRL | Qt::SHIFT | Qt::Key_N, Qt::WindowShortcut);
    m_rescan = addPaneAction(u"rescanAction"_s, tr("Scan keys again"), {}, Qt::WindowShortcut);
    m_open = addPaneAction(u"openKeyAction"_s, tr("Open"), {}, Qt::WidgetWithChildrenShortcut);
    m_openNew = addPaneAction(u"openKeyInNewTabAction"_s, tr("Open in new tab"), {}, Qt::WidgetWithChildrenShortcut);
    m_copy = addPaneAction(u"copyKeyAction"_s, tr("Copy key"), Qt::CTRL | Qt::SHIFT | Qt::Key_C,
                           Qt::WidgetWithChildrenShortcut);
    m_rename = addPaneAction(u"renameKeyAction"_s, tr("Rename…"), Qt::Key_F2, Qt::WidgetWithChildrenShortcut);
    m_delete = addPaneAction(u"deleteKeyAction"_s, tr("Delete…"), Qt::Key_Delete, Qt::WidgetWithChildrenShortcut);
    connect(m_focusPattern, &QAction::triggered, m_pattern, &PatternBar::focusField);
    connect(m_rescan, &QAction::triggered, this, [this] { m_keyspace->rescan(); });
    connect(m_open, &QAction::triggered, this, [this] { openIndex(currentIndex()); });
    connect(m_add, &QAction::triggered, this, [this] {
        const QModelIndex index = currentIndex();
        emit addKeyRequested(index.data(IsFolderRole).toBool() ? nameAt(index) : QByteArray());
    });
    const auto withKey = [this](auto signal) {
        return [this, signal] {
            if (const QModelIndex index = currentIndex(); isKey(index))
                emit(this->*signal)(nameAt(index), index.data(KeyTypeRole).value<KeyType>());
        };
    };
    connect(m_openNew, &QAction::triggered, this, withKey(&KeyPane::keyOpenInNewTabRequested));
    connect(m_rename, &QAction::triggered, this, withKey(&KeyPane::renameRequested));
    connect(m_delete, &QAction::triggered, this, withKey(&KeyPane::deleteRequested));
    connect(m_copy, &QAction::triggered, this, [this] {
        const QModelIndex index = currentIndex();
        if (isKey(index))
            QApplication::clipboard()->setText(escapedFromBytes(nameAt(index)));
        else if (index.data(IsFolderRole).toBool())
            QApplication::clipboard()->setText(QString::fromUtf8(escapedGlob(nameAt(index)) + "*"));
    });
}

QList<QAction *> KeyPane::paneActions() const
{
    return {m_focusPattern, m_add, m_rescan, m_open, m_openNew, m_copy, m_rename, m_delete};
}

void KeyPane::buildViews()
{
    const Clock *clock = m_keyspace->session()->clock();
    m_tree->setObjectName(u"keyTree"_s);
    m_tree->setAccessibleName(tr("Keys in folders"));
    m_list->setObjectName(u"keyList"_s);
    m_list->setAccessibleName(tr("Keys"));
    m_tree->setItemDelegate(new KeyRowDelegate(m_theme, clock, RowDelegate::Row::Tree, m_tree));
    m_list->setItemDelegate(new KeyRowDelegate(m_theme, clock, RowDelegate::Row::Table, m_list));
    m_tree->setModel(m_keyspace->treeModel());
    m_tree->setExpandsOnDoubleClick(true);
    for (QAbstractItemView *each :
         {static_cast<QAbstractItemView *>(m_tree), static_cast<QAbstractItemView *>(m_list)}) {
        each->installEventFilter(this);
        connect(each, &QAbstractItemView::clicked, this, &KeyPane::clicked);
        connect(each, &QAbstractItemView::doubleClicked, this, [this](const QModelIndex &index) {
            if (isKey(index))
                openIndex(index);
        });
        connect(each, &QWidget::customContextMenuRequested, this, &KeyPane::showMenu);
        connect(each->verticalScrollBar(), &QScrollBar::valueChanged, &m_visibleSoon, qOverload<>(&QTimer::start));
    }
    connect(m_tree, &KeyTreeView::resized, this, &KeyPane::updateColumns);
    connect(m_list, &KeyListView::resized, this, &KeyPane::updateColumns);
    connect(m_tree, &QTreeView::expanded, this, [this](const QModelIndex &index) {
        if (!m_restoring)
            m_openFolders.insert(nameAt(index));
        m_visibleSoon.start();
    });
    connect(m_tree, &QTreeView::collapsed, this, [this](const QModelIndex &index) {
        if (!m_restoring)
            m_openFolders.remove(nameAt(index));
        m_visibleSoon.start();
    });
    connect(m_keyspace->treeModel(), &QAbstractItemModel::rowsInserted, &m_visibleSoon, qOverload<>(&QTimer::start));
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &KeyPane::updateActions);
}

QAbstractItemView *KeyPane::view() const
{
    return m_showsTree ? static_cast<QAbstractItemView *>(m_tree) : m_list;
}

QModelIndex KeyPane::currentIndex() const
{
    return view()->currentIndex().siblingAtColumn(KeyNameColumn);
}

QByteArray KeyPane::currentKey() const
{
    const QModelIndex index = currentIndex();
    return isKey(index) ? nameAt(index) : QByteArray();
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
    const QByteArray key = currentKey();
    m_showsTree = tree;
    // A hidden list of a million rows would take part in every change for nothing.
    if (!tree && m_list->model() == nullptr) {
        m_list->setModel(m_keyspace->listModel());
        m_list->horizontalHeader()->setSectionResizeMode(KeyNameColumn, QHeaderView::Stretch);
        connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &KeyPane::updateActions);
    } else if (tree && m_list->model() != nullptr) {
        QItemSelectionModel *selection = m_list->selectionModel();
        m_list->setModel(nullptr);
        delete selection;
    }
    m_columns->shape()->setCurrent(tree ? u"tree"_s : u"list"_s);
    m_columns->separator()->setVisible(tree);
    if (m_settings != nullptr)
        m_settings->set(showsListSetting, !tree);
    updateColumns();
    updateState();
    if (!key.isEmpty())
        reveal(key);
    updateActions();
    m_visibleSoon.start();
}

void KeyPane::updateColumns()
{
    const int beyond = view()->verticalScrollBar()->isVisible() ? view()->verticalScrollBar()->width() : 0;
    const int ttl = m_theme->scaled(ttlColumn);
    const int size = m_theme->scaled(sizeColumn);
    if (m_showsTree) {
        m_tree->header()->resizeSection(KeyTtlColumn, ttl);
        m_tree->header()->resizeSection(KeySizeColumn, size);
        m_tree->header()->resizeSection(KeyNameColumn, std::max(60, m_tree->viewport()->width() - ttl - size));
    } else if (m_list->model() != nullptr) {
        m_list->setColumnWidth(KeyTtlColumn, ttl);
        m_list->setColumnWidth(KeySizeColumn, size);
    }
    m_columns->setColumns(ttl, size, beyond);
    m_visibleSoon.start();
}

void KeyPane::clicked(const QModelIndex &index)
{
    const QModelIndex row = index.siblingAtColumn(KeyNameColumn);
    if (row.data(MoreRole).toLongLong() > 0)
        openIndex(row);
    else if (isKey(row))
        emit keyPreviewRequested(nameAt(row), row.data(KeyTypeRole).value<KeyType>());
}

void KeyPane::openIndex(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    if (index.data(MoreRole).toLongLong() > 0) {
        const QModelIndex parent = index.parent();
        const int first = index.row();
        m_keyspace->treeModel()->showMore(index);
        m_tree->setCurrentIndex(m_keyspace->treeModel()->index(first, 0, parent));
    } else if (index.data(IsFolderRole).toBool()) {
        m_tree->setExpanded(index, !m_tree->isExpanded(index));
    } else {
        emit keyOpenRequested(nameAt(index), index.data(KeyTypeRole).value<KeyType>());
    }
}

bool KeyPane::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && (watched == m_tree || watched == m_list)) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && key->modifiers() == Qt::NoModifier) {
            openIndex(currentIndex());
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void KeyPane::showMenu(const QPoint &at)
{
    const QModelIndex index = view()->indexAt(at).siblingAtColumn(KeyNameColumn);
    if (!index.isValid() || index.data(MoreRole).toLongLong() > 0)
        return;
    view()->setCurrentIndex(index);
    auto *menu = new QMenu(this);
    menu->setObjectName(u"keyMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (isKey(index)) {
        menu->addActions({m_open, m_openNew});
        menu->addSeparator();
        menu->addAction(m_copy);
        menu->addSeparator();
        menu->addActions({m_rename, m_delete});
    } else {
        const QByteArray path = nameAt(index);
        const QString pattern = QString::fromUtf8(escapedGlob(path) + "*");
        const bool open = m_tree->isExpanded(index);
        connect(menu->addAction(open ? tr("Close folder") : tr("Open folder")), &QAction::triggered, this,
                [this, held = QPersistentModelIndex(index)] { openIndex(held); });
        menu->addSeparator();
        connect(menu->addAction(tr("Copy pattern")), &QAction::triggered, this,
                [pattern] { QApplication::clipboard()->setText(pattern); });
        connect(menu->addAction(tr("Scan only this folder")), &QAction::triggered, this,
                [this, pattern] { setPattern(pattern); });
        menu->addSeparator();
        QAction *add = menu->addAction(tr("Add key here…"));
        add->setEnabled(m_add->isEnabled());
        connect(add, &QAction::triggered, this, [this, path] { emit addKeyRequested(path); });
    }
    menu->popup(view()->viewport()->mapToGlobal(at));
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
    const bool key = isKey(currentIndex());
    const bool writes = lock->mayWrite();
    m_open->setEnabled(currentIndex().isValid());
    m_openNew->setEnabled(key);
    m_copy->setEnabled(currentIndex().isValid());
    m_rename->setEnabled(key && writes);
    m_delete->setEnabled(key && writes);
    m_add->setEnabled(writes);
    m_pattern->addKeyButton()->setEnabled(writes);
    const QString locked = lock->mode() == WriteLock::Mode::ReadOnlyToken
        ? tr("This is a read-only token. It cannot write.")
        : tr("Read-only. Unlock writing in the top bar (Ctrl+Shift+L).");
    setPlainToolTip(m_pattern->addKeyButton(), writes ? QString() : locked);
    if (!m_restoring)
        m_current = nameAt(currentIndex());
}

void KeyPane::updateState()
{
    const Keyspace::State state = m_keyspace->state();
    if (state != Keyspace::State::Loading)
        m_loadingSoon.stop();
    switch (state) {
    case Keyspace::State::Keys:
        m_stack->setCurrentWidget(view());
        break;
    case Keyspace::State::Loading:
        if (m_stack->currentWidget() != m_states) {
            m_states->showNothing();
            m_stack->setCurrentWidget(m_states);
        }
        if (!m_loadingSoon.isActive())
            m_loadingSoon.start();
        break;
    case Keyspace::State::Empty:
        m_states->showEmpty(m_keyspace->session()->writeLock()->mayWrite());
        m_stack->setCurrentWidget(m_states);
        break;
    case Keyspace::State::NothingMatches:
        m_states->showNothingMatches(m_pattern->pattern());
        m_stack->setCurrentWidget(m_states);
        break;
    case Keyspace::State::Failed:
        m_states->showFailed(m_doctor);
        m_stack->setCurrentWidget(m_states);
        break;
    case Keyspace::State::NotPermitted:
        m_states->showNotPermitted();
        m_stack->setCurrentWidget(m_states);
        break;
    }
    const bool listing = state != Keyspace::State::NotPermitted;
    m_columns->setVisible(state == Keyspace::State::Keys);
    m_types->setVisible(listing);
    m_expiry->setVisible(listing);
    m_pattern->setVisible(listing);
}

void KeyPane::updateExpiryOffer()
{
    const ExpiryFetcher &fetcher = *m_keyspace->expiryFetcher();
    const bool wanted = m_keyspace->expiryClass() != Keyspace::ExpiryClass::Any;
    auto *button = m_expiryOffer->findChild<Button *>(u"fetchTtlsButton"_s);
    const QLocale locale;
    if (fetcher.isRunning()) {
        m_expiryOffer->setMessage(
            {}, tr("%1 of %2 TTLs fetched.").arg(locale.toString(fetcher.done()), locale.toString(fetcher.total())));
        button->setText(tr("Stop"));
    } else {
        m_expiryOffer->setMessage({}, tr("%1 loaded keys have no known TTL.").arg(locale.toString(fetcher.price())));
        button->setText(tr("Fetch · %1").arg(commandsText(fetcher.price())));
    }
    button->setAccessibleName(button->text());
    m_expiryOffer->setVisible(wanted && (fetcher.isRunning() || fetcher.price() > 0));
}

void KeyPane::noteVisibleRows()
{
    if (!isVisible() || m_keyspace->state() != Keyspace::State::Keys)
        return;
    KeyRows rows;
    const auto note = [&](const QModelIndex &index) {
        if (!isKey(index))
            return;
        if (const auto row = m_keyspace->store().find(nameAt(index)))
            rows.push_back(*row);
    };
    const int bottom = view()->viewport()->height();
    if (m_showsTree) {
        for (QModelIndex index = m_tree->indexAt(QPoint(2, 2)); index.isValid(); index = m_tree->indexBelow(index)) {
            if (m_tree->visualRect(index).top() >= bottom)
                break;
            note(index.siblingAtColumn(KeyNameColumn));
        }
    } else if (m_list->model() != nullptr) {
        const int first = m_list->rowAt(0);
        const int last = m_list->rowAt(bottom - 1) < 0 ? m_list->model()->rowCount() - 1 : m_list->rowAt(bottom - 1);
        for (int row = std::max(0, first); row <= last; ++row)
            note(m_list->model()->index(row, KeyNameColumn));
    }
    m_keyspace->details()->setVisibleRows(rows);
}

void KeyPane::rememberPlace()
{
    if (m_restoring)
        return;
    m_restoring = true;
    m_neighbours.clear();
    m_top.clear();
    const QModelIndex current = currentIndex();
    const auto isShown = [this](const QModelIndex &index) {
        return index.isValid() && index.model() == view()->model();
    };
    if (isShown(current)) {
        const auto step = [this](const QModelIndex &index, int by) {
            if (!m_showsTree)
                return m_list->model()->index(index.row() + by, KeyNameColumn);
            return (by > 0 ? m_tree->indexBelow(index) : m_tree->indexAbove(index)).siblingAtColumn(KeyNameColumn);
        };
        for (const int by : {1, -1}) {
            QModelIndex index = step(current, by);
            for (int i = 0; i < neighbours && index.isValid(); ++i, index = step(index, by))
                m_neighbours.append(nameAt(index));
        }
    }
    if (view()->verticalScrollBar()->value() > 0)
        m_top = nameAt(view()->indexAt(QPoint(2, 2)).siblingAtColumn(KeyNameColumn));
}

void KeyPane::restorePlace()
{
    m_restoring = true;
    if (m_showsTree)
        openRememberedFolders();
    const auto find = [this](const QByteArray &name) {
        if (name.isEmpty())
            return QModelIndex();
        QModelIndex index
            = m_showsTree ? m_keyspace->treeModel()->indexOf(name) : m_keyspace->listModel()->indexOf(name);
        if (m_showsTree && nameAt(index) != name)
            index = m_keyspace->treeModel()->indexOfFolder(name);
        return index;
    };
    if (view()->model() != nullptr) {
        if (!m_current.isEmpty() && nameAt(currentIndex()) != m_current) {
            QModelIndex index = find(m_current);
            for (qsizetype i = 0; !index.isValid() && i < m_neighbours.size(); ++i)
                index = find(m_neighbours.at(i));
            if (index.isValid())
                view()->setCurrentIndex(index);
        }
        if (const QModelIndex top = find(m_top); top.isValid())
            view()->scrollTo(top, QAbstractItemView::PositionAtTop);
    }
    m_restoring = false;
    updateActions();
    updateColumns();
}

void KeyPane::openRememberedFolders()
{
    KeyTreeModel *model = m_keyspace->treeModel();
    QList<QByteArray> folders(m_openFolders.cbegin(), m_openFolders.cend());
    std::sort(folders.begin(), folders.end(),
              [](const QByteArray &a, const QByteArray &b) { return a.size() < b.size(); });
    for (const QByteArray &path : std::as_const(folders)) {
        if (const QModelIndex folder = model->indexOfFolder(path); folder.isValid())
            m_tree->setExpanded(folder, true);
    }
    // A filter with few hits shows them without a click.
    const KeyFilter &filter = m_keyspace->filter();
    if (filter.mode == KeyFilter::Text::Any || m_keyspace->shownKeys() > openAllUpTo)
        return;
    QModelIndexList open;
    for (int row = 0; row < model->rowCount(); ++row)
        open.append(model->index(row, 0));
    while (!open.isEmpty()) {
        const QModelIndex index = open.takeFirst();
        if (!index.data(IsFolderRole).toBool())
            continue;
        m_tree->setExpanded(index, true);
        for (int row = 0; row < model->rowCount(index); ++row)
            open.append(model->index(row, 0, index));
    }
}

void KeyPane::reveal(const QByteArray &key)
{
    if (!m_showsTree) {
        if (const QModelIndex index = m_keyspace->listModel()->indexOf(key); index.isValid())
            m_list->setCurrentIndex(index);
        return;
    }
    QModelIndex index = m_keyspace->treeModel()->indexOf(key);
    while (index.isValid() && index.data(IsFolderRole).toBool()) {
        m_tree->expand(index);
        const QModelIndex deeper = m_keyspace->treeModel()->indexOf(key);
        if (deeper == index)
            break; // the folder is still being listed, or the key is beyond the rows it shows
        index = deeper;
    }
    if (index.isValid())
        m_tree->setCurrentIndex(index);
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
    m_visibleSoon.start();
}

void KeyPane::hideEvent(QHideEvent *event)
{
    QFrame::hideEvent(event);
    m_keyspace->details()->setActive(false);
}

} // namespace stashdeck
