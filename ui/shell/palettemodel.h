// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/palettesource.h"

#include <QAbstractListModel>

namespace stashdeck {

/// The rows of a palette: groups of items, each under a caption. Captions cannot be selected. A group without items
/// has no caption.
class PaletteModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        CaptionRole = Qt::UserRole + 1, ///< bool
        MonoRole, ///< bool
        IconRole, ///< QString
        TypeBadgeRole, ///< QString
        EnvironmentRole, ///< int, -1 for none
        DetailRole, ///< QString
        ShortcutRole, ///< QString
        MatchedRole, ///< QList<int>
    };

    using QAbstractListModel::QAbstractListModel;

    /// Groups come and go by position; `setGroup` of one that is there replaces its items only.
    void setGroupCount(int count);
    void setGroup(int group, const QString &title, const QList<PaletteItem> &items);
    /// Null for a caption and for an index of no row.
    [[nodiscard]] const PaletteItem *item(const QModelIndex &index) const;
    /// The first row that can be selected at or after (`step` 1) or before (-1) `row`; invalid when there is none.
    [[nodiscard]] QModelIndex selectable(int row, int step) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Group {
        QString title;
        QList<PaletteItem> items;
        [[nodiscard]] int rows() const { return items.isEmpty() ? 0 : int(items.size()) + 1; }
    };
    /// The group of a row and the row within it (0 is the caption).
    [[nodiscard]] std::pair<const Group *, int> locate(int row) const;

    QList<Group> m_groups;
};

} // namespace stashdeck
