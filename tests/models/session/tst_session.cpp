// SPDX-License-Identifier: GPL-3.0-or-later
// A session against a real database behind the sandbox.
#include "models/session/capabilities.h"
#include "models/session/commandmeter.h"
#include "models/session/session.h"
#include "models/session/writelock.h"
#include "tests/support/fakeclock.h"
#include "tests/support/sandboxprocess.h"

#include <qcoro/qcorotask.h>
#include <QNetworkAccessManager>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class SessionTest : public QObject {
    Q_OBJECT

private:
    Profile profileOf(const QUrl &url, bool readOnly = false) const
    {
        Profile profile;
        profile.id = QUuid::createUuid();
        profile.name = u"test"_s;
        profile.url = url;
        profile.environment = Environment::Sandbox;
        profile.readOnly = readOnly;
        return profile;
    }
    static RequestOptions polling()
    {
        RequestOptions options;
        options.purpose = Purpose::Poll;
        return options;
    }

    QNetworkAccessManager m_network;
    SystemClock m_clock;
    SandboxProcess m_sandbox{{u"--no-sample-data"_s}};

private slots:
    void initTestCase()
    {
        const bool started = m_sandbox.start();
        QVERIFY2(started, m_sandbox.errorText().constData());
    }
    void cleanup() { QCOMPARE(m_sandbox.redis({"FLUSHALL"}).toByteArray(), "OK"); }

    void sendsCountsAndComesOnline()
    {
        Session session(profileOf(m_sandbox.url()), Secret(m_sandbox.token()), &m_network, &m_clock);
        QSignalSpy states(&session, &Session::stateChanged);
        QCOMPARE(session.state(), Session::State::Idle);
        const int billedBefore = m_sandbox.billedCommands();

        const auto set = QCoro::waitFor(session.send(Command::of("SET", "k", "v")));
        QVERIFY(set);
        const QList<Command> three{Command::of("GET", "k"), Command::of("LPUSH", "k", "x"), Command::of("TTL", "k")};
        const auto replies = QCoro::waitFor(session.pipeline(three, polling()));
        QVERIFY(replies);
        QCOMPARE(replies->size(), 3U);
        QCOMPARE(replies->at(0)->bytes, "v");
        QCOMPARE(replies->at(1).error().kind, Error::Kind::WrongType);
        QCOMPARE(replies->at(2)->integer, -1);

        QCOMPARE(session.state(), Session::State::Online);
        QCOMPARE(states.count(), 1);
        QCOMPARE(session.meter()->commands(), 4);
        QCOMPARE(session.meter()->commands(Purpose::Poll), 3);
        QCOMPARE(session.meter()->requests(), 2);
        QCOMPARE(session.latency()->count(), 2);
        // What we count is what the server counted.
        QCOMPARE(m_sandbox.billedCommands() - billedBefore, 4);
    }

    void lockedSessionRefusesWritesWithoutARequest_data()
    {
        QTest::addColumn<QList<QByteArray>>("words");
        QTest::newRow("SET") << QList<QByteArray>{"SET", "k", "v"};
        QTest::newRow("lower case") << QList<QByteArray>{"del", "k"};
        QTest::newRow("script") << QList<QByteArray>{"EVAL", "return redis.call('SET','k','v')", "0"};
        QTest::newRow("unknown command") << QList<QByteArray>{"NEWCOMMAND", "k"};
        QTest::newRow("SORT with STORE") << QList<QByteArray>{"SORT", "k", "STORE", "x"};
    }
    void lockedSessionRefusesWritesWithoutARequest()
    {
        QFETCH(QList<QByteArray>, words);
        Session session(profileOf(m_sandbox.url(), true), Secret(m_sandbox.token()), &m_network, &m_clock);
        const auto single = QCoro::waitFor(session.send(Command(words)));
        QVERIFY(!single);
        QCOMPARE(single.error().kind, Error::Kind::Locked);
        const QList<Command> mixed{Command::of("GET", "k"), Command(words)};
        QCOMPARE(QCoro::waitFor(session.pipeline(mixed)).error().kind, Error::Kind::Locked);
        QCOMPARE(QCoro::waitFor(session.transaction(mixed)).error().kind, Error::Kind::Locked);
        QCOMPARE(session.meter()->requests(), 0);
        const auto read = QCoro::waitFor(session.send(Command::of("GET", "k")));
        QVERIFY(read);
        QVERIFY(read->isNil());
        session.writeLock()->unlock();
        QVERIFY(QCoro::waitFor(session.send(Command::of("SET", "k", "v"))));
        QCOMPARE(m_sandbox.redis({"GET", "k"}).toByteArray(), "v");
    }

    void readOnlyTokenIsRecognised()
    {
        Session session(profileOf(m_sandbox.url()), Secret(m_sandbox.readOnlyToken()), &m_network, &m_clock);
        const auto set = QCoro::waitFor(session.send(Command::of("SET", "k", "v")));
        QVERIFY(!set);
        QCOMPARE(set.error().kind, Error::Kind::NoPermission);
        QTRY_COMPARE(session.writeLock()->mode(), WriteLock::Mode::ReadOnlyToken);
        QCOMPARE(session.capabilities()->support(Capabilities::Feature::KeyListing),
                 Capabilities::Support::NotPermitted);
        QCOMPARE(session.state(), Session::State::Online);
        QCOMPARE(m_sandbox.redis({"EXISTS", "k"}).toInt(), 0);
    }

    void refusedTokenStopsPollingAndANewOneResumes()
    {
        Session session(profileOf(m_sandbox.url()), Secret("wrong-token-wrong-token"), &m_network, &m_clock);
        QCOMPARE(QCoro::waitFor(session.send(Command::of("GET", "k"))).error().kind, Error::Kind::Unauthorized);
        QCOMPARE(session.state(), Session::State::TokenRejected);
        const qint64 requests = session.meter()->requests();
        QCOMPARE(QCoro::waitFor(session.send(Command::of("GET", "k"), polling())).error().kind,
                 Error::Kind::Unauthorized);
        QCOMPARE(session.meter()->requests(), requests);
        session.setToken(Secret(m_sandbox.token()));
        QCOMPARE(session.state(), Session::State::Idle);
        QVERIFY(QCoro::waitFor(session.send(Command::of("GET", "k"), polling())));
        QCOMPARE(session.state(), Session::State::Online);
    }

    void unreachableDatabaseIsTriedAgainOnlyWhileShown()
    {
        QTcpServer taken; // a port where nothing answers
        QVERIFY(taken.listen(QHostAddress::LocalHost));
        const quint16 port = taken.serverPort();
        taken.close();
        Session session(profileOf(QUrl(u"http://127.0.0.1:%1"_s.arg(port))), Secret(m_sandbox.token()), &m_network,
                        &m_clock);
        session.setShown(false);
        const auto get = QCoro::waitFor(session.send(Command::of("GET", "k")));
        QVERIFY(!get);
        QCOMPARE(get.error().kind, Error::Kind::NotSent);
        QCOMPARE(get.error().cause, Error::Cause::ConnectionRefused);
        QCOMPARE(session.state(), Session::State::Offline);
        QVERIFY(session.nextTry());
    }

    void destroyedMidRequestLeavesNothingBehind()
    {
        auto session
            = std::make_unique<Session>(profileOf(m_sandbox.url()), Secret(m_sandbox.token()), &m_network, &m_clock);
        auto pending = session->send(Command::of("GET", "k"));
        QTest::qWait(1); // the request is on its way
        session.reset();
        const auto result = QCoro::waitFor(std::move(pending));
        QVERIFY(!result || result->isNil()); // cancelled, or answered just before
    }
};

QTEST_GUILESS_MAIN(SessionTest)
#include "tst_session.moc"
