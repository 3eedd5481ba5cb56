// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/rest/clientbench.h"

#include <QTcpSocket>

#include <sys/socket.h>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

using Kind = Error::Kind;
using Cause = Error::Cause;

namespace {

constexpr int ok = -1;

/// The command shapes a fault is tried with.
enum class Shape { Read, Write, ReadPipeline, WritePipeline, Transaction };

/// One row of the matrix: what the server does and what each shape must come to.
struct Row {
    const char *name;
    Fault fault;
    Kind read;
    int readDeliveries;
    Kind write;
    Cause cause = Cause::None;
    bool onlySingle = false; ///< the answer is that of one command
};

QByteArray page(const char *text)
{
    return QByteArray("<!DOCTYPE html><html><body>") + text + "</body></html>";
}

QByteArray head(int status, const QByteArray &more)
{
    return "HTTP/1.1 " + QByteArray::number(status)
        + " Status\r\nContent-Type: application/json\r\nUpstash-Sync-Token: 1\r\n" + more + "\r\n";
}

Fault stalled(QByteArray bytes)
{
    return Fault::raw(std::move(bytes), Fault::End::Stall);
}

Fault dripping(QByteArray bytes)
{
    Fault fault = Fault::raw(std::move(bytes), Fault::End::KeepAlive);
    fault.dripMs = 60;
    return fault;
}

/// The numbers are those of reliability-security.md §5.4. Rows 1–6 have tests of their own below; 34 cannot be seen by
/// a client; 41 and 42 belong to the keychain and to exports.
QList<Row> matrix()
{
    const QByteArray result = R"({"result":"dmFsdWU="})";
    QList<Row> rows{
        {"7 accepts, never reads", {{}, Fault::End::Stall, 0, true}, Kind::Timeout, 0, Kind::UnknownOutcome},
        {"8 stall before the first byte", stalled({}), Kind::Timeout, 3, Kind::UnknownOutcome},
        {"9 stall in the body", stalled(head(200, "Content-Length: 100\r\n") + "{\"res"), Kind::Timeout, 3,
         Kind::UnknownOutcome},
        {"9 stall in the headers", stalled("HTTP/1.1 200 OK\r\nContent-Ty"), Kind::Timeout, 3, Kind::UnknownOutcome},
        {"10 slow drip", dripping(head(200, "Content-Length: 100\r\n") + result), Kind::Timeout, 1,
         Kind::UnknownOutcome},
        {"11 close after the request", Fault::raw({}), Kind::Network, 3, Kind::UnknownOutcome},
        {"12 reset after the request", Fault::raw({}, Fault::End::Reset), Kind::Network, 3, Kind::UnknownOutcome},
        {"13 partial status line", Fault::raw("HTTP/1."), Kind::Network, 3, Kind::UnknownOutcome},
        {"13 partial headers", Fault::raw("HTTP/1.1 200 OK\r\nContent-Type: app"), Kind::Network, 3,
         Kind::UnknownOutcome},
        {"13 partial headers, reset", Fault::raw("HTTP/1.1 200 OK\r\nContent-Type: app", Fault::End::Reset),
         Kind::Network, 3, Kind::UnknownOutcome},
        {"14 body shorter than its length", Fault::raw(head(200, "Content-Length: 100\r\n") + result), Kind::Network, 3,
         Kind::UnknownOutcome},
        {"15 no length, cut body", Fault::raw(head(200, "Connection: close\r\n") + "{\"result\":\"dmF"), Kind::Network,
         3, Kind::UnknownOutcome},
        {"15 no length, no body", Fault::raw(head(200, "Connection: close\r\n")), Kind::Network, 3,
         Kind::UnknownOutcome},
        {"16 chunked, cut in a chunk",
         Fault::raw(head(200, "Transfer-Encoding: chunked\r\n") + "16\r\n{\"result\":\"dmFs"), Kind::Network, 3,
         Kind::UnknownOutcome},
        {"16 chunked, cut between chunks",
         Fault::raw(head(200, "Transfer-Encoding: chunked\r\n") + "a\r\n{\"result\":\r\n"), Kind::Network, 3,
         Kind::UnknownOutcome},
        {"17 reset inside the body",
         Fault::raw(head(200, "Content-Length: 100\r\n") + "{\"result\":\"dmF", Fault::End::Reset), Kind::Network, 3,
         Kind::UnknownOutcome},
        {"18 a web page", Fault::answer(200, page("Sign in"), {}, "text/html"), Kind::NotRestEndpoint, 1,
         Kind::UnknownOutcome, Cause::WebPage},
        {"18 a web page that says json", Fault::answer(200, page("Sign in")), Kind::NotRestEndpoint, 1,
         Kind::UnknownOutcome, Cause::WebPage},
        {"19 502 with a page", Fault::answer(502, page("Bad gateway"), {}, "text/html"), Kind::Unavailable, 3,
         Kind::UnknownOutcome, Cause::WebPage},
        {"19 503 with a page", Fault::answer(503, page("Down"), {}, "text/html"), Kind::Unavailable, 3,
         Kind::UnknownOutcome, Cause::WebPage},
        {"19 504 empty", Fault::answer(504, ""), Kind::Unavailable, 3, Kind::UnknownOutcome},
        {"20 500 with an error", Fault::answer(500, R"({"error":"ERR internal"})"), Kind::Unavailable, 3,
         Kind::UnknownOutcome},
        {"21 garbage", Fault::answer(200, "}{"), Kind::Protocol, 1, Kind::UnknownOutcome},
        {"21 empty body", Fault::answer(200, ""), Kind::Protocol, 1, Kind::UnknownOutcome},
        {"21 wrong type", Fault::answer(200, "\"text\""), Kind::Protocol, 1, Kind::UnknownOutcome},
        {"21 no result", Fault::answer(200, "{}"), Kind::Protocol, 1, Kind::UnknownOutcome},
        {"21 an object in the result", Fault::answer(200, R"({"result":{"a":1}})"), Kind::Protocol, 1,
         Kind::UnknownOutcome},
        {"21 unknown field", Fault::answer(200, R"({"result":1,"more":2})"), Kind::Protocol, 1, Kind::UnknownOutcome},
        {"21 result and error", Fault::answer(200, R"({"result":1,"error":"x"})"), Kind::Protocol, 1,
         Kind::UnknownOutcome},
        {"21 something behind it", Fault::answer(200, R"({"result":1} x)"), Kind::Protocol, 1, Kind::UnknownOutcome},
        {"21 204", Fault::raw("HTTP/1.1 204 No Content\r\n\r\n", Fault::End::KeepAlive), Kind::Network, 3,
         Kind::UnknownOutcome},
        {"22 error with 200", Fault::answer(200, R"({"error":"ERR syntax error"})"), Kind::Command, 1, Kind::Command},
        {"22 error with 400", Fault::answer(400, R"({"error":"ERR value is not an int or out of range"})"),
         Kind::Command, 1, Kind::Command},
        {"22 wrong type", Fault::answer(400, R"({"error":"WRONGTYPE Operation against a key"})"), Kind::WrongType, 1,
         Kind::WrongType},
        {"23 401", Fault::answer(401, R"({"error":"WRONGPASS invalid or missing auth token."})"), Kind::Unauthorized, 1,
         Kind::Unauthorized},
        {"23 401 without words", Fault::answer(401, ""), Kind::Unauthorized, 1, Kind::Unauthorized},
        {"24 403", Fault::answer(403, ""), Kind::NoPermission, 1, Kind::NoPermission},
        {"24 NOPERM", Fault::answer(400, R"({"error":"NOPERM this user has no permissions to run the 'x' command"})"),
         Kind::NoPermission, 1, Kind::NoPermission},
        {"25 404", Fault::answer(404, page("Not found"), {}, "text/html"), Kind::NotRestEndpoint, 1,
         Kind::NotRestEndpoint, Cause::NotFound},
        {"25 405", Fault::answer(405, ""), Kind::NotRestEndpoint, 1, Kind::NotRestEndpoint, Cause::NotFound},
        {"26 407", Fault::answer(407, "", "Proxy-Authenticate: Basic realm=\"p\"\r\n"), Kind::Proxy, 1, Kind::Proxy,
         Cause::ProxyLogin},
        {"27 413", Fault::answer(413, ""), Kind::TooLarge, 1, Kind::TooLarge},
        {"27 request size", Fault::answer(400, R"({"error":"ERR max request size exceeded. Limit: 10485760 bytes"})"),
         Kind::TooLarge, 1, Kind::TooLarge},
        {"28 429", Fault::answer(429, ""), Kind::RateLimited, 3, Kind::RateLimited},
        {"28 429, wait longer than there is time", Fault::answer(429, "", "Retry-After: 30\r\n"), Kind::RateLimited, 1,
         Kind::RateLimited},
        {"29 daily", Fault::answer(400, R"({"error":"ERR max daily request limit exceeded. Limit: 10000"})"),
         Kind::Quota, 1, Kind::Quota},
        {"29 monthly", Fault::answer(400, R"({"error":"ERR max requests limit exceeded. Limit: 500000"})"), Kind::Quota,
         1, Kind::Quota},
        {"29 capacity", Fault::answer(400, R"({"error":"ERR DB capacity quota exceeded. Threshold: 1"})"), Kind::Quota,
         1, Kind::Quota},
        {"29 record", Fault::answer(400, R"({"error":"ERR max single record size exceeded"})"), Kind::TooLarge, 1,
         Kind::TooLarge},
        {"33 discarded", Fault::answer(400, R"({"error":"ERR wrong number of arguments for 'set' command"})"),
         Kind::Command, 1, Kind::Command},
        {"loading", Fault::answer(400, R"({"error":"LOADING Redis is loading the dataset in memory"})"),
         Kind::Unavailable, 3, Kind::Unavailable},
    };
    for (const int status : {301, 302, 303, 307, 308}) {
        static QByteArrayList names;
        names.append("30 redirect " + QByteArray::number(status));
        rows.append({names.last().constData(), Fault::answer(status, "", "Location: http://elsewhere.example/\r\n"),
                     Kind::NotRestEndpoint, 1, Kind::NotRestEndpoint, Cause::Redirect});
    }
    return rows;
}

bool isWriteShape(Shape shape)
{
    return shape == Shape::Write || shape == Shape::WritePipeline || shape == Shape::Transaction;
}

/// What a shape's outer error or, for a pipeline that ran, its commands' errors are.
struct Outcome {
    int kind = 0;
    Cause cause = Cause::None;
    int completions = 0;
    QString message;
};

} // namespace

class FaultsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();

    void faultMatrix_data();
    void faultMatrix();
    void nameThatDoesNotExist();
    void refusedConnection_data();
    void refusedConnection();
    void noConnectionInTime();
    void tlsRefusals_data();
    void tlsRefusals();
    void plainPeerBehindHttps();
    void extraAuthorityIsAccepted();
    void redirectsCarryNothingAway_data();
    void redirectsCarryNothingAway();
    void halfAnsweredPipeline();
    void wrongCountOfAnswers();
    void undecodableCellOnly();
    void cutSweep_data();
    void cutSweep();
    void stopAtEveryStep_data();
    void stopAtEveryStep();
    void destroyedClientCompletesWhatIsInFlight_data();
    void destroyedClientCompletesWhatIsInFlight();
    void retriesStopAtTheBudget();
    void readSucceedsAtTheThirdAttempt();
    void answerOverTheCap_data();
    void answerOverTheCap();
    void bombIsStopped();
    void honestCompressionPasses();
    void tokenIsInOneHeaderOnly();
    void badTokenNeverLeaves();

private:
    Outcome run(ClientBench &bench, Shape shape);

    std::unique_ptr<TestCertificates> m_certificates;
};

void FaultsTest::initTestCase()
{
    m_certificates = std::make_unique<TestCertificates>();
    QVERIFY2(m_certificates->isValid(), m_certificates->problem().constData());
    QVERIFY(!m_certificates->certificate(TestCertificates::Kind::Good).isNull());
    QVERIFY(!m_certificates->key(TestCertificates::Kind::Good).isNull());
}

