// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/redisconnection.h"

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace stashdeck::sandbox {

enum class Access { Full, ReadOnly };

/// How one command of the service is carried by the Redis behind us: by one command sent, by an answer that is ready,
/// or by a small procedure of its own.
struct Plan {
    /// What Redis is asked; empty when `ready` or `run` answers.
    Arguments send;
    ReplyPtr ready;
    /// Asks Redis several times; everything sent before has been read. Not possible inside a transaction.
    std::function<ReplyPtr(RedisConnection &)> run;
    /// Makes the service's answer of Redis' (may ask further, once everything sent before was read). Null: as it is.
    std::function<ReplyPtr(ReplyPtr, RedisConnection &)> finish;
    bool refused = false; ///< a transaction with it is discarded before it begins
    bool write = false;
    bool script = false; ///< commands inside it are billed too
    int billed = 1;
};

/// Makes the plan of one command; the arguments are whole, with the name first.
using Planner = std::function<Plan(const Arguments &, Access)>;
/// By name in upper case. Commands that are not here go to Redis as they are.
using Planners = std::unordered_map<std::string, Planner>;

[[nodiscard]] Plan answerWith(ReplyPtr reply);
/// As answerWith an error; a transaction with it is discarded before it begins.
[[nodiscard]] Plan refuse(std::string_view message);
/// Sent to Redis as it is.
[[nodiscard]] Plan passOn(Arguments arguments);
[[nodiscard]] Plan wrongNumberOfArguments(std::string_view command);
[[nodiscard]] Plan refuseAsNotAvailable(std::string_view command);
[[nodiscard]] Plan refuseAsNotOverRest(std::string_view command);

} // namespace stashdeck::sandbox
