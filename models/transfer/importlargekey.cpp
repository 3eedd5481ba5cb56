// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/bulk/rowwork.h"
#include "models/session/capabilities.h"
#include "models/transfer/entrycommands.h"
#include "models/transfer/importrows.h"
#include "models/transfer/importscripts.h"
#include "models/transfer/importsteps.h"
#include "models/transfer/importwork.h"

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The commands of an entry with the temporary name in its place.
QList<Command> commandsUnder(const QByteArray &name, const TransferEntry &entry, qint64 requestLimit,
                             QSet<qsizetype> &optional)
{
    CommandChunk chunk;
    chunk.bytes = std::max<qsizetype>(1024, std::min<qsizetype>(chunk.bytes, requestLimit / 8));
    QList<Command> commands;
    for (KeyedCommand &keyed : commandsOf(entry, chunk)) {
        keyed.words[keyed.keyAt] = name;
        if (entry.form == TransferEntry::Form::Dump) {
            keyed.words = {"RESTORE", name, "0", entry.dump}; // the last word can be the body, as it is
        }
        if (keyed.isOptional)
            optional.insert(commands.size());
        commands.append(Command(keyed.words));
    }
    return commands;
}

/// As many commands as one request takes, one at least.
QList<Command> requestFrom(const QList<Command> &commands, qsizetype first, qint64 requestLimit)
{
    constexpr qsizetype most = 1000;
    constexpr qint64 wrapped = 1024; ///< of a command with words that are not UTF-8
    QList<Command> some;
    qint64 bytes = 0;
    for (qsizetype i = first; i < commands.size() && some.size() < most; ++i) {
        qint64 size = wrapped;
        for (const QByteArray &word : commands[i].words())
            size += carriedSize(word);
        if (!some.isEmpty() && bytes + size > requestLimit)
            break;
        bytes += size;
        some.append(commands[i]);
    }
    return some;
}

ImportDone settledPart(ImportWork work, ImportOutcome outcome, const QString &note)
{
    ImportDone done;
    done.large = std::move(work.large);
    done.head = std::move(work.head);
    done.large.row.outcome = outcome;
    done.large.row.note = note;
    done.large.isSettled = true;
    return done;
}

/// Removes what was built; the last part of a settled key puts its row into the journal.
QCoro::Task<ImportDone> closedPart(ImportWork work, ImportDone done)
{
    const RequestOptions options = bulkOptions(Purpose::Edit);
    if (done.large.isBuilt && work.session) {
        const Command removal = Command::of("DEL", done.large.temporary);
        const Result<Reply> removed = co_await work.session->send(removal, options, work.stop);
        ++done.head.tally.requests;
        ++done.head.tally.commands;
        if (!removed) {
            done.hold = removed.error();
            co_return done;
        }
        done.large.isBuilt = false;
    }
    const bool isLast = !work.chunk->entries.constFirst().entry.more;
    done.head.temporary.clear();
    done.head.renaming = done.large.wasNamed && !isLast;
    QList<ImportRow> rows;
    if (isLast) {
        rows.append(done.large.row);
        settle(done.head, done.large.row);
    }
    const Result<void> written = co_await recorded(work.journal, rows, done.head);
    if (!written)
        done.hold = written.error();
    else
        done.rows = rows;
    co_return done;
}

/// Gives the built key its name.
QCoro::Task<Result<QByteArray>> finished(ImportWork work, LargeImport large)
{
    const ImportPolicy policy = work.head.plan.policy;
    const RequestOptions options = bulkOptions(Purpose::Edit);
    if (!work.session)
        co_return failure(Error::Kind::Cancelled);
    if (!work.withoutScripts) {
        const Command command
            = importScripts::finish(large.row.key, large.temporary, policy, large.row.type,
                                    large.setsExpiry ? importScripts::keepExpiry : large.expiry, large.hiddenFields);
        const Result<Reply> reply = co_await work.session->send(command, options, work.stop);
        if (reply)
            co_return reply->bytes;
        if (reply.error().kind != Error::Kind::Unsupported && reply.error().kind != Error::Kind::NoPermission)
            co_return tl::unexpected(reply.error());
        if (!work.session)
            co_return failure(Error::Kind::Cancelled);
        learnScripts(work.session, reply.error());
    }
    if (policy == ImportPolicy::Merge || !large.hiddenFields.isEmpty())
        co_return failure(Error::Kind::Unsupported, u"EVAL"_s);
    QList<Command> commands;
    if (large.setsExpiry)
        commands.append(Command::of("EXISTS", large.temporary));
    else if (large.expiry == TransferEntry::noExpiry)
        commands.append(Command::of("PERSIST", large.temporary));
    else
        commands.append(Command::of("PEXPIREAT", large.temporary, large.expiry));
    commands.append(
        Command::of(policy == ImportPolicy::Replace ? "RENAME" : "RENAMENX", large.temporary, large.row.key));
    const Result<Replies> replies = co_await work.session->transaction(commands, options, work.stop);
    if (!replies)
        co_return tl::unexpected(replies.error());
    const Result<Reply> &renamed = replies->back();
    if (!renamed)
        co_return tl::unexpected(renamed.error());
    if (policy == ImportPolicy::Replace)
        co_return large.existing == KeyType::Unknown ? QByteArray("new") : QByteArray("replaced");
    co_return renamed->toInteger() == 1 ? QByteArray("new") : QByteArray("exists");
}

} // namespace

