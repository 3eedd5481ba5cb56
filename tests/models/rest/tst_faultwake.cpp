// SPDX-License-Identifier: GPL-3.0-or-later
// Rows 35 and 36 of the fault matrix: the computer slept, or its network is another one. No socket says so for minutes;
// what was in flight must not wait for that.
#include "models/rest/connectionepoch.h"
#include "models/rest/eventstream.h"
#include "models/rest/retrypolicy.h"
#include "tests/models/rest/faultmatrix.h"

#include <QSignalSpy>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

using Kind = Error::Kind;

namespace {

Fault goodAnswer(Shape shape)
{
    const bool isSingle = shape == Shape::Read || shape == Shape::Write || shape == Shape::IdempotentWrite;
    return Fault::answer(200, isSingle ? R"({"result":1})" : R"([{"result":1},{"result":2}])");
}

Fault streamOf(const QByteArray &events)
{
    return Fault::raw("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n" + events, Fault::End::Stall);
}

} // namespace

class FaultWakeTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(testCertificates().isValid(), testCertificates().problem().constData()); }

    void networkChangesInFlight_data() { addShapeRows(); }
    void networkChangesInFlight();
    void networkChangesInTheAnswer_data() { addShapeRows(); }
    void networkChangesInTheAnswer();
    void networkChangesBeforeAnythingLeft_data();
    void networkChangesBeforeAnythingLeft();
    void idleConnectionsAreForgotten_data() { addShapeRows(); }
    void idleConnectionsAreForgotten();
    void sleepIsFoundOutInFlight_data() { addShapeRows({Shape::Read, Shape::Write}); }
    void sleepIsFoundOutInFlight();
    void sleepIsFoundOutBeforeTheNextRequest_data() { addShapeRows(); }
    void sleepIsFoundOutBeforeTheNextRequest();
    void networkThatComesAndGoesIsGivenUp();
    void everyClientOfTheManagerIsTold();
    void streamConnectsAnew_data();
    void streamConnectsAnew();
    void closedStreamStaysClosed();
    void stopAndLossAtOnceCompleteOnce();

private:
    /// Times beyond the test: nothing but the loss of the connection ends an exchange.
    static void bePatient(ClientBench &bench)
    {
        bench.endpoint.connectTimeout = 60s;
        bench.endpoint.idleTimeout = 60s;
        bench.endpoint.deadline = 120s;
        bench.renew();
    }
    static ConnectionEpoch *epoch(const ClientBench &bench) { return ConnectionEpoch::of(bench.network.get()); }
};

void FaultWakeTest::networkChangesInFlight()
{
    QFETCH(int, shape);
    QFETCH(bool, tls);
    FaultServer server;
    if (tls)
        useGoodTls(server);
    server.setFaults({stalled({}), goodAnswer(Shape(shape))});
    ClientBench bench(server.url(), authorityFor(tls));
    bePatient(bench);
    ShapeCall call(*bench.client, Shape(shape));
    QTRY_COMPARE(server.deliveryCount(), 1);
    epoch(bench)->end();
    const ShapeOutcome outcome = call.outcome();
    QCOMPARE(outcome.completions, 1);
    if (isWriteShape(Shape(shape))) {
        QCOMPARE(outcome.kind, int(Kind::UnknownOutcome));
        QCOMPARE(server.deliveryCount(), 1);
        QCOMPARE(bench.records.size(), 1);
    } else {
        QVERIFY2(outcome.kind == noError, qPrintable(outcome.message));
        QCOMPARE(server.deliveryCount(), 2);
        QCOMPARE(server.connectionCount(), 2);
        QCOMPARE(bench.records.size(), 2);
        QCOMPARE(bench.records.last().attempt, 2);
    }
}

