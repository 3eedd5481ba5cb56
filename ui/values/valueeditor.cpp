// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/valueeditor.h"

#include "models/values/jsondocument.h"
#include "models/values/listdocument.h"
#include "models/values/mapdocument.h"
#include "models/values/streamdocument.h"
#include "models/values/stringdocument.h"
#include "ui/values/jsoneditor.h"
#include "ui/values/listeditor.h"
#include "ui/values/mapeditor.h"
#include "ui/values/streameditor.h"
#include "ui/values/stringeditor.h"

namespace stashdeck {

ValueEditor *makeValueEditor(const Theme *theme, KeyActions *actions, ValueDocument *document, QWidget *parent)
{
    const Environment environment = actions->session()->profile().environment;
    if (auto *string = qobject_cast<StringDocument *>(document))
        return new StringEditor(theme, string, environment, parent);
    if (auto *json = qobject_cast<JsonDocument *>(document))
        return new JsonEditor(theme, actions, json, parent);
    if (auto *map = qobject_cast<MapDocument *>(document))
        return new MapEditor(theme, actions, map, parent);
    if (auto *list = qobject_cast<ListDocument *>(document))
        return new ListEditor(theme, actions, list, parent);
    if (auto *stream = qobject_cast<StreamDocument *>(document))
        return new StreamEditor(theme, actions, stream, parent);
    return nullptr;
}

} // namespace stashdeck
