// SPDX-License-Identifier: GPL-3.0-or-later
// Rows 1 to 6 and 37 of the fault matrix: no connection, the wrong peer, a name with two kinds of addresses. Nothing
// has left in any of them, so that even a write may be offered again.
#include "tests/models/rest/faultmatrix.h"

#include <arpa/inet.h>
#include <dlfcn.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

using Kind = Error::Kind;
using Cause = Error::Cause;

namespace {

/// A port whose queue of connections is full: what knocks gets no answer at all, as behind a firewall that drops.
class BlackHole final {
public:
    explicit BlackHole(quint16 port = 0)
    {
        sockaddr_in address = {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        address.sin_port = htons(port);
        const int listener = opened();
        socklen_t size = sizeof address;
        auto *generic = reinterpret_cast<sockaddr *>(&address);
        if (::bind(listener, generic, size) != 0 || ::listen(listener, 0) != 0
            || ::getsockname(listener, generic, &size) != 0)
            return;
        m_port = ntohs(address.sin_port);
        for (int i = 0; i < 8 && !m_isFull; ++i) {
            const int knocking = opened();
            (void)::connect(knocking, generic, size);
            pollfd waiting = {knocking, POLLOUT, 0};
            m_isFull = ::poll(&waiting, 1, 200) == 0;
        }
    }
    ~BlackHole()
    {
        for (const int socket : std::as_const(m_sockets))
            ::close(socket);
    }
    Q_DISABLE_COPY_MOVE(BlackHole)

    [[nodiscard]] bool isFull() const { return m_isFull; }
    [[nodiscard]] quint16 port() const { return m_port; }

private:
    int opened()
    {
        m_sockets.append(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
        return m_sockets.last();
    }

    QList<int> m_sockets;
    quint16 m_port = 0;
    bool m_isFull = false;
};

/// What "localhost" is while a test says so; numeric addresses in the order of the answer.
QByteArrayList localhostAddresses;

} // namespace

/// The resolver of this program: the network library asks it like any other. Passes on what no test is about.
extern "C" int getaddrinfo(const char *node, const char *service, const addrinfo *hints, addrinfo **result)
{
    using Resolver = int (*)(const char *, const char *, const addrinfo *, addrinfo **);
    static const auto real = reinterpret_cast<Resolver>(::dlsym(RTLD_NEXT, "getaddrinfo"));
    if (localhostAddresses.isEmpty() || !node || qstrcmp(node, "localhost") != 0)
        return real(node, service, hints, result);
    addrinfo *first = nullptr;
    addrinfo **end = &first;
    for (const QByteArray &address : std::as_const(localhostAddresses)) {
        if (const int failed = real(address.constData(), service, nullptr, end))
            return failed;
        while (*end)
            end = &(*end)->ai_next;
    }
    *result = first;
    return 0;
}

class FaultConnectTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(testCertificates().isValid(), testCertificates().problem().constData()); }
    void cleanup() { localhostAddresses.clear(); }

    void nameThatDoesNotExist_data() { addShapeRows(); }
    void nameThatDoesNotExist();
    void refusedConnection_data() { addShapeRows(); }
    void refusedConnection();
    void noAnswerToTheKnock_data() { addShapeRows(); }
    void noAnswerToTheKnock();
    void noHandshakeInTime_data();
    void noHandshakeInTime();
    void certificates_data();
    void certificates();
    void plainPeerBehindHttps_data();
    void plainPeerBehindHttps();
    void extraAuthorityIsAccepted();
    void oneOfTwoAddressesIsEnough_data();
    void oneOfTwoAddressesIsEnough();
    void neitherOfTwoAddresses_data() { addShapeRows(); }
    void neitherOfTwoAddresses();

private:
    static void verifyNothingLeft(const ClientBench &bench, const ShapeOutcome &outcome)
    {
        QCOMPARE(outcome.completions, 1);
        QVERIFY(!outcome.message.contains(QString::fromLatin1(testToken)));
        for (const ExchangeRecord &record : bench.records) {
            QCOMPARE(record.commands, 0);
            QVERIFY(!record.answered);
        }
    }
};

void FaultConnectTest::nameThatDoesNotExist()
{
    QFETCH(int, shape);
    QFETCH(bool, tls);
    ClientBench bench(QUrl((tls ? u"https"_s : u"http"_s) + u"://no-such-host.invalid"_s));
    bench.endpoint.connectTimeout = std::chrono::seconds{40}; // a resolver may take its time to say no
    bench.endpoint.deadline = std::chrono::seconds{45};
    bench.renew();
    const ShapeOutcome outcome = outcomeOf(bench, Shape(shape));
    QCOMPARE(outcome.kind, int(Kind::NotSent));
    QCOMPARE(outcome.cause, Cause::HostNotFound);
    verifyNothingLeft(bench, outcome);
}

