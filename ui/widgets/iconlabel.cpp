// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/iconlabel.h"

#include "ui/widgets/painting.h"

#include <QPainter>

namespace stashdeck {

IconLabel::IconLabel(const Theme *theme, QString iconName, int side, Token token, QWidget *parent)
    : QLabel(parent)
    , m_theme(theme)
    , m_iconName(std::move(iconName))
    , m_side(side)
    , m_token(token)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void IconLabel::setIconName(const QString &iconName, Token token)
{
    m_iconName = iconName;
    m_token = token;
    update();
}

QSize IconLabel::sizeHint() const
{
    return {m_theme->scaled(m_side), m_theme->scaled(m_side)};
}

void IconLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintIcon(&painter, rect(), m_iconName, m_theme->scaled(m_side), isEnabled() ? m_token : Token::TextDisabled,
              *m_theme);
}

} // namespace stashdeck
