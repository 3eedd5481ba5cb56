// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyspace/columnhead.h"

#include "ui/widgets/painting.h"

#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {
constexpr int arrow = 12;
constexpr int gap = 2;
} // namespace

ColumnHead::ColumnHead(const Theme *theme, const QString &text, QWidget *parent)
    : QPushButton(text, parent)
    , m_theme(theme)
{
    setFlat(true);
    nameForReaders();
}

void ColumnHead::setOrder(std::optional<Qt::SortOrder> order)
{
    m_order = order;
    nameForReaders();
    update();
}

void ColumnHead::nameForReaders()
{
    setAccessibleName(!m_order                             ? tr("Sort by %1").arg(text())
                          : *m_order == Qt::AscendingOrder ? tr("%1, sorted upwards").arg(text())
                                                           : tr("%1, sorted downwards").arg(text()));
}

int ColumnHead::textWidth() const
{
    return QFontMetrics(m_theme->font(TextStyle::Secondary)).horizontalAdvance(text())
        + (m_order ? gap + m_theme->scaled(arrow) : 0);
}

QSize ColumnHead::sizeHint() const
{
    return {textWidth() + 8, m_theme->scaled(24)};
}

void ColumnHead::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    if (isEnabled() && hasFocus())
        paintFocusRing(&painter, rect(), 4, *m_theme);
    QRect box = rect();
    if (m_order) {
        const int side = m_theme->scaled(arrow);
        paintIcon(&painter, QRect(box.right() + 1 - side, box.top(), side, box.height()),
                  *m_order == Qt::AscendingOrder ? u"arrow-up"_s : u"arrow-down"_s, side, Token::AccentText, *m_theme);
        box.setRight(box.right() - side - gap);
    }
    painter.setFont(m_theme->font(TextStyle::Secondary));
    painter.setPen(m_theme->color(m_order || (isEnabled() && underMouse()) ? Token::Text : Token::Text2));
    painter.drawText(box, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, text());
}

} // namespace stashdeck
