// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rest/eventstream.h"
#include "tests/models/rest/clientbench.h"
#include "tests/support/sandboxprocess.h"

#include <QSignalSpy>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray streamHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";

Fault stream(const QByteArray &events, Fault::End end = Fault::End::Stall)
{
    return Fault::raw(streamHead + events, end);
}

} // namespace

class EventStreamTest : public QObject {
    Q_OBJECT

private slots:
    void parsesMessages_data();
    void parsesMessages();
    void asksAsTheDialectWants();
    void reconnectsAndTellsOfTheGap_data();
    void reconnectsAndTellsOfTheGap();
    void refusalsAreFinal_data();
    void refusalsAreFinal();
    void passingFaultsAreTriedAgain_data();
    void passingFaultsAreTriedAgain();
    void heartbeatThatStopsReconnects();
    void longMessageIsDropped();
    void floodArrivesWhole();
    void diesAtEveryStep_data();
    void diesAtEveryStep();
    void redirectTakesNoToken();
    void carriesRealMessages();
    void monitorsRealCommands();

private:
    static EventStream *open(ClientBench &bench, RestClient::StreamKind kind, const QByteArray &channel);
    static QList<StreamMessage> all(const QSignalSpy &spy);
};

EventStream *EventStreamTest::open(ClientBench &bench, RestClient::StreamKind kind, const QByteArray &channel)
{
    EventStream *stream = bench.client->openStream(kind, channel, bench.client.get());
    stream->setTiming(5ms, 20ms, 150ms);
    return stream;
}

QList<StreamMessage> EventStreamTest::all(const QSignalSpy &spy)
{
    QList<StreamMessage> messages;
    for (const QVariantList &emission : spy)
        messages += emission.first().value<QList<StreamMessage>>();
    return messages;
}

void EventStreamTest::parsesMessages_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("channel");
    QTest::addColumn<QByteArray>("events");
    QTest::addColumn<QByteArrayList>("expected"); // pattern, channel, payload; three a message
    using K = RestClient::StreamKind;
    QTest::newRow("subscribe") << int(K::Subscribe) << "chat"_ba
                               << "data: subscribe,chat,1\n\ndata: message,chat,hello, world\n\n"_ba
                               << QByteArrayList{"", "chat", "hello, world"};
    QTest::newRow("comma in the channel")
        << int(K::Subscribe) << "a,b"_ba
        << "data: subscribe,a,b,1\n\ndata: message,a,b,c,d\n\n"_ba << QByteArrayList{"", "a,b", "c,d"};
    QTest::newRow("empty payload") << int(K::Subscribe) << "c"_ba
                                   << "data: message,c,\n\n"_ba << QByteArrayList{"", "c", ""};
    QTest::newRow("lines") << int(K::Subscribe) << "c"_ba
                           << "data: message,c,one\ndata: two\n\n"_ba << QByteArrayList{"", "c", "one\ntwo"};
    QTest::newRow("CRLF and comments") << int(K::Subscribe) << "c"_ba
                                       << ": ping\r\n\r\ndata: message,c,x\r\n\r\n"_ba << QByteArrayList{"", "c", "x"};
    QTest::newRow("NUL and invalid UTF-8")
        << int(K::Subscribe) << "c"_ba << QByteArray("data: message,c,\0\xff\n\n", 20)
        << QByteArrayList{"", "c", QByteArray("\0\xff", 2)};
    QTest::newRow("pattern") << int(K::PatternSubscribe) << "news.*"_ba
                             << "data: psubscribe,news.*,1\n\ndata: pmessage,news.*,news.eu,a,b\n\n"_ba
                             << QByteArrayList{"news.*", "news.eu", "a,b"};
    QTest::newRow("monitor") << int(K::Monitor) << ""_ba
                             << "data: \"OK\"\n\ndata: 1721284005.242090 [0 0.0.0.0:0] \"GET\" \"cart:1\"\n\n"_ba
                             << QByteArrayList{"", "", "1721284005.242090 [0 0.0.0.0:0] \"GET\" \"cart:1\""};
    QTest::newRow("somebody else's channel")
        << int(K::Subscribe) << "c"_ba
        << "data: message,other,x\n\ndata: message,c,y\n\n"_ba << QByteArrayList{"", "c", "y"};
}

