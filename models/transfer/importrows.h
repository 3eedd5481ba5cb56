// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/transfer/importplan.h"
#include "models/transfer/keystream.h"

#include <optional>

namespace stashdeck {

/// A key of a file as a row, with New for its outcome.
[[nodiscard]] ImportRow importRowOf(const KeyStream::Entry &entry, const ImportPlan &plan);
/// Another part of the same key.
void addPart(ImportRow &row, const TransferEntry &part);

/// Why a key, or a part of it, cannot be written whatever the database holds.
struct Verdict {
    ImportOutcome outcome = ImportOutcome::Invalid;
    QString note;
};
[[nodiscard]] std::optional<Verdict> verdictOf(const TransferEntry &entry, const ImportPlan &plan, WallTime now);

/// Whether two keys of these types can be merged.
[[nodiscard]] bool areMergeable(KeyType one, KeyType other);
/// Commands that writing an entry costs, about.
[[nodiscard]] qint64 writeCommands(const TransferEntry &entry);

} // namespace stashdeck
