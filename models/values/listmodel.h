// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/elementroles.h"
#include "models/values/listdocument.h"

#include <QAbstractTableModel>

namespace stashdeck {

/// A ListDocument as rows of a table: new elements in front, what was loaded with what is inserted behind it, new
/// elements at the end. ElementRole::Name names the place (see placeAt()). Reads nothing by itself: the view says what
/// is on screen by `want()`.
class ListModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    explicit ListModel(ListDocument *document, QObject *parent = nullptr);
    ~ListModel() override;

    [[nodiscard]] ListPlace placeAt(int row) const;
    [[nodiscard]] int rowOf(const ListPlace &place) const;
    void want(int first, int last);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void connectRows();
    void remember();
    [[nodiscard]] ElementState stateOf(const ListPlace &place) const;

    ListDocument *m_document;
    qsizetype m_head = 0; ///< as the view knows them
    qsizetype m_tail = 0;
    std::map<qint64, qsizetype> m_inserted; ///< behind which element how many
};

} // namespace stashdeck
