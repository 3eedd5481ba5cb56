// SPDX-License-Identifier: GPL-3.0-or-later
// A run that is killed, cut off, out of quota, or on a server that can less.
#include "tests/models/bulk/bulkfixture.h"
#include "tests/models/values/losingproxy.h"
#include "tests/support/faultserver.h"

#include <QProcess>

#include <csignal>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestBulkFaults : public QObject {
    Q_OBJECT

private:
    DatabaseFixture m_database;

    QVariant redis(const QByteArrayList &command) { return m_database.redis(command); }
    qlonglong keyCount() { return redis({"DBSIZE"}).toLongLong(); }
    void fill(int count)
    {
        (void)redis(
            {"EVAL",
             "for i = 0, tonumber(ARGV[1]) - 1 do redis.call('SET', 'k:' .. i, 'value' .. i, 'PX', 6000000) end", "0",
             QByteArray::number(count)});
    }

private slots:
    void initTestCase()
    {
        const bool started = m_database.start();
        QVERIFY2(started, m_database.errorText().constData());
    }
    void cleanup() { m_database.flush(); }

    void goesOnAfterAKill()
    {
        constexpr int keys = 20'000;
        // Each answer takes a while, so that the kill comes in the middle.
        SandboxProcess sandbox({u"--no-sample-data"_s, u"--latency-ms"_s, u"10"_s});
        QVERIFY(sandbox.start());
        const auto keysThere = [&sandbox] {
            return sandbox.redis({"DBSIZE"}).toLongLong();
        };
        (void)sandbox.redis(
            {"EVAL", "for i = 0, 19999 do redis.call('SET', 'k:' .. i, 'value' .. i, 'PX', 6000000) end", "0"});
        QTemporaryDir folder;
        const QUuid id = QUuid::createUuid();
        for (int round = 0; round < 3; ++round) { // a kill at another moment each time
            QProcess worker;
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            environment.insert(u"BULK_TOKEN"_s, QString::fromLatin1(sandbox.token()));
            worker.setProcessEnvironment(environment);
            worker.start(QStringLiteral(BULK_WORKER),
                         {sandbox.url().toString(), folder.path(), id.toString(QUuid::WithoutBraces), u"k:*"_s});
            QVERIFY(worker.waitForStarted());
            qint64 settled = 0;
            QVERIFY(QTest::qWaitFor(
                [&] {
                    while (worker.canReadLine())
                        settled = worker.readLine().trimmed().toLongLong();
                    return settled >= 500 * (round * 3 + 1);
                },
                60'000));
            ::kill(pid_t(worker.processId()), SIGKILL);
            QVERIFY(worker.waitForFinished());
            const qlonglong left = keysThere();
            QVERIFY2(left > 0 && left < keys, qPrintable(QString::number(left)));

            Profile profile;
            profile.id = id;
            profile.url = sandbox.url();
            QNetworkAccessManager network;
            Session session(profile, Secret(sandbox.token()), &network, m_database.clock());
            BulkJobs jobs(&session, folder.path());
            jobs.load();
            QTRY_COMPARE_WITH_TIMEOUT(jobs.stored().size(), 1, 30'000);
            QVERIFY(isUnfinished(jobs.stored().first()));
            QVERIFY(canUndo(jobs.stored().first()));
            QCOMPARE(jobs.stored().first().head.plan.pattern, "k:*"_ba);
            jobs.reopen(jobs.stored().first().path);
            QTRY_COMPARE_WITH_TIMEOUT(jobs.runs().size(), 1, 30'000);
            BulkRun *run = jobs.runs().first();
            if (round < 2) { // finish it, then take it back
                QVERIFY(BulkFixture::finish(run));
                QCOMPARE(keysThere(), 0);
                QCOMPARE(run->tally().done(), keys);
            }
            QVERIFY(BulkFixture::finish(run, BulkAim::Undo));
            if (round < 2)
                QCOMPARE(keysThere(), keys);
            else // what was sent when it was killed is in doubt, and stays in the copy
                QVERIFY(keysThere() >= keys - 1000);
            QCOMPARE(sandbox.redis({"GET", "k:0"}).toByteArray(), "value0"_ba);
            const qlonglong ttl = sandbox.redis({"PTTL", "k:0"}).toLongLong();
            QVERIFY(ttl > 5'000'000 && ttl <= 6'000'000);
            if (round == 2) { // and those, too, once it is finished
                QVERIFY(BulkFixture::finish(run));
                QVERIFY(BulkFixture::finish(run, BulkAim::Undo));
                QCOMPARE(keysThere(), keys);
            }
            jobs.forget(run);
        }
    }

    void goesOnAfterALostConnection_data()
    {
        QTest::addColumn<int>("act");
        QTest::addColumn<int>("lose");
        for (const auto act : {BulkAct::Delete, BulkAct::Rename, BulkAct::ChangeExpiry}) {
            QTest::addRow("act %d, request lost", int(act)) << int(act) << int(LosingProxy::Lose::Request);
            QTest::addRow("act %d, answer lost", int(act)) << int(act) << int(LosingProxy::Lose::Answer);
        }
    }
    /// Every exchange of the run is lost once; nothing is counted twice and nothing is lost.
    void goesOnAfterALostConnection()
    {
        QFETCH(const int, act);
        QFETCH(const int, lose);
        for (int position = 0; position < 3; ++position) {
            m_database.flush();
            fill(50);
            LosingProxy proxy(m_database.sandbox().url());
            const auto session = m_database.session(proxy.url());
            BulkFixture bulk(session.get());
            BulkPlan plan = planFor(static_cast<BulkAct>(act));
            plan.rule = {RenameRule::Kind::Prefix, "k:", "new:"};
            plan.change.in = 10h;
            BulkRun *run = bulk.run(matching("k:*"), plan);
            QVERIFY(run);
            int seen = 0;
            if (position == 0)
                proxy.setLose(static_cast<LosingProxy::Lose>(lose));
            connect(session.get(), &Session::exchanged, this, [&] {
                if (++seen == position)
                    proxy.setLose(static_cast<LosingProxy::Lose>(lose));
            });
            QVERIFY(BulkFixture::finish(run));
            QCOMPARE(run->tally().done(), 50);
            if (act == int(BulkAct::Delete)) {
                QCOMPARE(keyCount(), 0);
            } else {
                QCOMPARE(keyCount(), 50);
                QCOMPARE(redis({"GET", act == int(BulkAct::Rename) ? "new:9" : "k:9"}).toByteArray(), "value9"_ba);
            }
            seen = 100;
            QVERIFY(BulkFixture::finish(run, BulkAim::Undo));
            QCOMPARE(run->tally().of(UndoState::Undone), 50);
            QCOMPARE(redis({"GET", "k:9"}).toByteArray(), "value9"_ba);
            QVERIFY(m_database.pttl("k:9") <= 6'000'000);
            QVERIFY(m_database.pttl("k:9") > 5'000'000);
        }
    }

    void restoresOverALostConnection()
    {
        fill(50);
        LosingProxy proxy(m_database.sandbox().url());
        const auto session = m_database.session(proxy.url());
        BulkFixture bulk(session.get());
        BulkRun *run = bulk.run(matching("k:*"), planFor(BulkAct::Delete));
        QVERIFY(BulkFixture::finish(run));
        proxy.setLose(LosingProxy::Lose::Answer);
        QVERIFY(BulkFixture::finish(run, BulkAim::Undo));
        QCOMPARE(proxy.lost(), 1);
        QCOMPARE(run->tally().of(UndoState::Undone), 50); // recognised as ours, not as somebody's new keys
        QCOMPARE(keyCount(), 50);
    }

    void waitsOutTheQuota()
    {
        SandboxProcess sandbox({u"--no-sample-data"_s, u"--daily-quota"_s, u"6000"_s});
        QVERIFY(sandbox.start());
        (void)sandbox.redis({"EVAL", "for i = 1, 3000 do redis.call('SET', 'k:' .. i, i) end", "0"});
        SystemClock clock;
        QNetworkAccessManager network;
        Profile profile;
        profile.id = QUuid::createUuid();
        profile.url = sandbox.url();
        Session session(profile, Secret(sandbox.token()), &network, &clock);
        BulkFixture bulk(&session);
        BulkRun *run = bulk.run(matching("k:*"), planFor(BulkAct::Delete));
        QVERIFY(run);
        run->start();
        QTRY_COMPARE_WITH_TIMEOUT(run->state(), BulkRun::State::Paused, 60'000);
        QCOMPARE(run->need(), BulkRun::Need::Server);
        QCOMPARE(run->hold()->kind, Error::Kind::Quota);
        const qint64 left = sandbox.redis({"DBSIZE"}).toLongLong();
        QVERIFY(left > 0 && left < 3000);
        QCOMPARE(run->tally().done(), 3000 - left);
        QCOMPARE(run->tally().problems(), 0);
        QVERIFY(run->canUndo());
    }

    void saysWhenThereAreNoCopies()
    {
        FaultServer server;
        server.setFaults({Fault::answer(200, R"([{"error":"ERR Command is not available: 'DUMP'"},{"result":-1}])")});
        SystemClock clock;
        QNetworkAccessManager network;
        Profile profile;
        profile.id = QUuid::createUuid();
        profile.url = server.url();
        Session session(profile, Secret("12345678abcdefgh"), &network, &clock);
        BulkFixture bulk(&session);
        auto journal = bulk.list(chosen({"k"}));
        QVERIFY(journal);
        BulkTally tally;
        tally.states[0] = 1;
        BulkRun *run = bulk.jobs.add(journal, planFor(BulkAct::Delete), tally);
        run->start();
        QTRY_COMPARE_WITH_TIMEOUT(run->state(), BulkRun::State::Paused, 30'000);
        QCOMPARE(run->need(), BulkRun::Need::CopiesImpossible);
        QCOMPARE(server.deliveryCount(), 1); // nothing was deleted
        server.setFaults({Fault::answer(200, R"([{"result":1}])")});
        run->allowWithoutCopies();
        QTRY_COMPARE_WITH_TIMEOUT(run->state(), BulkRun::State::Finished, 30'000);
        QCOMPARE(server.deliveries().last().body, R"([["UNLINK","k"]])"_ba);
    }

    void cutsRequestsThatAreTooLarge()
    {
        SandboxProcess sandbox({u"--no-sample-data"_s, u"--max-request-bytes"_s, u"200000"_s});
        QVERIFY(sandbox.start());
        (void)sandbox.redis(
            {"EVAL", "for i = 1, 60 do redis.call('SET', 'k:' .. i, string.rep(tostring(i), 10000)) end", "0"});
        SystemClock clock;
        QNetworkAccessManager network;
        Profile profile;
        profile.id = QUuid::createUuid();
        profile.url = sandbox.url();
        profile.limits.maxRequestBytes = 200'000;
        Session session(profile, Secret(sandbox.token()), &network, &clock);
        BulkFixture bulk(&session);
        BulkRun *run = bulk.run(matching("k:*"), planFor(BulkAct::Delete));
        QVERIFY(run);
        QVERIFY(BulkFixture::finish(run));
        QCOMPARE(run->tally().done(), 60);
        QCOMPARE(sandbox.redis({"DBSIZE"}).toLongLong(), 0);
        QVERIFY(BulkFixture::finish(run, BulkAim::Undo));
        QCOMPARE(sandbox.redis({"DBSIZE"}).toLongLong(), 60);
    }

    void oldJournalsAreRemoved()
    {
        fill(10);
        QTemporaryDir folder;
        const auto session = m_database.session();
        QString path;
        {
            BulkJobs jobs(session.get(), folder.path());
            auto journal = QCoro::waitFor(jobs.newJournal());
            QVERIFY(journal);
            path = (*journal)->path();
            JournalHead head;
            head.profile = session->profile().id;
            head.stage = JournalHead::Stage::Finished;
            head.touchedAt = m_database.clock()->now() - 25h;
            const auto write = [head](BulkLedger &ledger) {
                return ledger.setHead(head);
            };
            QVERIFY(inJournal(*journal, write));
        }
        BulkJobs jobs(session.get(), folder.path());
        jobs.load();
        QTRY_VERIFY_WITH_TIMEOUT(!QFileInfo::exists(path), 30'000);
        QCOMPARE(jobs.stored().size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestBulkFaults)
#include "tst_bulkfaults.moc"
