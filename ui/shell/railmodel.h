// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QList>

namespace stashdeck {

/// The rows of the rail: entries, with a caption before the first entry of each section.
class RailModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        CaptionRole = Qt::UserRole + 1, ///< bool
        IconRole, ///< QString, a name of the theme's icon set
        BadgeRole, ///< int: how much needs attention; 0 for none
        EntryRole, ///< int, as given to addEntry; -1 for a caption
    };

    using QAbstractListModel::QAbstractListModel;

    /// Entries of one section stay together, in the order in which they came; sections too. An entry without a section
    /// comes first, without a caption. `id` is the caller's and not negative.
    void addEntry(int id, const QString &title, const QString &icon, const QString &section);
    void setEntry(int id, const QString &title, const QString &icon);
    void setBadge(int id, int count);
    /// Shown as the tool tip, and spoken.
    void setTip(int id, const QString &toolTip);
    [[nodiscard]] QModelIndex indexOf(int id) const;
    /// The ids from top to bottom.
    [[nodiscard]] QList<int> order() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Row {
        int id = -1; ///< -1: a caption
        QString title;
        QString icon;
        QString section;
        QString toolTip;
        int badge = 0;
    };
    QList<Row> m_rows;
};

} // namespace stashdeck
