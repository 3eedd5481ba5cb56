// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/bulk/deleterows.h"

#include "models/bulk/bulkscripts.h"
#include "models/session/capabilities.h"
#include "models/session/serverclock.h"

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

using Feature = Capabilities::Feature;
using Support = Capabilities::Support;

/// Scripts of this server have no `redis.sha1hex`; remembered for the session, as by single saves.
constexpr char noShaProperty[] = "scriptsWithoutSha";
/// Commands a transaction without scripts may hold.
constexpr qsizetype rowsPerTransaction = 160;

bool mayCompare(Session *session)
{
    return session->capabilities()->mayUse(Feature::Scripts)
        && !session->capabilities()->property(noShaProperty).toBool();
}

/// True when the error says that scripts, or the hash in them, are missing; that is remembered.
bool learnedNoScripts(Session *session, const Error &error)
{
    if (error.kind == Error::Kind::Command && error.message.contains("sha1hex"_L1)) {
        session->capabilities()->setProperty(noShaProperty, true);
        return true;
    }
    if (error.kind != Error::Kind::Unsupported && error.kind != Error::Kind::NoPermission)
        return false;
    session->capabilities()->learn(Feature::Scripts,
                                   error.kind == Error::Kind::Unsupported ? Support::Missing : Support::NotPermitted);
    return true;
}

JournalRow settledRow(JournalRow row, RowState state, const QString &note = {})
{
    row.state = state;
    row.note = note;
    row.dump.clear();
    return row;
}

/// What the run does with rows whose removal may or may not have happened.
QList<JournalRow> inDoubt(const QList<JournalRow> &rows)
{
    QList<JournalRow> doubted;
    for (const JournalRow &row : rows)
        doubted.append(settledRow(row, RowState::InDoubt));
    return doubted;
}

void takeRemoved(RowsOutcome &outcome, const RowWork &work, const Reply &reply, WallTime sentAt)
{
    for (qsizetype i = 0; i < work.rows.size(); ++i) {
        JournalRow row = work.rows[i];
        const qint64 said = reply.items[size_t(i)].toInteger(bulkScripts::isChanged);
        if (said == bulkScripts::isGone) {
            // A removal that was sent before and whose answer was lost is most likely why.
            const bool ours = row.state == RowState::InDoubt;
            outcome.settled.append(settledRow(row, ours ? RowState::Done : RowState::Gone));
        } else if (said == bulkScripts::isChanged) {
            outcome.changedAgain = outcome.changedAgain || !work.lastPass;
            outcome.settled.append(settledRow(row, work.lastPass ? RowState::Changed : RowState::Pending));
        } else {
            row.before = expiryMoment(work.session, said, sentAt); // somebody may have extended it since
            outcome.settled.append(settledRow(row, RowState::Done));
        }
    }
}

