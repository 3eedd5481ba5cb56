// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/palettefooter.h"

#include "ui/theme/theme.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/painting.h"

#include <QKeySequence>
#include <QPainter>
#include <QStyle>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

PaletteFooter::PaletteFooter(const Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_remark(tr("Searching loaded keys is free"))
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void PaletteFooter::setAlternate(const QString &text)
{
    if (m_alternate == text)
        return;
    m_alternate = text;
    update();
}

void PaletteFooter::setRemark(const QString &text)
{
    m_remark = text;
    update();
}

QSize PaletteFooter::sizeHint() const
{
    return {0, m_theme->scaled(35)};
}

void PaletteFooter::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    // Round below, like the frame around it.
    painter.save();
    painter.setClipRect(rect());
    paintBox(&painter, QRectF(rect()).adjusted(0, -8, 0, 0), 6, m_theme->color(Token::SurfaceAlt), {});
    painter.restore();
    painter.fillRect(QRect(0, 0, width(), 1), m_theme->color(Token::Border));

    const auto place = [this](const QRect &box) {
        return QStyle::visualRect(layoutDirection(), rect(), box);
    };
    painter.setFont(m_theme->font(TextStyle::Secondary));
    const QFontMetrics metrics = painter.fontMetrics();
    int x = 14;
    const auto cap = [&](const QKeySequence &keys) {
        const QSize size = KeyCap::size(keys, *m_theme);
        const QRect box = place(QRect(QPoint(x, (height() + 1 - size.height()) / 2), size));
        paintBox(&painter, box, 4, m_theme->color(Token::Surface), {});
        KeyCap::paint(&painter, box, keys, Token::Border, Token::Text2, *m_theme);
        x += size.width();
    };
    const auto arrows = [&] {
        const int side = m_theme->scaled(12);
        const QSize size(2 * side + 12, KeyCap::size(QKeySequence(Qt::Key_Enter), *m_theme).height());
        const QRect box = place(QRect(QPoint(x, (height() + 1 - size.height()) / 2), size));
        paintBox(&painter, box, 4, m_theme->color(Token::Surface), m_theme->color(Token::Border));
        const QRect inside = box.adjusted(5, 0, -5, 0);
        paintIcon(&painter, QRect(inside.topLeft(), QSize(side, size.height())), u"arrow-up"_s, side, Token::Text2,
                  *m_theme);
        paintIcon(&painter, QRect(inside.right() - side + 1, inside.top(), side, size.height()), u"arrow-down"_s, side,
                  Token::Text2, *m_theme);
        x += size.width();
    };
    const auto word = [&](const QString &text, int before, int after) {
        x += before;
        const int wide = metrics.horizontalAdvance(text) + 1;
        painter.setPen(m_theme->color(Token::Text2));
        painter.drawText(place(QRect(x, 1, wide, height() - 1)), Qt::AlignVCenter | Qt::TextSingleLine, text);
        x += wide + after;
    };
    arrows();
    word(tr("move"), 7, 15);
    cap(QKeySequence(Qt::Key_Enter));
    word(tr("open"), 7, 15);
    if (!m_alternate.isEmpty()) {
        cap(QKeySequence(Qt::CTRL | Qt::Key_Enter));
        word(m_alternate, 7, 15);
        cap(QKeySequence(Qt::Key_Tab));
        word(tr("more actions"), 7, 15);
    }
    const int wide = metrics.horizontalAdvance(m_remark) + 1;
    if (x + wide + 14 <= width()) {
        painter.setPen(m_theme->color(Token::Text2));
        painter.drawText(place(QRect(width() - 14 - wide, 1, wide, height() - 1)),
                         Qt::AlignVCenter | Qt::TextSingleLine, m_remark);
    }
}

} // namespace stashdeck