namespace {

/// QTRY_… looks every 50 ms only, which is a minute over two thousand cuts.
void waitFor(const std::function<bool()> &done)
{
    QTimer wake;
    wake.start(20);
    const QDeadlineTimer deadline(10'000);
    while (!done() && !deadline.hasExpired())
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
}

} // namespace

Outcome FaultsTest::run(ClientBench &bench, Shape shape)
{
    Outcome outcome;
    const auto note = [&outcome](const Error &error) {
        outcome.kind = int(error.kind);
        outcome.cause = error.cause;
        outcome.message = error.message;
    };
    if (shape == Shape::Read || shape == Shape::Write) {
        Watched<Reply> watched;
        watched.watch(bench.client->send(shape == Shape::Read ? Command::of("GET", "k") : Command::of("INCR", "k")));
        waitFor([&watched] { return watched.completions > 0; });
        QCoreApplication::processEvents();
        outcome.kind = ok;
        if (!watched.result)
            note(watched.result.error());
        outcome.completions = watched.completions;
        return outcome;
    }
    const Command second = shape == Shape::ReadPipeline ? Command::of("TTL", "k") : Command::of("LPUSH", "l", "v");
    const QList<Command> commands{Command::of("GET", "k"), second};
    Watched<Replies> watched;
    watched.watch(shape == Shape::Transaction ? bench.client->transaction(commands) : bench.client->pipeline(commands));
    waitFor([&watched] { return watched.completions > 0; });
    QCoreApplication::processEvents();
    outcome.kind = ok;
    outcome.completions = watched.completions;
    if (!watched.result) {
        note(watched.result.error());
    } else if (const auto &last = watched.result->back(); !last) {
        note(last.error());
    }
    return outcome;
}

void FaultsTest::faultMatrix_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<int>("shape");
    QTest::addColumn<bool>("tls");
    const QList<Row> rows = matrix();
    const std::pair<Shape, const char *> shapes[] = {{Shape::Read, "read"},
                                                     {Shape::Write, "write"},
                                                     {Shape::ReadPipeline, "read pipeline"},
                                                     {Shape::WritePipeline, "write pipeline"},
                                                     {Shape::Transaction, "transaction"}};
    for (const bool tls : {false, true}) {
        for (int i = 0; i < rows.size(); ++i) {
            if (tls && rows[i].fault.neverRead)
                continue; // no handshake: that is noConnectionInTime
            for (const auto &[shape, name] : shapes) {
                QTest::newRow(qPrintable(u"%1, %2, %3"_s.arg(QLatin1StringView(rows[i].name), QLatin1StringView(name),
                                                             tls ? u"tls"_s : u"plain"_s)))
                    << i << int(shape) << tls;
            }
        }
    }
}

