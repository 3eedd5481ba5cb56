// SPDX-License-Identifier: GPL-3.0-or-later
// The client against a real redis-server through the sandbox: what goes in comes out, byte for byte.
#include "models/rest/commandencoder.h"
#include "models/rest/connectionepoch.h"
#include "models/rest/exchangelane.h"
#include "tests/models/rest/clientbench.h"
#include "tests/support/sandboxprocess.h"

#include <QRandomGenerator>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class RestClientTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();

    void valuesSurvive_data();
    void valuesSurvive();
    void randomBytesSurviveEveryForm();
    void wrappedCommandsAnswerAsPlainOnes_data();
    void wrappedCommandsAnswerAsPlainOnes();
    void countersKeepTheirDigits();
    void scriptsReceiveBytes();
    void scriptsByHashWithBytesAskForTheScript();
    void jsonEscapes_data();
    void jsonEscapes();
    void rawBodyForm_data();
    void rawBodyForm();
    void fallsBackWhereTheServerHasNoRawBody();
    void longPipelinesAreCut();
    void pipelineOfAThousandMixed();
    void emptyLists();
    void transactionsAreAtomic();
    void syncTokenIsTheNewest();
    void plainServerIsFoundOut();
    void oddBase64ServerIsProbedOnce();
    void manyAtOnceStayWithinSix();
    void writeDistrustsAStaleConnection();
    void recordsTellWhatItCost();
    void largeAnswersAreParsedElsewhere();

private:
    Result<Reply> send(Command command);
    Result<Replies> pipeline(QList<Command> commands);

    SandboxProcess m_sandbox{{u"--no-sample-data"_s}};
    std::unique_ptr<ClientBench> m_bench;
};

void RestClientTest::initTestCase()
{
    QVERIFY2(m_sandbox.start(), m_sandbox.errorText().constData());
    m_bench = std::make_unique<ClientBench>(m_sandbox.url());
    m_bench->endpoint.token = Secret(m_sandbox.token());
    m_bench->endpoint.deadline = 30s;
    m_bench->endpoint.idleTimeout = 15s;
    m_bench->endpoint.connectTimeout = 10s;
    m_bench->endpoint.maxBodyBytes = 256LL * 1024 * 1024;
    m_bench->renew();
}

void RestClientTest::init()
{
    (void)m_sandbox.redis({"FLUSHALL"});
    m_bench->records.clear();
}

Result<Reply> RestClientTest::send(Command command)
{
    Watched<Reply> watched;
    watched.watch(m_bench->client->send(std::move(command)));
    watched.wait();
    return watched.result;
}

Result<Replies> RestClientTest::pipeline(QList<Command> commands)
{
    Watched<Replies> watched;
    watched.watch(m_bench->client->pipeline(std::move(commands)));
    watched.wait();
    return watched.result;
}

void RestClientTest::valuesSurvive_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QByteArray all;
    for (int i = 0; i < 256; ++i)
        all.append(char(i));
    QTest::newRow("all bytes") << all;
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("OK") << "OK"_ba;
    QTest::newRow("base64 text") << "T0s="_ba;
    QTest::newRow("number") << "3432"_ba;
    QTest::newRow("infinity") << "1e400"_ba;
    QTest::newRow("leading zeros") << "007"_ba;
    QTest::newRow("NUL") << QByteArray("a\0b", 3);
    QTest::newRow("BOM") << "\xef\xbb\xbf{}"_ba;
    QTest::newRow("CRLF") << "a\r\nb\r\n"_ba;
    QTest::newRow("quotes and backslashes") << R"("\"\\")"_ba;
    QTest::newRow("odd key") << "a/b ? # % : , { } \xf0\x9f\x98\x80"_ba;
    QTest::newRow("dots") << ".."_ba;
    QTest::newRow("invalid UTF-8") << "\xff\xfe\xc3"_ba;
    QTest::newRow("surrogate") << "\xed\xa0\x80"_ba;
    QTest::newRow("delete and C1") << "\x7f\xc2\x80"_ba;
    QTest::newRow("32 KB") << QByteArray(32'000, '\xe4');
}

