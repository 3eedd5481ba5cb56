// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QStyledItemDelegate>

namespace stashdeck {

/// Base of delegates for rows: the background for hover, selection and selection without focus, the 3 px bar of a
/// marked row, a line under the current row that is not selected, and a height from the density. Subclasses paint what
/// is in the row.
class RowDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    enum class Row { Tree, Table };
    RowDelegate(const Theme *theme, Row row, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    [[nodiscard]] const Theme &theme() const { return *m_theme; }
    /// `option.rect` is the cell. The default writes Qt::DisplayRole in the body font.
    virtual void paintContent(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    /// Rows that hold unsaved work or are otherwise singled out get the 3 px bar at their start.
    [[nodiscard]] virtual bool isMarked(const QModelIndex &index) const;
    /// The text's colour on this row: selection-text when selected and active, else `normal`.
    [[nodiscard]] static Token textToken(const QStyleOptionViewItem &option, Token normal = Token::Text);

private:
    const Theme *m_theme;
    Row m_row;
};

} // namespace stashdeck