void EventStreamTest::parsesMessages()
{
    QFETCH(int, kind);
    QFETCH(QByteArray, channel);
    QFETCH(QByteArray, events);
    QFETCH(QByteArrayList, expected);
    FaultServer server;
    server.setFault(stream(events));
    ClientBench bench(server.url());
    EventStream *opened = open(bench, RestClient::StreamKind(kind), channel);
    QSignalSpy messages(opened, &EventStream::messages);
    QTRY_VERIFY(!messages.isEmpty());
    const QList<StreamMessage> got = all(messages);
    QCOMPARE(got.size() * 3, expected.size());
    QCOMPARE(got.first(), (StreamMessage{expected[0], expected[1], expected[2]}));
    QCOMPARE(opened->state(), EventStream::State::Open);
    QCOMPARE(bench.records.size(), 1);
    QCOMPARE(bench.records.first().commands, 1);
}

void EventStreamTest::asksAsTheDialectWants()
{
    FaultServer server;
    server.setFault(stream({}));
    ClientBench bench(server.url());
    open(bench, RestClient::StreamKind::Subscribe, QByteArray("a/b c?#%\xff", 9));
    QTRY_COMPARE(server.deliveryCount(), 1);
    const Delivery &delivery = server.deliveries().first();
    QCOMPARE(delivery.method, "POST"_ba);
    QCOMPARE(delivery.path, "/subscribe/a%2Fb%20c%3F%23%25%FF"_ba);
    QCOMPARE(delivery.body, "[]"_ba);
    QCOMPARE(delivery.headers.value("accept"), "text/event-stream"_ba);
    QCOMPARE(delivery.headers.value("content-type"), "application/json"_ba);
    QCOMPARE(delivery.headers.value("authorization"), "Bearer " + testToken);
}

void EventStreamTest::reconnectsAndTellsOfTheGap_data()
{
    QTest::addColumn<int>("end");
    QTest::newRow("close") << int(Fault::End::Close);
    QTest::newRow("reset") << int(Fault::End::Reset);
}

void EventStreamTest::reconnectsAndTellsOfTheGap()
{
    QFETCH(int, end);
    FaultServer server;
    server.setFaults(
        {stream("data: message,c,one\n\ndata: message,c,cut", Fault::End(end)), stream("data: message,c,two\n\n")});
    ClientBench bench(server.url());
    EventStream *opened = open(bench, RestClient::StreamKind::Subscribe, "c");
    QSignalSpy messages(opened, &EventStream::messages);
    QSignalSpy gaps(opened, &EventStream::gap);
    QSignalSpy interruptions(opened, &EventStream::interrupted);
    QTRY_COMPARE(all(messages).size(), 2);
    QCOMPARE(all(messages)[1].payload, "two"_ba);
    QCOMPARE(gaps.size(), 1);
    QVERIFY(gaps.first()[0].value<WallTime>() <= gaps.first()[1].value<WallTime>());
    QCOMPARE(interruptions.size(), 1);
    QCOMPARE(interruptions.first().first().value<Error>().kind, Error::Kind::Network);
}

void EventStreamTest::refusalsAreFinal_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *name, const Fault &fault, Error::Kind kind) {
        QTest::newRow(name) << fault.bytes << int(kind);
    };
    row("401", Fault::answer(401, R"({"error":"WRONGPASS invalid"})"), Error::Kind::Unauthorized);
    row("NOPERM", Fault::answer(400, R"({"error":"NOPERM this user"})"), Error::Kind::NoPermission);
    row("404", Fault::answer(404, ""), Error::Kind::NotRestEndpoint);
    row("not available", Fault::answer(400, R"({"error":"ERR Command is not available: 'MONITOR'."})"),
        Error::Kind::Unsupported);
    row("page", Fault::answer(200, "<html></html>", {}, "text/html"), Error::Kind::NotRestEndpoint);
    row("a result", Fault::answer(200, R"({"result":1})"), Error::Kind::Unsupported);
    row("redirect", Fault::answer(302, "", "Location: http://x.example/\r\n"), Error::Kind::NotRestEndpoint);
}

