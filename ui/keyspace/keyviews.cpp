// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyspace/keyviews.h"

#include "models/keyspace/keyspace.h"
#include "models/session/session.h"
#include "ui/keyspace/keychooser.h"
#include "ui/keyspace/keylistview.h"
#include "ui/keyspace/keyrow.h"
#include "ui/keyspace/keyrowdelegate.h"
#include "ui/keyspace/keytreeview.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {
constexpr int ttlColumn = 70;
constexpr int sizeColumn = 70;
/// Open folders that stay quick to look at, and a tree that a person can still overlook.
constexpr int mostExpanded = 1000;
} // namespace

KeyViews::KeyViews(const Theme *theme, Keyspace *keyspace, QWidget *parent)
    : QStackedWidget(parent)
    , m_theme(theme)
    , m_keyspace(keyspace)
    , m_tree(new KeyTreeView(theme, this))
    , m_list(new KeyListView(theme, this))
    , m_place(keyspace, m_tree, m_list)
    , m_chooser(new KeyChooser(keyspace, m_tree, m_list, this))
{
    setObjectName(u"keyViews"_s);
    const Clock *clock = keyspace->session()->clock();
    m_tree->setObjectName(u"keyTree"_s);
    m_tree->setAccessibleName(tr("Keys in folders"));
    m_list->setObjectName(u"keyList"_s);
    m_list->setAccessibleName(tr("Keys"));
    auto *treeRows = new KeyRowDelegate(theme, clock, keyspace->checkedKeys(), RowDelegate::Row::Tree, m_tree);
    auto *listRows = new KeyRowDelegate(theme, clock, keyspace->checkedKeys(), RowDelegate::Row::Table, m_list);
    treeRows->setStarred(&m_starred);
    listRows->setStarred(&m_starred);
    m_tree->setItemDelegate(treeRows);
    m_list->setItemDelegate(listRows);
    m_tree->setModel(keyspace->treeModel());
    m_tree->setExpandsOnDoubleClick(true);
    setUp(m_tree);
    setUp(m_list);
    connect(keyspace->checkedKeys(), &CheckedKeys::changed, this, [this] { view()->viewport()->update(); });
    connect(m_tree, &KeyTreeView::resized, this, &KeyViews::layOutColumns);
    connect(m_list, &KeyListView::resized, this, &KeyViews::layOutColumns);
    connect(m_tree, &QTreeView::expanded, this, [this](const QModelIndex &index) {
        m_place.noteFolder(index, true);
        m_visibleSoon.start();
    });
    connect(m_tree, &QTreeView::collapsed, this, [this](const QModelIndex &index) {
        m_place.noteFolder(index, false);
        m_visibleSoon.start();
    });
    connect(keyspace->treeModel(), &QAbstractItemModel::rowsInserted, &m_visibleSoon, qOverload<>(&QTimer::start));
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &KeyViews::noteCurrent);

    for (QAbstractItemModel *model : {static_cast<QAbstractItemModel *>(keyspace->treeModel()),
                                      static_cast<QAbstractItemModel *>(keyspace->listModel())}) {
        connect(model, &QAbstractItemModel::layoutAboutToBeChanged, this, [this] { m_place.remember(); });
        connect(model, &QAbstractItemModel::modelAboutToBeReset, this, [this] { m_place.remember(); });
    }
    connect(keyspace, &Keyspace::shownChanged, this, [this] {
        m_place.restore();
        emit currentChanged();
        layOutColumns();
    });
    connect(keyspace->details(), &RowDetails::ticked, this, [this] { view()->viewport()->update(); });
    m_visibleSoon.setSingleShot(true);
    connect(&m_visibleSoon, &QTimer::timeout, this, &KeyViews::noteVisibleRows);
}

