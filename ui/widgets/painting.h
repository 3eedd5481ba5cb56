// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QRect>

class QPainter;

namespace stashdeck {

/// A rounded type badge ("HASH") over the whole of `rect`.
void paintBadge(QPainter *painter, const QRect &rect, QByteArrayView type, const Theme &theme);
/// An environment's tag, icon and word, over the whole of `rect`.
void paintTag(QPainter *painter, const QRect &rect, Environment environment, const Theme &theme);
/// A key, field or member in the mono font, shortened on the right; its first `prefixLength` characters are dim.
void paintKeyText(QPainter *painter, const QRect &rect, const QString &text, qsizetype prefixLength, Token token,
                  const Theme &theme, Qt::TextElideMode elide = Qt::ElideRight);
/// Filled rounded rectangle whose 1 px edge lies inside `rect`, crisp at whole pixels.
void paintBox(QPainter *painter, const QRectF &rect, qreal radius, const QColor &fill, const QColor &edge,
              qreal edgeWidth = 1);
/// The 2 px focus ring inside `rect`.
void paintFocusRing(QPainter *painter, const QRectF &rect, qreal radius, const Theme &theme);
/// A 6 px bar in the middle of `rect`, `fraction` of it filled; grows from the right in mirrored layouts.
void paintBar(QPainter *painter, const QRect &rect, double fraction, Token fill, const Theme &theme);
/// The icon in one colour, centred in `rect`.
void paintIcon(QPainter *painter, const QRect &rect, const QString &name, int size, Token token, const Theme &theme);

[[nodiscard]] QSize badgeSize(const Theme &theme);
[[nodiscard]] QSize tagSize(Environment environment, const Theme &theme);

} // namespace stashdeck
