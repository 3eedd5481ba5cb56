// SPDX-License-Identifier: GPL-3.0-or-later
// The program: how it starts, what it says, how it ends, and that no redis-server outlives it.
#include "tests/app/sandbox/rawhttp.h"
#include "tests/support/sandboxprocess.h"

#include <QFile>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

namespace {

/// The redis-server behind a sandbox, by its own word.
qint64 redisProcess(const SandboxProcess &sandbox)
{
    const QByteArray info = sandbox.redis({"INFO", "server"}).toByteArray();
    return info.mid(info.indexOf("process_id:") + 11).split('\r').constFirst().toLongLong();
}

/// Gone, or a zombie that nobody has waited for yet.
bool isGone(qint64 process)
{
    QFile status(u"/proc/%1/stat"_s.arg(process));
    return !status.open(QIODevice::ReadOnly) || status.readAll().contains(") Z ");
}

struct Run {
    int exitCode = -1;
    QByteArray error;
    QByteArray output;
};

Run run(const QStringList &arguments)
{
    QProcess process;
    process.start(qEnvironmentVariable("STASHDECK_SANDBOX"), arguments);
    process.waitForFinished(20000);
    return {process.exitCode(), process.readAllStandardError(), process.readAllStandardOutput()};
}

} // namespace

class TestSandboxProcess : public QObject {
    Q_OBJECT

private slots:
    void endsOnSigterm()
    {
        SandboxProcess sandbox({u"--no-sample-data"_s});
        QVERIFY2(sandbox.start(), sandbox.errorText().constData());
        const qint64 redis = redisProcess(sandbox);
        QVERIFY(redis > 0 && !isGone(redis));
        QCOMPARE(sandbox.stop(), 0);
        QVERIFY(isGone(redis));
        QVERIFY(!QFile::exists(sandbox.redisSocket()));
    }

    void endsAtOnceWithOpenConnections()
    {
        SandboxProcess sandbox({u"--no-sample-data"_s});
        QVERIFY2(sandbox.start(), sandbox.errorText().constData());
        RawHttp idle(sandbox.url().port());
        QCOMPARE(idle.request("GET", "/ping", {"Authorization: Bearer " + sandbox.token()}).status, 200);
        RawHttp stream(sandbox.url().port());
        stream.send("POST /subscribe/x HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(sandbox.url().port())
                    + "\r\nAuthorization: Bearer " + sandbox.token() + "\r\n\r\n");
        QVERIFY(stream.readUntil("subscribe,x,1").contains("subscribe"));
        RawHttp silent(sandbox.url().port());
        silent.send("GET /ping HTT");
        // It would be killed, and -1 the answer, if it waited for any of them.
        QCOMPARE(sandbox.stop(), 0);
    }

    void leavesNoRedisWhenKilled()
    {
        SandboxProcess sandbox({u"--no-sample-data"_s});
        QVERIFY2(sandbox.start(), sandbox.errorText().constData());
        const qint64 redis = redisProcess(sandbox);
        sandbox.kill();
        QTRY_VERIFY(isGone(redis));
    }

