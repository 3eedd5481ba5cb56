// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/pill.h"

#include "ui/widgets/painting.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QStyle>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {
constexpr int padding = 12;
constexpr int iconGap = 6;
constexpr int barGap = 8;
constexpr int partGap = 4;
constexpr int barWidth = 44;

QFont partFont(const Theme &theme, bool strong)
{
    QFont font = theme.font(TextStyle::Secondary);
    if (strong)
        font.setWeight(QFont::DemiBold);
    return font;
}

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

qreal Pill::textWidth(const QString &text, bool strong) const
{
    return std::ceil(QFontMetricsF(partFont(*m_theme, strong)).horizontalAdvance(text));
}

QSize Pill::sizeHint() const
{
    qreal width = 2 * m_theme->scaled(padding);
    if (!m_icon.isEmpty())
        width += m_theme->scaled(16) + iconGap;
    if (m_fraction)
        width += m_theme->scaled(barWidth) + barGap;
    int texts = 0;
    for (const auto &[text, strong] : {std::pair(m_bold, true), {m_plain, false}, {m_dim, false}}) {
        if (text.isEmpty())
            continue;
        width += textWidth(text, strong) + (texts > 0 ? m_theme->scaled(partGap) : 0);
        ++texts;
    }
    if (texts == 0)
        width -= m_fraction ? barGap : m_icon.isEmpty() ? 0 : iconGap;
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
        const Token token = isEnabled() && plain ? m_iconToken.value_or(Token::Text) : strong;
        paintIcon(&painter, place(side), m_icon, side, token, *m_theme);
        left += side + iconGap;
    }
    if (m_fraction) {
        const int wide = m_theme->scaled(barWidth);
        paintBar(&painter, place(wide), *m_fraction, toneStyle(m_tone).solid, *m_theme);
        left += wide + barGap;
    }
    const auto write = [&](const QString &text, bool bold, Token token) {
        if (text.isEmpty())
            return;
        const qreal wide = textWidth(text, bold);
        painter.setFont(partFont(*m_theme, bold));
        painter.setPen(m_theme->color(token));
        painter.drawText(place(wide), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextDontClip, text);
        left += wide + m_theme->scaled(partGap);
    };
    write(m_bold, true, strong);
    write(m_plain, false, m_tone == Tone::Neutral && isEnabled() ? Token::Text : weak);
    write(m_dim, false, isEnabled() && plain ? Token::Text3 : weak);
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
