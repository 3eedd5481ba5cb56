// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/toggleswitch.h"

#include "ui/widgets/painting.h"

#include <QPainter>

namespace stashdeck {

ToggleSwitch::ToggleSwitch(const Theme *theme, const QString &accessibleName, QWidget *parent)
    : QCheckBox(parent)
    , m_theme(theme)
{
    setAccessibleName(accessibleName);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QSize ToggleSwitch::sizeHint() const
{
    return {m_theme->scaled(30), m_theme->scaled(18)};
}

void ToggleSwitch::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool on = isChecked();
    const Token fill = !isEnabled() ? Token::Border : on ? Token::Accent : Token::ControlBorder;
    const qreal radius = height() / 2.0;
    paintBox(&painter, rect(), radius, m_theme->color(fill), {});
    if (hasFocus()) {
        paintFocusRing(&painter, rect(), radius, *m_theme);
        paintBox(&painter, QRectF(rect()).adjusted(2, 2, -2, -2), radius - 2, {}, m_theme->color(Token::Surface), 1);
    }
    const qreal knob = height() - 6;
    const bool right = on != isRightToLeft();
    painter.setPen(Qt::NoPen);
    const Token light = m_theme->isDark() ? Token::Text : Token::Surface;
    painter.setBrush(m_theme->color(!isEnabled() ? Token::Surface : on ? Token::OnAccent : light));
    painter.drawEllipse(QRectF(right ? width() - 3 - knob : 3, 3, knob, knob));
}

} // namespace stashdeck