void EventStreamTest::refusalsAreFinal()
{
    QFETCH(QByteArray, answer);
    QFETCH(int, kind);
    FaultServer server;
    server.setFault(Fault::raw(answer, Fault::End::KeepAlive));
    ClientBench bench(server.url());
    EventStream *opened = open(bench, RestClient::StreamKind::Monitor, {});
    QSignalSpy failures(opened, &EventStream::failed);
    QTRY_COMPARE(failures.size(), 1);
    QCOMPARE(int(failures.first().first().value<Error>().kind), kind);
    QCOMPARE(opened->state(), EventStream::State::Failed);
    QCOMPARE(server.deliveryCount(), 1);
}

void EventStreamTest::passingFaultsAreTriedAgain_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("end");
    QTest::newRow("closed at once") << ""_ba << int(Fault::End::Close);
    QTest::newRow("reset at once") << ""_ba << int(Fault::End::Reset);
    QTest::newRow("half a head") << "HTTP/1.1 200 OK\r\nConte"_ba << int(Fault::End::Close);
    QTest::newRow("503") << Fault::answer(503, "").bytes << int(Fault::End::KeepAlive);
    QTest::newRow("429") << Fault::answer(429, "").bytes << int(Fault::End::KeepAlive);
    QTest::newRow("silence") << ""_ba << int(Fault::End::Stall);
}

void EventStreamTest::passingFaultsAreTriedAgain()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, end);
    FaultServer server;
    server.setFaults(
        {Fault::raw(bytes, Fault::End(end)), Fault::raw(bytes, Fault::End(end)), stream("data: message,c,x\n\n")});
    ClientBench bench(server.url());
    bench.endpoint.connectTimeout = 80ms;
    bench.renew();
    EventStream *opened = open(bench, RestClient::StreamKind::Subscribe, "c");
    QSignalSpy messages(opened, &EventStream::messages);
    QSignalSpy gaps(opened, &EventStream::gap);
    QTRY_COMPARE(messages.size(), 1);
    QCOMPARE(gaps.size(), 0); // it was never open before
    QVERIFY(server.deliveryCount() >= 3);
}

void EventStreamTest::heartbeatThatStopsReconnects()
{
    FaultServer server;
    server.setFaults({stream(": ping\n\n"), stream("data: message,c,x\n\n")});
    ClientBench bench(server.url());
    EventStream *opened = open(bench, RestClient::StreamKind::Subscribe, "c");
    QSignalSpy messages(opened, &EventStream::messages);
    QSignalSpy gaps(opened, &EventStream::gap);
    QTRY_COMPARE(messages.size(), 1);
    QCOMPARE(gaps.size(), 1);
}

void EventStreamTest::longMessageIsDropped()
{
    FaultServer server;
    server.setFault(stream("data: message,c," + QByteArray(10'000'000, 'x') + "\n\ndata: message,c,after\n\n"));
    ClientBench bench(server.url());
    EventStream *opened = open(bench, RestClient::StreamKind::Subscribe, "c");
    QSignalSpy messages(opened, &EventStream::messages);
    QTRY_COMPARE(all(messages).size(), 1);
    QCOMPARE(all(messages).first().payload, "after"_ba);
    QCOMPARE(opened->droppedMessages(), 1);
}

