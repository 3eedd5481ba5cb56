// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bulk/tagicon.h"

#include "ui/widgets/painting.h"

#include <QPainter>

namespace stashdeck {

QIcon tagIcon(Environment environment, const Theme &theme, const QSize &room)
{
    const QSize size = tagSize(environment, theme);
    QPixmap pixmap(size.expandedTo(room) * 2);
    pixmap.setDevicePixelRatio(2);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintTag(&painter, QRect(QPoint(), size), environment, theme);
    return QIcon(pixmap);
}

} // namespace stashdeck
