// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/redisconnection.h"

#include <string>
#include <string_view>
#include <unordered_map>

namespace stashdeck::sandbox {

/// What the server behind us knows of its commands (its own COMMAND reply), and what the service makes of them.
class CommandTable final {
public:
    /// Asks the server; an empty table means it refused.
    static CommandTable load(RedisConnection &connection);

    enum class Standing {
        Served,
        NotOverRest, ///< exists on TCP only
        NotAvailable, ///< unknown here, or not part of the service
    };

    /// `name` in upper case.
    [[nodiscard]] Standing standing(const std::string &name) const;
    [[nodiscard]] bool isWrite(const std::string &name) const;
    /// Whether the read-only token may run it.
    [[nodiscard]] bool isOpenToReaders(const Arguments &arguments, const std::string &name) const;
    /// The size of the longest key among the arguments that is longer than `limit`, or 0.
    [[nodiscard]] size_t longestKey(const Arguments &arguments, const std::string &name, size_t limit) const;
    [[nodiscard]] bool knows(const std::string &name) const { return m_facts.count(name) != 0; }

private:
    struct Facts {
        bool write = false;
        bool readOnly = false;
        long long firstKey = 0;
        long long lastKey = 0; ///< negative: counted from the end
        long long keyStep = 1;
    };
    std::unordered_map<std::string, Facts> m_facts;
};

[[nodiscard]] std::string upperCase(std::string_view word);
[[nodiscard]] std::string lowerCase(std::string_view word);
[[nodiscard]] bool equalsIgnoringCase(std::string_view a, std::string_view upperCaseB);

} // namespace stashdeck::sandbox
