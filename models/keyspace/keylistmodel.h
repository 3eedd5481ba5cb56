// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyspace/foldertree.h"
#include "models/keyspace/keyfacts.h"
#include "models/keyspace/keyroles.h"

#include <QAbstractTableModel>

namespace stashdeck {

/// The shown keys as one flat list in byte order; three columns (KeyColumn), roles of KeyRole.
class KeyListModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    /// `facts` must outlive the model.
    explicit KeyListModel(const KeyFacts *facts, QObject *parent = nullptr);

    /// Another order: indexes that are held follow their keys.
    void setKeys(const OrderedKeys &keys, const QByteArray &separator);
    [[nodiscard]] QModelIndex indexOf(QByteArrayView key) const;
    /// The first shown key that is not less than `prefix`, when it begins with it. For type-ahead: no linear search.
    [[nodiscard]] QModelIndex firstWithPrefix(QByteArrayView prefix) const;
    /// What is known of these keys changed.
    void announce(const KeyRows &rows);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const KeyFacts *m_facts;
    OrderedKeys m_keys;
    QByteArray m_separator;
};

} // namespace stashdeck
