// SPDX-License-Identifier: GPL-3.0-or-later
// Commands and their answers, byte for byte: what goes in as JSON and what comes out.
#include "tests/app/sandbox/rawhttp.h"
#include "tests/support/sandboxprocess.h"

#include <QCryptographicHash>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

class TestSandboxDialect : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY2(m_sandbox.start(), m_sandbox.errorText().constData());
        const auto is = [this](const QByteArrayList &command) {
            m_sandbox.redis(command);
        };
        is({"SET", "s", "value"});
        is({"SET", "bin", "\xff\x01"});
        is({"SET", "big", "9007199254740993"});
        is({"RPUSH", "l", "a", "b"});
        is({"ZADD", "z", "1", "a", "2.5", "b", "3", "c"});
        is({"HSET", "h", "f", "1"});
    }

    void answersByteForByte_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("answer");
        const auto row = [](const char *name, const QByteArray &body, int status, const QByteArray &answer,
                            const QByteArray &path = "/") {
            QTest::newRow(name) << path << body << status << answer;
        };
        const auto refused = [&row](const char *name, const QByteArray &body, const QByteArray &command) {
            row(name, body, 400,
                "{\"error\":\"ERR Command \\\"" + command
                    + "\\\" is not allowed in REST or it has a special context path\"}");
        };
        const auto missing = [&row](const char *name, const QByteArray &body, const QByteArray &command) {
            row(name, body, 400,
                "{\"error\":\"ERR Command is not available: '" + command
                    + "'. See https://upstash.com/docs/redis/overall/rediscompatibility for details\"}");
        };
        row("string", R"(["GET","s"])", 200, R"({"result":"value"})");
        row("name in any case", R"(["gEt","s"])", 200, R"({"result":"value"})");
        row("nothing there", R"(["GET","missing"])", 200, R"({"result":null})");
        row("status", R"(["PING"])", 200, R"({"result":"PONG"})");
        row("int64", R"(["INCRBY","big",0])", 200, R"({"result":9007199254740993})");
        row("double is text", R"(["ZSCORE","z","b"])", 200, R"({"result":"2.5"})");
        row("numbers and booleans", R"(["RPUSH","t",1,-2.5,true,false])", 200, R"({"result":4})");
        row("and back", R"(["LRANGE","t",0,-1])", 200, R"({"result":["1","-2.5","true","false"]})");
        row("bytes that are not UTF-8", R"(["GET","bin"])", 200, "{\"result\":\"\xef\xbf\xbd\\u0001\"}");
        row("escapes", "[\"ECHO\",\"\\u00e9\\ud83d\\uded2\\\"\\\\\\n\\u0000\"]", 200,
            "{\"result\":\"\xc3\xa9\xf0\x9f\x9b\x92\\\"\\\\\\n\\u0000\"}");
        row("empty body", " ", 400, R"({"error":"EOF"})");
        row("object", "{}", 400, R"({"error":"expected JSON array"})");
        row("empty array", "[]", 400, R"({"error":"ERR empty command"})");
        row("null", R"(["GET",null])", 400, R"({"error":"ERR null args are not supported"})");
        row("nested", R"([["GET","s"]])", 400, "{\"error\":\"ERR unsupported arg type: \\\"[\\\": json.Delim\"}");
        row("cut off", "[\"GET\",\"s", 400, R"({"error":"unexpected EOF"})");
        row("wrong type", R"(["GET","l"])", 400,
            R"({"error":"WRONGTYPE Operation against a key holding the wrong kind of value"})");
        row("not an int", R"(["INCR","s"])", 400, R"({"error":"ERR value is not an int or out of range"})");
        row("arity", R"(["GET"])", 400, "{\"error\":\"ERR wrong number of arguments for 'get' command\"}");
        row("syntax", R"(["SET","s","x","BAD"])", 400, R"({"error":"ERR syntax error"})");
        row("long key", "[\"SET\",\"" + QByteArray(32769, 'k') + "\",\"1\"]", 400,
            R"({"error":"ERR max key size exceeded. Limit: 32768 bytes, Actual: 32769 bytes"})");
        missing("unknown", R"(["NOSUCH","a"])", "NOSUCH");
        missing("JSON", R"(["JSON.GET","a"])", "JSON.GET");
        missing("field expiry", R"(["HEXPIRE","h",1,"FIELDS",1,"f"])", "HEXPIRE");
        missing("SLOWLOG", R"(["SLOWLOG","GET"])", "SLOWLOG");
        missing("OBJECT", R"(["OBJECT","ENCODING","s"])", "OBJECT");
        missing("MEMORY STATS", R"(["MEMORY","STATS"])", "MEMORY STATS");
        for (const char *name : {"AUTH", "MULTI", "EXEC", "WATCH", "HELLO", "CLIENT", "SUBSCRIBE", "MONITOR", "BLPOP"})
            refused(name, "[\"" + QByteArray(name) + "\",\"x\",\"1\"]", name);
        refused("XREAD BLOCK", R"(["XREAD","BLOCK",0,"STREAMS","x","$"])", "XREAD BLOCK");
        row("BLOCK as a stream's name", R"(["XREAD","STREAMS","BLOCK","0"])", 200, R"({"result":null})");
        row("COMMAND", R"(["COMMAND"])", 200, R"({"result":[]})");
        row("CONFIG GET", R"(["CONFIG","GET","*"])", 200, R"({"result":["notify-keyspace-events",""]})");
        row("CONFIG GET other", R"(["CONFIG","GET","maxmemory"])", 200, R"({"result":[]})");
        row("CONFIG SET other", R"(["CONFIG","SET","maxmemory","1"])", 400,
            R"({"error":"ERR Unsupported CONFIG parameter: maxmemory"})");
        row("SELECT 0", R"(["SELECT",0])", 200, R"({"result":"OK"})");
        row("SELECT 1", R"(["SELECT",1])", 400, R"({"error":"ERR Only 0th database is supported! Selected DB: 1"})");
        row("UNLINK nothing", R"(["UNLINK"])", 200, R"({"result":0})");
        row("ZRANGE LIMIT", R"(["ZRANGE","z",0,-1,"WITHSCORES","LIMIT",1,1])", 200, R"({"result":["b","2.5"]})");
        row("ZRANGE LIMIT beyond", R"(["ZRANGE","z",0,-1,"LIMIT",7,1])", 200, R"({"result":[]})");
        row("HSCAN NOVALUES", R"(["HSCAN","h",0,"NOVALUES"])", 200, R"({"result":["0",["f"]]})");
        row("SCAN WITHTYPE", R"(["SCAN",0,"MATCH","[lz]","COUNT",1000,"WITHTYPE","TYPE","list"])", 200,
            R"({"result":["0",["l","list"]]})");
        row("EVALSHA miss", R"(["EVALSHA","ffffffffffffffffffffffffffffffffffffffff",0])", 400,
            R"({"error":"NOSCRIPT No matching script. Please use EVAL."})");
        row("locking flag", "[\"EVAL\",\"#!lua flags=allow-key-locking\\nreturn redis.call('GET',KEYS[1])\",1,\"s\"]",
            200, R"({"result":"value"})");
        row("SCRIPT KILL", R"(["SCRIPT","KILL"])", 400, R"({"error":"NOTBUSY No scripts in execution right now."})");
        row("ACL WHOAMI", R"(["ACL","WHOAMI"])", 200, R"({"result":"default"})");
        row("ACL LOG", R"(["ACL","LOG"])", 200, R"({"result":[]})");
        row("pipeline", R"([["SET","p","x"],["INCR","p"],[],["GET",null],["AUTH","x"],["GET","p"]])", 200,
            R"([{"result":"OK"},{"error":"ERR value is not an int or out of range"},{"error":"ERR empty command"},)"
            "{\"error\":\"ERR null args are not supported\"},{\"error\":\"ERR Command \\\"AUTH\\\" is not allowed in "
            "REST or it "
            "has a special context path\"},{\"result\":\"x\"}]",
            "/pipeline");
        row("pipeline of one level", R"(["GET","s"])", 400, R"({"error":"expected JSON array"})", "/pipeline");
        row("transaction", R"([["SET","m","1"],["INCR","m"],["LPUSH","m","x"],["GET","m"]])", 200,
            R"([{"result":"OK"},{"result":2},{"error":"WRONGTYPE Operation against a key holding the wrong kind of value"},)"
            R"({"result":"2"}])",
            "/multi-exec");
        row("transaction with a bad command", R"([["SET","m2","1"],["GET"]])", 400,
            "{\"error\":\"ERR wrong number of arguments for 'get' command\"}", "/multi-exec");
        row("and none of it was done", R"(["EXISTS","m2"])", 200, R"({"result":0})");
        row("transaction with a refused one", R"([["SET","m2","1"],["MULTI"]])", 400,
            "{\"error\":\"ERR Command \\\"MULTI\\\" is not allowed in REST or it has a special context path\"}",
            "/multi-exec");
        row("transaction with types", R"([["SCAN","0","MATCH","z","COUNT","1000","WITHTYPE"],["TYPE","z"]])", 200,
            R"([{"result":["0",["z","zset"]]},{"result":"zset"}])", "/multi-exec");
    }

    void answersByteForByte()
    {
        QFETCH(const QByteArray, path);
        QFETCH(const QByteArray, body);
        QFETCH(const int, status);
        QFETCH(const QByteArray, answer);
        const RawAnswer got = post(path, body);
        QCOMPARE(got.body, answer);
        QCOMPARE(got.status, status);
        QCOMPARE(got.header("Content-Type"), "application/json; charset=utf-8"_ba);
    }

    void base64EncodesAllButTheStatusOk_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("OK") << R"(["SET","b64","OK"])"_ba
                            << R"({"result":"OK"})"_ba;
        QTest::newRow("the value OK") << R"(["GET","b64"])"_ba
                                      << R"({"result":"T0s="})"_ba;
        QTest::newRow("other status") << R"(["PING"])"_ba
                                      << R"({"result":"UE9ORw=="})"_ba;
        QTest::newRow("binary") << R"(["GET","bin"])"_ba
                                << R"({"result":"/wE="})"_ba;
        QTest::newRow("empty") << R"(["ECHO",""])"_ba
                               << R"({"result":""})"_ba;
        QTest::newRow("nested") << R"(["SCAN","0","MATCH","l","COUNT",1000,"WITHTYPE"])"_ba
                                << R"({"result":["MA==",["bA==","bGlzdA=="]]})"_ba;
        QTest::newRow("nested status") << "[\"EVAL\",\"return {redis.call('SET','b64','1'),2,false}\",0]"_ba
                                       << R"({"result":["T0s=",2,null]})"_ba;
        QTest::newRow("error") << R"(["GET","l"])"_ba
                               << R"({"error":"WRONGTYPE Operation against a key holding the wrong kind of value"})"_ba;
    }

    void base64EncodesAllButTheStatusOk()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const QByteArray, answer);
        QCOMPARE(post("/", body, {"Upstash-Encoding: base64"}).body, answer);
    }

    void comparesAndSets_data()
    {
        QTest::addColumn<QByteArrayList>("command");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QByteArray>("held");
        const QByteArray ok = R"({"result":"OK"})";
        const QByteArray null = R"({"result":null})";
        const QByteArray digest = "575a0b1c44d8843f"; // of "b"
        const auto row
            = [](const char *name, const QByteArrayList &command, const QByteArray &answer, const QByteArray &held) {
                  QTest::newRow(name) << command << answer << held;
              };
        row("IFEQ met", {"SET", "cas", "n", "IFEQ", "b"}, ok, "n");
        row("IFEQ not met", {"SET", "cas", "n", "IFEQ", "x"}, null, "b");
        row("IFEQ on nothing", {"SET", "none", "n", "IFEQ", "b"}, null, "b");
        row("IFEQ GET met", {"SET", "cas", "n", "IFEQ", "b", "GET"}, R"({"result":"b"})", "n");
        row("IFNE met", {"SET", "cas", "n", "IFNE", "x"}, ok, "n");
        row("IFNE not met", {"SET", "cas", "n", "IFNE", "b"}, null, "b");
        row("IFDEQ met", {"SET", "cas", "n", "IFDEQ", digest, "KEEPTTL"}, ok, "n");
        row("IFDEQ not met", {"SET", "cas", "n", "IFDEQ", "0000000000000000"}, null, "b");
        row("IFDNE met", {"SET", "cas", "n", "IFDNE", "0000000000000000"}, ok, "n");
        row("IFDNE not met", {"SET", "cas", "n", "IFDNE", digest}, null, "b");
        row("with NX", {"SET", "cas", "n", "NX", "IFEQ", "b"}, R"({"error":"ERR syntax error"})", "b");
        row("DELEX met", {"DELEX", "cas", "IFEQ", "b"}, R"({"result":1})", {});
        row("DELEX not met", {"DELEX", "cas", "IFEQ", "x"}, R"({"result":0})", "b");
        row("DELEX IFDEQ", {"DELEX", "cas", "IFDEQ", digest}, R"({"result":1})", {});
        row("DELEX plain", {"DELEX", "cas"}, R"({"result":1})", {});
        row("DIGEST", {"DIGEST", "cas"}, "{\"result\":\"" + digest + "\"}", "b");
        row("DIGEST of nothing", {"DIGEST", "none"}, null, "b");
    }

    void comparesAndSets()
    {
        QFETCH(const QByteArrayList, command);
        QFETCH(const QByteArray, answer);
        QFETCH(const QByteArray, held);
        m_sandbox.redis({"SET", "cas", "b", "EX", "100"});
        m_sandbox.redis({"DEL", "none"});
        QCOMPARE(post("/", "[\"" + command.join("\",\"") + "\"]").body, answer);
        QCOMPARE(m_sandbox.redis({"GET", "cas"}).toByteArray(), held);
        if (command.contains("KEEPTTL"))
            QVERIFY(m_sandbox.redis({"TTL", "cas"}).toLongLong() > 90);
        QCOMPARE(m_sandbox.redis({"EXISTS", "none"}).toInt(), 0);
    }

    void scriptsKeepTheirHashes()
    {
        const QByteArray script = R"("#!lua flags=no-writes,allow-key-locking\nreturn 7")";
        const QByteArray loaded = post("/", R"(["SCRIPT","LOAD",)" + script + "]").body;
        const QByteArray sha = loaded.mid(11, 40);
        QCOMPARE(sha,
                 QCryptographicHash::hash("#!lua flags=no-writes,allow-key-locking\nreturn 7", QCryptographicHash::Sha1)
                     .toHex());
        QCOMPARE(post("/", "[\"EVALSHA\",\"" + sha + "\",0]").body, R"({"result":7})"_ba);
        QCOMPARE(post("/", "[\"SCRIPT\",\"EXISTS\",\"" + sha + "\",\"0\"]").body, R"({"result":[1,0]})"_ba);
    }

    void readOnlyTokenReadsOnly_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("answer");
        const auto refused = [](const char *name) {
            return QByteArray("{\"error\":\"NOPERM this user has no permissions to run the '") + name + "' command\"}";
        };
        QTest::newRow("GET") << R"(["GET","s"])"_ba
                             << R"({"result":"value"})"_ba;
        QTest::newRow("TYPE") << R"(["TYPE","s"])"_ba
                              << R"({"result":"string"})"_ba;
        QTest::newRow("WHOAMI") << R"(["ACL","WHOAMI"])"_ba
                                << R"({"result":"default_ro"})"_ba;
        QTest::newRow("SET") << R"(["SET","s","x"])"_ba << refused("set");
        QTest::newRow("SCAN") << R"(["SCAN",0])"_ba << refused("scan");
        QTest::newRow("KEYS") << R"(["KEYS","*"])"_ba << refused("keys");
        QTest::newRow("EVALSHA") << R"(["EVALSHA","x",0])"_ba << refused("evalsha");
        QTest::newRow("EVAL_RO") << R"(["EVAL_RO","return 1",0])"_ba << refused("eval_ro");
        QTest::newRow("FLUSHDB") << R"(["FLUSHDB"])"_ba << refused("flushdb");
        QTest::newRow("CONFIG") << R"(["CONFIG","SET","notify-keyspace-events","KEA"])"_ba << refused("config");
    }

    void readOnlyTokenReadsOnly()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const QByteArray, answer);
        RawHttp http(m_sandbox.url().port());
        QCOMPARE(http.request("POST", "/", {"Authorization: Bearer " + m_sandbox.readOnlyToken()}, body).body, answer);
        QCOMPARE(m_sandbox.redis({"GET", "s"}).toByteArray(), "value"_ba);
    }

    void countsAsTheServiceBills()
    {
        const int before = m_sandbox.billedCommands();
        (void)post("/", R"(["GET","s"])");
        QCOMPARE(m_sandbox.billedCommands() - before, 1);
        (void)post("/pipeline", R"([["GET","s"],["GET","s"],["NOSUCH"]])");
        QCOMPARE(m_sandbox.billedCommands() - before, 4);
        (void)post("/", "[\"EVAL\",\"redis.call('GET','s') return redis.call('GET','s')\",0]");
        QCOMPARE(m_sandbox.billedCommands() - before, 7);
        (void)post("/multi-exec",
                   "[[\"EVAL\",\"return redis.call('GET','s')\",0],[\"SET\",\"i\",\"1\",\"IFNE\",\"2\"]]");
        QCOMPARE(m_sandbox.billedCommands() - before, 10);
        const SandboxProcess::Served last = m_sandbox.servedCommands().constLast();
        QCOMPARE(last.command, "SET"_ba);
        QCOMPARE(last.route, "multi-exec"_ba);
        QCOMPARE(last.arguments, QByteArrayList({"i", "1", "IFNE", "2"}));
    }

    void infoHasTheServicesFields()
    {
        const QByteArray info = post("/", R"(["INFO"])").body;
        for (const char *field : {"upstash_version:", "redis_version:8.2.0", "total_data_size:",
                                  "max_ops_per_sec:10000", "keyspace_hits:", "primary_member:", "db0:keys="})
            QVERIFY2(info.contains(field), field);
        QVERIFY(!info.contains("used_cpu"));
        QVERIFY(!info.contains("uptime_in_seconds"));
        QCOMPARE(post("/", R"(["INFO","nosuch"])").body, R"({"result":"# Nosuch\r\n"})"_ba);
    }

    void listingTypesLeavesTheHitRateAlone()
    {
        const auto hits = [this] {
            const QByteArray info = post("/", R"(["INFO","stats"])").body;
            return info.mid(info.indexOf("keyspace_hits:") + 14).split('\\').constFirst().toLongLong();
        };
        const qlonglong before = hits();
        (void)post("/", R"(["SCAN",0,"COUNT",1000,"WITHTYPE"])");
        QCOMPARE(hits(), before);
        (void)post("/", R"(["GET","s"])");
        QCOMPARE(hits(), before + 1);
    }

private:
    [[nodiscard]] RawAnswer post(const QByteArray &path, const QByteArray &body, const QByteArrayList &headers = {})
    {
        RawHttp http(m_sandbox.url().port());
        return http.request("POST", path, headers + QByteArrayList{"Authorization: Bearer " + m_sandbox.token()}, body);
    }

    SandboxProcess m_sandbox{{u"--no-sample-data"_s}};
};

QTEST_GUILESS_MAIN(TestSandboxDialect)
#include "tst_sandbox_dialect.moc"