void FaultConnectTest::refusedConnection()
{
    QFETCH(int, shape);
    QFETCH(bool, tls);
    QUrl url;
    {
        FaultServer server; // its port is closed when it goes
        url = server.url();
    }
    if (tls)
        url.setScheme(u"https"_s);
    ClientBench bench(url);
    const ShapeOutcome outcome = outcomeOf(bench, Shape(shape));
    QCOMPARE(outcome.kind, int(Kind::NotSent));
    QCOMPARE(outcome.cause, Cause::ConnectionRefused);
    // It surely never left, so that even a write is tried again.
    QCOMPARE(bench.records.size(), 3);
    verifyNothingLeft(bench, outcome);
}

void FaultConnectTest::noAnswerToTheKnock()
{
    QFETCH(int, shape);
    QFETCH(bool, tls);
    const BlackHole hole;
    // The case needs a listener whose queue is full; a kernel that queues without limit cannot make one.
    if (!hole.isFull())
        QSKIP("this system accepts without end");
    QUrl url(tls ? u"https://127.0.0.1"_s : u"http://127.0.0.1"_s);
    url.setPort(hole.port());
    ClientBench bench(url);
    bench.endpoint.connectTimeout = std::chrono::milliseconds{150};
    bench.renew();
    const ShapeOutcome outcome = outcomeOf(bench, Shape(shape));
    QCOMPARE(outcome.kind, int(Kind::NotSent));
    QCOMPARE(outcome.cause, Cause::ConnectTimeout);
    QCOMPARE(bench.records.size(), 1); // once through the whole connect time is enough waiting
    verifyNothingLeft(bench, outcome);
}

void FaultConnectTest::noHandshakeInTime_data()
{
    QTest::addColumn<int>("shape");
    for (const auto &[shape, name] : allShapes)
        QTest::newRow(name) << int(shape);
}

/// A server that accepts TCP and never shakes hands: over TLS nothing has left.
void FaultConnectTest::noHandshakeInTime()
{
    QFETCH(int, shape);
    FaultServer server;
    Fault fault;
    fault.neverRead = true;
    server.setFault(fault);
    QUrl url = server.url();
    url.setScheme(u"https"_s);
    ClientBench bench(url);
    bench.endpoint.connectTimeout = std::chrono::milliseconds{150};
    bench.renew();
    const ShapeOutcome outcome = outcomeOf(bench, Shape(shape));
    QCOMPARE(outcome.kind, int(Kind::NotSent));
    QCOMPARE(outcome.cause, Cause::ConnectTimeout);
    QCOMPARE(bench.records.size(), 1);
    verifyNothingLeft(bench, outcome);
}

void FaultConnectTest::certificates_data()
{
    QTest::addColumn<int>("certificate");
    QTest::addColumn<int>("cause");
    QTest::addColumn<bool>("extraAuthority");
    QTest::addColumn<int>("shape");
    using Certificate = TestCertificates::Kind;
    const auto rows = [](const char *name, Certificate certificate, Cause cause, bool extraAuthority = true) {
        for (const auto &[shape, shapeName] : allShapes)
            QTest::addRow("%s, %s", name, shapeName) << int(certificate) << int(cause) << extraAuthority << int(shape);
    };
    rows("4 self-signed", Certificate::SelfSigned, Cause::CertificateUntrusted);
    rows("4 unknown authority", Certificate::UnknownAuthority, Cause::CertificateUntrusted);
    rows("4 authority not given", Certificate::Good, Cause::CertificateUntrusted, false);
    rows("4 expired", Certificate::Expired, Cause::CertificateExpired);
    rows("4 wrong host", Certificate::WrongHost, Cause::CertificateHostMismatch);
    rows("5 not yet valid", Certificate::NotYetValid, Cause::CertificateNotYetValid);
}

void FaultConnectTest::certificates()
{
    QFETCH(int, certificate);
    QFETCH(int, cause);
    QFETCH(bool, extraAuthority);
    QFETCH(int, shape);
    const auto kind = TestCertificates::Kind(certificate);
    FaultServer server;
    server.useTls(testCertificates().certificate(kind), testCertificates().key(kind));
    server.setFault(Fault::answer(200, R"({"result":1})"));
    ClientBench bench(server.url(), authorityFor(extraAuthority));
    const ShapeOutcome outcome = outcomeOf(bench, Shape(shape));
    QCOMPARE(outcome.kind, int(Kind::Tls));
    QCOMPARE(int(outcome.cause), cause);
    QVERIFY2(outcome.message.contains(u"valid from"_s), qPrintable(outcome.message));
    QCOMPARE(bench.records.size(), 1);
    verifyNothingLeft(bench, outcome);
    QVERIFY(server.received().isEmpty()); // not a byte of the request, so not of the token
}

void FaultConnectTest::plainPeerBehindHttps_data()
{
    QTest::addColumn<int>("shape");
    for (const auto &[shape, name] : allShapes)
        QTest::newRow(name) << int(shape);
}