void RestClientTest::valuesSurvive()
{
    QFETCH(QByteArray, bytes);
    // As a value (the last word), as a key (an earlier one), and both inside a list of commands.
    QVERIFY(send(Command::of("SET", "value", bytes)));
    QCOMPARE(m_sandbox.redis({"GET", "value"}).toByteArray(), bytes);
    QCOMPARE(send(Command::of("GET", "value")).value().bytes, bytes);
    QVERIFY(send(Command::of("SET", bytes, "x", "EX", 100)));
    QCOMPARE(m_sandbox.redis({"GET", bytes}).toByteArray(), "x"_ba);
    QCOMPARE(send(Command::of("TTL", bytes)).value().integer, 100);
    const auto replies
        = pipeline({Command::of("HSET", bytes + "h", bytes, bytes), Command::of("HGETALL", bytes + "h")});
    QVERIFY(replies);
    QCOMPARE((*replies)[1].value().items.at(0).bytes, bytes);
    QCOMPARE((*replies)[1].value().items.at(1).bytes, bytes);
    QCOMPARE(m_sandbox.redis({"HGET", bytes + "h", bytes}).toByteArray(), bytes);
}

void RestClientTest::randomBytesSurviveEveryForm()
{
    QRandomGenerator random(3);
    QList<Command> commands;
    QList<QByteArray> values;
    for (int i = 0; i < 900; ++i) {
        QByteArray bytes(random.bounded(40), Qt::Uninitialized);
        for (char &c : bytes)
            c = char(random.bounded(256));
        values.append(bytes);
        commands.append(Command::of("ECHO", bytes));
    }
    const auto replies = pipeline(commands);
    QVERIFY(replies);
    for (qsizetype i = 0; i < values.size(); ++i)
        QCOMPARE((*replies)[size_t(i)].value().bytes, values[i]);
    for (qsizetype i = 0; i < 60; ++i)
        QCOMPARE(send(commands[i]).value().bytes, values[i]);
}

void RestClientTest::wrappedCommandsAnswerAsPlainOnes_data()
{
    QTest::addColumn<QByteArrayList>("words"); // K stands for a key with a value, K! for one without
    QTest::newRow("status") << QByteArrayList{"SET", "K", "v", "KEEPTTL"};
    QTest::newRow("bulk") << QByteArrayList{"GETRANGE", "K", "0", "-1"};
    QTest::newRow("nil") << QByteArrayList{"GETEX", "K!", "PERSIST"};
    QTest::newRow("nil array") << QByteArrayList{"LPOP", "K!", "3"};
    QTest::newRow("integer") << QByteArrayList{"APPEND", "K", "tail"};
    QTest::newRow("wrong type") << QByteArrayList{"LPUSH", "K", "x"};
    QTest::newRow("syntax error") << QByteArrayList{"SET", "K", "v", "NOSUCHOPTION"};
    QTest::newRow("arity") << QByteArrayList{"HSET", "K", "x"};
    QTest::newRow("not a number") << QByteArrayList{"INCRBY", "K", "1"};
    QTest::newRow("unknown command") << QByteArrayList{"NOSUCH", "K", "x"};
    QTest::newRow("array with nil") << QByteArrayList{"MGET", "K", "K!", "K"};
    QTest::newRow("empty array") << QByteArrayList{"LRANGE", "K!", "0", "-1"};
    QTest::newRow("type") << QByteArrayList{"TYPE", "K", ""};
    QTest::newRow("score") << QByteArrayList{"ZADD", "K!", "1.5", "m"};
    QTest::newRow("float") << QByteArrayList{"INCRBYFLOAT", "K!", "1.5"};
    QTest::newRow("stream") << QByteArrayList{"XADD", "K!", "1-1", "f", "v"};
}

/// The same command with a key that JSON can carry and one that it cannot.
void RestClientTest::wrappedCommandsAnswerAsPlainOnes()
{
    QFETCH(QByteArrayList, words);
    const auto with = [&](const QByteArray &key) {
        Command command;
        for (const QByteArray &word : std::as_const(words))
            command.append(word == "K" ? key : word == "K!" ? key + '!' : word);
        return command;
    };
    const QByteArray plainKey = "plain";
    const QByteArray binaryKey = "bin\xff";
    for (const QByteArray &key : {plainKey, binaryKey})
        (void)m_sandbox.redis({"SET", key, "v"});
    const auto plain = send(with(plainKey));
    const auto wrapped = send(with(binaryKey));
    QCOMPARE(bool(wrapped), bool(plain));
    if (plain) {
        QCOMPARE(*wrapped, *plain);
    } else {
        QCOMPARE(wrapped.error().kind, plain.error().kind);
        QCOMPARE(wrapped.error().message.section(u'\'', 0, 0), plain.error().message.section(u'\'', 0, 0));
    }
}

