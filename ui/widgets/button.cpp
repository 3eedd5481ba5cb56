// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/button.h"

#include "ui/widgets/keycap.h"
#include "ui/widgets/painting.h"

#include <QFontMetricsF>
#include <QMenu>
#include <QPainter>
#include <QStyle>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {
constexpr int iconGap = 6;
constexpr int capGap = 6;
} // namespace

Button::Button(const Theme *theme, const QString &text, Kind kind, QWidget *parent)
    : QPushButton(text, parent)
    , m_theme(theme)
    , m_kind(kind)
{
    setAccessibleName(shownText());
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAutoDefault(false);
    setKind(kind);
    connect(theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void Button::setKind(Kind kind)
{
    m_kind = kind;
    updateGeometry();
    update();
}

void Button::setButtonSize(Size size)
{
    m_size = size;
    updateGeometry();
}

void Button::setIconName(const QString &name)
{
    m_icon = name;
    updateGeometry();
    update();
}

void Button::setEnvironment(Environment environment)
{
    m_environment = environment;
    if (m_icon.isEmpty() && environment == Environment::Production)
        m_icon = Theme::environment(environment).icon;
    updateGeometry();
    update();
}

void Button::setKeyCap(const QKeySequence &keys)
{
    m_keys = keys;
    updateGeometry();
    update();
}

void Button::setDot(std::optional<Tone> tone)
{
    m_dot = tone;
    updateGeometry();
    update();
}

QFont Button::textFont() const
{
    const bool filled
        = m_kind == Kind::Primary || m_kind == Kind::Danger || m_kind == Kind::Write || m_kind == Kind::Link;
    QFont font = m_theme->font(filled ? TextStyle::BodySemibold : TextStyle::BodyMedium);
    if (m_size == Size::Small) {
        QFont small = m_theme->font(TextStyle::Secondary);
        small.setWeight(font.weight());
        return small;
    }
    return font;
}

QString Button::keyText() const
{
    return KeyCap::label(m_keys);
}

QString Button::shownText() const
{
    // Mnemonics are not drawn: the dialogs' shortcuts are in their key caps.
    QString shown = text();
    shown.replace("&&"_L1, QString(QChar(1))).remove(u'&').replace(QChar(1), u'&');
    return shown;
}

int Button::contentWidth() const
{
    qreal width = QFontMetricsF(textFont()).horizontalAdvance(shownText());
    if (m_dot)
        width += m_theme->scaled(8) + iconGap;
    if (!m_icon.isEmpty())
        width += m_theme->scaled(14) + (text().isEmpty() ? 0 : iconGap);
    if (!m_keys.isEmpty())
        width += capGap + KeyCap::size(m_keys, *m_theme).width();
    if (menu() != nullptr)
        width += iconGap + m_theme->scaled(12);
    return static_cast<int>(std::ceil(width));
}

QSize Button::sizeHint() const
{
    const int height = m_theme->scaled(m_size == Size::Small ? 24 : m_size == Size::Large ? 32 : 28);
    if (text().isEmpty())
        return {height, height};
    const int normal = m_kind == Kind::Ghost ? 10 : 13;
    const int padding = m_theme->scaled(m_kind == Kind::Link        ? 4
                                            : m_size == Size::Small ? 10
                                            : m_size == Size::Large ? 16
                                                                    : normal);
    return {contentWidth() + 2 * padding, height};
}

Button::Colors Button::colors() const
{
    const auto color = [this](Token token) {
        return m_theme->color(token);
    };
    const bool hover = underMouse();
    const bool down = isDown() || isChecked();
    if (!isEnabled()) {
        if (m_kind == Kind::Ghost || m_kind == Kind::Link)
            return {{}, {}, Token::TextDisabled};
        return {color(Token::Sunken), color(Token::Border), Token::TextDisabled};
    }
    const QColor plain = down ? color(Token::ControlPress) : hover ? color(Token::ControlHover) : color(Token::Surface);
    switch (m_kind) {
    case Kind::Default:
        return {plain, color(Token::ControlBorder), Token::Text};
    case Kind::Quiet:
        return {plain, color(Token::Border), Token::Text};
    case Kind::Ghost:
        return {down || hover ? plain : QColor(), {}, Token::Text2};
    case Kind::Link:
        return {down || hover ? plain : QColor(), {}, Token::AccentText};
    case Kind::DangerQuiet:
        return {down || hover ? color(Token::DangerSoft) : plain, color(Token::DangerLine), Token::DangerText};
    case Kind::Primary: {
        const QColor fill = color(down ? Token::AccentPress : hover ? Token::AccentHover : Token::Accent);
        return {fill, fill, Token::OnAccent};
    }
    case Kind::Danger: {
        const QColor fill = color(down || hover ? Token::DangerHover : Token::Danger);
        return {fill, fill, Token::OnDanger};
    }
    case Kind::Write: {
        const EnvironmentStyle style = Theme::environment(m_environment.value_or(Environment::Development));
        QColor fill = color(style.fill);
        if (down || hover) // towards the text's opposite, so that the pair's contrast only grows
            fill = color(style.on).lightnessF() > 0.5 ? fill.darker(112) : fill.lighter(108);
        return {fill, fill, style.on};
    }
    }
    Q_UNREACHABLE();
}

void Button::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Colors shown = colors();
    if (m_dot && *m_dot != Tone::Neutral && isEnabled())
        shown.text = toneStyle(*m_dot).text;
    paintBox(&painter, rect(), 6, shown.fill, shown.edge);
    if (hasFocus() && isEnabled()) {
        const bool filled = shown.edge.isValid() && shown.edge == shown.fill;
        paintFocusRing(&painter, rect(), 6, *m_theme);
        if (filled) // the ring's colour may be the fill's: a gap sets it off
            paintBox(&painter, QRectF(rect()).adjusted(2, 2, -2, -2), 4, {}, m_theme->color(shown.text), 1);
    }
    painter.setFont(textFont());
    painter.setPen(m_theme->color(shown.text));
    int left = (width() - contentWidth()) / 2;
    const auto place = [&](int itemWidth) {
        const QRect box(left, 0, itemWidth, height());
        return QStyle::visualRect(layoutDirection(), rect(), box);
    };
    if (m_dot) {
        const int side = m_theme->scaled(8);
        QRectF dot(0, 0, side, side);
        dot.moveCenter(QRectF(place(side)).center());
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme->color(isEnabled() ? toneStyle(*m_dot).solid : Token::TextDisabled));
        painter.drawEllipse(dot);
        painter.restore();
        left += side + iconGap;
    }
    if (!m_icon.isEmpty()) {
        const int side = m_theme->scaled(14);
        paintIcon(&painter, place(side), m_icon, side, shown.text, *m_theme);
        left += side + iconGap;
    }
    const int textWidth = static_cast<int>(std::ceil(QFontMetricsF(textFont()).horizontalAdvance(shownText())));
    painter.drawText(place(textWidth), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextDontClip, shownText());
    left += textWidth;
    if (!m_keys.isEmpty()) {
        const QSize cap = KeyCap::size(m_keys, *m_theme);
        left += capGap;
        QRect box = place(cap.width());
        box.setTop((height() - cap.height()) / 2);
        box.setHeight(cap.height());
        const bool onSurface
            = m_kind == Kind::Default || m_kind == Kind::Quiet || m_kind == Kind::Ghost || m_kind == Kind::Link;
        KeyCap::paint(&painter, box, m_keys, onSurface ? Token::Border : shown.text,
                      onSurface && isEnabled() ? Token::Text2 : shown.text, *m_theme);
        left += cap.width();
    }
    if (menu() != nullptr) {
        left += iconGap;
        const int side = m_theme->scaled(12);
        paintIcon(&painter, place(side), u"chevron-down"_s, side, isEnabled() && !m_dot ? Token::Text3 : shown.text,
                  *m_theme);
    }
}

void Button::enterEvent(QEnterEvent *event)
{
    update();
    QPushButton::enterEvent(event);
}

void Button::leaveEvent(QEvent *event)
{
    update();
    QPushButton::leaveEvent(event);
}

} // namespace stashdeck
