// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/commandtable.h"
#include "app/sandbox/redisconnection.h"

#include <functional>
#include <string>

namespace stashdeck::sandbox {

enum class Access { Full, ReadOnly };

/// How one command of the service is carried by the Redis behind us.
struct Plan {
    /// What Redis is asked. Empty when `ready` is the answer already.
    Arguments send;
    ReplyPtr ready;
    /// Makes the service's answer of Redis' (may ask further, once everything sent before was read). Null: as it is.
    std::function<ReplyPtr(ReplyPtr, RedisConnection &)> finish;
    bool refused = false; ///< a transaction with it is discarded before it begins
    bool write = false;
    bool script = false; ///< commands inside it are billed too
};

/// Turns commands of Upstash's dialect into those of Redis and answers back. Safe for many threads.
class Dialect final {
public:
    explicit Dialect(CommandTable table)
        : m_table(std::move(table))
    {
    }

    /// `arguments` must not be empty.
    [[nodiscard]] Plan plan(const Arguments &arguments, Access access);

private:
    CommandTable m_table;
};

[[nodiscard]] std::string notAvailable(std::string_view command);

} // namespace stashdeck::sandbox
