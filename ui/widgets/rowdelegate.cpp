// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rowdelegate.h"

#include "ui/widgets/painting.h"

#include <QAbstractItemView>
#include <QPainter>

namespace stashdeck {

RowDelegate::RowDelegate(const Theme *theme, Row row, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_row(row)
{
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width(),
            m_row == Row::Tree ? m_theme->treeRow() : m_theme->tableRow()};
}

Token RowDelegate::textToken(const QStyleOptionViewItem &option, Token normal)
{
    const bool strong = option.state.testFlag(QStyle::State_Selected) && option.state.testFlag(QStyle::State_Active);
    return strong && normal == Token::Text ? Token::SelectionText : normal;
}

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const bool focused
        = view == nullptr || view->hasFocus() || (view->viewport() != nullptr && view->viewport()->hasFocus());
    if (selected)
        painter->fillRect(option.rect, m_theme->color(focused ? Token::Selection : Token::SelectionInactive));
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, m_theme->color(Token::ControlHover));
    else if (m_row == Row::Table)
        painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                          m_theme->color(Token::BorderSoft));
    if (index.column() == 0 && isMarked(index)) {
        const QRect row(view != nullptr ? 0 : option.rect.left(), option.rect.top(),
                        view != nullptr ? view->viewport()->width() : option.rect.width(), option.rect.height());
        painter->fillRect(QStyle::visualRect(option.direction, row, QRect(row.topLeft(), QSize(3, row.height()))),
                          m_theme->color(Token::Accent));
    }
    QStyleOptionViewItem inner = option;
    inner.state.setFlag(QStyle::State_Active, focused);
    paintContent(painter, inner, index);
    if (!selected && focused && view != nullptr && view->currentIndex().row() == index.row()
        && view->currentIndex().parent() == index.parent()) {
        // The current row that is not selected, after Ctrl+arrow: a quiet line tells where the keyboard is.
        painter->fillRect(QRect(option.rect.left(), option.rect.bottom() - 1, option.rect.width(), 2),
                          m_theme->color(Token::Focus));
    }
}

bool RowDelegate::isMarked(const QModelIndex &) const
{
    return false;
}

void RowDelegate::paintContent(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setFont(m_theme->font(TextStyle::Body));
    painter->setPen(m_theme->color(textToken(option)));
    const QRect box = option.rect.adjusted(10, 0, -10, 0);
    const QString text = painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, box.width());
    const QVariant wanted = index.data(Qt::TextAlignmentRole);
    const Qt::Alignment alignment = wanted.isValid() ? static_cast<Qt::Alignment>(wanted.toInt())
                                                     : Qt::Alignment(Qt::AlignLeft | Qt::AlignVCenter);
    painter->drawText(box, static_cast<int>(QStyle::visualAlignment(option.direction, alignment)), text);
    painter->restore();
}

} // namespace stashdeck
