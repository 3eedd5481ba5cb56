// SPDX-License-Identifier: GPL-3.0-or-later
// What is written in each format is read again as it was, and what is damaged is told and never half a key.
#include "models/transfer/archiveframe.h"
#include "models/transfer/csvtext.h"
#include "models/transfer/entrycommands.h"
#include "tests/models/transfer/transferdata.h"

#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

namespace {

bool isSame(const TransferEntry &a, const TransferEntry &b)
{
    return a.key == b.key && a.type == b.type && a.expiry == b.expiry && a.form == b.form && a.words == b.words
        && ((a.fieldExpiries.isEmpty() && b.fieldExpiries.isEmpty()) || a.fieldExpiries == b.fieldExpiries)
        && a.dump == b.dump && a.stream == b.stream && a.hiddenFields == b.hiddenFields
        && a.hiddenInside == b.hiddenInside && a.more == b.more;
}

/// What a file of commands gives for an entry: the commands with the key in its place, without DEL.
QList<KeyedCommand> played(const TransferEntry &entry)
{
    QList<KeyedCommand> commands = commandsOf(entry, {1000, 64LL * 1024});
    if (needsExpiry(entry))
        commands.append(expiryCommand(entry.expiry));
    for (KeyedCommand &command : commands)
        command.words[command.keyAt] = entry.key;
    return commands;
}

TransferEntry streamWithGroups()
{
    TransferEntry entry = entryOf(KeyType::Stream, "groups", {"5-1", "2", "f", "v"});
    entry.stream = StreamState();
    entry.stream->lastId = "9-9";
    entry.stream->added = 7;
    entry.stream->maxDeletedId = "9-9";
    StreamGroup group;
    group.name = "g\xff";
    group.lastId = "5-1";
    group.read = 3;
    group.consumers = {"a", "b\0c"_ba};
    group.pending = {{"5-1", "a", 1'763'388'120'000, 4}};
    entry.stream->groups = {group, StreamGroup()};
    entry.stream->groups[1].name = "second";
    return entry;
}

QList<TransferEntry> exactEntries()
{
    QList<TransferEntry> entries = oddEntries();
    entries.append(streamWithGroups());
    TransferEntry hash = entryOf(KeyType::Hash, "field expiries", {"a", "1", "b", "2"});
    hash.fieldExpiries = {1'900'000'000'000, TransferEntry::noExpiry};
    entries.append(hash);
    TransferEntry hidden = entryOf(KeyType::Hash, "hidden", {"name", "x"});
    hidden.hiddenFields = {"token",
                           "pass\xff"
                           "word"};
    entries.append(hidden);
    TransferEntry masked = entryOf(KeyType::String, "masked", {"{\"token\":\"[hidden]\"}"});
    masked.hiddenInside = 1;
    entries.append(masked);
    return entries;
}

TransferEntry partOf(TransferEntry entry, int part, bool more)
{
    entry.part = part;
    entry.more = more;
    return entry;
}

/// A key in three parts between two others.
QList<TransferEntry> entriesWithParts(KeyType type)
{
    QList<TransferEntry> entries{entryOf(KeyType::String, "before", {"1"})};
    for (int part = 0; part < 3; ++part) {
        const QByteArray number = QByteArray::number(part);
        QList<QByteArray> words{"x" + number};
        if (type == KeyType::Hash || type == KeyType::SortedSet)
            words.prepend(number);
        entries.append(partOf(entryOf(type, "large", words, 1'900'000'000'000), part, part < 2));
    }
    entries.append(entryOf(KeyType::String, "behind", {"2"}));
    return entries;
}

} // namespace

