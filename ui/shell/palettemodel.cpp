// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/palettemodel.h"

#include <numeric>

namespace stashdeck {

void PaletteModel::setGroupCount(int count)
{
    beginResetModel();
    m_groups.clear();
    m_groups.resize(count);
    endResetModel();
}

void PaletteModel::setGroup(int group, const QString &title, const QList<PaletteItem> &items)
{
    Group &target = m_groups[group];
    const int first = std::accumulate(m_groups.cbegin(), m_groups.cbegin() + group, 0,
                                      [](int rows, const Group &before) { return rows + before.rows(); });
    const int oldRows = target.rows();
    Group next{title, items};
    const int newRows = next.rows();
    if (newRows < oldRows) {
        beginRemoveRows({}, first + newRows, first + oldRows - 1);
        target = std::move(next);
        endRemoveRows();
    } else if (newRows > oldRows) {
        beginInsertRows({}, first + oldRows, first + newRows - 1);
        target = std::move(next);
        endInsertRows();
    } else {
        target = std::move(next);
    }
    if (const int kept = std::min(oldRows, newRows); kept > 0)
        emit dataChanged(index(first), index(first + kept - 1));
}

std::pair<const PaletteModel::Group *, int> PaletteModel::locate(int row) const
{
    for (const Group &group : m_groups) {
        if (row < group.rows())
            return {&group, row};
        row -= group.rows();
    }
    return {nullptr, 0};
}

const PaletteItem *PaletteModel::item(const QModelIndex &index) const
{
    if (!index.isValid())
        return nullptr;
    const auto [group, row] = locate(index.row());
    return group && row > 0 ? &group->items.at(row - 1) : nullptr;
}

QModelIndex PaletteModel::selectable(int row, int step) const
{
    for (int at = row; at >= 0 && at < rowCount(); at += step) {
        if (item(index(at)))
            return index(at);
    }
    return {};
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return std::accumulate(m_groups.cbegin(), m_groups.cend(), 0,
                           [](int rows, const Group &group) { return rows + group.rows(); });
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto [group, row] = locate(index.row());
    if (!group)
        return {};
    if (row == 0) {
        switch (role) {
        case Qt::DisplayRole:
        case Qt::AccessibleTextRole:
            return group->title;
        case CaptionRole:
            return true;
        default:
            return {};
        }
    }
    const PaletteItem &item = group->items.at(row - 1);
    switch (role) {
    case Qt::DisplayRole:
        return item.text;
    case Qt::AccessibleTextRole:
        return item.detail.isEmpty() ? item.text : tr("%1, %2").arg(item.text, item.detail);
    case CaptionRole:
        return false;
    case MonoRole:
        return item.mono;
    case IconRole:
        return item.icon;
    case TypeBadgeRole:
        return item.typeBadge;
    case EnvironmentRole:
        return item.environment ? int(*item.environment) : -1;
    case DetailRole:
        return item.detail;
    case ShortcutRole:
        return item.shortcut;
    case MatchedRole:
        return QVariant::fromValue(item.matched);
    default:
        return {};
    }
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return item(index) ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren : Qt::ItemNeverHasChildren;
}

} // namespace stashdeck
