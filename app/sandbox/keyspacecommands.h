// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/plan.h"

namespace stashdeck::sandbox {

/// Where the service's commands on keys differ from those of redis-server 7.0: SCAN … WITHTYPE, TYPE, UNLINK without
/// keys, HSCAN … NOVALUES, ZRANGE … LIMIT, COPY … DB, XREAD and XREADGROUP … BLOCK.
void addKeyspaceCommands(Planners &planners);

} // namespace stashdeck::sandbox
