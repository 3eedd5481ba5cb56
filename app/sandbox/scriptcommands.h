// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/plan.h"

namespace stashdeck::sandbox {

class ScriptAliases;

/// EVAL and its family, SCRIPT and FUNCTION. `aliases` must outlive the planners.
void addScriptCommands(Planners &planners, ScriptAliases &aliases);

} // namespace stashdeck::sandbox
