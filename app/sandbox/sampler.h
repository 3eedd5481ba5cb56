// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/meter.h"
#include "app/sandbox/redisconnection.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace stashdeck::sandbox {

/// Gives the meter a sample of the database at an even pace, on a thread and a connection of its own.
class Sampler final {
public:
    Sampler(const RedisPool &pool, Meter &meter, std::chrono::seconds pace);
    ~Sampler();
    Sampler(const Sampler &) = delete;
    Sampler &operator=(const Sampler &) = delete;

private:
    void work();

    const RedisPool &m_pool;
    Meter &m_meter;
    const std::chrono::seconds m_pace;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace stashdeck::sandbox
