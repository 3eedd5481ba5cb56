// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/railmodel.h"

#include <algorithm>

namespace stashdeck {

void RailModel::addEntry(int id, const QString &title, const QString &icon, const QString &section)
{
    Q_ASSERT(id >= 0 && !indexOf(id).isValid());
    int at = 0;
    bool sectionExists = section.isEmpty();
    for (int row = 0; row < m_rows.size(); ++row) {
        if (m_rows.at(row).section == section) {
            at = row + 1;
            sectionExists = true;
        }
    }
    if (!sectionExists) {
        at = int(m_rows.size());
        beginInsertRows({}, at, at + 1);
        Row caption;
        caption.title = section;
        caption.section = section;
        m_rows.append(caption);
        ++at;
    } else {
        beginInsertRows({}, at, at);
    }
    Row entry;
    entry.id = id;
    entry.title = title;
    entry.icon = icon;
    entry.section = section;
    m_rows.insert(at, entry);
    endInsertRows();
}

void RailModel::setEntry(int id, const QString &title, const QString &icon)
{
    const QModelIndex at = indexOf(id);
    if (!at.isValid())
        return;
    m_rows[at.row()].title = title;
    m_rows[at.row()].icon = icon;
    emit dataChanged(at, at);
}

void RailModel::setBadge(int id, int count)
{
    const QModelIndex at = indexOf(id);
    if (!at.isValid() || m_rows.at(at.row()).badge == count)
        return;
    m_rows[at.row()].badge = count;
    emit dataChanged(at, at, {BadgeRole, Qt::AccessibleTextRole});
}

void RailModel::setTip(int id, const QString &toolTip)
{
    const QModelIndex at = indexOf(id);
    if (!at.isValid())
        return;
    m_rows[at.row()].toolTip = toolTip;
    emit dataChanged(at, at, {Qt::ToolTipRole});
}

QModelIndex RailModel::indexOf(int id) const
{
    const auto it = std::find_if(m_rows.cbegin(), m_rows.cend(), [id](const Row &row) { return row.id == id; });
    return it == m_rows.cend() || id < 0 ? QModelIndex() : index(int(it - m_rows.cbegin()));
}

QList<int> RailModel::order() const
{
    QList<int> ids;
    for (const Row &row : m_rows) {
        if (row.id >= 0)
            ids.append(row.id);
    }
    return ids;
}

int RailModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant RailModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return row.title;
    case Qt::AccessibleTextRole:
        return row.badge > 0 ? tr("%1, %n need attention", nullptr, row.badge).arg(row.title) : row.title;
    case Qt::ToolTipRole:
        return row.toolTip.isEmpty() ? QVariant() : QVariant(row.toolTip);
    case CaptionRole:
        return row.id < 0;
    case IconRole:
        return row.icon;
    case BadgeRole:
        return row.badge;
    case EntryRole:
        return row.id;
    default:
        return {};
    }
}

Qt::ItemFlags RailModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return m_rows.at(index.row()).id < 0 ? Qt::ItemNeverHasChildren
                                         : Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

} // namespace stashdeck