void KeyViews::setFavourites(const Favourites *favourites)
{
    if (m_favourites)
        m_favourites->disconnect(this);
    m_favourites = favourites;
    const auto take = [this] {
        m_starred.clear();
        const QList<Favourite> all = m_favourites ? m_favourites->all() : QList<Favourite>();
        for (const Favourite &favourite : all) {
            if (favourite.kind == Favourite::Kind::Key)
                m_starred.insert(favourite.name);
        }
        view()->viewport()->update();
    };
    if (favourites)
        connect(favourites, &Favourites::changed, this, take);
    take();
}

KeyViews::~KeyViews() = default;

void KeyViews::setUp(QAbstractItemView *each)
{
    addWidget(each);
    each->installEventFilter(this);
    connect(each, &QAbstractItemView::clicked, this, &KeyViews::clicked);
    connect(each, &QAbstractItemView::doubleClicked, this, [this](const QModelIndex &index) {
        if (const QModelIndex row = index.siblingAtColumn(KeyNameColumn); isKey(row))
            open(row);
    });
    connect(each, &QWidget::customContextMenuRequested, this, &KeyViews::requestMenu);
    connect(each->verticalScrollBar(), &QScrollBar::valueChanged, &m_visibleSoon, qOverload<>(&QTimer::start));
}

QAbstractItemView *KeyViews::view() const
{
    return m_showsTree ? static_cast<QAbstractItemView *>(m_tree) : m_list;
}

QModelIndex KeyViews::currentIndex() const
{
    return view()->currentIndex().siblingAtColumn(KeyNameColumn);
}

QByteArray KeyViews::currentKey() const
{
    const QModelIndex index = currentIndex();
    return isKey(index) ? nameAt(index) : QByteArray();
}

void KeyViews::showTree(bool tree)
{
    const QByteArray key = currentKey();
    m_showsTree = tree;
    m_place.setTree(tree);
    setListModel(!tree);
    setCurrentWidget(view());
    layOutColumns();
    if (!key.isEmpty())
        reveal(key);
    noteCurrent();
}

void KeyViews::setListModel(bool wanted)
{
    // A hidden list of a million rows would take part in every change for nothing.
    if (wanted && m_list->model() == nullptr) {
        m_list->setModel(m_keyspace->listModel());
        m_list->horizontalHeader()->setSectionResizeMode(KeyNameColumn, QHeaderView::Stretch);
        connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &KeyViews::noteCurrent);
    } else if (!wanted && m_list->model() != nullptr) {
        QItemSelectionModel *selection = m_list->selectionModel();
        m_list->setModel(nullptr);
        delete selection;
    }
}

void KeyViews::noteCurrent()
{
    m_place.noteCurrent();
    emit currentChanged();
}

void KeyViews::layOutColumns()
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
    emit columnsChanged(ttl, size, beyond);
    m_visibleSoon.start();
}

void KeyViews::clicked(const QModelIndex &index)
{
    const QModelIndex row = index.siblingAtColumn(KeyNameColumn);
    if (row.data(MoreRole).toLongLong() > 0)
        open(row);
    else if (isKey(row))
        emit keyClicked(nameAt(row), typeAt(row));
}

void KeyViews::open(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    if (index.data(MoreRole).toLongLong() > 0) {
        const QModelIndex parent = index.parent();
        const int first = index.row();
        m_keyspace->treeModel()->showMore(index);
        m_tree->setCurrentIndex(m_keyspace->treeModel()->index(first, 0, parent));
    } else if (isFolder(index)) {
        m_tree->setExpanded(index, !m_tree->isExpanded(index));
    } else {
        emit keyOpened(nameAt(index), typeAt(index));
    }
}

void KeyViews::requestMenu(const QPoint &at)
{
    const QModelIndex index = view()->indexAt(at).siblingAtColumn(KeyNameColumn);
    if (isKey(index) || isFolder(index))
        emit menuRequested(index, view()->viewport()->mapToGlobal(at));
}

