// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/commandwriter.h"
#include "app/sandbox/shop.h"

#include <chrono>

namespace stashdeck::sandbox {

/// The named keys of the shop, by feature: caches with short lives, limiters of every layout, leaderboards, queues and
/// streams, and the odd ones (binary, hostile and huge). `now` is Unix time.
void writeShowcase(CommandWriter &writer, const Shop &shop, std::chrono::seconds now);

/// Shared with the traffic: `lb:weekly:2026-w47` for that day.
[[nodiscard]] std::string weeklyBoard(std::chrono::seconds now);

} // namespace stashdeck::sandbox
