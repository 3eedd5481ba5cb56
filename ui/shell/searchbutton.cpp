// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/searchbutton.h"

#include "ui/theme/theme.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/plainlabel.h"

#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

SearchButton::SearchButton(const Theme *theme, const QKeySequence &keys, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_keys(keys)
{
    setObjectName("searchButton"_L1);
    setText(tr("Find a key or command"));
    setAccessibleName(text());
    setPlainToolTip(this, tr("%1 (%2)").arg(text(), keys.toString(QKeySequence::NativeText)));
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::IBeamCursor);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void SearchButton::setIconOnly(bool iconOnly)
{
    if (m_iconOnly == iconOnly)
        return;
    m_iconOnly = iconOnly;
    setCursor(iconOnly ? Qt::ArrowCursor : Qt::IBeamCursor);
    updateGeometry();
    update();
}

QSize SearchButton::sizeHint() const
{
    return m_iconOnly ? minimumSizeHint() : QSize(m_theme->scaled(290), m_theme->scaled(32));
}

QSize SearchButton::minimumSizeHint() const
{
    if (m_iconOnly)
        return {m_theme->scaled(32), m_theme->scaled(32)};
    const int text = QFontMetrics(m_theme->font(TextStyle::Body)).horizontalAdvance(this->text());
    return {11 + m_theme->scaled(14) + 8 + text + 12 + KeyCap::size(m_keys, *m_theme).width() + 10,
            m_theme->scaled(32)};
}

void SearchButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Token fill = underMouse() ? Token::ControlHover : Token::SurfaceAlt;
    paintBox(&painter, rect(), 6, m_theme->color(fill), m_theme->color(Token::Border));
    if (hasFocus())
        paintFocusRing(&painter, rect(), 6, *m_theme);
    const int icon = m_theme->scaled(14);
    if (m_iconOnly) {
        paintIcon(&painter, rect(), u"search"_s, icon, Token::Text2, *m_theme);
        return;
    }
    const auto place = [this](const QRect &box) {
        return QStyle::visualRect(layoutDirection(), rect(), box);
    };
    paintIcon(&painter, place(QRect(11, 0, icon, height())), u"search"_s, icon, Token::Text2, *m_theme);
    const QSize cap = KeyCap::size(m_keys, *m_theme);
    const int left = 11 + icon + 7;
    painter.setFont(m_theme->font(TextStyle::Body));
    painter.setPen(m_theme->color(Token::Text3));
    painter.drawText(place(QRect(left, 0, width() - left - cap.width() - 18, height())),
                     Qt::AlignVCenter | Qt::TextSingleLine, text());
    KeyCap::paint(&painter, place(QRect(QPoint(width() - cap.width() - 10, (height() - cap.height()) / 2), cap)),
                  m_keys, Token::Border, Token::Text2, *m_theme);
}

void SearchButton::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void SearchButton::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

} // namespace stashdeck
