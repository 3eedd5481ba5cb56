// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyspace/keylistmodel.h"

#include "models/keyspace/keycell.h"

#include <algorithm>
#include <limits>

namespace stashdeck {

namespace {
constexpr size_t mostHeld = 500;
}

KeyListModel::KeyListModel(const KeyFacts *facts, QObject *parent)
    : QAbstractTableModel(parent)
    , m_facts(facts)
{
}

quint32 KeyListModel::positionAt(int row) const
{
    return m_order.positionOf(static_cast<quint32>(row), m_keys.size());
}

QModelIndex KeyListModel::indexAt(quint32 position, int column) const
{
    return createIndex(static_cast<int>(m_order.rowOf(position, m_keys.size())), column);
}

void KeyListModel::setCheckedKeys(CheckedKeys *checks)
{
    m_checks = checks;
    if (checks == nullptr)
        return;
    connect(checks, &CheckedKeys::changed, this, [this] {
        if (rowCount() > 0)
            emit dataChanged(index(0, KeyNameColumn), index(rowCount() - 1, KeySizeColumn),
                             {Qt::CheckStateRole, CheckedCountRole});
    });
}

KeyRows KeyListModel::heldRows() const
{
    KeyRows rows;
    const QModelIndexList held = persistentIndexList();
    for (const QModelIndex &index : held) {
        if (rows.size() == mostHeld)
            break;
        rows.push_back(keyRowAt(index.row()));
    }
    return rows;
}

KeyRows KeyListModel::rowsAt(int first, int last) const
{
    KeyRows rows;
    if (first < 0 || first > last || last >= rowCount())
        return rows;
    rows.reserve(static_cast<size_t>(last - first) + 1);
    for (int row = first; row <= last; ++row)
        rows.push_back(keyRowAt(row));
    return rows;
}

KeyRows KeyListModel::rowsAt(const QModelIndexList &indexes) const
{
    KeyRows rows;
    for (const QModelIndex &index : indexes) {
        if (index.column() == KeyNameColumn)
            rows.push_back(keyRowAt(index.row()));
    }
    return rows;
}

void KeyListModel::setRangeChecked(const QModelIndex &from, const QModelIndex &to, bool checked)
{
    if (m_checks != nullptr && from.isValid() && to.isValid())
        m_checks->setChecked(rowsAt(std::min(from.row(), to.row()), std::max(from.row(), to.row())), checked);
}

bool KeyListModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || role != Qt::CheckStateRole || m_checks == nullptr)
        return false;
    m_checks->setChecked(keyRowAt(index.row()), value.toInt() != Qt::Unchecked);
    return true;
}

void KeyListModel::setKeys(const OrderedKeys &keys, const QByteArray &separator, const ListOrder &order)
{
    m_separator = separator;
    if (m_keys.size() == 0 || keys.size() == 0) {
        beginResetModel();
        m_keys = keys;
        m_order = order;
        endResetModel();
        return;
    }
    emit layoutAboutToBeChanged();
    const QModelIndexList from = persistentIndexList();
    QModelIndexList to;
    to.reserve(from.size());
    for (const QModelIndex &index : from) {
        const auto position = keys.positionOf(m_keys.at(positionAt(index.row())));
        to.append(position ? createIndex(static_cast<int>(order.rowOf(*position, keys.size())), index.column())
                           : QModelIndex());
    }
    m_keys = keys;
    m_order = order;
    changePersistentIndexList(from, to);
    emit layoutChanged();
}

QModelIndex KeyListModel::indexOf(QByteArrayView key) const
{
    const auto position = m_keys.positionOf(key);
    return position ? indexAt(*position, KeyNameColumn) : QModelIndex();
}

QModelIndex KeyListModel::firstWithPrefix(QByteArrayView prefix) const
{
    const auto found
        = std::lower_bound(m_keys.rows->begin(), m_keys.rows->end(), prefix,
                           [this](KeyRow row, QByteArrayView wanted) { return m_keys.keys.at(row) < wanted; });
    if (found == m_keys.rows->end() || !m_keys.keys.at(*found).startsWith(prefix))
        return {};
    return indexAt(static_cast<quint32>(found - m_keys.rows->begin()), KeyNameColumn);
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
    const quint32 position = positionAt(index.row());
    if (role == Qt::DisplayRole)
        return index.column() == KeyNameColumn ? QVariant(keyCellText(m_keys.at(position))) : QVariant();
    if (role == DimPrefixRole) {
        const QByteArrayView key = m_keys.at(position);
        const qsizetype last = m_separator.isEmpty() ? -1 : key.lastIndexOf(m_separator);
        const qsizetype dim = last < 0 ? 0 : last + m_separator.size();
        return dim == key.size() || dim == 0 ? 0 : static_cast<int>(keyCellText(key.first(dim)).size());
    }
    const KeyRow row = m_keys.rowAt(position);
    if (role == Qt::CheckStateRole) {
        if (m_checks == nullptr || index.column() != KeyNameColumn)
            return {};
        return QVariant(m_checks->isChecked(row) ? Qt::Checked : Qt::Unchecked);
    }
    if (role == CheckedCountRole)
        return qint64(m_checks != nullptr && m_checks->isChecked(row) ? 1 : 0);
    return keyCell(m_keys.keys, row, *m_facts, role);
}

QVariant KeyListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return keyColumnHeader(section, orientation, role);
}

} // namespace stashdeck
