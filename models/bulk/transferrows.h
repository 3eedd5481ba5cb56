// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/bulk/rowwork.h"

namespace stashdeck {

/// Copies rows to another database under their `target` names with the time they have left: DUMP there, RESTORE here;
/// where the formats do not fit, the value is taken apart and built again. A move then reads the copy back, compares
/// it, and removes the original only where it is still what was copied.
[[nodiscard]] QCoro::Task<RowsOutcome> transferRows(RowWork work);

} // namespace stashdeck
