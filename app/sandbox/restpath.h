// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/redisconnection.h"

#include <optional>
#include <string>
#include <string_view>

namespace stashdeck::sandbox {

/// A request target taken apart: decoded path segments, then the query as further arguments in its order (name, then
/// value unless it is a bare flag), without `_token`.
struct RestPath {
    Arguments segments;
    Arguments query;
    std::optional<std::string> token;
};

[[nodiscard]] RestPath parseTarget(std::string_view target);
[[nodiscard]] std::string percentDecoded(std::string_view part, bool plusIsSpace);

} // namespace stashdeck::sandbox
