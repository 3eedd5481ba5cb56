// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/snippets/snippetcommands.h"

namespace stashdeck {

namespace {

constexpr qsizetype wordsAtOnce = 1000;

/// One command for each thousand words: what a terminal and a request can take.
QList<Command> chunked(const QList<QByteArray> &head, const QList<QByteArray> &words)
{
    QList<Command> commands;
    for (qsizetype first = 0; first < words.size(); first += wordsAtOnce)
        commands.append(Command(head + words.mid(first, wordsAtOnce)));
    return commands;
}

QList<QByteArray> scoreFirst(const QList<QByteArray> &words)
{
    QList<QByteArray> turned;
    for (qsizetype i = 0; i + 1 < words.size(); i += 2)
        turned << words[i + 1] << words[i];
    return turned;
}

/// Every second word: fields, members.
QList<QByteArray> namesOf(const QList<QByteArray> &words)
{
    QList<QByteArray> names;
    for (qsizetype i = 0; i < words.size(); i += 2)
        names.append(words[i]);
    return names;
}

QList<Command> elementsToRead(const SnippetSubject &subject)
{
    const QByteArray &key = subject.key;
    QList<Command> commands;
    switch (subject.kind) {
    case ValueKind::Hash: {
        const QList<QByteArray> fields = namesOf(subject.words);
        if (fields.size() == 1)
            return {Command::of("HGET", key, fields.first())};
        return chunked({"HMGET", key}, fields);
    }
    case ValueKind::List:
        if (!subject.place.isEmpty())
            return {Command::of("LINDEX", key, subject.place)};
        return {Command::of("LRANGE", key, 0, -1)};
    case ValueKind::Set:
        if (subject.words.size() == 1)
            return {Command::of("SISMEMBER", key, subject.words.first())};
        return chunked({"SMISMEMBER", key}, subject.words);
    case ValueKind::SortedSet: {
        const QList<QByteArray> members = namesOf(subject.words);
        if (members.size() == 1)
            return {Command::of("ZSCORE", key, members.first())};
        return chunked({"ZMSCORE", key}, members);
    }
    case ValueKind::Stream:
        for (const SnippetEntry &entry : entriesOf(subject.words))
            commands.append(Command::of("XRANGE", key, entry.id, entry.id));
        return commands;
    case ValueKind::Json:
        return {Command::of("JSON.GET", key, subject.place)};
    default:
        return {};
    }
}

} // namespace

qint64 SnippetSubject::bytes() const
{
    qint64 sum = key.size();
    for (const QByteArray &word : words)
        sum += word.size();
    return sum;
}

QList<SnippetEntry> entriesOf(const QList<QByteArray> &words)
{
    QList<SnippetEntry> entries;
    for (qsizetype i = 0; i + 1 < words.size();) {
        const qsizetype count = words[i + 1].toLongLong();
        entries.append({words[i], words.mid(i + 2, count)});
        i += 2 + count;
    }
    return entries;
}

QList<Command> commandsToRead(const SnippetSubject &subject)
{
    if (subject.isElement)
        return elementsToRead(subject);
    const QByteArray &key = subject.key;
    switch (subject.kind) {
    case ValueKind::String:
        return {Command::of("GET", key)};
    case ValueKind::Hash:
        return {Command::of("HGETALL", key)};
    case ValueKind::List:
        return {Command::of("LRANGE", key, 0, -1)};
    case ValueKind::Set:
        return {Command::of("SMEMBERS", key)};
    case ValueKind::SortedSet:
        return {Command::of("ZRANGE", key, 0, -1, "WITHSCORES")};
    case ValueKind::Stream:
        return {Command::of("XRANGE", key, "-", "+")};
    case ValueKind::Json:
        return {Command::of("JSON.GET", key)};
    case ValueKind::None:
    case ValueKind::Unknown:
        return {Command::of("TYPE", key)};
    }
    Q_UNREACHABLE();
}

QList<Command> commandsToWrite(const SnippetSubject &subject)
{
    const QByteArray &key = subject.key;
    if (subject.words.isEmpty())
        return {};
    QList<Command> commands;
    switch (subject.kind) {
    case ValueKind::String:
        if (subject.expiresAt)
            return {Command::of("SET", key, subject.words.first(), "PXAT", *subject.expiresAt)};
        return {Command::of("SET", key, subject.words.first())};
    case ValueKind::Hash:
        commands = chunked({"HSET", key}, subject.words);
        break;
    case ValueKind::List:
        if (subject.isElement && !subject.place.isEmpty() && subject.words.size() == 1)
            return {Command::of("LSET", key, subject.place, subject.words.first())};
        commands = chunked({"RPUSH", key}, subject.words);
        break;
    case ValueKind::Set:
        commands = chunked({"SADD", key}, subject.words);
        break;
    case ValueKind::SortedSet:
        commands = chunked({"ZADD", key}, scoreFirst(subject.words));
        break;
    case ValueKind::Stream:
        for (const SnippetEntry &entry : entriesOf(subject.words))
            commands.append(Command(QList<QByteArray>{"XADD", key, entry.id} + entry.fields));
        break;
    case ValueKind::Json:
        commands = {
            Command::of("JSON.SET", key, subject.isElement ? subject.place : QByteArray("$"), subject.words.first())};
        break;
    case ValueKind::None:
    case ValueKind::Unknown:
        return {};
    }
    if (subject.expiresAt && !subject.isElement)
        commands.append(Command::of("PEXPIREAT", key, *subject.expiresAt));
    return commands;
}

} // namespace stashdeck
