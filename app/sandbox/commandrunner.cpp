// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/commandrunner.h"

#include "app/sandbox/options.h"
#include "app/sandbox/serverinfo.h"

#include <algorithm>
#include <utility>

namespace stashdeck::sandbox {
namespace {

using Steady = std::chrono::steady_clock;

/// Commands that make room, or that scripts and readers need, pass when the storage is full.
bool makesRoom(const std::string &name)
{
    return name == "DEL" || name == "UNLINK" || name == "DELEX" || name == "EXPIRE" || name == "PEXPIRE"
        || name == "EXPIREAT" || name == "PEXPIREAT" || name == "FLUSHDB" || name == "FLUSHALL" || name == "HDEL"
        || name == "SREM" || name == "ZREM" || name == "LTRIM" || name == "XTRIM" || name == "XDEL" || name == "GETDEL";
}

long long commandsProcessed(const redisReply &info)
{
    return infoNumber(text(info), "total_commands_processed");
}

/// Redis counts the commands of a script only in one total, so a script goes between two looks at it, in one MULTI. The
/// look and the script's own call are in the difference.
constexpr long long NotInner = 2;
const Arguments LookAtTotal{"INFO", "stats"};

void send(RedisConnection &connection, const Plan &plan)
{
    if (!plan.script) {
        connection.append(plan.send);
        return;
    }
    connection.append({"MULTI"});
    connection.append(LookAtTotal);
    connection.append(plan.send);
    connection.append(LookAtTotal);
    connection.append({"EXEC"});
}

void receive(RedisConnection &connection, Plan &plan)
{
    if (!plan.script) {
        plan.ready = connection.read();
        return;
    }
    (void)connection.read();
    (void)connection.read();
    ReplyPtr queued = connection.read();
    (void)connection.read();
    const ReplyPtr done = connection.read();
    if (queued->type == REDIS_REPLY_ERROR || done->type != REDIS_REPLY_ARRAY || done->elements != 3) {
        plan.ready = queued->type == REDIS_REPLY_ERROR ? std::move(queued) : errorReply("ERR the script was not run");
        return;
    }
    plan.ready.reset(std::exchange(done->element[1], nullptr));
    plan.billed
        += static_cast<int>(commandsProcessed(*done->element[2]) - commandsProcessed(*done->element[0]) - NotInner);
}

std::string unreachable(const std::string &why)
{
    return "ERR the sandbox cannot reach Redis: " + why;
}

} // namespace

CommandRunner::CommandRunner(const Options &options, RedisPool &pool, CommandTable table, Meter &meter, CommandLog &log,
                             MonitorFeed &feed)
    : m_options(options)
    , m_pool(pool)
    , m_dialect(std::move(table), options)
    , m_meter(meter)
    , m_log(log)
    , m_feed(feed)
{
}

Plan CommandRunner::planned(const CommandRequest &command, Access access)
{
    if (!command.error.empty()) {
        Plan plan = refuse(command.error);
        plan.billed = 0;
        return plan;
    }
    Plan plan = m_dialect.plan(command.arguments, access);
    if (const auto refusal = m_meter.admit(upperCase(command.arguments.front()), plan.write)) {
        plan = refuse(*refusal);
        plan.billed = 0;
    }
    return plan;
}

void CommandRunner::settle(const CommandRequest &command, const Plan &plan, Access access, std::string_view route)
{
    if (plan.billed > 1)
        m_meter.addInner(plan.billed - 1);
    const bool failed = plan.ready->type == REDIS_REPLY_ERROR;
    if (plan.write && !failed)
        m_writes.fetch_add(1, std::memory_order_relaxed);
    if (!route.empty())
        m_log.add({route, command.arguments, access == Access::ReadOnly, failed, plan.billed});
    if (!plan.refused && !command.arguments.empty())
        m_feed.publish(command.arguments);
}

CommandRunner::Outcome CommandRunner::run(const std::vector<CommandRequest> &commands, Access access, Route route)
{
    Outcome outcome;
    const RedisPool::Lease connection = m_pool.borrow(outcome.failure);
    if (!connection) {
        outcome.failure = unreachable(outcome.failure);
        outcome.lost = true;
        return outcome;
    }
    const auto begin = Steady::now();
    const bool full = m_options.capacityQuota > 0 && overCapacity(*connection);
    std::vector<Plan> plans;
    plans.reserve(commands.size());
    size_t received = 0;
    const auto receiveUpTo = [&](size_t end) {
        for (; received < end; ++received) {
            if (!plans[received].ready)
                receive(*connection, plans[received]);
        }
    };
    bool anyWrite = false;
    for (const CommandRequest &command : commands) {
        Plan &plan = plans.emplace_back(planned(command, access));
        anyWrite = anyWrite || plan.write;
        if (full && plan.write && !plan.ready && !makesRoom(upperCase(command.arguments.front())))
            plan.ready
                = errorReply("ERR DB capacity quota exceeded. Threshold: " + std::to_string(m_options.capacityQuota)
                             + " bytes, Usage: " + std::to_string(m_usedBytes.load())
                             + " bytes. See https://upstash.com/docs/redis/troubleshooting/"
                               "db_capacity_quota_exceeded for details");
        if (plan.ready)
            continue;
        if (plan.run) {
            receiveUpTo(plans.size() - 1);
            plan.ready = plan.run(*connection);
        } else {
            send(*connection, plan);
        }
    }
    receiveUpTo(plans.size());
    const std::string_view name = route == Route::Single ? "single" : route == Route::Pipeline ? "pipeline" : "";
    for (size_t i = 0; i < plans.size(); ++i) {
        if (plans[i].finish)
            plans[i].ready = plans[i].finish(std::move(plans[i].ready), *connection);
        plans[i].ready = inServiceWords(std::move(plans[i].ready));
        settle(commands[i], plans[i], access, name);
        outcome.replies.push_back(std::move(plans[i].ready));
    }
    if (connection->broken()) {
        outcome.failure = unreachable("the connection was lost");
        outcome.lost = true;
        outcome.replies.clear();
    }
    m_meter.addLatency(std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - begin), anyWrite);
    return outcome;
}

