// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/actionregistry.h"

#include <array>

class QMenu;
class QMenuBar;

namespace stashdeck {

/// Fills the menu bar from the registry: the window's own actions and those of the current page. A menu without an
/// entry is not shown. Groups are set apart by separators.
class WindowMenus final : public QObject {
    Q_OBJECT

public:
    WindowMenus(QMenuBar *bar, const ActionRegistry *registry, QObject *parent = nullptr);

    /// The page whose actions are shown; ActionRegistry::startPage for that one.
    void setPage(int page);
    [[nodiscard]] QMenu *menu(MenuId id) const { return m_menus.at(size_t(id)); }

private:
    void rebuild();
    void hideEmptyMenus();

    const ActionRegistry *m_registry;
    std::array<QMenu *, menuCount> m_menus{};
    int m_page = ActionRegistry::startPage;
};

} // namespace stashdeck
