// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/replaytable.h"

#include "models/rest/commandtable.h"

#include <QString>

#include <algorithm>
#include <array>
#include <string_view>

namespace stashdeck {

namespace {

/// A write about the one key behind its name. `step`: words of an element from `from` on, 0 when they cannot be told.
struct Replayable {
    std::string_view name;
    KeyType type = KeyType::Unknown;
    int from = 0;
    int step = 0;
};

// clang-format off
constexpr std::array table{
    Replayable{"APPEND", KeyType::String},
    Replayable{"BITFIELD", KeyType::String},
    Replayable{"DECR", KeyType::String},
    Replayable{"DECRBY", KeyType::String},
    Replayable{"EXPIRE"},
    Replayable{"EXPIREAT"},
    Replayable{"GEOADD", KeyType::SortedSet},
    Replayable{"GETDEL"},
    Replayable{"GETEX"},
    Replayable{"GETSET", KeyType::String},
    Replayable{"HDEL", KeyType::Hash},
    Replayable{"HEXPIRE", KeyType::Hash},
    Replayable{"HEXPIREAT", KeyType::Hash},
    Replayable{"HGETDEL", KeyType::Hash},
    Replayable{"HGETEX", KeyType::Hash},
    Replayable{"HINCRBY", KeyType::Hash},
    Replayable{"HINCRBYFLOAT", KeyType::Hash},
    Replayable{"HMSET", KeyType::Hash, 2, 2},
    Replayable{"HPERSIST", KeyType::Hash},
    Replayable{"HPEXPIRE", KeyType::Hash},
    Replayable{"HPEXPIREAT", KeyType::Hash},
    Replayable{"HSET", KeyType::Hash, 2, 2},
    Replayable{"HSETEX", KeyType::Hash},
    Replayable{"HSETNX", KeyType::Hash, 2, 2},
    Replayable{"INCR", KeyType::String},
    Replayable{"INCRBY", KeyType::String},
    Replayable{"INCRBYFLOAT", KeyType::String},
    Replayable{"JSON.ARRAPPEND", KeyType::Json},
    Replayable{"JSON.ARRINSERT", KeyType::Json},
    Replayable{"JSON.ARRPOP", KeyType::Json},
    Replayable{"JSON.ARRTRIM", KeyType::Json},
    Replayable{"JSON.CLEAR", KeyType::Json},
    Replayable{"JSON.DEL", KeyType::Json},
    Replayable{"JSON.FORGET", KeyType::Json},
    Replayable{"JSON.MERGE", KeyType::Json},
    Replayable{"JSON.NUMINCRBY", KeyType::Json},
    Replayable{"JSON.NUMMULTBY", KeyType::Json},
    Replayable{"JSON.SET", KeyType::Json},
    Replayable{"JSON.STRAPPEND", KeyType::Json},
    Replayable{"JSON.TOGGLE", KeyType::Json},
    Replayable{"LINSERT", KeyType::List, 4, 1},
    Replayable{"LPOP", KeyType::List},
    Replayable{"LPUSH", KeyType::List, 2, 1},
    Replayable{"LPUSHX", KeyType::List, 2, 1},
    Replayable{"LREM", KeyType::List},
    Replayable{"LSET", KeyType::List},
    Replayable{"LTRIM", KeyType::List},
    Replayable{"PERSIST"},
    Replayable{"PEXPIRE"},
    Replayable{"PEXPIREAT"},
    Replayable{"PFADD", KeyType::String},
    Replayable{"PSETEX", KeyType::String},
    Replayable{"RESTORE"},
    Replayable{"RPOP", KeyType::List},
    Replayable{"RPUSH", KeyType::List, 2, 1},
    Replayable{"RPUSHX", KeyType::List, 2, 1},
    Replayable{"SADD", KeyType::Set, 2, 1},
    Replayable{"SET", KeyType::String},
    Replayable{"SETBIT", KeyType::String},
    Replayable{"SETEX", KeyType::String},
    Replayable{"SETNX", KeyType::String},
    Replayable{"SETRANGE", KeyType::String},
    Replayable{"SPOP", KeyType::Set},
    Replayable{"SREM", KeyType::Set},
    Replayable{"XACK", KeyType::Stream},
    Replayable{"XADD", KeyType::Stream},
    Replayable{"XAUTOCLAIM", KeyType::Stream},
    Replayable{"XCLAIM", KeyType::Stream},
    Replayable{"XDEL", KeyType::Stream},
    Replayable{"XSETID", KeyType::Stream},
    Replayable{"XTRIM", KeyType::Stream},
    Replayable{"ZADD", KeyType::SortedSet, 2, 2},
    Replayable{"ZINCRBY", KeyType::SortedSet},
    Replayable{"ZPOPMAX", KeyType::SortedSet},
    Replayable{"ZPOPMIN", KeyType::SortedSet},
    Replayable{"ZREM", KeyType::SortedSet},
    Replayable{"ZREMRANGEBYLEX", KeyType::SortedSet},
    Replayable{"ZREMRANGEBYRANK", KeyType::SortedSet},
    Replayable{"ZREMRANGEBYSCORE", KeyType::SortedSet},
};
constexpr std::array groupCommands{"CREATE", "CREATECONSUMER", "DELCONSUMER", "DESTROY", "SETID"};
constexpr std::array severalKeys{
    "BITOP", "BLMOVE", "BLMPOP", "BLPOP", "BRPOP", "BRPOPLPUSH", "BZMPOP", "BZPOPMAX", "BZPOPMIN", "COPY", "DELEX",
    "GEORADIUS", "GEORADIUSBYMEMBER", "GEOSEARCHSTORE", "JSON.MSET", "LMOVE", "LMPOP", "MOVE", "MSETEX", "MSETNX",
    "PFMERGE", "RENAME", "RENAMENX", "RPOPLPUSH", "SDIFFSTORE", "SINTERSTORE", "SMOVE", "SORT", "SUNIONSTORE",
    "XREADGROUP", "ZDIFFSTORE", "ZINTERSTORE", "ZMPOP", "ZRANGESTORE", "ZUNIONSTORE",
};
// clang-format on

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), size_t(bytes.size())};
}

