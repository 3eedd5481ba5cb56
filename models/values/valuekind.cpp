// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/valuekind.h"

namespace stashdeck {

namespace {

struct Name {
    const char *name;
    ValueKind kind;
};
constexpr Name names[] = {
    {"none", ValueKind::None},     {"string", ValueKind::String}, {"hash", ValueKind::Hash},
    {"list", ValueKind::List},     {"set", ValueKind::Set},       {"zset", ValueKind::SortedSet},
    {"stream", ValueKind::Stream}, {"json", ValueKind::Json},     {"ReJSON-RL", ValueKind::Json},
};

} // namespace

ValueKind valueKindOf(QByteArrayView typeName)
{
    if (typeName.isEmpty())
        return ValueKind::None;
    for (const Name &name : names) {
        if (typeName == QByteArrayView(name.name))
            return name.kind;
    }
    return ValueKind::Unknown;
}

QByteArray typeNameOf(ValueKind kind)
{
    for (const Name &name : names) {
        if (name.kind == kind)
            return name.name;
    }
    return {};
}

} // namespace stashdeck
