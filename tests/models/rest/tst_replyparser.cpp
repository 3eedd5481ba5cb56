// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rest/base64.h"
#include "models/rest/replyparser.h"

#include <QRandomGenerator>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

class ReplyParserTest : public QObject {
    Q_OBJECT

private slots:
    void base64_data();
    void base64();
    void base64RoundTrip();
    void values_data();
    void values();
    void refused_data();
    void refused();
    void depth_data();
    void depth();
    void plainStrings_data();
    void plainStrings();
    void bodiesOfPipelines();
    void everyCutIsNoticed();
};

void ReplyParserTest::base64_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("valid");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << ""_ba << true << ""_ba;
    QTest::newRow("one") << "QQ=="_ba << true << "A"_ba;
    QTest::newRow("two") << "QUI="_ba << true << "AB"_ba;
    QTest::newRow("three") << "QUJD"_ba << true << "ABC"_ba;
    QTest::newRow("high bytes") << "//79"_ba << true << "\xff\xfe\xfd"_ba;
    QTest::newRow("no padding") << "QQ"_ba << false << ""_ba;
    QTest::newRow("padding alone") << "===="_ba << false << ""_ba;
    QTest::newRow("three padding") << "Q==="_ba << false << ""_ba;
    QTest::newRow("padding in the middle") << "QQ==QUJD"_ba << false << ""_ba;
    QTest::newRow("leftover bits, one") << "QR=="_ba << false << ""_ba;
    QTest::newRow("leftover bits, two") << "QUJ="_ba << false << ""_ba;
    QTest::newRow("url alphabet") << "__79"_ba << false << ""_ba;
    QTest::newRow("space") << "QUJ D"_ba << false << ""_ba;
    QTest::newRow("line break") << "QUJDQUJD\n"_ba << false << ""_ba;
    QTest::newRow("high byte") << "QUJ\xff"_ba << false << ""_ba;
    QTest::newRow("NUL") << QByteArray("QU\0D", 4) << false << ""_ba;
    QTest::newRow("foreign in the last quartet") << "QUJDQ*=="_ba << false << ""_ba;
}

void ReplyParserTest::base64()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, valid);
    QFETCH(QByteArray, bytes);
    const auto decoded = strictBase64Decoded(text);
    QCOMPARE(decoded.has_value(), valid);
    if (valid)
        QCOMPARE(*decoded, bytes);
}

void ReplyParserTest::base64RoundTrip()
{
    QRandomGenerator random(7);
    for (int i = 0; i < 20'000; ++i) {
        QByteArray bytes(random.bounded(64), Qt::Uninitialized);
        for (char &c : bytes)
            c = char(random.bounded(256));
        const auto decoded = strictBase64Decoded(bytes.toBase64());
        QVERIFY(decoded);
        QCOMPARE(*decoded, bytes);
    }
}

