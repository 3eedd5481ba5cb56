// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/keyspacecommands.h"

#include "app/sandbox/commandtable.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <optional>
#include <utility>

namespace stashdeck::sandbox {
namespace {

/// The service looks at about this many keys a call, whatever COUNT says.
constexpr long long MaxScanCount = 1000;

std::optional<long long> toInteger(const std::string &word)
{
    long long value = 0;
    const auto result = std::from_chars(word.data(), word.data() + word.size(), value);
    if (result.ec != std::errc() || result.ptr != word.data() + word.size())
        return std::nullopt;
    return value;
}

/// The position of an option's word behind `from`, or 0.
size_t findOption(const Arguments &arguments, size_t from, std::string_view option)
{
    for (size_t i = from; i < arguments.size(); ++i) {
        if (equalsIgnoringCase(arguments[i], option))
            return i;
    }
    return 0;
}

ReplyPtr withServiceTypeName(ReplyPtr reply)
{
    if (reply->type == REDIS_REPLY_STATUS && text(*reply) == "ReJSON-RL")
        return statusReply("json");
    return reply;
}

/// [cursor, [key…]] becomes [cursor, [key, type…]]: one pipeline of TYPE. A key that has gone meanwhile is left out.
ReplyPtr withTypes(ReplyPtr reply, RedisConnection &connection, OwnHits &hits)
{
    if (reply->type != REDIS_REPLY_ARRAY || reply->elements != 2 || reply->element[1]->type != REDIS_REPLY_ARRAY)
        return reply;
    redisReply &keys = *reply->element[1];
    std::string ask;
    for (size_t i = 0; i < keys.elements; ++i) {
        ask += "*2\r\n$4\r\nTYPE\r\n";
        appendBulk(ask, text(*keys.element[i]));
    }
    if (keys.elements == 0)
        return reply;
    connection.appendRaw(ask);
    // hiredis allocates with malloc and frees what it finds in the array: the pairs take the place of the keys.
    auto **pairs = static_cast<redisReply **>(std::calloc(keys.elements * 2, sizeof(redisReply *)));
    size_t count = 0;
    for (size_t i = 0; i < keys.elements; ++i) {
        ReplyPtr type = withServiceTypeName(connection.read());
        ReplyPtr key(std::exchange(keys.element[i], nullptr));
        if (text(*type) == "none")
            continue;
        type->type = REDIS_REPLY_STRING;
        pairs[count++] = key.release();
        pairs[count++] = type.release();
    }
    std::free(std::exchange(keys.element, pairs));
    keys.elements = count;
    hits += static_cast<long long>(count / 2);
    return reply;
}

Plan scan(const Arguments &asked, OwnHits &hits)
{
    if (asked.size() < 2)
        return wrongNumberOfArguments("scan");
    Plan plan;
    bool types = false;
    plan.send = {asked[0], asked[1]};
    for (size_t i = 2; i < asked.size(); ++i) {
        if (equalsIgnoringCase(asked[i], "WITHTYPE")) {
            types = true;
            continue;
        }
        plan.send.push_back(asked[i]);
        if (i + 1 == asked.size())
            continue;
        ++i;
        if (equalsIgnoringCase(asked[i - 1], "COUNT") && toInteger(asked[i]).value_or(0) > MaxScanCount)
            plan.send.push_back(std::to_string(MaxScanCount));
        else if (equalsIgnoringCase(asked[i - 1], "TYPE") && equalsIgnoringCase(asked[i], "JSON"))
            plan.send.emplace_back("ReJSON-RL");
        else
            plan.send.push_back(asked[i]);
    }
    if (types)
        plan.finish = [&hits](ReplyPtr reply, RedisConnection &connection) {
            return withTypes(std::move(reply), connection, hits);
        };
    return plan;
}

Plan type(const Arguments &asked, Access)
{
    Plan plan = passOn(asked);
    plan.finish = [](ReplyPtr reply, RedisConnection &) {
        return withServiceTypeName(std::move(reply));
    };
    return plan;
}

Plan unlink(const Arguments &asked, Access)
{
    return asked.size() == 1 ? answerWith(integerReply(0)) : passOn(asked);
}

Plan copy(const Arguments &asked, Access)
{
    const size_t option = findOption(asked, 3, "DB");
    if (option != 0 && option + 1 < asked.size() && asked[option + 1] != "0")
        return refuse("ERR Only 0th database is supported! Selected DB: " + asked[option + 1]);
    return passOn(asked);
}

/// NOVALUES came with redis 7.4: take the values away here.
Plan hscan(const Arguments &asked, Access)
{
    const size_t option = findOption(asked, 3, "NOVALUES");
    if (option == 0)
        return passOn(asked);
    Plan plan = passOn(asked);
    plan.send.erase(plan.send.begin() + static_cast<std::ptrdiff_t>(option));
    plan.finish = [](ReplyPtr reply, RedisConnection &) {
        if (reply->type != REDIS_REPLY_ARRAY || reply->elements != 2)
            return reply;
        redisReply &fields = *reply->element[1];
        const size_t count = fields.elements / 2;
        for (size_t i = 0; i < count; ++i) {
            freeReplyObject(fields.element[i * 2 + 1]);
            fields.element[i * 2 + 1] = nullptr;
            std::swap(fields.element[i], fields.element[i * 2]);
        }
        fields.elements = count;
        return reply;
    };
    return plan;
}

/// The service takes LIMIT also without BYSCORE or BYLEX: fetch all, cut here.
Plan zrange(const Arguments &asked, Access)
{
    const size_t limit = findOption(asked, 4, "LIMIT");
    if (limit == 0 || limit + 2 >= asked.size() || findOption(asked, 4, "BYSCORE") != 0
        || findOption(asked, 4, "BYLEX") != 0)
        return passOn(asked);
    const auto offset = toInteger(asked[limit + 1]);
    const auto count = toInteger(asked[limit + 2]);
    if (!offset || !count)
        return refuse("ERR value is not an int or out of range");
    Plan plan = passOn(asked);
    const auto at = plan.send.begin() + static_cast<std::ptrdiff_t>(limit);
    plan.send.erase(at, at + 3);
    const size_t width = findOption(asked, 4, "WITHSCORES") != 0 ? 2 : 1;
    plan.finish = [offset = *offset, count = *count, width](ReplyPtr reply, RedisConnection &) {
        if (reply->type != REDIS_REPLY_ARRAY)
            return reply;
        const size_t members = reply->elements / width;
        const size_t first = offset < 0 ? members : std::min(members, static_cast<size_t>(offset));
        const size_t left = members - first;
        const size_t taken = (count < 0 ? left : std::min(left, static_cast<size_t>(count))) * width;
        for (size_t i = 0; i < taken; ++i)
            std::swap(reply->element[i], reply->element[first * width + i]);
        for (size_t i = taken; i < reply->elements; ++i)
            freeReplyObject(std::exchange(reply->element[i], nullptr));
        reply->elements = taken;
        return reply;
    };
    return plan;
}

Plan read(const Arguments &asked, Access)
{
    const std::string name = upperCase(asked.front());
    // Behind STREAMS come names, which may be any word.
    const size_t streams = findOption(asked, 1, "STREAMS");
    const size_t block = findOption(asked, 1, "BLOCK");
    if (block != 0 && (streams == 0 || block < streams))
        return refuseAsNotOverRest(name + " BLOCK");
    return passOn(asked);
}

} // namespace

void addKeyspaceCommands(Planners &planners, OwnHits &hits)
{
    planners["SCAN"] = [&hits](const Arguments &asked, Access) {
        return scan(asked, hits);
    };
    planners["TYPE"] = type;
    planners["UNLINK"] = unlink;
    planners["COPY"] = copy;
    planners["HSCAN"] = hscan;
    planners["ZRANGE"] = zrange;
    planners["XREAD"] = read;
    planners["XREADGROUP"] = read;
}

} // namespace stashdeck::sandbox
