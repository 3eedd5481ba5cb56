// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/sandboxprocess.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <csignal>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

/// restprobe as a program, against the sandbox.
class RestProbeTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void answersEachLineInOrder();
    void carriesEveryByte();
    void tellsClassesApart_data();
    void tellsClassesApart();
    void badLinesGetAnErrorLine();
    void interruptEndsWhatIsInFlight_data();
    void interruptEndsWhatIsInFlight();
    void refusesToStartWithoutAnAddressOrToken();
    void neverPrintsTheToken();

private:
    struct Run {
        QList<QJsonObject> lines;
        QByteArray errors;
        int exitCode = -1;
    };
    Run run(const QByteArray &input, const QUrl &url, const QByteArray &token, const QStringList &more = {});
    void begin(QProcess &process, const QUrl &url, const QByteArray &token, const QStringList &more = {});
    static QList<QJsonObject> parsed(const QByteArray &output);

    QString m_program = qEnvironmentVariable("STASHDECK_RESTPROBE");
    SandboxProcess m_sandbox{{u"--no-sample-data"_s}};
};

void RestProbeTest::initTestCase()
{
    if (m_program.isEmpty())
        m_program = QCoreApplication::applicationDirPath() + u"/restprobe"_s;
    QVERIFY2(m_sandbox.start(), m_sandbox.errorText().constData());
}

void RestProbeTest::begin(QProcess &process, const QUrl &url, const QByteArray &token, const QStringList &more)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PROBE_TOKEN"_s, QString::fromLatin1(token));
    process.setProcessEnvironment(environment);
    process.start(m_program, QStringList{u"--url"_s, url.toString(), u"--token-env"_s, u"PROBE_TOKEN"_s} + more);
    QVERIFY(process.waitForStarted());
}

