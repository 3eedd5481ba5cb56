// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/jsontree.h"

#include <QAbstractItemModel>
#include <QHash>

#include <memory>

namespace stashdeck {

/// The tree of a JSON text for a view: names and values as they stand in the text. Of a node with very many children a
/// page is shown first, and more as the view comes to its end.
class JsonTreeModel final : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column { Name, Value, ColumnCount };
    enum Role {
        NodeRole = Qt::UserRole, ///< int
        TypeRole, ///< int of JsonTree::Type
    };

    using QAbstractItemModel::QAbstractItemModel;

    void setTree(std::shared_ptr<const JsonTree> tree);
    [[nodiscard]] const JsonTree *tree() const { return m_tree.get(); }
    [[nodiscard]] int nodeOf(const QModelIndex &index) const; ///< JsonTree::none for none
    /// Shows as many children as it takes on the way to it.
    [[nodiscard]] QModelIndex indexOf(int node);

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] int shown(int node) const;
    void show(int node, int count);

    std::shared_ptr<const JsonTree> m_tree;
    QHash<int, int> m_shown; ///< children shown, by node; a page where there is no entry
};

} // namespace stashdeck
