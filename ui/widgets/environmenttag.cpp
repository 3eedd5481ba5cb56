// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/environmenttag.h"

#include "ui/widgets/painting.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace stashdeck {

namespace {

void name(QLabel *label, Environment environment)
{
    const QString text = Theme::environment(environment).label;
    label->setText(text);
    label->setAccessibleName(QLabel::tr("Environment: %1").arg(text.toLower()));
}

} // namespace

EnvironmentTag::EnvironmentTag(const Theme *theme, Environment environment, QWidget *parent)
    : QLabel(parent)
    , m_theme(theme)
    , m_environment(environment)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    name(this, environment);
    connect(theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void EnvironmentTag::setEnvironment(Environment environment)
{
    m_environment = environment;
    name(this, environment);
    updateGeometry();
    update();
}

QSize EnvironmentTag::sizeHint() const
{
    return tagSize(m_environment, *m_theme);
}

void EnvironmentTag::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintTag(&painter, rect(), m_environment, *m_theme);
}

EnvironmentBlock::EnvironmentBlock(const Theme *theme, Environment environment, Shape shape, QWidget *parent)
    : QLabel(parent)
    , m_theme(theme)
    , m_environment(environment)
    , m_shape(shape)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    name(this, environment);
    connect(theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void EnvironmentBlock::setEnvironment(Environment environment)
{
    m_environment = environment;
    name(this, environment);
    updateGeometry();
    update();
}

void EnvironmentBlock::setIconShown(bool shown)
{
    m_icon = shown;
    updateGeometry();
    update();
}

QSize EnvironmentBlock::sizeHint() const
{
    const QFontMetricsF metrics(m_theme->font(TextStyle::EnvTag));
    const int text = static_cast<int>(std::ceil(metrics.horizontalAdvance(Theme::environment(m_environment).label)));
    const int icon = m_icon ? m_theme->scaled(14) + 6 : 0;
    return {text + icon + 2 * m_theme->scaled(10), m_theme->scaled(24)};
}

void EnvironmentBlock::paintEvent(QPaintEvent *)
{
    const EnvironmentStyle style = Theme::environment(m_environment);
    QPainter painter(this);
    const QColor fill = m_theme->color(style.fill);
    if (m_shape == Shape::RoundedLeft) {
        painter.setClipRect(rect());
        const int beyond = isRightToLeft() ? -8 : 0;
        paintBox(&painter, QRectF(beyond, 0, width() + 8, height()), 5, fill, {});
    } else {
        painter.fillRect(rect(), fill);
    }
    const int margin = m_theme->scaled(10);
    int left = margin;
    if (m_icon) {
        const int side = m_theme->scaled(14);
        paintIcon(&painter, QRect(left, 0, side, height()), style.icon, side, style.on, *m_theme);
        left += side + 6;
    }
    painter.setFont(m_theme->font(TextStyle::EnvTag));
    painter.setPen(m_theme->color(style.on));
    painter.drawText(rect().adjusted(left, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, style.label);
}

EnvironmentLine::EnvironmentLine(const Theme *theme, Environment environment, QWidget *parent, int height)
    : QWidget(parent)
    , m_theme(theme)
    , m_environment(environment)
{
    setFixedHeight(height);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void EnvironmentLine::setEnvironment(Environment environment)
{
    m_environment = environment;
    update();
}

void EnvironmentLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->color(Theme::environment(m_environment).fill));
}

} // namespace stashdeck
