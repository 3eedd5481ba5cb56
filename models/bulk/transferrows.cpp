// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/bulk/transferrows.h"

#include "models/bulk/deleterows.h"
#include "models/bulk/restorebatch.h"
#include "models/bulk/typedcopy.h"
#include "models/session/serverclock.h"

#include <QHash>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

JournalRow with(JournalRow row, RowState state, const QString &note = {})
{
    row.state = state;
    row.note = note;
    row.dump = QByteArray();
    return row;
}

/// Reads DUMP and PTTL of rows; what was read comes back in `read`, with dumps.
QCoro::Task<RowsOutcome> readRows(RowWork work, std::shared_ptr<QList<JournalRow>> read)
{
    RowsOutcome outcome;
    QList<Command> questions;
    for (const JournalRow &row : std::as_const(work.rows)) {
        questions.append(Command::of("DUMP", row.key));
        questions.append(Command::of("PTTL", row.key));
    }
    if (!work.session) {
        outcome.hold = failure(Error::Kind::Cancelled).value();
        co_return outcome;
    }
    const RequestOptions options = bulkOptions(Purpose::Edit);
    const WallTime sentAt = work.session->serverClock()->now();
    const Result<Replies> replies = co_await work.session->pipeline(questions, options, work.stop);
    ++outcome.requests;
    if (!work.session) {
        outcome.hold = failure(Error::Kind::Cancelled).value();
        co_return outcome;
    }
    if (!replies && replies.error().kind == Error::Kind::TooLarge && work.rows.size() > 1) {
        auto [front, back] = halves(work);
        RowsOutcome one = co_await readRows(std::move(front), read);
        outcome.add(std::move(one));
        outcome.tooLarge = true;
        if (!outcome.hold) {
            RowsOutcome two = co_await readRows(std::move(back), read);
            outcome.add(std::move(two));
        }
        co_return outcome;
    }
    for (qsizetype i = 0; i < work.rows.size(); ++i) {
        JournalRow row = work.rows[i];
        const Error error = !replies         ? replies.error()
            : !(*replies)[size_t(i * 2)]     ? (*replies)[size_t(i * 2)].error()
            : !(*replies)[size_t(i * 2 + 1)] ? (*replies)[size_t(i * 2 + 1)].error()
                                             : Error();
        if (!replies || !(*replies)[size_t(i * 2)] || !(*replies)[size_t(i * 2 + 1)]) {
            if (concernsOneKey(error.kind)) {
                outcome.settled.append(with(row, RowState::Failed, error.message));
                continue;
            }
            outcome.hold = error;
            outcome.cannotCopy = error.kind == Error::Kind::Unsupported || error.kind == Error::Kind::NoPermission;
            co_return outcome;
        }
        outcome.commands += 2;
        const Reply &dump = *(*replies)[size_t(i * 2)];
        if (dump.isNil()) {
            outcome.settled.append(with(row, RowState::Gone));
            continue;
        }
        row.dump = dump.bytes;
        row.before = expiryMoment(work.session, (*replies)[size_t(i * 2 + 1)]->toInteger(-1), sentAt);
        read->append(std::move(row));
    }
    co_return outcome;
}

/// One row whose DUMP the other server cannot read. True in the result when it lies there now.
QCoro::Task<Result<TypedWrite>> copyTyped(RowWork work, JournalRow row)
{
    const Result<TypedValue> value = co_await readTyped(work.session, row.key, work.stop);
    if (!value)
        co_return tl::unexpected(value.error());
    const qint64 left = work.session ? leftOf(row.before, work.session->serverClock()->now()).value_or(1) : 0;
    const TypedValue words = *value;
    const bool replace = work.plan.copy.ifExists == CopyChoices::IfExists::Replace;
    Result<TypedWrite> written = co_await writeTyped(work.other, row.target, words, left, replace, work.stop);
    co_return written;
}

/// Does the copy hold what the original does? By the sums of both DUMPs, else by their words.
QCoro::Task<QList<bool>> verified(RowWork work)
{
    QList<bool> same(work.rows.size(), false);
    QList<QByteArray> names;
    for (const JournalRow &row : std::as_const(work.rows))
        names.append(row.target);
    if (names.isEmpty() || !work.other)
        co_return same;
    const Command command = bulkScripts::bodySums(names);
    const RequestOptions options = bulkOptions(Purpose::Edit);
    const Result<Reply> sums = co_await work.other->send(command, options, work.stop);
    for (qsizetype i = 0; i < work.rows.size(); ++i) {
        const JournalRow &row = work.rows[i];
        if (sums && sums->items.size() == size_t(names.size())
            && sums->items[size_t(i)].bytes == bulkScripts::bodySum(row.dump)) {
            same[i] = true;
            continue;
        }
        const Result<TypedValue> here = co_await readTyped(work.session, row.key, work.stop);
        const Result<TypedValue> there = co_await readTyped(work.other, row.target, work.stop);
        same[i] = here && there && *here == *there;
    }
    co_return same;
}

