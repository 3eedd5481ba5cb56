// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"

#include <QByteArray>

#include <vector>

namespace stashdeck {

/// One decoded result. Strings are bytes; integers are exact 64-bit; a map came as a flat array.
struct Reply {
    enum class Kind {
        Nil,
        Integer,
        String, ///< `bytes`; a status such as OK too
        Array, ///< `items`
        Undecodable, ///< the server promised base64 and sent something else: `bytes` holds the raw text
    };
    Kind kind = Kind::Nil;
    qint64 integer = 0;
    QByteArray bytes;
    std::vector<Reply> items;

    [[nodiscard]] bool isNil() const { return kind == Kind::Nil; }
    [[nodiscard]] bool isArray() const { return kind == Kind::Array; }
    [[nodiscard]] bool isString() const { return kind == Kind::String; }
    [[nodiscard]] bool isInteger() const { return kind == Kind::Integer; }
    /// The integer, or a string that is one; else `fallback`.
    [[nodiscard]] qint64 toInteger(qint64 fallback = 0) const;

    [[nodiscard]] static Reply fromInteger(qint64 value);
    [[nodiscard]] static Reply fromString(QByteArray value);
    [[nodiscard]] static Reply fromArray(std::vector<Reply> values);
    friend bool operator==(const Reply &, const Reply &) = default;
};

/// One result for each command of a pipeline or transaction, in order.
using Replies = std::vector<Result<Reply>>;

} // namespace stashdeck
