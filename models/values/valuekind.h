// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace stashdeck {

/// The Redis types as a value is read and edited. A server may have more: those are Unknown and are shown by the name
/// it gives them.
enum class ValueKind { None, String, Hash, List, Set, SortedSet, Stream, Json, Unknown };

/// From the answer to TYPE ("zset", "none", "ReJSON-RL"); an empty name is None.
[[nodiscard]] ValueKind valueKindOf(QByteArrayView typeName);
/// As TYPE says it; empty for Unknown.
[[nodiscard]] QByteArray typeNameOf(ValueKind kind);
/// True for the types that are read a page of elements at a time.
[[nodiscard]] constexpr bool isCollection(ValueKind kind)
{
    return kind == ValueKind::Hash || kind == ValueKind::List || kind == ValueKind::Set || kind == ValueKind::SortedSet
        || kind == ValueKind::Stream;
}

} // namespace stashdeck
