// SPDX-License-Identifier: GPL-3.0-or-later
// What decides without a network: meanings of error texts, when to try again, who goes first, event-stream splitting.
#include "models/rest/errorclassifier.h"
#include "models/rest/exchangelane.h"
#include "models/rest/retrypolicy.h"
#include "models/rest/ssesplitter.h"

#include <QNetworkAccessManager>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class PoliciesTest : public QObject {
    Q_OBJECT

private slots:
    void errorTexts_data();
    void errorTexts();
    void wordsAreCappedAndClean();
    void retryDelays();
    void retryRules_data();
    void retryRules();
    void visibleGoesFirst();
    void withdrawnEntriesAreSkipped();
    void lanesAreOfOneOriginAndManager();
    void sseEvents_data();
    void sseEvents();
    void sseMemoryIsBounded();
};

void PoliciesTest::errorTexts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *text, Error::Kind kind, int status = 400) {
        QTest::addRow("%d %.60s", status, text) << QByteArray(text) << status << int(kind);
    };
    using K = Error::Kind;
    row("WRONGPASS invalid or missing auth token. See https://docs.upstash.com/x for details.", K::Unauthorized, 401);
    row("WRONGPASS invalid password", K::Unauthorized);
    row("Unauthorized", K::Unauthorized, 401);
    row("Invalid token", K::Unauthorized, 401);
    row("Missing/Invalid authorization header", K::Unauthorized);
    row("NOAUTH Authentication required.", K::Unauthorized);
    row("NOPERM this user has no permissions to run the 'evalsha' command or its subcommand", K::NoPermission);
    row("NOPERM this user has no permissions to run the 'set' command", K::NoPermission, 200);
    row("ERR wrong number of arguments for 'get' command", K::Command);
    row("ERR syntax error", K::Command);
    row("WRONGTYPE Operation against a key holding the wrong kind of value", K::WrongType);
    row("ERR value is not an int or out of range", K::Command);
    row("ERR Command is not available: 'SLOWLOG'. See https://upstash.com/docs", K::Unsupported);
    row("ERR Command \"AUTH\" is not allowed in REST or it has a special context path", K::Unsupported);
    row("ERR unknown command 'NOSUCH', with args beginning with: 'a'", K::Unsupported);
    row("ERR null args are not supported", K::Command);
    row("EOF", K::Command);
    row("expected JSON array", K::Command);
    row("ERR max requests limit exceeded. Limit: 500000, Usage: 500000.", K::Quota);
    row("ERR max daily request limit exceeded. Limit: 10000, Usage: 10001.", K::Quota);
    row("ERR DB capacity quota exceeded. Threshold: 268435456 bytes, Usage: 268447091 bytes.", K::Quota);
    row("ERR max request size exceeded. Limit: 10485760 bytes, Actual: 11245919 bytes.", K::TooLarge);
    row("ERR max single record size exceeded", K::TooLarge);
    row("ERR max key size exceeded. Limit: 32768 bytes, Actual: 40000 bytes", K::TooLarge);
    row("ERR max concurrent connections exceeded", K::Unavailable);
    row("READONLY Writes are temporarily rejected due to server upgrade", K::Unavailable);
    row("READONLY Write commands are not allowed from read-only scripts.", K::Command);
    row("LOADING Redis is loading the dataset in memory", K::Unavailable);
    row("BUSY Redis is busy running a script.", K::Unavailable);
    row("BUSYGROUP Consumer Group name already exists", K::Command);
    row("BUSYKEY Target key name already exists.", K::Command);
    row("NOSCRIPT No matching script. Please use EVAL.", K::Command);
    row("NOGROUP No such key", K::Command);
    row("NOTBUSY No scripts in execution right now.", K::Command);
    row("ERR Error running script: @user_script:1: ERR max requests limit exceeded", K::Command);
    row("ERR Dynamic keys are not allowed in Lua scripts when 'allow-key-locking' flag is set.", K::Command);
    row("SRH: Unable to connect to the Redis server. See SRH logs for more information.", K::Unavailable, 500);
    row("SRH: Endpoint not found. SRH might not support this feature yet.", K::NotRestEndpoint, 404);
    row("anything", K::Unavailable, 500);
    row("anything", K::Unavailable, 503);
    row("anything", K::RateLimited, 429);
    row("anything", K::TooLarge, 413);
    row("anything", K::NoPermission, 403);
    row("anything", K::NotRestEndpoint, 404);
    row("anything", K::NotRestEndpoint, 405);
    row("anything", K::Command, 200);
    row("", K::Command);
}

