// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/valuedocuments.h"

#include "models/values/jsondocument.h"
#include "models/values/listdocument.h"
#include "models/values/mapdocument.h"
#include "models/values/streamdocument.h"
#include "models/values/stringdocument.h"

namespace stashdeck {

std::unique_ptr<ValueDocument> makeValueDocument(ValueKind kind, Session *session, const QByteArray &key)
{
    switch (kind) {
    case ValueKind::String:
        return std::make_unique<StringDocument>(session, key);
    case ValueKind::Stream:
        return std::make_unique<StreamDocument>(session, key);
    case ValueKind::Hash:
    case ValueKind::Set:
    case ValueKind::SortedSet:
        return std::make_unique<MapDocument>(kind, session, key);
    case ValueKind::List:
        return std::make_unique<ListDocument>(session, key);
    case ValueKind::Json:
        return std::make_unique<JsonDocument>(session, key);
    case ValueKind::None:
    case ValueKind::Unknown:
        break;
    }
    return nullptr;
}

} // namespace stashdeck
