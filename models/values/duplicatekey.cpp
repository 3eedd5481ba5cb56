// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/duplicatekey.h"

#include "models/session/capabilities.h"
#include "models/session/serverclock.h"

#include <algorithm>

namespace stashdeck {

namespace {

RequestOptions editOptions()
{
    RequestOptions options;
    options.purpose = Purpose::Edit;
    return options;
}

QCoro::Task<Result<DuplicateOutcome>> duplicateByDump(QPointer<Session> session, QByteArray from, QByteArray to,
                                                      std::stop_token stop)
{
    const RequestOptions options = editOptions();
    const WallTime sentAt = session->serverClock()->now();
    const QList<Command> read{Command::of("DUMP", from), Command::of("PTTL", from)};
    const Result<Replies> replies = co_await session->transaction(read, options, stop);
    if (!session)
        co_return failure(Error::Kind::Cancelled);
    if (!replies)
        co_return tl::unexpected(replies.error());
    const Result<Reply> &dump = replies->at(0);
    if (!dump)
        co_return tl::unexpected(dump.error());
    if (!dump->isString())
        co_return DuplicateOutcome::Gone;
    qint64 left = replies->at(1) ? replies->at(1)->toInteger(-1) : -1;
    if (left >= 0) // the time in between is not given back
        left = std::max<qint64>(1, left - (session->serverClock()->now() - sentAt).count());
    const Command restore = Command::of("RESTORE", to, std::max<qint64>(0, left), dump->bytes);
    const Result<Reply> restored = co_await session->send(restore, options, stop);
    if (restored)
        co_return DuplicateOutcome::Duplicated;
    if (restored.error().message.startsWith(QLatin1String("BUSYKEY")))
        co_return DuplicateOutcome::TargetExists;
    co_return tl::unexpected(restored.error());
}

} // namespace

Command duplicateCommand(const QByteArray &from, const QByteArray &to)
{
    return Command::of("COPY", from, to);
}

QCoro::Task<Result<DuplicateOutcome>> duplicateKey(QPointer<Session> session, QByteArray from, QByteArray to,
                                                   std::stop_token stop)
{
    if (!session)
        co_return failure(Error::Kind::Cancelled);
    const RequestOptions options = editOptions();
    const Command copy = duplicateCommand(from, to);
    const Result<Reply> reply = co_await session->send(copy, options, stop);
    if (!session)
        co_return failure(Error::Kind::UnknownOutcome);
    if (reply && reply->toInteger() == 1)
        co_return DuplicateOutcome::Duplicated;
    if (!reply && (reply.error().kind == Error::Kind::Unsupported || reply.error().kind == Error::Kind::NoPermission))
        co_return co_await duplicateByDump(session, from, to, stop);
    if (!reply && surelyNotApplied(reply.error().kind))
        co_return tl::unexpected(reply.error());

    // Nothing was copied, or the answer was lost: one look tells why.
    const QList<Command> look{Command::of("EXISTS", from), Command::of("EXISTS", to)};
    const Result<Replies> there = co_await session->pipeline(look, options, stop);
    if (!there || !there->at(0) || !there->at(1))
        co_return reply ? failure(Error::Kind::Protocol) : tl::unexpected(reply.error());
    const bool isSourceThere = there->at(0)->toInteger() == 1;
    const bool isTargetThere = there->at(1)->toInteger() == 1;
    if (reply)
        co_return isTargetThere ? DuplicateOutcome::TargetExists : DuplicateOutcome::Gone;
    if (!isTargetThere) {
        if (!isSourceThere)
            co_return DuplicateOutcome::Gone;
        Error notApplied = reply.error();
        notApplied.kind = Error::Kind::Network; // known now: nothing was copied
        co_return tl::unexpected(notApplied);
    }
    co_return tl::unexpected(reply.error()); // ours or somebody else's: nobody can tell
}

} // namespace stashdeck
