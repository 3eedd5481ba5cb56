// SPDX-License-Identifier: GPL-3.0-or-later
// Exports and imports that are cut off, out of quota, locked, killed, or on a server that can less.
#include "tests/models/transfer/refusingproxy.h"
#include "tests/models/transfer/transferdata.h"
#include "tests/models/transfer/transferfixture.h"
#include "tests/models/values/losingproxy.h"

#include <QProcess>

#include <csignal>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr char quotaWords[] = "ERR max daily request limit exceeded. Limit: 10000, Usage: 10001.";

} // namespace

class TestTransferFaults : public QObject {
    Q_OBJECT

private:
    DatabaseFixture m_database;

    QVariant redis(const QByteArrayList &command) { return m_database.redis(command); }
    qlonglong keyCount() { return redis({"DBSIZE"}).toLongLong(); }
    /// A file of commands none of which may be done twice.
    static QByteArray pushes(int count)
    {
        QByteArray text;
        for (int i = 0; i < count; ++i)
            text += "RPUSH l:" + QByteArray::number(i) + " x\n";
        return text;
    }
    qlonglong pushedOnce(const SandboxProcess &sandbox, int count)
    {
        return sandbox
            .redis(
                {"EVAL",
                 "local n = 0 for i = 0, ARGV[1] - 1 do if redis.call('LLEN', 'l:' .. i) == 1 then n = n + 1 end end "
                 "return n",
                 "0", QByteArray::number(count)})
            .toLongLong();
    }

private slots:
    void initTestCase()
    {
        const bool started = m_database.start();
        QVERIFY2(started, m_database.errorText().constData());
    }
    void cleanup() { m_database.flush(); }