void FaultsTest::faultMatrix()
{
    QFETCH(int, row);
    QFETCH(int, shape);
    QFETCH(bool, tls);
    static const QList<Row> rows = matrix();
    const Row &fault = rows[row];
    const bool isWriting = isWriteShape(Shape(shape));

    FaultServer server;
    if (tls)
        server.useTls(m_certificates->certificate(TestCertificates::Kind::Good),
                      m_certificates->key(TestCertificates::Kind::Good));
    server.setFault(fault.fault);
    ClientBench bench(server.url(), tls ? m_certificates->caFile() : QString());
    if (fault.fault.dripMs > 0) {
        bench.endpoint.deadline = std::chrono::milliseconds{400};
        bench.endpoint.idleTimeout = std::chrono::seconds{5}; // it is never silent for long
        bench.renew();
    }
    const Outcome outcome = run(bench, Shape(shape));

    QCOMPARE(outcome.completions, 1);
    QVERIFY2(outcome.kind == int(isWriting ? fault.write : fault.read),
             qPrintable(u"kind %1: %2"_s.arg(outcome.kind).arg(outcome.message)));
    QCOMPARE(outcome.cause, fault.cause);
    if (!fault.fault.neverRead)
        QCOMPARE(server.deliveryCount(), isWriting ? 1 : fault.readDeliveries);
    for (const Delivery &delivery : server.deliveries()) {
        QCOMPARE(delivery.method, "POST"_ba);
        QCOMPARE(delivery.headers.value("authorization"), "Bearer " + testToken);
    }
    QCOMPARE(bench.records.size(), fault.fault.neverRead && !isWriting ? 3 : isWriting ? 1 : fault.readDeliveries);
}

void FaultsTest::nameThatDoesNotExist()
{
    ClientBench bench(QUrl(u"https://no-such-host.invalid"_s));
    bench.endpoint.connectTimeout = std::chrono::seconds{5};
    bench.endpoint.deadline = std::chrono::seconds{8};
    bench.renew();
    const Outcome outcome = run(bench, Shape::Write);
    QCOMPARE(outcome.kind, int(Kind::NotSent));
    QCOMPARE(outcome.cause, Cause::HostNotFound);
    QCOMPARE(outcome.completions, 1);
}

void FaultsTest::refusedConnection_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<int>("shape");
    for (const Shape shape : {Shape::Read, Shape::Write, Shape::WritePipeline, Shape::Transaction}) {
        QTest::addRow("plain %d", int(shape)) << false << int(shape);
        QTest::addRow("tls %d", int(shape)) << true << int(shape);
    }
}

void FaultsTest::refusedConnection()
{
    QFETCH(bool, tls);
    QFETCH(int, shape);
    QUrl url;
    {
        FaultServer server; // its port is closed when it goes
        url = server.url();
    }
    if (tls)
        url.setScheme(u"https"_s);
    ClientBench bench(url);
    const Outcome outcome = run(bench, Shape(shape));
    QCOMPARE(outcome.kind, int(Kind::NotSent));
    QCOMPARE(outcome.cause, Cause::ConnectionRefused);
    // It surely never left, so that even a write is tried again.
    QCOMPARE(bench.records.size(), 3);
    for (const ExchangeRecord &record : std::as_const(bench.records)) {
        QCOMPARE(record.commands, 0);
        QVERIFY(!record.answered);
    }
}

