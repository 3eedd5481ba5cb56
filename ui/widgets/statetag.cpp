// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/statetag.h"

#include "ui/widgets/painting.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QStyle>

#include <cmath>

namespace stashdeck {

namespace {

QFont tagFont(const Theme &theme)
{
    QFont font = theme.font(TextStyle::Caption);
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

StateTag::StateTag(const Theme *theme, Tone tone, const QString &text, const QString &iconName, QWidget *parent)
    : QLabel(parent)
    , m_theme(theme)
    , m_tone(tone)
    , m_icon(iconName)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setState(tone, text, iconName);
    connect(theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void StateTag::setState(Tone tone, const QString &text, const QString &iconName)
{
    m_tone = tone;
    m_icon = iconName;
    setText(text);
    setAccessibleName(text);
    updateGeometry();
    update();
}

QSize StateTag::size(const QString &text, const QString &iconName, const Theme &theme)
{
    const qreal width = QFontMetricsF(tagFont(theme)).horizontalAdvance(text);
    return {static_cast<int>(std::ceil(width)) + 12 + (iconName.isEmpty() ? 0 : theme.scaled(12) + 4),
            theme.scaled(18)};
}

QSize StateTag::sizeHint() const
{
    return size(text(), m_icon, *m_theme);
}

void StateTag::paint(QPainter *painter, const QRect &rect, Tone tone, const QString &text, const QString &iconName,
                     const Theme &theme)
{
    const ToneStyle style = toneStyle(tone);
    paintBox(painter, rect, 4, theme.color(style.soft), {});
    QRect content = rect.adjusted(6, 0, -6, 0);
    const Qt::LayoutDirection direction = painter->layoutDirection();
    if (!iconName.isEmpty()) {
        const int side = theme.scaled(12);
        const QRect icon(content.left(), content.top(), side, content.height());
        paintIcon(painter, QStyle::visualRect(direction, rect, icon), iconName, side, style.text, theme);
        content = QStyle::visualRect(direction, rect, content.adjusted(side + 4, 0, 0, 0));
    }
    painter->save();
    painter->setFont(tagFont(theme));
    painter->setPen(theme.color(style.text));
    painter->drawText(content, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextDontClip, text);
    painter->restore();
}

void StateTag::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paint(&painter, rect(), m_tone, text(), m_icon, *m_theme);
}

} // namespace stashdeck
