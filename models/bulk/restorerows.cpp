// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/bulk/bulkscripts.h"
#include "models/bulk/deleterows.h"
#include "models/bulk/restorebatch.h"
#include "models/session/serverclock.h"

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

QCoro::Task<RowsOutcome> restoreRows(RowWork work)
{
    RowsOutcome outcome;
    if (!work.session) {
        outcome.hold = failure(Error::Kind::Cancelled).value();
        co_return outcome;
    }
    const WallTime now = work.session->serverClock()->now();
    RestoreBatch batch;
    batch.session = work.session;
    batch.stop = work.stop;
    QList<JournalRow> sent;
    for (JournalRow row : std::as_const(work.rows)) {
        const std::optional<qint64> left = leftOf(row.before, now);
        if (row.dump.isNull()) {
            row.undo = UndoState::Failed;
            row.note = u"there is no copy"_s; // it was gone before one could be taken
            outcome.settled.append(row);
        } else if (!left) {
            row.undo = UndoState::Expired;
            row.dump = QByteArray();
            outcome.settled.append(row);
        } else {
            batch.items.append({row.key, *left, row.dump});
            batch.inDoubt.append(row.undo == UndoState::InDoubt);
            sent.append(row);
        }
    }
    const RestoreResult restored = co_await restoreKeys(std::move(batch));
    outcome.requests = restored.requests;
    outcome.commands = restored.commands;
    outcome.hold = restored.hold;
    outcome.tooLarge = restored.tooLarge;
    for (qsizetype i = 0; i < sent.size(); ++i) {
        JournalRow row = sent[i];
        row.dump = QByteArray();
        switch (restored.items[i].kind) {
        case RestoredItem::Kind::NotTried:
            continue;
        case RestoredItem::Kind::Restored:
            row.undo = UndoState::Undone;
            break;
        case RestoredItem::Kind::Exists:
            row.undo = UndoState::Exists;
            break;
        case RestoredItem::Kind::OtherFormat:
        case RestoredItem::Kind::Failed:
            row.undo = UndoState::Failed;
            row.note = restored.items[i].note;
            break;
        case RestoredItem::Kind::InDoubt:
            row.undo = UndoState::InDoubt;
            break;
        }
        outcome.settled.append(std::move(row));
    }
    co_return outcome;
}

} // namespace stashdeck
