// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rest/reply.h"

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace stashdeck {

/// How the server writes the strings of a result.
enum class StringEncoding {
    Base64, ///< as asked for: every string but the literal OK
    Plain, ///< a server that does not know the header
};

/// One entry of an answer: what `{"result":…}` or `{"error":"…"}` holds.
struct Envelope {
    Reply reply;
    std::optional<QByteArray> error; ///< the server's words, UTF-8
};

/// What the body of an answer says. A body is understood whole or not at all, except that the complete entries of a
/// pipeline's answer that was cut are kept: these commands are known.
struct ParsedBody {
    bool complete = false; ///< the whole body was the expected envelope and nothing else
    bool isArray = false; ///< an array of envelopes; else at most one entry
    std::vector<Envelope> entries;
    bool truncated = false; ///< not complete because it ends too early
    QString problem; ///< why it is not complete; technical, in English, holds none of the body's text
    /// Strings that should have been base64 and were not (kept raw, as Undecodable).
    qsizetype undecodable = 0;
    /// True when a string was decoded that a server without base64 could have sent as it is.
    bool holdsText = false;
};

/// Reads a whole body, in place, without recursion (depth limit 512). Integers are exact; a number that is no 64-bit
/// integer becomes a String of its own characters; true and false become 1 and 0. Thread-safe.
[[nodiscard]] ParsedBody parseBody(QByteArrayView body, StringEncoding encoding);

inline constexpr int replyDepthLimit = 512;

} // namespace stashdeck
