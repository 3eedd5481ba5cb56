// SPDX-License-Identifier: GPL-3.0-or-later
// An owner that stops, a client that goes: at every step of an exchange. And when a read is tried again.
#include "tests/models/rest/faultmatrix.h"

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

using Kind = Error::Kind;

class FaultStopsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(testCertificates().isValid(), testCertificates().problem().constData()); }

    void stopAtEveryStep_data();
    void stopAtEveryStep();
    void destroyedClientCompletesWhatIsInFlight_data();
    void destroyedClientCompletesWhatIsInFlight();
    void retriesStopAtTheBudget();
    void readSucceedsAtTheThirdAttempt();
};

void FaultStopsTest::stopAtEveryStep_data()
{
    QTest::addColumn<int>("step");
    QTest::addColumn<bool>("isWriting");
    QTest::addColumn<bool>("tls");
    for (const bool tls : {false, true}) {
        for (const bool isWriting : {false, true}) {
            for (int step = 0; step < 5; ++step)
                QTest::addRow("step %d %s %s", step, isWriting ? "write" : "read", tls ? "tls" : "plain")
                    << step << isWriting << tls;
        }
    }
}

/// 0: before the call · 1: right after it · 2: when the server has the request · 3: after a part of the answer · 4:
/// when the answer is complete.
void FaultStopsTest::stopAtEveryStep()
{
    QFETCH(int, step);
    QFETCH(bool, isWriting);
    QFETCH(bool, tls);
    FaultServer server;
    if (tls)
        useGoodTls(server);
    const QByteArray answer = answerHead(200, "Content-Length: 12\r\n") + R"({"result":1})";
    if (step == 2)
        server.setFault(stalled({}));
    else if (step == 3)
        server.setFault(stalled(answer.first(answer.size() - 3)));
    else
        server.setFault(Fault::raw(answer, Fault::End::KeepAlive));
    ClientBench bench(server.url(), authorityFor(tls));
    bench.endpoint.idleTimeout = std::chrono::seconds{5};
    bench.endpoint.deadline = std::chrono::seconds{15};
    bench.renew();
    std::stop_source stop;
    bool progressed = false;
    RequestOptions options;
    options.progress = [&](qint64, qint64) {
        progressed = true;
    };
    if (step == 0)
        stop.request_stop();
    Watched<Reply> watched;
    watched.watch(
        bench.client->send(isWriting ? Command::of("INCR", "k") : Command::of("GET", "k"), options, stop.get_token()));
    if (step == 2)
        QTRY_COMPARE(server.deliveryCount(), 1);
    if (step == 3)
        QTRY_VERIFY(progressed);
    if (step == 4)
        QTRY_COMPARE(watched.completions, 1);
    stop.request_stop();
    QTRY_COMPARE(watched.completions, 1);
    QCoreApplication::processEvents();
    QCOMPARE(watched.completions, 1);
    switch (step) {
    case 0:
    case 1:
        QCOMPARE(watched.kind(), int(Kind::Cancelled));
        break;
    case 2:
    case 3:
        QCOMPARE(watched.kind(), int(isWriting ? Kind::UnknownOutcome : Kind::Cancelled));
        QCOMPARE(server.deliveryCount(), 1);
        break;
    default:
        QCOMPARE(watched.kind(), noError);
        break;
    }
}

void FaultStopsTest::destroyedClientCompletesWhatIsInFlight_data()
{
    QTest::addColumn<bool>("tls");
    QTest::newRow("plain") << false;
    QTest::newRow("tls") << true;
}

void FaultStopsTest::destroyedClientCompletesWhatIsInFlight()
{
    QFETCH(bool, tls);
    FaultServer server;
    if (tls)
        useGoodTls(server);
    server.setFault(stalled({}));
    ClientBench bench(server.url(), authorityFor(tls));
    bench.endpoint.idleTimeout = std::chrono::seconds{5};
    bench.endpoint.deadline = std::chrono::seconds{15};
    bench.renew();
    // More than there are places, so that some wait in the lane.
    std::array<Watched<Reply>, 5> reads;
    std::array<Watched<Reply>, 5> writes;
    for (size_t i = 0; i < 5; ++i) {
        reads[i].watch(bench.client->send(Command::of("GET", "k")));
        writes[i].watch(bench.client->send(Command::of("INCR", "k")));
    }
    QTRY_COMPARE(server.deliveryCount(), 6);
    bench.client.reset();
    for (size_t i = 0; i < 5; ++i) {
        QTRY_COMPARE(reads[i].completions, 1);
        QTRY_COMPARE(writes[i].completions, 1);
        QCOMPARE(reads[i].kind(), int(Kind::Cancelled));
        // The first three had left; the others never did.
        QCOMPARE(writes[i].kind(), int(i < 3 ? Kind::UnknownOutcome : Kind::Cancelled));
    }
    QCOMPARE(server.deliveryCount(), 6);
}

void FaultStopsTest::retriesStopAtTheBudget()
{
    FaultServer server;
    server.setFault(Fault::raw({}));
    ClientBench bench(server.url());
    for (int i = 0; i < 12; ++i)
        QCOMPARE(outcomeOf(bench, Shape::Read).kind, int(Kind::Network));
    // 12 first attempts and the budget's 20 retries.
    QCOMPARE(server.deliveryCount(), 32);
}

void FaultStopsTest::readSucceedsAtTheThirdAttempt()
{
    FaultServer server;
    server.setFaults({Fault::raw({}), Fault::answer(503, ""),
                      Fault::answer(200, R"({"result":"dmFsdWU="})", "Upstash-Sync-Token: 9\r\n")});
    ClientBench bench(server.url());
    Watched<Reply> watched;
    watched.watch(bench.client->send(Command::of("GET", "k")));
    QTRY_COMPARE(watched.completions, 1);
    QVERIFY(watched.result);
    QCOMPARE(watched.result->bytes, "value"_ba);
    QCOMPARE(bench.records.size(), 3);
    QCOMPARE(bench.records[2].attempt, 3);
    QVERIFY(bench.records[2].answered);
}

QTEST_GUILESS_MAIN(FaultStopsTest)
#include "tst_faultstops.moc"