void ReplyParserTest::values_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<Reply>("expected");
    const auto string = [](QByteArray bytes) {
        return Reply::fromString(std::move(bytes));
    };
    QTest::newRow("string") << R"("aMOkbGxv")"_ba << string("h\xc3\xa4llo");
    QTest::newRow("empty string") << R"("")"_ba << string("");
    QTest::newRow("literal OK") << R"("OK")"_ba << string("OK");
    QTest::newRow("OK as base64") << R"("T0s=")"_ba << string("OK");
    QTest::newRow("escaped slash") << R"("\/\/79")"_ba << string("\xff\xfe\xfd");
    QTest::newRow("padding as an escape") << "\"QUI\\u003d\""_ba << string("AB");
    QTest::newRow("null") << "null"_ba << Reply();
    QTest::newRow("zero") << "0"_ba << Reply::fromInteger(0);
    QTest::newRow("beyond 2^53") << "9007199254740993"_ba << Reply::fromInteger(9007199254740993);
    QTest::newRow("largest") << "9223372036854775807"_ba << Reply::fromInteger(std::numeric_limits<qint64>::max());
    QTest::newRow("smallest") << "-9223372036854775808"_ba << Reply::fromInteger(std::numeric_limits<qint64>::min());
    QTest::newRow("too large") << "9223372036854775808"_ba << string("9223372036854775808");
    QTest::newRow("fraction") << "1.10"_ba << string("1.10");
    QTest::newRow("exponent") << "1E5"_ba << string("1E5");
    QTest::newRow("minus zero") << "-0"_ba << Reply::fromInteger(0);
    QTest::newRow("true") << "true"_ba << Reply::fromInteger(1);
    QTest::newRow("false") << "false"_ba << Reply::fromInteger(0);
    QTest::newRow("empty array") << "[ ]"_ba << Reply::fromArray({});
    QTest::newRow("nested") << R"(["MA==",["azE=",null,[],7], "OK"])"_ba
                            << Reply::fromArray({string("0"),
                                                 Reply::fromArray({string("k1"), Reply(), Reply::fromArray({}),
                                                                   Reply::fromInteger(7)}),
                                                 string("OK")});
    QTest::newRow("spaces") << " \t\r\n[ 1 , 2 ] "_ba
                            << Reply::fromArray({Reply::fromInteger(1), Reply::fromInteger(2)});
}

void ReplyParserTest::values()
{
    QFETCH(QByteArray, json);
    QFETCH(Reply, expected);
    const ParsedBody body = parseBody("{\"result\":" + json + "}", StringEncoding::Base64);
    QVERIFY2(body.complete, qPrintable(body.problem));
    QVERIFY(!body.isArray);
    QCOMPARE(body.entries.size(), size_t(1));
    QVERIFY(!body.entries[0].error);
    QCOMPARE(body.entries[0].reply, expected);
    QCOMPARE(body.undecodable, 0);
}

void ReplyParserTest::refused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("truncated");
    const auto row = [](const char *body, bool truncated = false) {
        QTest::newRow(body) << QByteArray(body) << truncated;
    };
    row("", true);
    row("  ", true);
    row("x");
    row("1");
    row("\"a\"");
    row("{}");
    row("{\"result\"}");
    row("{\"result\":}");
    row("{\"result\":1", true);
    row("{\"result\":1,}");
    row("{\"result\":1}}");
    row("{\"result\":1} 2");
    row("{\"result\":01}");
    row("{\"result\":1.}");
    row("{\"result\":1e}");
    row("{\"result\":-}");
    row("{\"result\":+1}");
    row("{\"result\":nul}");
    row("{\"result\":nu", true);
    row("{\"result\":NaN}");
    row("{\"result\":[1,]}");
    row("{\"result\":[1 2]}");
    row("{\"result\":[1}");
    row("{\"result\":[[[", true);
    row("{\"result\":{}}");
    row("{\"result\":[{}]}");
    row("{\"result\":\"abc", true);
    row("{\"result\":\"abc\\", true);
    row("{\"result\":\"\\x\"}");
    row("{\"result\":\"\\u12\"}");
    row("{\"result\":\"a\nb\"}");
    row("{\"result\":1,\"result\":2}");
    row("{\"result\":1,\"error\":\"x\"}");
    row("{\"error\":\"x\",\"error\":\"y\"}");
    row("{\"error\":1}");
    row("{\"other\":1}");
    row("{\"result\":1,\"other\":1}");
    row("{\"res", true);
    row("[", true);
    row("[{\"result\":1}", true);
    row("[{\"result\":1},", true);
    row("[{\"result\":1},]");
    row("[1]");
    row("[[]]");
    row("<html>");
}

void ReplyParserTest::refused()
{
    QFETCH(QByteArray, body);
    QFETCH(bool, truncated);
    const ParsedBody parsed = parseBody(body, StringEncoding::Base64);
    QVERIFY(!parsed.complete);
    QVERIFY(!parsed.problem.isEmpty());
    QCOMPARE(parsed.truncated, truncated);
}