void RestClientTest::countersKeepTheirDigits()
{
    const QByteArray key = "n\xff";
    (void)m_sandbox.redis({"SET", key, "9007199254740992"});
    QCOMPARE(send(Command::of("INCR", key)).value(), Reply::fromInteger(9007199254740993));
    QCOMPARE(send(Command::of("INCRBY", key, "9214364837600034814")).value(),
             Reply::fromInteger(std::numeric_limits<qint64>::max()));
    (void)m_sandbox.redis({"HSET", "h", key, "-9007199254740994"});
    QCOMPARE(send(Command::of("HINCRBY", "h", key, "-1")).value(), Reply::fromInteger(-9007199254740995));
    const auto overflow = send(Command::of("INCR", key));
    QVERIFY(!overflow);
    QCOMPARE(overflow.error().kind, Error::Kind::Command);
}

void RestClientTest::scriptsReceiveBytes()
{
    const QByteArray key = "k\xff";
    const QByteArray value("\0\x80\xff\xc3\xa4", 5);
    for (const QByteArray &shebang :
         {""_ba, "#!lua\n"_ba, "#!lua flags=allow-key-locking\n"_ba, "#!lua flags=no-writes,allow-key-locking\n"_ba}) {
        const bool reads = shebang.contains("no-writes");
        const QByteArray script = shebang
            + (reads ? "return redis.call('GET', KEYS[1])"_ba
                     : "redis.call('SET', KEYS[1], ARGV[1]) return redis.call('GET', KEYS[1])"_ba);
        if (reads)
            (void)m_sandbox.redis({"SET", key, value});
        const auto result = send(Command::of("EVAL", script, "1", key, value));
        QVERIFY2(result, result ? "" : qPrintable(result.error().message));
        QCOMPARE(result->bytes, value);
        QCOMPARE(m_sandbox.redis({"GET", key}).toByteArray(), value);
        (void)m_sandbox.redis({"DEL", key});
    }
    // Errors still name the caller's line.
    const auto wrong = send(Command::of("EVAL", "local a = 1\nreturn nosuch.field", "1", key));
    QVERIFY(!wrong);
    QVERIFY2(wrong.error().message.contains(u":2:"_s), qPrintable(wrong.error().message));
}

void RestClientTest::scriptsByHashWithBytesAskForTheScript()
{
    const auto result = send(Command::of("EVALSHA", "0000000000000000000000000000000000000000", "1", "k\xff", "v"));
    QVERIFY(!result);
    QVERIFY(result.error().message.startsWith(u"NOSCRIPT"_s));
    QCOMPARE(m_bench->records.size(), 0);
}

void RestClientTest::jsonEscapes_data()
{
    QTest::addColumn<QByteArrayList>("words");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("plain") << QByteArrayList{"GET", "k"} << R"(["GET","k"])"_ba;
    QTest::newRow("empty word") << QByteArrayList{"SET", "k", ""} << R"(["SET","k",""])"_ba;
    QTest::newRow("quotes") << QByteArrayList{"a\"b\\c"} << R"(["a\"b\\c"])"_ba;
    QTest::newRow("controls") << QByteArrayList{QByteArray("\0\x01\n\r\t\x1f\x7f", 7)}
                              << "[\"\\u0000\\u0001\\n\\r\\t\\u001f\x7f\"]"_ba;
    QTest::newRow("utf-8 as it is") << QByteArrayList{"\xc3\xa4/\xf0\x9f\x98\x80"}
                                    << "[\"\xc3\xa4/\xf0\x9f\x98\x80\"]"_ba;
}

void RestClientTest::jsonEscapes()
{
    QFETCH(QByteArrayList, words);
    QFETCH(QByteArray, json);
    QByteArray out;
    appendJson(out, words);
    QCOMPARE(out, json);
}

