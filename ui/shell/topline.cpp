// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/topline.h"

#include "ui/theme/theme.h"

#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

TopLine::TopLine(const Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setObjectName("envLine"_L1);
    setFixedHeight(3);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void TopLine::setEnvironment(std::optional<Environment> environment)
{
    m_environment = environment;
    update();
}

void TopLine::paintEvent(QPaintEvent *)
{
    const Token token = m_environment ? Theme::environment(*m_environment).fill : Token::Border;
    QPainter(this).fillRect(rect(), m_theme->color(token));
}

} // namespace stashdeck
