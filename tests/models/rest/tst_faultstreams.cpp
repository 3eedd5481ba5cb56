// SPDX-License-Identifier: GPL-3.0-or-later
// Each row of the fault matrix with an event stream, on plain and on TLS.
#include "models/rest/eventstream.h"
#include "tests/models/rest/faultmatrix.h"

#include <QSignalSpy>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

using Kind = Error::Kind;

namespace {

/// A stream tries again whatever may be over the next moment.
bool isPassing(Kind kind)
{
    return kind == Kind::Network || kind == Kind::Timeout || kind == Kind::Unavailable || kind == Kind::RateLimited;
}

} // namespace

class FaultStreamsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(testCertificates().isValid(), testCertificates().problem().constData()); }

    void faultMatrix_data();
    void faultMatrix();
    void certificates_data();
    void certificates();
    void cutSweep_data();
    void cutSweep();
};

void FaultStreamsTest::faultMatrix_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<bool>("tls");
    const QList<FaultRow> rows = faultRows();
    for (const bool tls : {false, true}) {
        for (int i = 0; i < rows.size(); ++i) {
            if (!(tls && rows[i].fault.neverRead)) // no handshake: that is row 3
                QTest::addRow("%s, %s", rows[i].name.constData(), tls ? "tls" : "plain") << i << tls;
        }
    }
}

