// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace stashdeck {

using Milliseconds = std::chrono::milliseconds;
/// A moment in UTC, in milliseconds since 1970.
using WallTime = std::chrono::sys_time<Milliseconds>;

/// Where time comes from. Handed in, so that tests choose the time. Thread-safe.
class Clock {
public:
    virtual ~Clock() = default;
    /// UTC now; may jump when the user or NTP sets the clock.
    [[nodiscard]] virtual WallTime now() const = 0;
    /// Never jumps back; for durations.
    [[nodiscard]] virtual std::chrono::steady_clock::time_point steady() const = 0;
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] WallTime now() const override
    {
        return std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::now());
    }
    [[nodiscard]] std::chrono::steady_clock::time_point steady() const override
    {
        return std::chrono::steady_clock::now();
    }
};

} // namespace stashdeck