class TestTransferFormats : public QObject {
    Q_OBJECT

private slots:
    void exactFormatsGiveBackEverything_data()
    {
        QTest::addColumn<int>("format");
        QTest::newRow("archive") << int(TransferFormat::Archive);
        QTest::newRow("JSON Lines") << int(TransferFormat::JsonLines);
    }
    void exactFormatsGiveBackEverything()
    {
        QFETCH(const int, format);
        const auto kind = static_cast<TransferFormat>(format);
        QList<TransferEntry> entries = exactEntries();
        if (kind == TransferFormat::Archive)
            entries.append(dumpOf(KeyType::Other, "module\xff", "\x07\x00\xff dump"_ba, 1'900'000'000'000));
        const FileContent content = contentOf(kind, fileOf(kind, entries));
        QCOMPARE(content.problems.size(), 0);
        QVERIFY(content.head);
        QCOMPARE(*content.head, headOf(kind));
        QVERIFY(content.foot);
        QCOMPARE(content.foot->keys, entries.size());
        const QList<TransferEntry> keys = content.keys();
        QCOMPARE(keys.size(), entries.size());
        for (qsizetype i = 0; i < keys.size(); ++i)
            QVERIFY2(isSame(keys[i], entries[i]), entries[i].key.left(100).constData());
    }

    void csvGivesBackContents()
    {
        const QList<TransferEntry> entries = oddEntries();
        const FileContent content = contentOf(TransferFormat::Csv, fileOf(TransferFormat::Csv, entries));
        QCOMPARE(content.problems.size(), 0);
        QCOMPARE(*content.head, headOf(TransferFormat::Csv));
        QCOMPARE(content.foot->keys, entries.size());
        const QList<TransferEntry> keys = content.keys();
        QCOMPARE(keys.size(), entries.size());
        for (qsizetype i = 0; i < keys.size(); ++i)
            QVERIFY2(isSame(keys[i], entries[i]), entries[i].key.left(100).constData());
    }

    void commandsGiveBackContents()
    {
        QList<TransferEntry> entries = oddEntries();
        entries.append(streamWithGroups());
        const FileContent content = contentOf(TransferFormat::Commands, fileOf(TransferFormat::Commands, entries));
        QCOMPARE(content.problems.size(), 0);
        QCOMPARE(*content.head, headOf(TransferFormat::Commands));
        const QList<TransferEntry> keys = content.keys();
        QCOMPARE(keys.size(), entries.size());
        for (qsizetype i = 0; i < keys.size(); ++i) {
            QCOMPARE(keys[i].key, entries[i].key);
            QCOMPARE(keys[i].type, entries[i].type);
            QVERIFY2(keys[i].commands == played(entries[i]), entries[i].key.left(100).constData());
        }
    }

    void noSpreadsheetFindsAFormula()
    {
        const QByteArray file = fileOf(TransferFormat::Csv, oddEntries());
        QByteArray bytes = file;
        QBuffer buffer(&bytes);
        QVERIFY(buffer.open(QIODevice::ReadOnly));
        CsvRows rows(&buffer, 1'000'000);
        CsvRows::Row row;
        int seen = 0;
        while (rows.next(row) == CsvRows::Step::Row) {
            QCOMPARE(row.cells.size(), csvColumnCount);
            for (const QByteArray &cell : std::as_const(row.cells)) {
                QVERIFY2(cell.isEmpty() || !QByteArray("=+-@\t\r").contains(cell.front()), cell.constData());
                ++seen;
            }
        }
        QVERIFY(seen > 500);
    }

    void hiddenValuesAreMarked_data()
    {
        QTest::addColumn<int>("format");
        for (int format = 0; format < transferFormatCount; ++format)
            QTest::newRow(suffixOf(static_cast<TransferFormat>(format)).data()) << format;
    }
    void hiddenValuesAreMarked()
    {
        QFETCH(const int, format);
        const auto kind = static_cast<TransferFormat>(format);
        TransferEntry some = entryOf(KeyType::Hash, "some", {"name", "x"});
        some.hiddenFields = {"token"};
        TransferEntry all = entryOf(KeyType::Hash, "all", {});
        all.hiddenFields = {"token", "password"};
        TransferEntry masked = entryOf(KeyType::String, "masked", {"{\"token\":\"[hidden]\"}"});
        masked.hiddenInside = 1;
        const FileContent content
            = contentOf(kind, fileOf(kind, {some, all, masked, entryOf(KeyType::String, "z", {"1"})}));
        QCOMPARE(content.problems.size(), 0);
        const QList<TransferEntry> keys = content.keys();
        QCOMPARE(keys.size(), 4);
        QCOMPARE(keys[0].hiddenFields, QList<QByteArray>{"token"});
        QCOMPARE(keys[1].key, "all"_ba);
        QCOMPARE(keys[1].type, KeyType::Hash);
        QCOMPARE(keys[1].hiddenFields, (QList<QByteArray>{"token", "password"}));
        QVERIFY(keys[1].words.isEmpty() && keys[1].commands.isEmpty());
        QCOMPARE(keys[2].hiddenInside, 1);
        if (kind == TransferFormat::Commands)
            QVERIFY(keys[2].commands.isEmpty()); // no mask is ever played into a database
        QVERIFY(!keys[3].hiddenInside && keys[3].hiddenFields.isEmpty());
    }

