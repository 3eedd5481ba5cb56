// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

namespace stashdeck {

/// Time that moves only when the test says so. Starts at 2026-11-17 14:02:18 UTC.
class FakeClock final : public Clock {
public:
    [[nodiscard]] WallTime now() const override { return m_now; }
    [[nodiscard]] std::chrono::steady_clock::time_point steady() const override { return m_steady; }
    void advance(Milliseconds by)
    {
        m_now += by;
        m_steady += by;
    }
    /// The wall clock alone jumps, as when NTP or the user sets it.
    void setWall(WallTime now) { m_now = now; }

private:
    WallTime m_now{Milliseconds(1'794'924'138'000)};
    std::chrono::steady_clock::time_point m_steady{std::chrono::hours(1)};
};

} // namespace stashdeck
