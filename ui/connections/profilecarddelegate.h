// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "ui/widgets/rowdelegate.h"

namespace stashdeck {

/// A saved database as a card: environment, tags, name, host, keys, last used, health. Asks its model only.
class ProfileCardDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    static constexpr int cardHeight = 192; ///< at 13 px text
    static constexpr int gap = 12;

    ProfileCardDelegate(const Theme *theme, const Clock *clock, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    /// The view decides how many cards fit beside each other.
    void setCellWidth(int width) { m_cellWidth = width; }

signals:
    /// The "…" of a card.
    void menuRequested(const QModelIndex &index, const QPoint &globalPosition);
    /// "Run the doctor" of an unreachable one.
    void doctorRequested(const QModelIndex &index);

protected:
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

private:
    const Theme *m_theme;
    const Clock *m_clock;
    int m_cellWidth = 300;
};

/// The same as one row of a list.
class ProfileRowDelegate final : public RowDelegate {
    Q_OBJECT

public:
    ProfileRowDelegate(const Theme *theme, const Clock *clock, QObject *parent = nullptr);

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void paintContent(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const Clock *m_clock;
};

/// "Used 4 min ago", "Used yesterday", "Not used yet".
[[nodiscard]] QString lastUsedText(qint64 lastUsed, WallTime now);
/// The whole row for screen readers.
[[nodiscard]] QString profileDescription(const QModelIndex &index);

} // namespace stashdeck
