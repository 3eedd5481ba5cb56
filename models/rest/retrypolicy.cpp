// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rest/retrypolicy.h"

#include <QtGlobal>

#include <algorithm>

namespace stashdeck {

using std::chrono::milliseconds;

RetryPolicy::RetryPolicy(Random random)
    : m_random(std::move(random))
{
}

std::optional<milliseconds> RetryPolicy::delayAfter(int attempt, const AttemptOutcome &outcome, milliseconds left)
{
    if (attempt >= maxAttempts || !outcome.mayRepeat || !outcome.worthRepeating || m_budget < 1)
        return std::nullopt;
    if (outcome.error.retryAfter > longestRetryAfter)
        return std::nullopt;
    constexpr qint64 base = 250;
    constexpr qint64 longest = 8'000;
    const qint64 ceiling = std::min(longest, base << std::clamp(attempt - 1, 0, 10));
    const milliseconds jitter{static_cast<qint64>(m_random() * static_cast<double>(ceiling))};
    const milliseconds delay = std::max(jitter, outcome.error.retryAfter);
    constexpr milliseconds moment{20};
    if (delay + moment >= left)
        return std::nullopt;
    m_budget -= 1;
    return delay;
}

void RetryPolicy::succeeded()
{
    m_budget = std::min(fullBudget, m_budget + 0.2);
}

} // namespace stashdeck
