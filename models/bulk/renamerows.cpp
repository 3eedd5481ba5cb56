// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/bulk/renamerows.h"

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

enum class Direction { There, Back };
enum class Ended { Renamed, Exists, Gone, Failed, InDoubt, NotSent };

JournalRow settledRow(JournalRow row, Direction direction, Ended ended, const QString &note)
{
    row.note = note;
    const bool there = direction == Direction::There;
    switch (ended) {
    case Ended::Renamed:
        if (there)
            row.state = RowState::Done;
        else
            row.undo = UndoState::Undone;
        break;
    case Ended::Exists:
        if (there)
            row.state = RowState::Exists;
        else
            row.undo = UndoState::Exists;
        break;
    case Ended::Gone:
        if (there)
            row.state = RowState::Gone;
        else
            row.undo = UndoState::Changed;
        break;
    case Ended::Failed:
        if (there)
            row.state = RowState::Failed;
        else
            row.undo = UndoState::Failed;
        break;
    case Ended::InDoubt:
        if (there)
            row.state = RowState::InDoubt;
        else
            row.undo = UndoState::InDoubt;
        break;
    case Ended::NotSent:
        if (there)
            row.state = RowState::Pending;
        else
            row.undo = UndoState::None;
        break;
    }
    return row;
}

bool isInDoubt(const JournalRow &row, Direction direction)
{
    return direction == Direction::There ? row.state == RowState::InDoubt : row.undo == UndoState::InDoubt;
}

/// Looks where rows are whose renaming was sent and not answered. Those that still have to be sent come back in `rows`.
QCoro::Task<RowsOutcome> settleDoubts(RowWork work, Direction direction, std::shared_ptr<QList<JournalRow>> toSend)
{
    RowsOutcome outcome;
    QList<JournalRow> doubtful;
    QList<Command> questions;
    for (const JournalRow &row : std::as_const(work.rows)) {
        if (!isInDoubt(row, direction)) {
            toSend->append(row);
            continue;
        }
        doubtful.append(row);
        const bool there = direction == Direction::There;
        questions.append(Command::of("EXISTS", there ? row.key : row.target));
        questions.append(Command::of("EXISTS", there ? row.target : row.key));
    }
    if (questions.isEmpty() || !work.session)
        co_return outcome;
    const RequestOptions options = bulkOptions(Purpose::Edit);
    const Result<Replies> replies = co_await work.session->pipeline(questions, options, work.stop);
    ++outcome.requests;
    if (!replies) {
        outcome.hold = replies.error();
        co_return outcome;
    }
    outcome.commands += questions.size();
    for (qsizetype i = 0; i < doubtful.size(); ++i) {
        const Result<Reply> &from = (*replies)[size_t(i * 2)];
        const Result<Reply> &to = (*replies)[size_t(i * 2 + 1)];
        if (!from || !to) {
            outcome.hold = from ? to.error() : from.error();
            co_return outcome;
        }
        const bool isOldThere = from->toInteger() > 0;
        const bool isNewThere = to->toInteger() > 0;
        if (isOldThere && !isNewThere)
            toSend->append(doubtful[i]);
        else
            outcome.settled.append(settledRow(doubtful[i], direction,
                                              isOldThere       ? Ended::Exists
                                                  : isNewThere ? Ended::Renamed
                                                               : Ended::Gone,
                                              {}));
    }
    co_return outcome;
}

QCoro::Task<RowsOutcome> renamed(RowWork work, Direction direction)
{
    const auto toSend = std::make_shared<QList<JournalRow>>();
    RowsOutcome outcome = co_await settleDoubts(work, direction, toSend);
    if (outcome.hold || toSend->isEmpty())
        co_return outcome;
    if (direction == Direction::There) {
        // Noted before it is sent: after a kill these are looked at first.
        const auto write = [rows = *toSend](BulkLedger &ledger) {
            return ledger.prepare(rows, BulkLedger::Keep::Sums);
        };
        const Result<QList<JournalRow>> noted = co_await work.journal->run(write);
        if (!noted) {
            outcome.hold = noted.error();
            co_return outcome;
        }
    } else {
        QList<JournalRow> doubted = *toSend;
        for (JournalRow &row : doubted)
            row.undo = UndoState::InDoubt;
        const auto write = [doubted](BulkLedger &ledger) {
            return ledger.settle(doubted);
        };
        const Result<void> noted = co_await work.journal->run(write);
        if (!noted) {
            outcome.hold = noted.error();
            co_return outcome;
        }
    }
    if (!work.session) {
        outcome.hold = failure(Error::Kind::Cancelled).value();
        co_return outcome;
    }
    QList<Command> commands;
    for (const JournalRow &row : std::as_const(*toSend)) {
        if (direction == Direction::There)
            commands.append(Command::of("RENAMENX", row.key, row.target));
        else
            commands.append(Command::of("RENAMENX", row.target, row.key));
    }
    const RequestOptions options = bulkOptions(Purpose::Edit);
    const Result<Replies> replies = co_await work.session->pipeline(commands, options, work.stop);
    ++outcome.requests;
    for (qsizetype i = 0; i < toSend->size(); ++i) {
        const JournalRow &row = (*toSend)[i];
        if (replies && (*replies)[size_t(i)]) {
            outcome.commands += 1;
            const bool done = (*replies)[size_t(i)]->toInteger() == 1;
            outcome.settled.append(settledRow(row, direction, done ? Ended::Renamed : Ended::Exists, {}));
            continue;
        }
        const Error error = replies ? (*replies)[size_t(i)].error() : replies.error();
        if (error.kind == Error::Kind::Command && error.message.contains("no such key"_L1)) {
            outcome.commands += 1;
            outcome.settled.append(settledRow(row, direction, Ended::Gone, {}));
        } else if (error.kind == Error::Kind::UnknownOutcome) {
            outcome.settled.append(settledRow(row, direction, Ended::InDoubt, {}));
        } else if (concernsOneKey(error.kind)) {
            outcome.settled.append(settledRow(row, direction, Ended::Failed, error.message));
        } else {
            outcome.settled.append(settledRow(row, direction, Ended::NotSent, {}));
        }
        if (!concernsOneKey(error.kind) && !outcome.hold)
            outcome.hold = error;
    }
    co_return outcome;
}

} // namespace

QCoro::Task<RowsOutcome> renameRows(RowWork work)
{
    return renamed(std::move(work), Direction::There);
}

QCoro::Task<RowsOutcome> renameRowsBack(RowWork work)
{
    return renamed(std::move(work), Direction::Back);
}

} // namespace stashdeck
