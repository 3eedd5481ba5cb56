// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/bulk/typedcopy.h"

#include "models/bulk/rowwork.h"

#include <algorithm>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

/// ARGV: "replace" or "keep", type, milliseconds left, words.
constexpr char writeScript[] = R"(local key, kind, left = KEYS[1], ARGV[2], tonumber(ARGV[3])
if redis.call('EXISTS', key) == 1 then
  if ARGV[1] ~= 'replace' then return 'exists' end
  redis.call('DEL', key)
end
local function each(command)
  local from = 4
  while from <= #ARGV do
    local to = math.min(from + 999, #ARGV)
    redis.call(command, key, unpack(ARGV, from, to))
    from = to + 1
  end
end
if kind == 'string' then
  redis.call('SET', key, ARGV[4])
elseif kind == 'list' then
  each('RPUSH')
elseif kind == 'set' then
  each('SADD')
elseif kind == 'hash' then
  each('HSET')
elseif kind == 'zset' then
  each('ZADD')
else
  local at = 4
  while at <= #ARGV do
    local count = tonumber(ARGV[at + 1])
    redis.call('XADD', key, ARGV[at], unpack(ARGV, at + 2, at + 1 + count))
    at = at + 2 + count
  end
end
if left > 0 then redis.call('PEXPIRE', key, ARGV[3]) end
return 'ok')";

Command readCommand(const QByteArray &type, const QByteArray &key)
{
    if (type == "string")
        return Command::of("GET", key);
    if (type == "list")
        return Command::of("LRANGE", key, 0, -1);
    if (type == "set")
        return Command::of("SMEMBERS", key);
    if (type == "hash")
        return Command::of("HGETALL", key);
    if (type == "zset")
        return Command::of("ZRANGE", key, 0, -1, "WITHSCORES");
    if (type == "stream")
        return Command::of("XRANGE", key, "-", "+");
    return {};
}

QList<QByteArray> flat(const Reply &reply)
{
    QList<QByteArray> words;
    for (const Reply &item : reply.items) {
        if (item.isArray())
            words += flat(item);
        else
            words.append(item.isInteger() ? QByteArray::number(item.integer) : item.bytes);
    }
    return words;
}

QList<QByteArray> inOrder(const QByteArray &type, const Reply &reply)
{
    if (type == "string")
        return {reply.bytes};
    QList<QByteArray> words;
    if (type == "stream") {
        for (const Reply &entry : reply.items) {
            if (entry.items.size() != 2)
                continue;
            const QList<QByteArray> fields = flat(entry.items[1]);
            words.append(entry.items[0].bytes);
            words.append(QByteArray::number(fields.size()));
            words += fields;
        }
        return words;
    }
    words = flat(reply);
    if (type == "set") {
        std::sort(words.begin(), words.end());
    } else if (type == "hash") {
        QList<std::pair<QByteArray, QByteArray>> fields;
        for (qsizetype i = 0; i + 1 < words.size(); i += 2)
            fields.emplaceBack(words[i], words[i + 1]);
        std::sort(fields.begin(), fields.end());
        words.clear();
        for (const auto &[field, value] : std::as_const(fields))
            words << field << value;
    } else if (type == "zset") {
        for (qsizetype i = 0; i + 1 < words.size(); i += 2)
            words.swapItemsAt(i, i + 1); // score first, as ZADD takes it
    }
    return words;
}

} // namespace

QCoro::Task<Result<TypedValue>> readTyped(QPointer<Session> session, QByteArray key, std::stop_token stop)
{
    if (!session)
        co_return failure(Error::Kind::Cancelled);
    const RequestOptions options = bulkOptions(Purpose::Edit);
    const Command ask = Command::of("TYPE", key);
    const Result<Reply> type = co_await session->send(ask, options, stop);
    if (!type)
        co_return tl::unexpected(type.error());
    if (type->bytes == "none")
        co_return failure(Error::Kind::Command);
    const Command read = readCommand(type->bytes, key);
    if (read.isEmpty())
        co_return failure(Error::Kind::Unsupported, QString::fromUtf8(type->bytes.left(64)));
    if (!session)
        co_return failure(Error::Kind::Cancelled);
    const Result<Reply> value = co_await session->send(read, options, stop);
    if (!value)
        co_return tl::unexpected(value.error());
    TypedValue typed;
    typed.type = type->bytes;
    typed.words = inOrder(typed.type, *value);
    co_return typed;
}

QCoro::Task<Result<TypedWrite>> writeTyped(QPointer<Session> session, QByteArray key, TypedValue value, qint64 left,
                                           bool replace, std::stop_token stop)
{
    if (!session)
        co_return failure(Error::Kind::Cancelled);
    Command command = Command::of("EVAL", writeScript, 1, key, replace ? "replace" : "keep", value.type, left);
    for (const QByteArray &word : std::as_const(value.words))
        command.append(word);
    const RequestOptions options = bulkOptions(Purpose::Edit);
    const Result<Reply> reply = co_await session->send(command, options, stop);
    if (!reply)
        co_return tl::unexpected(reply.error());
    co_return reply->bytes == "exists" ? TypedWrite::Exists : TypedWrite::Written;
}

} // namespace stashdeck
