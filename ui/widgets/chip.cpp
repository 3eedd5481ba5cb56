// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chip.h"

#include "ui/widgets/painting.h"

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QPainter>
#include <QStyle>

#include <cmath>

namespace stashdeck {

Chip::Chip(const Theme *theme, const QString &text, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
{
    setText(text);
    setAccessibleName(text);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void Chip::setKeyType(const QByteArray &type)
{
    m_type = Theme::type(type);
    setText(m_type->badge);
    setAccessibleName(m_type->name);
    updateGeometry();
}

void Chip::setIconName(const QString &name)
{
    m_icon = name;
    updateGeometry();
}

QSize Chip::sizeHint() const
{
    // Measured in the wider weight, so that choosing a chip moves nothing.
    QFont font = m_theme->font(m_type ? TextStyle::Badge : TextStyle::Secondary);
    font.setWeight(QFont::DemiBold);
    qreal width = QFontMetricsF(font).horizontalAdvance(text()) + 2 * m_theme->scaled(m_type ? 8 : 9);
    if (!m_icon.isEmpty())
        width += m_theme->scaled(12) + 4;
    return {static_cast<int>(std::ceil(width)), m_theme->scaled(24)};
}

void Chip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const qreal radius = height() / 2.0;
    Token ink = Token::Text2;
    QFont font = m_theme->font(m_type ? TextStyle::Badge : TextStyle::Secondary);
    if (!isEnabled()) {
        ink = Token::TextDisabled;
        paintBox(&painter, rect(), radius, m_theme->color(Token::Sunken), m_theme->color(Token::Border));
    } else if (m_type) {
        ink = m_type->foreground;
        const QColor edge = isChecked() ? m_theme->color(Token::Accent) : underMouse() ? m_theme->color(ink) : QColor();
        paintBox(&painter, rect(), radius, m_theme->color(m_type->background), edge, isChecked() ? 2 : 1);
    } else if (isChecked()) {
        ink = Token::AccentText;
        font.setWeight(QFont::DemiBold);
        paintBox(&painter, rect(), radius, m_theme->color(Token::AccentSoft), m_theme->color(Token::AccentLine));
    } else {
        const Token fill = isDown() ? Token::ControlPress : underMouse() ? Token::ControlHover : Token::Surface;
        paintBox(&painter, rect(), radius, m_theme->color(fill), m_theme->color(Token::Border));
    }
    if (hasFocus()) {
        paintFocusRing(&painter, rect(), radius, *m_theme);
        if (m_type && isChecked()) // both edges are alike: a second one inside tells focus
            paintBox(&painter, QRectF(rect()).adjusted(3, 3, -3, -3), radius - 3, {}, m_theme->color(Token::Focus));
    }
    QRect content = rect();
    if (!m_icon.isEmpty()) {
        const int side = m_theme->scaled(12);
        const QRect icon(m_theme->scaled(9), 0, side, height());
        paintIcon(&painter, QStyle::visualRect(layoutDirection(), rect(), icon), m_icon, side, ink, *m_theme);
        content = QStyle::visualRect(layoutDirection(), rect(), rect().adjusted(side + 4, 0, 0, 0));
    }
    painter.setFont(font);
    painter.setPen(m_theme->color(ink));
    painter.drawText(content, Qt::AlignCenter | Qt::TextDontClip, text());
}

void Chip::keyPressEvent(QKeyEvent *event)
{
    constexpr int far = 1 << 20;
    const int forward = isRightToLeft() ? -1 : 1;
    switch (event->key()) {
    case Qt::Key_Right:
        emit moveRequested(forward);
        return;
    case Qt::Key_Left:
        emit moveRequested(-forward);
        return;
    case Qt::Key_Home:
        emit moveRequested(-far);
        return;
    case Qt::Key_End:
        emit moveRequested(far);
        return;
    default:
        QAbstractButton::keyPressEvent(event);
    }
}

void Chip::enterEvent(QEnterEvent *event)
{
    update();
    QAbstractButton::enterEvent(event);
}

void Chip::leaveEvent(QEvent *event)
{
    update();
    QAbstractButton::leaveEvent(event);
}

} // namespace stashdeck
