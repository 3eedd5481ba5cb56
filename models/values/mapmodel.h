// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/elementroles.h"
#include "models/values/mapdocument.h"

#include <QAbstractTableModel>

namespace stashdeck {

/// The elements of a MapDocument as rows of a table: new ones first, then what is loaded, each with its edit. Texts
/// are display texts (escaped and capped); bytes are under NameRole and ValueRole. Reads nothing by itself: the view
/// says what is on screen by `want()`.
class MapModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    explicit MapModel(MapDocument *document, QObject *parent = nullptr);
    ~MapModel() override;

    [[nodiscard]] MapDocument *document() const { return m_document; }
    [[nodiscard]] int nameColumn() const;
    [[nodiscard]] int valueColumn() const; ///< -1 for a set
    /// Of a sorted set: a further column with the score as a place on earth.
    void setShowsCoordinates(bool shows);
    [[nodiscard]] bool showsCoordinates() const { return m_showsCoordinates; }
    /// Of a hash on a server where fields expire: the column that says when; else -1.
    [[nodiscard]] int expiryColumn() const { return m_showsExpiry ? 2 : -1; }
    /// The row of an element, new or loaded; -1 when there is none.
    [[nodiscard]] int rowOf(const QByteArray &name) const;
    [[nodiscard]] QByteArray nameAt(int row) const;
    /// These rows are on screen.
    void want(int first, int last);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void connectRows();
    void takeAdded();
    void connectExpiry();
    [[nodiscard]] ElementState stateOf(const QByteArray &name) const;
    [[nodiscard]] QByteArray cell(int row, int column) const;
    [[nodiscard]] bool isNumber(int column) const;

    MapDocument *m_document;
    ElementRows *m_rows = nullptr;
    QList<QByteArray> m_added;
    bool m_showsCoordinates = false;
    bool m_showsExpiry = false;
};

} // namespace stashdeck
