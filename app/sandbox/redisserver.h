// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/privatefolder.h"
#include "app/sandbox/redisconnection.h"

#include <sys/types.h>

#include <memory>
#include <string>

namespace stashdeck::sandbox {

/// A redis-server of our own: on a private Unix socket, no TCP port, its data in a folder of mode 0700. It dies with
/// us, also when we are killed: the kernel sends it a signal when the thread that started it ends, so that must be the
/// main thread.
class RedisServer final {
public:
    struct Options {
        std::string program = "redis-server";
        /// Keep the data here (append-only file). Empty: a temporary folder that goes away with us.
        std::string dataFolder;
    };

    /// Null, with one line for the person in `error`.
    [[nodiscard]] static std::unique_ptr<RedisServer> start(const Options &options, std::string &error);
    ~RedisServer();
    RedisServer(const RedisServer &) = delete;
    RedisServer &operator=(const RedisServer &) = delete;

    [[nodiscard]] RedisAddress address() const;
    [[nodiscard]] pid_t processId() const { return m_process; }
    /// True once the server ended by itself (asks the kernel; main thread).
    [[nodiscard]] bool ended();
    /// The end of its log, for an error message.
    [[nodiscard]] std::string lastWords() const;

private:
    RedisServer() = default;
    [[nodiscard]] bool spawn(const Options &options, std::string &error);
    [[nodiscard]] bool waitUntilReady(std::string &error);

    PrivateFolder m_temporary;
    std::string m_folder;
    std::string m_socketFolder;
    pid_t m_process = -1;
};

} // namespace stashdeck::sandbox
