// SPDX-License-Identifier: GPL-3.0-or-later
// Row 26 of the fault matrix: a proxy between this computer and the database. Over https it is asked for a tunnel, so
// that it never sees the token.
#include "tests/models/rest/faultmatrix.h"
#include "tests/support/connectproxy.h"

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

using Kind = Error::Kind;
using Cause = Error::Cause;

namespace {

QByteArray goodAnswer(Shape shape)
{
    const bool isSingle = shape == Shape::Read || shape == Shape::Write || shape == Shape::IdempotentWrite;
    return isSingle ? R"({"result":1})" : R"([{"result":1},{"result":2}])";
}

void addShapes()
{
    QTest::addColumn<int>("shape");
    for (const auto &[shape, name] : allShapes)
        QTest::newRow(name) << int(shape);
}

} // namespace

class FaultProxyTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(testCertificates().isValid(), testCertificates().problem().constData()); }
    void init();
    void cleanup();

    void carriesWhatItCannotRead_data() { addShapes(); }
    void carriesWhatItCannotRead();
    void loginWanted_data();
    void loginWanted();
    void loginGiven_data() { addShapes(); }
    void loginGiven();
    void tunnelRefused_data();
    void tunnelRefused();
    void noAnswer_data() { addShapes(); }
    void noAnswer();
    void nobodyListens_data() { addShapes(); }
    void nobodyListens();
    void cutBeforeTheRequest_data() { addShapes(); }
    void cutBeforeTheRequest();
    void cutAfterTheRequest_data() { addShapes(); }
    void cutAfterTheRequest();
    void certificateIsTheServersOwn();
    void localAndPlainAddressesGoRoundIt();

private:
    std::unique_ptr<ClientBench> benchThrough(const QNetworkProxy &address);
    void verifyNothingLeaked() const;

    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<ConnectProxy> m_proxy;
};

void FaultProxyTest::init()
{
    m_server = std::make_unique<FaultServer>();
    useGoodTls(*m_server);
    m_proxy = std::make_unique<ConnectProxy>();
}

void FaultProxyTest::cleanup()
{
    verifyNothingLeaked();
    m_proxy.reset();
    m_server.reset();
}

std::unique_ptr<ClientBench> FaultProxyTest::benchThrough(const QNetworkProxy &address)
{
    auto bench = std::make_unique<ClientBench>(m_server->url(), authorityFor(true));
    bench->network->setProxy(address);
    bench->endpoint.connectTimeout = 2s;
    bench->endpoint.idleTimeout = 2s;
    bench->endpoint.deadline = 5s;
    bench->renew();
    return bench;
}

/// Whatever happened: the proxy saw a host name and a port, and bytes it cannot read.
void FaultProxyTest::verifyNothingLeaked() const
{
    QVERIFY(!m_proxy->heard().contains(testToken));
    QVERIFY(!m_proxy->carried().contains(testToken));
    QVERIFY(!m_proxy->heard().contains("Authorization: Bearer"));
}

void FaultProxyTest::carriesWhatItCannotRead()
{
    QFETCH(int, shape);
    m_server->setFault(Fault::answer(200, goodAnswer(Shape(shape))));
    const auto bench = benchThrough(m_proxy->address());
    for (int i = 0; i < 2; ++i) {
        const ShapeOutcome outcome = outcomeOf(*bench, Shape(shape));
        QVERIFY2(outcome.kind == noError, qPrintable(outcome.message));
    }
    QCOMPARE(m_server->deliveryCount(), 2);
    QCOMPARE(m_proxy->tunnels(), 1); // kept alive
    QCOMPARE(m_proxy->targets().first(), "127.0.0.1:" + QByteArray::number(m_server->serverPort()));
}

void FaultProxyTest::loginWanted_data()
{
    QTest::addColumn<int>("shape");
    QTest::addColumn<QString>("password");
    for (const auto &[shape, name] : allShapes) {
        QTest::addRow("26 none given, %s", name) << int(shape) << QString();
        QTest::addRow("26 a wrong one, %s", name) << int(shape) << u"wrong"_s;
    }
}

