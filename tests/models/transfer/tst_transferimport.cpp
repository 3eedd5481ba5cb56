// SPDX-License-Identifier: GPL-3.0-or-later
// What an import does with what is there already, with files that are damaged or foreign, and with hidden values.
#include "models/transfer/importresultmodel.h"
#include "tests/models/transfer/transferdata.h"
#include "tests/models/transfer/transferfixture.h"

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

class TestTransferImport : public QObject {
    Q_OBJECT

private:
    DatabaseFixture m_database;

    QVariant redis(const QByteArrayList &command) { return m_database.redis(command); }
    qlonglong keyCount() { return redis({"DBSIZE"}).toLongLong(); }
    /// A hash, a set, a list and a string, and the file of them in a format.
    QString exportedSample(TransferFixture &transfer, TransferFormat format)
    {
        (void)redis({"HSET", "hash", "a", "1", "b", "2"});
        (void)redis({"SADD", "set", "x", "y"});
        (void)redis({"ZADD", "zset", "1", "m", "2", "n"});
        (void)redis({"RPUSH", "list", "1", "2"});
        (void)redis({"SET", "string", "file", "PX", "3600000"});
        const QString file = transfer.exported(format);
        m_database.flush();
        return file;
    }
    void changeAll()
    {
        (void)redis({"HSET", "hash", "a", "other", "c", "3"});
        (void)redis({"PEXPIRE", "hash", "100000"});
        (void)redis({"SADD", "set", "z"});
        (void)redis({"ZADD", "zset", "7", "m"});
        (void)redis({"RPUSH", "list", "other"});
        (void)redis({"SET", "string", "other"});
    }

private slots:
    void initTestCase()
    {
        const bool started = m_database.start();
        QVERIFY2(started, m_database.errorText().constData());
    }
    void cleanup() { m_database.flush(); }