    void lostExchangesAreNeverDoneTwice_data()
    {
        QTest::addColumn<int>("lose");
        QTest::newRow("request lost") << int(LosingProxy::Lose::Request);
        QTest::newRow("answer lost") << int(LosingProxy::Lose::Answer);
    }
    void lostExchangesAreNeverDoneTwice()
    {
        QFETCH(const int, lose);
        for (int position = 0; position < 3; ++position) {
            m_database.flush();
            LosingProxy proxy(m_database.sandbox().url());
            const auto session = m_database.session(proxy.url());
            TransferFixture transfer(session.get());
            const QString file = transfer.written(u"a.redis"_s, pushes(1200));
            ImportRun *run = transfer.importRun(transfer.planFor(file));
            QVERIFY(run);
            int seen = 0;
            if (position == 0)
                proxy.setLose(static_cast<LosingProxy::Lose>(lose));
            connect(session.get(), &Session::exchanged, this, [&] {
                if (++seen == position)
                    proxy.setLose(static_cast<LosingProxy::Lose>(lose));
            });
            run->start();
            QTRY_COMPARE_WITH_TIMEOUT(run->state(), ImportRun::State::Finished, 60'000);
            QVERIFY(proxy.lost() >= 1);
            QCOMPARE(run->tally().of(ImportOutcome::New), 1200);
            QCOMPARE(pushedOnce(m_database.sandbox(), 1200), 1200);
            QCOMPARE(keyCount(), 1200); // the receipt is gone
        }
    }

    void lostPartsBeginAnew()
    {
        (void)redis({"EVAL", "for i = 1, 4000 do redis.call('RPUSH', 'list', 'element' .. i) end", "0"});
        const auto plain = m_database.session();
        TransferFixture first(plain.get());
        const QString file = first.exported(TransferFormat::JsonLines);
        const QByteArray digest = redis({"DEBUG", "DIGEST-VALUE", "list"}).toList().value(0).toByteArray();
        for (int position = 1; position < 8; ++position) {
            m_database.flush();
            LosingProxy proxy(m_database.sandbox().url());
            const auto session = m_database.session(proxy.url());
            TransferFixture transfer(session.get());
            ImportPlan plan = transfer.planFor(file);
            plan.requestLimit = 40'000;
            ImportRun *run = transfer.importRun(plan);
            QVERIFY(run);
            int seen = 0;
            connect(session.get(), &Session::exchanged, this, [&] {
                if (++seen == position)
                    proxy.setLose(LosingProxy::Lose::Answer);
            });
            run->start();
            QTRY_COMPARE_WITH_TIMEOUT(run->state(), ImportRun::State::Finished, 60'000);
            QCOMPARE(run->tally().of(ImportOutcome::New), 1);
            QCOMPARE(redis({"DEBUG", "DIGEST-VALUE", "list"}).toList().value(0).toByteArray(), digest);
            QCOMPARE(keyCount(), 1);
            QCOMPARE(m_database.pttl("list"), -1);
        }
    }

    void quotaPausesAndGoesOn()
    {
        (void)redis({"EVAL", "for i = 1, 3000 do redis.call('SET', 'k:' .. i, i) end", "0"});
        RefusingProxy proxy(m_database.sandbox().url());
        bool isUsedUp = false;
        proxy.setRefusal([&](const QByteArray &, int number) {
            return isUsedUp && number > 4 ? QByteArray(quotaWords) : QByteArray();
        });
        const auto session = m_database.session(proxy.url());
        TransferFixture transfer(session.get());
        const auto out = transfer.exportRun(TransferFormat::Archive);
        QVERIFY(out);
        isUsedUp = true;
        out->start();
        QTRY_COMPARE_WITH_TIMEOUT(out->state(), ExportRun::State::Paused, 30'000);
        QCOMPARE(out->hold()->kind, Error::Kind::Quota);
        QVERIFY(!QFile::exists(out->plan().path));
        isUsedUp = false;
        out->resume();
        QTRY_COMPARE_WITH_TIMEOUT(out->state(), ExportRun::State::Finished, 30'000);
        QCOMPARE(out->tally().done, 3000);
        QCOMPARE(contentOf(TransferFormat::Archive, contentOfFile(out->plan().path)).keys().size(), 3000);

        m_database.flush();
        int more = 2;
        proxy.setRefusal([&](const QByteArray &, int) { return more-- > 0 ? QByteArray() : QByteArray(quotaWords); });
        ImportRun *run = transfer.importRun(transfer.planFor(out->plan().path), 3000);
        QVERIFY(run);
        run->start();
        QTRY_COMPARE_WITH_TIMEOUT(run->state(), ImportRun::State::Paused, 30'000);
        QCOMPARE(run->need(), ImportRun::Need::Server);
        QCOMPARE(run->hold()->kind, Error::Kind::Quota);
        const qint64 done = run->tally().of(ImportOutcome::New);
        QCOMPARE(done, 1000);
        QCOMPARE(keyCount(), done + 1);
        more = 1000;
        run->resume();
        QTRY_COMPARE_WITH_TIMEOUT(run->state(), ImportRun::State::Finished, 30'000);
        QCOMPARE(run->tally().of(ImportOutcome::New), 3000);
        QCOMPARE(keyCount(), 3000);
        QCOMPARE(m_database.get("k:2999"), "2999"_ba);
    }

    void goesOnAfterAKill()
    {
        constexpr int keys = 20'000;
        SandboxProcess sandbox({u"--no-sample-data"_s, u"--latency-ms"_s, u"10"_s});
        QVERIFY(sandbox.start());
        QTemporaryDir folder;
        QFile file(folder.filePath(u"a.redis"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(pushes(keys));
        file.close();
        const QUuid id = QUuid::createUuid();
        QString journal;
        for (int round = 0; round < 2; ++round) { // killed, gone on with and killed again
            QProcess worker;
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            environment.insert(u"IMPORT_TOKEN"_s, QString::fromLatin1(sandbox.token()));
            worker.setProcessEnvironment(environment);
            if (round == 0) {
                worker.start(
                    QStringLiteral(IMPORT_WORKER),
                    {sandbox.url().toString(), folder.path(), id.toString(QUuid::WithoutBraces), file.fileName()});
                QVERIFY(worker.waitForStarted());
                qint64 settled = 0;
                QVERIFY(QTest::qWaitFor(
                    [&] {
                        while (worker.canReadLine())
                            settled = worker.readLine().trimmed().toLongLong();
                        return settled >= 2000;
                    },
                    60'000));
                ::kill(pid_t(worker.processId()), SIGKILL);
                QVERIFY(worker.waitForFinished());
            }
            Profile profile;
            profile.id = id;
            profile.url = sandbox.url();
            QNetworkAccessManager network;
            Session session(profile, Secret(sandbox.token()), &network, m_database.clock());
            ImportJobs jobs(&session, folder.path());
            jobs.load();
            QTRY_COMPARE_WITH_TIMEOUT(jobs.stored().size(), 1, 30'000);
            QVERIFY(jobs.stored().first().isUnfinished());
            jobs.reopen(jobs.stored().first().path);
            QTRY_COMPARE_WITH_TIMEOUT(jobs.runs().size(), 1, 30'000);
            ImportRun *run = jobs.runs().first();
            QVERIFY(run->tally().settled() < keys);
            run->start();
            if (round == 0) { // and stopped by a person
                QTRY_VERIFY_WITH_TIMEOUT(run->tally().settled() > 6000, 60'000);
                run->stop();
                QTRY_COMPARE_WITH_TIMEOUT(run->state(), ImportRun::State::Stopped, 30'000);
                continue;
            }
            QTRY_COMPARE_WITH_TIMEOUT(run->state(), ImportRun::State::Finished, 120'000);
            QCOMPARE(run->tally().of(ImportOutcome::New), keys);
            QCOMPARE(pushedOnce(sandbox, keys), keys);
            QCOMPARE(sandbox.redis({"DBSIZE"}).toLongLong(), keys);
        }
    }

    void aChangedFileIsNotGoneOnWith()
    {
        const auto session = m_database.session();
        TransferFixture transfer(session.get());
        const QString file = transfer.written(u"a.redis"_s, pushes(10));
        ImportRun *run = transfer.importRun(transfer.planFor(file));
        QVERIFY(run);
        (void)transfer.written(u"a.redis"_s, pushes(20));
        run->start();
        QTRY_COMPARE_WITH_TIMEOUT(run->state(), ImportRun::State::Paused, 30'000);
        QCOMPARE(run->need(), ImportRun::Need::File);
        QCOMPARE(keyCount(), 0);
    }

    void withoutScriptsKeysAreRenamed()
    {
        (void)redis({"RPUSH", "list", "1", "2"});
        (void)redis({"SET", "string", "v", "PX", "3600000"});
        (void)redis({"SADD", "taken", "file"});
        const auto plain = m_database.session();
        TransferFixture first(plain.get());
        const QString file = first.exported(TransferFormat::JsonLines);
        m_database.flush();
        (void)redis({"SET", "taken", "mine"});
        RefusingProxy proxy(m_database.sandbox().url());
        proxy.setRefusal([](const QByteArray &request, int) {
            return request.contains("[\"EVAL") ? QByteArray("ERR Command is not available: 'EVAL'.") : QByteArray();
        });
        const auto session = m_database.session(proxy.url());
        TransferFixture transfer(session.get());
        ImportRun *run = transfer.imported(transfer.planFor(file));
        QVERIFY(run);
        QCOMPARE(run->tally().of(ImportOutcome::New), 2);
        QCOMPARE(run->tally().of(ImportOutcome::Skipped), 1);
        QCOMPARE(m_database.get("taken"), "mine"_ba);
        QCOMPARE(redis({"LRANGE", "list", "0", "-1"}).toList().size(), 2);
        QVERIFY(m_database.pttl("string") > 3'000'000);
        QCOMPARE(m_database.pttl("list"), -1);
        QCOMPARE(keyCount(), 3);
        run = transfer.importRun(transfer.planFor(file, ImportPolicy::Merge));
        run->start();
        QTRY_COMPARE_WITH_TIMEOUT(run->state(), ImportRun::State::Paused, 30'000);
        QCOMPARE(run->need(), ImportRun::Need::Scripts);
    }

    void withoutDumpAnArchiveIsTyped()
    {
        (void)redis({"HSET", "hash", "f", "v"});
        RefusingProxy proxy(m_database.sandbox().url());
        proxy.setRefusal([](const QByteArray &request, int) {
            return request.contains("DUMP") ? QByteArray("ERR Command is not available: 'DUMP'.") : QByteArray();
        });
        const auto session = m_database.session(proxy.url());
        TransferFixture transfer(session.get());
        const QString file = transfer.exported(TransferFormat::Archive);
        QVERIFY(!file.isEmpty());
        const FileContent content = contentOf(TransferFormat::Archive, contentOfFile(file));
        QCOMPARE(content.keys().size(), 1);
        QCOMPARE(content.keys()[0].form, TransferEntry::Form::Words);
        QCOMPARE(content.keys()[0].words, (QList<QByteArray>{"f", "v"}));
    }

    void lockedWritingPauses()
    {
        const auto session = m_database.session({}, Environment::Production);
        TransferFixture transfer(session.get());
        const QString file = transfer.written(u"a.redis"_s, pushes(10));
        ImportRun *run = transfer.importRun(transfer.planFor(file));
        QVERIFY(run);
        session->writeLock()->lock();
        run->start();
        QTRY_COMPARE_WITH_TIMEOUT(run->state(), ImportRun::State::Paused, 30'000);
        QCOMPARE(run->need(), ImportRun::Need::Unlock);
        QCOMPARE(keyCount(), 0);
        session->writeLock()->unlock();
        run->resume();
        QTRY_COMPARE_WITH_TIMEOUT(run->state(), ImportRun::State::Finished, 30'000);
        QCOMPARE(keyCount(), 10);
    }

    void aCancelledExportLeavesWhatWasAsked_data()
    {
        QTest::addColumn<bool>("keep");
        QTest::newRow("remove") << false;
        QTest::newRow("keep") << true;
    }
    void aCancelledExportLeavesWhatWasAsked()
    {
        QFETCH(const bool, keep);
        (void)redis({"EVAL", "for i = 1, 20000 do redis.call('SET', 'k:' .. i, i) end", "0"});
        const auto session = m_database.session();
        TransferFixture transfer(session.get());
        const auto run = transfer.exportRun(TransferFormat::JsonLines);
        QVERIFY(run);
        run->start();
        QTRY_VERIFY_WITH_TIMEOUT(run->tally().bytesWritten > 1000, 30'000);
        run->cancel(keep ? ExportRun::Partial::Keep : ExportRun::Partial::Remove);
        QTRY_COMPARE_WITH_TIMEOUT(run->state(), ExportRun::State::Cancelled, 30'000);
        QVERIFY(!QFile::exists(run->plan().path));
        QCOMPARE(QFile::exists(run->partialPath()), keep);
        if (!keep)
            return;
        const FileContent content = contentOf(TransferFormat::JsonLines, contentOfFile(run->partialPath()));
        QCOMPARE(content.problems.size(), 1);
        QCOMPARE(content.problems[0].kind, ImportProblem::Kind::NotWhole);
        QCOMPARE(content.keys().size(), run->tally().done);
    }

    void anOldFileStaysUntilTheNewOneIsWhole()
    {
        (void)redis({"SET", "k", "v"});
        LosingProxy proxy(m_database.sandbox().url());
        const auto session = m_database.session(proxy.url());
        TransferFixture transfer(session.get());
        const auto run = transfer.exportRun(TransferFormat::JsonLines);
        QVERIFY(run);
        (void)transfer.written(u"keys.jsonl"_s, "old");
        proxy.setLose(LosingProxy::Lose::Everything);
        run->start();
        QTRY_COMPARE_WITH_TIMEOUT(run->state(), ExportRun::State::Waiting, 60'000);
        QCOMPARE(contentOfFile(run->plan().path), "old"_ba);
        proxy.setLose(LosingProxy::Lose::Nothing);
        QTRY_COMPARE_WITH_TIMEOUT(run->state(), ExportRun::State::Finished, 60'000);
        QVERIFY(contentOfFile(run->plan().path).contains("\"key\":\"k\""));
        QVERIFY(!QFile::exists(run->partialPath()));
    }
};

QTEST_GUILESS_MAIN(TestTransferFaults)
#include "tst_transferfaults.moc"
