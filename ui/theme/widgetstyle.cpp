// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/widgetstyle.h"

#include "ui/theme/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>
#include <QTabBar>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

WidgetStyle::WidgetStyle(const Theme *theme)
    : QProxyStyle(u"Fusion"_s)
    , m_theme(theme)
{
}

void WidgetStyle::drawIndicator(PrimitiveElement element, const QStyleOption *option, QPainter *painter) const
{
    const bool enabled = option->state.testFlag(State_Enabled);
    const bool on = option->state.testFlag(State_On);
    const bool partly = option->state.testFlag(State_NoChange);
    const bool radio = element == PE_IndicatorRadioButton;
    const int side = std::min({option->rect.width(), option->rect.height(), m_theme->scaled(16)});
    QRectF box(0, 0, side, side);
    box.moveCenter(QRectF(option->rect).center());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool filled = on || partly;
    const Token edge = !enabled ? Token::Border : filled ? Token::Accent : Token::ControlBorder;
    const Token fill = !enabled ? Token::Sunken
        : filled && !radio      ? Token::Accent
                                : (option->state.testFlag(State_MouseOver) ? Token::ControlHover : Token::Surface);
    const QRectF inner = box.adjusted(0.5, 0.5, -0.5, -0.5);
    const qreal radius = radio ? inner.width() / 2 : 4;
    painter->setPen(QPen(m_theme->color(edge), 1));
    painter->setBrush(m_theme->color(fill));
    painter->drawRoundedRect(inner, radius, radius);
    if (radio && on) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_theme->color(enabled ? Token::Accent : Token::TextDisabled));
        painter->drawEllipse(box);
        painter->setBrush(m_theme->color(Token::Surface));
        painter->drawEllipse(box.center(), side * 0.19, side * 0.19);
    } else if (filled) {
        const QColor ink = m_theme->color(enabled ? Token::OnAccent : Token::TextDisabled);
        painter->setPen(QPen(ink, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->setBrush(Qt::NoBrush);
        const auto at = [&box](qreal x, qreal y) {
            return box.topLeft() + QPointF(x, y) * box.width() / 16;
        };
        if (partly)
            painter->drawLine(at(4.5, 8), at(11.5, 8));
        else
            painter->drawPolyline(QPolygonF({at(4.3, 8.3), at(6.9, 10.9), at(11.7, 5.6)}));
    }
    if (option->state.testFlag(State_HasFocus) && option->state.testFlag(State_KeyboardFocusChange)) {
        painter->setPen(QPen(m_theme->color(Token::Focus), 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(box.adjusted(1, 1, -1, -1), radius, radius);
    }
    painter->restore();
}

void WidgetStyle::drawFieldFrame(const QStyleOption *option, QPainter *painter, bool quiet) const
{
    const bool enabled = option->state.testFlag(State_Enabled);
    const bool focused = enabled && option->state.testFlag(State_HasFocus);
    const Token edge = !enabled ? Token::Border : focused ? Token::Focus : quiet ? Token::Border : Token::ControlBorder;
    const qreal width = focused ? 2 : 1;
    Token fill = enabled ? Token::Surface : Token::Sunken;
    if (enabled && quiet && option->state.testFlag(State_MouseOver))
        fill = Token::ControlHover;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(m_theme->color(edge), width));
    painter->setBrush(m_theme->color(fill));
    const qreal half = width / 2;
    painter->drawRoundedRect(QRectF(option->rect).adjusted(half, half, -half, -half), 6 - half, 6 - half);
    painter->restore();
}

void WidgetStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                const QWidget *widget) const
{
    if (m_theme.isNull()) {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        return;
    }
    const auto arrow = [&](const QString &name, int side) {
        const Token token = option->state.testFlag(State_Enabled) ? Token::Text2 : Token::TextDisabled;
        QRect box(0, 0, side, side);
        box.moveCenter(option->rect.center());
        painter->drawPixmap(box, m_theme->pixmap(name, side, token, painter->device()->devicePixelRatio()));
    };
    switch (element) {
    case PE_IndicatorCheckBox:
    case PE_IndicatorRadioButton:
    case PE_IndicatorItemViewItemCheck:
        drawIndicator(element, option, painter);
        return;
    case PE_IndicatorMenuCheckMark:
        if (option->state.testFlag(State_On))
            arrow(u"check"_s, m_theme->scaled(14));
        return;
    case PE_IndicatorBranch:
        if (option->state.testFlag(State_Children))
            arrow(option->state.testFlag(State_Open) ? u"chevron-down"_s : u"chevron-right"_s, m_theme->scaled(14));
        return;
    case PE_IndicatorTabClose:
        if (option->state.testFlag(State_MouseOver) && option->state.testFlag(State_Enabled)) {
            painter->save();
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(Qt::NoPen);
            painter->setBrush(m_theme->color(Token::ControlHover));
            painter->drawRoundedRect(option->rect, 4, 4);
            painter->restore();
        }
        arrow(u"x"_s, m_theme->scaled(12));
        return;
    case PE_IndicatorArrowDown:
        arrow(u"chevron-down"_s, m_theme->scaled(12));
        return;
    case PE_IndicatorArrowUp:
        arrow(u"chevron-up"_s, m_theme->scaled(12));
        return;
    case PE_IndicatorArrowRight:
        arrow(u"chevron-right"_s, m_theme->scaled(12));
        return;
    case PE_IndicatorArrowLeft:
        arrow(u"chevron-left"_s, m_theme->scaled(12));
        return;
    case PE_FrameFocusRect:
        // Fields, buttons and rows show the focus by their own edges.
        if (qobject_cast<const QTabBar *>(widget) != nullptr) {
            painter->save();
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(QPen(m_theme->color(Token::Focus), 2));
            painter->setBrush(Qt::NoBrush);
            painter->drawRoundedRect(QRectF(option->rect).adjusted(1, 1, -1, -1), 4, 4);
            painter->restore();
        }
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void WidgetStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                              const QWidget *widget) const
{
    if (element == CE_HeaderLabel) {
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            QStyleOptionHeader calm = *header; // Fusion makes the heading over the selection bold, and it jumps
            calm.state.setFlag(State_On, false);
            QProxyStyle::drawControl(element, &calm, painter, widget);
            return;
        }
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void WidgetStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                     const QWidget *widget) const
{
    const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option);
    if (control != CC_ComboBox || combo == nullptr || m_theme.isNull()) {
        QProxyStyle::drawComplexControl(control, option, painter, widget);
        return;
    }
    if (combo->frame)
        drawFieldFrame(option, painter, widget != nullptr && widget->property("kind").toString() == "quiet"_L1);
    QStyleOption arrow = *option;
    arrow.rect = proxy()->subControlRect(CC_ComboBox, option, SC_ComboBoxArrow, widget);
    proxy()->drawPrimitive(PE_IndicatorArrowDown, &arrow, painter, widget);
}

int WidgetStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    if (m_theme.isNull())
        return QProxyStyle::pixelMetric(metric, option, widget);
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return m_theme->scaled(16);
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return 8;
    case PM_SmallIconSize:
    case PM_ToolBarIconSize:
    case PM_ListViewIconSize:
        return m_theme->scaled(16);
    case PM_ButtonIconSize:
        return m_theme->scaled(14);
    case PM_TabCloseIndicatorWidth:
    case PM_TabCloseIndicatorHeight:
        return m_theme->scaled(18);
    case PM_SplitterWidth:
        return 1;
    case PM_ToolTipLabelFrameWidth:
        return 6;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int WidgetStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                           QStyleHintReturn *returnData) const
{
    switch (hint) {
    case SH_ComboBox_Popup: // a list under the field, not over it
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_EtchDisabledText:
    case SH_UnderlineShortcut: // Alt and the letter work all the same
    case SH_Widget_Animation_Duration:
        return 0;
#if !defined(Q_OS_WIN) && !defined(Q_OS_MACOS)
    case SH_DialogButtonLayout: // Cancel before the primary button, but where the desktop is used to the other order
        return qEnvironmentVariable("XDG_CURRENT_DESKTOP").contains("KDE"_L1) ? QDialogButtonBox::KdeLayout
                                                                              : QDialogButtonBox::GnomeLayout;
#endif
    case SH_ToolTipLabel_Opacity:
        return 255;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

QSize WidgetStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                    const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (type == CT_ComboBox && !m_theme.isNull()) {
        result.setHeight(m_theme->controlHeight());
        result.setWidth(size.width() + 9 + m_theme->scaled(24) + 6);
    }
    if (type == CT_CheckBox || type == CT_RadioButton) {
        // A box alone keeps no room for words.
        const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
        if (button != nullptr && button->text.isEmpty() && button->icon.isNull())
            result.setWidth(proxy()->pixelMetric(PM_IndicatorWidth, option, widget));
    }
    return result;
}

QRect WidgetStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl subControl,
                                  const QWidget *widget) const
{
    if (control == CC_ComboBox && !m_theme.isNull()) {
        const int side = m_theme->scaled(24);
        const QRect whole = option->rect;
        if (subControl == SC_ComboBoxArrow)
            return visualRect(option->direction, whole,
                              QRect(whole.right() - side - 1, whole.top(), side, whole.height()));
        if (subControl == SC_ComboBoxEditField)
            return visualRect(option->direction, whole, whole.adjusted(9, 2, -side - 2, -2));
    }
    return QProxyStyle::subControlRect(control, option, subControl, widget);
}

} // namespace stashdeck