void FaultsTest::noConnectionInTime()
{
    // A server that accepts TCP and never shakes hands: over TLS nothing has left.
    FaultServer server;
    Fault fault;
    fault.neverRead = true;
    server.setFault(fault);
    QUrl url = server.url();
    url.setScheme(u"https"_s);
    for (const Shape shape : {Shape::Read, Shape::Write}) {
        ClientBench bench(url);
        bench.endpoint.connectTimeout = std::chrono::milliseconds{150};
        bench.renew();
        const Outcome outcome = run(bench, shape);
        QCOMPARE(outcome.kind, int(Kind::NotSent));
        QCOMPARE(outcome.cause, Cause::ConnectTimeout);
        QCOMPARE(bench.records.size(), 1);
    }
}

void FaultsTest::tlsRefusals_data()
{
    QTest::addColumn<int>("certificate");
    QTest::addColumn<int>("cause");
    QTest::addColumn<bool>("extraAuthority");
    using Certificate = TestCertificates::Kind;
    QTest::newRow("4 self-signed") << int(Certificate::SelfSigned) << int(Cause::CertificateUntrusted) << true;
    QTest::newRow("4 unknown authority") << int(Certificate::UnknownAuthority) << int(Cause::CertificateUntrusted)
                                         << true;
    QTest::newRow("4 authority not given") << int(Certificate::Good) << int(Cause::CertificateUntrusted) << false;
    QTest::newRow("4 expired") << int(Certificate::Expired) << int(Cause::CertificateExpired) << true;
    QTest::newRow("4 wrong host") << int(Certificate::WrongHost) << int(Cause::CertificateHostMismatch) << true;
    QTest::newRow("5 not yet valid") << int(Certificate::NotYetValid) << int(Cause::CertificateNotYetValid) << true;
}

void FaultsTest::tlsRefusals()
{
    QFETCH(int, certificate);
    QFETCH(int, cause);
    QFETCH(bool, extraAuthority);
    const auto kind = TestCertificates::Kind(certificate);
    for (const Shape shape : {Shape::Read, Shape::Write, Shape::ReadPipeline, Shape::Transaction}) {
        FaultServer server;
        server.useTls(m_certificates->certificate(kind), m_certificates->key(kind));
        server.setFault(Fault::answer(200, R"({"result":1})"));
        ClientBench bench(server.url(), extraAuthority ? m_certificates->caFile() : QString());
        const Outcome outcome = run(bench, shape);
        QCOMPARE(outcome.kind, int(Kind::Tls));
        QCOMPARE(int(outcome.cause), cause);
        QVERIFY(!outcome.message.isEmpty());
        QCOMPARE(bench.records.size(), 1);
        QVERIFY(server.received().isEmpty()); // not a byte of the request, so not of the token
    }
}

void FaultsTest::plainPeerBehindHttps()
{
    FaultServer server; // speaks plain HTTP
    server.setFault(Fault::answer(200, R"({"result":1})"));
    QUrl url = server.url();
    url.setScheme(u"https"_s);
    for (const Shape shape : {Shape::Read, Shape::Write}) {
        ClientBench bench(url);
        const Outcome outcome = run(bench, shape);
        // The server waits for the end of what it takes for a request line, so that only the clock ends it.
        QVERIFY(outcome.kind == int(Kind::NotSent) || outcome.kind == int(Kind::Tls));
        QVERIFY(!server.received().contains(testToken));
    }
}

void FaultsTest::extraAuthorityIsAccepted()
{
    FaultServer server;
    server.useTls(m_certificates->certificate(TestCertificates::Kind::Good),
                  m_certificates->key(TestCertificates::Kind::Good));
    server.setFault(Fault::answer(200, R"({"result":"T0s="})", "Upstash-Sync-Token: 1\r\n"));
    ClientBench bench(server.url(), m_certificates->caFile());
    QCOMPARE(run(bench, Shape::Write).kind, ok);
    QCOMPARE(run(bench, Shape::Write).kind, ok);
    QCOMPARE(server.connectionCount(), 1); // kept alive
}

void FaultsTest::redirectsCarryNothingAway_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("tls");
    QTest::addColumn<int>("shape");
    for (const int status : {301, 302, 303, 307, 308}) {
        for (const bool tls : {false, true}) {
            for (const Shape shape : {Shape::Read, Shape::Write, Shape::WritePipeline})
                QTest::addRow("%d %s %d", status, tls ? "tls" : "plain", int(shape)) << status << tls << int(shape);
        }
    }
}

