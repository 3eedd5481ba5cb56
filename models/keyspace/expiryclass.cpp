// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyspace/expiryclass.h"

namespace stashdeck {

bool isOfClass(const KeyExpiry &expiry, ExpiryClass wanted, WallTime now)
{
    using namespace std::chrono_literals;
    if (wanted == ExpiryClass::Any)
        return true;
    if (expiry.state == KeyExpiry::State::Unknown)
        return false;
    const bool expires = expiry.state == KeyExpiry::State::At;
    const auto left = expires ? expiry.at - now : Milliseconds(0);
    switch (wanted) {
    case ExpiryClass::Any:
        break;
    case ExpiryClass::Never:
        return !expires;
    case ExpiryClass::WithinHour:
        return expires && left < 1h;
    case ExpiryClass::WithinDay:
        return expires && left < 24h;
    case ExpiryClass::BeyondDay:
        return expires && left >= 24h;
    }
    return true;
}

} // namespace stashdeck
