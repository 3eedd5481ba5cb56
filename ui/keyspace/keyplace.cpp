// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyspace/keyplace.h"

#include "models/keyspace/keyspace.h"
#include "ui/keyspace/keylistview.h"
#include "ui/keyspace/keyrow.h"
#include "ui/keyspace/keytreeview.h"

#include <QScrollBar>

#include <algorithm>

namespace stashdeck {

namespace {
constexpr int neighbours = 4;
/// Few enough hits of a filter to open all folders around them.
constexpr qint64 openAllUpTo = 100;
} // namespace

KeyPlace::KeyPlace(Keyspace *keyspace, KeyTreeView *tree, KeyListView *list)
    : m_keyspace(keyspace)
    , m_tree(tree)
    , m_list(list)
{
}

QAbstractItemView *KeyPlace::view() const
{
    return m_isTree ? static_cast<QAbstractItemView *>(m_tree) : m_list;
}

QModelIndex KeyPlace::currentIndex() const
{
    return view()->currentIndex().siblingAtColumn(KeyNameColumn);
}

void KeyPlace::noteCurrent()
{
    if (!m_isRestoring)
        m_current = nameAt(currentIndex());
}

void KeyPlace::noteFolder(const QModelIndex &folder, bool isOpen)
{
    if (m_isRestoring)
        return;
    if (isOpen)
        m_openFolders.insert(nameAt(folder));
    else
        m_openFolders.remove(nameAt(folder));
}

void KeyPlace::remember()
{
    if (m_isRestoring)
        return;
    m_isRestoring = true;
    m_neighbours.clear();
    m_top.clear();
    const QModelIndex current = currentIndex();
    if (current.isValid() && current.model() == view()->model()) {
        const auto step = [this](const QModelIndex &index, int by) {
            if (!m_isTree)
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

QModelIndex KeyPlace::find(const QByteArray &name) const
{
    if (name.isEmpty())
        return {};
    if (!m_isTree)
        return m_keyspace->listModel()->indexOf(name);
    const QModelIndex index = m_keyspace->treeModel()->indexOf(name);
    return nameAt(index) == name ? index : m_keyspace->treeModel()->indexOfFolder(name);
}

void KeyPlace::restore()
{
    m_isRestoring = true;
    if (m_isTree)
        openRememberedFolders();
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
    m_isRestoring = false;
    noteCurrent();
}

void KeyPlace::openRememberedFolders()
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

} // namespace stashdeck
