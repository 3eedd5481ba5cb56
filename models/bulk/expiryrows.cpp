// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/bulk/expiryrows.h"

#include "models/bulk/bulkscripts.h"
#include "models/session/capabilities.h"
#include "models/session/serverclock.h"

#include <QRandomGenerator>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

/// How far a re-read expiry may be from what was set and still be it: two clocks and a round trip.
constexpr qint64 toleranceMs = 5000;

JournalRow with(JournalRow row, RowState state, const QString &note = {})
{
    row.state = state;
    row.note = note;
    return row;
}

JournalRow withUndo(JournalRow row, UndoState undo, const QString &note = {})
{
    row.undo = undo;
    row.note = note;
    return row;
}

bool isNear(qint64 one, qint64 other)
{
    if (one == JournalRow::noExpiry || other == JournalRow::noExpiry)
        return one == other;
    return std::abs(one - other) <= toleranceMs;
}

qint64 chance(Milliseconds spread)
{
    if (spread.count() <= 0)
        return 0;
    return qint64(QRandomGenerator::global()->generateDouble() * double(spread.count()));
}

qint64 wantedExpiry(const ExpiryChoices &choices, WallTime now)
{
    switch (choices.mode) {
    case ExpiryChoices::Mode::In:
        return (now + choices.in).time_since_epoch().count() + chance(choices.spread);
    case ExpiryChoices::Mode::At:
        return choices.at.time_since_epoch().count() + chance(choices.spread);
    case ExpiryChoices::Mode::Never:
        return JournalRow::noExpiry;
    }
    Q_UNREACHABLE();
}

} // namespace

Command expiryCommand(const QByteArray &key, const ExpiryChoices &choices, Milliseconds left, WallTime at)
{
    if (choices.mode == ExpiryChoices::Mode::Never)
        return Command::of("PERSIST", key);
    Command command = choices.mode == ExpiryChoices::Mode::At
        ? Command::of("PEXPIREAT", key, at.time_since_epoch().count())
        : Command::of("PEXPIRE", key, left.count()); // from now: the two clocks may differ
    switch (choices.only) {
    case ExpiryChoices::Only::Always:
        break;
    case ExpiryChoices::Only::IfNone:
        command.append("NX");
        break;
    case ExpiryChoices::Only::IfSome:
        command.append("XX");
        break;
    case ExpiryChoices::Only::IfLonger:
        command.append("GT");
        break;
    case ExpiryChoices::Only::IfShorter:
        command.append("LT");
        break;
    }
    return command;
}

QCoro::Task<RowsOutcome> changeExpiryOfRows(RowWork work)
{
    RowsOutcome outcome;
    const RequestOptions options = bulkOptions(Purpose::Edit);
    QList<Command> questions;
    for (const JournalRow &row : std::as_const(work.rows))
        questions.append(Command::of("PTTL", row.key));
    if (!work.session || questions.isEmpty()) {
        if (!work.session)
            outcome.hold = failure(Error::Kind::Cancelled).value();
        co_return outcome;
    }
    const WallTime askedAt = work.session->serverClock()->now();
    const Result<Replies> ttls = co_await work.session->pipeline(questions, options, work.stop);
    ++outcome.requests;
    if (!ttls || !work.session) {
        outcome.hold = ttls ? failure(Error::Kind::Cancelled).value() : ttls.error();
        co_return outcome;
    }
    const WallTime now = work.session->serverClock()->now();
    QList<JournalRow> ready;
    for (qsizetype i = 0; i < work.rows.size(); ++i) {
        JournalRow row = work.rows[i];
        const Result<Reply> &ttl = (*ttls)[size_t(i)];
        outcome.commands += 1;
        if (!ttl && concernsOneKey(ttl.error().kind)) {
            outcome.settled.append(with(row, RowState::Failed, ttl.error().message));
            continue;
        }
        if (!ttl) {
            outcome.hold = ttl.error();
            co_return outcome;
        }
        const qint64 current = expiryMoment(work.session, ttl->toInteger(-1), askedAt);
        if (ttl->toInteger() == -2) {
            outcome.settled.append(with(row, RowState::Gone));
        } else if (row.state == RowState::InDoubt && isNear(current, row.after)) {
            outcome.settled.append(with(row, RowState::Done)); // it had arrived
        } else {
            row.before = current;
            row.after = wantedExpiry(work.plan.change, now);
            ready.append(std::move(row));
        }
    }
    if (ready.isEmpty())
        co_return outcome;
    const auto write = [ready](BulkLedger &ledger) {
        return ledger.prepare(ready, BulkLedger::Keep::Sums);
    };
    const Result<QList<JournalRow>> kept = co_await work.journal->run(write);
    if (!kept || !work.session) {
        outcome.hold = kept ? failure(Error::Kind::Cancelled).value() : kept.error();
        co_return outcome;
    }
    QList<Command> commands;
    const WallTime sentAt = work.session->serverClock()->now();
    for (const JournalRow &row : std::as_const(ready)) {
        const WallTime at{Milliseconds(row.after)};
        commands.append(expiryCommand(row.key, work.plan.change, at - sentAt, at));
    }
    const Result<Replies> replies = co_await work.session->pipeline(commands, options, work.stop);
    ++outcome.requests;
    for (qsizetype i = 0; i < ready.size(); ++i) {
        const Error error = !replies ? replies.error()
            : !(*replies)[size_t(i)] ? (*replies)[size_t(i)].error()
                                     : Error();
        if (replies && (*replies)[size_t(i)]) {
            outcome.commands += 1;
            const bool changed = (*replies)[size_t(i)]->toInteger() == 1;
            const bool conditional = work.plan.change.mode == ExpiryChoices::Mode::Never
                || work.plan.change.only != ExpiryChoices::Only::Always;
            outcome.settled.append(with(ready[i],
                                        changed           ? RowState::Done
                                            : conditional ? RowState::Skipped
                                                          : RowState::Gone));
        } else if (error.kind == Error::Kind::UnknownOutcome) {
            outcome.settled.append(with(ready[i], RowState::InDoubt));
        } else if (concernsOneKey(error.kind)) {
            outcome.settled.append(with(ready[i], RowState::Failed, error.message));
        } else {
            outcome.settled.append(with(ready[i], RowState::Pending));
        }
        if ((!replies || !(*replies)[size_t(i)]) && !concernsOneKey(error.kind) && !outcome.hold)
            outcome.hold = error;
    }
    co_return outcome;
}

