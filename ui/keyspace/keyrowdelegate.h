// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "ui/widgets/rowdelegate.h"

#include <QSet>

namespace stashdeck {

class CheckedKeys;

/// One cell of the key tree or list: folder with count, or badge, name, TTL and size. Counts down by itself whenever it
/// is repainted; it sends nothing.
class KeyRowDelegate final : public RowDelegate {
    Q_OBJECT

public:
    /// `checks` outlives the delegate. While any key is checked, every row begins with a box.
    KeyRowDelegate(const Theme *theme, const Clock *clock, const CheckedKeys *checks, Row row,
                   QObject *parent = nullptr);

    /// Keys with a star behind their name; outlives the delegate.
    void setStarred(const QSet<QByteArray> *keys) { m_starred = keys; }
    /// Where the box of a row is, from the rectangle of its name cell; empty while there are no boxes.
    [[nodiscard]] QRect boxRect(const QRect &cell, const QModelIndex &index) const;

    /// Where the text of the TTL and size columns ends, from the cell's right edge.
    static constexpr int ttlMargin = 6;
    static constexpr int sizeMargin = 12;

protected:
    void paintContent(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] bool isMarked(const QModelIndex &index) const override;

private:
    [[nodiscard]] int contentIndent(const QModelIndex &index) const;
    [[nodiscard]] int roomForBox(const QModelIndex &index) const;
    void paintBox(QPainter *painter, const QRect &cell, const QModelIndex &index) const;
    void paintFolder(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintName(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintTtl(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintSize(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintRight(QPainter *painter, const QRect &box, const QString &text, TextStyle style, Token token) const;

    const Clock *m_clock;
    const CheckedKeys *m_checks;
    const QSet<QByteArray> *m_starred = nullptr;
    Row m_kind;
};

} // namespace stashdeck
