// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/pill.h"

#include "ui/widgets/painting.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {
constexpr int padding = 12;
constexpr int gap = 8;
constexpr int barWidth = 44;
} // namespace

Pill::Pill(const Theme *theme, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void Pill::setParts(const QString &bold, const QString &plain, const QString &dim)
{
    if (bold == m_bold && plain == m_plain && dim == m_dim)
        return;
    const QString before = text();
    m_bold = bold;
    m_plain = plain;
    m_dim = dim;
    QStringList parts{bold, plain, dim};
    parts.removeAll(QString());
    setText(parts.join(u' '));
    if (accessibleName().isEmpty() || accessibleName() == before)
        setAccessibleName(text());
    updateGeometry();
    update();
}

void Pill::setIconName(const QString &name, std::optional<Token> color)
{
    m_icon = name;
    m_iconToken = color;
    updateGeometry();
    update();
}

void Pill::setTone(Tone tone)
{
    m_tone = tone;
    update();
}

void Pill::setFraction(std::optional<double> fraction)
{
    const bool sizeChanges = fraction.has_value() != m_fraction.has_value();
    m_fraction = fraction;
    if (sizeChanges)
        updateGeometry();
    update();
}

qreal Pill::textWidth(const QString &text, TextStyle style) const
{
    return std::ceil(QFontMetricsF(m_theme->font(style)).horizontalAdvance(text));
}

QSize Pill::sizeHint() const
{
    qreal width = 2 * m_theme->scaled(padding);
    bool first = true;
    const auto add = [&](qreal part, int space) {
        width += part + (first ? 0 : space);
        first = false;
    };
    if (!m_icon.isEmpty())
        add(m_theme->scaled(16), gap);
    if (m_fraction)
        add(m_theme->scaled(barWidth), gap);
    const int space = m_theme->scaled(4);
    if (!m_bold.isEmpty())
        add(textWidth(m_bold, TextStyle::BodySemibold), gap);
    if (!m_plain.isEmpty())
        add(textWidth(m_plain, TextStyle::Body), m_bold.isEmpty() ? gap : space);
    if (!m_dim.isEmpty())
        add(textWidth(m_dim, TextStyle::Body), m_bold.isEmpty() && m_plain.isEmpty() ? gap : space);
    return {static_cast<int>(width), m_theme->scaled(28)};
}

void Pill::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const ToneStyle style = toneStyle(m_tone);
    const bool plain = m_tone == Tone::Neutral;
    const bool hover = isEnabled() && underMouse();
    QColor fill = m_theme->color(plain ? Token::Surface : style.soft);
    if (plain && isDown())
        fill = m_theme->color(Token::ControlPress);
    else if (plain && hover)
        fill = m_theme->color(Token::ControlHover);
    const qreal radius = height() / 2.0;
    paintBox(&painter, rect(), radius, fill, m_theme->color(hover && !plain ? style.text : style.line));
    if (hasFocus())
        paintFocusRing(&painter, rect(), radius, *m_theme);
    const Token strong = !isEnabled() ? Token::TextDisabled : plain ? Token::Text : style.text;
    const Token weak = !isEnabled() ? Token::TextDisabled : plain ? Token::Text2 : style.text;
    qreal left = m_theme->scaled(padding);
    const auto place = [&](qreal itemWidth) {
        return QStyle::visualRect(layoutDirection(), rect(),
                                  QRect(static_cast<int>(left), 0, static_cast<int>(itemWidth), height()));
    };
    if (!m_icon.isEmpty()) {
        const int side = m_theme->scaled(16);
        const Token token = isEnabled() && plain ? m_iconToken.value_or(Token::Text2) : strong;
        paintIcon(&painter, place(side), m_icon, side, token, *m_theme);
        left += side + gap;
    }
    if (m_fraction) {
        const int wide = m_theme->scaled(barWidth);
        QRectF bar = place(wide);
        bar.setHeight(6);
        bar.moveTop((height() - 6) / 2.0);
        paintBox(&painter, bar, 3, m_theme->color(Token::Track), {});
        const Token full = m_tone == Tone::Danger ? Token::Danger
            : m_tone == Tone::Warning             ? Token::Warning
                                                  : Token::Accent;
        QRectF part = bar;
        part.setWidth(std::max(bar.width() * std::clamp(*m_fraction, 0.0, 1.0), *m_fraction > 0 ? 6.0 : 0.0));
        if (isRightToLeft())
            part.moveRight(bar.right());
        if (part.width() > 0)
            paintBox(&painter, part, 3, m_theme->color(full), {});
        left += wide + gap;
    }
    const auto write = [&](const QString &text, TextStyle textStyle, Token token) {
        if (text.isEmpty())
            return;
        const qreal wide = textWidth(text, textStyle);
        painter.setFont(m_theme->font(textStyle));
        painter.setPen(m_theme->color(token));
        painter.drawText(place(wide), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextDontClip, text);
        left += wide + m_theme->scaled(4);
    };
    write(m_bold, TextStyle::BodySemibold, strong);
    write(m_plain, TextStyle::Body, m_tone == Tone::Neutral && isEnabled() ? Token::Text : weak);
    write(m_dim, TextStyle::Body, isEnabled() && plain ? Token::Text3 : weak);
}

void Pill::enterEvent(QEnterEvent *event)
{
    update();
    QAbstractButton::enterEvent(event);
}

void Pill::leaveEvent(QEvent *event)
{
    update();
    QAbstractButton::leaveEvent(event);
}

} // namespace stashdeck
