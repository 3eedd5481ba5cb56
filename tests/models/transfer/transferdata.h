// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/transfer/keystream.h"
#include "models/transfer/transferwriter.h"

#include <QBuffer>
#include <QMap>
#include <QSet>

namespace stashdeck {

inline TransferEntry entryOf(KeyType type, const QByteArray &key, const QList<QByteArray> &words,
                             qint64 expiry = TransferEntry::noExpiry)
{
    TransferEntry entry;
    entry.key = key;
    entry.type = type;
    entry.words = words;
    entry.expiry = expiry;
    return entry;
}

inline TransferEntry dumpOf(KeyType type, const QByteArray &key, const QByteArray &dump, qint64 expiry = -1)
{
    TransferEntry entry;
    entry.form = TransferEntry::Form::Dump;
    entry.key = key;
    entry.type = type;
    entry.dump = dump;
    entry.expiry = expiry;
    return entry;
}

/// Names and values that have broken other programs.
inline QList<QByteArray> oddWords()
{
    return {"plain",
            "",
            " leading and trailing ",
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "'quoted",
            "''twice",
            "\ttab",
            "\rreturn",
            "line\nbreak",
            "line\r\nbreak",
            "comma,semicolon;\"quote\" 'single' \\backslash \\x00 \\n",
            "<b>bold</b>&amp;",
            "a/b/../c?d#e%20",
            "{\"json\":[1,2,{\"a\":null}]}",
            "\xc3\xa4\xc3\xb6\xc3\xbc \xf0\x9f\x98\x80 \xe2\x80\xae\xe2\x80\x8b",
            QByteArray("nul\0inside", 10),
            QByteArray("\0", 1),
            "\xff\xfe\x80 not utf-8",
            "\xef\xbb\xbf"
            "bom",
            "\x7f\x1b[31m",
            "#comment",
            "[hidden]",
            QByteArray(40'000, 'k') + "\xc3\xa4"};
}

/// Every type, with odd words everywhere.
inline QList<TransferEntry> oddEntries()
{
    const QList<QByteArray> odd = oddWords();
    QList<TransferEntry> entries;
    for (qsizetype i = 0; i < odd.size(); ++i)
        entries.append(entryOf(KeyType::String, odd[i] + "|" + QByteArray::number(i), {odd[odd.size() - 1 - i]},
                               i % 2 == 0 ? 1'900'000'000'123 + i : -1));
    entries.append(entryOf(KeyType::List, "list", odd, 1'900'000'000'000));
    entries.append(entryOf(KeyType::Set, "set", odd));
    entries.append(entryOf(KeyType::Set, "intset", {"1", "-9223372036854775808", "9223372036854775807"}));
    QList<QByteArray> hash;
    QList<QByteArray> scored;
    QList<QByteArray> stream;
    const QList<QByteArray> scores{
        "0", "-0", "inf", "-inf", "1.5", "0.10000000000000001", "1e+300", "5e-324", "3.1415926535897931", "-17"};
    for (qsizetype i = 0; i < odd.size(); ++i) {
        hash << odd[i] << odd[odd.size() - 1 - i];
        scored << scores[i % scores.size()] << odd[i];
        stream << "1763388120000-" + QByteArray::number(i) << "4" << odd[i] << odd[odd.size() - 1 - i] << "f"
               << QByteArray::number(i);
    }
    entries.append(entryOf(KeyType::Hash, "hash", hash, 1'900'000'000'001));
    entries.append(entryOf(KeyType::SortedSet, "zset", scored));
    entries.append(entryOf(KeyType::Stream, "stream", stream));
    entries.append(entryOf(KeyType::Json, "json", {" { \"b\" : 1.10, \"a\": [ 1E5 ] } "}));
    return entries;
}

inline FileHead headOf(TransferFormat format)
{
    FileHead head;
    head.format = format;
    head.source = QStringLiteral("prod \"eu\" <b>");
    head.exportedAt = WallTime(Milliseconds(1'763'388'120'000));
    head.keys = 12;
    head.server = QStringLiteral("7.0.15");
    return head;
}

inline QByteArray fileOf(TransferFormat format, const QList<TransferEntry> &entries, bool whole = true)
{
    QByteArray out;
    const auto writer = transferWriter(format);
    writer->begin(headOf(format), out);
    for (const TransferEntry &entry : entries)
        writer->add(entry, out);
    FileFoot foot;
    foot.keys = entries.size();
    foot.whole = whole;
    writer->end(foot, out);
    return out;
}

/// All that a file gives.
struct FileContent {
    QList<KeyStream::Entry> entries;
    QList<ImportProblem> problems;
    std::optional<FileHead> head;
    std::optional<FileFoot> foot;
    /// The keys that are whole, their parts put together.
    [[nodiscard]] QList<TransferEntry> keys() const
    {
        QMap<qint64, TransferEntry> keys;
        QSet<qint64> broken;
        for (const KeyStream::Entry &item : entries) {
            if (item.entry.broken)
                broken.insert(item.ordinal);
            if (!keys.contains(item.ordinal)) {
                keys.insert(item.ordinal, item.entry);
                continue;
            }
            TransferEntry &key = keys[item.ordinal];
            if (key.type == KeyType::String && key.form == TransferEntry::Form::Words)
                key.words = {key.words.value(0) + item.entry.words.value(0)};
            else
                key.words += item.entry.words;
            key.commands += item.entry.commands;
            key.fieldExpiries += item.entry.fieldExpiries;
            key.hiddenFields += item.entry.hiddenFields;
            key.hiddenInside += item.entry.hiddenInside;
            if (item.entry.stream)
                key.stream = item.entry.stream;
            key.more = item.entry.more;
        }
        for (const qint64 ordinal : std::as_const(broken))
            keys.remove(ordinal);
        return keys.values();
    }
};

inline FileContent contentOf(TransferFormat format, QByteArray bytes)
{
    QBuffer buffer(&bytes);
    (void)buffer.open(QIODevice::ReadOnly);
    KeyStream stream(transferReader(format, &buffer));
    FileContent content;
    while (std::optional<KeyStream::Item> item = stream.next()) {
        if (auto *problem = std::get_if<ImportProblem>(&*item))
            content.problems.append(*problem);
        else
            content.entries.append(std::get<KeyStream::Entry>(*std::move(item)));
    }
    content.head = stream.reader().head();
    content.foot = stream.reader().foot();
    return content;
}

} // namespace stashdeck
