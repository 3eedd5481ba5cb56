// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/commandtable.h"

#include <algorithm>
#include <unordered_set>

namespace stashdeck::sandbox {
namespace {

using Names = std::unordered_set<std::string>;

char upper(char c)
{
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

/// A connection's state cannot be changed over REST, and nothing may block.
const Names &tcpOnly()
{
    static const Names names{"AUTH",        "HELLO",        "RESET",    "QUIT",     "CLIENT",    "MULTI",
                             "EXEC",        "DISCARD",      "WATCH",    "UNWATCH",  "SUBSCRIBE", "PSUBSCRIBE",
                             "UNSUBSCRIBE", "PUNSUBSCRIBE", "MONITOR",  "BLPOP",    "BRPOP",     "BRPOPLPUSH",
                             "BLMOVE",      "BLMPOP",       "BZPOPMIN", "BZPOPMAX", "BZMPOP"};
    return names;
}

/// In redis-server, but not in the service.
const Names &withheld()
{
    static const Names names{"SLOWLOG",  "LATENCY",  "DEBUG",      "SAVE",      "BGSAVE",        "BGREWRITEAOF",
                             "LASTSAVE", "SHUTDOWN", "REPLICAOF",  "SLAVEOF",   "REPLCONF",      "PSYNC",
                             "SYNC",     "ROLE",     "SWAPDB",     "CLUSTER",   "MODULE",        "FAILOVER",
                             "LOLWUT",   "OBJECT",   "SORT",       "SORT_RO",   "MOVE",          "MIGRATE",
                             "LCS",      "PFDEBUG",  "PFSELFTEST", "XSETID",    "SSUBSCRIBE",    "SUNSUBSCRIBE",
                             "SPUBLISH", "ASKING",   "READONLY",   "READWRITE", "RESTORE-ASKING"};
    return names;
}

/// Emulated by us when the server lacks them.
const Names &emulated()
{
    static const Names names{"DELEX", "DIGEST"};
    return names;
}

/// Only read commands, and of those not the ones that walk the whole database or run scripts.
const Names &keptFromReaders()
{
    static const Names names{"SCAN", "KEYS", "EVAL_RO", "EVALSHA_RO", "FCALL_RO"};
    return names;
}

const Names &harmless()
{
    static const Names names{"PING", "ECHO", "TIME", "INFO", "COMMAND", "DIGEST", "SELECT", "PUBSUB"};
    return names;
}

} // namespace

std::string upperCase(std::string_view word)
{
    std::string out(word);
    std::transform(out.begin(), out.end(), out.begin(), upper);
    return out;
}

std::string lowerCase(std::string_view word)
{
    std::string out(word);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return out;
}

bool equalsIgnoringCase(std::string_view a, std::string_view upperCaseB)
{
    return a.size() == upperCaseB.size()
        && std::equal(a.begin(), a.end(), upperCaseB.begin(), [](char x, char y) { return upper(x) == y; });
}

CommandTable CommandTable::load(RedisConnection &connection)
{
    CommandTable table;
    const ReplyPtr reply = connection.call({"COMMAND"});
    if (reply->type != REDIS_REPLY_ARRAY)
        return table;
    for (size_t i = 0; i < reply->elements; ++i) {
        const redisReply &entry = *reply->element[i];
        if (entry.type != REDIS_REPLY_ARRAY || entry.elements < 6)
            continue;
        Facts facts;
        facts.firstKey = entry.element[3]->integer;
        facts.lastKey = entry.element[4]->integer;
        facts.keyStep = entry.element[5]->integer;
        const redisReply &flags = *entry.element[2];
        for (size_t f = 0; f < flags.elements; ++f) {
            facts.write = facts.write || text(*flags.element[f]) == "write";
            facts.readOnly = facts.readOnly || text(*flags.element[f]) == "readonly";
        }
        table.m_facts.emplace(upperCase(text(*entry.element[0])), facts);
    }
    return table;
}

CommandTable::Standing CommandTable::standing(const std::string &name) const
{
    if (tcpOnly().count(name) != 0)
        return Standing::NotOverRest;
    if (withheld().count(name) != 0 || (m_facts.count(name) == 0 && emulated().count(name) == 0))
        return Standing::NotAvailable;
    return Standing::Served;
}

bool CommandTable::isWrite(const std::string &name) const
{
    const auto found = m_facts.find(name);
    if (found == m_facts.end())
        return name == "DELEX";
    // Redis does not mark scripts as writing; most do.
    return found->second.write || name == "EVAL" || name == "EVALSHA" || name == "FCALL";
}

bool CommandTable::isOpenToReaders(const Arguments &arguments, const std::string &name) const
{
    if (harmless().count(name) != 0)
        return true;
    if (name == "ACL")
        return arguments.size() == 2 && equalsIgnoringCase(arguments[1], "WHOAMI");
    const auto found = m_facts.find(name);
    return found != m_facts.end() && found->second.readOnly && keptFromReaders().count(name) == 0;
}

size_t CommandTable::longestKey(const Arguments &arguments, const std::string &name, size_t limit) const
{
    const bool anyLong = std::any_of(arguments.begin(), arguments.end(),
                                     [limit](const std::string &argument) { return argument.size() > limit; });
    const auto found = anyLong ? m_facts.find(name) : m_facts.end();
    if (found == m_facts.end() || found->second.firstKey <= 0)
        return 0;
    const Facts &facts = found->second;
    const auto count = static_cast<long long>(arguments.size());
    const long long last = facts.lastKey < 0 ? count + facts.lastKey : std::min(facts.lastKey, count - 1);
    size_t longest = 0;
    for (long long i = facts.firstKey; i <= last; i += std::max(1LL, facts.keyStep))
        longest = std::max(longest, arguments[static_cast<size_t>(i)].size());
    return longest > limit ? longest : 0;
}

} // namespace stashdeck::sandbox