void EventStreamTest::floodArrivesWhole()
{
    constexpr int count = 100'000;
    QByteArray events;
    for (int i = 0; i < count; ++i)
        events += "data: message,c," + QByteArray::number(i) + "\n\n";
    FaultServer server;
    server.setFault(stream(events));
    ClientBench bench(server.url());
    EventStream *opened = open(bench, RestClient::StreamKind::Subscribe, "c");
    int received = 0;
    connect(opened, &EventStream::messages, this, [&](const QList<StreamMessage> &messages) {
        for (const StreamMessage &message : messages)
            QCOMPARE(message.payload.toInt(), received++);
    });
    QTRY_COMPARE_WITH_TIMEOUT(received, count, 20'000);
}

void EventStreamTest::diesAtEveryStep_data()
{
    QTest::addColumn<QString>("step");
    QTest::addColumn<bool>("withClient");
    for (const QString &step : {u"at once"_s, u"connected"_s, u"open"_s, u"message"_s, u"waiting"_s}) {
        QTest::newRow(qPrintable(step + u", stream"_s)) << step << false;
        QTest::newRow(qPrintable(step + u", client"_s)) << step << true;
    }
}

/// The stream, or its client, is destroyed in the very slot that hears of the step.
void EventStreamTest::diesAtEveryStep()
{
    QFETCH(QString, step);
    QFETCH(bool, withClient);
    FaultServer server;
    server.setFault(step == u"waiting"_s ? Fault::raw({}) : stream("data: message,c,x\n\n"));
    ClientBench bench(server.url());
    QPointer<EventStream> opened = open(bench, RestClient::StreamKind::Subscribe, "c");
    bool done = false;
    const auto wanted = step == u"open"_s ? EventStream::State::Open : EventStream::State::Waiting;
    const auto die = [&] {
        if (withClient)
            bench.client.reset();
        else
            delete opened.data();
        done = true;
    };
    if (step == u"at once"_s) {
        die();
    } else if (step == u"connected"_s) {
        connect(&server, &FaultServer::delivered, &server, die);
    } else if (step == u"message"_s) {
        connect(opened, &EventStream::messages, &server, die);
    } else {
        connect(opened, &EventStream::stateChanged, &server, [&](EventStream::State state) {
            if (state == wanted)
                die();
        });
    }
    QTRY_VERIFY(done);
    QVERIFY(!opened);
    QCoreApplication::processEvents();
}

void EventStreamTest::redirectTakesNoToken()
{
    FaultServer elsewhere;
    elsewhere.setFault(stream({}));
    FaultServer server;
    server.setFault(Fault::answer(307, "", "Location: " + elsewhere.url().toEncoded() + "/subscribe/c\r\n"));
    ClientBench bench(server.url());
    EventStream *opened = open(bench, RestClient::StreamKind::Subscribe, "c");
    QSignalSpy failures(opened, &EventStream::failed);
    QTRY_COMPARE(failures.size(), 1);
    QCOMPARE(failures.first().first().value<Error>().cause, Error::Cause::Redirect);
    QCOMPARE(elsewhere.connectionCount(), 0);
}

void EventStreamTest::carriesRealMessages()
{
    SandboxProcess sandbox({u"--no-sample-data"_s});
    QVERIFY2(sandbox.start(), sandbox.errorText().constData());
    ClientBench bench(sandbox.url());
    bench.endpoint.token = Secret(sandbox.token());
    bench.endpoint.connectTimeout = 10s;
    bench.renew();
    EventStream *channel = bench.client->openStream(RestClient::StreamKind::Subscribe, "shop,eu", bench.client.get());
    EventStream *pattern
        = bench.client->openStream(RestClient::StreamKind::PatternSubscribe, "shop*", bench.client.get());
    QSignalSpy messages(channel, &EventStream::messages);
    QSignalSpy patternMessages(pattern, &EventStream::messages);
    // Both are subscribed once redis counts them.
    QTRY_COMPARE(sandbox.redis({"PUBLISH", "shop,eu", "hello, w\xc3\xb6rld"}).toInt(), 2);
    QTRY_VERIFY(!messages.isEmpty());
    QCOMPARE(all(messages).first(), (StreamMessage{{}, "shop,eu", "hello, w\xc3\xb6rld"}));
    QTRY_VERIFY(!patternMessages.isEmpty());
    QCOMPARE(all(patternMessages).first().pattern, "shop*"_ba);
}

void EventStreamTest::monitorsRealCommands()
{
    SandboxProcess sandbox({u"--no-sample-data"_s});
    QVERIFY2(sandbox.start(), sandbox.errorText().constData());
    ClientBench bench(sandbox.url());
    bench.endpoint.token = Secret(sandbox.token());
    bench.endpoint.connectTimeout = 10s;
    bench.renew();
    EventStream *monitor = bench.client->openStream(RestClient::StreamKind::Monitor, {}, bench.client.get());
    QSignalSpy messages(monitor, &EventStream::messages);
    QTRY_COMPARE(monitor->state(), EventStream::State::Open);
    Watched<Reply> watched;
    watched.watch(bench.client->send(Command::of("SET", "watched", "a\"b")));
    watched.wait();
    QVERIFY(watched.result);
    const auto sawIt = [&] {
        const QList<StreamMessage> lines = all(messages);
        return std::any_of(lines.begin(), lines.end(), [](const StreamMessage &line) {
            return line.payload.toLower().contains("\"set\" \"watched\" \"a\\\"b\"");
        });
    };
    QTRY_VERIFY(sawIt());
}

QTEST_GUILESS_MAIN(EventStreamTest)
#include "tst_eventstream.moc"
