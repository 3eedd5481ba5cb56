// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace stashdeck {

class Theme;

/// Paints the rows of PaletteModel. All texts character by character: nothing in them is markup.
class PaletteDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit PaletteDelegate(const Theme *theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    [[nodiscard]] int paintLead(QPainter *painter, const QRect &row, Qt::LayoutDirection direction,
                                const QModelIndex &index) const;
    [[nodiscard]] int paintTail(QPainter *painter, const QRect &row, Qt::LayoutDirection direction,
                                const QModelIndex &index, bool selected, int lead) const;
    void paintText(QPainter *painter, const QRect &box, const QModelIndex &index) const;

    const Theme *m_theme;
};

} // namespace stashdeck
