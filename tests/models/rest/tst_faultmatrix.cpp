// SPDX-License-Identifier: GPL-3.0-or-later
// Each row of the fault matrix with each shape of command, on plain and on TLS.
#include "tests/models/rest/faultmatrix.h"

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

class FaultMatrixTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(testCertificates().isValid(), testCertificates().problem().constData()); }

    void faultMatrix_data();
    void faultMatrix();
};

void FaultMatrixTest::faultMatrix_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<int>("shape");
    QTest::addColumn<bool>("tls");
    const QList<FaultRow> rows = faultRows();
    for (const bool tls : {false, true}) {
        for (int i = 0; i < rows.size(); ++i) {
            if (tls && rows[i].fault.neverRead)
                continue; // no handshake: that is row 3
            for (const auto &[shape, name] : allShapes)
                QTest::addRow("%s, %s, %s", rows[i].name.constData(), name, tls ? "tls" : "plain")
                    << i << int(shape) << tls;
        }
    }
}

void FaultMatrixTest::faultMatrix()
{
    QFETCH(int, row);
    QFETCH(int, shape);
    QFETCH(bool, tls);
    static const QList<FaultRow> rows = faultRows();
    const FaultRow &fault = rows[row];
    const bool isWriting = isWriteShape(Shape(shape));

    FaultServer elsewhere;
    elsewhere.setFault(Fault::answer(200, R"({"result":1})"));
    FaultServer server;
    if (tls)
        useGoodTls(server);
    Fault given = fault.fault;
    given.bytes.replace("http://elsewhere.example", elsewhere.url().toEncoded());
    server.setFault(given);
    ClientBench bench(server.url(), authorityFor(tls));
    if (fault.fault.dripMs > 0) {
        bench.endpoint.deadline = std::chrono::milliseconds{400};
        bench.endpoint.idleTimeout = std::chrono::seconds{5}; // it is never silent for long
        bench.renew();
    }
    const ShapeOutcome outcome = outcomeOf(bench, Shape(shape));

    // One completion, in time: `outcomeOf` waits no longer than that.
    QCOMPARE(outcome.completions, 1);
    // The state, and words that are capped and hold no token.
    QVERIFY2(outcome.kind == int(isWriting ? fault.write : fault.read),
             qPrintable(u"kind %1: %2"_s.arg(outcome.kind).arg(outcome.message)));
    QCOMPARE(outcome.cause, fault.cause);
    QVERIFY(outcome.message.size() <= 500);
    QVERIFY(!outcome.message.contains(QString::fromLatin1(testToken)));
    // One delivery of a write, counted by the server.
    if (!fault.fault.neverRead)
        QCOMPARE(server.deliveryCount(), isWriting ? 1 : fault.readDeliveries);
    for (const Delivery &delivery : server.deliveries()) {
        QCOMPARE(delivery.method, "POST"_ba);
        QCOMPARE(delivery.headers.value("authorization"), "Bearer " + testToken);
    }
    QCOMPARE(bench.records.size(), fault.fault.neverRead && !isWriting ? 3 : isWriting ? 1 : fault.readDeliveries);
    // And no other origin heard of it.
    QCOMPARE(elsewhere.connectionCount(), 0);
}

QTEST_GUILESS_MAIN(FaultMatrixTest)
#include "tst_faultmatrix.moc"
