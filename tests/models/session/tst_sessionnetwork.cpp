// SPDX-License-Identifier: GPL-3.0-or-later
// A session whose network goes, comes back, or is another one.
#include "models/rest/connectionepoch.h"
#include "models/rest/networkmanager.h"
#include "models/session/session.h"
#include "tests/support/faultserver.h"

#include <QNetworkAccessManager>
#include <QSignalSpy>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class SessionNetworkTest : public QObject {
    Q_OBJECT

private:
    static Profile profileOf(const QUrl &url)
    {
        Profile profile;
        profile.id = QUuid::createUuid();
        profile.name = u"test"_s;
        profile.url = url;
        return profile;
    }
    /// A port where nothing answers.
    static quint16 freePort()
    {
        const FaultServer taken;
        return taken.serverPort();
    }
    static QUrl urlOf(quint16 port) { return QUrl(u"http://127.0.0.1:%1"_s.arg(port)); }

    const std::unique_ptr<QNetworkAccessManager> m_network = makeNetworkManager();
    SystemClock m_clock;

    ConnectionEpoch *epoch() const { return ConnectionEpoch::of(m_network.get()); }

private slots:
    void networkThatCameBackIsNoticedAtOnce()
    {
        const quint16 port = freePort();
        Session session(profileOf(urlOf(port)), Secret("a-token-of-its-form"), m_network.get(), &m_clock);
        Result<Reply> got = failure(Error::Kind::Protocol);
        for (int i = 0; i < 3; ++i) { // the third time it waits longer than this test would
            bool done = false;
            QCoro::connect(session.send(Command::of("GET", "k")), this, [&](const Result<Reply> &reply) {
                got = reply;
                done = true;
            });
            QTRY_VERIFY_WITH_TIMEOUT(done, 20'000);
        }
        QCOMPARE(got.error().kind, Error::Kind::NotSent);
        QCOMPARE(session.state(), Session::State::Offline);
        QVERIFY(session.nextTry());

        FaultServer server(QHostAddress::LocalHost, port);
        QVERIFY(server.isListening());
        server.setFault(Fault::answer(200, R"({"result":"UE9ORw=="})", "Upstash-Sync-Token: 1\r\n"));
        epoch()->end();
        QTRY_COMPARE_WITH_TIMEOUT(session.state(), Session::State::Online, 20'000);
        QVERIFY(!session.nextTry());
        QVERIFY(server.deliveries().first().body.contains("PING"));
    }

    void hiddenWindowWaitsUntilItIsShown()
    {
        const quint16 port = freePort();
        Session session(profileOf(urlOf(port)), Secret("a-token-of-its-form"), m_network.get(), &m_clock);
        session.setShown(false);
        session.ping();
        QTRY_COMPARE_WITH_TIMEOUT(session.state(), Session::State::Offline, 20'000);
        FaultServer server(QHostAddress::LocalHost, port);
        server.setFault(Fault::answer(200, R"({"result":"UE9ORw=="})", "Upstash-Sync-Token: 1\r\n"));
        epoch()->end();
        QTest::qWait(50); // that nothing comes has no event to wait for
        QCOMPARE(server.connectionCount(), 0); // nobody looks: nothing is sent
        session.setShown(true);
        QTRY_COMPARE_WITH_TIMEOUT(session.state(), Session::State::Online, 20'000);
    }

    void reachableDatabaseIsAskedNothing()
    {
        FaultServer server;
        server.setFault(Fault::answer(200, R"({"result":"UE9ORw=="})", "Upstash-Sync-Token: 1\r\n"));
        Session session(profileOf(server.url()), Secret("a-token-of-its-form"), m_network.get(), &m_clock);
        session.ping();
        QTRY_COMPARE_WITH_TIMEOUT(session.state(), Session::State::Online, 20'000);
        QSignalSpy states(&session, &Session::stateChanged);
        epoch()->end();
        QTest::qWait(50); // that nothing comes has no event to wait for
        QCOMPARE(server.deliveryCount(), 1);
        QCOMPARE(states.size(), 0);
    }

    void lossInFlightDoesNotMakeItOffline()
    {
        FaultServer server;
        server.setFaults({Fault::raw({}, Fault::End::Stall), Fault::answer(200, R"({"result":1})")});
        Session session(profileOf(server.url()), Secret("a-token-of-its-form"), m_network.get(), &m_clock);
        QSignalSpy states(&session, &Session::stateChanged);
        std::optional<Result<Reply>> read;
        QCoro::connect(session.send(Command::of("STRLEN", "k")), this,
                       [&](const Result<Reply> &reply) { read = reply; });
        QTRY_COMPARE(server.deliveryCount(), 1);
        epoch()->end();
        QTRY_VERIFY_WITH_TIMEOUT(read, 20'000);
        QVERIFY(*read);
        QCOMPARE((*read)->integer, 1);
        QCOMPARE(states.size(), 1);
        QCOMPARE(session.state(), Session::State::Online);
        // A write whose answer was lost says nothing about the server.
        server.setFaults({Fault::raw({}, Fault::End::Stall)});
        std::optional<Result<Reply>> written;
        QCoro::connect(session.send(Command::of("INCR", "k")), this,
                       [&](const Result<Reply> &reply) { written = reply; });
        QTRY_COMPARE(server.deliveryCount(), 3);
        epoch()->end();
        QTRY_VERIFY_WITH_TIMEOUT(written, 20'000);
        QCOMPARE(written->error().kind, Error::Kind::UnknownOutcome);
        QCOMPARE(session.state(), Session::State::Online);
        QCOMPARE(server.deliveryCount(), 3);
    }

    /// Pipelines and transactions go one road; each has its own address and the same watch over it.
    void listsAreSentAndObservedAlike_data()
    {
        QTest::addColumn<bool>("isTransaction");
        QTest::newRow("pipeline") << false;
        QTest::newRow("transaction") << true;
    }
    void listsAreSentAndObservedAlike()
    {
        QFETCH(bool, isTransaction);
        FaultServer server;
        server.setFaults({Fault::answer(200, R"([{"result":1},{"error":"ERR max daily request limit exceeded"}])"),
                          Fault::answer(401, R"({"error":"WRONGPASS invalid or missing auth token."})")});
        Session session(profileOf(server.url()), Secret("a-token-of-its-form"), m_network.get(), &m_clock);
        const QList<Command> commands{Command::of("STRLEN", "a"), Command::of("INCR", "b")};
        const auto send = [&] {
            std::optional<Result<Replies>> got;
            QCoro::connect(isTransaction ? session.transaction(commands) : session.pipeline(commands), this,
                           [&](const Result<Replies> &replies) { got = replies; });
            [&] {
                QTRY_VERIFY_WITH_TIMEOUT(got, 20'000);
            }();
            return got.value_or(failure(Error::Kind::Protocol));
        };
        const Result<Replies> first = send();
        QVERIFY(first);
        QCOMPARE(first->at(1).error().kind, Error::Kind::Quota);
        QCOMPARE(session.state(), Session::State::QuotaUsedUp);
        QCOMPARE(send().error().kind, Error::Kind::Unauthorized);
        QCOMPARE(session.state(), Session::State::TokenRejected);
        for (const Delivery &delivery : server.deliveries())
            QCOMPARE(delivery.path, isTransaction ? "/multi-exec"_ba : "/pipeline"_ba);
    }
};

QTEST_GUILESS_MAIN(SessionNetworkTest)
#include "tst_sessionnetwork.moc"
