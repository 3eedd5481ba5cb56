// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/streamread.h"

#include "models/bulk/rowwork.h"
#include "models/session/serverclock.h"

namespace stashdeck {

namespace {

constexpr int pendingAtOnce = 1000;

QByteArray textOf(const Reply *reply)
{
    if (!reply)
        return {};
    return reply->isInteger() ? QByteArray::number(reply->integer) : reply->bytes;
}

} // namespace

const Reply *valueNamed(const Reply &map, QByteArrayView name)
{
    for (size_t i = 0; i + 1 < map.items.size(); i += 2) {
        if (map.items[i].bytes == name)
            return &map.items[i + 1];
    }
    return nullptr;
}

StreamState streamStateFrom(const Reply &info)
{
    StreamState state;
    if (const QByteArray last = textOf(valueNamed(info, "last-generated-id")); !last.isEmpty())
        state.lastId = last;
    if (const Reply *added = valueNamed(info, "entries-added"))
        state.added = added->toInteger(-1);
    state.maxDeletedId = textOf(valueNamed(info, "max-deleted-entry-id"));
    return state;
}

QList<StreamGroup> streamGroupsFrom(const Reply &groups)
{
    QList<StreamGroup> read;
    for (const Reply &item : groups.items) {
        StreamGroup group;
        group.name = textOf(valueNamed(item, "name"));
        if (const QByteArray last = textOf(valueNamed(item, "last-delivered-id")); !last.isEmpty())
            group.lastId = last;
        if (const Reply *count = valueNamed(item, "entries-read"); count && !count->isNil())
            group.read = count->toInteger(-1);
        read.append(std::move(group));
    }
    return read;
}

QList<QByteArray> streamWordsFrom(const Reply &entries)
{
    QList<QByteArray> words;
    for (const Reply &entry : entries.items) {
        // An entry that was deleted while it was pending comes without fields.
        if (entry.items.size() != 2 || entry.items[1].items.empty())
            continue;
        words.append(entry.items[0].bytes);
        words.append(QByteArray::number(qsizetype(entry.items[1].items.size())));
        for (const Reply &word : entry.items[1].items)
            words.append(textOf(&word));
    }
    return words;
}

QCoro::Task<Result<StreamGroupsRead>> readStreamState(QPointer<Session> session, QByteArray key, std::stop_token stop)
{
    StreamGroupsRead read;
    const RequestOptions options = bulkOptions(Purpose::Edit);
    if (!session)
        co_return failure(Error::Kind::Cancelled);
    QList<Command> first{Command::of("XINFO", "STREAM", key), Command::of("XINFO", "GROUPS", key)};
    const Result<Replies> infos = co_await session->pipeline(first, options, stop);
    read.requests += 1;
    read.commands += 2;
    if (!infos)
        co_return tl::unexpected(infos.error());
    for (const Result<Reply> &info : *infos) {
        if (!info)
            co_return tl::unexpected(info.error());
    }
    read.state = streamStateFrom(*(*infos)[0]);
    read.state.groups = streamGroupsFrom(*(*infos)[1]);
    for (StreamGroup &group : read.state.groups) {
        QByteArray from = "-";
        for (bool isFirst = true, more = true; more; isFirst = false) {
            QList<Command> questions{Command::of("XPENDING", key, group.name, from, "+", pendingAtOnce)};
            if (isFirst)
                questions.append(Command::of("XINFO", "CONSUMERS", key, group.name));
            if (!session)
                co_return failure(Error::Kind::Cancelled);
            const WallTime sentAt = session->serverClock()->now();
            const Result<Replies> replies = co_await session->pipeline(questions, options, stop);
            read.requests += 1;
            read.commands += questions.size();
            if (!replies)
                co_return tl::unexpected(replies.error());
            for (const Result<Reply> &reply : *replies) {
                if (!reply)
                    co_return tl::unexpected(reply.error());
            }
            const Reply &pending = *(*replies)[0];
            for (const Reply &item : pending.items) {
                if (item.items.size() != 4)
                    continue;
                StreamPending entry;
                entry.id = item.items[0].bytes;
                entry.consumer = item.items[1].bytes;
                entry.deliveredAt = sentAt.time_since_epoch().count() - item.items[2].toInteger();
                entry.count = item.items[3].toInteger(1);
                from = '(' + entry.id;
                group.pending.append(std::move(entry));
            }
            more = pending.items.size() == size_t(pendingAtOnce);
            if (!isFirst)
                continue;
            for (const Reply &item : (*replies)[1]->items)
                group.consumers.append(textOf(valueNamed(item, "name")));
        }
    }
    co_return read;
}

} // namespace stashdeck
