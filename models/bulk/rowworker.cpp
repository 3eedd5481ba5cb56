// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/bulk/rowworker.h"

#include "models/bulk/deleterows.h"
#include "models/bulk/expiryrows.h"
#include "models/bulk/renamerows.h"
#include "models/bulk/transferrows.h"

namespace stashdeck {

namespace {

QCoro::Task<RowsOutcome> applied(RowWork work)
{
    switch (work.plan.act) {
    case BulkAct::Delete:
        return work.plan.deletion.keepCopies ? deleteRowsWithCopies(std::move(work))
                                             : deleteRowsForGood(std::move(work));
    case BulkAct::ChangeExpiry:
        return changeExpiryOfRows(std::move(work));
    case BulkAct::Rename:
        return renameRows(std::move(work));
    case BulkAct::Copy:
    case BulkAct::Move:
        return transferRows(std::move(work));
    }
    Q_UNREACHABLE();
}

QCoro::Task<RowsOutcome> undone(RowWork work)
{
    switch (work.plan.act) {
    case BulkAct::ChangeExpiry:
        return putExpiryOfRowsBack(std::move(work));
    case BulkAct::Rename:
        return renameRowsBack(std::move(work));
    case BulkAct::Delete:
    case BulkAct::Copy: // never asked for: see canUndo()
    case BulkAct::Move:
        return restoreRows(std::move(work));
    }
    Q_UNREACHABLE();
}

} // namespace

QCoro::Task<RowsOutcome> workedRows(RowWork work, BulkAim aim)
{
    const std::shared_ptr<BulkJournal> journal = work.journal;
    RowsOutcome outcome;
    // Two awaits: gcc 12 destroys the task of a conditional expression twice.
    if (aim == BulkAim::Apply)
        outcome = co_await applied(std::move(work));
    else
        outcome = co_await undone(std::move(work));
    if (!outcome.settled.isEmpty()) {
        const auto write = [rows = outcome.settled, gone = outcome.goneAmongDone](BulkLedger &ledger) {
            return ledger.settle(rows, gone);
        };
        const Result<void> written = co_await journal->run(write);
        if (!written)
            outcome.hold = written.error();
    }
    co_return outcome;
}

} // namespace stashdeck
