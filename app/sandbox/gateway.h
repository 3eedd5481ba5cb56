// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/commandlog.h"
#include "app/sandbox/dialect.h"
#include "app/sandbox/options.h"
#include "app/sandbox/replywriter.h"
#include "app/sandbox/requestjson.h"

#include <atomic>
#include <string>
#include <string_view>

namespace stashdeck::sandbox {

/// One HTTP request, already checked for host and origin.
struct GatewayRequest {
    std::string_view method;
    std::string_view target; ///< as sent: path and query, percent-encoded
    std::string_view authorization;
    std::string_view encoding; ///< Upstash-Encoding
    std::string_view format; ///< Upstash-Response-Format
    std::string_view body;
};

struct GatewayAnswer {
    int status = 200;
    std::string contentType = "application/json; charset=utf-8";
    std::string body;
};

/// The REST service itself: tokens, routes, commands, formats. Knows nothing of sockets; safe for many threads.
class Gateway final {
public:
    Gateway(const Options &options, RedisPool &pool, CommandTable table, CommandLog &log);

    [[nodiscard]] GatewayAnswer answer(const GatewayRequest &request);
    /// For the Upstash-Sync-Token header: a counter of writes in the service's 32 digits.
    [[nodiscard]] std::string syncToken() const;

private:
    [[nodiscard]] GatewayAnswer single(const CommandRequest &command, Access access, ReplyFormat format);
    [[nodiscard]] GatewayAnswer pipeline(const BatchRequest &batch, Access access, ReplyFormat format);
    [[nodiscard]] GatewayAnswer transaction(const BatchRequest &batch, Access access, ReplyFormat format);

    const Options &m_options;
    RedisPool &m_pool;
    Dialect m_dialect;
    CommandLog &m_log;
    std::atomic<uint64_t> m_writes{1};
};

} // namespace stashdeck::sandbox