    void endsWhenItsParentCloses()
    {
        QProcess process;
        process.start(qEnvironmentVariable("STASHDECK_SANDBOX"), {u"--no-sample-data"_s, u"--watch-parent"_s});
        QTRY_VERIFY_WITH_TIMEOUT(process.canReadLine(), 20000);
        process.closeWriteChannel();
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 20000);
        QCOMPARE(process.exitCode(), 0);
    }

    void endsWithItsRedis()
    {
        SandboxProcess sandbox({u"--no-sample-data"_s});
        QVERIFY2(sandbox.start(), sandbox.errorText().constData());
        ::kill(static_cast<pid_t>(redisProcess(sandbox)), SIGKILL);
        QTRY_COMPARE_WITH_TIMEOUT(sandbox.isRunning(), false, 20000);
        QVERIFY(sandbox.errorText().contains("redis-server ended"));
    }

    void tellsWhatIsWrong_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("option") << QStringList{u"--nosuch"_s} << 2
                                << "stashdeck-sandbox: Unknown option 'nosuch'.\n"_ba;
        QTest::newRow("number") << QStringList{u"--port"_s, u"http"_s} << 2
                                << "stashdeck-sandbox: --port needs a whole number from 0 to 65535, not \"http\".\n"_ba;
        QTest::newRow("redis-server") << QStringList{u"--redis-server"_s, u"no-such-redis"_s} << 3
                                      << "stashdeck-sandbox: no-such-redis was not found. Install it (on Debian: apt "
                                         "install redis-server) or pass "
                                         "--redis-url.\n"_ba;
        QTest::newRow("TLS") << QStringList{u"--redis-url"_s, u"rediss://x"_s} << 2
                             << "stashdeck-sandbox: rediss:// (TLS) is not supported; use redis:// or unix://\n"_ba;
        QTest::newRow("no Redis there") << QStringList{u"--redis-url"_s, u"unix:///nonexistent/redis.sock"_s} << 3
                                        << "stashdeck-sandbox: cannot reach Redis: No such file or directory\n"_ba;
        QTest::newRow("log") << QStringList{u"--no-sample-data"_s, u"--log"_s, u"/nonexistent/log"_s} << 5
                             << "stashdeck-sandbox: cannot write the log file /nonexistent/log\n"_ba;
    }

    void tellsWhatIsWrong()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const int, exitCode);
        QFETCH(const QByteArray, line);
        const Run result = run(arguments);
        QCOMPARE(result.error, line);
        QCOMPARE(result.exitCode, exitCode);
        QVERIFY(result.output.isEmpty());
    }

    void tellsThatThePortIsTaken()
    {
        QTcpServer taken;
        QVERIFY(taken.listen(QHostAddress::LocalHost));
        const Run result = run({u"--no-sample-data"_s, u"--port"_s, QString::number(taken.serverPort())});
        QCOMPARE(result.exitCode, 4);
        QCOMPARE(result.error, "stashdeck-sandbox: port " + QByteArray::number(taken.serverPort()) + " is in use\n");
    }

    void keepsItsDataFolder()
    {
        QTemporaryDir folder;
        const QStringList arguments{u"--no-sample-data"_s, u"--data-dir"_s, folder.path()};
        {
            SandboxProcess first(arguments);
            QVERIFY2(first.start(), first.errorText().constData());
            QCOMPARE(first.redis({"SET", "kept", "yes"}).toByteArray(), "OK"_ba);
            QCOMPARE(first.stop(), 0);
        }
        SandboxProcess second(arguments);
        QVERIFY2(second.start(), second.errorText().constData());
        QCOMPARE(second.redis({"GET", "kept"}).toByteArray(), "yes"_ba);
    }

    void servesAnotherRedis()
    {
        SandboxProcess behind({u"--no-sample-data"_s});
        QVERIFY2(behind.start(), behind.errorText().constData());
        behind.redis({"SET", "mine", "1"});
        SandboxProcess front({u"--redis-url"_s, u"unix://"_s + behind.redisSocket()});
        QVERIFY2(front.start(), front.errorText().constData());
        RawHttp http(front.url().port());
        QCOMPARE(http.request("POST", "/", {"Authorization: Bearer " + front.token()}, R"(["DBSIZE"])").body,
                 R"({"result":1})"_ba);
    }

    void fillsTheShop()
    {
        SandboxProcess sandbox({u"--keys"_s, u"5000"_s});
        QVERIFY2(sandbox.start(), sandbox.errorText().constData());
        const auto holds = [&](const QByteArray &key, const QByteArray &type) {
            return sandbox.redis({"TYPE", key}).toByteArray() == type;
        };
        const qlonglong size = sandbox.redis({"DBSIZE"}).toLongLong();
        QVERIFY2(size > 4990 && size <= 5000, QByteArray::number(size).constData());
        QVERIFY(holds("session:eu:7f3a94d01b", "hash"));
        QVERIFY(holds("events:orders", "stream"));
        QVERIFY(holds("queue:emails", "list"));
        QVERIFY(holds("users:online", "set"));
        QVERIFY(holds("feature:flags", "string"));
        QVERIFY(holds("odd:binary:nul\0inside"_ba, "string"));
        QVERIFY(holds("odd:<img src=file:///etc/passwd>", "string"));
        QVERIFY(holds("@upstash/ratelimit/ai:user:45", "hash"));
        QCOMPARE(sandbox.redis({"ZCARD", "lb:all-time"}).toLongLong(), 100000);
        QVERIFY(sandbox.redis({"TTL", "session:eu:7f3a94d01b"}).toLongLong() > 2000);
        QVERIFY(sandbox.redis({"STRLEN", "catalogue:export"}).toLongLong() > 1200000);
    }

    void trafficMovesTheShop()
    {
        SandboxProcess sandbox({u"--keys"_s, u"2000"_s, u"--traffic-rate"_s, u"2000"_s});
        QVERIFY2(sandbox.start(), sandbox.errorText().constData());
        QTRY_VERIFY_WITH_TIMEOUT(sandbox.redis({"GET", "counter:orders"}).toLongLong() > 50218, 20000);
        QTRY_VERIFY_WITH_TIMEOUT(sandbox.redis({"INFO", "stats"}).toByteArray().contains("keyspace_misses:")
                                     && !sandbox.redis({"INFO", "stats"}).toByteArray().contains("keyspace_misses:0"),
                                 20000);
        QVERIFY(sandbox.servedCommands().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestSandboxProcess)
#include "tst_sandbox_process.moc"
