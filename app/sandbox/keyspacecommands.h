// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/plan.h"

#include <atomic>

namespace stashdeck::sandbox {

/// Reads of our own that Redis counts as hits of the application; INFO leaves them out.
using OwnHits = std::atomic<long long>;

/// Where the service's commands on keys differ from those of redis-server 7.0: SCAN … WITHTYPE, TYPE, UNLINK without
/// keys, HSCAN … NOVALUES, ZRANGE … LIMIT, COPY … DB, XREAD and XREADGROUP … BLOCK.
void addKeyspaceCommands(Planners &planners, OwnHits &hits);

} // namespace stashdeck::sandbox
