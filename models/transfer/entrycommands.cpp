// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/entrycommands.h"

#include "models/base/bytetext.h"

#include <QString>

#include <algorithm>
#include <cmath>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray keyPlace = ""; // where the key will stand

/// Name, key, and as many groups of `each` words as a chunk takes, again and again.
void appendChunks(QList<KeyedCommand> &commands, const char *name, const QList<QByteArray> &words, qsizetype each,
                  CommandChunk chunk)
{
    for (qsizetype at = 0; at < words.size();) {
        KeyedCommand command{{name, keyPlace}, 1};
        qsizetype bytes = 0;
        const qsizetype first = at;
        while (at < words.size() && at - first + each <= std::max(chunk.words, each)) {
            qsizetype more = 0;
            const qsizetype end = std::min(at + each, words.size());
            for (qsizetype i = at; i < end; ++i)
                more += words[i].size();
            if (at > first && bytes + more > chunk.bytes)
                break;
            bytes += more;
            for (; at < end; ++at)
                command.words.append(words[at]);
        }
        commands.append(std::move(command));
    }
}

void appendString(QList<KeyedCommand> &commands, const TransferEntry &entry, CommandChunk chunk)
{
    const QByteArray value = entry.words.value(0);
    qsizetype at = 0;
    do {
        QByteArray piece = value.mid(at, chunk.bytes);
        // Text is cut between characters, so that it stays text.
        if (at + piece.size() < value.size() && piece.size() > 16)
            piece.chop(openTail(piece));
        commands.append({{entry.part == 0 && at == 0 ? "SET" : "APPEND", keyPlace, piece}, 1});
        at += piece.size();
    } while (at < value.size());
}

void appendFieldExpiries(QList<KeyedCommand> &commands, const TransferEntry &entry)
{
    for (qsizetype i = 0; i < entry.fieldExpiries.size() && i * 2 < entry.words.size(); ++i) {
        if (entry.fieldExpiries[i] != TransferEntry::noExpiry) {
            commands.append({{"HPEXPIREAT", keyPlace, QByteArray::number(entry.fieldExpiries[i]), "FIELDS", "1",
                              entry.words[i * 2]},
                             1});
        }
    }
}

void appendStreamEntries(QList<KeyedCommand> &commands, const QList<QByteArray> &words)
{
    for (qsizetype at = 0; at + 1 < words.size();) {
        const qsizetype count = words[at + 1].toLongLong();
        KeyedCommand command{{"XADD", keyPlace, words[at]}, 1};
        for (qsizetype i = at + 2; i < std::min(at + 2 + count, words.size()); ++i)
            command.words.append(words[i]);
        commands.append(std::move(command));
        at += 2 + count;
    }
}

/// 0-1 for a stream that never had an entry: 0-0 cannot be added.
QByteArray firstId(const StreamState &state)
{
    return state.lastId == "0-0" ? QByteArray("0-1") : state.lastId;
}

QByteArray lastEntryId(const QList<QByteArray> &words)
{
    QByteArray id;
    for (qsizetype at = 0; at + 1 < words.size(); at += 2 + words[at + 1].toLongLong())
        id = words[at];
    return id;
}

void appendStreamState(QList<KeyedCommand> &commands, const TransferEntry &entry)
{
    const StreamState &state = *entry.stream;
    const bool isEmpty = entry.words.isEmpty() && entry.part == 0;
    const bool isBehind = !entry.words.isEmpty() && state.lastId != lastEntryId(entry.words);
    // A group makes its stream where none is; then it is as it was before its first entry.
    const bool neverHadAny = isEmpty && state.lastId == "0-0" && !state.groups.isEmpty();
    if ((isEmpty && !neverHadAny)
        || isBehind) { // the last ID stays though its entry is gone, and a stream is there without entries, too
        commands.append({{"XADD", keyPlace, firstId(state), "-", "-"}, 1});
        commands.append({{"XDEL", keyPlace, firstId(state)}, 1});
    }
    const bool wasDeleted = !state.maxDeletedId.isEmpty() && state.maxDeletedId != "0-0";
    if ((isEmpty && !neverHadAny) || isBehind || wasDeleted
        || (state.added >= 0 && entry.members >= 0 && state.added != entry.members)) {
        KeyedCommand setId{{"XSETID", keyPlace, state.lastId}, 1, true};
        if (state.added >= 0 && !state.maxDeletedId.isEmpty())
            setId.words << "ENTRIESADDED" << QByteArray::number(state.added) << "MAXDELETEDID" << state.maxDeletedId;
        commands.append(std::move(setId));
    }
    for (const StreamGroup &group : state.groups) {
        KeyedCommand create{{"XGROUP", "CREATE", keyPlace, group.name, group.lastId}, 2};
        if (neverHadAny)
            create.words << "MKSTREAM";
        if (group.read >= 0)
            create.words << "ENTRIESREAD" << QByteArray::number(group.read);
        commands.append(std::move(create));
        for (const QByteArray &consumer : group.consumers)
            commands.append({{"XGROUP", "CREATECONSUMER", keyPlace, group.name, consumer}, 2});
        for (const StreamPending &pending : group.pending) {
            commands.append({{"XCLAIM", keyPlace, group.name, pending.consumer, "0", pending.id, "TIME",
                              QByteArray::number(pending.deliveredAt), "RETRYCOUNT", QByteArray::number(pending.count),
                              "FORCE", "JUSTID"},
                             1});
        }
    }
}