CommandRunner::Outcome CommandRunner::runTransaction(const std::vector<CommandRequest> &commands, Access access)
{
    Outcome outcome;
    std::vector<Plan> plans;
    plans.reserve(commands.size());
    for (const CommandRequest &command : commands) {
        plans.push_back(planned(command, access));
        if (plans.back().run)
            plans.back() = refuse("ERR IFDEQ and IFDNE are not available in a transaction of the sandbox");
        if (plans.back().refused) {
            outcome.failure = text(*plans.back().ready);
            settle(command, plans.back(), access, "multi-exec");
            return outcome;
        }
    }
    const RedisPool::Lease connection = m_pool.borrow(outcome.failure);
    if (!connection) {
        outcome.failure = unreachable(outcome.failure);
        outcome.lost = true;
        return outcome;
    }
    size_t sent = 0;
    const auto queue = [&](const Arguments &command) {
        connection->append(command);
        ++sent;
    };
    connection->append({"MULTI"});
    for (const Plan &plan : plans) {
        if (plan.ready)
            continue;
        if (plan.script)
            queue(LookAtTotal);
        queue(plan.send);
        if (plan.script)
            queue(LookAtTotal);
    }
    (void)connection->read();
    for (size_t i = 0; i < sent; ++i) {
        const ReplyPtr queued = inServiceWords(connection->read());
        if (queued->type == REDIS_REPLY_ERROR && outcome.failure.empty())
            outcome.failure = text(*queued);
    }
    if (!outcome.failure.empty()) {
        (void)connection->call({"DISCARD"});
        outcome.lost = connection->broken();
        for (size_t i = 0; i < plans.size(); ++i) {
            plans[i].ready = errorReply(outcome.failure);
            settle(commands[i], plans[i], access, "multi-exec");
        }
        return outcome;
    }
    const ReplyPtr done = connection->call({"EXEC"});
    if (done->type != REDIS_REPLY_ARRAY || done->elements != sent) {
        outcome.failure
            = done->type == REDIS_REPLY_ERROR ? std::string(text(*done)) : "EXECABORT Transaction discarded";
        outcome.lost = connection->broken();
        return outcome;
    }
    size_t next = 0;
    for (size_t i = 0; i < plans.size(); ++i) {
        Plan &plan = plans[i];
        if (!plan.ready) {
            const size_t at = next + (plan.script ? 1 : 0);
            plan.ready.reset(std::exchange(done->element[at], nullptr));
            if (plan.script)
                plan.billed += static_cast<int>(commandsProcessed(*done->element[at + 1])
                                                - commandsProcessed(*done->element[at - 1]) - NotInner);
            next += plan.script ? 3 : 1;
        }
        if (plan.finish)
            plan.ready = plan.finish(std::move(plan.ready), *connection);
        plan.ready = inServiceWords(std::move(plan.ready));
        settle(commands[i], plan, access, "multi-exec");
        outcome.replies.push_back(std::move(plan.ready));
    }
    return outcome;
}

/// The stored bytes, asked at most every half second.
bool CommandRunner::overCapacity(RedisConnection &connection)
{
    using namespace std::chrono_literals;
    const auto now = Steady::now().time_since_epoch();
    if (now - Steady::duration(m_usedBytesAt.load()) > 500ms) {
        const ReplyPtr info = connection.call({"INFO", "memory"});
        m_usedBytes = infoNumber(text(*info), "used_memory_dataset");
        m_usedBytesAt = now.count();
    }
    return m_usedBytes > m_options.capacityQuota;
}

} // namespace stashdeck::sandbox