void RestClientTest::rawBodyForm_data()
{
    QTest::addColumn<QByteArrayList>("words");
    QTest::addColumn<bool>("raw");
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("last word") << QByteArrayList{"SET", "a/b c", "\xff"} << true << "/SET/a%2Fb%20c"_ba;
    QTest::newRow("all utf-8") << QByteArrayList{"SET", "k", "v"} << false << "/"_ba;
    QTest::newRow("key too") << QByteArrayList{"SET", "\xff", "\xff"} << false << "/"_ba;
    QTest::newRow("empty word before") << QByteArrayList{"HSET", "h", "", "\xff"} << false << "/"_ba;
    QTest::newRow("dots before") << QByteArrayList{"SET", "..", "\xff"} << false << "/"_ba;
    QTest::newRow("one dot before") << QByteArrayList{"SET", ".", "\xff"} << false << "/"_ba;
    QTest::newRow("NUL before") << QByteArrayList{"SET", QByteArray("a\0", 2), "\xff"} << false << "/"_ba;
    QTest::newRow("long key") << QByteArrayList{"SET", QByteArray(8000, 'k'), "\xff"} << false << "/"_ba;
    QTest::newRow("option behind") << QByteArrayList{"SET", "k", "\xff", "NX"} << false << "/"_ba;
}

void RestClientTest::rawBodyForm()
{
    QFETCH(QByteArrayList, words);
    QFETCH(bool, raw);
    QFETCH(QByteArray, path);
    const auto request = encodedCommand(Command(words), BinaryForm::RawBody);
    QVERIFY(request);
    QCOMPARE(request->isRawBody, raw);
    QCOMPARE(request->path, path);
    QCOMPARE(request->body == words.last(), raw);
    QCOMPARE(request->contentType, raw ? "application/octet-stream"_ba : "application/json"_ba);
    QVERIFY(send(Command(words)));
}

void RestClientTest::fallsBackWhereTheServerHasNoRawBody()
{
    // The refusals of serverless-redis-http.
    for (const Fault &refusal :
         {Fault::answer(404, R"({"error":"SRH: Endpoint not found. SRH might not support this feature yet."})"),
          Fault::answer(400, R"({"error":"Invalid content type. Expected application/json."})")}) {
        FaultServer server;
        server.setFaults({refusal, Fault::answer(200, R"({"result":"T0s="})")});
        ClientBench bench(server.url());
        Watched<Reply> first;
        first.watch(bench.client->send(Command::of("SET", "k", "\xff")));
        first.wait();
        QVERIFY(first.result);
        QCOMPARE(first.result->bytes, "OK"_ba);
        QCOMPARE(server.deliveries().at(0).path, "/SET/k"_ba);
        QCOMPARE(server.deliveries().at(1).path, "/"_ba);
        QVERIFY(server.deliveries().at(1).body.startsWith(R"(["EVAL",)"));
        // It is remembered.
        const int before = server.deliveryCount();
        Watched<Reply> second;
        second.watch(bench.client->send(Command::of("SET", "k", "\xff")));
        second.wait();
        QVERIFY(server.deliveries().at(before).path != "/SET/k"_ba);
    }
}

