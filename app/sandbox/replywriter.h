// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/redisconnection.h"

#include <string>
#include <string_view>

namespace stashdeck::sandbox {

enum class ReplyFormat {
    Json,
    Base64, ///< JSON whose strings are base64, except the top-level status OK and error texts
    Resp2,
};

/// A JSON string literal; bytes that are not UTF-8 become U+FFFD, as the service does.
void appendJsonString(std::string &out, std::string_view bytes);
void appendBase64(std::string &out, std::string_view bytes);
/// {"error":"…"}
void appendErrorObject(std::string &out, std::string_view message);
/// {"result":…} or {"error":"…"}
void appendReplyObject(std::string &out, const redisReply &reply, bool base64);
void appendResp(std::string &out, const redisReply &reply);

} // namespace stashdeck::sandbox
