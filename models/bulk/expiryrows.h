// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/bulk/rowwork.h"

namespace stashdeck {

/// Changes when rows expire: one request reads what each has now, the journal keeps it, one request sets it.
[[nodiscard]] QCoro::Task<RowsOutcome> changeExpiryOfRows(RowWork work);
/// Puts the old expiry back where it is still the one that we set.
[[nodiscard]] QCoro::Task<RowsOutcome> putExpiryOfRowsBack(RowWork work);

/// The command for one key, as it is sent and shown. `left` is what a key gets in Mode::In, spread included; `at` the
/// moment in Mode::At.
[[nodiscard]] Command expiryCommand(const QByteArray &key, const ExpiryChoices &choices, Milliseconds left,
                                    WallTime at);

} // namespace stashdeck
