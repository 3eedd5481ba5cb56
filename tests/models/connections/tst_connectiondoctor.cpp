// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connections/connectiondoctor.h"
#include "models/connections/healthcheck.h"
#include "models/connections/localsandbox.h"

#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using Id = DoctorFinding::Id;
using Severity = DoctorFinding::Severity;

namespace {

const QString goodToken = u"AaD3AAIncDE1NzQ4ZmI2ZWU5MjE0YjA5OTM4ZGQxNzQ4QxN4"_s;

// Answers every request with the same bytes and remembers what it was sent.
class CannedServer final : public QTcpServer {
public:
    explicit CannedServer(QByteArray answer)
        : m_answer(std::move(answer))
    {
        const bool listens = listen(QHostAddress::LocalHost);
        Q_ASSERT(listens);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                const QByteArray bytes = socket->readAll();
                received += bytes;
                if (!bytes.endsWith(']'))
                    return;
                socket->write(m_answer);
                socket->disconnectFromHost();
            });
        });
    }
    [[nodiscard]] QString address() const { return u"http://127.0.0.1:%1"_s.arg(serverPort()); }
    QByteArray received;

private:
    QByteArray m_answer;
};

QByteArray http(const QByteArray &status, const QByteArray &type, const QByteArray &body,
                const QByteArray &headers = {})
{
    return "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\n" + headers
        + "Content-Length: " + QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
}

QList<int> ids(const DoctorReport &report)
{
    QList<int> result;
    for (const DoctorFinding &finding : report.findings)
        result.append(int(finding.id));
    return result;
}

const DoctorFinding *find(const DoctorReport &report, Id id)
{
    for (const DoctorFinding &finding : report.findings) {
        if (finding.id == id)
            return &finding;
    }
    return nullptr;
}

} // namespace

