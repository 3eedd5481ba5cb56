// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/base/error.h"
#include "models/connections/secretstore.h"

#include <optional>

namespace stashdeck {

/// What the last check of a saved database found. Not stored.
struct ProfileHealth {
    enum class State {
        Unknown, ///< not checked since the program started
        Checking,
        Reachable,
        Unreachable, ///< `error` says why
        TokenMissing, ///< the keychain has none, or could not be asked: `secretError`
    } state
        = State::Unknown;
    std::chrono::milliseconds roundTrip{0};
    std::optional<qint64> keyCount; ///< nothing when the token may not ask
    Error error;
    SecretError secretError;
    WallTime checkedAt{};
    friend bool operator==(const ProfileHealth &, const ProfileHealth &) = default;
};

} // namespace stashdeck