void FaultProxyTest::loginWanted()
{
    QFETCH(int, shape);
    QFETCH(QString, password);
    m_proxy->setLogin("me:right");
    m_server->setFault(Fault::answer(200, goodAnswer(Shape(shape))));
    const auto bench = benchThrough(password.isEmpty() ? m_proxy->address() : m_proxy->address(u"me"_s, password));
    const ShapeOutcome outcome = outcomeOf(*bench, Shape(shape));
    QVERIFY2(outcome.kind == int(Kind::Proxy), qPrintable(u"kind %1: %2"_s.arg(outcome.kind).arg(outcome.message)));
    QCOMPARE(outcome.cause, Cause::ProxyLogin);
    QCOMPARE(outcome.completions, 1);
    QVERIFY(!outcome.message.contains(u"wrong"_s));
    QCOMPARE(bench->records.size(), 1);
    QCOMPARE(bench->records.first().commands, 0);
    QCOMPARE(m_server->connectionCount(), 0);
}

void FaultProxyTest::loginGiven()
{
    QFETCH(int, shape);
    m_proxy->setLogin("me:right");
    m_server->setFault(Fault::answer(200, goodAnswer(Shape(shape))));
    const auto bench = benchThrough(m_proxy->address(u"me"_s, u"right"_s));
    const ShapeOutcome outcome = outcomeOf(*bench, Shape(shape));
    QVERIFY2(outcome.kind == noError, qPrintable(outcome.message));
    QCOMPARE(m_server->deliveryCount(), 1);
    // The proxy's login is the proxy's business.
    QVERIFY(!m_server->received().contains("Proxy-Authorization"));
}

void FaultProxyTest::tunnelRefused_data()
{
    QTest::addColumn<QByteArray>("refusal");
    QTest::addColumn<int>("shape");
    const auto rows = [](const char *name, const QByteArray &refusal) {
        for (const auto &[shape, shapeName] : allShapes)
            QTest::addRow("%s, %s", name, shapeName) << refusal << int(shape);
    };
    const QByteArray page = "<html><img src=\"file:///etc/passwd\">Blocked by policy</html>";
    const QByteArray rest
        = "\r\nContent-Type: text/html\r\nContent-Length: " + QByteArray::number(page.size()) + "\r\n\r\n" + page;
    rows("403 with a page", "HTTP/1.1 403 Forbidden" + rest);
    rows("404", "HTTP/1.1 404 Not Found" + rest);
    rows("500", "HTTP/1.1 500 Internal Server Error" + rest);
    rows("502", "HTTP/1.1 502 Bad Gateway" + rest);
    rows("503", "HTTP/1.1 503 Service Unavailable" + rest);
    rows("a redirect", "HTTP/1.1 302 Found\r\nLocation: http://login.example/" + rest);
    rows("garbage", "SSH-2.0-OpenSSH_9.2p1 Debian\r\n\r\n");
}

void FaultProxyTest::tunnelRefused()
{
    QFETCH(QByteArray, refusal);
    QFETCH(int, shape);
    m_proxy->setRefusal(refusal);
    m_server->setFault(Fault::answer(200, goodAnswer(Shape(shape))));
    const auto bench = benchThrough(m_proxy->address());
    const ShapeOutcome outcome = outcomeOf(*bench, Shape(shape));
    QVERIFY2(outcome.kind == int(Kind::Proxy), qPrintable(u"kind %1: %2"_s.arg(outcome.kind).arg(outcome.message)));
    QCOMPARE(outcome.cause, Cause::ProxyFailed);
    QCOMPARE(outcome.completions, 1);
    QVERIFY(!outcome.message.contains(u"<img"_s));
    QCOMPARE(m_server->connectionCount(), 0);
    for (const ExchangeRecord &record : std::as_const(bench->records))
        QCOMPARE(record.commands, 0);
}

void FaultProxyTest::noAnswer()
{
    QFETCH(int, shape);
    m_proxy->setAnswer(ConnectProxy::Answer::Silence);
    m_server->setFault(Fault::answer(200, goodAnswer(Shape(shape))));
    const auto bench = benchThrough(m_proxy->address());
    bench->endpoint.connectTimeout = 200ms;
    bench->renew();
    const ShapeOutcome outcome = outcomeOf(*bench, Shape(shape));
    QCOMPARE(outcome.kind, int(Kind::NotSent));
    QCOMPARE(outcome.cause, Cause::ConnectTimeout);
    QCOMPARE(m_server->connectionCount(), 0);
}

