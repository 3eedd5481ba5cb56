// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/redisconnection.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace stashdeck::sandbox {

/// Every command served, as MONITOR shows it, to whoever listens. Redis' own MONITOR would show how the sandbox carries
/// a command (types asked after a SCAN, scripts of ours) instead of what was asked.
class MonitorFeed final {
public:
    class Listener final {
    public:
        /// The next line, or nothing when none came in time. A listener that is too slow loses the oldest lines.
        [[nodiscard]] std::optional<std::string> next(std::chrono::milliseconds patience);

    private:
        friend class MonitorFeed;
        std::mutex m_mutex;
        std::condition_variable m_wake;
        std::deque<std::string> m_lines;
    };

    [[nodiscard]] std::shared_ptr<Listener> listen();
    void publish(const Arguments &command);

private:
    std::atomic<int> m_count{0};
    std::mutex m_mutex;
    std::list<std::weak_ptr<Listener>> m_listeners;
};

} // namespace stashdeck::sandbox
