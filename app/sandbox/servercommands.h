// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/keyspacecommands.h"
#include "app/sandbox/plan.h"

namespace stashdeck::sandbox {

struct Options;

/// What a tenant of the service sees of its server: ACL, COMMAND, CONFIG, INFO, MEMORY, PUBSUB, SELECT, WAIT. `options`
/// and `ownHits` must outlive the planners.
void addServerCommands(Planners &planners, const Options &options, const OwnHits &ownHits);

} // namespace stashdeck::sandbox
