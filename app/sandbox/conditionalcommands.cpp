// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/conditionalcommands.h"

#include "app/sandbox/commandtable.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <array>
#include <cstdio>
#include <optional>

namespace stashdeck::sandbox {
namespace {

/// KEYS: the key. ARGV: IFEQ or IFNE, the value to compare with, 1 to answer the old value, 1 to tell a value that was
/// another one (instead of nothing), then the command with its options, the key as "\0" placeholder's place being
/// first.
constexpr std::string_view CompareScript = R"(
local old = redis.pcall('GET', KEYS[1])
if type(old) == 'table' then return old end
local equal = old == ARGV[2]
if equal ~= (ARGV[1] == 'IFEQ') then
  if ARGV[3] == '1' then return old end
  return false
end
local done = redis.pcall(ARGV[4], KEYS[1], unpack(ARGV, 5))
if type(done) == 'table' and done.err then return done end
if ARGV[3] == '1' then return old end
return done)";

enum class Test { Equal, NotEqual, DigestEqual, DigestNotEqual };

struct Condition {
    Test test = Test::Equal;
    std::string operand;
};

std::optional<Test> testOf(const std::string &word)
{
    if (equalsIgnoringCase(word, "IFEQ"))
        return Test::Equal;
    if (equalsIgnoringCase(word, "IFNE"))
        return Test::NotEqual;
    if (equalsIgnoringCase(word, "IFDEQ"))
        return Test::DigestEqual;
    if (equalsIgnoringCase(word, "IFDNE"))
        return Test::DigestNotEqual;
    return std::nullopt;
}

Arguments compareCall(const std::string &key, std::string_view test, const std::string &value, bool wantsOld,
                      const Arguments &commandWithoutKey)
{
    Arguments call{"EVAL", std::string(CompareScript), "1", key, std::string(test), value, wantsOld ? "1" : "0"};
    call.insert(call.end(), commandWithoutKey.begin(), commandWithoutKey.end());
    return call;
}

/// The digest is made here, not in Redis: read the value, judge it, then write only if it still is that value. When it
/// changed in between, begin again.
ReplyPtr runWithDigest(RedisConnection &connection, const std::string &key, const Condition &condition, bool wantsOld,
                       const Arguments &commandWithoutKey, const std::function<ReplyPtr()> &notMet)
{
    constexpr int Attempts = 100;
    const std::string digest = lowerCase(condition.operand);
    for (int attempt = 0; attempt < Attempts; ++attempt) {
        ReplyPtr old = connection.call({"GET", key});
        if (old->type == REDIS_REPLY_ERROR)
            return old;
        const bool missing = old->type == REDIS_REPLY_NIL;
        const bool equal = !missing && valueDigest(text(*old)) == digest;
        if (equal != (condition.test == Test::DigestEqual))
            return wantsOld ? std::move(old) : notMet();
        ReplyPtr done;
        if (missing) {
            // Only NotEqual comes here: the key is to be made, if it still is not there.
            Arguments create{commandWithoutKey[0], key};
            create.insert(create.end(), commandWithoutKey.begin() + 1, commandWithoutKey.end());
            if (commandWithoutKey.size() == 1)
                return notMet();
            create.emplace_back("NX");
            done = connection.call(create);
        } else {
            done = connection.call(compareCall(key, "IFEQ", std::string(text(*old)), false, commandWithoutKey));
        }
        if (done->type != REDIS_REPLY_NIL)
            return wantsOld && done->type != REDIS_REPLY_ERROR ? std::move(old) : std::move(done);
    }
    return errorReply("ERR the value changed too often while its digest was compared");
}

Plan conditional(const std::string &key, const Condition &condition, bool wantsOld, const Arguments &commandWithoutKey,
                 const std::function<ReplyPtr()> &notMet)
{
    Plan plan;
    if (condition.test == Test::DigestEqual || condition.test == Test::DigestNotEqual) {
        plan.run = [=](RedisConnection &connection) {
            return runWithDigest(connection, key, condition, wantsOld, commandWithoutKey, notMet);
        };
        return plan;
    }
    plan.send = compareCall(key, condition.test == Test::Equal ? "IFEQ" : "IFNE", condition.operand, wantsOld,
                            commandWithoutKey);
    if (!wantsOld) {
        plan.finish = [notMet](ReplyPtr reply, RedisConnection &) {
            return reply->type == REDIS_REPLY_NIL ? notMet() : std::move(reply);
        };
    }
    return plan;
}

Plan set(const Arguments &asked, Access)
{
    std::optional<Condition> condition;
    bool wantsOld = false;
    bool otherCondition = false;
    Arguments command{"SET"};
    for (size_t i = 2; i < asked.size(); ++i) {
        const std::optional<Test> test = i > 2 ? testOf(asked[i]) : std::nullopt;
        if (test) {
            if (condition || i + 1 == asked.size())
                return refuse("ERR syntax error");
            condition = Condition{*test, asked[++i]};
            continue;
        }
        if (i > 2 && equalsIgnoringCase(asked[i], "GET")) {
            wantsOld = true;
            continue;
        }
        otherCondition
            = otherCondition || (i > 2 && (equalsIgnoringCase(asked[i], "NX") || equalsIgnoringCase(asked[i], "XX")));
        command.push_back(asked[i]);
    }
    if (!condition)
        return passOn(asked);
    if (otherCondition)
        return refuse("ERR syntax error");
    return conditional(asked[1], *condition, wantsOld, command, nilReply);
}

Plan delex(const Arguments &asked, Access)
{
    if (asked.size() == 2)
        return passOn({"DEL", asked[1]});
    if (asked.size() != 4)
        return wrongNumberOfArguments("delex");
    const std::optional<Test> test = testOf(asked[2]);
    if (!test)
        return refuse("ERR syntax error");
    return conditional(asked[1], {*test, asked[3]}, false, {"DEL"}, [] { return integerReply(0); });
}

Plan digest(const Arguments &asked, Access)
{
    if (asked.size() != 2)
        return wrongNumberOfArguments("digest");
    Plan plan = passOn({"GET", asked[1]});
    plan.finish = [](ReplyPtr reply, RedisConnection &) {
        return reply->type == REDIS_REPLY_STRING ? bulkReply(valueDigest(text(*reply))) : std::move(reply);
    };
    return plan;
}

} // namespace

void addConditionalCommands(Planners &planners)
{
    planners["SET"] = set;
    planners["DELEX"] = delex;
    planners["DIGEST"] = digest;
}

std::string valueDigest(std::string_view value)
{
    std::array<char, 17> digits{};
    std::snprintf(digits.data(), digits.size(), "%016llx",
                  static_cast<unsigned long long>(XXH3_64bits(value.data(), value.size())));
    return digits.data();
}

} // namespace stashdeck::sandbox
