// SPDX-License-Identifier: GPL-3.0-or-later
// The connection doctor against what a network really does: proxies, certificates, sign-in pages, clocks.
#include "models/connections/connectiondoctor.h"
#include "models/rest/networkmanager.h"
#include "tests/support/connectproxy.h"
#include "tests/support/fakeclock.h"
#include "tests/support/faultserver.h"
#include "tests/support/testcertificates.h"

#include <QNetworkAccessManager>
#include <QSignalSpy>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using Id = DoctorFinding::Id;
using Severity = DoctorFinding::Severity;
using Certificate = TestCertificates::Kind;

namespace {

const QString goodToken = u"AaD3AAIncDE1NzQ4ZmI2ZWU5MjE0YjA5OTM4ZGQxNzQ4QxN4"_s;

const DoctorFinding *find(const DoctorReport &report, Id id)
{
    for (const DoctorFinding &finding : report.findings) {
        if (finding.id == id)
            return &finding;
    }
    return nullptr;
}

Fault timeAnswer(WallTime server)
{
    const QByteArray seconds = QByteArray::number(qint64(server.time_since_epoch().count() / 1000)).toBase64();
    return Fault::answer(200, R"({"result":[")" + seconds + R"(","MA=="]})", "Upstash-Sync-Token: 1\r\n");
}

Fault questionsAnswer()
{
    const QByteArray info = QByteArray("# Server\r\nredis_version:7.0.15\r\n").toBase64();
    return Fault::answer(200, R"([{"result":"ZGVmYXVsdA=="},{"result":42},{"result":")" + info + R"("}])",
                         "Upstash-Sync-Token: 1\r\n");
}

} // namespace

