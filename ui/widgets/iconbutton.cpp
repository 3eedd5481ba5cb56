// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/iconbutton.h"

#include "ui/widgets/painting.h"
#include "ui/widgets/plainlabel.h"

#include <QPainter>

namespace stashdeck {

IconButton::IconButton(const Theme *theme, QString iconName, const QString &accessibleName, QWidget *parent, Kind kind)
    : QToolButton(parent)
    , m_theme(theme)
    , m_iconName(std::move(iconName))
    , m_kind(kind)
{
    setAccessibleName(accessibleName);
    setPlainToolTip(this, accessibleName);
    setFocusPolicy(Qt::TabFocus);
    setPopupMode(QToolButton::InstantPopup);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void IconButton::setIconName(const QString &iconName, Token token)
{
    m_iconName = iconName;
    m_token = token;
    update();
}

void IconButton::setSide(int side)
{
    m_side = side;
    updateGeometry();
}

QSize IconButton::sizeHint() const
{
    return {m_theme->scaled(m_side), m_theme->scaled(m_side)};
}

void IconButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const bool hover = isEnabled() && underMouse();
    const bool down = isEnabled() && (isDown() || isChecked());
    QColor fill = m_kind == Kind::Framed ? m_theme->color(isEnabled() ? Token::Surface : Token::Sunken) : QColor();
    if (hover)
        fill = m_theme->color(Token::ControlHover);
    if (down)
        fill = m_theme->color(isChecked() ? Token::AccentSoft : Token::ControlPress);
    QColor edge;
    if (m_kind == Kind::Framed)
        edge = m_theme->color(isEnabled() ? Token::ControlBorder : Token::Border);
    if (fill.isValid() || edge.isValid())
        paintBox(&painter, rect(), 6, fill, edge);
    if (hasFocus() && isEnabled())
        paintFocusRing(&painter, rect(), 6, *m_theme);
    Token token = m_token;
    if (!isEnabled())
        token = Token::TextDisabled;
    else if (isChecked())
        token = Token::AccentText;
    else if ((hover || m_kind == Kind::Framed) && token == Token::Text2)
        token = Token::Text;
    paintIcon(&painter, rect(), m_iconName, m_theme->scaled(m_side <= 24 || m_kind == Kind::Framed ? 14 : 16), token,
              *m_theme);
}

} // namespace stashdeck
