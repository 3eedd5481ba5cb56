// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/bulk/rowwork.h"

namespace stashdeck {

/// Gives rows their `target` as name, never over a key that exists.
[[nodiscard]] QCoro::Task<RowsOutcome> renameRows(RowWork work);
/// The inverse: from `target` back to the old name, never over a key that exists.
[[nodiscard]] QCoro::Task<RowsOutcome> renameRowsBack(RowWork work);

} // namespace stashdeck
