// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyspace/keyviewsetup.h"

#include <QAbstractItemView>

namespace stashdeck {

void setUpKeyRows(QAbstractItemView *view)
{
    view->setSelectionMode(QAbstractItemView::SingleSelection);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view->setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    view->setContextMenuPolicy(Qt::CustomContextMenu);
    view->setTabKeyNavigation(false);
    view->setMouseTracking(true);
    view->setFrameShape(QFrame::NoFrame);
}

} // namespace stashdeck
