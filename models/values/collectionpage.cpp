// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/collectionpage.h"

namespace stashdeck {

namespace {

constexpr qint64 pageSize = 500;
constexpr qint64 streamPageSize = 100;

} // namespace

Command scanCommand(ValueKind kind, const QByteArray &key, const QByteArray &cursor, const QByteArray &pattern)
{
    const char *name = kind == ValueKind::Hash ? "HSCAN" : kind == ValueKind::Set ? "SSCAN" : "ZSCAN";
    Command command = Command::of(name, key, cursor);
    if (!pattern.isEmpty())
        command.append("MATCH").append(pattern);
    return command.append("COUNT").append(pageSize);
}

Result<CollectionPage> decodeScan(ValueKind kind, const Reply &reply)
{
    if (!reply.isArray() || reply.items.size() != 2 || !reply.items[1].isArray())
        return failure(Error::Kind::Protocol, QStringLiteral("A scan did not answer with a cursor and elements."));
    CollectionPage page;
    page.next = reply.items[0].bytes == "0" ? QByteArray() : reply.items[0].bytes;
    const std::vector<Reply> &items = reply.items[1].items;
    const size_t step = kind == ValueKind::Set ? 1 : 2;
    page.rows.reserve(items.size() / step);
    for (size_t i = 0; i + step <= items.size(); i += step) {
        CollectionRow row;
        row.name = items[i].bytes;
        if (step == 2)
            row.value = items[i + 1].bytes;
        page.rows.push_back(std::move(row));
    }
    return page;
}

Command pageCommand(ValueKind kind, const QByteArray &key, const QByteArray &from)
{
    const qint64 offset = from.toLongLong();
    switch (kind) {
    case ValueKind::Hash:
    case ValueKind::Set:
        return scanCommand(kind, key, from.isEmpty() ? QByteArray("0") : from);
    case ValueKind::List:
        return Command::of("LRANGE", key, offset, offset + pageSize - 1);
    case ValueKind::SortedSet:
        return Command::of("ZRANGE", key, offset, offset + pageSize - 1, "REV", "WITHSCORES");
    case ValueKind::Stream:
        return Command::of("XREVRANGE", key, from.isEmpty() ? QByteArray("+") : "(" + from, "-", "COUNT",
                           streamPageSize);
    case ValueKind::None:
    case ValueKind::String:
    case ValueKind::Json:
    case ValueKind::Unknown:
        break;
    }
    return {};
}

Command countCommand(ValueKind kind, const QByteArray &key)
{
    switch (kind) {
    case ValueKind::Hash:
        return Command::of("HLEN", key);
    case ValueKind::Set:
        return Command::of("SCARD", key);
    case ValueKind::List:
        return Command::of("LLEN", key);
    case ValueKind::SortedSet:
        return Command::of("ZCARD", key);
    case ValueKind::Stream:
        return Command::of("XLEN", key);
    case ValueKind::String:
        return Command::of("STRLEN", key);
    case ValueKind::None:
    case ValueKind::Json:
    case ValueKind::Unknown:
        break;
    }
    return {};
}

Result<CollectionPage> decodePage(ValueKind kind, const Reply &reply, const QByteArray &from)
{
    if (!reply.isArray())
        return failure(Error::Kind::Protocol, QStringLiteral("A collection did not answer with an array."));
    if (kind == ValueKind::Hash || kind == ValueKind::Set)
        return decodeScan(kind, reply);

    CollectionPage page;
    const qint64 offset = from.toLongLong();
    if (kind == ValueKind::List) {
        for (const Reply &item : reply.items)
            page.rows.push_back({item.bytes, {}, {}, offset + qint64(page.rows.size())});
        if (reply.items.size() >= size_t(pageSize))
            page.next = QByteArray::number(offset + pageSize);
    } else if (kind == ValueKind::SortedSet) {
        for (size_t i = 0; i + 1 < reply.items.size(); i += 2) {
            page.rows.push_back(
                {reply.items[i].bytes, reply.items[i + 1].bytes, {}, offset + qint64(page.rows.size()) + 1});
        }
        if (page.rows.size() >= size_t(pageSize))
            page.next = QByteArray::number(offset + pageSize);
    } else {
        for (const Reply &entry : reply.items) {
            if (entry.items.size() != 2)
                return failure(Error::Kind::Protocol, QStringLiteral("A stream entry had an unexpected shape."));
            CollectionRow row;
            row.name = entry.items[0].bytes;
            for (const Reply &field : entry.items[1].items)
                row.fields.append(field.bytes);
            page.rows.push_back(std::move(row));
        }
        if (page.rows.size() >= size_t(streamPageSize))
            page.next = page.rows.back().name;
    }
    return page;
}

} // namespace stashdeck
