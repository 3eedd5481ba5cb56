// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/options.h"

namespace stashdeck::sandbox {

enum ExitCode {
    ExitOk = 0,
    ExitFailed = 1, ///< Redis ended or something else failed while running
    ExitUsage = 2, ///< the command line was wrong
    ExitNoRedis = 3, ///< redis-server is missing or cannot be reached
    ExitPortInUse = 4,
    ExitLogFile = 5, ///< the log file cannot be written
};

/// Serves until a signal, or until standard input closes; call from the main thread. Returns the exit code.
[[nodiscard]] int run(Options options);

} // namespace stashdeck::sandbox
