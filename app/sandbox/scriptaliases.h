// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace stashdeck::sandbox {

/// The service's scripts may begin with `#!lua flags=allow-key-locking`, which redis-server refuses. Such a script is
/// run without the flag and remembered, so that the SHA-1 an application knows still finds it. Safe for many threads.
class ScriptAliases final {
public:
    /// The script as redis-server takes it; remembers the pair of hashes when it differs.
    [[nodiscard]] std::string adapt(const std::string &script);
    /// The hash under which redis-server knows the script.
    [[nodiscard]] std::string hashForRedis(const std::string &hash) const;

    [[nodiscard]] static std::string hashOf(std::string_view script);

private:
    mutable std::shared_mutex m_mutex;
    std::unordered_map<std::string, std::string> m_hashes;
};

/// Without flags that only the service knows; line numbers stay.
[[nodiscard]] std::string withoutServiceFlags(const std::string &script);
/// The same for the flags of `redis.register_function` in a library.
[[nodiscard]] std::string libraryWithoutServiceFlags(const std::string &library);

} // namespace stashdeck::sandbox