RestProbeTest::Run RestProbeTest::run(const QByteArray &input, const QUrl &url, const QByteArray &token,
                                      const QStringList &more)
{
    QProcess process;
    begin(process, url, token, more);
    process.write(input);
    process.closeWriteChannel();
    Run result;
    if (!process.waitForFinished(30'000))
        return result;
    result.lines = parsed(process.readAllStandardOutput());
    result.errors = process.readAllStandardError();
    result.exitCode = process.exitCode();
    return result;
}

QList<QJsonObject> RestProbeTest::parsed(const QByteArray &output)
{
    QList<QJsonObject> lines;
    const QByteArrayList rows = output.split('\n');
    for (const QByteArray &row : rows) {
        if (!row.isEmpty())
            lines.append(QJsonDocument::fromJson(row).object());
    }
    return lines;
}

void RestProbeTest::answersEachLineInOrder()
{
    const auto got = run(R"({"command":["SET","order",1]}
{"command":["INCRBY","order","9007199254740992"]}
{"pipeline":[["GET","order"],["LPUSH","order","x"],["LRANGE","none",0,-1],["GET","missing"]]}

{"transaction":[["SADD","members","a"],["SMEMBERS","members"]]})",
                         m_sandbox.url(), m_sandbox.token());
    QCOMPARE(got.exitCode, 0);
    QCOMPARE(got.lines.size(), 4);
    QCOMPARE(got.lines[0].value(u"class"_s).toString(), u"ok"_s);
    QCOMPARE(got.lines[0].value(u"reply"_s).toString(), u"T0s="_s);
    QCOMPARE(got.lines[0].value(u"attempts"_s).toInt(), 1);
    QCOMPARE(got.lines[0].value(u"commands"_s).toInt(), 1);
    QVERIFY(got.lines[0].value(u"ms"_s).toDouble() > 0);
    QVERIFY(got.lines[0].value(u"error"_s).isNull());
    QCOMPARE(got.lines[1].value(u"reply"_s).toInteger(), 9007199254740993);

    QCOMPARE(got.lines[2].value(u"class"_s).toString(), u"ok"_s);
    QCOMPARE(got.lines[2].value(u"commands"_s).toInt(), 4);
    const QJsonArray entries = got.lines[2].value(u"reply"_s).toArray();
    QCOMPARE(entries.size(), 4);
    QCOMPARE(QByteArray::fromBase64(entries[0].toObject().value(u"reply"_s).toString().toLatin1()),
             "9007199254740993"_ba);
    QCOMPARE(entries[1].toObject().value(u"class"_s).toString(), u"command-error"_s);
    QVERIFY(entries[1].toObject().value(u"error"_s).toString().startsWith("WRONGTYPE"_L1));
    QCOMPARE(entries[2].toObject().value(u"reply"_s).toArray(), QJsonArray());
    QVERIFY(entries[3].toObject().value(u"reply"_s).isNull());

    const QJsonArray done = got.lines[3].value(u"reply"_s).toArray();
    QCOMPARE(done[0].toObject().value(u"reply"_s).toInt(), 1);
    QCOMPARE(done[1].toObject().value(u"reply"_s).toArray()[0].toString(), u"YQ=="_s);
    // What the database holds, asked past the HTTP door.
    QCOMPARE(m_sandbox.redis({"GET", "order"}).toByteArray(), "9007199254740993"_ba);
}

void RestProbeTest::carriesEveryByte()
{
    QByteArray all;
    for (int i = 0; i < 256; ++i)
        all.append(char(i));
    const QByteArray encoded = all.toBase64();
    const auto got
        = run("{\"command\":[\"SET\",\"bytes\",{\"base64\":\"" + encoded + "\"}]}\n"
                  + "{\"command\":[\"GET\",\"bytes\"]}\n" + "{\"command\":[\"SET\",{\"base64\":\"" + encoded
                  + "\"},\"by key\",\"KEEPTTL\"]}\n" + "{\"pipeline\":[[\"GET\",{\"base64\":\"" + encoded + "\"}]]}\n",
              m_sandbox.url(), m_sandbox.token());
    QCOMPARE(got.lines.size(), 4);
    for (const QJsonObject &line : got.lines)
        QCOMPARE(line.value(u"class"_s).toString(), u"ok"_s);
    QCOMPARE(m_sandbox.redis({"GET", "bytes"}).toByteArray(), all);
    QCOMPARE(got.lines[1].value(u"reply"_s).toString().toLatin1(), encoded);
    QCOMPARE(m_sandbox.redis({"GET", all}).toByteArray(), "by key"_ba);
    QCOMPARE(got.lines[3].value(u"reply"_s).toArray()[0].toObject().value(u"reply"_s).toString().toLatin1(),
             "by key"_ba.toBase64());
}

void RestProbeTest::tellsClassesApart_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("className");
    QTest::addColumn<QString>("token"); // of: standard, readonly, wrong
    QTest::newRow("ok") << R"({"command":["PING"]})"_ba << u"ok"_s << u"standard"_s;
    QTest::newRow("command error") << R"({"command":["SET","k"]})"_ba << u"command-error"_s << u"standard"_s;
    QTest::newRow("unknown command") << R"({"command":["NOSUCH"]})"_ba << u"command-error"_s << u"standard"_s;
    QTest::newRow("wrong token") << R"({"command":["PING"]})"_ba << u"unauthorized"_s << u"wrong"_s;
    QTest::newRow("wrong token, pipeline") << R"({"pipeline":[["PING"]]})"_ba << u"unauthorized"_s << u"wrong"_s;
    QTest::newRow("no permission") << R"({"command":["SET","k","v"]})"_ba << u"no-permission"_s << u"readonly"_s;
    QTest::newRow("scan by a read-only token")
        << R"({"command":["SCAN","0"]})"_ba << u"no-permission"_s << u"readonly"_s;
}

void RestProbeTest::tellsClassesApart()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, className);
    QFETCH(QString, token);
    const QByteArray secret = token == u"readonly"_s ? m_sandbox.readOnlyToken()
        : token == u"wrong"_s                        ? "AWrongTokenIsThis"_ba
                                                     : m_sandbox.token();
    const auto got = run(line + '\n', m_sandbox.url(), secret);
    QCOMPARE(got.lines.size(), 1);
    QCOMPARE(got.lines[0].value(u"class"_s).toString(), className);
    QCOMPARE(got.lines[0].value(u"attempts"_s).toInt(), 1);
}

