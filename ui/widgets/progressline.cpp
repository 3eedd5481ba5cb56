// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/progressline.h"

#include "ui/widgets/painting.h"

#include <QPainter>

#include <cmath>

namespace stashdeck {

namespace {

constexpr int steps = 10000;

} // namespace

ProgressLine::ProgressLine(const Theme *theme, const QString &accessibleName, QWidget *parent)
    : QProgressBar(parent)
    , m_theme(theme)
{
    setAccessibleName(accessibleName);
    setTextVisible(false);
    setRange(0, steps);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ProgressLine::setFraction(double fraction)
{
    m_indeterminate = false;
    setValue(static_cast<int>(std::lround(std::clamp(fraction, 0.0, 1.0) * steps)));
    update();
}

void ProgressLine::setIndeterminate(bool on)
{
    m_indeterminate = on;
    update();
}

void ProgressLine::setTone(Tone tone)
{
    m_tone = tone;
    update();
}

QSize ProgressLine::sizeHint() const
{
    return {120, 6};
}

void ProgressLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QRectF bar = rect();
    bar.setHeight(6);
    bar.moveTop((height() - 6) / 2.0);
    paintBox(&painter, bar, 3, m_theme->color(Token::Track), {});
    const double part = m_indeterminate ? 0.3 : static_cast<double>(value()) / steps;
    if (part <= 0)
        return;
    QRectF full = bar;
    full.setWidth(std::max(6.0, bar.width() * part));
    if (isRightToLeft())
        full.moveRight(bar.right());
    paintBox(&painter, full, 3, m_theme->color(toneStyle(m_tone).solid), {});
}

} // namespace stashdeck
