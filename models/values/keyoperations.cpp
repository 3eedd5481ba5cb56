// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/keyoperations.h"

#include "models/session/capabilities.h"
#include "models/session/serverclock.h"

namespace stashdeck {

namespace {

RequestOptions editOptions()
{
    RequestOptions options;
    options.purpose = Purpose::Edit;
    return options;
}

/// Known now by looking: the write did not happen.
Error notApplied(Error error)
{
    error.kind = Error::Kind::Network;
    return error;
}

bool saysNoSuchKey(const Error &error)
{
    return error.kind == Error::Kind::Command && error.message.contains(QLatin1String("no such key"));
}
bool saysBusyKey(const Error &error)
{
    return error.message.startsWith(QLatin1String("BUSYKEY"));
}

bool cannotCopy(const Error &error)
{
    return error.kind == Error::Kind::Unsupported || error.kind == Error::Kind::NoPermission;
}

std::optional<WallTime> expiryFrom(const Result<Reply> &ttl, const ServerClock &clock, WallTime sentAt)
{
    return ttl ? clock.expiryOf(ttl->toInteger(-1), sentAt) : std::nullopt;
}

/// How far a re-read expiry may be from what was asked for and still be it.
constexpr Milliseconds expiryTolerance{5000};

} // namespace

Command ttlCommand(const QByteArray &key, const TtlChange &change)
{
    Command command;
    switch (change.mode) {
    case TtlChange::Mode::In:
        command = change.in.count() % 1000 == 0 ? Command::of("EXPIRE", key, change.in.count() / 1000)
                                                : Command::of("PEXPIRE", key, change.in.count());
        break;
    case TtlChange::Mode::At:
        command = Command::of("PEXPIREAT", key, change.at.time_since_epoch().count());
        break;
    case TtlChange::Mode::Never:
        return Command::of("PERSIST", key);
    }
    if (change.onlyIfLonger)
        command.append("GT");
    return command;
}

QCoro::Task<Result<TtlOutcome>> changeTtl(QPointer<Session> session, QByteArray key, TtlChange change,
                                          std::stop_token stop)
{
    if (!session)
        co_return failure(Error::Kind::Cancelled);
    const RequestOptions options = editOptions();
    const WallTime sentAt = session->serverClock()->now();
    const Command command = ttlCommand(key, change);
    const Result<Reply> reply = co_await session->send(command, options, stop);
    if (!session)
        co_return failure(Error::Kind::Cancelled);
    if (!reply && surelyNotApplied(reply.error().kind))
        co_return tl::unexpected(reply.error());

    std::optional<WallTime> wanted;
    if (change.mode == TtlChange::Mode::In)
        wanted = session->serverClock()->expiryFor(change.in, sentAt);
    else if (change.mode == TtlChange::Mode::At)
        wanted = change.at;
    TtlOutcome outcome;
    outcome.expiresAt = wanted;
    if (reply && reply->toInteger() == 1)
        co_return outcome;

    // Refused, or the answer was lost: see what it is now.
    const WallTime askedAt = session->serverClock()->now();
    const Command ask = Command::of("PTTL", key);
    const Result<Reply> ttl = co_await session->send(ask, options, stop);
    if (!session)
        co_return failure(Error::Kind::Cancelled);
    if (!ttl)
        co_return tl::unexpected(reply ? ttl.error() : reply.error());
    outcome.expiresAt = expiryFrom(ttl, *session->serverClock(), askedAt);
    if (ttl->toInteger() == -2) {
        outcome.kind = TtlOutcome::Kind::Gone;
        co_return outcome;
    }
    const bool isAsWanted = wanted.has_value() == outcome.expiresAt.has_value()
        && (!wanted || std::chrono::abs(*wanted - *outcome.expiresAt) < expiryTolerance);
    if (isAsWanted)
        co_return outcome;
    if (!reply)
        co_return tl::unexpected(notApplied(reply.error()));
    if (change.onlyIfLonger) {
        outcome.kind = TtlOutcome::Kind::NotLonger;
        co_return outcome;
    }
    // It was gone when the command came and is there again now, or somebody changed it at once.
    outcome.kind = TtlOutcome::Kind::Gone;
    co_return outcome;
}

Command renameCommand(const QByteArray &from, const QByteArray &to)
{
    return Command::of("RENAMENX", from, to);
}

QCoro::Task<Result<RenameOutcome>> renameKey(QPointer<Session> session, QByteArray from, QByteArray to,
                                             std::stop_token stop)
{
    if (!session)
        co_return failure(Error::Kind::Cancelled);
    const RequestOptions options = editOptions();
    const Command rename = renameCommand(from, to);
    const Result<Reply> reply = co_await session->send(rename, options, stop);
    if (reply)
        co_return reply->toInteger() == 1 ? RenameOutcome::Renamed : RenameOutcome::TargetExists;
    if (saysNoSuchKey(reply.error()))
        co_return RenameOutcome::Gone;
    if (surelyNotApplied(reply.error().kind) || !session)
        co_return tl::unexpected(reply.error());
    const QList<Command> look{Command::of("EXISTS", from), Command::of("EXISTS", to)};
    const Result<Replies> replies = co_await session->pipeline(look, options, stop);
    if (!replies || !replies->at(0) || !replies->at(1))
        co_return tl::unexpected(reply.error());
    const bool isOldThere = replies->at(0)->toInteger() == 1;
    const bool isNewThere = replies->at(1)->toInteger() == 1;
    if (!isOldThere && isNewThere)
        co_return RenameOutcome::Renamed;
    if (isOldThere && isNewThere)
        co_return RenameOutcome::TargetExists;
    if (isOldThere)
        co_return tl::unexpected(notApplied(reply.error()));
    co_return RenameOutcome::Gone;
}

QList<Command> deleteCommands(const QByteArray &key, bool keepCopy)
{
    if (!keepCopy)
        return {Command::of("DEL", key)};
    return {Command::of("DUMP", key), Command::of("PTTL", key), Command::of("DEL", key)};
}

QCoro::Task<Result<DeleteOutcome>> deleteKey(QPointer<Session> session, DeleteRequest request, std::stop_token stop)
{
    if (!session)
        co_return failure(Error::Kind::Cancelled);
    const RequestOptions options = editOptions();
    const QPointer<Capabilities> capabilities(session->capabilities());
    DeleteOutcome outcome;
    if (request.keepCopy) {
        if (!capabilities->mayUse(Capabilities::Feature::Dump)) {
            outcome.kind = DeleteOutcome::Kind::CopyImpossible;
            co_return outcome;
        }
        if (request.knownBytes < 0 && capabilities->mayUse(Capabilities::Feature::MemoryUsage)) {
            const Command ask = Command::of("MEMORY", "USAGE", request.key);
            const Result<Reply> bytes = co_await session->send(ask, options, stop);
            if (!session)
                co_return failure(Error::Kind::Cancelled);
            if (!bytes && !cannotCopy(bytes.error()))
                co_return tl::unexpected(bytes.error());
            capabilities->learn(Capabilities::Feature::MemoryUsage,
                                bytes ? Capabilities::Support::Available : Capabilities::Support::Missing);
            request.knownBytes = bytes ? bytes->toInteger(-1) : -1;
        }
        if (request.knownBytes > request.copyLimit) {
            outcome.kind = DeleteOutcome::Kind::CopyTooLarge;
            co_return outcome;
        }
    }

    const WallTime sentAt = session->serverClock()->now();
    const QList<Command> commands = deleteCommands(request.key, request.keepCopy);
    const Result<Replies> replies = co_await session->transaction(commands, options, stop);
    if (!session)
        co_return failure(Error::Kind::UnknownOutcome);
    if (!replies) {
        if (cannotCopy(replies.error()) && request.keepCopy) { // discarded as a whole: nothing was deleted
            capabilities->learn(Capabilities::Feature::Dump,
                                replies.error().kind == Error::Kind::Unsupported ? Capabilities::Support::Missing
                                                                                 : Capabilities::Support::NotPermitted);
            outcome.kind = DeleteOutcome::Kind::CopyImpossible;
            co_return outcome;
        }
        if (surelyNotApplied(replies.error().kind))
            co_return tl::unexpected(replies.error());
        const Command look = Command::of("EXISTS", request.key);
        const Result<Reply> there = co_await session->send(look, options, stop);
        if (!there)
            co_return tl::unexpected(replies.error());
        if (there->toInteger() > 0)
            co_return tl::unexpected(notApplied(replies.error()));
        co_return outcome; // deleted, and the copy was lost with the answer
    }

    const Result<Reply> &removed = replies->back();
    if (!removed)
        co_return tl::unexpected(removed.error());
    if (removed->toInteger() == 0)
        outcome.kind = DeleteOutcome::Kind::Gone;
    if (request.keepCopy && replies->at(0) && replies->at(0)->isString() && removed->toInteger() > 0) {
        capabilities->learn(Capabilities::Feature::Dump, Capabilities::Support::Available);
        SavedCopy copy;
        copy.key = request.key;
        copy.typeName = request.typeName;
        copy.length = request.length;
        copy.dump = replies->at(0)->bytes;
        copy.expiresAt = expiryFrom(replies->at(1), *session->serverClock(), sentAt);
        copy.takenAt = session->serverClock()->now();
        outcome.copy = std::move(copy);
    }
    co_return outcome;
}

QCoro::Task<Result<RestoreOutcome>> restoreKey(QPointer<Session> session, SavedCopy copy, ReplaceExisting replace,
                                               std::stop_token stop)
{
    if (!session)
        co_return failure(Error::Kind::Cancelled);
    const RequestOptions options = editOptions();
    RestoreOutcome outcome;
    // RESTORE takes the time that is left. Both moments are of this computer's clock, so its error cancels out.
    const WallTime now = session->serverClock()->now();
    const qint64 left = copy.expiresAt ? (*copy.expiresAt - now).count() : 0;
    if (copy.expiresAt && left <= 0) {
        outcome.kind = RestoreOutcome::Kind::Expired;
        co_return outcome;
    }
    Result<Reply> restored = failure(Error::Kind::Protocol);
    if (replace == ReplaceExisting::No) {
        const Command restore = Command::of("RESTORE", copy.key, left, copy.dump);
        restored = co_await session->send(restore, options, stop);
    } else {
        const QList<Command> commands{Command::of("TYPE", copy.key), Command::of("DUMP", copy.key),
                                      Command::of("PTTL", copy.key),
                                      Command::of("RESTORE", copy.key, left, copy.dump, "REPLACE")};
        const Result<Replies> replies = co_await session->transaction(commands, options, stop);
        restored = replies ? replies->at(3) : Result<Reply>(tl::unexpected(replies.error()));
        if (session && replies && replies->at(1) && replies->at(1)->isString()) {
            SavedCopy before;
            before.key = copy.key;
            before.typeName = replies->at(0) ? replies->at(0)->bytes : QByteArray();
            before.dump = replies->at(1)->bytes;
            before.expiresAt = expiryFrom(replies->at(2), *session->serverClock(), now);
            before.takenAt = now;
            outcome.replaced = std::move(before);
        }
    }
    if (restored)
        co_return outcome;
    const Error error = restored.error();
    if (saysBusyKey(error)) {
        outcome.kind = RestoreOutcome::Kind::Exists;
        co_return outcome;
    }
    if (surelyNotApplied(error.kind) || !session)
        co_return tl::unexpected(error);
    const Command look = Command::of("DUMP", copy.key);
    const Result<Reply> there = co_await session->send(look, options, stop);
    if (!there)
        co_return tl::unexpected(error);
    if (there->isNil())
        co_return tl::unexpected(notApplied(error));
    outcome.kind = there->bytes == copy.dump ? RestoreOutcome::Kind::Restored : RestoreOutcome::Kind::Exists;
    co_return outcome;
}

} // namespace stashdeck