void FaultsTest::redirectsCarryNothingAway()
{
    QFETCH(int, status);
    QFETCH(bool, tls);
    QFETCH(int, shape);
    FaultServer elsewhere;
    elsewhere.setFault(Fault::answer(200, R"({"result":1})"));
    FaultServer server;
    if (tls)
        server.useTls(m_certificates->certificate(TestCertificates::Kind::Good),
                      m_certificates->key(TestCertificates::Kind::Good));
    server.setFault(Fault::answer(status, "", "Location: " + elsewhere.url().toEncoded() + "/\r\n"));
    ClientBench bench(server.url(), tls ? m_certificates->caFile() : QString());
    const Outcome outcome = run(bench, Shape(shape));
    QCOMPARE(outcome.kind, int(Kind::NotRestEndpoint));
    QCOMPARE(outcome.cause, Cause::Redirect);
    QCOMPARE(outcome.message, u"127.0.0.1"_s);
    QCOMPARE(elsewhere.connectionCount(), 0);
    QVERIFY(elsewhere.received().isEmpty());
    QCOMPARE(server.deliveryCount(), 1);
}

void FaultsTest::halfAnsweredPipeline()
{
    FaultServer server;
    server.setFault(Fault::raw(head(200, "Content-Length: 500\r\n") + R"([{"result":1},{"error":"ERR no"},{"resu)"));
    ClientBench bench(server.url());
    Watched<Replies> watched;
    watched.watch(bench.client->pipeline(
        {Command::of("INCR", "a"), Command::of("INCR", "b"), Command::of("INCR", "c"), Command::of("GET", "d")}));
    QTRY_COMPARE(watched.completions, 1);
    QVERIFY(watched.result);
    const Replies &replies = *watched.result;
    QCOMPARE(replies.size(), size_t(4));
    QCOMPARE(replies[0].value().integer, 1); // known, although the rest was lost
    QCOMPARE(replies[1].error().kind, Kind::Command);
    QCOMPARE(replies[2].error().kind, Kind::UnknownOutcome);
    QCOMPARE(replies[3].error().kind, Kind::Network); // a read is not in doubt
    QCOMPARE(server.deliveryCount(), 1);
}

void FaultsTest::wrongCountOfAnswers()
{
    for (const QByteArray &body :
         {R"([{"result":1}])"_ba, R"([{"result":1},{"result":2},{"result":3}])"_ba, R"({"result":1})"_ba, R"([])"_ba}) {
        FaultServer server;
        server.setFault(Fault::answer(200, body));
        ClientBench bench(server.url());
        QCOMPARE(run(bench, Shape::WritePipeline).kind, int(Kind::UnknownOutcome));
        QCOMPARE(run(bench, Shape::Transaction).kind, int(Kind::UnknownOutcome));
        QCOMPARE(run(bench, Shape::ReadPipeline).kind, int(Kind::Protocol));
        QCOMPARE(server.deliveryCount(), 3);
    }
    FaultServer server;
    server.setFault(Fault::answer(200, R"([{"result":1}])"));
    ClientBench bench(server.url());
    QCOMPARE(run(bench, Shape::Read).kind, int(Kind::Protocol));
}

void FaultsTest::undecodableCellOnly()
{
    FaultServer server;
    server.setFault(Fault::answer(200, R"({"result":["Zmluz","ZmluZQ==","OK"]})", "Upstash-Sync-Token: 7\r\n"));
    ClientBench bench(server.url());
    Watched<Reply> watched;
    // The server says that it encodes: this settles it, so that the next answer's broken cell is just a cell.
    server.setFaults({Fault::answer(200, R"({"result":"UE9ORw=="})", "Upstash-Sync-Token: 7\r\n"),
                      Fault::answer(200, R"({"result":["Zmluz","ZmluZQ==","OK"]})")});
    QCOMPARE(run(bench, Shape::Read).kind, ok);
    watched.watch(bench.client->send(Command::of("LRANGE", "l", 0, -1)));
    QTRY_COMPARE(watched.completions, 1);
    QVERIFY(watched.result);
    QCOMPARE(watched.result->items.size(), size_t(3));
    QCOMPARE(watched.result->items[0].kind, Reply::Kind::Undecodable);
    QCOMPARE(watched.result->items[0].bytes, "Zmluz"_ba);
    QCOMPARE(watched.result->items[1].bytes, "fine"_ba);
    QCOMPARE(watched.result->items[2].bytes, "OK"_ba);
    QCOMPARE(server.deliveryCount(), 2);
}

void FaultsTest::cutSweep_data()
{
    QTest::addColumn<QByteArray>("exchange");
    QTest::addColumn<int>("shape");
    QTest::addColumn<bool>("reset");
    const QByteArray single = R"({"result":"dmFsdWU="})";
    const QByteArray list = R"([{"result":"dmFsdWU="},{"result":12345}])";
    const auto sized = [](const QByteArray &body) {
        return head(200, "Content-Length: " + QByteArray::number(body.size()) + "\r\n") + body;
    };
    const auto chunked = [](const QByteArray &body) {
        return head(200, "Transfer-Encoding: chunked\r\n") + QByteArray::number(body.size(), 16) + "\r\n" + body
            + "\r\n0\r\n\r\n";
    };
    const std::tuple<const char *, QByteArray, Shape> exchanges[] = {
        {"single", sized(single), Shape::Write},
        {"pipeline", sized(list), Shape::WritePipeline},
        {"transaction", sized(list), Shape::Transaction},
        {"chunked", chunked(single), Shape::Write},
        {"no length", head(200, "Connection: close\r\n") + list, Shape::Transaction},
        {"error", head(400, "Content-Length: 29\r\n") + R"({"error":"ERR syntax error."})", Shape::Write},
    };
    for (const auto &[name, bytes, shape] : exchanges) {
        QTest::addRow("%s, close", name) << bytes << int(shape) << false;
        QTest::addRow("%s, reset", name) << bytes << int(shape) << true;
    }
}

/// The connection is cut at every byte of the answer: never a second delivery, never a false success, always one
/// completion.
void FaultsTest::cutSweep()
{
    QFETCH(QByteArray, exchange);
    QFETCH(int, shape);
    QFETCH(bool, reset);
    FaultServer server;
    ClientBench bench(server.url());
    // A pipeline's entries stand for themselves: with the last one whole, nothing is missing.
    const bool endsWithList = exchange.contains("[{") && Shape(shape) != Shape::WritePipeline;
    const qsizetype bodyEnd = exchange.lastIndexOf(endsWithList ? "]" : "}") + 1;
    const bool isError = exchange.contains("400 Status");
    for (qsizetype cut = 0; cut <= exchange.size(); ++cut) {
        server.clear();
        server.setFault(Fault::raw(exchange.first(cut), reset ? Fault::End::Reset : Fault::End::Close));
        const Outcome outcome = run(bench, Shape(shape));
        const QByteArray where = "cut at " + QByteArray::number(cut) + ": kind " + QByteArray::number(outcome.kind);
        QCOMPARE(outcome.completions, 1);
        QVERIFY2(server.deliveryCount() == 1, where.constData());
        const bool isWhole = cut >= bodyEnd;
        if (isError) {
            // The status may have told already that it was refused; it must never look like success.
            QVERIFY2(outcome.kind == int(Kind::UnknownOutcome) || outcome.kind == int(Kind::Protocol)
                         || (isWhole && outcome.kind == int(Kind::Command)),
                     where.constData());
            if (cut == exchange.size() && !reset)
                QCOMPARE(outcome.kind, int(Kind::Command));
        } else if (!isWhole) {
            QVERIFY2(outcome.kind == int(Kind::UnknownOutcome), where.constData());
        } else if (cut == exchange.size() && !reset) {
            QVERIFY2(outcome.kind == ok, where.constData());
        } else {
            QVERIFY2(outcome.kind == ok || outcome.kind == int(Kind::UnknownOutcome), where.constData());
        }
    }
}

void FaultsTest::stopAtEveryStep_data()
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
void FaultsTest::stopAtEveryStep()
{
    QFETCH(int, step);
    QFETCH(bool, isWriting);
    QFETCH(bool, tls);
    FaultServer server;
    if (tls)
        server.useTls(m_certificates->certificate(TestCertificates::Kind::Good),
                      m_certificates->key(TestCertificates::Kind::Good));
    const QByteArray answer = head(200, "Content-Length: 12\r\n") + R"({"result":1})";
    if (step == 2)
        server.setFault(stalled({}));
    else if (step == 3)
        server.setFault(stalled(answer.first(answer.size() - 3)));
    else
        server.setFault(Fault::raw(answer, Fault::End::KeepAlive));
    ClientBench bench(server.url(), tls ? m_certificates->caFile() : QString());
    bench.endpoint.idleTimeout = std::chrono::seconds{5};
    bench.endpoint.deadline = std::chrono::seconds{8};
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
        QCOMPARE(watched.kind(), ok);
        break;
    }
}

