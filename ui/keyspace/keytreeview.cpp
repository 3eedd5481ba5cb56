// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyspace/keytreeview.h"

#include "ui/keyspace/keyviewsetup.h"
#include "ui/widgets/painting.h"

#include <QHeaderView>
#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {
constexpr int indent = 18;
constexpr int chevron = 14;
} // namespace

KeyTreeView::KeyTreeView(const Theme *theme, QWidget *parent)
    : QTreeView(parent)
    , m_theme(theme)
{
    setUpKeyRows(this);
    setUniformRowHeights(true);
    setIndentation(indent);
    setHeaderHidden(true);
    setAllColumnsShowFocus(true);
    setAnimated(false);
    header()->setStretchLastSection(false);
    header()->setMinimumSectionSize(20);
}

void KeyTreeView::drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const
{
    // The delegate paints from its cell on; the part before it gets the same background.
    const bool focused = hasFocus() || viewport()->hasFocus();
    if (selectionModel() != nullptr && selectionModel()->isSelected(index)) {
        painter->fillRect(rect, m_theme->color(focused ? Token::Selection : Token::SelectionInactive));
    } else if (const QPoint mouse = viewport()->mapFromGlobal(QCursor::pos());
               viewport()->underMouse() && mouse.y() >= rect.top() && mouse.y() <= rect.bottom()) {
        painter->fillRect(rect, m_theme->color(Token::ControlHover));
    }
    if (!model()->hasChildren(index))
        return;
    const int size = m_theme->scaled(chevron);
    const QRect box(rect.right() + 1 - indent + 8, rect.top(), size, rect.height());
    paintIcon(painter, box, isExpanded(index) ? u"chevron-down"_s : u"chevron-right"_s, size, Token::Text2, *m_theme);
}

void KeyTreeView::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    emit resized();
}

} // namespace stashdeck
