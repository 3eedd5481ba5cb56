// SPDX-License-Identifier: GPL-3.0-or-later
// The token goes to its own origin, in one header.
#include "tests/models/rest/faultmatrix.h"

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

using Kind = Error::Kind;
using Cause = Error::Cause;

class FaultOriginTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(testCertificates().isValid(), testCertificates().problem().constData()); }

    void redirectsCarryNothingAway_data();
    void redirectsCarryNothingAway();
    void tokenIsInOneHeaderOnly();
    void badTokenNeverLeaves();
    void challengeGetsNoOtherLogin();
};

void FaultOriginTest::redirectsCarryNothingAway_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("tls");
    QTest::addColumn<bool>("toTls");
    QTest::addColumn<int>("shape");
    for (const int status : {301, 302, 303, 307, 308}) {
        for (const bool tls : {false, true}) {
            for (const bool toTls : {false, true}) {
                for (const auto &[shape, name] : allShapes)
                    QTest::addRow("%d from %s to %s, %s", status, tls ? "tls" : "plain", toTls ? "tls" : "plain", name)
                        << status << tls << toTls << int(shape);
            }
        }
    }
}

void FaultOriginTest::redirectsCarryNothingAway()
{
    QFETCH(int, status);
    QFETCH(bool, tls);
    QFETCH(bool, toTls);
    QFETCH(int, shape);
    FaultServer elsewhere;
    if (toTls)
        useGoodTls(elsewhere);
    elsewhere.setFault(Fault::answer(200, R"({"result":1})"));
    FaultServer server;
    if (tls)
        useGoodTls(server);
    server.setFault(Fault::answer(status, "", "Location: " + elsewhere.url().toEncoded() + "/\r\n"));
    ClientBench bench(server.url(), authorityFor(tls));
    const ShapeOutcome outcome = outcomeOf(bench, Shape(shape));
    QCOMPARE(outcome.kind, int(Kind::NotRestEndpoint));
    QCOMPARE(outcome.cause, Cause::Redirect);
    QCOMPARE(outcome.message, u"127.0.0.1"_s);
    QCOMPARE(elsewhere.connectionCount(), 0);
    QVERIFY(elsewhere.received().isEmpty());
    QCOMPARE(server.deliveryCount(), 1);
}

void FaultOriginTest::tokenIsInOneHeaderOnly()
{
    FaultServer server;
    server.setFault(Fault::answer(200, R"({"result":1})"));
    ClientBench bench(server.url());
    QCOMPARE(outcomeOf(bench, Shape::Write).kind, noError);
    QCOMPARE(server.received().count(testToken), 1);
    const Delivery &delivery = server.deliveries().first();
    QCOMPARE(delivery.path, "/"_ba);
    QCOMPARE(delivery.headers.value("content-type"), "application/json"_ba);
    QCOMPARE(delivery.headers.value("upstash-encoding"), "base64"_ba);
    QVERIFY(!delivery.headers.contains("cookie"));
    QVERIFY(!delivery.headers.contains("upstash-sync-token"));
    QCOMPARE(delivery.body, R"(["INCR","k"])"_ba);
}

void FaultOriginTest::badTokenNeverLeaves()
{
    FaultServer server;
    server.setFault(Fault::answer(200, R"({"result":1})"));
    ClientBench bench(server.url());
    for (const QByteArray &token : {"short"_ba, "with space in it"_ba, "line\r\nX-Injected: 1"_ba, ""_ba}) {
        bench.endpoint.token = Secret(token);
        bench.renew();
        QCOMPARE(outcomeOf(bench, Shape::Read).kind, int(Kind::Unauthorized));
    }
    QCOMPARE(server.connectionCount(), 0);
}

/// A server that asks for a login, as a name and password would answer it, gets none.
void FaultOriginTest::challengeGetsNoOtherLogin()
{
    for (const QByteArray &challenge : {"Basic realm=\"x\""_ba, "Digest realm=\"x\", nonce=\"1\""_ba, "NTLM"_ba}) {
        FaultServer server;
        server.setFault(Fault::answer(401, "", "WWW-Authenticate: " + challenge + "\r\n"));
        ClientBench bench(server.url());
        QCOMPARE(outcomeOf(bench, Shape::Write).kind, int(Kind::Unauthorized));
        QCOMPARE(server.deliveryCount(), 1);
        QCOMPARE(server.deliveries().first().headers.value("authorization"), "Bearer " + testToken);
    }
}

QTEST_GUILESS_MAIN(FaultOriginTest)
#include "tst_faultorigin.moc"
