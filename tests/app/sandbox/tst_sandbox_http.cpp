// SPDX-License-Identifier: GPL-3.0-or-later
// The door: tokens, path form, methods, formats, limits, event streams, and who is not let in.
#include "tests/app/sandbox/rawhttp.h"
#include "tests/support/sandboxprocess.h"

#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr const char *Unauthorized = "{\"error\":\"WRONGPASS invalid or missing auth token. See "
                                     "https://docs.upstash.com/redis/troubleshooting/http_unauthorized for details.\"}";

} // namespace

class TestSandboxHttp : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY2(m_sandbox.start(), m_sandbox.errorText().constData());
        m_sandbox.redis({"SET", "s", "value"});
    }

    void asksForTheToken_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArrayList>("headers");
        QTest::addColumn<bool>("good");
        QTest::newRow("bearer") << "/get/s"_ba << QByteArrayList{"Authorization: Bearer secret"} << true;
        QTest::newRow("any case") << "/get/s"_ba << QByteArrayList{"authorization: bEARER secret"} << true;
        QTest::newRow("bare") << "/get/s"_ba << QByteArrayList{"Authorization: secret"} << true;
        QTest::newRow("query") << "/get/s?_token=secret"_ba << QByteArrayList{} << true;
        QTest::newRow("query wins") << "/get/s?_token=wrong"_ba << QByteArrayList{"Authorization: Bearer secret"}
                                    << false;
        QTest::newRow("missing") << "/get/s"_ba << QByteArrayList{} << false;
        QTest::newRow("prefix") << "/get/s"_ba << QByteArrayList{"Authorization: Bearer secre"} << false;
        QTest::newRow("longer") << "/get/s"_ba << QByteArrayList{"Authorization: Bearer secret1"} << false;
        QTest::newRow("empty") << "/get/s"_ba << QByteArrayList{"Authorization: Bearer "} << false;
    }

    void asksForTheToken()
    {
        QFETCH(const QByteArray, target);
        QFETCH(const QByteArrayList, headers);
        QFETCH(const bool, good);
        RawHttp http(m_sandbox.url().port());
        const RawAnswer answer = http.request("GET", target, headers);
        QCOMPARE(answer.status, good ? 200 : 401);
        QCOMPARE(answer.body, good ? R"({"result":"value"})"_ba : QByteArray(Unauthorized));
    }

    void pathForm_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArrayList>("served");
        QTest::newRow("GET") << "GET"_ba
                             << "/set/k/v"_ba << QByteArray() << QByteArrayList{"k", "v"};
        QTest::newRow("PUT") << "PUT"_ba
                             << "/set/k/v"_ba << QByteArray() << QByteArrayList{"k", "v"};
        QTest::newRow("POST without body") << "POST"_ba
                                           << "/set/k/v"_ba << QByteArray() << QByteArrayList{"k", "v"};
        QTest::newRow("HEAD") << "HEAD"_ba
                              << "/set/k/v"_ba << QByteArray() << QByteArrayList{"k", "v"};
        QTest::newRow("escapes") << "GET"_ba
                                 << "/set/a%2Fb%3Fc/%20%25%23"_ba << QByteArray() << QByteArrayList{"a/b?c", " %#"};
        QTest::newRow("plus stays") << "GET"_ba
                                    << "/set/k/a+b"_ba << QByteArray() << QByteArrayList{"k", "a+b"};
        QTest::newRow("body is the last") << "POST"_ba
                                          << "/set/k"_ba
                                          << "\xff\x00-raw"_ba << QByteArrayList{"k", "\xff\x00-raw"_ba};
        QTest::newRow("then the query") << "POST"_ba
                                        << "/set/k?EX=100&NX"_ba
                                        << "v"_ba << QByteArrayList{"k", "v", "EX", "100", "NX"};
        QTest::newRow("token is not an argument")
            << "GET"_ba
            << "/set/k/v?_token=secret&EX=9"_ba << QByteArray() << QByteArrayList{"k", "v", "EX", "9"};
    }

    void pathForm()
    {
        QFETCH(const QByteArray, method);
        QFETCH(const QByteArray, target);
        QFETCH(const QByteArray, body);
        QFETCH(const QByteArrayList, served);
        m_sandbox.redis({"DEL", served.constFirst()});
        RawHttp http(m_sandbox.url().port());
        const RawAnswer answer = http.request(method, target, {"Authorization: Bearer secret"}, body);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, method == "HEAD" ? QByteArray() : R"({"result":"OK"})"_ba);
        QCOMPARE(m_sandbox.servedCommands().constLast().arguments, served);
        QCOMPARE(m_sandbox.redis({"GET", served.at(0)}).toByteArray(), served.at(1));
    }

    void keepsOthersOut_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        const QByteArray rest = "Authorization: Bearer secret\r\n\r\n";
        const QByteArray here = "Host: HERE\r\n";
        QTest::newRow("ours") << "GET /get/s HTTP/1.1\r\n" + here + rest << 200;
        QTest::newRow("localhost") << "GET /get/s HTTP/1.1\r\nHost: localhost:PORT\r\n" + rest << 200;
        QTest::newRow("another name") << "GET /get/s HTTP/1.1\r\nHost: evil.example\r\n" + rest << 421;
        QTest::newRow("another name, our port") << "GET /get/s HTTP/1.1\r\nHost: evil.example:PORT\r\n" + rest << 421;
        QTest::newRow("no port") << "GET /get/s HTTP/1.1\r\nHost: 127.0.0.1\r\n" + rest << 421;
        QTest::newRow("no host") << "GET /get/s HTTP/1.1\r\n" + rest << 421;
        QTest::newRow("two hosts") << "GET /get/s HTTP/1.1\r\n" + here + "Host: evil.example\r\n" + rest << 421;
        QTest::newRow("absolute form") << "GET http://evil.example/get/s HTTP/1.1\r\n" + here + rest << 421;
        QTest::newRow("foreign page") << "GET /get/s HTTP/1.1\r\n" + here + "Origin: https://evil.example\r\n" + rest
                                      << 403;
        QTest::newRow("null origin") << "GET /get/s HTTP/1.1\r\n" + here + "Origin: null\r\n" + rest << 403;
        QTest::newRow("look-alike page") << "GET /get/s HTTP/1.1\r\n" + here
                + "Origin: http://localhost.evil.example\r\n"
                + rest << 403;
        QTest::newRow("own page") << "GET /get/s HTTP/1.1\r\n" + here + "Origin: http://localhost:3000\r\n" + rest
                                  << 200;
        QTest::newRow("foreign preflight")
            << "OPTIONS / HTTP/1.1\r\n" + here + "Origin: https://evil.example\r\n" + rest << 403;
        QTest::newRow("preflight") << "OPTIONS / HTTP/1.1\r\n" + here + "Origin: http://localhost:3000\r\n\r\n" << 200;
        QTest::newRow("DELETE") << "DELETE /get/s HTTP/1.1\r\n" + here + rest << 405;
        QTest::newRow("PATCH") << "PATCH /get/s HTTP/1.1\r\n" + here + "Content-Length: 1\r\n" + rest + "x" << 405;
    }

    void keepsOthersOut()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(const int, status);
        const QByteArray port = QByteArray::number(m_sandbox.url().port());
        const qsizetype before = m_sandbox.servedCommands().size();
        RawHttp http(m_sandbox.url().port());
        http.send(bytes.replace("HERE", "127.0.0.1:" + port).replace("PORT", port));
        const RawAnswer answer = http.readAnswer();
        QCOMPARE(answer.status, status);
        QCOMPARE(m_sandbox.servedCommands().size() - before,
                 qsizetype(status == 200 && !bytes.startsWith("OPTIONS") ? 1 : 0));
        if (status == 405)
            QVERIFY(answer.body.isEmpty());
        if (status != 200)
            QVERIFY(answer.header("Access-Control-Allow-Origin").isEmpty());
    }

    void speaksResp2_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArrayList>("headers");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("answer");
        const QByteArrayList resp{"Upstash-Response-Format: resp2"};
        QTest::newRow("bulk") << "/"_ba << resp << R"(["GET","s"])"_ba << 200 << "$5\r\nvalue\r\n"_ba;
        QTest::newRow("nil") << "/"_ba << resp << R"(["GET","none"])"_ba << 200 << "$-1\r\n"_ba;
        QTest::newRow("array") << "/"_ba << resp << R"(["MGET","s","none"])"_ba << 200
                               << "*2\r\n$5\r\nvalue\r\n$-1\r\n"_ba;
        QTest::newRow("error") << "/"_ba << resp << R"(["GET"])"_ba << 400
                               << "-ERR wrong number of arguments for 'get' command\r\n"_ba;
        QTest::newRow("ignored") << "/multi-exec"_ba << resp << R"([["GET","s"]])"_ba << 200
                                 << R"([{"result":"value"}])"_ba;
        QTest::newRow("unknown") << "/"_ba << QByteArrayList{"Upstash-Response-Format: xml"} << R"(["GET","s"])"_ba
                                 << 400 << R"({"error":"ERR unsupported response format: xml"})"_ba;
        QTest::newRow("with base64")
            << "/"_ba << resp + QByteArrayList{"Upstash-Encoding: base64"} << R"(["GET","s"])"_ba << 400
            << R"({"error":"ERR base64 encoding is not supported with the resp2 response format"})"_ba;
    }

    void speaksResp2()
    {
        QFETCH(const QByteArray, target);
        QFETCH(const QByteArrayList, headers);
        QFETCH(const QByteArray, body);
        QFETCH(const int, status);
        QFETCH(const QByteArray, answer);
        RawHttp http(m_sandbox.url().port());
        const RawAnswer got
            = http.request("POST", target, headers + QByteArrayList{"Authorization: Bearer secret"}, body);
        QCOMPARE(got.status, status);
        QCOMPARE(got.body, answer);
    }

    void syncTokenAdvancesWithWrites()
    {
        RawHttp http(m_sandbox.url().port());
        const auto token = [&](const QByteArray &body) {
            return http.request("POST", "/", {"Authorization: Bearer secret", "Upstash-Sync-Token: whatever"}, body)
                .header("Upstash-Sync-Token");
        };
        const QByteArray first = token(R"(["GET","s"])");
        QCOMPARE(token(R"(["GET","s"])"), first);
        QVERIFY(token(R"(["SET","sync","1"])") > first);
    }

    void streamsMessages()
    {
        RawHttp stream(m_sandbox.url().port());
        stream.send("POST /subscribe/news%2Feu/other HTTP/1.1\r\nHost: 127.0.0.1:"
                    + QByteArray::number(m_sandbox.url().port())
                    + "\r\nAuthorization: Bearer secret\r\nAccept: text/event-stream\r\nContent-Length: 2\r\n\r\n[]");
        const QByteArray head = stream.readUntil("data: subscribe,other,2\n\n");
        QVERIFY(head.contains("Content-Type: text/event-stream"));
        QVERIFY(head.contains("data: subscribe,news/eu,1\n\n"));
        m_sandbox.redis({"PUBLISH", "news/eu", "hello, world\nsecond"});
        QVERIFY(stream.readUntil("second\n\n").contains("data: message,news/eu,hello, world\ndata: second\n\n"));
        QVERIFY(stream.readUntil(": keepalive\n\n").contains(": keepalive\n\n"));
    }

    void streamEndsWithItsReader()
    {
        const auto subscribers = [this] {
            return m_sandbox.redis({"PUBSUB", "NUMPAT"}).toInt();
        };
        {
            RawHttp stream(m_sandbox.url().port());
            stream.send("POST /psubscribe/gone.* HTTP/1.1\r\nHost: 127.0.0.1:"
                        + QByteArray::number(m_sandbox.url().port()) + "\r\nAuthorization: Bearer secret\r\n\r\n");
            QVERIFY(stream.readUntil("psubscribe,gone.*,1\n\n").contains("psubscribe"));
            QCOMPARE(subscribers(), 1);
            m_sandbox.redis({"PUBLISH", "gone.x", "m"});
            QVERIFY(stream.readUntil("pmessage").contains("data: pmessage,gone.*,gone.x,m\n\n"));
        }
        QTRY_COMPARE(subscribers(), 0);
    }

    void monitorsWhatIsAsked()
    {
        RawHttp stream(m_sandbox.url().port());
        stream.send("POST /monitor HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_sandbox.url().port())
                    + "\r\nAuthorization: Bearer secret\r\n\r\n");
        QVERIFY(stream.readUntil("\n\n").contains("200 OK"));
        QVERIFY(stream.readUntil("data: \"OK\"\n\n").contains("data: \"OK\"\n\n"));
        RawHttp http(m_sandbox.url().port());
        (void)http.request("POST", "/", {"Authorization: Bearer secret"},
                           "[\"SCAN\",\"0\",\"MATCH\",\"a\\\"b\",\"WITHTYPE\"]");
        const QByteArray lines = stream.readUntil("WITHTYPE\"\n\n");
        QVERIFY(lines.contains(" [0 0.0.0.0:0] \"SCAN\" \"0\" \"MATCH\" \"a\\\"b\" \"WITHTYPE\""));
        QVERIFY(!lines.contains("\"TYPE\""));
    }

    void limitsSizeAndQuota()
    {
        SandboxProcess sandbox({u"--no-sample-data"_s, u"--max-request-bytes"_s, u"1000"_s, u"--daily-quota"_s, u"5"_s,
                                u"--token"_s, u"secret"_s});
        QVERIFY2(sandbox.start(), sandbox.errorText().constData());
        RawHttp http(sandbox.url().port());
        const auto post = [&](const QByteArray &path, const QByteArray &body) {
            return http.request("POST", path, {"Authorization: Bearer secret"}, body);
        };
        const auto tooLarge = [](const QByteArray &actual) {
            return "{\"error\":\"ERR max request size exceeded. Limit: 1000 bytes, Actual: " + actual
                + " bytes. See https://upstash.com/docs/redis/troubleshooting/max_request_size_exceeded for details\"}";
        };
        RawAnswer answer = post("/", "[\"SET\",\"k\",\"" + QByteArray(2000, 'x') + "\"]");
        QCOMPARE(answer.status, 400);
        QCOMPARE(answer.body, tooLarge("2014"));
        QCOMPARE(sandbox.redis({"EXISTS", "k"}).toInt(), 0);
        sandbox.redis({"SET", "big", QByteArray(2000, 'x')});
        answer = post("/", R"(["GET","big"])");
        QCOMPARE(answer.status, 400);
        QCOMPARE(answer.body, tooLarge("2013"));
        answer = post("/pipeline", R"([["PING"],["PING"],["PING"],["PING"],["SET","over","1"]])");
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body.count("PONG"), 4);
        answer = post("/", R"(["SET","over","1"])");
        QCOMPARE(answer.status, 400);
        QCOMPARE(answer.body,
                 "{\"error\":\"ERR max daily request limit exceeded. Limit: 5, Usage: 6. See "
                 "https://upstash.com/docs/redis/troubleshooting/max_daily_request_limit for details\"}"_ba);
        QCOMPARE(sandbox.redis({"EXISTS", "over"}).toInt(), 0);
    }

    void faultsComeWhenAskedFor()
    {
        SandboxProcess sandbox(
            {u"--no-sample-data"_s, u"--token"_s, u"secret"_s, u"--fault-html"_s, u"2"_s, u"--fault-cut"_s, u"3"_s});
        QVERIFY2(sandbox.start(), sandbox.errorText().constData());
        RawHttp http(sandbox.url().port());
        const auto incr = [&] {
            return http.request("POST", "/", {"Authorization: Bearer secret"}, R"(["INCR","n"])");
        };
        QCOMPARE(incr().status, 200);
        const RawAnswer page = incr();
        QCOMPARE(page.status, 502);
        QVERIFY(page.body.startsWith("<html>"));
        QCOMPARE(incr().status, 0);
        // The cut one was carried out, the page was not.
        QCOMPARE(sandbox.redis({"GET", "n"}).toByteArray(), "2"_ba);
    }

private:
    SandboxProcess m_sandbox{{u"--no-sample-data"_s, u"--token"_s, u"secret"_s, u"--heartbeat-seconds"_s, u"1"_s}};
};

QTEST_GUILESS_MAIN(TestSandboxHttp)
#include "tst_sandbox_http.moc"
