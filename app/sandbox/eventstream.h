// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/monitorfeed.h"
#include "app/sandbox/redisconnection.h"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace stashdeck::sandbox {

struct StreamRequest {
    enum class Kind { Subscribe, PatternSubscribe, Monitor };
    Kind kind = Kind::Monitor;
    Arguments names; ///< channels or patterns
};

/// The body of one Server-Sent Events answer, as text to send. Used by the thread of its connection alone.
class EventStream {
public:
    virtual ~EventStream() = default;
    /// What came within `patience`; empty when nothing did. Ends with `ended()`.
    [[nodiscard]] virtual std::string next(std::chrono::milliseconds patience) = 0;
    [[nodiscard]] virtual bool ended() const { return false; }
};

/// SUBSCRIBE or PSUBSCRIBE on a Redis connection of its own.
[[nodiscard]] std::unique_ptr<EventStream> makeSubscription(std::unique_ptr<RedisConnection> connection,
                                                            const StreamRequest &request);
[[nodiscard]] std::unique_ptr<EventStream> makeMonitor(std::shared_ptr<MonitorFeed::Listener> listener);

/// One event: a "data: " line for each line of the payload, and an empty line. Bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string eventFrame(std::string_view payload);

} // namespace stashdeck::sandbox