void RestClientTest::longPipelinesAreCut()
{
    QList<Command> commands;
    for (int i = 0; i < 2'500; ++i)
        commands.append(Command::of("RPUSH", "list", i));
    const auto replies = pipeline(commands);
    QVERIFY(replies);
    QCOMPARE(replies->size(), size_t(2'500));
    for (int i = 0; i < 2'500; ++i)
        QCOMPARE((*replies)[size_t(i)].value().integer, i + 1);
    QCOMPARE(m_bench->records.size(), 3);
    m_bench->records.clear();
    // By size as well.
    const QByteArray megabyte(1'000'000, 'x');
    QList<Command> large;
    for (int i = 0; i < 12; ++i)
        large.append(Command::of("SET", "large", megabyte));
    QVERIFY(pipeline(large));
    QCOMPARE(m_bench->records.size(), 3);
    for (const ExchangeRecord &record : std::as_const(m_bench->records))
        QVERIFY(record.bytesOut <= 5'000'000);
}

void RestClientTest::pipelineOfAThousandMixed()
{
    QList<Command> commands;
    for (int i = 0; i < 1'000; ++i)
        commands.append(i % 3 == 0 ? Command::of("LPUSH", "text", "x") : Command::of("SET", "text", i));
    (void)m_sandbox.redis({"SET", "text", "x"});
    const auto replies = pipeline(commands);
    QVERIFY(replies);
    QCOMPARE(m_bench->records.size(), 1);
    for (int i = 0; i < 1'000; ++i) {
        QCOMPARE(bool((*replies)[size_t(i)]), i % 3 != 0);
        if (i % 3 == 0)
            QCOMPARE((*replies)[size_t(i)].error().kind, Error::Kind::WrongType);
    }
}

void RestClientTest::emptyLists()
{
    QCOMPARE(pipeline({}).value().size(), size_t(0));
    Watched<Replies> transaction;
    transaction.watch(m_bench->client->transaction({}));
    transaction.wait();
    QCOMPARE(transaction.result.value().size(), size_t(0));
    QVERIFY(!send(Command()));
    QVERIFY(!pipeline({Command::of("GET", "k"), Command()}));
    QCOMPARE(m_bench->records.size(), 0);
}

void RestClientTest::transactionsAreAtomic()
{
    Watched<Replies> discarded;
    discarded.watch(m_bench->client->transaction({Command::of("SET", "t", "1"), Command::of("SET", "t")}));
    discarded.wait();
    QVERIFY(!discarded.result);
    QCOMPARE(discarded.result.error().kind, Error::Kind::Command);
    QVERIFY(!m_sandbox.redis({"GET", "t"}).isValid());
    Watched<Replies> run;
    run.watch(m_bench->client->transaction(
        {Command::of("SET", "t\xff", "\xff"), Command::of("LPUSH", "t\xff", "x"), Command::of("GET", "t\xff")}));
    run.wait();
    QVERIFY(run.result);
    QCOMPARE((*run.result)[0].value().bytes, "OK"_ba);
    QCOMPARE((*run.result)[1].error().kind, Error::Kind::WrongType);
    QCOMPARE((*run.result)[2].value().bytes, "\xff"_ba);
}

void RestClientTest::syncTokenIsTheNewest()
{
    FaultServer server;
    const auto answer = [](const char *token) {
        return Fault::answer(200, R"({"result":1})", "Upstash-Sync-Token: " + QByteArray(token) + "\r\n");
    };
    server.setFaults({answer("a1"), Fault::answer(200, R"({"result":1})"), answer("b2"), answer("c3")});
    ClientBench bench(server.url());
    for (int i = 0; i < 4; ++i) {
        Watched<Reply> watched;
        watched.watch(bench.client->send(Command::of("GET", "k")));
        watched.wait();
    }
    QVERIFY(!server.deliveries()[0].headers.contains("upstash-sync-token"));
    QCOMPARE(server.deliveries()[1].headers.value("upstash-sync-token"), "a1"_ba);
    QCOMPARE(server.deliveries()[2].headers.value("upstash-sync-token"), "a1"_ba);
    QCOMPARE(server.deliveries()[3].headers.value("upstash-sync-token"), "b2"_ba);
}

void RestClientTest::plainServerIsFoundOut()
{
    // It ignores the encoding header; "test" could be base64 of three bytes.
    FaultServer server;
    server.setFaults({Fault::answer(200, R"({"result":"test"})"),
                      Fault::answer(200, R"({"result":"upstash-b64-probe"})"),
                      Fault::answer(200, R"({"result":"3432"})")});
    ClientBench bench(server.url());
    for (const QByteArray &expected : {"test"_ba, "3432"_ba}) {
        Watched<Reply> watched;
        watched.watch(bench.client->send(Command::of("GET", "k")));
        watched.wait();
        QVERIFY(watched.result);
        QCOMPARE(watched.result->kind, Reply::Kind::String);
        QCOMPARE(watched.result->bytes, expected);
    }
    QCOMPARE(server.deliveryCount(), 3);
    QCOMPARE(server.deliveries()[1].body, R"(["ECHO","upstash-b64-probe"])"_ba);
}

void RestClientTest::oddBase64ServerIsProbedOnce()
{
    // serverless-redis-http encodes, but has no sync token.
    FaultServer server;
    server.setFaults({Fault::answer(200, R"({"result":"dGVzdA=="})"),
                      Fault::answer(200, R"({"result":"dXBzdGFzaC1iNjQtcHJvYmU="})"),
                      Fault::answer(200, R"({"result":"dGVzdA=="})")});
    ClientBench bench(server.url());
    for (int i = 0; i < 3; ++i) {
        Watched<Reply> watched;
        watched.watch(bench.client->send(Command::of("GET", "k")));
        watched.wait();
        QVERIFY(watched.result);
        QCOMPARE(watched.result->bytes, "test"_ba);
    }
    QCOMPARE(server.deliveryCount(), 4);
}

void RestClientTest::manyAtOnceStayWithinSix()
{
    FaultServer server;
    server.setFault(Fault::answer(200, R"({"result":1})"));
    ClientBench bench(server.url());
    bench.endpoint.idleTimeout = 10s;
    bench.endpoint.deadline = 20s;
    bench.renew();
    std::array<Watched<Reply>, 30> watched;
    for (auto &one : watched)
        one.watch(bench.client->send(Command::of("INCR", "k")));
    for (auto &one : watched) {
        one.wait();
        QVERIFY(one.result);
        QCOMPARE(one.completions, 1);
    }
    QCOMPARE(server.deliveryCount(), 30);
    QVERIFY(server.connectionCount() <= 6);
}

void RestClientTest::writeDistrustsAStaleConnection()
{
    FaultServer server;
    server.setFault(Fault::answer(200, R"({"result":1})"));
    ClientBench bench(server.url());
    bench.endpoint.idleTimeout = 10s;
    bench.endpoint.deadline = 20s;
    bench.renew();
    const auto sendOne = [&](const char *name) {
        Watched<Reply> watched;
        watched.watch(bench.client->send(Command::of(name, "k")));
        watched.wait();
        return bool(watched.result);
    };
    QVERIFY(sendOne("INCR"));
    QVERIFY(sendOne("INCR"));
    QCOMPARE(server.connectionCount(), 1);
    ExchangeLane::of(bench.network.get(), bench.endpoint.url)->setStaleAfter(0ms);
    QVERIFY(sendOne("GET")); // a read may be tried again, so it takes the old one
    QCOMPARE(server.connectionCount(), 1);
    QVERIFY(sendOne("INCR"));
    QCOMPARE(server.connectionCount(), 2);
    // While anything runs, nothing is dropped.
    server.setFaults({Fault::raw({}, Fault::End::Stall), Fault::answer(200, R"({"result":1})")});
    Watched<Reply> running;
    std::stop_source stop;
    running.watch(bench.client->send(Command::of("GET", "k"), {}, stop.get_token()));
    QTRY_COMPARE(server.deliveryCount(), 5);
    QVERIFY(sendOne("INCR"));
    QCOMPARE(running.completions, 0);
    stop.request_stop();
    running.wait();
    QCOMPARE(running.kind(), int(Error::Kind::Cancelled));
    ConnectionEpoch::of(bench.network.get())->end();
    QVERIFY(sendOne("GET"));
    QCOMPARE(server.connectionCount(), 4);
}

void RestClientTest::recordsTellWhatItCost()
{
    QVERIFY(send(Command::of("SET", "k", "v")));
    QVERIFY(pipeline({Command::of("GET", "k"), Command::of("INCR", "k"), Command::of("TTL", "k")}));
    QVERIFY(send(Command::of("HSET", "h", "\xff", "x"))); // through a script: the command in it counts as well
    QCOMPARE(m_bench->records.size(), 3);
    const auto &records = m_bench->records;
    QCOMPARE(records[0].commands, 1);
    QCOMPARE(records[0].commandName, "SET"_ba);
    QCOMPARE(records[0].bytesOut, qint64(qstrlen(R"(["SET","k","v"])")));
    QVERIFY(records[0].bytesIn > 0);
    QVERIFY(records[0].duration.count() > 0);
    QVERIFY(records[0].answered);
    QCOMPARE(records[1].commands, 3);
    QCOMPARE(records[2].commands, 2);
    QCOMPARE(records[0].commands + records[1].commands + records[2].commands, 6);
}

void RestClientTest::largeAnswersAreParsedElsewhere()
{
    const QByteArray value(5'000'000, '\xe4');
    (void)m_sandbox.redis({"SET", "large", value});
    const auto got = send(Command::of("GET", "large"));
    QVERIFY(got);
    QVERIFY(got->bytes == value);
    // And the client may go while the worker is busy.
    Watched<Reply> watched;
    watched.watch(m_bench->client->send(Command::of("GET", "large")));
    m_bench->renew();
    watched.wait();
    QCOMPARE(watched.completions, 1);
}

QTEST_GUILESS_MAIN(RestClientTest)
#include "tst_restclient.moc"
