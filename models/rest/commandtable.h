// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rest/command.h"

#include <span>
#include <string_view>

namespace stashdeck {

/// What is known about a command by its name alone.
struct CommandFacts {
    std::string_view name; ///< upper case; a container's subcommand after a space: "XGROUP CREATE"
    CommandClass commandClass;
};

/// Every command of Redis 7 and 8 and Upstash's own, sorted by name. Data: a test compares it with a real server.
[[nodiscard]] std::span<const CommandFacts> commandTable();

/// The entry of a name, or nothing.
[[nodiscard]] const CommandFacts *factsOf(std::string_view name);

} // namespace stashdeck