class TestDoctorNetwork : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(m_certificates.isValid(), m_certificates.problem().constData()); }
    void init()
    {
        m_network = makeNetworkManager();
        m_server = std::make_unique<FaultServer>();
        m_server->setFaults({timeAnswer(m_clock.now()), questionsAnswer()});
    }
    void cleanup()
    {
        m_network.reset();
        m_server.reset();
    }

    void passesOverTlsWithTheAuthorityGiven()
    {
        useTls(Certificate::Good);
        const DoctorReport report = run();
        QVERIFY2(report.passed, qPrintable(doctorReportText(report)));
        QVERIFY(report.has(Id::StandardToken));
        QVERIFY(report.has(Id::ClockGood));
        QCOMPARE(find(report, Id::DatabaseIdentity)->number, 42);
        QCOMPARE(find(report, Id::DatabaseIdentity)->text, u"Redis 7.0.15"_s);
        QCOMPARE(report.commands, 4);
    }

    void tellsWhatIsWrongWithACertificate_data()
    {
        QTest::addColumn<int>("certificate");
        QTest::addColumn<int>("cause");
        QTest::addColumn<bool>("suspectsTheClock");
        using Cause = Error::Cause;
        QTest::newRow("self-signed") << int(Certificate::SelfSigned) << int(Cause::CertificateUntrusted) << false;
        QTest::newRow("unknown authority")
            << int(Certificate::UnknownAuthority) << int(Cause::CertificateUntrusted) << false;
        QTest::newRow("expired") << int(Certificate::Expired) << int(Cause::CertificateExpired) << true;
        QTest::newRow("not yet valid") << int(Certificate::NotYetValid) << int(Cause::CertificateNotYetValid) << true;
        QTest::newRow("wrong host") << int(Certificate::WrongHost) << int(Cause::CertificateHostMismatch) << false;
    }
    void tellsWhatIsWrongWithACertificate()
    {
        QFETCH(int, certificate);
        QFETCH(int, cause);
        QFETCH(bool, suspectsTheClock);
        useTls(Certificate(certificate));
        const DoctorReport report = run();
        QVERIFY(!report.passed);
        const DoctorFinding *failed = find(report, Id::ConnectionFailed);
        QVERIFY2(failed, qPrintable(doctorReportText(report)));
        QCOMPARE(failed->severity, Severity::Error);
        QCOMPARE(failed->error.kind, Error::Kind::Tls);
        QCOMPARE(int(failed->error.cause), cause);
        const DoctorFinding *clock = find(report, Id::ClockSuspect);
        QCOMPARE(clock != nullptr, suspectsTheClock);
        if (clock) // what this computer takes for the time, for a person to compare
            QVERIFY(std::abs(clock->number - m_clock.now().time_since_epoch().count()) < 60'000);
        // Nothing was sent, and the report names the certificate but no token.
        QVERIFY(m_server->received().isEmpty());
        QCOMPARE(report.commands, 0);
        QVERIFY(!report.has(Id::Reached));
        QVERIFY(doctorReportText(report).contains(u"certificate of"_s));
        QVERIFY(!doctorReportText(report).contains(goodToken));
    }

    void tellsAProxyThatWantsALogin_data()
    {
        QTest::addColumn<QString>("password");
        QTest::newRow("none") << QString();
        QTest::newRow("wrong") << u"wrong"_s;
    }
    void tellsAProxyThatWantsALogin()
    {
        QFETCH(QString, password);
        useTls(Certificate::Good);
        ConnectProxy proxy;
        proxy.setLogin("me:right");
        m_network->setProxy(password.isEmpty() ? proxy.address() : proxy.address(u"me"_s, password));
        const DoctorReport report = run();
        QVERIFY(!report.passed);
        const DoctorFinding *failed = find(report, Id::ConnectionFailed);
        QVERIFY2(failed, qPrintable(doctorReportText(report)));
        QCOMPARE(failed->error.kind, Error::Kind::Proxy);
        QCOMPARE(failed->error.cause, Error::Cause::ProxyLogin);
        QVERIFY(!report.has(Id::Reached));
        QCOMPARE(report.commands, 0);
        QCOMPARE(m_server->connectionCount(), 0);
        QVERIFY(!proxy.heard().contains(goodToken.toLatin1()));
        QVERIFY(!doctorReportText(report).contains(u"wrong"_s));
    }

    void tellsAProxyThatRefuses()
    {
        useTls(Certificate::Good);
        ConnectProxy proxy;
        proxy.setRefusal("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
        m_network->setProxy(proxy.address());
        const DoctorReport report = run();
        const DoctorFinding *failed = find(report, Id::ConnectionFailed);
        QVERIFY2(failed, qPrintable(doctorReportText(report)));
        QCOMPARE(failed->error.kind, Error::Kind::Proxy);
        QCOMPARE(failed->error.cause, Error::Cause::ProxyFailed);
        QCOMPARE(m_server->connectionCount(), 0);
    }

    void passesThroughAProxyWithItsLogin()
    {
        useTls(Certificate::Good);
        ConnectProxy proxy;
        proxy.setLogin("me:right");
        m_network->setProxy(proxy.address(u"me"_s, u"right"_s));
        const DoctorReport report = run();
        QVERIFY2(report.passed, qPrintable(doctorReportText(report)));
        QVERIFY(proxy.tunnels() > 0);
        QVERIFY(!proxy.heard().contains(goodToken.toLatin1()));
        QVERIFY(!proxy.carried().contains(goodToken.toLatin1()));
    }

    void tellsASignInPage_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<bool>("tls");
        QTest::addColumn<int>("cause");
        const QByteArray page = "<!DOCTYPE html><title>Hotel</title><img src=\"file:///etc/passwd\">Sign in";
        for (const bool tls : {false, true}) {
            const char *transport = tls ? "tls" : "plain";
            QTest::addRow("200 with a page, %s", transport)
                << Fault::answer(200, page, {}, "text/html; charset=utf-8").bytes << tls << int(Error::Cause::WebPage);
            QTest::addRow("a page without a type, %s", transport)
                << Fault::answer(200, page, {}, "application/octet-stream").bytes << tls << int(Error::Cause::WebPage);
            QTest::addRow("511, %s", transport)
                << Fault::answer(511, page, {}, "text/html").bytes << tls << int(Error::Cause::WebPage);
            QTest::addRow("302 to the sign-in, %s", transport)
                << Fault::answer(302, "", "Location: https://login.hotel.example/?back=1\r\n").bytes << tls
                << int(Error::Cause::Redirect);
        }
    }
    void tellsASignInPage()
    {
        QFETCH(QByteArray, answer);
        QFETCH(bool, tls);
        QFETCH(int, cause);
        if (tls)
            useTls(Certificate::Good);
        m_server->setFault(Fault::raw(answer, Fault::End::KeepAlive));
        const DoctorReport report = run();
        QVERIFY(!report.passed);
        const DoctorFinding *failed = find(report, Id::ConnectionFailed);
        QVERIFY2(failed, qPrintable(doctorReportText(report)));
        QCOMPARE(failed->error.kind, Error::Kind::NotRestEndpoint);
        QCOMPARE(int(failed->error.cause), cause);
        if (failed->error.cause == Error::Cause::Redirect)
            QCOMPARE(failed->error.message, u"login.hotel.example"_s);
        QCOMPARE(m_server->deliveryCount(), 1);
        QVERIFY(!report.has(Id::TokenRefused));
    }

    /// The first exchange passed and the second did not: the session of the network ran out in between.
    void tellsASignInPageThatComesLater()
    {
        m_server->setFaults({timeAnswer(m_clock.now()), Fault::answer(200, "<html>Sign in", {}, "text/html")});
        const DoctorReport report = run();
        QVERIFY(!report.passed);
        const DoctorFinding *failed = find(report, Id::ConnectionFailed);
        QVERIFY2(failed, qPrintable(doctorReportText(report)));
        QCOMPARE(failed->error.cause, Error::Cause::WebPage);
    }

    void comparesTheClocks_data()
    {
        QTest::addColumn<int>("seconds"); // this computer before (below 0) or behind the server
        QTest::addColumn<bool>("isWrong");
        QTest::newRow("the same") << 0 << false;
        QTest::newRow("40 s before") << -40 << false;
        QTest::newRow("40 s behind") << 40 << false;
        QTest::newRow("two hours before") << -7'200 << true;
        QTest::newRow("two hours behind") << 7'200 << true;
        QTest::newRow("eight years behind, a battery that died") << 250'000'000 << true;
    }
    void comparesTheClocks()
    {
        QFETCH(int, seconds);
        QFETCH(bool, isWrong);
        FakeClock clock; // stands still, so that the difference is exact
        m_server->setFaults({timeAnswer(clock.now() + std::chrono::seconds(seconds)), questionsAnswer()});
        const DoctorReport report = run(clock);
        QVERIFY2(report.passed, qPrintable(doctorReportText(report))); // a wrong clock is told, it is no obstacle
        QCOMPARE(report.has(Id::ClockWrong), isWrong);
        QCOMPARE(report.has(Id::ClockGood), !isWrong);
        const DoctorFinding *told = find(report, isWrong ? Id::ClockWrong : Id::ClockGood);
        QCOMPARE(told->milliseconds, std::chrono::milliseconds(-1000LL * seconds));
        QCOMPARE(told->severity, isWrong ? Severity::Warning : Severity::Ok);
    }

    void oddTimesAreNotBelieved_data()
    {
        QTest::addColumn<QByteArray>("result");
        QTest::newRow("no list") << R"("T0s=")"_ba;
        QTest::newRow("one number") << R"(["MTc="])"_ba;
        QTest::newRow("no numbers") << R"(["YQ==","Yg=="])"_ba;
        QTest::newRow("the greatest number") << R"([9223372036854775807,9223372036854775807])"_ba;
        QTest::newRow("the least number") << R"([-9223372036854775808,0])"_ba;
    }
    void oddTimesAreNotBelieved()
    {
        QFETCH(QByteArray, result);
        m_server->setFaults(
            {Fault::answer(200, "{\"result\":" + result + "}", "Upstash-Sync-Token: 1\r\n"), questionsAnswer()});
        const DoctorReport report = run();
        QVERIFY2(report.passed, qPrintable(doctorReportText(report)));
        QVERIFY2(!report.has(Id::ClockWrong) && !report.has(Id::ClockGood), qPrintable(doctorReportText(report)));
    }

    void tellsANameThatDoesNotExist()
    {
        DoctorQuestion question;
        question.addressText = u"https://no-such-host.invalid"_s;
        question.tokenText = goodToken;
        const DoctorReport report = run(question, m_clock);
        const DoctorFinding *failed = find(report, Id::ConnectionFailed);
        QVERIFY2(failed, qPrintable(doctorReportText(report)));
        QCOMPARE(failed->error.kind, Error::Kind::NotSent);
        QCOMPARE(failed->error.cause, Error::Cause::HostNotFound);
    }

private:
    void useTls(Certificate kind) { m_server->useTls(m_certificates.certificate(kind), m_certificates.key(kind)); }
    DoctorReport run() { return run(m_clock); }
    DoctorReport run(const Clock &clock)
    {
        DoctorQuestion question;
        question.addressText = m_server->url().toString();
        question.tokenText = goodToken;
        question.caFile = m_certificates.caFile();
        return run(question, clock);
    }
    DoctorReport run(const DoctorQuestion &question, const Clock &clock)
    {
        ConnectionDoctor doctor(m_network.get(), &clock);
        QSignalSpy finished(&doctor, &ConnectionDoctor::finished);
        doctor.run(question);
        if (finished.isEmpty())
            finished.wait(30'000);
        return doctor.report();
    }

    const TestCertificates m_certificates;
    SystemClock m_clock;
    std::unique_ptr<QNetworkAccessManager> m_network;
    std::unique_ptr<FaultServer> m_server;
};

QTEST_GUILESS_MAIN(TestDoctorNetwork)
#include "tst_doctornetwork.moc"