    void policiesDecideWhenItWrites_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<int>("policy");
        for (const auto format :
             {TransferFormat::Archive, TransferFormat::JsonLines, TransferFormat::Csv, TransferFormat::Commands}) {
            for (const auto policy :
                 {ImportPolicy::Skip, ImportPolicy::Replace, ImportPolicy::Merge, ImportPolicy::Fail})
                QTest::addRow("%s %d", suffixOf(format).data(), int(policy)) << int(format) << int(policy);
        }
    }
    /// The dry run finds an empty database; before the import writes, somebody else has made all keys.
    void policiesDecideWhenItWrites()
    {
        QFETCH(const int, format);
        QFETCH(const int, policy);
        const auto kind = static_cast<TransferFormat>(format);
        const auto how = static_cast<ImportPolicy>(policy);
        const auto session = m_database.session();
        TransferFixture transfer(session.get());
        const QString file = exportedSample(transfer, kind);
        QVERIFY(!file.isEmpty());
        const ImportPlan plan = transfer.planFor(file, how);
        ImportCheck check(session.get());
        QList<ImportRow> found;
        connect(&check, &ImportCheck::rowsFound, this, [&](const QList<ImportRow> &rows) { found += rows; });
        check.start(plan);
        QTRY_COMPARE_WITH_TIMEOUT(check.state(), ImportCheck::State::Finished, 30'000);
        QCOMPARE(found.size(), 5);
        QCOMPARE(check.tally().of(ImportOutcome::New), 5);
        QCOMPARE(check.tally().requests, 1);
        QVERIFY(check.price().commands >= 10);
        QCOMPARE(keyCount(), 0); // it reads only

        changeAll();
        ImportRun *run = transfer.imported(plan);
        QVERIFY(run);
        const ImportTally &tally = run->tally();
        QCOMPARE(tally.settled(), 5);
        QCOMPARE(keyCount(), 5);
        switch (how) {
        case ImportPolicy::Skip:
        case ImportPolicy::Fail:
            QCOMPARE(tally.of(how == ImportPolicy::Skip ? ImportOutcome::Skipped : ImportOutcome::Refused), 5);
            QCOMPARE(m_database.get("string"), "other"_ba);
            QCOMPARE(redis({"HGET", "hash", "a"}).toByteArray(), "other"_ba);
            break;
        case ImportPolicy::Replace:
            QCOMPARE(tally.of(ImportOutcome::Replaced), 5);
            QCOMPARE(m_database.get("string"), "file"_ba);
            QVERIFY(m_database.pttl("string") > 3'500'000);
            QCOMPARE(m_database.pttl("hash"), -1);
            QCOMPARE(redis({"HLEN", "hash"}).toLongLong(), 2);
            QCOMPARE(redis({"LRANGE", "list", "0", "-1"}).toList().size(), 2);
            break;
        case ImportPolicy::Merge:
            QCOMPARE(redis({"HGET", "hash", "a"}).toByteArray(), "1"_ba);
            QCOMPARE(redis({"HLEN", "hash"}).toLongLong(), 3);
            QVERIFY(m_database.pttl("hash") > 0);
            QCOMPARE(redis({"SCARD", "set"}).toLongLong(), 3);
            QCOMPARE(redis({"ZSCORE", "zset", "m"}).toByteArray(), "1"_ba);
            if (kind == TransferFormat::Commands)
                break; // commands are played as they stand
            QCOMPARE(tally.of(ImportOutcome::Merged), 3);
            QCOMPARE(tally.of(ImportOutcome::Skipped), 2);
            QCOMPARE(m_database.get("string"), "other"_ba);
            break;
        }
        // The dry run sees it now, too.
        found.clear();
        check.start(plan);
        QTRY_COMPARE_WITH_TIMEOUT(check.state(), ImportCheck::State::Finished, 30'000);
        QCOMPARE(check.tally().of(ImportOutcome::New), 0);
        QCOMPARE(found[0].existing == KeyType::Unknown, false);
    }

    void manySmallKeysTakeFewRequests()
    {
        (void)redis({"EVAL", "for i = 1, 5000 do redis.call('HSET', 'h:' .. i, 'name', i) end", "0"});
        const auto session = m_database.session();
        TransferFixture transfer(session.get());
        const QString file = transfer.exported(TransferFormat::JsonLines);
        QVERIFY(!file.isEmpty());
        // Ten, and three to learn what the server is and can.
        QVERIFY2(transfer.exportTally.requests <= 10 + 3, qPrintable(QString::number(transfer.exportTally.requests)));
        m_database.flush();
        ImportPlan plan = transfer.planFor(file);
        plan.prefix = "copy:";
        ImportRun *run = transfer.imported(plan);
        QVERIFY(run);
        QVERIFY2(run->tally().requests <= 11, qPrintable(QString::number(run->tally().requests)));
        QCOMPARE(keyCount(), 5000);
        QCOMPARE(redis({"HGET", "copy:h:77", "name"}).toByteArray(), "77"_ba);
    }

    void hiddenValuesNeverComeBack_data()
    {
        QTest::addColumn<int>("format");
        for (int format = 0; format < transferFormatCount; ++format)
            QTest::newRow(suffixOf(static_cast<TransferFormat>(format)).data()) << format;
    }
    void hiddenValuesNeverComeBack()
    {
        QFETCH(const int, format);
        (void)redis({"HSET", "user", "name", "Ann", "token", "s3cret-token"});
        (void)redis({"HSET", "all", "password", "s3cret-password"});
        (void)redis({"SET", "json", "{\"name\":\"Ann\",\"email\":\"s3cret@example.org\"}"});
        (void)redis({"RPUSH", "queue", "{\"token\":\"s3cret\"}", "plain"});
        (void)redis({"SET", "free", "token"});
        const auto session = m_database.session();
        TransferFixture transfer(session.get());
        const QString file
            = transfer.exported(static_cast<TransferFormat>(format), everyKey(), {"token", "password", "email"});
        QVERIFY(!file.isEmpty());
        QCOMPARE(transfer.exportTally.hiddenValues, 4);
        QVERIFY(!contentOfFile(file).contains("s3cret"));
        ImportFile looked(m_database.clock());
        looked.open(file);
        QTRY_COMPARE_WITH_TIMEOUT(looked.state(), ImportFile::State::Ready, 30'000);
        QVERIFY(looked.facts().hides);
        QCOMPARE(looked.facts().hiddenValues, 4);
        // Into the same database, over what is there: nothing secret is lost, no mask is written.
        ImportRun *run = transfer.imported(transfer.planFor(file, ImportPolicy::Replace));
        QVERIFY(run);
        QCOMPARE(run->tally().of(ImportOutcome::Hidden), 3);
        QCOMPARE(run->tally().of(ImportOutcome::Replaced), 2);
        QCOMPARE(redis({"HGET", "user", "token"}).toByteArray(), "s3cret-token"_ba);
        QCOMPARE(redis({"HGET", "all", "password"}).toByteArray(), "s3cret-password"_ba);
        QVERIFY(m_database.get("json").contains("s3cret"));
        // Into an empty one: the field is left out.
        m_database.flush();
        run = transfer.imported(transfer.planFor(file));
        QVERIFY(run);
        QCOMPARE(redis({"HGETALL", "user"}).toList().size(), 2);
        QCOMPARE(keyCount(), 2);
    }

    void commandsFromElsewhereAreReplayed()
    {
        const auto session = m_database.session();
        TransferFixture transfer(session.get());
        const QString file = transfer.written(
            u"any.txt"_s,
            "# by hand\nSET a 1\nINCR a\nSET b 'x y'\nEXPIRE a 1000\nFLUSHALL\nHSET h f v\nHSET h g w\nLPUSH a wrong\n"
            "EXPIRE nothing 10\nMSET c 1 d 2\nCONFIG SET dir /\n");
        ImportFile looked(m_database.clock());
        looked.open(file);
        QTRY_COMPARE_WITH_TIMEOUT(looked.state(), ImportFile::State::Ready, 30'000);
        QCOMPARE(looked.facts().format, TransferFormat::Commands);
        QCOMPARE(looked.facts().problemCount, 2);
        QCOMPARE(looked.facts().problems[0].line, 6);
        QVERIFY(looked.facts().isWhole);
        ImportRun *run = transfer.imported(transfer.planFor(file));
        QVERIFY(run);
        QCOMPARE(m_database.get("a"), "2"_ba); // the later lines went on with the key that the first ones made
        QVERIFY(m_database.pttl("a") > 900'000);
        QCOMPARE(m_database.get("b"), "x y"_ba);
        QCOMPARE(redis({"HLEN", "h"}).toLongLong(), 2);
        QCOMPARE(run->tally().of(ImportOutcome::Failed), 1); // LPUSH on a string
        QCOMPARE(run->tally().of(ImportOutcome::Invalid), 1); // EXPIRE of nothing
        QCOMPARE(keyCount(), 5);
    }

    void whatIsOverOrBrokenIsNotWritten()
    {
        const auto session = m_database.session();
        TransferFixture transfer(session.get());
        const QString file
            = transfer.written(u"own.jsonl"_s,
                               "{\"key\":\"old\",\"type\":\"string\",\"expiresAt\":1000,\"value\":\"x\"}\n"
                               "{\"key\":\"score\",\"type\":\"zset\",\"members\":[[\"m\",\"many\"]]}\n"
                               "{\"key\":\"half\",\"type\":\"list\",\"part\":0,\"more\":true,\"items\":[\"a\"]}\n"
                               "not json\n"
                               "{\"key\":\"good\",\"type\":\"set\",\"members\":[\"m\"]}\n"
                               "{\"key\":\"good\",\"type\":\"set\",\"members\":[\"n\"]}\n");
        ImportRun *run = transfer.imported(transfer.planFor(file));
        QVERIFY(run);
        QCOMPARE(keyCount(), 1);
        QCOMPARE(redis({"SMEMBERS", "good"}).toList().size(), 1);
        QCOMPARE(run->tally().of(ImportOutcome::Expired), 1);
        QCOMPARE(run->tally().of(ImportOutcome::Invalid), 3);
        QCOMPARE(run->tally().of(ImportOutcome::New), 1);
        // And the report says so.
        const QString report = transfer.path(u"report.csv"_s);
        auto written = run->journal()->run(
            [report](ImportLedger &ledger) { return ledger.writeReport(report, ReportFormat::Csv); });
        written.waitForFinished();
        QCOMPARE(written.result().value_or(0), 5);
        const QByteArray text = contentOfFile(report);
        QVERIFY2(text.contains("score,zset,invalid") && text.contains("old,string,expired"), text.constData());
    }

    void largeKeysByPolicy_data()
    {
        QTest::addColumn<int>("policy");
        for (const auto policy : {ImportPolicy::Skip, ImportPolicy::Replace, ImportPolicy::Merge})
            QTest::addRow("policy %d", int(policy)) << int(policy);
    }
    void largeKeysByPolicy()
    {
        QFETCH(const int, policy);
        const auto how = static_cast<ImportPolicy>(policy);
        (void)redis({"EVAL", "for i = 1, 3000 do redis.call('HSET', 'hash', 'f' .. i, string.rep('v', 50)) end", "0"});
        const auto session = m_database.session();
        TransferFixture transfer(session.get());
        const QString file = transfer.exported(TransferFormat::JsonLines);
        m_database.flush();
        (void)redis({"HSET", "hash", "mine", "1"});
        ImportPlan plan = transfer.planFor(file, how);
        plan.requestLimit = 50'000;
        plan.largeInParts = false;
        ImportRun *run = transfer.imported(plan);
        QVERIFY(run);
        QCOMPARE(run->tally().of(ImportOutcome::TooLarge), 1);
        QCOMPARE(redis({"HLEN", "hash"}).toLongLong(), 1);
        plan.largeInParts = true;
        plan.only = {"hash"};
        run = transfer.imported(plan);
        QVERIFY(run);
        QCOMPARE(redis({"HLEN", "hash"}).toLongLong(),
                 how == ImportPolicy::Skip          ? 1
                     : how == ImportPolicy::Replace ? 3000
                                                    : 3001);
        QCOMPARE(keyCount(), 1);
    }

    void resultsFitIntoATable()
    {
        ImportResultModel model;
        QList<ImportRow> rows(ImportResultModel::mostRows + 10);
        for (qsizetype i = 0; i < rows.size(); ++i) {
            rows[i].ordinal = i + 1;
            rows[i].key = "k" + QByteArray::number(i);
            rows[i].outcome = i % 10'000 == 5 ? ImportOutcome::Failed : ImportOutcome::New;
        }
        rows.last().outcome = ImportOutcome::Failed;
        model.append(rows);
        QCOMPARE(model.rowCount(), ImportResultModel::mostRows + 2);
        QCOMPARE(model.omitted(), 8);
        model.setOnlyProblems(true);
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.at(3).key, rows.last().key);
        QCOMPARE(model.data(model.index(3, ImportResultModel::KeyColumn), Qt::DisplayRole).toString(),
                 QString::fromUtf8(rows.last().key));
    }
};

QTEST_GUILESS_MAIN(TestTransferImport)
#include "tst_transferimport.moc"
