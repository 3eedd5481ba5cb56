// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/flowlayout.h"

#include <QStyle>
#include <QWidget>

namespace stashdeck {

FlowLayout::FlowLayout(QWidget *parent, int spacing, int lineSpacing)
    : QLayout(parent)
    , m_lineSpacing(lineSpacing)
{
    setContentsMargins(0, 0, 0, 0);
    setSpacing(spacing);
}

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
}

void FlowLayout::addItem(QLayoutItem *item)
{
    m_items.append(item);
    invalidate();
}

QLayoutItem *FlowLayout::itemAt(int index) const
{
    return index >= 0 && index < m_items.size() ? m_items.at(index) : nullptr;
}

QLayoutItem *FlowLayout::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

void FlowLayout::setCentered(bool centered)
{
    m_centered = centered;
    invalidate();
}

int FlowLayout::heightForWidth(int width) const
{
    return place(QRect(0, 0, width, 0), false);
}

QSize FlowLayout::minimumSize() const
{
    QSize size(0, 0);
    for (const QLayoutItem *item : m_items) {
        if (!item->isEmpty())
            size = size.expandedTo(item->minimumSize());
    }
    const QMargins margins = contentsMargins();
    return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom());
}

QSize FlowLayout::sizeHint() const
{
    QSize size(0, 0);
    for (const QLayoutItem *item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize hint = item->sizeHint();
        size.rwidth() += hint.width() + (size.width() > 0 ? spacing() : 0);
        size.setHeight(std::max(size.height(), hint.height()));
    }
    const QMargins margins = contentsMargins();
    return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom());
}

void FlowLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    place(rect, true);
}

int FlowLayout::place(const QRect &rect, bool move) const
{
    const QRect inside = rect.marginsRemoved(contentsMargins());
    const Qt::LayoutDirection direction
        = parentWidget() != nullptr ? parentWidget()->layoutDirection() : Qt::LeftToRight;
    int top = inside.top();
    qsizetype from = 0;
    while (from < m_items.size()) {
        int width = 0;
        int height = 0;
        qsizetype to = from;
        for (; to < m_items.size(); ++to) {
            if (m_items.at(to)->isEmpty())
                continue;
            const QSize hint = m_items.at(to)->sizeHint();
            const int wanted = width + hint.width() + (width > 0 ? spacing() : 0);
            if (wanted > inside.width() && width > 0)
                break;
            width = wanted;
            height = std::max(height, hint.height());
        }
        int left = inside.left() + (m_centered ? std::max(0, (inside.width() - width) / 2) : 0);
        for (; from < to; ++from) {
            QLayoutItem *item = m_items.at(from);
            if (item->isEmpty())
                continue;
            const QSize hint = item->sizeHint();
            const QRect box(left, top + (height - hint.height()) / 2, std::min(hint.width(), inside.width()),
                            hint.height());
            if (move)
                item->setGeometry(QStyle::visualRect(direction, inside, box));
            left += hint.width() + spacing();
        }
        if (width > 0)
            top += height + m_lineSpacing;
    }
    const int used = top > inside.top() ? top - m_lineSpacing - inside.top() : 0;
    return used + contentsMargins().top() + contentsMargins().bottom();
}

} // namespace stashdeck