void FaultStreamsTest::faultMatrix()
{
    QFETCH(int, row);
    QFETCH(bool, tls);
    static const QList<FaultRow> rows = faultRows();
    const FaultRow &fault = rows[row];
    FaultServer elsewhere;
    elsewhere.setFault(Fault::answer(200, R"({"result":1})"));
    FaultServer server;
    if (tls)
        useGoodTls(server);
    Fault given = fault.fault;
    given.bytes.replace("http://elsewhere.example", elsewhere.url().toEncoded());
    server.setFault(given);
    ClientBench bench(server.url(), authorityFor(tls));
    bench.endpoint.connectTimeout = 1s; // a stream's first answer has no more time either
    bench.renew();
    EventStream *stream = bench.client->openStream(RestClient::StreamKind::Subscribe, "channel", bench.client.get());
    stream->setTiming(5ms, 20ms, 150ms);
    QSignalSpy failures(stream, &EventStream::failed);
    QSignalSpy interruptions(stream, &EventStream::interrupted);
    QSignalSpy messages(stream, &EventStream::messages);
    QSignalSpy gaps(stream, &EventStream::gap);

    if (isPassing(fault.read)) {
        const bool isToldToWait = fault.fault.bytes.contains("Retry-After");
        QTRY_VERIFY_WITH_TIMEOUT(interruptions.size() >= (isToldToWait ? 1 : 2), 20'000);
        const auto error = interruptions.first().first().value<Error>();
        QVERIFY2(error.kind == fault.read, qPrintable(u"kind %1: %2"_s.arg(int(error.kind)).arg(error.message)));
        QCOMPARE(error.cause, fault.cause);
        QVERIFY(!error.message.contains(QString::fromLatin1(testToken)));
        QCOMPARE(failures.size(), 0);
        if (isToldToWait) {
            QCOMPARE(stream->state(), EventStream::State::Waiting);
            QCOMPARE(server.deliveryCount(), 1);
        }
    } else {
        QTRY_COMPARE_WITH_TIMEOUT(failures.size(), 1, 20'000);
        const auto error = failures.first().first().value<Error>();
        // An answer that would do for a command is none for a stream.
        QVERIFY2(error.kind == fault.read, qPrintable(u"kind %1: %2"_s.arg(int(error.kind)).arg(error.message)));
        QCOMPARE(error.cause, fault.cause);
        QVERIFY(!error.message.contains(QString::fromLatin1(testToken)));
        QCOMPARE(stream->state(), EventStream::State::Failed);
        QCOMPARE(server.deliveryCount(), 1);
        QCOMPARE(interruptions.size(), 0);
    }
    QCOMPARE(messages.size(), 0);
    QCOMPARE(gaps.size(), 0); // it was never open
    for (const Delivery &delivery : server.deliveries()) {
        QCOMPARE(delivery.path, "/subscribe/channel"_ba);
        QCOMPARE(delivery.headers.value("authorization"), "Bearer " + testToken);
    }
    QCOMPARE(elsewhere.connectionCount(), 0);
    stream->close();
}

void FaultStreamsTest::certificates_data()
{
    QTest::addColumn<int>("certificate");
    QTest::addColumn<int>("cause");
    using Certificate = TestCertificates::Kind;
    using Cause = Error::Cause;
    QTest::newRow("self-signed") << int(Certificate::SelfSigned) << int(Cause::CertificateUntrusted);
    QTest::newRow("expired") << int(Certificate::Expired) << int(Cause::CertificateExpired);
    QTest::newRow("not yet valid") << int(Certificate::NotYetValid) << int(Cause::CertificateNotYetValid);
    QTest::newRow("wrong host") << int(Certificate::WrongHost) << int(Cause::CertificateHostMismatch);
}

void FaultStreamsTest::certificates()
{
    QFETCH(int, certificate);
    QFETCH(int, cause);
    const auto kind = TestCertificates::Kind(certificate);
    FaultServer server;
    server.useTls(testCertificates().certificate(kind), testCertificates().key(kind));
    server.setFault(Fault::answer(200, R"({"result":1})"));
    ClientBench bench(server.url(), authorityFor(true));
    EventStream *stream = bench.client->openStream(RestClient::StreamKind::Monitor, {}, bench.client.get());
    QSignalSpy failures(stream, &EventStream::failed);
    QTRY_COMPARE_WITH_TIMEOUT(failures.size(), 1, 20'000);
    const auto error = failures.first().first().value<Error>();
    QCOMPARE(error.kind, Kind::Tls);
    QCOMPARE(int(error.cause), cause);
    QVERIFY(server.received().isEmpty());
}

void FaultStreamsTest::cutSweep_data()
{
    QTest::addColumn<bool>("reset");
    QTest::newRow("close") << false;
    QTest::newRow("reset") << true;
}

/// A stream of two messages, cut at every byte: only whole messages arrive, and the stream tries again.
void FaultStreamsTest::cutSweep()
{
    QFETCH(bool, reset);
    const QByteArray exchange = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
                                "data: subscribe,c,1\n\ndata: message,c,one\n\ndata: message,c,two\n\n";
    const qsizetype firstEnd = exchange.indexOf("one\n\n") + 5;
    FaultServer server;
    for (qsizetype cut = 0; cut <= exchange.size(); ++cut) {
        server.clear();
        server.setFault(Fault::raw(exchange.first(cut), reset ? Fault::End::Reset : Fault::End::Close));
        ClientBench bench(server.url());
        EventStream *stream = bench.client->openStream(RestClient::StreamKind::Subscribe, "c", bench.client.get());
        stream->setTiming(10s, 10s, 10s);
        QEventLoop loop;
        QList<StreamMessage> got;
        int interruptions = 0;
        connect(stream, &EventStream::messages, &loop, [&](const QList<StreamMessage> &batch) { got += batch; });
        connect(stream, &EventStream::interrupted, &loop, [&] {
            ++interruptions;
            loop.quit();
        });
        connect(stream, &EventStream::failed, &loop, &QEventLoop::quit);
        QTimer::singleShot(20s, &loop, &QEventLoop::quit);
        loop.exec();
        const QByteArray where = "cut at " + QByteArray::number(cut) + ": " + QByteArray::number(got.size());
        QVERIFY2(interruptions == 1, where.constData());
        QVERIFY2(stream->state() == EventStream::State::Waiting, where.constData());
        QVERIFY2(server.deliveryCount() == 1, where.constData());
        const qsizetype most = cut == exchange.size() ? 2 : cut >= firstEnd ? 1 : 0;
        // A reset may take with it what had arrived and was not read.
        QVERIFY2(reset ? got.size() <= most : got.size() == most, where.constData());
        for (qsizetype i = 0; i < got.size(); ++i)
            QCOMPARE(got[i].payload, i == 0 ? "one"_ba : "two"_ba);
    }
}

QTEST_GUILESS_MAIN(FaultStreamsTest)
#include "tst_faultstreams.moc"
