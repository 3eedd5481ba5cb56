// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/jsontreemodel.h"

#include "models/base/bytetext.h"

namespace stashdeck {

namespace {

constexpr int childPage = 500;
constexpr qsizetype shownCharacters = 300;

} // namespace

void JsonTreeModel::setTree(std::shared_ptr<const JsonTree> tree)
{
    beginResetModel();
    m_tree = std::move(tree);
    m_shown.clear();
    endResetModel();
}

int JsonTreeModel::nodeOf(const QModelIndex &index) const
{
    return m_tree && index.isValid() ? int(index.internalId()) : JsonTree::none;
}

QModelIndex JsonTreeModel::indexOf(int node)
{
    if (!m_tree || node < 0 || node >= m_tree->size())
        return {};
    for (int at = node; m_tree->parent(at) != JsonTree::none; at = m_tree->parent(at))
        show(m_tree->parent(at), m_tree->row(at) + 1);
    return createIndex(m_tree->row(node), 0, quintptr(node));
}

int JsonTreeModel::shown(int node) const
{
    return std::min(m_tree->childCount(node), m_shown.value(node, childPage));
}

void JsonTreeModel::show(int node, int count)
{
    const int before = shown(node);
    const int wanted = (count + childPage - 1) / childPage * childPage;
    const int after = std::min(m_tree->childCount(node), std::max(before, wanted));
    if (after <= before)
        return;
    beginInsertRows(createIndex(m_tree->row(node), 0, quintptr(node)), before, after - 1);
    m_shown.insert(node, after);
    endInsertRows();
}

QModelIndex JsonTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!m_tree || row < 0 || column < 0 || column >= ColumnCount)
        return {};
    if (!parent.isValid())
        return row == 0 ? createIndex(0, column, quintptr(0)) : QModelIndex();
    const int node = nodeOf(parent);
    return row < shown(node) ? createIndex(row, column, quintptr(m_tree->child(node, row))) : QModelIndex();
}

QModelIndex JsonTreeModel::parent(const QModelIndex &index) const
{
    const int node = nodeOf(index);
    const int up = node == JsonTree::none ? node : m_tree->parent(node);
    return up == JsonTree::none ? QModelIndex() : createIndex(m_tree->row(up), 0, quintptr(up));
}

int JsonTreeModel::rowCount(const QModelIndex &parent) const
{
    if (!m_tree || parent.column() > 0)
        return 0;
    return parent.isValid() ? shown(nodeOf(parent)) : 1;
}

int JsonTreeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

bool JsonTreeModel::hasChildren(const QModelIndex &parent) const
{
    return m_tree && (!parent.isValid() || (parent.column() == 0 && m_tree->childCount(nodeOf(parent)) > 0));
}

bool JsonTreeModel::canFetchMore(const QModelIndex &parent) const
{
    const int node = nodeOf(parent);
    return node != JsonTree::none && shown(node) < m_tree->childCount(node);
}

void JsonTreeModel::fetchMore(const QModelIndex &parent)
{
    const int node = nodeOf(parent);
    if (node != JsonTree::none)
        show(node, shown(node) + childPage);
}

QVariant JsonTreeModel::data(const QModelIndex &index, int role) const
{
    const int node = nodeOf(index);
    if (node == JsonTree::none)
        return {};
    switch (role) {
    case NodeRole:
        return node;
    case TypeRole:
        return int(m_tree->type(node));
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        break;
    default:
        return {};
    }
    if (index.column() == Name) {
        if (m_tree->parent(node) == JsonTree::none)
            return QStringLiteral("$");
        if (!m_tree->isMember(node))
            return QString::number(m_tree->row(node));
        const QByteArrayView name = m_tree->name(node);
        return displayText(name.sliced(1, name.size() - 2), shownCharacters);
    }
    const int children = m_tree->childCount(node);
    switch (m_tree->type(node)) {
    case JsonTree::Type::Object:
        return children == 0 ? QStringLiteral("{}") : tr("%n member(s)", nullptr, children);
    case JsonTree::Type::Array:
        return children == 0 ? QStringLiteral("[]") : tr("%n element(s)", nullptr, children);
    default:
        return displayText(m_tree->value(node).first(std::min<qsizetype>(m_tree->value(node).size(), 4096)),
                           shownCharacters);
    }
}

QVariant JsonTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Name ? tr("Name") : tr("Value");
}

} // namespace stashdeck
