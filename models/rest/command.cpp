// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rest/command.h"

#include "models/rest/commandtable.h"

#include <initializer_list>

namespace stashdeck {

namespace {

bool isWord(const QByteArray &word, const char *upper)
{
    return word.compare(upper, Qt::CaseInsensitive) == 0;
}

/// Does any word from `from` on equal one of these?
bool hasAny(const QList<QByteArray> &words, qsizetype from, std::initializer_list<const char *> options)
{
    for (qsizetype i = from; i < words.size(); ++i) {
        for (const char *option : options) {
            if (isWord(words[i], option))
                return true;
        }
    }
    return false;
}

/// Options that change what a repetition would do.
CommandClass refined(std::string_view name, CommandClass plain, const QList<QByteArray> &words)
{
    using enum CommandClass;
    if (name == "SET") {
        if (hasAny(words, 3, {"NX", "XX", "IFEQ", "IFNE", "IFDEQ", "IFDNE"}))
            return Conditional;
        return hasAny(words, 3, {"GET"}) ? NonIdempotentWrite : plain;
    }
    if (name == "ZADD") {
        if (hasAny(words, 2, {"INCR"}))
            return NonIdempotentWrite;
        return hasAny(words, 2, {"NX", "XX", "GT", "LT"}) ? Conditional : plain;
    }
    if (name == "GEOADD")
        return hasAny(words, 2, {"NX", "XX"}) ? Conditional : plain;
    if (name == "EXPIRE" || name == "PEXPIRE" || name == "EXPIREAT" || name == "PEXPIREAT")
        return hasAny(words, 3, {"NX", "XX", "GT", "LT"}) ? Conditional : plain;
    if (name == "HEXPIRE" || name == "HPEXPIRE" || name == "HEXPIREAT" || name == "HPEXPIREAT")
        return words.size() > 3 && hasAny(words.sliced(3, 1), 0, {"NX", "XX", "GT", "LT"}) ? Conditional : plain;
    if (name == "HSETEX")
        return words.size() > 2 && hasAny(words.sliced(2, 1), 0, {"FNX", "FXX"}) ? Conditional : plain;
    if (name == "JSON.SET")
        return hasAny(words, 4, {"NX", "XX"}) ? Conditional : plain;
    if (name == "RESTORE" || name == "COPY")
        return hasAny(words, 3, {"REPLACE"}) ? Broad : plain;
    // Without an option these only read.
    if (name == "GETEX")
        return words.size() <= 2 ? Read : plain;
    if (name == "HGETEX")
        return words.size() > 2 && hasAny(words.sliced(2, 1), 0, {"FIELDS"}) ? Read : plain;
    if (name == "SORT")
        return hasAny(words, 2, {"STORE"}) ? IdempotentWrite : Read;
    if (name == "GEORADIUS" || name == "GEORADIUSBYMEMBER")
        return hasAny(words, 5, {"STORE", "STOREDIST"}) ? IdempotentWrite : Read;
    if (name == "BITFIELD") {
        if (hasAny(words, 2, {"INCRBY"}))
            return NonIdempotentWrite;
        return hasAny(words, 2, {"SET"}) ? IdempotentWrite : Read;
    }
    if (name == "ACL LOG")
        return hasAny(words, 2, {"RESET"}) ? IdempotentWrite : Read;
    if (name == "FUNCTION LOAD")
        return words.size() > 3 ? plain : Conditional;
    return plain;
}

} // namespace

CommandClass classOf(const Command &command)
{
    const QList<QByteArray> &words = command.words();
    if (words.isEmpty())
        return CommandClass::NonIdempotentWrite;
    const QByteArray upper = command.name();
    const CommandFacts *facts = nullptr;
    if (words.size() > 1) {
        // The second word is a subcommand only where the table has the pair. Long words are never looked at.
        if (words[1].size() <= 24) {
            const QByteArray pair = upper + ' ' + words[1].toUpper();
            facts = factsOf({pair.constData(), size_t(pair.size())});
        }
    }
    if (!facts)
        facts = factsOf({upper.constData(), size_t(upper.size())});
    return facts ? refined(facts->name, facts->commandClass, words) : CommandClass::NonIdempotentWrite;
}

} // namespace stashdeck
