// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <chrono>
#include <optional>
#include <string>

namespace stashdeck::sandbox {

/// What the command line asks for.
struct Options {
    int port = 0; ///< 0: any free port
    std::string token; ///< made at start when empty
    std::string readOnlyToken;
    bool sampleData = true;
    qint64 keys = 20000;
    double trafficRate = 0; ///< commands a second; 0 is none
    std::string redisUrl; ///< empty: a redis-server of our own
    std::string redisProgram = "redis-server";
    std::string dataFolder;
    bool accountApi = false;
    std::string accountEmail = "sandbox@stashdeck.local";
    std::string accountKey;
    std::chrono::milliseconds latency{0};
    qint64 dailyQuota = 0; ///< 0: none
    qint64 monthlyQuota = 0;
    qint64 capacityQuota = 0; ///< bytes; 0: none
    qint64 maxRequestBytes = 10 * 1024 * 1024;
    bool watchParent = false;
    bool printEnv = false;
    std::string logFile;
    int heartbeatSeconds = 15;
    // Faults for tests: every N-th request, 0 for never.
    int fault401 = 0;
    int fault500 = 0;
    int faultHtml = 0;
    int faultCut = 0;
};

struct ParsedOptions {
    Options options;
    /// Set when there is nothing to run: text for standard output (help, version) or an error line.
    std::optional<std::string> message;
    bool failed = false;
};

[[nodiscard]] ParsedOptions parseOptions(const QStringList &arguments);

/// 256 bits from the kernel as URL-safe text; begins with A as the service's tokens do.
[[nodiscard]] std::string makeToken();

} // namespace stashdeck::sandbox