QCoro::Task<ImportDone> importPart(ImportWork work)
{
    const KeyStream::Entry &item = work.chunk->entries.constFirst();
    const TransferEntry &entry = item.entry;
    const ImportPlan plan = work.head.plan;
    const RequestOptions options = bulkOptions(Purpose::Edit);
    LargeImport &large = work.large;
    const bool isFirst = large.row.ordinal != item.ordinal;
    if (isFirst) {
        large = LargeImport();
        large.row = importRowOf(item, plan);
        large.temporary = importTemporaryKey(work.head.id, large.row.key, item.ordinal);
        large.expiry = entry.expiry;
        large.setsExpiry = entry.form == TransferEntry::Form::Commands;
    } else {
        addPart(large.row, entry);
    }
    large.hiddenFields += entry.hiddenFields;
    if (large.isSettled) {
        ImportDone done = settledPart(work, large.row.outcome, large.row.note);
        ImportDone closed = co_await closedPart(work, std::move(done));
        co_return closed;
    }
    if (!work.session) {
        ImportDone done;
        done.head = work.head;
        done.hold = failure(Error::Kind::Cancelled).value();
        co_return done;
    }
    const std::optional<Verdict> verdict = verdictOf(entry, plan, work.session->clock()->now());
    if (verdict) {
        ImportDone done = settledPart(work, verdict->outcome, verdict->note);
        ImportDone closed = co_await closedPart(work, std::move(done));
        co_return closed;
    }
    if (isFirst) {
        const Command ask = Command::of("TYPE", large.row.key);
        const Result<Reply> type = co_await work.session->send(ask, options, work.stop);
        ++work.head.tally.requests;
        ++work.head.tally.commands;
        if (!type) {
            ImportDone done;
            done.head = work.head;
            done.hold = type.error();
            co_return done;
        }
        large.existing = keyTypeFromWord(type->bytes);
        const bool exists = large.existing != KeyType::Unknown;
        large.wasNamed = exists && work.head.renaming && work.head.temporary.isEmpty();
        if (large.wasNamed) {
            const ImportOutcome outcome = plan.policy == ImportPolicy::Replace ? ImportOutcome::Replaced
                : plan.policy == ImportPolicy::Merge                           ? ImportOutcome::Merged
                                                                               : ImportOutcome::New;
            ImportDone done = settledPart(work, outcome, {});
            ImportDone closed = co_await closedPart(work, std::move(done));
            co_return closed;
        }
        const bool leaves = exists
            && (plan.policy == ImportPolicy::Skip || plan.policy == ImportPolicy::Fail
                || (plan.policy == ImportPolicy::Merge && !areMergeable(large.existing, entry.type)));
        if (leaves) {
            ImportDone done = settledPart(
                work, plan.policy == ImportPolicy::Fail ? ImportOutcome::Refused : ImportOutcome::Skipped, {});
            ImportDone closed = co_await closedPart(work, std::move(done));
            co_return closed;
        }
        work.head.temporary = large.temporary;
        work.head.renaming = false;
        const Result<void> written = co_await noted(work.journal, work.head);
        if (!written || !work.session) {
            ImportDone done;
            done.head = work.head;
            done.hold = written ? failure(Error::Kind::Cancelled).value() : written.error();
            co_return done;
        }
    }
    QSet<qsizetype> optional; // may fail
    QList<Command> commands = commandsUnder(large.temporary, entry, plan.requestLimit, optional);
    if (isFirst && !large.setsExpiry) // whatever becomes of us, it does not stay for ever
        commands.append(Command::of("PEXPIRE", large.temporary, 86'400'000));
    large.isBuilt = true;
    Error problem;
    bool failed = false;
    if (entry.form == TransferEntry::Form::Dump) {
        for (const Command &command : std::as_const(commands)) {
            if (!work.session)
                break;
            const Result<Reply> reply = co_await work.session->send(command, options, work.stop);
            ++work.head.tally.requests;
            ++work.head.tally.commands;
            if (!reply) {
                failed = true;
                problem = reply.error();
                break;
            }
        }
    } else {
        for (qsizetype first = 0; first < commands.size() && !failed;) {
            const QList<Command> some = requestFrom(commands, first, plan.requestLimit);
            if (!work.session)
                break;
            const Result<Replies> replies = co_await work.session->pipeline(some, options, work.stop);
            ++work.head.tally.requests;
            work.head.tally.commands += some.size();
            if (!replies) {
                failed = true;
                problem = replies.error();
                break;
            }
            for (size_t i = 0; i < replies->size() && !failed; ++i) {
                const Result<Reply> &reply = (*replies)[i];
                failed = !reply && (!optional.contains(first + qsizetype(i)) || !concernsTheKey(reply.error()));
                if (failed)
                    problem = reply.error();
            }
            first += some.size();
        }
    }
    if (!work.session && !failed) {
        failed = true;
        problem = failure(Error::Kind::Cancelled).value();
    }
    if (failed) {
        if (concernsTheKey(problem)) {
            ImportDone done = settledPart(
                work, problem.kind == Error::Kind::TooLarge ? ImportOutcome::TooLarge : ImportOutcome::Failed,
                problem.message);
            ImportDone closed = co_await closedPart(work, std::move(done));
            co_return closed;
        }
        ImportDone done;
        done.head = work.head;
        done.hold = problem;
        co_return done;
    }
    ImportDone done;
    done.head = work.head;
    done.large = large;
    if (entry.more)
        co_return done;
    work.head.renaming = true;
    const Result<void> marked = co_await noted(work.journal, work.head);
    if (!marked) {
        done.hold = marked.error();
        co_return done;
    }
    done.head.renaming = true;
    const Result<QByteArray> word = co_await finished(work, large);
    ++done.head.tally.requests;
    done.head.tally.commands += 5;
    if (!word) {
        if (word.error().kind == Error::Kind::Unsupported) {
            done.lacksScripts = true;
            done.hold = word.error();
        } else if (concernsOneKey(word.error().kind) && !isFull(word.error())) {
            ImportDone ended = settledPart(work, ImportOutcome::Failed, word.error().message);
            ended.head = done.head;
            ImportDone closed = co_await closedPart(work, std::move(ended));
            co_return closed;
        } else {
            done.hold = word.error();
        }
        co_return done;
    }
    QString note;
    const ImportOutcome outcome = outcomeOf(*word, plan.policy, note);
    work.large.isBuilt = *word == "exists"; // in all other cases it has its name, or was merged
    ImportDone ended = settledPart(work, outcome, note);
    ended.head = done.head;
    ImportDone closed = co_await closedPart(work, std::move(ended));
    co_return closed;
}

