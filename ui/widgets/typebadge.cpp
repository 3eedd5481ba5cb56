// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/typebadge.h"

#include "ui/widgets/painting.h"

#include <QPainter>

namespace stashdeck {

TypeBadge::TypeBadge(const Theme *theme, const QByteArray &type, QWidget *parent, Size size)
    : QLabel(parent)
    , m_theme(theme)
    , m_size(size)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setType(type);
    connect(theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void TypeBadge::setType(const QByteArray &type)
{
    m_type = type;
    const TypeStyle style = Theme::type(type);
    setText(style.badge);
    setAccessibleName(style.name);
    update();
}

QSize TypeBadge::sizeHint() const
{
    if (m_size == Size::Large)
        return {m_theme->scaled(50), m_theme->scaled(22)};
    return badgeSize(*m_theme);
}

void TypeBadge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBadge(&painter, rect(), m_type, *m_theme);
}

} // namespace stashdeck