QCoro::Task<RowsOutcome> removeInTransactions(RowWork work)
{
    RowsOutcome outcome;
    outcome.cannotCompare = true;
    const RequestOptions options = bulkOptions(Purpose::Edit);
    for (qsizetype first = 0; first < work.rows.size(); first += rowsPerTransaction) {
        const QList<JournalRow> part = work.rows.mid(first, rowsPerTransaction);
        QList<Command> commands;
        for (const JournalRow &row : part) {
            commands.append(Command::of("DUMP", row.key));
            commands.append(Command::of("PTTL", row.key));
            commands.append(Command::of(work.plan.deletion.inBackground ? "UNLINK" : "DEL", row.key));
        }
        if (!work.session || work.stop.stop_requested()) {
            outcome.hold = failure(Error::Kind::Cancelled).value();
            co_return outcome;
        }
        const WallTime sentAt = work.session->serverClock()->now();
        const Result<Replies> replies = co_await work.session->transaction(commands, options, work.stop);
        ++outcome.requests;
        if (!replies) {
            outcome.hold = replies.error();
            if (replies.error().kind == Error::Kind::UnknownOutcome)
                outcome.settled += inDoubt(part);
            co_return outcome;
        }
        outcome.commands += commands.size();
        for (qsizetype i = 0; i < part.size(); ++i) {
            JournalRow row = part[i];
            const Result<Reply> &dump = (*replies)[size_t(i * 3)];
            const Result<Reply> &ttl = (*replies)[size_t(i * 3 + 1)];
            const Result<Reply> &removed = (*replies)[size_t(i * 3 + 2)];
            if (!removed) {
                outcome.settled.append(settledRow(row, RowState::Failed, removed.error().message));
            } else if (removed->toInteger() == 0) {
                const bool ours = row.state == RowState::InDoubt;
                outcome.settled.append(settledRow(row, ours ? RowState::Done : RowState::Gone));
            } else {
                JournalRow done = settledRow(row, RowState::Done);
                if (ttl && work.session)
                    done.before = expiryMoment(work.session, ttl->toInteger(-1), sentAt);
                if (dump && dump->isString())
                    done.dump = dump->bytes; // the newest, should it have changed
                outcome.settled.append(std::move(done));
            }
        }
    }
    co_return outcome;
}

/// Removals without a copy whose answer was lost. They are not sent again: what is there may be somebody's new key.
QCoro::Task<RowsOutcome> lookAtDoubtful(RowWork work)
{
    RowsOutcome outcome;
    QList<Command> questions;
    for (const JournalRow &row : std::as_const(work.rows))
        questions.append(Command::of("EXISTS", row.key));
    if (questions.isEmpty() || !work.session)
        co_return outcome;
    const RequestOptions options = bulkOptions(Purpose::Edit);
    const Result<Replies> replies = co_await work.session->pipeline(questions, options, work.stop);
    ++outcome.requests;
    for (qsizetype i = 0; i < work.rows.size(); ++i) {
        const Error error = !replies ? replies.error()
            : !(*replies)[size_t(i)] ? (*replies)[size_t(i)].error()
                                     : Error();
        if (!replies || !(*replies)[size_t(i)]) {
            outcome.hold = error;
            co_return outcome;
        }
        outcome.commands += 1;
        const bool isThere = (*replies)[size_t(i)]->toInteger() > 0;
        outcome.settled.append(settledRow(work.rows[i], isThere ? RowState::Changed : RowState::Done));
    }
    co_return outcome;
}

} // namespace

QCoro::Task<RowsOutcome> removePrepared(RowWork work)
{
    RowsOutcome outcome;
    if (work.rows.isEmpty())
        co_return outcome;
    if (!work.session) {
        outcome.hold = failure(Error::Kind::Cancelled).value();
        co_return outcome;
    }
    if (mayCompare(work.session)) {
        QList<QByteArray> keys;
        QList<QByteArray> shas;
        for (const JournalRow &row : std::as_const(work.rows)) {
            keys.append(row.key);
            shas.append(row.sha);
        }
        const Command command = bulkScripts::removeUnchanged(keys, shas, work.plan.deletion.inBackground);
        const RequestOptions options = bulkOptions(Purpose::Edit);
        const WallTime sentAt = work.session->serverClock()->now();
        const Result<Reply> reply = co_await work.session->send(command, options, work.stop);
        ++outcome.requests;
        if (!work.session) {
            outcome.hold = failure(Error::Kind::Cancelled).value();
            co_return outcome;
        }
        if (reply && reply->isArray() && reply->items.size() == size_t(work.rows.size())) {
            takeRemoved(outcome, work, *reply, sentAt);
            work.session->capabilities()->learn(Feature::Scripts, Support::Available);
            outcome.commands += 1 + 2 * work.rows.size() + 1;
            co_return outcome;
        }
        const Error error
            = reply ? failure(Error::Kind::Protocol, u"the script gave an unexpected answer"_s).value() : reply.error();
        if (error.kind == Error::Kind::TooLarge && work.rows.size() > 1) {
            auto [front, back] = halves(work);
            RowsOutcome one = co_await removePrepared(std::move(front));
            outcome.add(std::move(one));
            outcome.tooLarge = true;
            if (!outcome.hold) {
                RowsOutcome two = co_await removePrepared(std::move(back));
                outcome.add(std::move(two));
            }
            co_return outcome;
        }
        if (!learnedNoScripts(work.session, error)) {
            outcome.hold = error;
            if (!surelyNotApplied(error.kind))
                outcome.settled = inDoubt(work.rows);
            co_return outcome;
        }
    }
    RowsOutcome rest = co_await removeInTransactions(std::move(work));
    outcome.add(std::move(rest));
    co_return outcome;
}

