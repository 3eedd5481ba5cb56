// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyspace/keylistmodel.h"

#include "models/keyspace/keycell.h"

#include <algorithm>
#include <limits>

namespace stashdeck {

KeyListModel::KeyListModel(const KeyFacts *facts, QObject *parent)
    : QAbstractTableModel(parent)
    , m_facts(facts)
{
}

void KeyListModel::setKeys(const OrderedKeys &keys, const QByteArray &separator)
{
    m_separator = separator;
    if (m_keys.size() == 0 || keys.size() == 0) {
        beginResetModel();
        m_keys = keys;
        endResetModel();
        return;
    }
    emit layoutAboutToBeChanged();
    const QModelIndexList from = persistentIndexList();
    QModelIndexList to;
    to.reserve(from.size());
    for (const QModelIndex &index : from) {
        const auto position = keys.positionOf(m_keys.at(static_cast<quint32>(index.row())));
        to.append(position ? createIndex(static_cast<int>(*position), index.column()) : QModelIndex());
    }
    m_keys = keys;
    changePersistentIndexList(from, to);
    emit layoutChanged();
}

QModelIndex KeyListModel::indexOf(QByteArrayView key) const
{
    const auto position = m_keys.positionOf(key);
    return position ? createIndex(static_cast<int>(*position), KeyNameColumn) : QModelIndex();
}

QModelIndex KeyListModel::firstWithPrefix(QByteArrayView prefix) const
{
    const auto found
        = std::lower_bound(m_keys.rows->begin(), m_keys.rows->end(), prefix,
                           [this](KeyRow row, QByteArrayView wanted) { return m_keys.keys.at(row) < wanted; });
    if (found == m_keys.rows->end() || !m_keys.keys.at(*found).startsWith(prefix))
        return {};
    return createIndex(static_cast<int>(found - m_keys.rows->begin()), KeyNameColumn);
}

void KeyListModel::announce(const KeyRows &rows)
{
    for (const KeyRow row : rows) {
        if (row >= m_keys.keys.rows())
            continue; // came after this arrangement
        if (const QModelIndex index = indexOf(m_keys.keys.at(row)); index.isValid())
            emit dataChanged(index, index.siblingAtColumn(KeySizeColumn));
    }
}

int KeyListModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return static_cast<int>(std::min<quint32>(m_keys.size(), std::numeric_limits<int>::max()));
}

int KeyListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : keyColumnCount;
}

QVariant KeyListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto position = static_cast<quint32>(index.row());
    if (role == Qt::DisplayRole)
        return index.column() == KeyNameColumn ? QVariant(keyCellText(m_keys.at(position))) : QVariant();
    if (role == DimPrefixRole) {
        const QByteArrayView key = m_keys.at(position);
        const qsizetype last = m_separator.isEmpty() ? -1 : key.lastIndexOf(m_separator);
        const qsizetype dim = last < 0 ? 0 : last + m_separator.size();
        return dim == key.size() || dim == 0 ? 0 : static_cast<int>(keyCellText(key.first(dim)).size());
    }
    return keyCell(m_keys.keys, m_keys.rowAt(position), *m_facts, role);
}

QVariant KeyListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return keyColumnHeader(section, orientation, role);
}

} // namespace stashdeck
