// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/commandrunner.h"
#include "app/sandbox/eventstream.h"
#include "app/sandbox/options.h"
#include "app/sandbox/replywriter.h"
#include "app/sandbox/restpath.h"

#include <atomic>
#include <memory>
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
    std::string_view body; ///< at most the request limit
    size_t bodySize = 0; ///< what was sent, which may be more
};

struct GatewayAnswer {
    int status = 200;
    std::string contentType = "application/json; charset=utf-8";
    std::string body;
    std::unique_ptr<EventStream> stream; ///< instead of the body
    bool cut = false; ///< a fault for tests: end the connection within the answer
};

/// The REST service itself: tokens, routes, limits, formats. Knows nothing of sockets; safe for many threads.
class Gateway final {
public:
    Gateway(const Options &options, RedisPool &pool, CommandRunner &runner, Meter &meter, MonitorFeed &feed);

    [[nodiscard]] GatewayAnswer answer(const GatewayRequest &request);
    /// For the Upstash-Sync-Token header: a counter of writes in the service's 32 digits.
    [[nodiscard]] std::string syncToken() const;

private:
    [[nodiscard]] GatewayAnswer route(const GatewayRequest &request);
    [[nodiscard]] GatewayAnswer single(CommandRequest command, Access access, ReplyFormat format);
    [[nodiscard]] GatewayAnswer pipeline(const BatchRequest &batch, Access access, ReplyFormat format);
    [[nodiscard]] GatewayAnswer transaction(const BatchRequest &batch, Access access, bool base64);
    [[nodiscard]] GatewayAnswer openStream(const StreamRequest &request, Access access);
    [[nodiscard]] std::string tooLarge(size_t actual) const;

    const Options &m_options;
    RedisPool &m_pool;
    CommandRunner &m_runner;
    Meter &m_meter;
    MonitorFeed &m_feed;
    std::atomic<uint64_t> m_requests{0};
};

} // namespace stashdeck::sandbox
