// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/plan.h"

namespace stashdeck::sandbox {

struct Options;

/// What a tenant of the service sees of its server: ACL, COMMAND, CONFIG, INFO, MEMORY, PUBSUB, SELECT, WAIT. `options`
/// must outlive the planners.
void addServerCommands(Planners &planners, const Options &options);

} // namespace stashdeck::sandbox
