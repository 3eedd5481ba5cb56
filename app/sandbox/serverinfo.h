// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace stashdeck::sandbox {

/// One field of redis-server's INFO text, or empty.
[[nodiscard]] std::string_view infoField(std::string_view info, std::string_view field);
[[nodiscard]] long long infoNumber(std::string_view info, std::string_view field);

/// INFO with the service's sections and fields, from redis-server's INFO text. `section` in lower case; "default",
/// "all" and "everything" mean all, an unknown one gives just its heading. `ownHits` are taken off the hits.
[[nodiscard]] std::string serviceInfo(std::string_view redisInfo, std::string_view section, long long ownHits);

/// 1536 → "1.500K", as the service prints sizes.
[[nodiscard]] std::string humanBytes(long long bytes);

} // namespace stashdeck::sandbox
