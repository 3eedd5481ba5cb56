// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/copyasentry.h"

#include "ui/snippets/copyasmenu.h"

namespace stashdeck {

void addCopyAs(QMenu *menu, const SnippetSubject &elements, std::function<void(const Notice &)> told)
{
    auto *copyAs = new CopyAsMenu([elements] { return elements; }, menu);
    QObject::connect(copyAs, &CopyAsMenu::copied, menu, [told = std::move(told)](const QString &words) {
        Notice notice;
        notice.text = words;
        told(notice);
    });
    menu->addMenu(copyAs)->setEnabled(!elements.words.isEmpty());
}

} // namespace stashdeck