void FaultProxyTest::nobodyListens()
{
    QFETCH(int, shape);
    const QNetworkProxy gone = m_proxy->address();
    m_proxy->close();
    const auto bench = benchThrough(gone);
    const ShapeOutcome outcome = outcomeOf(*bench, Shape(shape));
    QVERIFY2(outcome.kind == int(Kind::Proxy), qPrintable(u"kind %1: %2"_s.arg(outcome.kind).arg(outcome.message)));
    QCOMPARE(outcome.cause, Cause::ProxyFailed);
    QCOMPARE(m_server->connectionCount(), 0);
}

/// The tunnel stands and breaks before TLS does: nothing has left, so that even a write is tried again.
void FaultProxyTest::cutBeforeTheRequest()
{
    QFETCH(int, shape);
    m_proxy->setAnswer(ConnectProxy::Answer::TunnelToNowhere);
    m_server->setFault(Fault::answer(200, goodAnswer(Shape(shape))));
    const auto bench = benchThrough(m_proxy->address());
    const ShapeOutcome outcome = outcomeOf(*bench, Shape(shape));
    QVERIFY2(outcome.kind == int(Kind::NotSent) || outcome.kind == int(Kind::Tls),
             qPrintable(u"kind %1: %2"_s.arg(outcome.kind).arg(outcome.message)));
    QCOMPARE(outcome.completions, 1);
    QCOMPARE(m_server->connectionCount(), 0);
    for (const ExchangeRecord &record : std::as_const(bench->records))
        QCOMPARE(record.commands, 0);
}

void FaultProxyTest::cutAfterTheRequest()
{
    QFETCH(int, shape);
    m_server->setFault(stalled(answerHead(200, "Content-Length: 100\r\n") + "{\"res"));
    connect(m_server.get(), &FaultServer::delivered, m_proxy.get(), &ConnectProxy::cutTunnels, Qt::QueuedConnection);
    const auto bench = benchThrough(m_proxy->address());
    const ShapeOutcome outcome = outcomeOf(*bench, Shape(shape));
    const bool isWriting = isWriteShape(Shape(shape));
    QVERIFY2(outcome.kind == int(isWriting ? Kind::UnknownOutcome : Kind::Network),
             qPrintable(u"kind %1: %2"_s.arg(outcome.kind).arg(outcome.message)));
    QCOMPARE(outcome.completions, 1);
    QCOMPARE(m_server->deliveryCount(), isWriting ? 1 : 3);
}

/// A proxy that opens the tunnel to somebody else gains nothing: the certificate must still be the database's.
void FaultProxyTest::certificateIsTheServersOwn()
{
    m_server->useTls(testCertificates().certificate(TestCertificates::Kind::WrongHost),
                     testCertificates().key(TestCertificates::Kind::WrongHost));
    m_server->setFault(Fault::answer(200, R"({"result":1})"));
    const auto bench = benchThrough(m_proxy->address());
    const ShapeOutcome outcome = outcomeOf(*bench, Shape::Write);
    QCOMPARE(outcome.kind, int(Kind::Tls));
    QCOMPARE(outcome.cause, Cause::CertificateHostMismatch);
    QVERIFY(m_server->received().isEmpty());
}

/// The program's own manager: a system proxy is asked for https to other computers only.
void FaultProxyTest::localAndPlainAddressesGoRoundIt()
{
    qputenv("http_proxy", "http://127.0.0.1:" + QByteArray::number(m_proxy->serverPort()));
    qputenv("https_proxy", "http://127.0.0.1:" + QByteArray::number(m_proxy->serverPort()));
    const auto network = makeNetworkManager();
    QNetworkProxyFactory *factory = network->proxyFactory();
    QVERIFY(factory);
    const auto kindFor = [factory](const QString &url) {
        return factory->queryProxy(QNetworkProxyQuery(QUrl(url))).first().type();
    };
    QCOMPARE(kindFor(u"https://127.0.0.1:8079"_s), QNetworkProxy::NoProxy);
    QCOMPARE(kindFor(u"https://localhost"_s), QNetworkProxy::NoProxy);
    QCOMPARE(kindFor(u"https://[::1]:443"_s), QNetworkProxy::NoProxy);
    QCOMPARE(kindFor(u"http://10.0.0.1"_s), QNetworkProxy::NoProxy);
    QCOMPARE(kindFor(u"https://eager-otter.upstash.io"_s), QNetworkProxy::HttpProxy);
    qunsetenv("http_proxy");
    qunsetenv("https_proxy");
}

QTEST_GUILESS_MAIN(FaultProxyTest)
#include "tst_faultproxy.moc"