QString existsNote()
{
    return u"BUSYKEY"_s;
}

} // namespace

QCoro::Task<RowsOutcome> transferRows(RowWork work)
{
    const auto read = std::make_shared<QList<JournalRow>>();
    RowsOutcome outcome = co_await readRows(work, read);
    if (outcome.hold || read->isEmpty())
        co_return outcome;
    QHash<qint64, bool> doubts;
    for (const JournalRow &row : std::as_const(*read))
        doubts.insert(row.id, row.state == RowState::InDoubt);
    const auto write = [rows = *read](BulkLedger &ledger) {
        return ledger.prepare(rows, BulkLedger::Keep::Sums);
    };
    const Result<QList<JournalRow>> noted = co_await work.journal->run(write);
    if (!noted || !work.session || !work.other) {
        outcome.hold = noted ? failure(Error::Kind::Cancelled).value() : noted.error();
        co_return outcome;
    }
    const WallTime now = work.session->serverClock()->now();
    const CopyChoices::IfExists ifExists = work.plan.copy.ifExists;
    RestoreBatch batch;
    batch.session = work.other;
    batch.replace = ifExists == CopyChoices::IfExists::Replace;
    batch.stop = work.stop;
    QList<JournalRow> sent;
    for (const JournalRow &row : *noted) {
        const std::optional<qint64> left = leftOf(row.before, now);
        if (!left) {
            outcome.settled.append(with(row, RowState::Gone));
            continue;
        }
        batch.items.append({row.target, *left, row.dump});
        batch.inDoubt.append(doubts.value(row.id));
        sent.append(row);
    }
    const RestoreResult restored = co_await restoreKeys(std::move(batch));
    outcome.requests += restored.requests;
    outcome.commands += restored.commands;
    outcome.tooLarge = outcome.tooLarge || restored.tooLarge;
    outcome.hold = restored.hold;
    QList<JournalRow> placed;
    for (qsizetype i = 0; i < sent.size(); ++i) {
        const JournalRow &row = sent[i];
        const RestoredItem item = restored.items[i];
        switch (item.kind) {
        case RestoredItem::Kind::NotTried:
            outcome.settled.append(with(row, doubts.value(row.id) ? RowState::InDoubt : RowState::Pending));
            break;
        case RestoredItem::Kind::Restored:
            placed.append(row);
            break;
        case RestoredItem::Kind::Exists:
            outcome.settled.append(ifExists == CopyChoices::IfExists::Fail ? with(row, RowState::Failed, existsNote())
                                                                           : with(row, RowState::Exists));
            break;
        case RestoredItem::Kind::Failed:
            outcome.settled.append(with(row, RowState::Failed, item.note));
            break;
        case RestoredItem::Kind::InDoubt:
            outcome.settled.append(with(row, RowState::InDoubt));
            break;
        case RestoredItem::Kind::OtherFormat: {
            const Result<TypedWrite> typed = co_await copyTyped(work, row);
            outcome.requests += 3;
            outcome.commands += 4;
            if (!typed) {
                const QString note = typed.error().message.isEmpty() ? item.note : typed.error().message;
                outcome.settled.append(with(row, RowState::Failed, note));
            } else if (*typed == TypedWrite::Exists) {
                outcome.settled.append(ifExists == CopyChoices::IfExists::Fail
                                           ? with(row, RowState::Failed, existsNote())
                                           : with(row, RowState::Exists));
            } else {
                placed.append(row);
            }
            break;
        }
        }
    }
    if (work.plan.act == BulkAct::Copy || placed.isEmpty()) {
        for (const JournalRow &row : std::as_const(placed))
            outcome.settled.append(with(row, RowState::Done));
        co_return outcome;
    }
    RowWork removal = work;
    removal.rows = placed;
    const QList<bool> same = co_await verified(removal);
    ++outcome.requests;
    outcome.commands += 1 + placed.size();
    removal.rows.clear();
    removal.lastPass = true; // the copy is made: an original that changed stays where it is
    for (qsizetype i = 0; i < placed.size(); ++i) {
        if (same[i])
            removal.rows.append(with(placed[i], RowState::Prepared));
        else
            outcome.settled.append(with(placed[i], RowState::Changed));
    }
    RowsOutcome removed = co_await removePrepared(std::move(removal));
    outcome.add(std::move(removed));
    co_return outcome;
}

} // namespace stashdeck