QCoro::Task<ImportDone> importCleared(ImportWork work)
{
    ImportDone done;
    done.head = work.head;
    if (work.head.temporary.isEmpty())
        co_return done;
    const RequestOptions options = bulkOptions(Purpose::Edit);
    if (!work.session) {
        done.hold = failure(Error::Kind::Cancelled).value();
        co_return done;
    }
    if (work.head.renaming) {
        const Command ask = Command::of("EXISTS", work.head.temporary);
        const Result<Reply> there = co_await work.session->send(ask, options, work.stop);
        ++done.head.tally.requests;
        ++done.head.tally.commands;
        if (!there) {
            done.hold = there.error();
            co_return done;
        }
        if (there->toInteger() == 0) { // it has its name: the next key of the file is not to be written again
            done.head.temporary.clear();
            const Result<void> written = co_await noted(work.journal, done.head);
            if (!written)
                done.hold = written.error();
            co_return done;
        }
        if (!work.session) {
            done.hold = failure(Error::Kind::Cancelled).value();
            co_return done;
        }
    }
    const Command removal = Command::of("DEL", work.head.temporary);
    const Result<Reply> removed = co_await work.session->send(removal, options, work.stop);
    ++done.head.tally.requests;
    ++done.head.tally.commands;
    if (!removed) {
        done.hold = removed.error();
        co_return done;
    }
    done.head.temporary.clear();
    done.head.renaming = false;
    const Result<void> written = co_await noted(work.journal, done.head);
    if (!written)
        done.hold = written.error();
    co_return done;
}

} // namespace stashdeck
