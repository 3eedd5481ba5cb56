// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <queue>

#include <httplib.h>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace stashdeck::sandbox {

/// A kept-alive connection holds its thread, so threads are made as connections come, up to a cap; idle ones wait to be
/// used again. Connections above the cap wait for a thread.
class ConnectionThreads final : public httplib::TaskQueue {
public:
    void enqueue(std::function<void()> task) override;
    void shutdown() override;

private:
    static constexpr size_t MaxThreads = 256;

    void work();

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::queue<std::function<void()>> m_tasks;
    std::vector<std::thread> m_threads;
    size_t m_idle = 0;
    bool m_stopping = false;
};

} // namespace stashdeck::sandbox
