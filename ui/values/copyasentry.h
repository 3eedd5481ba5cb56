// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/snippets/documentsubject.h"
#include "ui/widgets/notice.h"

class QMenu;

namespace stashdeck {

/// Puts "Copy as" for elements into a menu that is about them; what became of it goes to `told`.
void addCopyAs(QMenu *menu, const SnippetSubject &elements, std::function<void(const Notice &)> told);

} // namespace stashdeck
