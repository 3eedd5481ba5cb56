// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyspace/keytype.h"
#include "models/transfer/importfacts.h"
#include "models/transfer/transferentry.h"

#include <tl/expected.hpp>

namespace stashdeck {

/// What a line of commands does, taken apart by key: MSET and DEL give one command a key.
struct ReplayLine {
    struct Part {
        QByteArray key;
        KeyType type = KeyType::Unknown; ///< that the command makes, where one can tell
        qint64 elements = 0; ///< it adds, about
        bool removes = false; ///< DEL or UNLINK
        KeyedCommand command;
    };
    QList<Part> parts;
};

/// Whether a command may be replayed: a write that the table of commands knows and whose keys are known, and that has
/// no effect beyond them. Else what is in the way.
[[nodiscard]] tl::expected<ReplayLine, ImportProblem> replayOf(const QList<QByteArray> &words);

} // namespace stashdeck