void PoliciesTest::errorTexts()
{
    QFETCH(QByteArray, text);
    QFETCH(int, status);
    QFETCH(int, kind);
    const Error error = classifiedError(text, status);
    QCOMPARE(int(error.kind), kind);
    QCOMPARE(error.httpStatus, status);
    QCOMPARE(error.message, QString::fromUtf8(text));
}

void PoliciesTest::wordsAreCappedAndClean()
{
    QCOMPARE(serverWords(QByteArray(10'000, 'x')).size(), 500);
    QVERIFY(serverWords(QByteArray(10'000, 'x')).endsWith(QChar(0x2026)));
    QString emoji = serverWords(u"😀"_s.toUtf8().repeated(1'000));
    QVERIFY(emoji.isValidUtf16());
    QVERIFY(!serverWords("Bearer AXsecretsecret was refused").contains(u"AXsecret"_s));
    QVERIFY(serverWords("ERR \xff\xfe").isValidUtf16());
}

void PoliciesTest::retryDelays()
{
    double random = 0.999;
    RetryPolicy policy([&] { return random; });
    AttemptOutcome fault;
    fault.mayRepeat = true;
    fault.worthRepeating = true;
    QCOMPARE(policy.delayAfter(1, fault).value().count(), 249);
    QCOMPARE(policy.delayAfter(2, fault).value().count(), 499);
    QVERIFY(!policy.delayAfter(3, fault));
    random = 0;
    QCOMPARE(policy.delayAfter(1, fault).value().count(), 0);
    QCOMPARE(policy.budget(), 17.0);
    policy.succeeded();
    QCOMPARE(policy.budget(), 17.2);
    for (int i = 0; i < 100; ++i)
        policy.succeeded();
    QCOMPARE(policy.budget(), RetryPolicy::fullBudget);
    fault.error.retryAfter = 3s;
    QCOMPARE(policy.delayAfter(1, fault).value(), std::chrono::milliseconds(3s));
    QVERIFY(!policy.delayAfter(1, fault, 2s)); // there is no time for that
    fault.error.retryAfter = 61s;
    QVERIFY(!policy.delayAfter(1, fault));
}

void PoliciesTest::retryRules_data()
{
    QTest::addColumn<bool>("mayRepeat");
    QTest::addColumn<bool>("worthRepeating");
    QTest::addColumn<bool>("repeats");
    QTest::newRow("a read with a passing fault") << true << true << true;
    QTest::newRow("a write") << false << true << false;
    QTest::newRow("a lasting fault") << true << false << false;
}

void PoliciesTest::retryRules()
{
    QFETCH(bool, mayRepeat);
    QFETCH(bool, worthRepeating);
    QFETCH(bool, repeats);
    RetryPolicy policy([] { return 0.5; });
    AttemptOutcome outcome;
    outcome.mayRepeat = mayRepeat;
    outcome.worthRepeating = worthRepeating;
    QCOMPARE(policy.delayAfter(1, outcome).has_value(), repeats);
}

void PoliciesTest::visibleGoesFirst()
{
    using Lane = ExchangeLane;
    Lane lane(nullptr);
    const auto resumer = Resumer::make();
    std::vector<Handover<Lane::Place>> background;
    for (int i = 0; i < 8; ++i)
        background.push_back(lane.enter(Lane::Kind::Background, resumer));
    QCOMPARE(lane.running(), Lane::mostInBackground); // two places are kept for what a person waits for
    std::vector<Handover<Lane::Place>> visible;
    for (int i = 0; i < 4; ++i)
        visible.push_back(lane.enter(Lane::Kind::Visible, resumer));
    QCOMPARE(lane.running(), Lane::mostAtOnce);
    QVERIFY(visible[1].isGiven());
    QVERIFY(!visible[2].isGiven());
    background[0].await_resume().release(); // a place is free: it goes to the visible one, not to the background
    QVERIFY(visible[2].isGiven());
    QVERIFY(!background[4].isGiven());
    background[1].await_resume().release();
    QVERIFY(visible[3].isGiven());
    for (auto &place : visible)
        place.await_resume().release();
    QVERIFY(background[4].isGiven());
    QVERIFY(background[5].isGiven());
    QCOMPARE(lane.running(), Lane::mostInBackground);
}

void PoliciesTest::withdrawnEntriesAreSkipped()
{
    using Lane = ExchangeLane;
    Lane lane(nullptr);
    const auto resumer = Resumer::make();
    std::vector<Handover<Lane::Place>> running;
    for (int i = 0; i < Lane::mostAtOnce; ++i)
        running.push_back(lane.enter(Lane::Kind::Visible, resumer));
    const auto withdrawn = lane.enter(Lane::Kind::Visible, resumer);
    const auto next = lane.enter(Lane::Kind::Visible, resumer);
    withdrawn.give(Lane::Place());
    running[0].await_resume().release();
    QVERIFY(next.isGiven());
    QCOMPARE(lane.running(), Lane::mostAtOnce);
    for (size_t i = 1; i < running.size(); ++i)
        running[i].await_resume().release();
    next.await_resume().release();
    QCOMPARE(lane.running(), 0);
}

void PoliciesTest::lanesAreOfOneOriginAndManager()
{
    QNetworkAccessManager one;
    QNetworkAccessManager two;
    const QUrl a(u"https://a.example"_s);
    QCOMPARE(ExchangeLane::of(&one, a), ExchangeLane::of(&one, a));
    QVERIFY(ExchangeLane::of(&one, a) != ExchangeLane::of(&one, QUrl(u"https://b.example"_s)));
    QVERIFY(ExchangeLane::of(&one, a) != ExchangeLane::of(&two, a));
}

void PoliciesTest::sseEvents_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArrayList>("events");
    QTest::newRow("one") << "data: hello\n\n"_ba << QByteArrayList{"hello"};
    QTest::newRow("two") << "data: a\n\ndata: b\n\n"_ba << QByteArrayList{"a", "b"};
    QTest::newRow("no space") << "data:a\n\n"_ba << QByteArrayList{"a"};
    QTest::newRow("two spaces") << "data:  a\n\n"_ba << QByteArrayList{" a"};
    QTest::newRow("empty") << "data:\n\n"_ba << QByteArrayList{""};
    QTest::newRow("field alone") << "data\n\n"_ba << QByteArrayList{""};
    QTest::newRow("lines joined") << "data: a\ndata: b\n\n"_ba << QByteArrayList{"a\nb"};
    QTest::newRow("CRLF") << "data: a\r\n\r\ndata: b\r\n\r\n"_ba << QByteArrayList{"a", "b"};
    QTest::newRow("CR") << "data: a\r\rdata: b\r\r"_ba << QByteArrayList{"a", "b"};
    QTest::newRow("comment") << ": keepalive\n\ndata: a\n\n"_ba << QByteArrayList{"a"};
    QTest::newRow("other fields") << "event: x\nid: 1\nretry: 5\ndata: a\n\n"_ba << QByteArrayList{"a"};
    QTest::newRow("unknown line") << "rest of a payload\ndata: a\n\n"_ba << QByteArrayList{"a"};
    QTest::newRow("BOM") << "\xef\xbb\xbf"
                            "data: a\n\n"_ba
                         << QByteArrayList{"a"};
    QTest::newRow("NUL") << QByteArray("data: a\0b\n\n", 11) << QByteArrayList{QByteArray("a\0b", 3)};
    QTest::newRow("unfinished") << "data: a\n"_ba << QByteArrayList{};
    QTest::newRow("empty lines") << "\n\n\n\n"_ba << QByteArrayList{};
    QTest::newRow("commas") << "data: message,chat,hello, world\n\n"_ba << QByteArrayList{"message,chat,hello, world"};
}

void PoliciesTest::sseEvents()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArrayList, events);
    SseSplitter whole;
    QCOMPARE(whole.feed(bytes), events);
    // The same in two parts, cut everywhere, and byte by byte.
    for (qsizetype cut = 0; cut <= bytes.size(); ++cut) {
        SseSplitter parts;
        QList<QByteArray> got = parts.feed(bytes.first(cut));
        got += parts.feed(bytes.sliced(cut));
        QCOMPARE(got, events);
    }
    SseSplitter drops;
    QList<QByteArray> got;
    for (const char c : bytes)
        got += drops.feed(QByteArrayView(&c, 1));
    QCOMPARE(got, events);
}

void PoliciesTest::sseMemoryIsBounded()
{
    SseSplitter splitter(1000);
    QVERIFY(splitter.feed("data: ").isEmpty());
    for (int i = 0; i < 10'000; ++i) {
        QVERIFY(splitter.feed(QByteArray(1000, 'x')).isEmpty());
        QVERIFY(splitter.buffered() <= 1000);
    }
    QCOMPARE(splitter.dropped(), 1);
    // The rest of that event is dropped as well, the next one is whole again.
    QCOMPARE(splitter.feed("\ndata: rest\n\ndata: next\n\n"), QByteArrayList{"next"});
    // Many short lines of one event count together.
    for (int i = 0; i < 1000; ++i)
        QVERIFY(splitter.feed("data: 0123456789\n").isEmpty());
    QVERIFY(splitter.buffered() <= 1000);
    QCOMPARE(splitter.feed("\ndata: after\n\n"), QByteArrayList{"after"});
    QCOMPARE(splitter.dropped(), 2);
}

QTEST_GUILESS_MAIN(PoliciesTest)
#include "tst_policies.moc"
