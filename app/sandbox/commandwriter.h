// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/redisconnection.h"

#include <chrono>
#include <string>

namespace stashdeck::sandbox {

/// Sends many commands in long pipelines and remembers the first error.
class CommandWriter final {
public:
    explicit CommandWriter(RedisConnection &connection)
        : m_connection(connection)
    {
    }

    void add(const Arguments &command);
    void setText(const std::string &key, const std::string &value, std::chrono::seconds life = {});
    void expire(const std::string &key, std::chrono::seconds life);
    /// Sends the rest and waits for all answers.
    void finish();
    /// Of the first command that failed; empty when all went well.
    [[nodiscard]] const std::string &error() const { return m_error; }

private:
    RedisConnection &m_connection;
    size_t m_waiting = 0;
    std::string m_buffer;
    std::string m_error;
};

} // namespace stashdeck::sandbox
