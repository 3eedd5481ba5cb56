// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/redisconnection.h"

#include <optional>
#include <string>

namespace stashdeck::sandbox {

/// redis://[user[:password]@]host[:port][/database] or unix:///path. Nothing, with one line in `error`, for anything
/// else; rediss:// is not spoken. The line never holds the password.
[[nodiscard]] std::optional<RedisAddress> parseRedisUrl(const std::string &url, std::string &error);

} // namespace stashdeck::sandbox
