// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/linkbutton.h"

#include "ui/theme/theme.h"
#include "ui/widgets/painting.h"

#include <QPainter>

namespace stashdeck {

LinkButton::LinkButton(const Theme *theme, const QString &text, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
{
    setText(text);
    setAccessibleName(text);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QSize LinkButton::sizeHint() const
{
    const QFontMetrics metrics(m_theme->font(TextStyle::BodySemibold));
    return {metrics.horizontalAdvance(text()) + 8, metrics.height() + 4};
}

void LinkButton::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    QFont font = m_theme->font(TextStyle::BodySemibold);
    font.setUnderline(underMouse() && isEnabled());
    painter.setFont(font);
    painter.setPen(m_theme->color(isEnabled() ? Token::AccentText : Token::TextDisabled));
    painter.drawText(rect().adjusted(4, 0, -4, 0), Qt::AlignVCenter | Qt::AlignRight, text());
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        paintFocusRing(&painter, rect(), 4, *m_theme);
    }
}

} // namespace stashdeck