void RestProbeTest::badLinesGetAnErrorLine()
{
    const QByteArrayList bad{"nonsense",
                             "[]",
                             "{}",
                             "{\"command\":[]}",
                             "{\"command\":\"GET\"}",
                             "{\"command\":[null]}",
                             "{\"command\":[{\"base64\":\"*\"}]}",
                             "{\"pipeline\":[\"GET\"]}",
                             "{\"command\":[\"PING\"],\"pipeline\":[]}",
                             "\xff\xfe",
                             "!"};
    const auto got = run(bad.join('\n') + "\n{\"command\":[\"PING\"]}\n", m_sandbox.url(), m_sandbox.token());
    QCOMPARE(got.exitCode, 0);
    QCOMPARE(got.lines.size(), bad.size() + 1);
    for (qsizetype i = 0; i < bad.size(); ++i) {
        QCOMPARE(got.lines[i].value(u"class"_s).toString(), u"bad-request"_s);
        QVERIFY(!got.lines[i].value(u"error"_s).toString().isEmpty());
    }
    QCOMPARE(got.lines.last().value(u"class"_s).toString(), u"ok"_s);
}

void RestProbeTest::interruptEndsWhatIsInFlight_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("signalNumber");
    QTest::addColumn<QString>("className");
    QTest::newRow("read") << R"({"command":["GET","k"]})"_ba << SIGINT << u"cancelled"_s;
    QTest::newRow("write") << R"({"command":["INCR","k"]})"_ba << SIGTERM << u"unknown-outcome"_s;
}

void RestProbeTest::interruptEndsWhatIsInFlight()
{
    QFETCH(QByteArray, line);
    QFETCH(int, signalNumber);
    QFETCH(QString, className);
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    QProcess process;
    QUrl url(u"http://127.0.0.1"_s);
    url.setPort(silent.serverPort());
    begin(process, url, "silent_server_token");
    process.write(line + "\n{\"command\":[\"GET\",\"later\"]}\n");
    QTRY_VERIFY(silent.hasPendingConnections());
    QTcpSocket *peer = silent.nextPendingConnection();
    QByteArray request;
    const auto isWhole = [&] {
        request += peer->readAll();
        return request.contains("\r\n\r\n[");
    };
    QTRY_VERIFY(isWhole());
    ::kill(pid_t(process.processId()), signalNumber);
    QVERIFY(process.waitForFinished(10'000));
    QCOMPARE(process.exitCode(), 0);
    const auto lines = parsed(process.readAllStandardOutput());
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines[0].value(u"class"_s).toString(), className);
    QCOMPARE(lines[1].value(u"class"_s).toString(), u"cancelled"_s);
    QCOMPARE(lines[1].value(u"attempts"_s).toInt(), 0);
}

void RestProbeTest::refusesToStartWithoutAnAddressOrToken()
{
    QCOMPARE(run({}, QUrl(u"ftp://example.com"_s), "a_token_of_form").exitCode, 2);
    QCOMPARE(run({}, QUrl(u"http://example.com"_s), "a_token_of_form").exitCode, 2);
    QCOMPARE(run({}, m_sandbox.url(), "").exitCode, 2);
    QCOMPARE(run({}, m_sandbox.url(), "a_token_of_form", {u"--deadline-ms"_s, u"x"_s}).exitCode, 2);
}

void RestProbeTest::neverPrintsTheToken()
{
    const auto got = run("{\"command\":[\"" + m_sandbox.token() + "\"]}\n", m_sandbox.url(), m_sandbox.token());
    QCOMPARE(got.lines.size(), 1);
    QVERIFY(!got.errors.contains(m_sandbox.token()));
}

QTEST_GUILESS_MAIN(RestProbeTest)
#include "tst_restprobe.moc"
