// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/separator.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace stashdeck {

Separator::Separator(const Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setFixedHeight(1);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Separator::paintEvent(QPaintEvent * /*event*/)
{
    QPainter(this).fillRect(rect(), m_theme->color(Token::BorderSoft));
}

} // namespace stashdeck
