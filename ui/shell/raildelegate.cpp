// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/raildelegate.h"

#include "ui/shell/railmodel.h"
#include "ui/theme/theme.h"

#include <QLocale>
#include <QPainter>

namespace stashdeck {

namespace {

constexpr int margin = 8; ///< between the rail's edge and a row's card
constexpr int radius = 6;

} // namespace

RailDelegate::RailDelegate(const Theme *theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize RailDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const bool caption = index.data(RailModel::CaptionRole).toBool();
    if (caption && m_collapsed)
        return {0, 17};
    return {0, m_theme->scaled(32) + (caption ? 0 : 2)};
}

void RailDelegate::paintCaption(QPainter *painter, const QRect &row, Qt::LayoutDirection direction,
                                const QString &title) const
{
    if (m_collapsed) {
        painter->fillRect(QRect(row.left() + 16, row.center().y(), row.width() - 32, 1), m_theme->color(Token::Border));
        return;
    }
    QFont font = m_theme->font(TextStyle::Caption);
    font.setWeight(QFont::DemiBold);
    painter->setFont(font);
    painter->setPen(m_theme->color(Token::Text3));
    const QRect text = QStyle::visualRect(direction, row, row.adjusted(18, m_theme->scaled(8), -margin, 0));
    painter->drawText(
        text, int(Qt::AlignVCenter | Qt::TextSingleLine) | int(QStyle::visualAlignment(direction, Qt::AlignLeft)),
        painter->fontMetrics().elidedText(title, Qt::ElideRight, text.width()));
}

void RailDelegate::paintBadge(QPainter *painter, const QRect &card, Qt::LayoutDirection direction, int count) const
{
    painter->setPen(Qt::NoPen);
    if (m_collapsed) {
        painter->setBrush(m_theme->color(Token::Warning));
        painter->drawEllipse(QRectF(card.center().x() + 6, card.top() + 6, 6, 6));
        return;
    }
    QFont font = m_theme->font(TextStyle::Caption);
    font.setWeight(QFont::Bold);
    painter->setFont(font);
    const QString text = count > 999 ? tr("999+") : QLocale().toString(count);
    const int height = m_theme->scaled(16);
    const int width = std::max(height + 2, painter->fontMetrics().horizontalAdvance(text) + 10);
    QRect pill(card.right() - 9 - width, 0, width, height);
    pill.moveTop(card.center().y() - height / 2);
    pill = QStyle::visualRect(direction, card, pill);
    painter->setBrush(m_theme->color(Token::WarningSoft));
    painter->drawRoundedRect(pill, height / 2.0, height / 2.0);
    painter->setPen(m_theme->color(Token::WarningText));
    painter->drawText(pill, Qt::AlignCenter | Qt::TextSingleLine, text);
}

void RailDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QString title = index.data(Qt::DisplayRole).toString();
    if (index.data(RailModel::CaptionRole).toBool()) {
        paintCaption(painter, option.rect, option.direction, title);
        painter->restore();
        return;
    }

    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool focused = option.state.testFlag(QStyle::State_HasFocus);
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
    const QRect card = option.rect.adjusted(margin, 1, -margin, -1);
    const QRectF edge = QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5);
    if (selected) {
        painter->setPen(QPen(m_theme->color(Token::Border), 1));
        painter->setBrush(m_theme->color(Token::Surface));
        painter->drawRoundedRect(edge, radius, radius);
        QRectF bar(card.left(), 0, 3, m_theme->scaled(18));
        bar.moveTop(card.center().y() + 0.5 - bar.height() / 2);
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_theme->color(Token::Accent));
        painter->drawRoundedRect(QStyle::visualRect(option.direction, card, bar.toRect()), 1, 1);
    } else if (hovered) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_theme->color(Token::ControlHover));
        painter->drawRoundedRect(card, radius, radius);
    }
    if (focused) {
        painter->setPen(QPen(m_theme->color(Token::Focus), 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(card).adjusted(1, 1, -1, -1), radius - 1, radius - 1);
    }

    const int iconSize = m_theme->scaled(16);
    QRect icon(card.left() + 10, 0, iconSize, iconSize);
    if (m_collapsed)
        icon.moveLeft(card.center().x() - iconSize / 2 + 1);
    icon.moveTop(card.center().y() - iconSize / 2 + 1);
    icon = QStyle::visualRect(option.direction, card, icon);
    const Token ink = selected ? Token::AccentText : hovered ? Token::Text : Token::Text2;
    painter->drawPixmap(icon,
                        m_theme->pixmap(index.data(RailModel::IconRole).toString(), iconSize, ink,
                                        painter->device()->devicePixelRatioF()));

    const int badge = index.data(RailModel::BadgeRole).toInt();
    if (badge > 0)
        paintBadge(painter, card, option.direction, badge);
    if (!m_collapsed) {
        painter->setFont(m_theme->font(selected ? TextStyle::BodySemibold : TextStyle::Body));
        painter->setPen(m_theme->color(selected || hovered ? Token::Text : Token::Text2));
        QRect text = card.adjusted(20 + iconSize, 0, badge > 0 ? -44 : -8, 0);
        text = QStyle::visualRect(option.direction, card, text);
        painter->drawText(text,
                          int(Qt::AlignVCenter | Qt::TextSingleLine)
                              | int(QStyle::visualAlignment(option.direction, Qt::AlignLeft)),
                          painter->fontMetrics().elidedText(title, Qt::ElideRight, text.width()));
    }
    painter->restore();
}

} // namespace stashdeck
