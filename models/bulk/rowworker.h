// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/bulk/rowwork.h"

namespace stashdeck {

enum class BulkAim { Apply, Undo };

/// Does the rows and writes what came of them into the journal, whoever waits for it.
[[nodiscard]] QCoro::Task<RowsOutcome> workedRows(RowWork work, BulkAim aim);

} // namespace stashdeck
