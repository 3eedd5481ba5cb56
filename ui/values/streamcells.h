// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QSet>
#include <QStringList>

namespace stashdeck {

/// A small table of display texts, each row with the bytes that name it: groups, consumers, pending entries, fields.
/// Has the roles of elementroles.h. Cells come from displayText() where they are a database's.
class StreamCells final : public QAbstractTableModel {
    Q_OBJECT

public:
    struct Row {
        QByteArray name;
        QStringList cells;
        friend bool operator==(const Row &, const Row &) = default;
    };

    /// `numbers` are the columns that are aligned at their end; the first column is the name.
    StreamCells(QStringList headers, QSet<int> numbers, QObject *parent = nullptr);

    /// Rows of the same names keep the selection of a view.
    void setRows(const QList<Row> &rows);
    [[nodiscard]] int rowOf(const QByteArray &name) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QStringList m_headers;
    QSet<int> m_numbers;
    QList<Row> m_rows;
};

} // namespace stashdeck