    void partsBelongTogether_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<int>("type");
        for (int format = 0; format < transferFormatCount; ++format) {
            for (const KeyType type : {KeyType::String, KeyType::List, KeyType::Hash}) {
                QTest::addRow("%s %d", suffixOf(static_cast<TransferFormat>(format)).data(), int(type))
                    << format << int(type);
            }
        }
    }
    void partsBelongTogether()
    {
        QFETCH(const int, format);
        QFETCH(const int, type);
        const auto kind = static_cast<TransferFormat>(format);
        const auto keyType = static_cast<KeyType>(type);
        const FileContent content = contentOf(kind, fileOf(kind, entriesWithParts(keyType)));
        QCOMPARE(content.problems.size(), 0);
        const QList<TransferEntry> keys = content.keys();
        QCOMPARE(keys.size(), 3);
        QCOMPARE(keys[1].key, "large"_ba);
        if (kind == TransferFormat::Commands)
            QCOMPARE(keys[1].commands.size(), 4); // three parts and the expiry
        else if (keyType == KeyType::String)
            QCOMPARE(keys[1].words, QList<QByteArray>{"x0x1x2"});
        else if (keyType == KeyType::List)
            QCOMPARE(keys[1].words, (QList<QByteArray>{"x0", "x1", "x2"}));
        else
            QCOMPARE(keys[1].words, (QList<QByteArray>{"0", "x0", "1", "x1", "2", "x2"}));
    }

    void lostPartsBreakTheirKey()
    {
        for (int lost = 1; lost <= 3; ++lost) {
            QList<TransferEntry> entries = entriesWithParts(KeyType::List);
            entries.removeAt(lost);
            const FileContent content
                = contentOf(TransferFormat::JsonLines, fileOf(TransferFormat::JsonLines, entries));
            QCOMPARE(content.problems.size(), 1);
            QCOMPARE(content.problems[0].kind, ImportProblem::Kind::PartMissing);
            QCOMPARE(content.problems[0].key, "large"_ba);
            const QList<TransferEntry> keys = content.keys();
            QCOMPARE(keys.size(), 2);
            QCOMPARE(keys[0].key, "before"_ba);
            QCOMPARE(keys[1].key, "behind"_ba);
        }
    }

    void cutAnywhereNothingIsHalf_data() { hiddenValuesAreMarked_data(); }
    /// At every byte: what is read is whole keys as they were, and the file is told to be cut.
    void cutAnywhereNothingIsHalf()
    {
        QFETCH(const int, format);
        const auto kind = static_cast<TransferFormat>(format);
        QList<TransferEntry> entries = entriesWithParts(KeyType::Hash);
        entries += entriesWithParts(KeyType::String);
        for (int i = 0; i < 3; ++i)
            entries.append(entryOf(KeyType::List, "list" + QByteArray::number(i), {"a,\"\n", "b b", "1234567"},
                                   1'900'000'000'000));
        const QByteArray file = fileOf(kind, entries);
        const QList<TransferEntry> all = contentOf(kind, file).keys();
        QCOMPARE(all.size(), 9);
        for (qsizetype cut = 0; cut < file.size(); ++cut) {
            const FileContent content = contentOf(kind, file.first(cut));
            const QList<TransferEntry> keys = content.keys();
            QVERIFY(keys.size() <= all.size());
            for (qsizetype i = 0; i < keys.size(); ++i) {
                QVERIFY2(isSame(keys[i], all[i]) && keys[i].commands == all[i].commands,
                         qPrintable(u"cut at %1 of %2, key %3"_s.arg(cut).arg(file.size()).arg(i)));
            }
            // A missing line end at the very end cuts nothing off.
            if (content.head && file.sliced(cut).trimmed().size() > 0)
                QVERIFY2(!content.problems.isEmpty(), qPrintable(QString::number(cut)));
        }
    }

    void damagedBlocksAreLeftOut()
    {
        QList<TransferEntry> entries;
        for (int i = 0; i < 40; ++i)
            entries.append(dumpOf(KeyType::String, "k" + QByteArray::number(i),
                                  QByteArray(50'000, char('a' + i % 26)) + QByteArray::number(i)));
        const QByteArray file = fileOf(TransferFormat::Archive, entries);
        QList<qsizetype> frames;
        for (qsizetype at = file.indexOf("SDFR"); at >= 0; at = file.indexOf("SDFR", at + 1))
            frames.append(at);
        QVERIFY(frames.size() > 8);
        for (const qsizetype offset : {0, 4, 9, 13, 17, 25}) { // mark, kind, lengths, checksum, payload
            QByteArray damaged = file;
            damaged[frames[3] + offset] = char(damaged[frames[3] + offset] ^ 0x55);
            const FileContent content = contentOf(TransferFormat::Archive, damaged);
            QVERIFY2(!content.problems.isEmpty(), qPrintable(QString::number(offset)));
            QVERIFY(content.foot);
            const QList<TransferEntry> keys = content.keys();
            QVERIFY2(keys.size() >= 34 && keys.size() < 40, qPrintable(QString::number(keys.size())));
            for (const TransferEntry &key : keys)
                QVERIFY(isSame(key, entries[key.key.sliced(1).toInt()]));
        }
    }

    void aFileIsKnownByItsContent_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<int>("format");
        for (int format = 0; format < transferFormatCount; ++format) {
            const auto kind = static_cast<TransferFormat>(format);
            QTest::newRow(suffixOf(kind).data()) << fileOf(kind, {entryOf(KeyType::String, "k", {"v"})}) << format;
        }
        QTest::newRow("commands with a comment") << "\n# made by hand\nset a 1\n"_ba << int(TransferFormat::Commands);
        QTest::newRow("commands, mark before") << "\xef\xbb\xbfHSET h f v\r\n"_ba << int(TransferFormat::Commands);
        QTest::newRow("csv, own order") << "type,key,value\r\nstring,k,v\r\n"_ba << int(TransferFormat::Csv);
        QTest::newRow("jsonl without a head")
            << "{\"key\":\"a\",\"type\":\"string\",\"value\":\"1\"}\n"_ba << int(TransferFormat::JsonLines);
        QTest::newRow("nothing") << ""_ba << -1;
        QTest::newRow("picture") << "\x89PNG\r\n\x1a\n"_ba << -1;
        QTest::newRow("prose") << "Dear reader, this is no file of keys\n"_ba << -1;
        QTest::newRow("only a comment") << "# nothing\n"_ba << -1;
    }
    void aFileIsKnownByItsContent()
    {
        QFETCH(const QByteArray, head);
        QFETCH(const int, format);
        const auto found = detectedTransferFormat(head);
        QCOMPARE(found ? int(*found) : -1, format);
    }

    void aNewerVersionIsNotRead()
    {
        for (int format = 0; format < transferFormatCount; ++format) {
            const auto kind = static_cast<TransferFormat>(format);
            QByteArray out;
            const auto writer = transferWriter(kind);
            FileHead head = headOf(kind);
            head.version = transferVersion + 1;
            writer->begin(head, out);
            writer->end(FileFoot(), out);
            const FileContent content = contentOf(kind, out);
            QVERIFY(!content.problems.isEmpty());
            QCOMPARE(content.problems[0].kind, ImportProblem::Kind::NewerVersion);
        }
    }

    void aCancelledExportSaysSo()
    {
        for (int format = 0; format < transferFormatCount; ++format) {
            const auto kind = static_cast<TransferFormat>(format);
            const FileContent content = contentOf(kind, fileOf(kind, {entryOf(KeyType::String, "k", {"v"})}, false));
            QCOMPARE(content.problems.size(), 1);
            QCOMPARE(content.problems[0].kind, ImportProblem::Kind::NotWhole);
            QCOMPARE(content.keys().size(), 1);
        }
    }
};

QTEST_GUILESS_MAIN(TestTransferFormats)
#include "tst_transferformats.moc"
