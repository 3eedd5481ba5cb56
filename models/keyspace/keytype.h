// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QMetaType>

namespace stashdeck {

/// What kind of value a key holds, as the server's TYPE and SCAN … WITHTYPE name it.
enum class KeyType : quint8 {
    Unknown, ///< not told yet
    String,
    Hash,
    List,
    Set,
    SortedSet,
    Stream,
    Json,
    Other, ///< a type of a module: shown, not opened
};
inline constexpr int keyTypeCount = 9;

/// "none" (no such key) and anything empty give Unknown; a word that is not in the table gives Other.
[[nodiscard]] KeyType keyTypeFromWord(QByteArrayView word);
/// The server's word: "string", "zset", "stream"… Empty for Unknown and Other.
[[nodiscard]] QByteArrayView wordOf(KeyType type);

} // namespace stashdeck

Q_DECLARE_METATYPE(stashdeck::KeyType)
