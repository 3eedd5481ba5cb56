// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/bulk/bulkplan.h"
#include "models/bulk/journalrow.h"
#include "models/rest/command.h"

namespace stashdeck {

/// What a run sends for these rows, for a person to read: the commands without their payloads.
[[nodiscard]] QList<Command> exampleCommands(const BulkPlan &plan, const QList<JournalRow> &rows);

} // namespace stashdeck
