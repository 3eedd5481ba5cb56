// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"

#include <chrono>
#include <functional>
#include <optional>

namespace stashdeck {

/// What an attempt of an exchange came to, as far as trying again is concerned.
struct AttemptOutcome {
    Error error;
    bool mayRepeat = false; ///< a read, or a write that surely never left
    bool worthRepeating = false; ///< a fault that may be gone the next moment
};

/// When to try again: at most 3 attempts, full jitter `rand(0, min(8 s, 250 ms·2^n))`, `Retry-After` honoured up to
/// 60 s, and a budget of 20 tokens (−1 a retry, +0.2 a success), so that a dead server is not stormed.
class RetryPolicy {
public:
    /// Gives a number in [0, 1).
    using Random = std::function<double()>;
    explicit RetryPolicy(Random random);

    static constexpr int maxAttempts = 3;

    /// How long to wait before attempt `attempt + 1`, or nothing when it is over. Takes a token. A wait that would not
    /// leave the next attempt at least a moment of the `left` time is none.
    [[nodiscard]] std::optional<std::chrono::milliseconds> delayAfter(int attempt, const AttemptOutcome &outcome,
                                                                      std::chrono::milliseconds left
                                                                      = std::chrono::milliseconds::max());
    void succeeded();
    [[nodiscard]] double budget() const { return m_budget; }

    static constexpr double fullBudget = 20;
    static constexpr std::chrono::milliseconds longestRetryAfter{60'000};

private:
    Random m_random;
    double m_budget = fullBudget;
};

} // namespace stashdeck
