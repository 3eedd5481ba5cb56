// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>

namespace stashdeck {

/// Shows the loaded elements whose name or value holds a text, and sorts them by the bytes of a column, or by
/// the time that is left; says that time in words. Free: it asks the server nothing.
class ElementFilter final : public QSortFilterProxyModel {
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setText(const QByteArray &text);
    [[nodiscard]] const QByteArray &text() const { return m_text; }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    QByteArray m_text;
};

} // namespace stashdeck