void FaultWakeTest::networkChangesInTheAnswer()
{
    QFETCH(int, shape);
    QFETCH(bool, tls);
    FaultServer server;
    if (tls)
        useGoodTls(server);
    const bool isList = goodAnswer(Shape(shape)).bytes.contains("[{");
    server.setFaults(
        {stalled(answerHead(200, "Content-Length: 500\r\n") + (isList ? R"([{"result":1},{"res)" : R"({"res)")),
         goodAnswer(Shape(shape))});
    ClientBench bench(server.url(), authorityFor(tls));
    bePatient(bench);
    ShapeCall call(*bench.client, Shape(shape));
    QTRY_COMPARE(server.deliveryCount(), 1);
    QTest::qWait(20); // a part of the answer may or may not have come: it makes no difference
    epoch(bench)->end();
    const ShapeOutcome outcome = call.outcome();
    QCOMPARE(outcome.completions, 1);
    const bool isWriting = isWriteShape(Shape(shape));
    QCOMPARE(outcome.kind, isWriting ? int(Kind::UnknownOutcome) : noError);
    QCOMPARE(server.deliveryCount(), isWriting ? 1 : 2);
}

void FaultWakeTest::networkChangesBeforeAnythingLeft_data()
{
    QTest::addColumn<int>("shape");
    for (const auto &[shape, name] : allShapes)
        QTest::newRow(name) << int(shape);
}

/// The handshake hung when the network changed: nothing had left, so that a write is sent on the new network, once.
void FaultWakeTest::networkChangesBeforeAnythingLeft()
{
    QFETCH(int, shape);
    FaultServer server;
    useGoodTls(server);
    Fault deaf;
    deaf.neverRead = true;
    server.setFault(deaf);
    ClientBench bench(server.url(), authorityFor(true));
    bePatient(bench);
    ShapeCall call(*bench.client, Shape(shape));
    QTRY_COMPARE(server.connectionCount(), 1);
    server.setFault(goodAnswer(Shape(shape)));
    epoch(bench)->end();
    const ShapeOutcome outcome = call.outcome();
    QVERIFY2(outcome.kind == noError, qPrintable(outcome.message));
    QCOMPARE(outcome.completions, 1);
    QCOMPARE(server.deliveryCount(), 1);
}

void FaultWakeTest::idleConnectionsAreForgotten()
{
    QFETCH(int, shape);
    QFETCH(bool, tls);
    FaultServer server;
    if (tls)
        useGoodTls(server);
    server.setFault(goodAnswer(Shape(shape)));
    ClientBench bench(server.url(), authorityFor(tls));
    bePatient(bench);
    QCOMPARE(outcomeOf(bench, Shape(shape)).kind, noError);
    QCOMPARE(outcomeOf(bench, Shape(shape)).kind, noError);
    QCOMPARE(server.connectionCount(), 1);
    epoch(bench)->end();
    QCOMPARE(outcomeOf(bench, Shape(shape)).kind, noError);
    QCOMPARE(server.connectionCount(), 2);
    QCOMPARE(server.deliveryCount(), 3);
}

void FaultWakeTest::sleepIsFoundOutInFlight()
{
    QFETCH(int, shape);
    QFETCH(bool, tls);
    FaultServer server;
    if (tls)
        useGoodTls(server);
    server.setFaults({stalled({}), goodAnswer(Shape(shape))});
    ClientBench bench(server.url(), authorityFor(tls));
    bePatient(bench);
    auto slept = 5'000ms;
    epoch(bench)->setSleepClock([&slept] { return slept; }, 10ms);
    ShapeCall call(*bench.client, Shape(shape));
    QTRY_COMPARE(server.deliveryCount(), 1);
    slept += 900ms; // a nap breaks nothing
    QTest::qWait(50);
    QVERIFY(!call.isDone());
    slept += 8h;
    const ShapeOutcome outcome = call.outcome();
    const bool isWriting = isWriteShape(Shape(shape));
    QCOMPARE(outcome.kind, isWriting ? int(Kind::UnknownOutcome) : noError);
    QCOMPARE(server.deliveryCount(), isWriting ? 1 : 2);
}

/// Nothing was in flight over the night. The connection of yesterday is not tried: a write on it would be in doubt.
void FaultWakeTest::sleepIsFoundOutBeforeTheNextRequest()
{
    QFETCH(int, shape);
    QFETCH(bool, tls);
    FaultServer server;
    if (tls)
        useGoodTls(server);
    server.setFault(goodAnswer(Shape(shape)));
    ClientBench bench(server.url(), authorityFor(tls));
    bePatient(bench);
    auto slept = 0ms;
    epoch(bench)->setSleepClock([&slept] { return slept; }, 1h);
    QCOMPARE(outcomeOf(bench, Shape(shape)).kind, noError);
    slept += 8h;
    QCOMPARE(outcomeOf(bench, Shape(shape)).kind, noError);
    QCOMPARE(server.connectionCount(), 2);
    QCOMPARE(server.deliveryCount(), 2);
}

void FaultWakeTest::networkThatComesAndGoesIsGivenUp()
{
    FaultServer server;
    server.setFault(stalled({}));
    ClientBench bench(server.url());
    bePatient(bench);
    connect(&server, &FaultServer::delivered, epoch(bench), &ConnectionEpoch::end, Qt::QueuedConnection);
    const ShapeOutcome outcome = outcomeOf(bench, Shape::Read);
    QCOMPARE(outcome.kind, int(Kind::Network));
    QCOMPARE(outcome.completions, 1);
    // Three times for nothing, then as any other fault.
    QCOMPARE(server.deliveryCount(), 3 + RetryPolicy::maxAttempts);
}

void FaultWakeTest::everyClientOfTheManagerIsTold()
{
    FaultServer one;
    FaultServer two;
    one.setFaults({stalled({}), goodAnswer(Shape::Read)});
    two.setFaults({stalled({}), goodAnswer(Shape::Read)});
    ClientBench bench(one.url());
    bePatient(bench);
    Endpoint other = bench.endpoint;
    other.url = two.url();
    RestClient second(bench.network.get(), other, &bench.clock);
    ShapeCall first(*bench.client, Shape::Read);
    ShapeCall alsoRead(second, Shape::Read);
    QTRY_COMPARE(one.deliveryCount(), 1);
    QTRY_COMPARE(two.deliveryCount(), 1);
    QSignalSpy ended(epoch(bench), &ConnectionEpoch::ended);
    epoch(bench)->end();
    QCOMPARE(ended.size(), 1);
    QCOMPARE(first.outcome().kind, noError);
    QCOMPARE(alsoRead.outcome().kind, noError);
}

void FaultWakeTest::streamConnectsAnew_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<bool>("bySleep");
    QTest::newRow("35 sleep, plain") << false << true;
    QTest::newRow("35 sleep, tls") << true << true;
    QTest::newRow("36 network, plain") << false << false;
    QTest::newRow("36 network, tls") << true << false;
}

