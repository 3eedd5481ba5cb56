// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/streamcommands.h"

namespace stashdeck {

namespace {

tl::unexpected<Error> wrongShape()
{
    return failure(Error::Kind::Protocol, QStringLiteral("A stream did not answer in the shape that is known."));
}

/// A map comes as names and values by turns.
const Reply *entryOf(const Reply &map, QByteArrayView name)
{
    for (size_t i = 0; i + 1 < map.items.size(); i += 2) {
        if (map.items[i].bytes == name)
            return &map.items[i + 1];
    }
    return nullptr;
}

QByteArray bytesOf(const Reply &map, QByteArrayView name)
{
    const Reply *entry = entryOf(map, name);
    return entry ? entry->bytes : QByteArray();
}

qint64 numberOf(const Reply &map, QByteArrayView name)
{
    const Reply *entry = entryOf(map, name);
    return entry ? entry->toInteger(-1) : -1;
}

QByteArray idOf(const Reply &map, QByteArrayView name)
{
    const Reply *entry = entryOf(map, name);
    return entry && entry->isArray() && !entry->items.empty() ? entry->items[0].bytes : QByteArray();
}

void appendTrim(Command &command, const StreamTrim &trim)
{
    if (trim.by == StreamTrim::By::Nothing)
        return;
    command.append(trim.by == StreamTrim::By::Length ? "MAXLEN" : "MINID").append(trim.isExact ? "=" : "~");
    if (trim.by == StreamTrim::By::Length)
        command.append(trim.length);
    else
        command.append(trim.id.bytes());
}

/// "-" and "+" for the ends: a server reads them without a thought about numbers.
QByteArray bound(StreamId id)
{
    if (id == StreamId::smallest())
        return "-";
    return id == StreamId::largest() ? QByteArray("+") : id.bytes();
}

template <typename Row, typename Decode> Result<QList<Row>> decodeRows(const Reply &reply, Decode decode)
{
    if (!reply.isArray())
        return wrongShape();
    QList<Row> rows;
    rows.reserve(qsizetype(reply.items.size()));
    for (const Reply &item : reply.items) {
        if (!item.isArray())
            return wrongShape();
        rows.append(decode(item));
    }
    return rows;
}

} // namespace

namespace streamCommands {

Command range(const QByteArray &key, StreamId from, StreamId to, bool newestFirst, qint64 count)
{
    return newestFirst ? Command::of("XREVRANGE", key, bound(to), bound(from), "COUNT", count)
                       : Command::of("XRANGE", key, bound(from), bound(to), "COUNT", count);
}

Command length(const QByteArray &key)
{
    return Command::of("XLEN", key);
}

Command add(const QByteArray &key, const NewStreamEntry &entry)
{
    Command command = Command::of("XADD", key);
    if (!entry.createsKey)
        command.append("NOMKSTREAM");
    appendTrim(command, entry.trim);
    command.append(entry.id ? entry.id->bytes() : QByteArray("*"));
    for (const QByteArray &word : entry.fields)
        command.append(word);
    return command;
}

Command remove(const QByteArray &key, const QList<QByteArray> &ids)
{
    Command command = Command::of("XDEL", key);
    for (const QByteArray &id : ids)
        command.append(id);
    return command;
}

Command trim(const QByteArray &key, const StreamTrim &trim)
{
    Command command = Command::of("XTRIM", key);
    appendTrim(command, trim);
    return command;
}

Command facts(const QByteArray &key)
{
    return Command::of("XINFO", "STREAM", key);
}

Command groups(const QByteArray &key)
{
    return Command::of("XINFO", "GROUPS", key);
}

Command consumers(const QByteArray &key, const QByteArray &group)
{
    return Command::of("XINFO", "CONSUMERS", key, group);
}

Command pending(const QByteArray &key, const QByteArray &group, const PendingQuery &query, StreamId from, StreamId to,
                qint64 count)
{
    Command command = Command::of("XPENDING", key, group);
    if (query.idle.count() > 0)
        command.append("IDLE").append(qint64(query.idle.count()));
    command.append(bound(from)).append(bound(to)).append(count);
    if (!query.consumer.isNull())
        command.append(query.consumer);
    return command;
}

Command createGroup(const QByteArray &key, const QByteArray &group, const QByteArray &id)
{
    return Command::of("XGROUP", "CREATE", key, group, id);
}

Command setGroupId(const QByteArray &key, const QByteArray &group, const QByteArray &id)
{
    return Command::of("XGROUP", "SETID", key, group, id);
}

Command destroyGroup(const QByteArray &key, const QByteArray &group)
{
    return Command::of("XGROUP", "DESTROY", key, group);
}

Command deleteConsumer(const QByteArray &key, const QByteArray &group, const QByteArray &consumer)
{
    return Command::of("XGROUP", "DELCONSUMER", key, group, consumer);
}

Command acknowledge(const QByteArray &key, const QByteArray &group, const QList<QByteArray> &ids)
{
    Command command = Command::of("XACK", key, group);
    for (const QByteArray &id : ids)
        command.append(id);
    return command;
}

Command claim(const QByteArray &key, const QByteArray &group, const QByteArray &consumer, Milliseconds idle,
              const QList<QByteArray> &ids)
{
    Command command = Command::of("XCLAIM", key, group, consumer, qint64(idle.count()));
    for (const QByteArray &id : ids)
        command.append(id);
    return command.append("JUSTID");
}

Command claimIdle(const QByteArray &key, const QByteArray &group, const QByteArray &consumer, Milliseconds idle,
                  const QByteArray &from)
{
    return Command::of("XAUTOCLAIM", key, group, consumer, qint64(idle.count()), from, "COUNT", pendingWindow,
                       "JUSTID");
}

} // namespace streamCommands

Result<std::vector<CollectionRow>> decodeStreamRange(const Reply &reply)
{
    if (!reply.isArray())
        return wrongShape();
    std::vector<CollectionRow> rows;
    rows.reserve(reply.items.size());
    for (const Reply &entry : reply.items) {
        if (!entry.isArray() || entry.items.size() != 2 || !StreamId::parse(entry.items[0].bytes))
            return wrongShape();
        CollectionRow row;
        row.name = entry.items[0].bytes;
        row.fields.reserve(qsizetype(entry.items[1].items.size()));
        for (const Reply &field : entry.items[1].items)
            row.fields.append(field.bytes);
        rows.push_back(std::move(row));
    }
    return rows;
}

Result<StreamFacts> decodeStreamFacts(const Reply &reply)
{
    if (!reply.isArray())
        return wrongShape();
    StreamFacts facts;
    facts.length = numberOf(reply, "length");
    facts.firstId = idOf(reply, "first-entry");
    facts.lastId = idOf(reply, "last-entry");
    facts.lastGeneratedId = bytesOf(reply, "last-generated-id");
    facts.groups = numberOf(reply, "groups");
    facts.entriesAdded = numberOf(reply, "entries-added");
    return facts;
}

Result<QList<StreamGroup>> decodeStreamGroups(const Reply &reply)
{
    return decodeRows<StreamGroup>(reply, [](const Reply &map) {
        StreamGroup group;
        group.name = bytesOf(map, "name");
        group.consumers = numberOf(map, "consumers");
        group.pending = numberOf(map, "pending");
        group.lastDelivered = bytesOf(map, "last-delivered-id");
        group.entriesRead = numberOf(map, "entries-read");
        group.lag = numberOf(map, "lag");
        return group;
    });
}

Result<QList<StreamConsumer>> decodeStreamConsumers(const Reply &reply)
{
    return decodeRows<StreamConsumer>(reply, [](const Reply &map) {
        StreamConsumer consumer;
        consumer.name = bytesOf(map, "name");
        consumer.pending = numberOf(map, "pending");
        consumer.idle = Milliseconds(numberOf(map, "idle"));
        return consumer;
    });
}

Result<QList<PendingEntry>> decodePending(const Reply &reply)
{
    if (reply.isNil())
        return QList<PendingEntry>();
    return decodeRows<PendingEntry>(reply, [](const Reply &item) {
        PendingEntry entry;
        if (item.items.size() == 4) {
            entry.id = item.items[0].bytes;
            entry.consumer = item.items[1].bytes;
            entry.idle = Milliseconds(item.items[2].toInteger());
            entry.deliveries = item.items[3].toInteger();
        }
        return entry;
    });
}

} // namespace stashdeck