QCoro::Task<RowsOutcome> deleteRowsWithCopies(RowWork work)
{
    RowsOutcome outcome;
    RowWork removal = work;
    removal.rows.clear();
    QList<JournalRow> unread;
    QList<Command> questions;
    for (const JournalRow &row : std::as_const(work.rows)) {
        if (row.state != RowState::Pending && !row.sha.isEmpty()) {
            removal.rows.append(row);
            continue;
        }
        unread.append(row);
        questions.append(Command::of("DUMP", row.key));
        questions.append(Command::of("PTTL", row.key));
    }
    if (!work.session) {
        outcome.hold = failure(Error::Kind::Cancelled).value();
        co_return outcome;
    }
    if (!questions.isEmpty()) {
        const RequestOptions options = bulkOptions(Purpose::Edit);
        const WallTime sentAt = work.session->serverClock()->now();
        const Result<Replies> replies = co_await work.session->pipeline(questions, options, work.stop);
        ++outcome.requests;
        if (!work.session) {
            outcome.hold = failure(Error::Kind::Cancelled).value();
            co_return outcome;
        }
        const Error whole = replies ? Error() : replies.error();
        if (!replies && whole.kind == Error::Kind::TooLarge && work.rows.size() > 1) {
            auto [front, back] = halves(work);
            RowsOutcome one = co_await deleteRowsWithCopies(std::move(front));
            outcome.add(std::move(one));
            outcome.tooLarge = true;
            if (!outcome.hold) {
                RowsOutcome two = co_await deleteRowsWithCopies(std::move(back));
                outcome.add(std::move(two));
            }
            co_return outcome;
        }
        if (!replies && !concernsOneKey(whole.kind)) {
            outcome.hold = whole;
            outcome.cannotCopy = whole.kind == Error::Kind::Unsupported;
            co_return outcome;
        }
        QList<JournalRow> copies;
        for (qsizetype i = 0; i < unread.size(); ++i) {
            JournalRow row = unread[i];
            if (!replies) {
                outcome.settled.append(settledRow(row, RowState::Failed, whole.message));
                continue;
            }
            outcome.commands += 2;
            const Result<Reply> &dump = (*replies)[size_t(i * 2)];
            const Result<Reply> &ttl = (*replies)[size_t(i * 2 + 1)];
            const Error error = !dump ? dump.error() : !ttl ? ttl.error() : Error();
            if ((!dump || !ttl) && concernsOneKey(error.kind)) {
                outcome.settled.append(settledRow(row, RowState::Failed, error.message));
            } else if (!dump || !ttl) {
                outcome.hold = error;
                outcome.cannotCopy = error.kind == Error::Kind::Unsupported || error.kind == Error::Kind::NoPermission;
                break;
            } else if (dump->isNil()) {
                const bool ours = row.state == RowState::InDoubt;
                outcome.settled.append(settledRow(row, ours ? RowState::Done : RowState::Gone));
            } else {
                row.dump = dump->bytes;
                row.before = expiryMoment(work.session, ttl->toInteger(-1), sentAt);
                outcome.copyBytes += row.dump.size();
                copies.append(std::move(row));
            }
        }
        if (outcome.cannotCopy)
            co_return outcome;
        if (!copies.isEmpty()) {
            const auto write = [copies](BulkLedger &ledger) {
                return ledger.prepare(copies, BulkLedger::Keep::Copies);
            };
            Result<QList<JournalRow>> kept = co_await work.journal->run(write);
            if (!kept) { // no copy, no deletion
                outcome.hold = kept.error();
                outcome.copyBytes = 0;
                co_return outcome;
            }
            for (JournalRow &row : *kept)
                row.dump = QByteArray();
            removal.rows += std::move(*kept);
        }
        if (outcome.hold)
            co_return outcome;
    }
    RowsOutcome removed = co_await removePrepared(std::move(removal));
    outcome.add(std::move(removed));
    co_return outcome;
}

