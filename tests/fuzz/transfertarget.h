// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/transfer/entrycommands.h"
#include "models/transfer/keystream.h"
#include "models/transfer/transferwriter.h"
#include "tests/fuzz/fuzztarget.h"

#include <QBuffer>

namespace stashdeck::fuzz {

/// Entries of every type that name things in odd ways.
inline QList<TransferEntry> transferEntries()
{
    const auto entry = [](KeyType type, const QByteArray &key, const QList<QByteArray> &words) {
        TransferEntry made;
        made.type = type;
        made.key = key;
        made.words = words;
        return made;
    };
    QList<TransferEntry> entries{
        entry(KeyType::String, "s", {"v\xff"}),
        entry(KeyType::Hash, "h", {"f", "=v", "g", "\"q\",\n"}),
        entry(KeyType::List, QByteArray("l\0", 2), {"a", "", "b"}),
        entry(KeyType::Set, "set", {"1", "2"}),
        entry(KeyType::SortedSet, "z", {"-0", "a", "inf", "b"}),
        entry(KeyType::Stream, "x", {"1-1", "2", "f", "v", "1-2", "2", "f", "w"}),
        entry(KeyType::Json, "j", {"{\"a\":[1,2]}"}),
    };
    entries[1].expiry = 1'900'000'000'000;
    entries[1].hiddenFields = {"token"};
    entries[5].stream = StreamState();
    entries[5].stream->lastId = "1-2";
    entries[5].stream->groups.append(StreamGroup{"g", "1-1", 1, {"c"}, {{"1-1", "c", 1, 1}}});
    for (int part = 0; part < 3; ++part) {
        TransferEntry large = entry(KeyType::List, "large", {QByteArray::number(part)});
        large.part = part;
        large.more = part < 2;
        entries.append(large);
    }
    return entries;
}

inline QList<QByteArray> transferSeeds(TransferFormat format)
{
    QList<QByteArray> seeds;
    const QList<TransferEntry> entries = transferEntries();
    const auto file = [format](const QList<TransferEntry> &some) {
        QByteArray out;
        const auto writer = transferWriter(format);
        FileHead head;
        head.format = format;
        head.source = QStringLiteral("s");
        writer->begin(head, out);
        for (const TransferEntry &entry : some)
            writer->add(entry, out);
        FileFoot foot;
        foot.keys = some.size();
        writer->end(foot, out);
        return out;
    };
    seeds.append(file(entries));
    seeds.append(file({entries[0], entries[1]}));
    seeds.append(file({}));
    TransferEntry dump = entries[0];
    dump.form = TransferEntry::Form::Dump;
    dump.dump = "\x00\x01v\x0b\x00";
    if (format == TransferFormat::Archive)
        seeds.append(file({dump, entries[2], dump}));
    if (format == TransferFormat::Commands)
        seeds.append(
            "SET a '\\'x' \nMSET a 1 b \"\\x4\\xff\\q\"\nDEL a b\nGET x\nXGROUP CREATE k g $\n# c\n\nSET \"a\"b\n");
    if (format == TransferFormat::Csv)
        seeds.append("key,type,value,score,mark\nk,zset,m,1,\n\"k\"\"\",string,'=1,,\nx,string,!!,,value64\n");
    if (format == TransferFormat::JsonLines)
        seeds.append("{\"key\":{\"b64\":\"/w==\"},\"type\":\"zset\",\"members\":[[\"a\",1.5]],\"part\":1}\n");
    return seeds;
}

/// Reads a file as an import does, and holds it to what KeyStream promises.
inline void readTransferFile(TransferFormat format, const uint8_t *data, size_t size)
{
    const QByteArray whole(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto kind = detectedTransferFormat(whole.left(4096));
    promise(!kind || int(*kind) < transferFormatCount);
    QByteArray bytes = whole;
    QBuffer buffer(&bytes);
    promise(buffer.open(QIODevice::ReadOnly));
    KeyStream stream(transferReader(format, &buffer));
    qint64 ordinal = 0;
    int part = 0;
    bool open = false;
    qsizetype items = 0;
    qint64 total = 0;
    while (const auto item = stream.next()) {
        promise(++items <= 4 * whole.size() + 16); // it always ends
        const auto *got = std::get_if<KeyStream::Entry>(&*item);
        if (!got)
            continue;
        const TransferEntry &entry = got->entry;
        promise(got->ordinal == (open ? ordinal : ordinal + 1));
        promise(entry.broken || entry.part == (open ? part + 1 : 0));
        promise(!entry.broken || !entry.more);
        ordinal = got->ordinal;
        part = entry.part;
        open = entry.more;
        total += entry.bytes();
        // What may be written can be put into commands, each with its key's place.
        if (!entry.broken && problemOf(entry).isEmpty()) {
            const QList<KeyedCommand> commands = commandsOf(entry);
            for (const KeyedCommand &command : commands)
                promise(command.keyAt > 0 && command.keyAt < command.words.size());
        }
    }
    promise(!open);
    promise(format == TransferFormat::Archive || total <= 64 * qint64(size) + 64);
}

} // namespace stashdeck::fuzz
