// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/valuetabbar.h"

#include "ui/widgets/painting.h"
#include "ui/widgets/plainlabel.h"

#include <QMouseEvent>
#include <QPainter>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int padding = 12;
constexpr int gap = 8;
constexpr int closeSide = 16;
constexpr int dotSide = 8;
constexpr int nameWidthLimit = 150;

} // namespace

ValueTabBar::ValueTabBar(const Theme *theme, QWidget *parent)
    : QTabBar(parent)
    , m_theme(theme)
{
    setObjectName(u"valueTabs"_s);
    setAccessibleName(tr("Open keys"));
    setMovable(true);
    setDocumentMode(true);
    setExpanding(false);
    setDrawBase(false);
    setUsesScrollButtons(true);
    setElideMode(Qt::ElideNone);
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    connect(theme, &Theme::changed, this, [this] {
        setFont(m_theme->font(TextStyle::Mono)); // lays the tabs out again
        update();
    });
    setFont(theme->font(TextStyle::Mono));
}

void ValueTabBar::setTab(int index, const Tab &tab)
{
    if (this->tab(index) == tab)
        return;
    setTabData(index, QVariant::fromValue(tab));
    // The text is for screen readers and for laying out again; the bar paints from the data.
    QString text = tab.isDirty ? tr("%1, not saved").arg(tab.name) : tab.name;
    if (tab.isPinned)
        text = tr("%1, pinned").arg(text);
    setTabText(index, text.replace(QLatin1Char('&'), u"&&"_s));
    setTabToolTip(index, plainToolTip(tab.name));
    update();
}

ValueTabBar::Tab ValueTabBar::tab(int index) const
{
    return tabData(index).value<Tab>();
}

QFont ValueTabBar::nameFont(const Tab &tab) const
{
    QFont font = m_theme->font(TextStyle::Mono);
    font.setItalic(tab.isPreview);
    return font;
}

QSize ValueTabBar::tabSizeHint(int index) const
{
    const Tab shown = tab(index);
    int width = padding * 2 + gap + closeSide;
    width += std::min(nameWidthLimit, QFontMetrics(nameFont(shown)).horizontalAdvance(shown.name) + 2);
    if (!shown.typeName.isEmpty())
        width += badgeSize(*m_theme).width() + gap;
    if (shown.isDirty)
        width += dotSide + gap;
    return {width, m_theme->scaled(36)};
}

QRect ValueTabBar::closeRect(int index) const
{
    const QRect rect = tabRect(index);
    return {rect.right() - padding - closeSide + 1, rect.center().y() - closeSide / 2, closeSide, closeSide};
}

void ValueTabBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->color(Token::SurfaceAlt));
    painter.setPen(m_theme->color(Token::Border));
    painter.drawLine(0, height() - 1, width(), height() - 1);
    for (int i = 0; i < count(); ++i) {
        const QRect area = tabRect(i);
        const Tab shown = tab(i);
        const bool isCurrent = i == currentIndex();
        if (isCurrent) {
            painter.fillRect(area, m_theme->color(Token::Surface));
            painter.fillRect(QRect(area.left(), area.top(), area.width(), 2), m_theme->color(Token::Accent));
        } else if (i == m_hovered) {
            painter.fillRect(area.adjusted(0, 0, -1, -1), m_theme->color(Token::ControlHover));
        }
        painter.setPen(m_theme->color(Token::Border));
        painter.drawLine(area.topRight(), area.bottomRight());
        int x = area.left() + padding;
        if (!shown.typeName.isEmpty()) {
            const QSize badge = badgeSize(*m_theme);
            paintBadge(&painter, QRect(QPoint(x, area.center().y() - badge.height() / 2), badge), shown.typeName,
                       *m_theme);
            x += badge.width() + gap;
        }
        int right = closeRect(i).left() - gap;
        if (shown.isDirty) {
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(Qt::NoPen);
            painter.setBrush(m_theme->color(Token::Accent));
            painter.drawEllipse(QRectF(right - dotSide, area.center().y() - dotSide / 2.0 + 0.5, dotSide, dotSide));
            painter.setRenderHint(QPainter::Antialiasing, false);
            right -= dotSide + gap;
        }
        painter.setFont(nameFont(shown));
        painter.setPen(m_theme->color(isCurrent ? Token::Text : Token::Text2));
        painter.drawText(QRect(x, area.top(), right - x, area.height()), Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(shown.name, Qt::ElideMiddle, right - x));
        const QRect close = closeRect(i);
        if (close.contains(mapFromGlobal(QCursor::pos())) && i == m_hovered)
            paintBox(&painter, QRectF(close), 4, m_theme->color(Token::ControlPress),
                     m_theme->color(Token::ControlPress));
        paintIcon(&painter, close, shown.isPinned ? u"pin"_s : u"x"_s, 14, isCurrent ? Token::Text2 : Token::Text3,
                  *m_theme);
        if (isCurrent && hasFocus())
            paintFocusRing(&painter, QRectF(area), 0, *m_theme);
    }
}

void ValueTabBar::mousePressEvent(QMouseEvent *event)
{
    const int index = tabAt(event->position().toPoint());
    const bool isOnClose = index >= 0 && closeRect(index).contains(event->position().toPoint());
    m_pressedClose
        = (event->button() == Qt::LeftButton && isOnClose) || (event->button() == Qt::MiddleButton && index >= 0)
        ? index
        : -1;
    // The right button opens a menu and moves nothing.
    if (m_pressedClose < 0 && event->button() == Qt::LeftButton)
        QTabBar::mousePressEvent(event);
}

void ValueTabBar::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_pressedClose >= 0) {
        const int index = std::exchange(m_pressedClose, -1);
        const bool isInside = event->button() == Qt::MiddleButton
            ? tabAt(event->position().toPoint()) == index
            : closeRect(index).contains(event->position().toPoint());
        if (!isInside)
            return;
        if (tab(index).isPinned && event->button() == Qt::LeftButton)
            emit unpinRequested(index);
        else
            emit tabCloseRequested(index);
        return;
    }
    QTabBar::mouseReleaseEvent(event);
    if (event->button() == Qt::LeftButton)
        emit dragEnded();
}

void ValueTabBar::mouseMoveEvent(QMouseEvent *event)
{
    m_hovered = tabAt(event->position().toPoint());
    update();
    QTabBar::mouseMoveEvent(event);
}

void ValueTabBar::leaveEvent(QEvent *event)
{
    m_hovered = -1;
    update();
    QTabBar::leaveEvent(event);
}

} // namespace stashdeck
