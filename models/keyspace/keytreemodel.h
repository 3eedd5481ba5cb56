// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyspace/checkedsums.h"
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
    /// The store's rows of keys that views hold an index of, some hundreds at most.
    [[nodiscard]] KeyRows heldRows() const;
    /// What Qt::CheckStateRole tells of and setData() changes; must outlive the model. Null: nothing is checked. A
    /// folder is checked with all its loaded keys, whether they are listed or not; keys that come later are not.
    void setCheckedKeys(CheckedKeys *checks);
    /// The store's rows of a key, or of all keys in a folder; valid until the next arrangement.
    [[nodiscard]] std::span<const KeyRow> rowsAt(const QModelIndex &index) const;
    /// The same of several indexes, each key once, though a folder may stand beside its own keys.
    [[nodiscard]] KeyRows rowsAt(const QModelIndexList &indexes) const;
    void setChecked(const QModelIndexList &indexes, bool checked);

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    [[nodiscard]] quint32 checkedIn(KeySpan span) const;
    void checksChanged();
    void tellChecks(const FolderNode &node);
    [[nodiscard]] static FolderNode *holderOf(const QModelIndex &index);
    [[nodiscard]] FolderNode *nodeAt(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexOfNode(const FolderNode *node) const;
    [[nodiscard]] bool isMoreRow(const QModelIndex &index) const;
    [[nodiscard]] QByteArray pathAt(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex innermost(quint32 position) const;
    void takeListing(FolderNode *node, FolderListing listing);
    void listElsewhere(FolderNode *node);

    const KeyFacts *m_facts;
    CheckedKeys *m_checks = nullptr;
    mutable std::optional<CheckedSums> m_sums; // made when a folder's state is asked for
    OrderedKeys m_keys;
    QByteArray m_separator;
    std::unique_ptr<FolderNode> m_root;
    std::stop_source m_stop;
    quint64 m_generation = 0;
};

} // namespace stashdeck
