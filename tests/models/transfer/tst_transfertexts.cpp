// SPDX-License-Identifier: GPL-3.0-or-later
// Quoting, what may be replayed, and what is hidden.
#include "models/transfer/commandtext.h"
#include "models/transfer/jsonpart.h"
#include "models/transfer/linereader.h"
#include "models/transfer/replaytable.h"
#include "models/transfer/transferreader.h"
#include "models/transfer/valuehider.h"

#include <QBuffer>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

class TestTransferTexts : public QObject {
    Q_OBJECT

private slots:
    void linesAreTakenApartAsRedisCliDoes_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArrayList>("words");
        QTest::addColumn<bool>("valid");
        QTest::newRow("plain") << "SET a b"_ba << QByteArrayList{"SET", "a", "b"} << true;
        QTest::newRow("blanks") << "  SET\ta   b  "_ba << QByteArrayList{"SET", "a", "b"} << true;
        QTest::newRow("escapes") << "SET \"a\\x00\\xfF\\n\\r\\t\\b\\a\\\"\\\\\\q\" '\\x41\\n\\''"_ba
                                 << QByteArrayList{"SET", QByteArray("a\0\xff\n\r\t\b\a\"\\q", 11), "\\x41\\n'"}
                                 << true;
        QTest::newRow("empty words") << "SET \"\" ''"_ba << QByteArrayList{"SET", "", ""} << true;
        QTest::newRow("half an escape") << "GET \"\\x4\""_ba << QByteArrayList{"GET", "x4"} << true;
        QTest::newRow("quote in a word") << "GET a\"b c\""_ba << QByteArrayList{"GET", "ab c"} << true;
        QTest::newRow("backslash outside") << "GET a\\nb"_ba << QByteArrayList{"GET", "a\\nb"} << true;
        QTest::newRow("open quote") << "GET \"a"_ba << QByteArrayList() << false;
        QTest::newRow("open at a backslash") << "GET \"a\\"_ba << QByteArrayList() << false;
        QTest::newRow("text behind a quote") << "GET \"a\"b"_ba << QByteArrayList() << false;
        QTest::newRow("text behind a single quote") << "GET 'a'b"_ba << QByteArrayList() << false;
    }
    void linesAreTakenApartAsRedisCliDoes()
    {
        QFETCH(const QByteArray, line);
        QFETCH(const QByteArrayList, words);
        QFETCH(const bool, valid);
        const auto split = splitCommandLine(line);
        QCOMPARE(split.has_value(), valid);
        if (valid)
            QCOMPARE(QByteArrayList(*split), words);
    }

    void everyByteSurvivesALine()
    {
        QByteArray all;
        for (int i = 0; i < 256; ++i)
            all.append(char(i));
        for (int i = 0; i < 256; ++i) {
            const QList<QByteArray> words{"SET", QByteArray(1, char(i)), "", all.sliced(i), "\xc3\xa4" + all.first(i)};
            const QByteArray line = commandLine(words);
            QVERIFY(!line.contains('\n') && !line.contains('\r') && !line.contains('\0'));
            const auto split = splitCommandLine(line);
            QVERIFY2(split, line.constData());
            QCOMPARE(*split, words);
        }
        QCOMPARE(commandLine({"SET", "user:1", "\xc3\xa4"}), "SET user:1 \"\xc3\xa4\""_ba); // text stays readable
    }

    void onlyWritesAboutTheirKeyAreReplayed_data()
    {
        using Kind = ImportProblem::Kind;
        QTest::addColumn<QByteArrayList>("words");
        QTest::addColumn<int>("refused");
        QTest::newRow("SET") << QByteArrayList{"set", "k", "v", "EX", "10"} << -1;
        QTest::newRow("XGROUP CREATE") << QByteArrayList{"XGROUP", "CREATE", "k", "g", "$", "MKSTREAM"} << -1;
        QTest::newRow("RESTORE") << QByteArrayList{"RESTORE", "k", "0", "x"} << -1;
        QTest::newRow("GET") << QByteArrayList{"GET", "k"} << int(Kind::NotAWrite);
        QTest::newRow("PING") << QByteArrayList{"PING"} << int(Kind::NotAWrite);
        QTest::newRow("FLUSHALL") << QByteArrayList{"FLUSHALL"} << int(Kind::NotAllowed);
        QTest::newRow("CONFIG SET") << QByteArrayList{"CONFIG", "SET", "dir", "/"} << int(Kind::NotAllowed);
        QTest::newRow("EVAL") << QByteArrayList{"EVAL", "return 1", "1", "k"} << int(Kind::NotAllowed);
        QTest::newRow("RENAME") << QByteArrayList{"RENAME", "a", "b"} << int(Kind::SeveralKeys);
        QTest::newRow("SUNIONSTORE") << QByteArrayList{"SUNIONSTORE", "a", "b"} << int(Kind::SeveralKeys);
        QTest::newRow("SELECT") << QByteArrayList{"SELECT", "0"} << int(Kind::NotAllowed);
        QTest::newRow("unknown") << QByteArrayList{"FROBNICATE", "k"} << int(Kind::UnknownCommand);
        QTest::newRow("no key") << QByteArrayList{"SET"} << int(Kind::NotAllowed);
    }
    void onlyWritesAboutTheirKeyAreReplayed()
    {
        QFETCH(const QByteArrayList, words);
        QFETCH(const int, refused);
        const auto replay = replayOf(words);
        QCOMPARE(replay ? -1 : int(replay.error().kind), refused);
        if (replay)
            QCOMPARE(replay->parts[0].key, "k"_ba);
    }

    void commandsAboutSeveralKeysAreCut()
    {
        const auto set = replayOf({"MSET", "a", "1", "b", "2"});
        QVERIFY(set);
        QCOMPARE(set->parts.size(), 2);
        QCOMPARE(set->parts[1].command.words, (QList<QByteArray>{"SET", "b", "2"}));
        const auto removal = replayOf({"UNLINK", "a", "b"});
        QVERIFY(removal);
        QCOMPARE(removal->parts.size(), 2);
        QVERIFY(removal->parts[0].removes);
    }

    void commandsOfOneKeyAreOneEntry()
    {
        QByteArray text = "# by hand\r\nSET a 1\r\nEXPIRE a 10\r\n\r\nDEL l\nRPUSH l x\nRPUSH l y z\nDEL gone\nGET "
                          "a\nSET b \"\nHSET a f v";
        QBuffer buffer(&text);
        QVERIFY(buffer.open(QIODevice::ReadOnly));
        const auto reader = transferReader(TransferFormat::Commands, &buffer);
        QList<TransferEntry> entries;
        QList<ImportProblem> problems;
        while (auto item = reader->next()) {
            if (auto *problem = std::get_if<ImportProblem>(&*item))
                problems.append(*problem);
            else
                entries.append(std::get<TransferEntry>(*item));
        }
        QCOMPARE(entries.size(), 3);
        QCOMPARE(entries[0].commands.size(), 2);
        QCOMPARE(entries[0].type, KeyType::String);
        QCOMPARE(entries[0].line, 2);
        QCOMPARE(entries[1].commands.size(), 2); // DEL says what an import decides by itself
        QCOMPARE(entries[1].members, 3);
        QCOMPARE(entries[2].type, KeyType::Hash);
        QCOMPARE(entries[2].line, 11);
        QCOMPARE(problems.size(), 3);
        QCOMPARE(problems[0].kind, ImportProblem::Kind::NotAWrite);
        QCOMPARE(problems[0].line, 9);
        QCOMPARE(problems[1].kind, ImportProblem::Kind::BadQuotes);
        QCOMPARE(problems[1].line, 10);
        QCOMPARE(problems[2].kind, ImportProblem::Kind::NotAllowed);
        QCOMPARE(problems[2].key, "gone"_ba);
    }

    void namesAreHidden_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<bool>("hidden");
        for (const char *name : {"token", "TOKEN", "access_token", "accessToken", "APIToken", "token2", "e-mail",
                                 "userEmail", "reset.password", "api_key", "apiKey"})
            QTest::newRow(name) << QByteArray(name) << true;
        for (const char *name : {"tokens", "tokenizer", "mail", "name", "passwordless", "", "key"})
            QTest::newRow(name) << QByteArray(name) << false;
    }
    void namesAreHidden()
    {
        QFETCH(const QByteArray, name);
        QFETCH(const bool, hidden);
        const ValueHider hider({"token", " Password ", "email", "api_key"});
        QCOMPARE(hider.hidesName(name), hidden);
    }

    void jsonIsMasked_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("masked");
        QTest::addColumn<int>("count");
        const auto same = [](const char *name, const QByteArray &text) {
            QTest::newRow(name) << text << text << 0;
        };
        QTest::newRow("member") << " {\"a\":1, \"token\" : \"s3cret\" ,\"b\":2.10}"_ba
                                << " {\"a\":1, \"token\" : \"[hidden]\" ,\"b\":2.10}"_ba << 1;
        QTest::newRow("deep") << "[{\"x\":{\"Password\":{\"old\":[\"a\",\"b\"],\"new\":1}},\"token\":null}]"_ba
                              << "[{\"x\":{\"Password\":\"[hidden]\"},\"token\":\"[hidden]\"}]"_ba << 2;
        QTest::newRow("escaped name") << "{\"tok\\u0065n\":\"x\"}"_ba
                                      << "{\"tok\\u0065n\":\"[hidden]\"}"_ba << 1;
        same("a value with the word", "{\"a\":\"token\",\"b\":[\"token\"]}");
        same("a plain word", "token");
        same("no JSON", "{\"token\":\"x\"");
        same("a number", "12");
        same("half a surrogate", "{\"\\ud800\":\"x\"}");
    }
    void jsonIsMasked()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QByteArray, masked);
        QFETCH(const int, count);
        const auto hidden = ValueHider({"token", "password"}).hidden(text);
        QCOMPARE(hidden.first, masked);
        QCOMPARE(hidden.second, count);
    }

    void entriesAreMasked()
    {
        const ValueHider hider({"token"});
        TransferEntry hash;
        hash.type = KeyType::Hash;
        hash.words = {"token", "x", "name", "y", "json", "{\"token\":1}"};
        hash.fieldExpiries = {1, 2, 3};
        QCOMPARE(hider.hide(hash), 2);
        QCOMPARE(hash.words, (QList<QByteArray>{"name", "y"}));
        QCOMPARE(hash.fieldExpiries, QList<qint64>{2});
        QCOMPARE(hash.hiddenFields, (QList<QByteArray>{"token", "json"}));
        TransferEntry stream;
        stream.type = KeyType::Stream;
        stream.words = {"1-0", "4", "token", "x", "a", "b"};
        QCOMPARE(hider.hide(stream), 1);
        QCOMPARE(stream.words, (QList<QByteArray>{"1-0", "4", "token", "[hidden]", "a", "b"}));
        TransferEntry list;
        list.type = KeyType::List;
        list.words = {"token", "[{\"token\":\"x\"}]"};
        QCOMPARE(hider.hide(list), 1);
        QCOMPARE(list.hiddenInside, 1);
        QCOMPARE(list.words[0], "token"_ba);
    }

    void longLinesArePassedOver()
    {
        QByteArray text = "one\r\n" + QByteArray(1'000'000, 'x') + "\nthree\n\nfive";
        QBuffer buffer(&text);
        QVERIFY(buffer.open(QIODevice::ReadOnly));
        LineReader lines(&buffer, 1000);
        LineReader::Line line;
        QVERIFY(lines.next(line));
        QCOMPARE(line.text, "one"_ba);
        QVERIFY(lines.next(line));
        QVERIFY(line.tooLong && line.text.isEmpty());
        QVERIFY(lines.next(line));
        QCOMPARE(line.text, "three"_ba);
        QCOMPARE(line.number, 3);
        QVERIFY(lines.next(line));
        QVERIFY(line.text.isEmpty());
        QVERIFY(lines.next(line));
        QCOMPARE(line.text, "five"_ba);
        QVERIFY(!line.terminated);
        QVERIFY(!lines.next(line));
        QCOMPARE(lines.bytesRead(), text.size());
    }

    void jsonStringsAreBytes()
    {
        QCOMPARE(jsonStringBytes("\"\\ud83d\\ude00\\u00e4\\u0000\\/\\b\""),
                 QByteArray("\xf0\x9f\x98\x80\xc3\xa4\0/\b", 9));
        QVERIFY(!jsonStringBytes("\"\\ud83d\""));
        QVERIFY(!jsonStringBytes("\"\\ude00\""));
        QVERIFY(!jsonStringBytes("\"\\ud83d\\u0041\""));
    }
};

QTEST_GUILESS_MAIN(TestTransferTexts)
#include "tst_transfertexts.moc"
