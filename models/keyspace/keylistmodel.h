// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyspace/checkedkeys.h"
#include "models/keyspace/keyfacts.h"
#include "models/keyspace/keyroles.h"
#include "models/keyspace/keysort.h"

#include <QAbstractTableModel>

namespace stashdeck {

/// The shown keys as one flat list, in byte order unless it is sorted; three columns (KeyColumn), roles of KeyRole.
class KeyListModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    /// `facts` must outlive the model.
    explicit KeyListModel(const KeyFacts *facts, QObject *parent = nullptr);

    /// Another order: indexes that are held follow their keys.
    void setKeys(const OrderedKeys &keys, const QByteArray &separator, const ListOrder &order = {});
    /// What Qt::CheckStateRole tells of and setData() changes; must outlive the model. Null: nothing is checked.
    void setCheckedKeys(CheckedKeys *checks);
    /// The store's rows of the list's rows `first` to `last`, in the list's order.
    [[nodiscard]] KeyRows rowsAt(int first, int last) const;
    [[nodiscard]] KeyRows rowsAt(const QModelIndexList &indexes) const;
    /// Checks or unchecks the rows from one to the other, whichever is above.
    void setRangeChecked(const QModelIndex &from, const QModelIndex &to, bool checked);
    [[nodiscard]] QModelIndex indexOf(QByteArrayView key) const;
    /// The first shown key that is not less than `prefix`, when it begins with it. For type-ahead: no linear search.
    [[nodiscard]] QModelIndex firstWithPrefix(QByteArrayView prefix) const;
    /// What is known of these keys changed.
    void announce(const KeyRows &rows);
    /// The store's rows of keys that views hold an index of, some hundreds at most.
    [[nodiscard]] KeyRows heldRows() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] quint32 positionAt(int row) const;
    [[nodiscard]] KeyRow keyRowAt(int row) const { return m_keys.rowAt(positionAt(row)); }
    [[nodiscard]] QModelIndex indexAt(quint32 position, int column) const;

    const KeyFacts *m_facts;
    CheckedKeys *m_checks = nullptr;
    OrderedKeys m_keys;
    ListOrder m_order;
    QByteArray m_separator;
};

} // namespace stashdeck