void ReplyParserTest::depth_data()
{
    QTest::addColumn<int>("levels");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("511") << 511 << true;
    QTest::newRow("512") << 512 << true;
    QTest::newRow("513") << 513 << false;
    QTest::newRow("a million") << 1'000'000 << false;
}

void ReplyParserTest::depth()
{
    QFETCH(int, levels);
    QFETCH(bool, accepted);
    const QByteArray body = "{\"result\":" + QByteArray(levels, '[') + "1" + QByteArray(levels, ']') + "}";
    QCOMPARE(parseBody(body, StringEncoding::Base64).complete, accepted);
    // And without an end.
    QVERIFY(!parseBody("{\"result\":" + QByteArray(levels, '['), StringEncoding::Base64).complete);
}

void ReplyParserTest::plainStrings_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("text that is base64 too") << R"("test")"_ba
                                             << "test"_ba;
    QTest::newRow("escapes") << R"("\"\\\/\b\f\n\r\t")"_ba
                             << "\"\\/\b\f\n\r\t"_ba;
    QTest::newRow("umlaut") << R"("\u00e4")"_ba
                            << "\xc3\xa4"_ba;
    QTest::newRow("NUL") << R"("\u0000")"_ba << QByteArray(1, '\0');
    QTest::newRow("pair") << R"("\ud83d\ude00")"_ba
                          << "\xf0\x9f\x98\x80"_ba;
    QTest::newRow("lone high") << R"("\ud83dx")"_ba
                               << "\xef\xbf\xbdx"_ba;
    QTest::newRow("lone low") << R"("\ude00")"_ba
                              << "\xef\xbf\xbd"_ba;
    QTest::newRow("high, then another") << R"("\ud83d\u0041")"_ba
                                        << "\xef\xbf\xbd\x41"_ba;
}

void ReplyParserTest::plainStrings()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, bytes);
    const ParsedBody result = parseBody("{\"result\":" + json + "}", StringEncoding::Plain);
    QVERIFY2(result.complete, qPrintable(result.problem));
    QCOMPARE(result.entries[0].reply.bytes, bytes);
    // Error texts are plain whatever was asked for.
    const ParsedBody error = parseBody("{\"error\":" + json + "}", StringEncoding::Base64);
    QVERIFY(error.complete);
    QCOMPARE(error.entries[0].error.value(), bytes);
}

void ReplyParserTest::bodiesOfPipelines()
{
    const ParsedBody body
        = parseBody(R"([{"result":"QQ=="},{"error":"ERR no"},{"result":["bm90IQ","QQ=="]}])", StringEncoding::Base64);
    QVERIFY(body.complete);
    QVERIFY(body.isArray);
    QCOMPARE(body.entries.size(), size_t(3));
    QCOMPARE(body.entries[0].reply.bytes, "A"_ba);
    QCOMPARE(body.entries[1].error.value(), "ERR no"_ba);
    QCOMPARE(body.undecodable, 1);
    QCOMPARE(body.entries[2].reply.items[0].kind, Reply::Kind::Undecodable);
    QCOMPARE(body.entries[2].reply.items[0].bytes, "bm90IQ"_ba);
    QVERIFY(parseBody("[]", StringEncoding::Base64).complete);
    QVERIFY(parseBody(R"({"result":1,"error":null})", StringEncoding::Base64).complete);
}

/// A cut body is never taken for a whole one, and the entries before the cut are kept.
void ReplyParserTest::everyCutIsNoticed()
{
    const QByteArray whole = R"([{"result":["MA==",["azE=",-12]]},{"error":"x"},{"result":null}])";
    for (qsizetype cut = 0; cut < whole.size(); ++cut) {
        const ParsedBody body = parseBody(whole.first(cut), StringEncoding::Base64);
        QVERIFY2(!body.complete && body.truncated, QByteArray::number(cut).constData());
        QCOMPARE(
            body.entries.size(),
            size_t(whole.first(cut).count("]]}") + whole.first(cut).count("\"x\"}") + whole.first(cut).count("null}")));
    }
}

QTEST_APPLESS_MAIN(ReplyParserTest)
#include "tst_replyparser.moc"