void FaultsTest::destroyedClientCompletesWhatIsInFlight_data()
{
    QTest::addColumn<bool>("tls");
    QTest::newRow("plain") << false;
    QTest::newRow("tls") << true;
}

void FaultsTest::destroyedClientCompletesWhatIsInFlight()
{
    QFETCH(bool, tls);
    FaultServer server;
    if (tls)
        server.useTls(m_certificates->certificate(TestCertificates::Kind::Good),
                      m_certificates->key(TestCertificates::Kind::Good));
    server.setFault(stalled({}));
    ClientBench bench(server.url(), tls ? m_certificates->caFile() : QString());
    bench.endpoint.idleTimeout = std::chrono::seconds{5};
    bench.endpoint.deadline = std::chrono::seconds{8};
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

void FaultsTest::retriesStopAtTheBudget()
{
    FaultServer server;
    server.setFault(Fault::raw({}));
    ClientBench bench(server.url());
    for (int i = 0; i < 12; ++i)
        QCOMPARE(run(bench, Shape::Read).kind, int(Kind::Network));
    // 12 first attempts and the budget's 20 retries.
    QCOMPARE(server.deliveryCount(), 32);
}

void FaultsTest::readSucceedsAtTheThirdAttempt()
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

void FaultsTest::answerOverTheCap_data()
{
    QTest::addColumn<int>("shape");
    QTest::addColumn<int>("kind");
    QTest::newRow("read") << int(Shape::Read) << int(Kind::TooLarge);
    QTest::newRow("write") << int(Shape::Write) << int(Kind::UnknownOutcome);
    QTest::newRow("pipeline") << int(Shape::ReadPipeline) << int(Kind::TooLarge);
}

void FaultsTest::answerOverTheCap()
{
    QFETCH(int, shape);
    QFETCH(int, kind);
    FaultServer server;
    server.setFault(Fault::answer(200, "{\"result\":\"" + QByteArray(6'000'000, 'A') + "\"}"));
    ClientBench bench(server.url());
    QCOMPARE(run(bench, Shape(shape)).kind, kind);
    QCOMPARE(server.deliveryCount(), 1);
}

void FaultsTest::bombIsStopped()
{
    // 64 MB of one letter, packed by qCompress into a zlib stream, which "deflate" is.
    const QByteArray packed = qCompress(QByteArray(64'000'000, 'A'), 9).sliced(4);
    FaultServer server;
    server.setFault(Fault::answer(200, packed, "Content-Encoding: deflate\r\n"));
    ClientBench bench(server.url());
    QCOMPARE(run(bench, Shape::Read).kind, int(Kind::TooLarge));
}

void FaultsTest::honestCompressionPasses()
{
    // More than Qt's own 10 MiB guard would let through.
    const QByteArray value(11'000'001, 'A');
    const QByteArray packed = qCompress("{\"result\":\"" + value.toBase64() + "\"}", 9).sliced(4);
    FaultServer server;
    server.setFault(Fault::answer(200, packed, "Content-Encoding: deflate\r\nUpstash-Sync-Token: 1\r\n"));
    ClientBench bench(server.url());
    bench.endpoint.maxBodyBytes = 64LL * 1024 * 1024;
    bench.renew();
    Watched<Reply> watched;
    watched.watch(bench.client->send(Command::of("GET", "k")));
    QTRY_COMPARE(watched.completions, 1);
    QVERIFY(watched.result);
    QVERIFY(watched.result->bytes == value);
}

void FaultsTest::tokenIsInOneHeaderOnly()
{
    FaultServer server;
    server.setFault(Fault::answer(200, R"({"result":1})"));
    ClientBench bench(server.url());
    QCOMPARE(run(bench, Shape::Write).kind, ok);
    QCOMPARE(server.received().count(testToken), 1);
    const Delivery &delivery = server.deliveries().first();
    QCOMPARE(delivery.path, "/"_ba);
    QCOMPARE(delivery.headers.value("content-type"), "application/json"_ba);
    QCOMPARE(delivery.headers.value("upstash-encoding"), "base64"_ba);
    QVERIFY(!delivery.headers.contains("cookie"));
    QVERIFY(!delivery.headers.contains("upstash-sync-token"));
    QCOMPARE(delivery.body, R"(["INCR","k"])"_ba);
}

void FaultsTest::badTokenNeverLeaves()
{
    FaultServer server;
    server.setFault(Fault::answer(200, R"({"result":1})"));
    ClientBench bench(server.url());
    for (const QByteArray &token : {"short"_ba, "with space in it"_ba, "line\r\nX-Injected: 1"_ba, ""_ba}) {
        bench.endpoint.token = Secret(token);
        bench.renew();
        QCOMPARE(run(bench, Shape::Read).kind, int(Kind::Unauthorized));
    }
    QCOMPARE(server.connectionCount(), 0);
}

QTEST_GUILESS_MAIN(FaultsTest)
#include "tst_faults.moc"