bool isScore(const QByteArray &text)
{
    bool isNumber = false;
    const double score = text.toDouble(&isNumber);
    const QByteArray lower = text.toLower();
    if (lower == "inf" || lower == "+inf" || lower == "-inf" || lower == "infinity" || lower == "-infinity"
        || lower == "+infinity")
        return true;
    return isNumber && !std::isnan(score);
}

bool isStreamId(const QByteArray &text)
{
    const qsizetype dash = text.indexOf('-');
    if (dash <= 0)
        return false;
    bool first = false;
    bool second = false;
    (void)text.first(dash).toULongLong(&first);
    (void)text.sliced(dash + 1).toULongLong(&second);
    return first && second;
}

} // namespace

qsizetype openTail(QByteArrayView piece)
{
    // A cut character is at most three bytes long; where it begins, what is before it must be text.
    for (qsizetype tail = 0; tail <= std::min<qsizetype>(3, piece.size()); ++tail) {
        if (isUtf8(piece.chopped(tail)))
            return tail;
    }
    return 0;
}

QList<KeyedCommand> commandsOf(const TransferEntry &entry, CommandChunk chunk)
{
    QList<KeyedCommand> commands;
    if (entry.form == TransferEntry::Form::Commands)
        return entry.commands;
    if (entry.form == TransferEntry::Form::Dump) {
        KeyedCommand restore{{"RESTORE", keyPlace, QByteArray::number(std::max<qint64>(0, entry.expiry)), entry.dump},
                             1};
        if (entry.expiry > 0)
            restore.words.append("ABSTTL");
        return {restore};
    }
    switch (entry.type) {
    case KeyType::String:
        appendString(commands, entry, chunk);
        break;
    case KeyType::Json:
        commands.append({{"JSON.SET", keyPlace, "$", entry.words.value(0)}, 1});
        break;
    case KeyType::Hash:
        appendChunks(commands, "HSET", entry.words, 2, chunk);
        appendFieldExpiries(commands, entry);
        break;
    case KeyType::List:
        appendChunks(commands, "RPUSH", entry.words, 1, chunk);
        break;
    case KeyType::Set:
        appendChunks(commands, "SADD", entry.words, 1, chunk);
        break;
    case KeyType::SortedSet:
        appendChunks(commands, "ZADD", entry.words, 2, chunk);
        break;
    case KeyType::Stream:
        appendStreamEntries(commands, entry.words);
        if (entry.stream)
            appendStreamState(commands, entry);
        break;
    case KeyType::Unknown:
    case KeyType::Other:
        break;
    }
    return commands;
}

bool needsExpiry(const TransferEntry &entry)
{
    return entry.expiry != TransferEntry::noExpiry && entry.form != TransferEntry::Form::Dump;
}

KeyedCommand expiryCommand(qint64 expiry)
{
    return {{"PEXPIREAT", keyPlace, QByteArray::number(expiry)}, 1};
}

QString problemOf(const TransferEntry &entry)
{
    if (entry.form != TransferEntry::Form::Words)
        return {};
    const QList<QByteArray> &words = entry.words;
    switch (entry.type) {
    case KeyType::String:
    case KeyType::Json:
        return words.size() == 1 ? QString() : u"no value"_s;
    case KeyType::Hash:
    case KeyType::List:
    case KeyType::Set:
    case KeyType::SortedSet:
        if (words.isEmpty() && entry.part == 0 && !entry.more && entry.hiddenFields.isEmpty())
            return u"no elements"_s;
        break;
    case KeyType::Stream:
        if (words.isEmpty() && !entry.stream && entry.part == 0 && !entry.more)
            return u"no entries"_s;
        for (qsizetype at = 0; at + 1 < words.size(); at += 2 + words[at + 1].toLongLong()) {
            if (!isStreamId(words[at]))
                return u"no entry ID: %1"_s.arg(QString::fromUtf8(words[at].left(40)));
        }
        if (entry.stream && !isStreamId(entry.stream->lastId))
            return u"no last ID"_s;
        break;
    case KeyType::Unknown:
    case KeyType::Other:
        return u"unknown type"_s;
    }
    if (entry.type == KeyType::Hash && words.size() % 2 != 0)
        return u"a field without a value"_s;
    if (entry.type == KeyType::SortedSet) {
        for (qsizetype i = 0; i < words.size(); i += 2) {
            if (!isScore(words[i]))
                return u"no score: %1"_s.arg(QString::fromUtf8(words[i].left(40)));
        }
    }
    return {};
}

qint64 largestWord(const TransferEntry &entry)
{
    qint64 largest = entry.dump.size();
    if (entry.form == TransferEntry::Form::Words && entry.type == KeyType::String)
        return largest; // is cut as needed
    for (const QByteArray &word : entry.words)
        largest = std::max<qint64>(largest, word.size());
    for (const KeyedCommand &command : entry.commands) {
        qint64 sum = 0;
        for (const QByteArray &word : command.words)
            sum += word.size();
        largest = std::max(largest, sum);
    }
    return largest;
}

} // namespace stashdeck
