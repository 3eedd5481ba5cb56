// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QKeySequence>
#include <QWidget>

namespace stashdeck {

/// An action of `page`, which owns it; its keys work while the page, or something in it, has the focus.
[[nodiscard]] inline QAction *makePageAction(QWidget *page, const QString &name, const QString &text,
                                             const QList<QKeySequence> &keys = {})
{
    auto *action = new QAction(text, page);
    action->setObjectName(name);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    page->addAction(action);
    return action;
}

} // namespace stashdeck
