// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyspace/keychooser.h"

#include "models/keyspace/keyspace.h"
#include "ui/keyspace/keylistview.h"
#include "ui/keyspace/keyrow.h"
#include "ui/keyspace/keyrowdelegate.h"
#include "ui/keyspace/keytreeview.h"

#include <QKeyEvent>
#include <QMouseEvent>

namespace stashdeck {

namespace {
/// A tree is walked row by row; nobody sees more open rows than these.
constexpr int mostRowsWalked = 200'000;
} // namespace

KeyChooser::KeyChooser(Keyspace *keyspace, KeyTreeView *tree, KeyListView *list, QObject *parent)
    : QObject(parent)
    , m_keyspace(keyspace)
    , m_tree(tree)
    , m_list(list)
{
    for (QAbstractItemView *view : {static_cast<QAbstractItemView *>(tree), static_cast<QAbstractItemView *>(list)}) {
        view->installEventFilter(this);
        view->viewport()->installEventFilter(this);
    }
}

void KeyChooser::setChecked(const QModelIndex &index, bool checked)
{
    if (!isKey(index) && !isFolder(index))
        return;
    const Qt::CheckState state = checked ? Qt::Checked : Qt::Unchecked;
    const_cast<QAbstractItemModel *>(index.model())->setData(index, state, Qt::CheckStateRole);
}

void KeyChooser::toggle(const QModelIndex &index)
{
    const QModelIndex row = index.siblingAtColumn(KeyNameColumn);
    setChecked(row, row.data(Qt::CheckStateRole).toInt() != Qt::Checked);
    m_anchor = row;
    m_extent = 0;
}

bool KeyChooser::eventFilter(QObject *watched, QEvent *event)
{
    for (QAbstractItemView *view :
         {static_cast<QAbstractItemView *>(m_tree), static_cast<QAbstractItemView *>(m_list)}) {
        if (watched == view && event->type() == QEvent::KeyPress)
            return keyed(view, static_cast<QKeyEvent *>(event));
        if (watched != view->viewport())
            continue;
        switch (event->type()) {
        case QEvent::MouseButtonPress:
            m_swallowsRelease = pressed(view, static_cast<QMouseEvent *>(event));
            return m_swallowsRelease;
        case QEvent::MouseButtonDblClick:
            // The second half of two quick clicks on boxes or with Ctrl held.
            m_swallowsRelease = pressed(view, static_cast<QMouseEvent *>(event));
            return m_swallowsRelease;
        case QEvent::MouseButtonRelease:
            return std::exchange(m_swallowsRelease, false);
        default:
            break;
        }
    }
    return QObject::eventFilter(watched, event);
}

bool KeyChooser::pressed(QAbstractItemView *view, const QMouseEvent *event)
{
    const QPoint at = event->position().toPoint();
    const QModelIndex index = view->indexAt(at).siblingAtColumn(KeyNameColumn);
    if (event->button() == Qt::RightButton)
        return true; // a menu is about to open: nothing moves
    if (event->button() != Qt::LeftButton || (!isKey(index) && !isFolder(index)))
        return false;
    const auto *delegate = qobject_cast<const KeyRowDelegate *>(view->itemDelegate());
    const bool isOnBox = delegate != nullptr && delegate->boxRect(view->visualRect(index), index).contains(at);
    if (event->modifiers().testFlag(Qt::ShiftModifier)) {
        const QModelIndex current = view->currentIndex().siblingAtColumn(KeyNameColumn);
        const QPersistentModelIndex from = m_anchor.isValid() && m_anchor.model() == view->model()
            ? m_anchor
            : QPersistentModelIndex(current.isValid() ? current : index);
        setRange(view, from, index);
        view->setCurrentIndex(index);
        m_anchor = from;
    } else if (event->modifiers().testFlag(Qt::ControlModifier) || isOnBox) {
        toggle(index);
        view->setCurrentIndex(index);
    } else {
        m_anchor = index;
        m_extent = 0;
        return false;
    }
    view->setFocus(Qt::MouseFocusReason);
    m_extent = 0;
    return true;
}

void KeyChooser::setRange(QAbstractItemView *view, const QModelIndex &from, const QModelIndex &to)
{
    if (view == m_list) {
        m_keyspace->listModel()->setRangeChecked(from, to, true);
        return;
    }
    const bool isDown = m_tree->visualRect(from).top() <= m_tree->visualRect(to).top();
    const QModelIndex last = isDown ? to : from;
    QModelIndexList rows;
    int walked = 0;
    for (QModelIndex index = isDown ? from : to; index.isValid() && walked < mostRowsWalked;
         index = m_tree->indexBelow(index).siblingAtColumn(KeyNameColumn), ++walked) {
        // An open folder stands for its rows, which are passed one by one.
        if (isKey(index) || (isFolder(index) && !m_tree->isExpanded(index)))
            rows.append(index);
        if (index == last)
            break;
    }
    m_keyspace->treeModel()->setChecked(rows, true);
}

void KeyChooser::extend(QAbstractItemView *view, int by)
{
    const QModelIndex current = view->currentIndex().siblingAtColumn(KeyNameColumn);
    if (!current.isValid())
        return;
    QModelIndex next;
    if (view == m_list)
        next = m_list->model()->index(current.row() + by, KeyNameColumn);
    else
        next = (by > 0 ? m_tree->indexBelow(current) : m_tree->indexAbove(current)).siblingAtColumn(KeyNameColumn);
    if (!isKey(next) && !isFolder(next))
        return;
    if (m_extent == 0)
        m_anchor = current;
    const bool isBack = (m_extent > 0 && by < 0) || (m_extent < 0 && by > 0);
    if (isBack) {
        setChecked(current, false);
    } else {
        setChecked(current, true);
        setChecked(next, true);
    }
    const int extent = m_extent + by;
    view->setCurrentIndex(next);
    m_extent = extent;
}

bool KeyChooser::keyed(QAbstractItemView *view, const QKeyEvent *event)
{
    const QModelIndex current = view->currentIndex().siblingAtColumn(KeyNameColumn);
    const Qt::KeyboardModifiers modifiers = event->modifiers() & ~Qt::KeypadModifier;
    switch (event->key()) {
    case Qt::Key_Space:
        if ((modifiers != Qt::NoModifier && modifiers != Qt::ControlModifier) || !current.isValid())
            return false;
        toggle(current);
        return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (modifiers == Qt::ShiftModifier) {
            extend(view, event->key() == Qt::Key_Down ? 1 : -1);
            return true;
        }
        m_extent = 0;
        m_anchor = QPersistentModelIndex();
        return false;
    case Qt::Key_Escape:
        if (m_keyspace->checkedKeys()->isEmpty())
            return false;
        m_keyspace->checkedKeys()->clear();
        return true;
    default:
        return false;
    }
}

} // namespace stashdeck