tl::unexpected<ImportProblem> refused(ImportProblem::Kind kind, const QByteArray &name)
{
    ImportProblem problem;
    problem.kind = kind;
    problem.note = QString::fromUtf8(name.left(60));
    return tl::unexpected(problem);
}

/// Several keys, each with the words that belong to it.
ReplayLine cut(const char *name, const QList<QByteArray> &words, qsizetype each, KeyType type)
{
    ReplayLine line;
    for (qsizetype at = 1; at + each <= words.size(); at += each) {
        ReplayLine::Part part;
        part.key = words[at];
        part.type = type;
        part.removes = each == 1;
        part.command.words.append(name);
        for (qsizetype i = 0; i < each; ++i)
            part.command.words.append(words[at + i]);
        line.parts.append(std::move(part));
    }
    return line;
}

} // namespace

tl::expected<ReplayLine, ImportProblem> replayOf(const QList<QByteArray> &words)
{
    using Kind = ImportProblem::Kind;
    if (words.isEmpty())
        return refused(Kind::UnknownCommand, {});
    const QByteArray name = words.first().left(64).toUpper();
    if ((name == "DEL" || name == "UNLINK") && words.size() > 1)
        return cut("DEL", words, 1, KeyType::Unknown);
    if (name == "MSET" && words.size() > 1 && words.size() % 2 == 1)
        return cut("SET", words, 2, KeyType::String);
    const auto found = std::find_if(table.begin(), table.end(),
                                    [&name](const Replayable &entry) { return entry.name == viewOf(name); });
    ReplayLine::Part part;
    part.command.words = words;
    if (found != table.end() && words.size() > 1) {
        part.key = words[1];
        part.type = found->type;
        if (found->step > 0)
            part.elements = std::max<qint64>(0, words.size() - found->from) / found->step;
        else if (name == "XADD")
            part.elements = 1;
        part.command.isOptional = name == "XSETID";
        return ReplayLine{{part}};
    }
    if (name == "XGROUP" && words.size() > 2) {
        const QByteArray act = words[1].left(32).toUpper();
        const bool known = std::any_of(groupCommands.begin(), groupCommands.end(),
                                       [&act](const char *command) { return act == command; });
        if (known) {
            part.key = words[2];
            part.type = KeyType::Stream;
            part.command.keyAt = 2;
            return ReplayLine{{part}};
        }
    }
    if (std::any_of(severalKeys.begin(), severalKeys.end(), [&name](const char *other) { return name == other; }))
        return refused(Kind::SeveralKeys, name);
    const CommandFacts *facts = factsOf(viewOf(name));
    if (!facts)
        return refused(Kind::UnknownCommand, name);
    return refused(facts->commandClass == CommandClass::Read ? Kind::NotAWrite : Kind::NotAllowed, name);
}

} // namespace stashdeck
