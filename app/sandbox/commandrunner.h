// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/commandlog.h"
#include "app/sandbox/dialect.h"
#include "app/sandbox/meter.h"
#include "app/sandbox/monitorfeed.h"
#include "app/sandbox/requestjson.h"

#include <atomic>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace stashdeck::sandbox {

/// Runs what was asked: plans each command, counts it, carries it to Redis, tells the log and the monitors. Safe for
/// many threads.
class CommandRunner final {
public:
    CommandRunner(const Options &options, RedisPool &pool, CommandTable table, Meter &meter, CommandLog &log,
                  MonitorFeed &feed);

    enum class Route { Single, Pipeline, Traffic };
    struct Outcome {
        std::vector<ReplyPtr> replies; ///< one for each command, never null
        std::string failure; ///< Redis was out of reach, or the transaction was discarded: there are no replies
        bool lost = false; ///< the failure is Redis' absence
    };
    /// One after the other, not atomic; each fails for itself.
    [[nodiscard]] Outcome run(const std::vector<CommandRequest> &commands, Access access, Route route);
    /// All or nothing, on a connection that nobody else uses meanwhile.
    [[nodiscard]] Outcome runTransaction(const std::vector<CommandRequest> &commands, Access access);

    /// How many writes were carried out; grows with every one.
    [[nodiscard]] uint64_t writes() const { return m_writes.load(std::memory_order_relaxed); }

private:
    [[nodiscard]] Plan planned(const CommandRequest &command, Access access);
    void settle(const CommandRequest &command, const Plan &plan, Access access, std::string_view route);
    [[nodiscard]] bool overCapacity(RedisConnection &connection);

    const Options &m_options;
    RedisPool &m_pool;
    Dialect m_dialect;
    Meter &m_meter;
    CommandLog &m_log;
    MonitorFeed &m_feed;
    std::atomic<uint64_t> m_writes{1};
    std::atomic<long long> m_usedBytes{0};
    std::atomic<std::chrono::steady_clock::rep> m_usedBytesAt{0};
};

} // namespace stashdeck::sandbox
