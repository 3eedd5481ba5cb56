// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/transfer/importplan.h"

#include <QAbstractTableModel>

namespace stashdeck {

/// Keys of a dry run or an import as rows of a table: type, name, members, result. Keeps the first 20,000 rows, and
/// problems (up to as many again) wherever they are, so that a file of millions costs a bounded amount of memory; the
/// whole is in the journal. The words for outcomes are the view's.
class ImportResultModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { TypeColumn, KeyColumn, MembersColumn, ResultColumn, ColumnCount };
    enum Role {
        RowRole = Qt::UserRole + 1, ///< stashdeck::ImportRow
        TypeRole, ///< stashdeck::KeyType
        KeyRole, ///< QByteArray
        MembersRole, ///< qint64, -1 for none
        OutcomeRole, ///< int of stashdeck::ImportOutcome
        NoteRole, ///< QString, hostile text
    };
    static constexpr int mostRows = 20'000;

    using QAbstractTableModel::QAbstractTableModel;

    void clear();
    void append(const QList<stashdeck::ImportRow> &rows);
    /// Rows that were given and are not shown.
    [[nodiscard]] qint64 omitted() const { return m_given - m_rows.size(); }
    [[nodiscard]] const ImportRow &at(int row) const;
    /// Only what a report has to tell about.
    void setOnlyProblems(bool only);
    [[nodiscard]] bool onlyProblems() const { return m_onlyProblems; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    /// The number of rows, or of those that are left out, is another.
    void countsChanged();

private:
    QList<ImportRow> m_rows;
    QList<int> m_problems; ///< places in m_rows
    qint64 m_given = 0;
    bool m_onlyProblems = false;
};

} // namespace stashdeck
