// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/transfer/transferentry.h"

#include <QByteArrayView>

#include <optional>

namespace stashdeck {

/// An entry as one JSON object, without a line end:
///
///   {"key":K,"type":"string","expiresAt":1763388120000,"value":B}
///   {"key":K,"type":"hash","fields":[[B,B],[B,B,1763388120000],[B,{"hidden":true}]]}      field, value, its own expiry
///   {"key":K,"type":"list","items":[B,…]}            {"key":K,"type":"set","members":[B,…]}
///   {"key":K,"type":"zset","members":[[B,"1.5"],…]}  the score as the text that Redis gives
///   {"key":K,"type":"stream","entries":[["1-0",[B,B,…]],…],"lastId":"1-0","added":1,"maxDeletedId":"0-0",
///    "groups":[{"name":B,"lastId":"1-0","read":1,"consumers":[B,…],"pending":[["1-0",B,1763388120000,1],…]}]}
///   {"key":K,"type":"ReJSON-RL","json":B}            the document's text, exactly
///
/// K and B are bytes: a JSON string when they are UTF-8, else {"b64":"…"} (RFC 4648 §4 with padding). Without
/// "expiresAt" a key lives for ever. "count" has the number of elements. A large key takes several lines, one after the
/// other: each has "part", counted from 0, and all but the last have "more":true; a string's parts are put together.
/// "hidden" with a number says that so many places in the value hold "[hidden]" instead of what was there.
void appendEntryJson(QByteArray &out, const TransferEntry &entry);

/// The inverse. Nothing, and a word on what is wrong in `problem`, for anything else.
[[nodiscard]] std::optional<TransferEntry> entryFromJson(QByteArrayView json, QString &problem);

/// What stands where a value was hidden.
inline constexpr char hiddenMask[] = "[hidden]";

} // namespace stashdeck
