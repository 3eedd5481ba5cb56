// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/bulk/rowwork.h"

namespace stashdeck {

/// Deletes rows so that each can be taken back: one request reads DUMP and PTTL of all, the journal holds them on disk,
/// and then one request removes those that are still what was copied. What changed in between waits for a later pass.
/// Where the server has no scripts, or none that can hash, the second request is a transaction that reads each key
/// again as it removes it: what changed in between is removed too, and its newest value is what is kept.
[[nodiscard]] QCoro::Task<RowsOutcome> deleteRowsWithCopies(RowWork work);

/// Deletes for good, many keys a command.
[[nodiscard]] QCoro::Task<RowsOutcome> deleteRowsForGood(RowWork work);

/// Deletes prepared rows where they are still what `sha` says. The second half of both a deletion and a move.
[[nodiscard]] QCoro::Task<RowsOutcome> removePrepared(RowWork work);

/// Brings rows back from their copies with the time they have left; never over a key that exists meanwhile.
[[nodiscard]] QCoro::Task<RowsOutcome> restoreRows(RowWork work);

} // namespace stashdeck
