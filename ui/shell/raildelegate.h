// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace stashdeck {

class Theme;

/// Paints the rows of a rail: icon, title and badge; only icon and a dot for the badge when collapsed.
class RailDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit RailDelegate(const Theme *theme, QObject *parent = nullptr);

    void setCollapsed(bool collapsed) { m_collapsed = collapsed; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintCaption(QPainter *painter, const QRect &row, Qt::LayoutDirection direction, const QString &title) const;
    void paintBadge(QPainter *painter, const QRect &card, Qt::LayoutDirection direction, int count) const;

    const Theme *m_theme;
    bool m_collapsed = false;
};

} // namespace stashdeck