class TestConnectionDoctor : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        LocalSandbox::Setup setup;
        setup.program = qEnvironmentVariable("STASHDECK_SANDBOX");
        setup.port = 0;
        setup.keys = 500;
        setup.traffic = false;
        m_sandbox = std::make_unique<LocalSandbox>(setup);
        m_sandbox->start();
        QTRY_COMPARE_WITH_TIMEOUT(m_sandbox->state(), LocalSandbox::State::Running, 30'000);
    }
    void cleanupTestCase()
    {
        m_sandbox->stop();
        QTRY_COMPARE_WITH_TIMEOUT(m_sandbox->state(), LocalSandbox::State::Stopped, 15'000);
    }

    void tellsFromTheTextsAlone_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("token");
        QTest::addColumn<QList<int>>("expected");
        const auto row = [](const char *name, const QString &address, const QString &token, const QList<Id> &expected) {
            QList<int> numbers;
            for (const Id id : expected)
                numbers.append(int(id));
            QTest::newRow(name) << address << token << numbers;
        };
        const QString good = u"https://a.upstash.io"_s;
        row("good", good, goodToken, {});
        row("line break", good, goodToken + u'\n', {Id::TokenFixed});
        row("two fixes", u"a.upstash.io"_s, u"\"%1\""_s.arg(goodToken), {Id::AddressFixed, Id::TokenFixed});
        row("redis address", u"rediss://default:%1@a.upstash.io:6379"_s.arg(goodToken), QString(),
            {Id::AddressFixed, Id::AddressFixed});
        row("nothing", QString(), QString(), {Id::AddressMissing, Id::TokenMissing});
        row("swapped", goodToken, good, {Id::AddressIsToken});
        row("address twice", good, good, {Id::TokenIsAddress});
        row("masked", good, u"AaD3\u2022\u2022\u2022\u2022QxN4"_s, {Id::TokenMasked});
        row("placeholder", u"<url>"_s, u"${TOKEN}"_s, {Id::AddressIsPlaceholder, Id::TokenIsPlaceholder});
        row("console page", u"https://console.upstash.com/redis/1"_s, goodToken, {Id::AddressIsConsolePage});
        row("http", u"http://a.upstash.io"_s, goodToken, {Id::AddressInsecure});
        row("characters", good, u"AaD3 AAIn cDE1 NzQ4"_s, {Id::TokenBadCharacters});
        row("other host", u"https://db.example.com"_s, goodToken, {Id::HostIsNotUpstash});
        row("look-alike", u"https://a.upstash.io.evil.example"_s, goodToken, {Id::HostIsNotUpstash});
        row("trick", u"https://a.upstash.io@evil.example"_s, goodToken, {Id::AddressFixed, Id::HostIsNotUpstash});
        row("hopeless", u"https://a b"_s, goodToken, {Id::AddressMalformed});
    }
    void tellsFromTheTextsAlone()
    {
        QFETCH(QString, address);
        QFETCH(QString, token);
        QFETCH(QList<int>, expected);
        DoctorQuestion question;
        question.addressText = address;
        question.tokenText = token;
        QCOMPARE(ids(ConnectionDoctor::examineText(question)), expected);
    }

    void opensTheSandbox()
    {
        const DoctorReport report = run(m_sandbox->url().toString(), text(m_sandbox->token()));
        QVERIFY2(report.passed, qPrintable(doctorReportText(report)));
        QVERIFY(report.has(Id::Reached));
        QVERIFY(report.has(Id::StandardToken));
        QVERIFY(report.has(Id::ClockGood));
        QCOMPARE(report.commands, 4);
        const DoctorFinding *identity = find(report, Id::DatabaseIdentity);
        QVERIFY(identity);
        QVERIFY2(identity->number >= 500, qPrintable(doctorReportText(report)));
        QVERIFY(!report.isReadOnlyToken);
    }

    void cleansTheTokenAndSaysSo()
    {
        const DoctorReport report
            = run(m_sandbox->url().toString() + u'/', u"\"Bearer %1\"\n"_s.arg(text(m_sandbox->token())));
        QVERIFY2(report.passed, qPrintable(doctorReportText(report)));
        QCOMPARE(report.fixes(), 3);
        QVERIFY(report.token == m_sandbox->token());
    }

    void knowsAReadOnlyToken()
    {
        const DoctorReport report = run(m_sandbox->url().toString(), text(m_sandbox->readOnlyToken()));
        QVERIFY2(report.passed, qPrintable(doctorReportText(report)));
        QVERIFY(report.isReadOnlyToken);
        QVERIFY(report.has(Id::ReadOnlyToken));
        QVERIFY(!report.has(Id::StandardToken));
        QVERIFY(report.commands <= 5);
    }

    void knowsAWrongToken()
    {
        const DoctorReport report = run(m_sandbox->url().toString(), goodToken);
        QVERIFY(!report.passed);
        QVERIFY(report.has(Id::Reached)); // the address is right
        const DoctorFinding *refused = find(report, Id::TokenRefused);
        QVERIFY(refused);
        QCOMPARE(refused->error.httpStatus, 401);
        QVERIFY(!doctorReportText(report).contains(goodToken));
    }

    void neverSendsATokenOfAnotherDatabase()
    {
        CannedServer server(http("200 OK", "application/json", "{\"result\":\"OK\"}"));
        DoctorQuestion question;
        question.addressText = server.address();
        question.tokenText = text(m_sandbox->token());
        SavedToken other;
        other.profile = QUuid::createUuid();
        other.name = u"<b>prod-us-edge</b>"_s;
        other.url = m_sandbox->url();
        other.token = m_sandbox->token();
        question.saved = {other};
        const DoctorReport report = run(question);
        QVERIFY(!report.passed);
        const DoctorFinding *told = find(report, Id::TokenOfOtherDatabase);
        QVERIFY(told);
        QCOMPARE(told->text, other.name);
        QCOMPARE(told->profile, other.profile);
        QCOMPARE(report.commands, 0);
        QVERIFY(server.received.isEmpty());

        question.sendAnyway = true;
        run(question);
        QVERIFY(server.received.contains(m_sandbox->token().reveal()));
    }

    void aTokenSavedForTheSameAddressIsSent()
    {
        DoctorQuestion question;
        question.addressText = m_sandbox->url().toString();
        question.tokenText = text(m_sandbox->token());
        SavedToken same;
        same.profile = QUuid::createUuid();
        same.name = u"mine"_s;
        same.url = m_sandbox->url();
        same.token = m_sandbox->token();
        question.saved = {same};
        const DoctorReport added = run(question);
        QVERIFY(added.passed);
        QVERIFY(added.has(Id::AlreadySaved));
        question.editing = same.profile;
        QVERIFY(!run(question).has(Id::AlreadySaved));
    }

    void knowsThePasswordOfATcpAddress()
    {
        QUrl url = m_sandbox->url();
        DoctorQuestion question;
        question.addressText = url.toString();
        question.tokenText = goodToken;
        question.tokenIsTcpPassword = true;
        const DoctorReport report = run(question);
        QVERIFY(report.has(Id::TokenRefused));
        QVERIFY(report.has(Id::TokenIsTcpPassword));
    }

    void explainsWhatAnswersInstead_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<Error::Kind>("kind");
        QTest::addColumn<Error::Cause>("cause");
        QTest::newRow("web page") << http("200 OK", "text/html", "<html><b>Sign in to the hotel</b></html>")
                                  << Error::Kind::NotRestEndpoint << Error::Cause::WebPage;
        QTest::newRow("not found") << http("404 Not Found", "text/plain", "no") << Error::Kind::NotRestEndpoint
                                   << Error::Cause::NotFound;
        QTest::newRow("redirect") << http("302 Found", "text/html", "", "Location: https://login.example/\r\n")
                                  << Error::Kind::NotRestEndpoint << Error::Cause::Redirect;
        QTest::newRow("garbage") << QByteArray("\x16\x03\x01 no http at all\r\n\r\n") << Error::Kind::Network
                                 << Error::Cause::None;
    }
    void explainsWhatAnswersInstead()
    {
        QFETCH(QByteArray, answer);
        QFETCH(Error::Kind, kind);
        QFETCH(Error::Cause, cause);
        CannedServer server(answer);
        const DoctorReport report = run(server.address(), goodToken);
        QVERIFY(!report.passed);
        const DoctorFinding *failed = find(report, Id::ConnectionFailed);
        QVERIFY2(failed, qPrintable(doctorReportText(report)));
        if (kind != Error::Kind::Network) {
            QCOMPARE(failed->error.kind, kind);
            QCOMPARE(failed->error.cause, cause);
        }
    }

    void aServerThatRepeatsTheTokenDoesNotGetItIntoTheReport()
    {
        CannedServer server(http("400 Bad Request", "application/json",
                                 "{\"error\":\"ERR max daily request limit exceeded " + goodToken.toLatin1() + "\"}"));
        const DoctorReport report = run(server.address(), goodToken);
        const DoctorFinding *refused = find(report, Id::Refused);
        QVERIFY2(refused, qPrintable(doctorReportText(report)));
        QCOMPARE(refused->error.kind, Error::Kind::Quota);
        QVERIFY(!refused->error.message.contains(goodToken));
        QVERIFY(!doctorReportText(report).contains(goodToken));
    }

    void saysThatNobodyListens()
    {
        quint16 port = 0;
        {
            QTcpServer gone;
            QVERIFY(gone.listen(QHostAddress::LocalHost));
            port = gone.serverPort();
        }
        const DoctorReport report = run(u"http://127.0.0.1:%1"_s.arg(port), goodToken);
        const DoctorFinding *failed = find(report, Id::ConnectionFailed);
        QVERIFY(failed);
        QCOMPARE(failed->error.kind, Error::Kind::NotSent);
        QCOMPARE(failed->error.cause, Error::Cause::ConnectionRefused);
    }

    void canBeCancelled()
    {
        QTcpServer silent; // accepts, never answers
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        ConnectionDoctor doctor(&m_network, &m_clock);
        QSignalSpy finished(&doctor, &ConnectionDoctor::finished);
        DoctorQuestion question;
        question.addressText = u"http://127.0.0.1:%1"_s.arg(silent.serverPort());
        question.tokenText = goodToken;
        doctor.run(question);
        QVERIFY(doctor.isRunning());
        doctor.cancel();
        QVERIFY(!doctor.isRunning());
        QCOMPARE(finished.size(), 1);
        QVERIFY(doctor.report().has(Id::Cancelled));
        // A new run after it is not disturbed by the old one's end.
        question.addressText = m_sandbox->url().toString();
        question.tokenText = text(m_sandbox->token());
        doctor.run(question);
        QTRY_VERIFY(!doctor.isRunning());
        QVERIFY(doctor.report().passed);
        QCOMPARE(finished.size(), 2);
    }

    void mayBeDestroyedWhileItRuns()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        auto doctor = std::make_unique<ConnectionDoctor>(&m_network, &m_clock);
        DoctorQuestion question;
        question.addressText = u"http://127.0.0.1:%1"_s.arg(silent.serverPort());
        question.tokenText = goodToken;
        doctor->run(question);
        doctor.reset();
        QCoreApplication::processEvents();
    }

    void healthCostsOneCommandEach()
    {
        QTemporaryDir folder;
        ProfileStore profiles(folder.filePath(u"profiles.json"_s));
        SessionOnlyStore secrets;
        const auto add = [&](const QString &name, const QUrl &url, const Secret &token) {
            Profile profile;
            profile.name = name;
            profile.url = url;
            const QUuid id = profiles.add(profile);
            if (!token.isEmpty())
                secrets.keep(id, TokenKind::Standard, token);
            return id;
        };
        CannedServer page(http("200 OK", "text/html", "<html>"));
        const QUuid good = add(u"good"_s, m_sandbox->url(), m_sandbox->token());
        const QUuid readOnly = add(u"read-only"_s, m_sandbox->url(), {});
        secrets.keep(readOnly, TokenKind::ReadOnly, m_sandbox->readOnlyToken());
        const QUuid wrong = add(u"wrong"_s, m_sandbox->url(), Secret(goodToken.toLatin1()));
        const QUuid missing = add(u"missing"_s, m_sandbox->url(), {});
        const QUuid html = add(u"page"_s, QUrl(page.address()), Secret(goodToken.toLatin1()));

        HealthCheck check(&profiles, &secrets, &m_network, &m_clock);
        QHash<QUuid, ProfileHealth> health;
        connect(&check, &HealthCheck::changed, this,
                [&health](const QUuid &id, const ProfileHealth &now) { health.insert(id, now); });
        QSignalSpy finished(&check, &HealthCheck::finished);
        check.check({good, readOnly, wrong, missing, html});
        check.check({good});
        QVERIFY(finished.wait(20'000));
        QVERIFY(!check.isRunning());
        QCOMPARE(health.value(good).state, ProfileHealth::State::Reachable);
        QVERIFY(health.value(good).keyCount.value_or(0) >= 500);
        QCOMPARE(health.value(readOnly).state, ProfileHealth::State::Reachable);
        QCOMPARE(health.value(wrong).state, ProfileHealth::State::Unreachable);
        QCOMPARE(health.value(wrong).error.kind, Error::Kind::Unauthorized);
        QCOMPARE(health.value(missing).state, ProfileHealth::State::TokenMissing);
        QCOMPARE(health.value(html).error.cause, Error::Cause::WebPage);
        QVERIFY(check.commandsOfLastRound() <= 4);
    }

private:
    static QString text(const Secret &secret) { return QString::fromLatin1(secret.reveal()); }

    DoctorReport run(const QString &address, const QString &token)
    {
        DoctorQuestion question;
        question.addressText = address;
        question.tokenText = token;
        return run(question);
    }
    DoctorReport run(const DoctorQuestion &question)
    {
        ConnectionDoctor doctor(&m_network, &m_clock);
        QSignalSpy finished(&doctor, &ConnectionDoctor::finished);
        doctor.run(question);
        if (finished.isEmpty())
            finished.wait(30'000);
        return doctor.report();
    }

    QNetworkAccessManager m_network;
    SystemClock m_clock;
    std::unique_ptr<LocalSandbox> m_sandbox;
};

QTEST_GUILESS_MAIN(TestConnectionDoctor)
#include "tst_connectiondoctor.moc"
