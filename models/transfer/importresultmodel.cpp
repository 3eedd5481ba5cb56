// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/importresultmodel.h"

#include "models/base/bytetext.h"

namespace stashdeck {

void ImportResultModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_problems.clear();
    m_given = 0;
    endResetModel();
    emit countsChanged();
}

void ImportResultModel::append(const QList<ImportRow> &rows)
{
    m_given += rows.size();
    QList<ImportRow> taken;
    int problems = int(m_problems.size());
    for (const ImportRow &row : rows) {
        const bool fits = m_rows.size() + taken.size() < mostRows;
        const bool isOne = isProblem(row.outcome);
        if (!fits && (!isOne || problems >= mostRows))
            continue;
        problems += isOne ? 1 : 0;
        taken.append(row);
    }
    const int shown = m_onlyProblems ? problems - int(m_problems.size()) : int(taken.size());
    if (shown > 0)
        beginInsertRows({}, rowCount(), rowCount() + shown - 1);
    for (const ImportRow &row : std::as_const(taken)) {
        if (isProblem(row.outcome))
            m_problems.append(int(m_rows.size()));
        m_rows.append(row);
    }
    if (shown > 0)
        endInsertRows();
    emit countsChanged();
}

void ImportResultModel::setOnlyProblems(bool only)
{
    if (m_onlyProblems == only)
        return;
    beginResetModel();
    m_onlyProblems = only;
    endResetModel();
    emit countsChanged();
}

const ImportRow &ImportResultModel::at(int row) const
{
    return m_rows.at(m_onlyProblems ? m_problems.at(row) : row);
}

int ImportResultModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return int(m_onlyProblems ? m_problems.size() : m_rows.size());
}

int ImportResultModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ImportResultModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ImportRow &row = at(index.row());
    switch (role) {
    case RowRole:
        return QVariant::fromValue(row);
    case TypeRole:
        return QVariant::fromValue(row.type);
    case KeyRole:
        return row.key;
    case MembersRole:
        return row.members;
    case OutcomeRole:
        return int(row.outcome);
    case NoteRole:
        return row.note;
    case Qt::DisplayRole:
        if (index.column() == KeyColumn)
            return displayText(row.key);
        if (index.column() == MembersColumn && row.members >= 0)
            return row.members;
        return {};
    case Qt::TextAlignmentRole:
        return index.column() == MembersColumn ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter)) : QVariant();
    default:
        return {};
    }
}

QVariant ImportResultModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == MembersColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TypeColumn:
        return tr("Type");
    case KeyColumn:
        return tr("Key");
    case MembersColumn:
        return tr("Members");
    case ResultColumn:
        return tr("Result");
    default:
        return {};
    }
}

} // namespace stashdeck
