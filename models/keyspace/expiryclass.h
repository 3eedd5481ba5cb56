// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyspace/keyfactstable.h"

namespace stashdeck {

/// Keys by the time they have left.
enum class ExpiryClass { Any, Never, WithinHour, WithinDay, BeyondDay };

/// A key whose expiry is not known is of no class but Any.
[[nodiscard]] bool isOfClass(const KeyExpiry &expiry, ExpiryClass wanted, WallTime now);

} // namespace stashdeck
