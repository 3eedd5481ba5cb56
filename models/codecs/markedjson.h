// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/codecs/budget.h"
#include "models/codecs/jsontext.h"
#include "models/codecs/node.h"

namespace stashdeck {

/// JSON that loses nothing of a tree format. What JSON has no word for is an object with one key that begins with "$":
///
///     {"$binary": "3q2+7w=="}             bytes (Base64)
///     {"$text": "/w=="}                   a text that is not UTF-8
///     {"$float": "NaN"}                   NaN, Infinity, -Infinity
///     {"$float32": 1.5} {"$float16": 1}   a number of that width
///     {"$map": [[1, "one"], [2, "two"]]}  a map with keys that are no text, or that looks like one of these
///     {"$ext": [5, {"$binary": "AA=="}]}  and other marks of a format, see its header
///
/// Whole numbers are integers of up to 64 bits; a real number always has a point or an exponent. Invisible characters
/// in texts are escaped. The order of maps and keys that occur twice are kept.
/// `ownNumbers` prints reals in the text that the format stored.
[[nodiscard]] QByteArray toMarkedJson(const Node &node, bool ownNumbers = false);

/// Why a text is not such JSON: not JSON at all, or a mark or a number that cannot be understood.
struct MarkedJsonIssue {
    enum class Kind {
        NotJson, ///< see `json`
        BadMark, ///< a "$…" object that is none of the above
        BadNumber, ///< a whole number over 64 bits, or a real one out of range
        BadText, ///< an escape of half a character
    };
    Kind kind = Kind::NotJson;
    JsonIssue json; ///< the place is set for every kind
};
[[nodiscard]] tl::expected<Node, MarkedJsonIssue> fromMarkedJson(QByteArrayView text);

} // namespace stashdeck
