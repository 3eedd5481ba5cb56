// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/streamrows.h"

#include <QAbstractTableModel>

namespace stashdeck {

/// The loaded entries of a stream as a table: ID, time, fields. Texts are display texts; roles are those of
/// elementroles.h.
class StreamModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { IdColumn, TimeColumn, FieldsColumn };

    explicit StreamModel(StreamRows *rows, QObject *parent = nullptr);

    [[nodiscard]] const CollectionRow *entryAt(int row) const { return m_rows->at(row); }
    [[nodiscard]] int rowOf(const QByteArray &id) const { return m_rows->rowOf(id); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    StreamRows *m_rows;
};

/// "field=value" pairs in one line, escaped and cut.
[[nodiscard]] QString streamFieldsText(const QList<QByteArray> &fields, qsizetype maxCharacters = 300);

} // namespace stashdeck
