// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/transfer/entryreader.h"
#include "models/transfer/entrysink.h"

#include <functional>

namespace stashdeck {

/// One large key to read in windows. A value: coroutines take it by copy.
struct LargeWork {
    QPointer<Session> session;
    std::shared_ptr<EntrySink> sink;
    JournalRow row;
    bool fieldExpiries = false;
    bool hides = false; ///< a string that may be JSON text is read whole, as long as that is possible
    std::stop_token stop;
    /// Elements (bytes of a string) so far and in all; on this thread.
    std::function<void(qint64 read, qint64 total)> progress;
};

struct LargeRead {
    bool gone = false;
    bool written = false; ///< the sink has all of it
    bool changed = false; ///< it has another length than what was read
    std::optional<ExportProblem> problem; ///< it cannot be read; the sink has nothing of it
    qint64 bytes = 0;
    int requests = 0;
    qint64 commands = 0;
    SinkState sink;
    std::optional<Error> hold; ///< the sink has nothing of it: to be done again
};

/// Reads a key of any size, window after window, into the sink; two windows are in memory at most. Windows shrink where
/// an answer is too large and grow where elements are small.
[[nodiscard]] QCoro::Task<LargeRead> readLargeKey(LargeWork work);

} // namespace stashdeck
