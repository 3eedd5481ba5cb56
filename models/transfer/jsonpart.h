// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <vector>

namespace stashdeck {

/// A JSON text as a small tree of bytes: strings are decoded, numbers stay text. For the lines of our own files, not
/// for what a database holds.
struct JsonPart {
    static constexpr int deepest = 8;
    static constexpr qsizetype mostValues = 1'000'000;

    enum class Kind { Null, Bool, Number, Text, Array, Object };
    Kind kind = Kind::Null;
    QByteArray text; ///< of a Text; as it stands of a Number or Bool
    std::vector<JsonPart> items; ///< of an Array; of an Object: name, value, …

    /// The value of a name, or null. The last of several.
    [[nodiscard]] const JsonPart *find(QByteArrayView name) const;
    [[nodiscard]] std::optional<qint64> integer() const;
    [[nodiscard]] bool isTrue() const { return kind == Kind::Bool && text == "true"; }

    /// Nothing for a text that is not well-formed, not UTF-8, too deep, holds too many values or half a surrogate pair.
    [[nodiscard]] static std::optional<JsonPart> parse(QByteArrayView json);
};

/// The bytes of a JSON string with its quotes; nothing for half a surrogate pair.
[[nodiscard]] std::optional<QByteArray> jsonStringBytes(QByteArrayView token);
/// Appends bytes that are UTF-8 as a JSON string.
void appendJsonString(QByteArray &out, QByteArrayView utf8);

} // namespace stashdeck
