// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/valueeditor.h"

#include "models/values/stringdocument.h"
#include "ui/values/stringeditor.h"

namespace stashdeck {

ValueEditor *makeValueEditor(const Theme *theme, KeyActions *actions, ValueDocument *document, QWidget *parent)
{
    const Environment environment = actions->session()->profile().environment;
    if (auto *string = qobject_cast<StringDocument *>(document))
        return new StringEditor(theme, string, environment, parent);
    return nullptr;
}

} // namespace stashdeck
