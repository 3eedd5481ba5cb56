// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyspace/keylistview.h"

#include "models/keyspace/keylistmodel.h"
#include "ui/keyspace/keyviewsetup.h"

#include <QHeaderView>
#include <QKeyEvent>

namespace stashdeck {

KeyListView::KeyListView(const Theme *theme, QWidget *parent)
    : QTableView(parent)
    , m_theme(theme)
{
    setUpKeyRows(this);
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    horizontalHeader()->hide();
    horizontalHeader()->setMinimumSectionSize(20);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(10);
    applyRowHeight();
    connect(theme, &Theme::changed, this, &KeyListView::applyRowHeight);
}

void KeyListView::applyRowHeight()
{
    if (verticalHeader()->defaultSectionSize() != m_theme->treeRow())
        verticalHeader()->setDefaultSectionSize(m_theme->treeRow());
}

void KeyListView::keyboardSearch(const QString &search)
{
    const auto *keys = qobject_cast<const KeyListModel *>(model());
    if (keys == nullptr)
        return;
    if (search.isEmpty() || !m_sinceTyped.isValid() || m_sinceTyped.elapsed() > QApplication::keyboardInputInterval())
        m_typed.clear();
    m_sinceTyped.start();
    m_typed += search;
    if (const QModelIndex found = keys->firstWithPrefix(m_typed.toUtf8()); found.isValid())
        setCurrentIndex(found);
}

void KeyListView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    emit resized();
}

void KeyListView::keyPressEvent(QKeyEvent *event)
{
    // In a table of whole rows left and right have no meaning, and Home and End mean the ends of the list.
    switch (event->key()) {
    case Qt::Key_Home:
        setCurrentIndex(model()->index(0, 0));
        return;
    case Qt::Key_End:
        setCurrentIndex(model()->index(model()->rowCount() - 1, 0));
        return;
    case Qt::Key_Left:
    case Qt::Key_Right:
        event->ignore();
        return;
    default:
        QTableView::keyPressEvent(event);
    }
}

} // namespace stashdeck
