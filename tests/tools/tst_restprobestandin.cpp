// SPDX-License-Identifier: GPL-3.0-or-later
// restprobe against a server that is not ours and speaks the same dialect: as serverless-redis-http does it
// (upstash-rest-api.md §11.1), without a sync token, with 400 for a missing login and one content type only.
#include "tests/support/faultserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A few commands over a map, behind that server's door.
class StandIn final {
public:
    bool knowsEncoding = true;
    bool databaseIsDown = false;
    QHash<QByteArray, QByteArray> values;

    Fault answer(const Delivery &delivery)
    {
        const QByteArray login = delivery.headers.value("authorization");
        if (!login.startsWith("Bearer "))
            return refused(400, "Missing/Invalid authorization header");
        if (login != "Bearer example_token")
            return refused(401, "Invalid token");
        if (delivery.method != "POST"
            || (delivery.path != "/" && delivery.path != "/pipeline" && delivery.path != "/multi-exec"))
            return refused(404, "SRH: Endpoint not found. SRH might not support this feature yet.");
        if (delivery.headers.value("content-type") != "application/json")
            return refused(400, "Invalid content type. Expected application/json.");
        if (databaseIsDown)
            return refused(500, "SRH: Unable to connect to the Redis server. See SRH logs for more information.");
        m_encodes = knowsEncoding && delivery.headers.value("upstash-encoding") == "base64";
        const QJsonArray body = QJsonDocument::fromJson(delivery.body).array();
        if (delivery.path == "/") {
            const QJsonObject result = run(body);
            return json(result.contains(u"error"_s) ? 400 : 200, QJsonDocument(result));
        }
        QJsonArray results;
        for (const QJsonValue &command : body)
            results.append(run(command.toArray()));
        return json(200, QJsonDocument(results));
    }

private:
    static Fault json(int status, const QJsonDocument &document)
    {
        return Fault::answer(status, document.toJson(QJsonDocument::Compact), {}, "application/json; charset=utf-8");
    }
    static Fault refused(int status, const char *words)
    {
        return json(status, QJsonDocument(QJsonObject{{u"error"_s, QString::fromLatin1(words)}}));
    }
    [[nodiscard]] QJsonObject text(const QByteArray &bytes) const
    {
        return {{u"result"_s, QString::fromUtf8(m_encodes ? bytes.toBase64() : bytes)}};
    }
    static QJsonObject error(const QString &words) { return {{u"error"_s, words}}; }

    QJsonObject run(const QJsonArray &words)
    {
        const QByteArray name = words.at(0).toString().toUtf8().toUpper();
        const QByteArray key = words.at(1).toString().toUtf8();
        if (name == "PING")
            return text("PONG");
        if (name == "ECHO")
            return text(key);
        if (name == "SET" && words.size() == 3) {
            values.insert(key, words.at(2).toString().toUtf8());
            return text("OK");
        }
        if (name == "GET" && words.size() == 2)
            return values.contains(key) ? text(values.value(key)) : QJsonObject{{u"result"_s, QJsonValue::Null}};
        if (name == "INCR") {
            bool isNumber = false;
            const qint64 next = values.value(key, "0").toLongLong(&isNumber) + 1;
            if (!isNumber)
                return error(u"ERR value is not an integer or out of range"_s);
            values.insert(key, QByteArray::number(next));
            return {{u"result"_s, next}};
        }
        if (name == "EVAL") { // the one script a test sends: a value that JSON cannot carry
            values.insert("by script", words.at(words.size() - 1).toString().toUtf8());
            return text("OK");
        }
        return error(u"ERR wrong number of arguments for '%1' command"_s.arg(QString::fromLatin1(name.toLower())));
    }

    bool m_encodes = false;
};

} // namespace

class RestProbeStandInTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_standIn = StandIn();
        m_server = std::make_unique<FaultServer>();
        m_server->setResponder([this](const Delivery &delivery) { return m_standIn.answer(delivery); });
    }

    void servesAServerThatIsNotOurs_data()
    {
        QTest::addColumn<bool>("knowsEncoding");
        QTest::newRow("strings as base64") << true;
        QTest::newRow("strings as they are") << false;
    }
    void servesAServerThatIsNotOurs()
    {
        QFETCH(bool, knowsEncoding);
        m_standIn.knowsEncoding = knowsEncoding;
        const QList<QJsonObject> lines = run(R"({"command":["SET","k","3432"]}
{"command":["GET","k"]}
{"command":["GET","missing"]}
{"command":["INCR","n"]}
{"command":["SET","k"]}
{"pipeline":[["SET","test","ÄOK"],["GET","test"],["INCR","test"],["GET","none"]]}
{"transaction":[["INCR","n"],["GET","n"]]}
)");
        QCOMPARE(lines.size(), 7);
        const QStringList classes{u"ok"_s, u"ok"_s, u"ok"_s, u"ok"_s, u"command-error"_s, u"ok"_s, u"ok"_s};
        for (qsizetype i = 0; i < lines.size(); ++i)
            QCOMPARE(lines[i].value(u"class"_s).toString(), classes[i]);
        QCOMPARE(bytes(lines[0]), "OK"_ba);
        QCOMPARE(bytes(lines[1]), "3432"_ba);
        QVERIFY(lines[2].value(u"reply"_s).isNull());
        QCOMPARE(lines[3].value(u"reply"_s).toInt(), 1);
        QVERIFY(lines[4].value(u"error"_s).toString().startsWith(u"ERR wrong number"_s));
        const QJsonArray pipeline = lines[5].value(u"reply"_s).toArray();
        QCOMPARE(bytes(pipeline[1].toObject()), "ÄOK"_ba);
        QCOMPARE(pipeline[2].toObject().value(u"class"_s).toString(), u"command-error"_s);
        QVERIFY(pipeline[3].toObject().value(u"reply"_s).isNull());
        const QJsonArray transaction = lines[6].value(u"reply"_s).toArray();
        QCOMPARE(transaction[0].toObject().value(u"reply"_s).toInt(), 2);
        QCOMPARE(bytes(transaction[1].toObject()), "2"_ba);
        QCOMPARE(m_standIn.values.value("k"), "3432"_ba);
        // Each line was one delivery; the question about the encoding at most one more, a read.
        const int questions
            = int(std::count_if(m_server->deliveries().cbegin(), m_server->deliveries().cend(),
                                [](const Delivery &delivery) { return delivery.body.contains("ECHO"); }));
        QVERIFY(questions <= 1);
        QCOMPARE(m_server->deliveryCount(), 7 + questions);
        for (const Delivery &delivery : m_server->deliveries())
            QCOMPARE(delivery.headers.value("content-type"), "application/json"_ba);
    }

    void bytesGoThroughAScriptWhereThereIsNoRawForm()
    {
        const QList<QJsonObject> lines = run("{\"command\":[\"SET\",\"k\",{\"base64\":\"/w==\"}]}\n");
        QCOMPARE(lines.size(), 1);
        QCOMPARE(lines[0].value(u"class"_s).toString(), u"ok"_s);
        QCOMPARE(bytes(lines[0]), "OK"_ba);
        QVERIFY(m_standIn.values.contains("by script"));
    }

    void loginsAreToldApart_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("read") << R"({"command":["GET","k"]})"_ba;
        QTest::newRow("write") << R"({"command":["INCR","k"]})"_ba;
        QTest::newRow("pipeline") << R"({"pipeline":[["INCR","k"]]})"_ba;
        QTest::newRow("transaction") << R"({"transaction":[["INCR","k"]]})"_ba;
    }
    void loginsAreToldApart()
    {
        QFETCH(QByteArray, line);
        const QList<QJsonObject> wrong = run(line + '\n', "another_token");
        QCOMPARE(wrong.size(), 1);
        QCOMPARE(wrong[0].value(u"class"_s).toString(), u"unauthorized"_s);
        QCOMPARE(wrong[0].value(u"status"_s).toInt(), 401);
        QCOMPARE(wrong[0].value(u"attempts"_s).toInt(), 1);
        // A gateway that eats the header: what the server says then comes with 400.
        m_server->setResponder([this](Delivery delivery) {
            delivery.headers.remove("authorization");
            return m_standIn.answer(delivery);
        });
        const QList<QJsonObject> missing = run(line + '\n');
        QCOMPARE(missing.size(), 1);
        QCOMPARE(missing[0].value(u"class"_s).toString(), u"unauthorized"_s);
        QCOMPARE(missing[0].value(u"status"_s).toInt(), 400);
        QCOMPARE(missing[0].value(u"attempts"_s).toInt(), 1);
        QVERIFY(m_standIn.values.isEmpty());
    }

    void databaseBehindTheServerIsDown()
    {
        m_standIn.databaseIsDown = true;
        const QList<QJsonObject> lines = run("{\"command\":[\"GET\",\"k\"]}\n{\"command\":[\"INCR\",\"k\"]}\n");
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines[0].value(u"class"_s).toString(), u"network"_s);
        QCOMPARE(lines[0].value(u"attempts"_s).toInt(), 3);
        QCOMPARE(lines[1].value(u"class"_s).toString(), u"unknown-outcome"_s);
        QCOMPARE(lines[1].value(u"attempts"_s).toInt(), 1);
    }

private:
    static QByteArray bytes(const QJsonObject &line)
    {
        return QByteArray::fromBase64(line.value(u"reply"_s).toString().toLatin1());
    }

    QList<QJsonObject> run(const QByteArray &input, const QByteArray &token = "example_token")
    {
        QString program = qEnvironmentVariable("STASHDECK_RESTPROBE");
        if (program.isEmpty())
            program = QCoreApplication::applicationDirPath() + u"/restprobe"_s;
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"PROBE_TOKEN"_s, QString::fromLatin1(token));
        process.setProcessEnvironment(environment);
        process.start(program, {u"--url"_s, m_server->url().toString(), u"--token-env"_s, u"PROBE_TOKEN"_s});
        process.write(input);
        process.closeWriteChannel();
        // The server lives on this thread: it must run meanwhile.
        if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 60'000))
            return {};
        QList<QJsonObject> lines;
        const QByteArrayList rows = process.readAllStandardOutput().split('\n');
        for (const QByteArray &row : rows) {
            if (!row.isEmpty())
                lines.append(QJsonDocument::fromJson(row).object());
        }
        return lines;
    }

    StandIn m_standIn;
    std::unique_ptr<FaultServer> m_server;
};

QTEST_GUILESS_MAIN(RestProbeStandInTest)
#include "tst_restprobestandin.moc"
