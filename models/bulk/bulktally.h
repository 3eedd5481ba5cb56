// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/bulk/journalrow.h"

#include <array>
#include <numeric>

namespace stashdeck {

/// How many keys of a run are in which state.
struct BulkTally {
    std::array<qint64, rowStateCount> states{};
    std::array<qint64, undoStateCount> undo{}; ///< of those that are done
    /// Keys that were removed many a command: the server only tells how many of them were there.
    qint64 goneAmongDone = 0;

    [[nodiscard]] qint64 of(RowState state) const { return states.at(size_t(state)); }
    [[nodiscard]] qint64 of(UndoState state) const { return undo.at(size_t(state)); }
    [[nodiscard]] qint64 done() const { return of(RowState::Done) - goneAmongDone; }
    [[nodiscard]] qint64 gone() const { return of(RowState::Gone) + goneAmongDone; }
    [[nodiscard]] qint64 total() const { return std::accumulate(states.begin(), states.end(), qint64(0)); }
    [[nodiscard]] qint64 left() const { return of(RowState::Pending) + of(RowState::Prepared) + of(RowState::InDoubt); }
    [[nodiscard]] qint64 settled() const { return total() - left(); }
    /// What a report has to tell about: not done, and not simply gone.
    [[nodiscard]] qint64 problems() const
    {
        return of(RowState::Changed) + of(RowState::Exists) + of(RowState::Failed);
    }
    friend bool operator==(const BulkTally &, const BulkTally &) = default;
};

} // namespace stashdeck
