// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/actionregistry.h"

#include <QString>

class QWidget;

namespace stashdeck {

/// A page of the window; counted from 0 in the order in which pages were added.
enum class PageId : int {};

/// What a page brings. Only pages that work are added; nothing else has an entry in the rail.
struct PageSpec {
    QString id; ///< stable, for the settings: "browser"
    QString title; ///< "Browser"
    QString icon; ///< a name of the theme's icon set: "folder-tree"
    QString section; ///< caption in the rail, as "Data"; empty for the first group
    QWidget *widget = nullptr; ///< the window takes ownership
    QList<ActionSpec> actions; ///< in the menus while the page is shown, always in the palette
};

} // namespace stashdeck