QCoro::Task<RowsOutcome> deleteRowsForGood(RowWork work)
{
    RowsOutcome outcome;
    QList<JournalRow> sent;
    RowWork copied = work;
    RowWork doubtful = work;
    copied.rows.clear();
    doubtful.rows.clear();
    for (const JournalRow &row : std::as_const(work.rows)) {
        if (row.state == RowState::Pending)
            sent.append(row);
        else if (!row.sha.isEmpty())
            copied.rows.append(row); // there is a copy from before: as good as the others
        else if (row.state == RowState::InDoubt)
            doubtful.rows.append(row);
        else
            sent.append(row);
    }
    RowsOutcome fromCopies = co_await removePrepared(std::move(copied));
    outcome.add(std::move(fromCopies));
    if (!outcome.hold) {
        RowsOutcome looked = co_await lookAtDoubtful(std::move(doubtful));
        outcome.add(std::move(looked));
    }
    if (outcome.hold)
        co_return outcome;
    const qsizetype perCommand = std::max(1, work.plan.deletion.keysPerCommand);
    QList<Command> commands;
    for (qsizetype first = 0; first < sent.size(); first += perCommand) {
        Command command = Command::of(work.plan.deletion.inBackground ? "UNLINK" : "DEL");
        for (qsizetype i = first; i < std::min(first + perCommand, sent.size()); ++i)
            command.append(sent[i].key);
        commands.append(std::move(command));
    }
    if (commands.isEmpty())
        co_return outcome;
    const auto write = [sent](BulkLedger &ledger) {
        return ledger.prepare(sent, BulkLedger::Keep::Sums);
    };
    const Result<QList<JournalRow>> noted = co_await work.journal->run(write);
    if (!noted || !work.session) {
        outcome.hold = noted ? failure(Error::Kind::Cancelled).value() : noted.error();
        co_return outcome;
    }
    const RequestOptions options = bulkOptions(Purpose::Edit);
    const Result<Replies> replies = co_await work.session->pipeline(commands, options, work.stop);
    ++outcome.requests;
    for (qsizetype c = 0; c < commands.size(); ++c) {
        const Error error = !replies ? replies.error()
            : !(*replies)[size_t(c)] ? (*replies)[size_t(c)].error()
                                     : Error();
        const bool ran = replies && (*replies)[size_t(c)];
        const QList<JournalRow> rows = sent.mid(c * perCommand, perCommand);
        outcome.commands += replies ? 1 : 0;
        if (ran)
            outcome.goneAmongDone += rows.size() - std::min<qint64>(rows.size(), (*replies)[size_t(c)]->toInteger());
        for (const JournalRow &row : rows) {
            if (ran)
                outcome.settled.append(settledRow(row, RowState::Done));
            else if (error.kind == Error::Kind::UnknownOutcome)
                outcome.settled.append(settledRow(row, RowState::InDoubt));
            else if (concernsOneKey(error.kind))
                outcome.settled.append(settledRow(row, RowState::Failed, error.message));
            else
                outcome.settled.append(settledRow(row, RowState::Pending));
        }
        if (!ran && !concernsOneKey(error.kind) && !outcome.hold)
            outcome.hold = error;
    }
    co_return outcome;
}

} // namespace stashdeck
