// SPDX-License-Identifier: GPL-3.0-or-later
// The cut sweep: six canned exchanges, and the request itself, broken off at every byte.
#include "tests/models/rest/faultmatrix.h"

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

using Kind = Error::Kind;

class FaultCutsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(testCertificates().isValid(), testCertificates().problem().constData()); }

    void answerCutAtEveryByte_data();
    void answerCutAtEveryByte();
    void requestCutAtEveryByte_data();
    void requestCutAtEveryByte();
};

void FaultCutsTest::answerCutAtEveryByte_data()
{
    QTest::addColumn<QByteArray>("exchange");
    QTest::addColumn<int>("shape");
    QTest::addColumn<bool>("reset");
    QTest::addColumn<bool>("tls");
    const QByteArray single = R"({"result":"dmFsdWU="})";
    const QByteArray list = R"([{"result":"dmFsdWU="},{"result":12345}])";
    const auto sized = [](const QByteArray &body) {
        return answerHead(200, "Content-Length: " + QByteArray::number(body.size()) + "\r\n") + body;
    };
    const auto chunked = [](const QByteArray &body) {
        return answerHead(200, "Transfer-Encoding: chunked\r\n") + QByteArray::number(body.size(), 16) + "\r\n" + body
            + "\r\n0\r\n\r\n";
    };
    const std::tuple<const char *, QByteArray, Shape> exchanges[] = {
        {"single", sized(single), Shape::Write},
        {"pipeline", sized(list), Shape::WritePipeline},
        {"transaction", sized(list), Shape::Transaction},
        {"chunked", chunked(single), Shape::IdempotentWrite},
        {"no length", answerHead(200, "Connection: close\r\n") + list, Shape::Transaction},
        {"error", answerHead(400, "Content-Length: 29\r\n") + R"({"error":"ERR syntax error."})", Shape::Write},
    };
    for (const auto &[name, bytes, shape] : exchanges) {
        for (const bool tls : {false, true}) {
            QTest::addRow("%s, close, %s", name, tls ? "tls" : "plain") << bytes << int(shape) << false << tls;
            QTest::addRow("%s, reset, %s", name, tls ? "tls" : "plain") << bytes << int(shape) << true << tls;
        }
    }
}

/// Never a second delivery, never a false success, always one completion.
void FaultCutsTest::answerCutAtEveryByte()
{
    QFETCH(QByteArray, exchange);
    QFETCH(int, shape);
    QFETCH(bool, reset);
    QFETCH(bool, tls);
    FaultServer server;
    if (tls)
        useGoodTls(server);
    ClientBench bench(server.url(), authorityFor(tls));
    bench.endpoint.idleTimeout = std::chrono::seconds{5};
    bench.endpoint.deadline = std::chrono::seconds{15};
    bench.renew();
    // A pipeline's entries stand for themselves: with the last one whole, nothing is missing.
    const bool endsWithList = exchange.contains("[{") && Shape(shape) != Shape::WritePipeline;
    const qsizetype bodyEnd = exchange.lastIndexOf(endsWithList ? "]" : "}") + 1;
    const bool isError = exchange.contains("400 Status");
    for (qsizetype cut = 0; cut <= exchange.size(); ++cut) {
        ShapeOutcome outcome;
        // The end of the connection before may still be on its way when this one begins: then nothing left at all,
        // which is what NotSent says, and the cut is yet to be made.
        for (int attempt = 0; attempt < 3; ++attempt) {
            server.clear();
            bench.records.clear();
            server.setFault(Fault::raw(exchange.first(cut), reset ? Fault::End::Reset : Fault::End::Close));
            outcome = outcomeOf(bench, Shape(shape));
            if (outcome.kind != int(Kind::NotSent) || server.deliveryCount() > 0)
                break;
        }
        const QByteArray where = "cut at " + QByteArray::number(cut) + ": kind " + QByteArray::number(outcome.kind)
            + ", deliveries " + QByteArray::number(server.deliveryCount()) + ", attempts "
            + QByteArray::number(bench.records.size()) + ": " + outcome.message.toUtf8();
        QCOMPARE(outcome.completions, 1);
        QVERIFY2(server.deliveryCount() == 1, where.constData());
        const bool isWhole = cut >= bodyEnd;
        if (isError) {
            // The status may have told already that it was refused; it must never look like success.
            QVERIFY2(outcome.kind == int(Kind::UnknownOutcome) || outcome.kind == int(Kind::Protocol)
                         || (isWhole && outcome.kind == int(Kind::Command)),
                     where.constData());
            if (cut == exchange.size() && !reset)
                QVERIFY2(outcome.kind == int(Kind::Command), where.constData());
        } else if (!isWhole) {
            QVERIFY2(outcome.kind == int(Kind::UnknownOutcome), where.constData());
        } else if (cut == exchange.size() && !reset) {
            QVERIFY2(outcome.kind == noError, where.constData());
        } else {
            QVERIFY2(outcome.kind == noError || outcome.kind == int(Kind::UnknownOutcome), where.constData());
        }
    }
}

void FaultCutsTest::requestCutAtEveryByte_data()
{
    QTest::addColumn<int>("shape");
    QTest::addColumn<bool>("reset");
    for (const auto &[shape, name] : allShapes) {
        if (!isWriteShape(shape))
            continue;
        QTest::addRow("%s, close", name) << int(shape) << false;
        QTest::addRow("%s, reset", name) << int(shape) << true;
    }
}

/// The server takes n bytes of the request and goes. This computer cannot know how many were read, so that a write
/// whose last byte left is an unknown outcome; none is ever sent a second time.
void FaultCutsTest::requestCutAtEveryByte()
{
    QFETCH(int, shape);
    QFETCH(bool, reset);
    FaultServer server;
    ClientBench bench(server.url());
    bench.endpoint.idleTimeout = std::chrono::seconds{5};
    bench.endpoint.deadline = std::chrono::seconds{15};
    bench.renew();
    // How long a request of this shape is.
    server.setFault(Fault::raw({}));
    QCOMPARE(outcomeOf(bench, Shape(shape)).kind, int(Kind::UnknownOutcome));
    const qsizetype whole = server.received().size();
    QVERIFY(whole > 200);
    for (qsizetype cut = 0; cut < whole; ++cut) {
        server.clear();
        Fault fault = Fault::raw({}, reset ? Fault::End::Reset : Fault::End::Close);
        fault.readAtMost = cut;
        server.setFault(fault);
        bench.records.clear();
        const ShapeOutcome outcome = outcomeOf(bench, Shape(shape));
        const QByteArray where = "cut at " + QByteArray::number(cut) + ": kind " + QByteArray::number(outcome.kind)
            + ", connections " + QByteArray::number(server.connectionCount());
        QCOMPARE(outcome.completions, 1);
        QVERIFY2(server.deliveryCount() == 0, where.constData());
        QVERIFY2(outcome.kind == int(Kind::UnknownOutcome) || outcome.kind == int(Kind::NotSent), where.constData());
        if (outcome.kind == int(Kind::UnknownOutcome))
            QVERIFY2(bench.records.size() == 1 || bench.records.last().attempt == bench.records.size(),
                     where.constData());
        if (bench.records.size() == 1)
            QVERIFY2(server.connectionCount() == 1, where.constData());
    }
}

QTEST_GUILESS_MAIN(FaultCutsTest)
#include "tst_faultcuts.moc"
