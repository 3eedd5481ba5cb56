// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/plan.h"

#include <string>
#include <string_view>

namespace stashdeck::sandbox {

/// Compare-and-set for servers before redis 8.4: SET … IFEQ|IFNE|IFDEQ|IFDNE, DELEX and DIGEST, each atomic.
void addConditionalCommands(Planners &planners);

/// XXH3-64 as the service prints it: 16 lowercase hexadecimal digits.
[[nodiscard]] std::string valueDigest(std::string_view value);

} // namespace stashdeck::sandbox
