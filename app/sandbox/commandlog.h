// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/redisconnection.h"

#include <cstdio>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace stashdeck::sandbox {

/// One command as it was served.
struct ServedCommand {
    std::string_view route; ///< single, pipeline, multi-exec, subscribe, psubscribe or monitor
    const Arguments &arguments;
    bool readOnlyToken = false;
    bool failed = false;
    int billed = 1;
};

/// The file of --log: a line for each command, of words without spaces (percent-encoded):
/// `<unix ms> <route> <rw|ro> <ok|error> <billed> <COMMAND> <argument>…`, each argument cut to 64 bytes. A line is in
/// the file before the answer leaves, so a test that has the answer can read it.
class CommandLog final {
public:
    /// False when the file cannot be written. Without open() nothing is logged.
    [[nodiscard]] bool open(const std::string &fileName);
    [[nodiscard]] bool isOpen() const { return m_file != nullptr; }
    void add(const ServedCommand &command);

private:
    struct Closer {
        void operator()(std::FILE *file) const { std::fclose(file); }
    };

    std::mutex m_mutex;
    std::unique_ptr<std::FILE, Closer> m_file;
    std::string m_line;
};

} // namespace stashdeck::sandbox
