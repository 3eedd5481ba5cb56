// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyspace/foldertree.h"
#include "models/keyspace/keyfacts.h"
#include "models/keyspace/keyroles.h"

#include <QAbstractItemModel>

namespace stashdeck {

/// The shown keys folded at a separator. A folder is listed when it is opened; 500 rows at a time, then a row that
/// shows more. Three columns (KeyColumn), roles of KeyRole. A very large folder is listed on a worker: its rows come
/// a moment after fetchMore().
class KeyTreeModel final : public QAbstractItemModel {
    Q_OBJECT

public:
    /// `facts` must outlive the model.
    explicit KeyTreeModel(const KeyFacts *facts, QObject *parent = nullptr);
    ~KeyTreeModel() override;

    /// Another arrangement: folders that are open stay open, indexes that are held follow their keys and folders.
    void setArrangement(const OrderedKeys &keys, std::unique_ptr<FolderNode> root, const QByteArray &separator);
    /// Which folders are open, for the next arrangement.
    [[nodiscard]] FolderShape shape() const;
    /// The key's row, or the innermost folder shown that holds it.
    [[nodiscard]] QModelIndex indexOf(QByteArrayView key) const;
    [[nodiscard]] QModelIndex indexOfFolder(QByteArrayView path) const;
    /// Shows 500 rows more of the folder that holds this "more" row.
    void showMore(const QModelIndex &moreRow);
    void announce(const KeyRows &rows);

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    [[nodiscard]] static FolderNode *holderOf(const QModelIndex &index);
    [[nodiscard]] FolderNode *nodeAt(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexOfNode(const FolderNode *node) const;
    [[nodiscard]] bool isMoreRow(const QModelIndex &index) const;
    [[nodiscard]] QByteArray pathAt(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex innermost(quint32 position) const;
    void takeListing(FolderNode *node, FolderListing listing);
    void listElsewhere(FolderNode *node);

    const KeyFacts *m_facts;
    OrderedKeys m_keys;
    QByteArray m_separator;
    std::unique_ptr<FolderNode> m_root;
    std::stop_source m_stop;
    quint64 m_generation = 0;
};

} // namespace stashdeck
