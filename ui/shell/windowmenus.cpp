// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/windowmenus.h"

#include <QMenu>
#include <QMenuBar>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

WindowMenus::WindowMenus(QMenuBar *bar, const ActionRegistry *registry, QObject *parent)
    : QObject(parent)
    , m_registry(registry)
{
    const std::array<QString, menuCount> titles = {tr("&File"),     tr("&Edit"),  tr("&View"),   tr("&Key"),
                                                   tr("&Database"), tr("&Tools"), tr("&Window"), tr("&Help")};
    const std::array<const char *, menuCount> names
        = {"fileMenu", "editMenu", "viewMenu", "keyMenu", "databaseMenu", "toolsMenu", "windowMenu", "helpMenu"};
    for (size_t i = 0; i < titles.size(); ++i) {
        m_menus[i] = bar->addMenu(titles[i]);
        m_menus[i]->setObjectName(QLatin1StringView(names[i]));
        m_menus[i]->setToolTipsVisible(true);
    }
    connect(registry, &ActionRegistry::changed, this, &WindowMenus::rebuild);
    rebuild();
}

void WindowMenus::setPage(int page)
{
    if (m_page == page)
        return;
    m_page = page;
    rebuild();
}

void WindowMenus::rebuild()
{
    const QList<ActionRegistry::Entry> entries = m_registry->entries();
    for (size_t i = 0; i < m_menus.size(); ++i) {
        QMenu *menu = m_menus.at(i);
        // Actions are only taken out; separators belong to the menu and go.
        const QList<QAction *> old = menu->actions();
        for (QAction *action : old) {
            menu->removeAction(action);
            if (action->isSeparator() && action->parent() == menu)
                delete action;
        }
        QList<ActionRegistry::Entry> shown;
        QStringList groups; // each stays together where its first action came
        for (const ActionRegistry::Entry &entry : entries) {
            if (entry.menu != MenuId(i) || (entry.page != ActionRegistry::anyPage && entry.page != m_page))
                continue;
            shown.append(entry);
            if (!groups.contains(entry.group))
                groups.append(entry.group);
        }
        for (const QString &group : std::as_const(groups)) {
            if (!menu->actions().isEmpty())
                menu->addSeparator();
            for (const ActionRegistry::Entry &entry : std::as_const(shown)) {
                if (entry.group != group)
                    continue;
                menu->addAction(entry.action);
                connect(entry.action, &QAction::visibleChanged, this, &WindowMenus::hideEmptyMenus,
                        Qt::UniqueConnection);
            }
        }
    }
    hideEmptyMenus();
}

void WindowMenus::hideEmptyMenus()
{
    for (QMenu *menu : m_menus)
        menu->menuAction()->setVisible(!menu->isEmpty()); // a menu of hidden actions counts as empty
}

} // namespace stashdeck
