// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/painting.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

void paintBox(QPainter *painter, const QRectF &rect, qreal radius, const QColor &fill, const QColor &edge,
              qreal edgeWidth)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const qreal half = edge.isValid() ? edgeWidth / 2 : 0;
    painter->setPen(edge.isValid() ? QPen(edge, edgeWidth) : QPen(Qt::NoPen));
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    const qreal inner = std::max(0.0, radius - half);
    painter->drawRoundedRect(rect.adjusted(half, half, -half, -half), inner, inner);
    painter->restore();
}

void paintFocusRing(QPainter *painter, const QRectF &rect, qreal radius, const Theme &theme)
{
    paintBox(painter, rect, radius, {}, theme.color(Token::Focus), 2);
}

void paintBar(QPainter *painter, const QRect &rect, double fraction, Token fill, const Theme &theme)
{
    QRectF bar = rect;
    bar.setHeight(6);
    const int above = (rect.height() - 6) / 2; // whole pixels keep its edges crisp
    bar.moveTop(rect.top() + above);
    paintBox(painter, bar, 3, theme.color(Token::Track), {});
    if (!(fraction > 0)) // also when not a number
        return;
    QRectF part = bar;
    part.setWidth(std::max(3.0, bar.width() * std::min(fraction, 1.0)));
    if (painter->layoutDirection() == Qt::RightToLeft)
        part.moveRight(bar.right());
    QPainterPath outline;
    outline.addRoundedRect(bar, 3, 3);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setClipPath(outline); // round where the bar ends, straight where the filling does
    painter->fillRect(part, theme.color(fill));
    painter->restore();
}

void paintIcon(QPainter *painter, const QRect &rect, const QString &name, int size, Token token, const Theme &theme)
{
    QRect box(0, 0, size, size);
    box.moveCenter(rect.center());
    box.moveTop(rect.top() + (rect.height() - size) / 2);
    box.moveLeft(rect.left() + (rect.width() - size) / 2);
    painter->drawPixmap(box, theme.pixmap(name, size, token, painter->device()->devicePixelRatio()));
}

void paintBadge(QPainter *painter, const QRect &rect, QByteArrayView type, const Theme &theme)
{
    const TypeStyle style = Theme::type(type);
    paintBox(painter, rect, 4, theme.color(style.background), {});
    painter->save();
    painter->setFont(theme.font(TextStyle::Badge));
    painter->setPen(theme.color(style.foreground));
    const QString text = painter->fontMetrics().elidedText(style.badge, Qt::ElideRight, rect.width() - 4);
    painter->drawText(rect, Qt::AlignCenter, text);
    painter->restore();
}

void paintTag(QPainter *painter, const QRect &rect, Environment environment, const Theme &theme)
{
    const EnvironmentStyle style = Theme::environment(environment);
    paintBox(painter, rect, 4, theme.color(style.fill), {});
    const int icon = theme.scaled(12);
    const QRect text = rect.adjusted(6 + icon + 4, 0, -6, 0);
    painter->save();
    painter->setFont(theme.font(TextStyle::EnvTag));
    painter->setPen(theme.color(style.on));
    painter->drawText(text, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextDontClip, style.label);
    painter->restore();
    paintIcon(painter, QRect(rect.left() + 6, rect.top(), icon, rect.height()), style.icon, icon, style.on, theme);
}

void paintKeyText(QPainter *painter, const QRect &rect, const QString &text, qsizetype prefixLength, Token token,
                  const Theme &theme, Qt::TextElideMode elide)
{
    painter->save();
    painter->setFont(theme.font(TextStyle::Mono));
    painter->setLayoutDirection(Qt::LeftToRight); // keys and commands stay so in mirrored layouts
    const QFontMetrics metrics = painter->fontMetrics();
    const QString shown = metrics.elidedText(text, elide, rect.width());
    const bool whole = shown.size() == text.size();
    const qsizetype dim = whole ? std::min(prefixLength, text.size()) : 0;
    QRect rest = rect;
    if (dim > 0) {
        painter->setPen(theme.color(Token::Text3));
        const QString prefix = shown.left(dim);
        painter->drawText(rect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, prefix);
        rest.setLeft(rest.left() + metrics.horizontalAdvance(prefix));
    }
    painter->setPen(theme.color(token));
    painter->drawText(rest, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, shown.mid(dim));
    painter->restore();
}

QSize badgeSize(const Theme &theme)
{
    return {theme.scaled(42), theme.scaled(18)};
}

QSize tagSize(Environment environment, const Theme &theme)
{
    const QFontMetricsF metrics(theme.font(TextStyle::EnvTag));
    const qreal text = metrics.horizontalAdvance(Theme::environment(environment).label);
    return {static_cast<int>(std::ceil(text)) + 6 + theme.scaled(12) + 4 + 6, theme.scaled(18)};
}

} // namespace stashdeck
