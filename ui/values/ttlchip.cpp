// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/ttlchip.h"

#include "ui/values/valuewording.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/plainlabel.h"

#include <QPainter>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int padding = 9;
constexpr int gap = 7;
constexpr int barWidth = 56;
constexpr int barHeight = 4;
constexpr Milliseconds soon{5 * 60 * 1000};

} // namespace

TtlChip::TtlChip(const Theme *theme, const ServerClock *clock, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_clock(clock)
{
    setObjectName(u"ttlChip"_s);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    m_timer.setInterval(1000);
    connect(&m_timer, &QTimer::timeout, this, &TtlChip::tick);
    connect(theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void TtlChip::setExpiry(std::optional<WallTime> expiresAt, Milliseconds whole)
{
    m_expiresAt = expiresAt;
    m_whole = whole;
    m_toldExpired = false;
    if (expiresAt && isVisible())
        m_timer.start();
    else
        m_timer.stop();
    tick();
    updateGeometry();
}

Milliseconds TtlChip::left() const
{
    return m_expiresAt ? *m_expiresAt - m_clock->now() : Milliseconds(0);
}

QString TtlChip::label() const
{
    if (!m_expiresAt)
        return tr("No expiry");
    return left().count() > 0 ? tr("Expires in") : tr("Expired");
}

QString TtlChip::timeText() const
{
    return m_expiresAt && left().count() > 0 ? valueWords::countdown(left()) : QString();
}

void TtlChip::tick()
{
    const QString spoken = m_expiresAt ? tr("%1 %2, edit").arg(label(), timeText()) : tr("No expiry, edit");
    setAccessibleName(spoken);
    if (m_expiresAt)
        setPlainToolTip(this, tr("Expires at %1").arg(valueWords::clockTime(*m_expiresAt)));
    else
        setPlainToolTip(this, tr("This key does not expire."));
    if (m_expiresAt && left().count() <= 0) {
        m_timer.stop();
        if (!m_toldExpired) {
            m_toldExpired = true;
            updateGeometry();
            emit expired();
        }
    }
    update();
}

QSize TtlChip::sizeHint() const
{
    int width = padding * 2 + 14 + gap + QFontMetrics(m_theme->font(TextStyle::Secondary)).horizontalAdvance(label())
        + gap + 12;
    const QString time = timeText();
    if (!time.isEmpty())
        width += gap + QFontMetrics(m_theme->font(TextStyle::BodySemibold)).horizontalAdvance(time) + gap + barWidth;
    return {width + 2, m_theme->scaled(24)};
}

void TtlChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box(rect());
    paintBox(&painter, box, box.height() / 2, m_theme->color(underMouse() ? Token::ControlHover : Token::Surface),
             m_theme->color(Token::Border));
    if (hasFocus())
        paintFocusRing(&painter, box, box.height() / 2, *m_theme);
    const bool isSoon = m_expiresAt && left() < soon;
    const Token strong = isSoon ? Token::WarningText : Token::Text;
    int x = padding;
    paintIcon(&painter, QRect(x, 0, 14, height()), m_expiresAt ? u"timer"_s : u"infinity"_s, 14, Token::Text2,
              *m_theme);
    x += 14 + gap;
    painter.setFont(m_theme->font(TextStyle::Secondary));
    painter.setPen(m_theme->color(Token::Text));
    const QString words = label();
    const int wordsWidth = painter.fontMetrics().horizontalAdvance(words);
    painter.drawText(QRect(x, 0, wordsWidth + 2, height()), Qt::AlignVCenter, words);
    x += wordsWidth + gap;
    if (const QString time = timeText(); !time.isEmpty()) {
        painter.setFont(m_theme->font(TextStyle::BodySemibold));
        painter.setPen(m_theme->color(strong));
        const int timeWidth = painter.fontMetrics().horizontalAdvance(time);
        painter.drawText(QRect(x, 0, timeWidth + 2, height()), Qt::AlignVCenter, time);
        x += timeWidth + gap;
        const QRectF track(x, (height() - barHeight) / 2.0, barWidth, barHeight);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme->color(Token::Track));
        painter.drawRoundedRect(track, barHeight / 2.0, barHeight / 2.0);
        const double share
            = m_whole.count() > 0 ? std::clamp(double(left().count()) / double(m_whole.count()), 0.0, 1.0) : 1.0;
        painter.setBrush(m_theme->color(isSoon ? Token::Warning : Token::Accent));
        painter.drawRoundedRect(QRectF(track.left(), track.top(), track.width() * share, track.height()),
                                barHeight / 2.0, barHeight / 2.0);
        x += barWidth + gap;
    }
    paintIcon(&painter, QRect(x, 0, 12, height()), u"pencil"_s, 12, Token::Text2, *m_theme);
}

void TtlChip::showEvent(QShowEvent *event)
{
    QAbstractButton::showEvent(event);
    if (m_expiresAt && left().count() > 0)
        m_timer.start();
    tick();
}

void TtlChip::hideEvent(QHideEvent *event)
{
    QAbstractButton::hideEvent(event);
    m_timer.stop();
}

void TtlChip::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void TtlChip::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

} // namespace stashdeck
