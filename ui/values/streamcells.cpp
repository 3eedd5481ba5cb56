// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/streamcells.h"

#include "models/values/elementroles.h"

namespace stashdeck {

StreamCells::StreamCells(QStringList headers, QSet<int> numbers, QObject *parent)
    : QAbstractTableModel(parent)
    , m_headers(std::move(headers))
    , m_numbers(std::move(numbers))
{
}

void StreamCells::setRows(const QList<Row> &rows)
{
    bool isSame = rows.size() == m_rows.size();
    for (qsizetype i = 0; isSame && i < rows.size(); ++i)
        isSame = rows.at(i).name == m_rows.at(i).name;
    if (!isSame) {
        beginResetModel();
        m_rows = rows;
        endResetModel();
    } else if (rows != m_rows) {
        m_rows = rows;
        emit dataChanged(index(0, 0), index(int(rows.size()) - 1, columnCount() - 1));
    }
}

int StreamCells::rowOf(const QByteArray &name) const
{
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        if (m_rows.at(i).name == name)
            return int(i);
    }
    return -1;
}

int StreamCells::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int StreamCells::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_headers.size());
}

QVariant StreamCells::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return row.cells.value(index.column());
    case ElementRole::Name:
        return row.name.isNull() ? QByteArray("") : row.name; // an empty name is a name
    case ElementRole::Value:
        return row.cells.mid(1).join(QLatin1Char('\t')).toUtf8();
    case ElementRole::State:
        return QVariant::fromValue(ElementState::Unchanged);
    case ElementRole::IsName:
        return index.column() == 0;
    case ElementRole::IsNumber:
        return m_numbers.contains(index.column());
    case Qt::TextAlignmentRole:
        return int((m_numbers.contains(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant StreamCells::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((m_numbers.contains(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return role == Qt::DisplayRole ? QVariant(m_headers.at(section)) : QVariant();
}

} // namespace stashdeck
