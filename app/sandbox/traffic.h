// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/commandrunner.h"
#include "app/sandbox/shop.h"

#include <condition_variable>
#include <mutex>
#include <random>
#include <thread>

namespace stashdeck::sandbox {

/// The shop's own application at work: a thread of its own sends commands at an even rate, so that counters, hits,
/// misses, scores and sessions move. They are counted like any others, but not written to the log.
class Traffic final {
public:
    Traffic(CommandRunner &runner, const Shop &shop, double commandsPerSecond);
    ~Traffic();
    Traffic(const Traffic &) = delete;
    Traffic &operator=(const Traffic &) = delete;

private:
    void work();
    /// What one visitor does: a handful of commands.
    [[nodiscard]] std::vector<CommandRequest> visit();
    [[nodiscard]] uint64_t dice(uint64_t sides) { return m_random() % sides; }

    CommandRunner &m_runner;
    const Shop &m_shop;
    const double m_rate;
    std::mt19937_64 m_random{20260821};
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace stashdeck::sandbox