void FaultWakeTest::streamConnectsAnew()
{
    QFETCH(bool, tls);
    QFETCH(bool, bySleep);
    FaultServer server;
    if (tls)
        useGoodTls(server);
    server.setFaults({streamOf("data: message,c,before\n\n"), streamOf("data: message,c,after\n\n")});
    ClientBench bench(server.url(), authorityFor(tls));
    bePatient(bench);
    auto slept = 0ms;
    epoch(bench)->setSleepClock([&slept] { return slept; }, 10ms);
    EventStream *stream = bench.client->openStream(RestClient::StreamKind::Subscribe, "c", bench.client.get());
    stream->setTiming(60s, 60s, 60s); // it does not come back by waiting
    QSignalSpy messages(stream, &EventStream::messages);
    QSignalSpy gaps(stream, &EventStream::gap);
    QSignalSpy interruptions(stream, &EventStream::interrupted);
    QTRY_COMPARE(messages.size(), 1);
    if (bySleep)
        slept += 1h;
    else
        epoch(bench)->end();
    QTRY_COMPARE(messages.size(), 2);
    QCOMPARE(messages[1].first().value<QList<StreamMessage>>().first().payload, "after"_ba);
    QCOMPARE(gaps.size(), 1);
    QCOMPARE(interruptions.size(), 1);
    QCOMPARE(stream->state(), EventStream::State::Open);
    QCOMPARE(server.deliveryCount(), 2);
}

void FaultWakeTest::closedStreamStaysClosed()
{
    FaultServer server;
    server.setFault(streamOf({}));
    ClientBench bench(server.url());
    EventStream *stream = bench.client->openStream(RestClient::StreamKind::Subscribe, "c", bench.client.get());
    QTRY_COMPARE(stream->state(), EventStream::State::Open);
    // Closed before and right after the loss, when it is already on its way to the stream.
    epoch(bench)->end();
    stream->close();
    epoch(bench)->end();
    QTest::qWait(20);
    QCOMPARE(stream->state(), EventStream::State::Closed);
    QCOMPARE(server.deliveryCount(), 1);
}

void FaultWakeTest::stopAndLossAtOnceCompleteOnce()
{
    for (const Shape shape : {Shape::Read, Shape::Write}) {
        FaultServer server;
        server.setFault(stalled({}));
        ClientBench bench(server.url());
        bePatient(bench);
        std::stop_source stop;
        ShapeCall call(*bench.client, shape, stop.get_token());
        QTRY_COMPARE(server.deliveryCount(), 1);
        epoch(bench)->end();
        stop.request_stop();
        const ShapeOutcome outcome = call.outcome();
        QCOMPARE(outcome.kind, int(shape == Shape::Read ? Kind::Cancelled : Kind::UnknownOutcome));
        QCOMPARE(outcome.completions, 1);
        QCOMPARE(server.deliveryCount(), 1);
    }
}

QTEST_GUILESS_MAIN(FaultWakeTest)
#include "tst_faultwake.moc"
