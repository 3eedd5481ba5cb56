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
    const double part = m_indeterminate ? 0.3 : static_cast<double>(value()) / steps;
    paintBar(&painter, rect(), part, toneStyle(m_tone).solid, *m_theme);
}

} // namespace stashdeck