void FaultConnectTest::plainPeerBehindHttps()
{
    QFETCH(int, shape);
    FaultServer server; // speaks plain HTTP
    server.setFault(Fault::answer(200, R"({"result":1})"));
    QUrl url = server.url();
    url.setScheme(u"https"_s);
    ClientBench bench(url);
    bench.endpoint.connectTimeout = std::chrono::milliseconds{300};
    bench.renew();
    const ShapeOutcome outcome = outcomeOf(bench, Shape(shape));
    // The server waits for the end of what it takes for a request line, so that only the clock ends it.
    QVERIFY(outcome.kind == int(Kind::NotSent) || outcome.kind == int(Kind::Tls));
    QVERIFY(!server.received().contains(testToken));
    verifyNothingLeft(bench, outcome);
}

void FaultConnectTest::extraAuthorityIsAccepted()
{
    FaultServer server;
    useGoodTls(server);
    server.setFault(Fault::answer(200, R"({"result":"T0s="})", "Upstash-Sync-Token: 1\r\n"));
    ClientBench bench(server.url(), authorityFor(true));
    QCOMPARE(outcomeOf(bench, Shape::Write).kind, noError);
    QCOMPARE(outcomeOf(bench, Shape::Write).kind, noError);
    QCOMPARE(server.connectionCount(), 1); // kept alive
}

void FaultConnectTest::oneOfTwoAddressesIsEnough_data()
{
    QTest::addColumn<QByteArrayList>("addresses");
    QTest::addColumn<bool>("serverIsIPv6");
    QTest::addColumn<bool>("otherIsDeaf");
    QTest::addColumn<int>("shape");
    QTest::addColumn<bool>("tls");
    const auto rows
        = [](const char *name, const QByteArrayList &addresses, bool serverIsIPv6, bool otherIsDeaf = false) {
              for (const bool tls : {false, true}) {
                  for (const auto &[shape, shapeName] : allShapes)
                      QTest::addRow("37 %s, %s, %s", name, shapeName, tls ? "tls" : "plain")
                          << addresses << serverIsIPv6 << otherIsDeaf << int(shape) << tls;
              }
          };
    rows("IPv6 refused", {"::1", "127.0.0.1"}, false);
    rows("IPv4 refused", {"127.0.0.1", "::1"}, true);
    rows("IPv6 first and good", {"::1", "127.0.0.1"}, true);
    rows("IPv4 answers nothing", {"127.0.0.1", "::1"}, true, true);
}

void FaultConnectTest::oneOfTwoAddressesIsEnough()
{
    QFETCH(QByteArrayList, addresses);
    QFETCH(bool, serverIsIPv6);
    QFETCH(bool, otherIsDeaf);
    QFETCH(int, shape);
    QFETCH(bool, tls);
    localhostAddresses = addresses;
    FaultServer server(serverIsIPv6 ? QHostAddress::LocalHostIPv6 : QHostAddress::LocalHost);
    // Containers are often without it; the IPv4 rows run there all the same.
    if (!server.isListening())
        QSKIP("this computer has no IPv6");
    std::optional<BlackHole> hole;
    if (otherIsDeaf) {
        hole.emplace(server.serverPort());
        if (!hole->isFull()) // as in noAnswerToTheKnock()
            QSKIP("this system accepts without end");
    }
    if (tls)
        useGoodTls(server);
    const bool isList
        = Shape(shape) != Shape::Read && Shape(shape) != Shape::Write && Shape(shape) != Shape::IdempotentWrite;
    server.setFault(Fault::answer(200, isList ? R"([{"result":1},{"result":2}])" : R"({"result":1})"));
    ClientBench bench(server.url(u"localhost"_s), authorityFor(tls));
    bench.endpoint.connectTimeout = std::chrono::seconds{5};
    bench.endpoint.deadline = std::chrono::seconds{8};
    bench.endpoint.idleTimeout = std::chrono::seconds{5};
    bench.renew();
    const ShapeOutcome outcome = outcomeOf(bench, Shape(shape));
    QVERIFY2(outcome.kind == noError, qPrintable(outcome.message));
    QCOMPARE(outcome.completions, 1);
    QCOMPARE(server.deliveryCount(), 1);
}

void FaultConnectTest::neitherOfTwoAddresses()
{
    QFETCH(int, shape);
    QFETCH(bool, tls);
    localhostAddresses = {"::1", "127.0.0.1"};
    QUrl url;
    {
        FaultServer server;
        url = server.url(u"localhost"_s);
    }
    if (tls)
        url.setScheme(u"https"_s);
    ClientBench bench(url);
    const ShapeOutcome outcome = outcomeOf(bench, Shape(shape));
    QCOMPARE(outcome.kind, int(Kind::NotSent));
    QCOMPARE(outcome.cause, Cause::ConnectionRefused);
    verifyNothingLeft(bench, outcome);
}

QTEST_GUILESS_MAIN(FaultConnectTest)
#include "tst_faultconnect.moc"