bool KeyViews::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_tree || watched == m_list) {
        if (event->type() == QEvent::KeyPress) {
            const auto *key = static_cast<QKeyEvent *>(event);
            if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && key->modifiers() == Qt::NoModifier) {
                open(currentIndex());
                return true;
            }
        } else if (event->type() == QEvent::ContextMenu
                   && static_cast<QContextMenuEvent *>(event)->reason() == QContextMenuEvent::Keyboard) {
            // The menu key means the current row; the mouse may be anywhere.
            const QModelIndex index = currentIndex();
            if (isKey(index) || isFolder(index)) {
                view()->scrollTo(index);
                const QRect row = view()->visualRect(index);
                emit menuRequested(index, view()->viewport()->mapToGlobal(QPoint(row.left() + 20, row.bottom())));
            }
            return true;
        }
    }
    return QStackedWidget::eventFilter(watched, event);
}

void KeyViews::noteVisibleRows()
{
    if (!isVisible())
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

void KeyViews::reveal(const QByteArray &key)
{
    if (!m_showsTree) {
        if (const QModelIndex index = m_keyspace->listModel()->indexOf(key); index.isValid())
            m_list->setCurrentIndex(index);
        return;
    }
    QModelIndex index = m_keyspace->treeModel()->indexOf(key);
    while (isFolder(index)) {
        m_tree->expand(index);
        const QModelIndex deeper = m_keyspace->treeModel()->indexOf(key);
        if (deeper == index)
            break; // the folder is still being listed, or the key is beyond the rows it shows
        index = deeper;
    }
    if (index.isValid())
        m_tree->setCurrentIndex(index);
}

bool KeyViews::expandBelow(const QModelIndex &folder)
{
    if (!m_showsTree)
        return true;
    KeyTreeModel *model = m_keyspace->treeModel();
    QList<QPersistentModelIndex> open;
    if (folder.isValid())
        open.append(folder);
    for (int row = 0; !folder.isValid() && row < model->rowCount(); ++row)
        open.append(QPersistentModelIndex(model->index(row, 0)));
    int opened = 0;
    while (!open.isEmpty()) {
        const QPersistentModelIndex index = open.takeFirst();
        if (!isFolder(index))
            continue;
        if (opened++ >= mostExpanded)
            return false;
        m_tree->expand(index);
        for (int row = 0; row < model->rowCount(index); ++row)
            open.append(QPersistentModelIndex(model->index(row, 0, index)));
    }
    return true;
}

void KeyViews::collapseBelow(const QModelIndex &folder)
{
    if (!m_showsTree)
        return;
    if (!folder.isValid()) {
        m_place.forgetFolders();
        m_tree->collapseAll();
        return;
    }
    // Only open folders hold open ones: the walk is as long as what is seen.
    QModelIndexList open{folder};
    QList<QPersistentModelIndex> closing;
    while (!open.isEmpty()) {
        const QModelIndex index = open.takeLast();
        if (!isFolder(index) || !m_tree->isExpanded(index))
            continue;
        closing.prepend(QPersistentModelIndex(index));
        for (int row = 0; row < m_tree->model()->rowCount(index); ++row)
            open.append(m_tree->model()->index(row, 0, index));
    }
    for (const QPersistentModelIndex &index : std::as_const(closing))
        m_tree->collapse(index);
}

QList<std::pair<QByteArray, KeyType>> KeyViews::keysBelow(const QModelIndex &folder, qsizetype most)
{
    QList<std::pair<QByteArray, KeyType>> keys;
    KeyTreeModel *model = m_keyspace->treeModel();
    QModelIndexList open{folder};
    while (!open.isEmpty() && keys.size() < most) {
        const QModelIndex index = open.takeFirst();
        if (isKey(index))
            keys.append({nameAt(index), typeAt(index)});
        if (!isFolder(index))
            continue;
        if (model->canFetchMore(index))
            model->fetchMore(index);
        for (int row = 0; row < model->rowCount(index); ++row)
            open.append(model->index(row, 0, index));
    }
    return keys;
}

void KeyViews::toggleCheck(const QModelIndex &index)
{
    m_chooser->toggle(index);
}

void KeyViews::showEvent(QShowEvent *event)
{
    QStackedWidget::showEvent(event);
    m_visibleSoon.start();
}

} // namespace stashdeck