namespace {

/// Without scripts: look, then set. Somebody may change it in between.
QCoro::Task<RowsOutcome> putBackInTwoSteps(RowWork work)
{
    RowsOutcome outcome;
    outcome.cannotCompare = true;
    const RequestOptions options = bulkOptions(Purpose::Edit);
    QList<Command> questions;
    for (const JournalRow &row : std::as_const(work.rows))
        questions.append(Command::of("PTTL", row.key));
    const WallTime askedAt = work.session->serverClock()->now();
    const Result<Replies> ttls = co_await work.session->pipeline(questions, options, work.stop);
    ++outcome.requests;
    if (!ttls || !work.session) {
        outcome.hold = ttls ? failure(Error::Kind::Cancelled).value() : ttls.error();
        co_return outcome;
    }
    outcome.commands += questions.size();
    QList<JournalRow> ready;
    QList<Command> commands;
    const WallTime now = work.session->serverClock()->now();
    for (qsizetype i = 0; i < work.rows.size(); ++i) {
        const JournalRow &row = work.rows[i];
        const qint64 ttl = (*ttls)[size_t(i)] ? (*ttls)[size_t(i)]->toInteger(-2) : -2;
        if (ttl == -2 || !isNear(expiryMoment(work.session, ttl, askedAt), row.after)) {
            outcome.settled.append(withUndo(row, UndoState::Changed));
            continue;
        }
        ready.append(row);
        commands.append(row.before == JournalRow::noExpiry
                            ? Command::of("PERSIST", row.key)
                            : Command::of("PEXPIRE", row.key, leftOf(row.before, now).value_or(1)));
    }
    if (commands.isEmpty())
        co_return outcome;
    const Result<Replies> replies = co_await work.session->pipeline(commands, options, work.stop);
    ++outcome.requests;
    if (!replies) {
        outcome.hold = replies.error();
        co_return outcome;
    }
    outcome.commands += commands.size();
    for (qsizetype i = 0; i < ready.size(); ++i) {
        const Result<Reply> &reply = (*replies)[size_t(i)];
        outcome.settled.append(withUndo(ready[i], reply ? UndoState::Undone : UndoState::Failed,
                                        reply ? QString() : reply.error().message));
    }
    co_return outcome;
}

} // namespace

QCoro::Task<RowsOutcome> putExpiryOfRowsBack(RowWork work)
{
    RowsOutcome outcome;
    if (!work.session) {
        outcome.hold = failure(Error::Kind::Cancelled).value();
        co_return outcome;
    }
    const WallTime now = work.session->serverClock()->now();
    QList<JournalRow> sent;
    QList<bulkScripts::ExpiryItem> items;
    for (const JournalRow &row : std::as_const(work.rows)) {
        const std::optional<qint64> left = leftOf(row.before, now);
        if (!left || !leftOf(row.after, now)) {
            // Its old time is over: to put it back would delete it.
            outcome.settled.append(withUndo(row, UndoState::Expired));
            continue;
        }
        bulkScripts::ExpiryItem item;
        item.key = row.key;
        item.expected = row.after == JournalRow::noExpiry ? -1 : leftOf(row.after, now).value_or(0);
        item.wanted = row.before == JournalRow::noExpiry ? -1 : *left;
        items.append(item);
        sent.append(row);
    }
    if (items.isEmpty())
        co_return outcome;
    RowWork rest = work;
    rest.rows = sent;
    if (work.session->capabilities()->mayUse(Capabilities::Feature::Scripts)) {
        const Command command = bulkScripts::putExpiryBack(items, toleranceMs);
        const RequestOptions options = bulkOptions(Purpose::Edit);
        const Result<Reply> reply = co_await work.session->send(command, options, work.stop);
        ++outcome.requests;
        if (!work.session) {
            outcome.hold = failure(Error::Kind::Cancelled).value();
            co_return outcome;
        }
        if (reply && reply->isArray() && reply->items.size() == size_t(items.size())) {
            outcome.commands += 1 + 2 * items.size();
            for (qsizetype i = 0; i < sent.size(); ++i) {
                const bool undone = reply->items[size_t(i)].toInteger() == 1;
                outcome.settled.append(withUndo(sent[i], undone ? UndoState::Undone : UndoState::Changed));
            }
            co_return outcome;
        }
        const Error error
            = reply ? failure(Error::Kind::Protocol, u"the script gave an unexpected answer"_s).value() : reply.error();
        if (error.kind != Error::Kind::Unsupported && error.kind != Error::Kind::NoPermission) {
            outcome.hold = error; // sent twice it does no harm: it only acts on what is still ours
            co_return outcome;
        }
        work.session->capabilities()->learn(Capabilities::Feature::Scripts,
                                            error.kind == Error::Kind::Unsupported
                                                ? Capabilities::Support::Missing
                                                : Capabilities::Support::NotPermitted);
    }
    RowsOutcome two = co_await putBackInTwoSteps(std::move(rest));
    outcome.add(std::move(two));
    co_return outcome;
}

} // namespace stashdeck
