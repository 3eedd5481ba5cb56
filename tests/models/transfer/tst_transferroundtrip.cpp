// SPDX-License-Identifier: GPL-3.0-or-later
// What is exported and imported again is what it was, for every format, by what the database itself says.
#include "tests/models/transfer/transferdata.h"
#include "tests/models/transfer/transferfixture.h"

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

class TestTransferRoundTrip : public QObject {
    Q_OBJECT

private:
    DatabaseFixture m_database;

    QVariant redis(const QByteArrayList &command) { return m_database.redis(command); }
    qlonglong keyCount() { return redis({"DBSIZE"}).toLongLong(); }

    struct Known {
        QByteArray digest;
        QByteArray type;
        qlonglong ttl = -1;
        QVariant groups;
        QVariant info;
        bool operator==(const Known &) const = default;
    };
    QMap<QByteArray, Known> everything()
    {
        QMap<QByteArray, Known> all;
        const QVariantList keys = redis({"KEYS", "*"}).toList();
        for (const QVariant &name : keys) {
            const QByteArray key = name.toByteArray();
            Known known;
            known.digest = redis({"DEBUG", "DIGEST-VALUE", key}).toList().value(0).toByteArray();
            known.type = m_database.type(key);
            known.ttl = redis({"PEXPIRETIME", key}).toLongLong();
            if (known.type == "stream") {
                QVariantList groups;
                const QVariantList found = redis({"XINFO", "GROUPS", key}).toList();
                for (const QVariant &group : found) {
                    const QVariantList facts = group.toList();
                    groups.append(QVariant(facts));
                    const QByteArray groupName = facts.value(1).toByteArray();
                    const QVariantList pending = redis({"XPENDING", key, groupName, "-", "+", "100"}).toList();
                    for (const QVariant &entry : pending) {
                        const QVariantList parts = entry.toList();
                        groups.append(QVariant(QVariantList{parts.value(0), parts.value(1), parts.value(3)}));
                    }
                    const QVariantList consumers = redis({"XINFO", "CONSUMERS", key, groupName}).toList();
                    for (const QVariant &consumer : consumers)
                        groups.append(consumer.toList().value(1));
                }
                known.groups = groups;
                const QVariantList info = redis({"XINFO", "STREAM", key}).toList();
                QVariantList kept;
                for (qsizetype i = 0; i + 1 < info.size(); i += 2) {
                    if (QByteArrayList{"length", "last-generated-id", "max-deleted-entry-id", "entries-added"}.contains(
                            info[i].toByteArray()))
                        kept << info[i] << info[i + 1];
                }
                known.info = kept;
            }
            all.insert(key, known);
        }
        return all;
    }
    void fillOddKeys()
    {
        const QList<QByteArray> odd = oddWords();
        const QByteArray later = QByteArray::number(QDateTime::currentMSecsSinceEpoch() + 3'600'000);
        for (qsizetype i = 0; i < odd.size(); ++i) {
            const QByteArray key = odd[i].left(32'000) + "|" + QByteArray::number(i);
            (void)redis({"SET", key, odd[odd.size() - 1 - i]});
            if (i % 2 == 0)
                (void)redis({"PEXPIREAT", key, later});
        }
        (void)redis({"SET", "", "empty name"});
        (void)redis({"SET", "counter", "9223372036854775807"});
        QByteArrayList list{"RPUSH", "list\xff"};
        QByteArrayList set{"SADD", "set"};
        QByteArrayList hash{"HSET", "hash"};
        QByteArrayList zset{"ZADD", "zset"};
        const QByteArrayList scores{"0", "-0", "inf", "-inf", "0.1", "3.1415926535897931", "1e300", "5e-324", "-17.25"};
        for (qsizetype i = 0; i < odd.size(); ++i) {
            list << odd[i];
            set << odd[i];
            hash << odd[i] << odd[odd.size() - 1 - i];
            zset << scores[i % scores.size()] << odd[i];
            (void)redis({"XADD", "stream", "1700000000000-" + QByteArray::number(i), odd[i], odd[i], "", "x"});
        }
        for (const QByteArrayList &command : {list, set, hash, zset})
            (void)redis(command);
        (void)redis({"PEXPIREAT", "hash", later});
        (void)redis({"SADD", "intset", "1", "2", "-9223372036854775808", "9223372036854775807"});
        (void)redis({"PFADD", "hyperloglog", "a", "b", "c"});
        (void)redis({"SETBIT", "bits", "100", "1"});
        (void)redis({"GEOADD", "geo", "13.361389", "38.115556", "Palermo"});
    }
    void fillStreams()
    {
        for (int i = 1; i <= 5; ++i)
            (void)redis({"XADD", "groups", QByteArray::number(i) + "-1", "f", QByteArray::number(i)});
        (void)redis({"XGROUP", "CREATE", "groups", "g\xff", "0"});
        (void)redis({"XGROUP", "CREATE", "groups", "second", "3-1"});
        (void)redis({"XGROUP", "CREATECONSUMER", "groups", "second", "idle"});
        (void)redis({"XREADGROUP", "GROUP", "g\xff", "alice", "COUNT", "2", "STREAMS", "groups", ">"});
        (void)redis({"XDEL", "groups", "5-1"});
        (void)redis({"XGROUP", "CREATE", "empty", "g", "0", "MKSTREAM"});
    }

private slots:
    void initTestCase()
    {
        const bool started = m_database.start();
        QVERIFY2(started, m_database.errorText().constData());
    }
    void cleanup() { m_database.flush(); }

    void everyFormatGivesBackOddKeys_data()
    {
        QTest::addColumn<int>("format");
        for (int format = 0; format < transferFormatCount; ++format)
            QTest::newRow(suffixOf(static_cast<TransferFormat>(format)).data()) << format;
    }
    void everyFormatGivesBackOddKeys()
    {
        QFETCH(const int, format);
        const auto kind = static_cast<TransferFormat>(format);
        fillOddKeys();
        if (kind != TransferFormat::Csv) // groups are not in it
            fillStreams();
        const auto before = everything();
        const auto session = m_database.session();
        TransferFixture transfer(session.get());
        const QString file = transfer.exported(kind);
        QVERIFY(!file.isEmpty());
        QCOMPARE(transfer.exportTally.done, before.size());
        QCOMPARE(transfer.exportTally.failed + transfer.exportTally.gone + transfer.exportTally.changed, 0);
        QVERIFY(
            !(QFile::permissions(file)
              & (QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther)));

        ImportFile looked(m_database.clock());
        looked.open(file);
        QTRY_COMPARE_WITH_TIMEOUT(looked.state(), ImportFile::State::Ready, 30'000);
        QCOMPARE(looked.facts().format, kind);
        QCOMPARE(looked.facts().keys, before.size());
        QCOMPARE(looked.facts().problemCount, 0);
        QVERIFY(looked.facts().isWhole);
        QCOMPARE(looked.facts().sourceName, u"test"_s);
        QVERIFY(!looked.facts().serverVersion.isEmpty());

        m_database.flush();
        ImportRun *run = transfer.imported(transfer.planFor(file));
        QVERIFY(run);
        for (const ImportRow &row : std::as_const(transfer.rows))
            QVERIFY2(row.outcome == ImportOutcome::New, qPrintable(QString::fromUtf8(row.key.left(60)) + row.note));
        QCOMPARE(run->tally().of(ImportOutcome::New), before.size());
        const auto after = everything();
        QCOMPARE(after.keys(), before.keys());
        for (auto it = before.cbegin(); it != before.cend(); ++it) {
            const Known &now = after[it.key()];
            const QByteArray what = it.key().left(60).toPercentEncoding();
            QVERIFY2(now.digest == it->digest, what.constData());
            QVERIFY2(now.type == it->type, what.constData());
            QVERIFY2((now.ttl < 0) == (it->ttl < 0) && std::abs(now.ttl - it->ttl) < 1000, what.constData());
            QVERIFY2(now.groups == it->groups, what.constData());
            if (it->type == "stream" && kind != TransferFormat::Csv)
                QVERIFY2(now.info == it->info, what.constData());
        }
    }

    void largeKeysGoInParts_data() { everyFormatGivesBackOddKeys_data(); }
    void largeKeysGoInParts()
    {
        QFETCH(const int, format);
        const auto kind = static_cast<TransferFormat>(format);
        (void)redis({"EVAL",
                     "for i = 1, 20000 do redis.call('HSET', 'hash', 'field' .. i, string.rep(i, 20)) "
                     "redis.call('RPUSH', 'list', 'element' .. i .. string.rep('x', 60)) "
                     "redis.call('SADD', 'set', 'member' .. i .. string.rep('y', 60)) "
                     "redis.call('ZADD', 'zset', i / 3, 'member' .. i .. string.rep('z', 50)) "
                     "redis.call('XADD', 'stream', i .. '-1', 'f', string.rep(i, 15)) end",
                     "0"});
        (void)redis({"XGROUP", "CREATE", "stream", "g", "0"});
        (void)redis({"XREADGROUP", "GROUP", "g", "c", "COUNT", "1500", "STREAMS", "stream", ">"});
        if (kind == TransferFormat::Csv)
            (void)redis({"XGROUP", "DESTROY", "stream", "g"});
        (void)redis({"SET", "string", QByteArray(3'000'000, 'a') + "\xff" + QByteArray(100'000, '\xe4')});
        QByteArray text;
        while (text.size() < 2'500'000)
            text += "\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80";
        (void)redis({"SET", "text", text});
        (void)redis({"PEXPIRE", "list", "3600000"});
        const auto before = everything();
        const auto session = m_database.session();
        TransferFixture transfer(session.get());
        const QString file = transfer.exported(kind);
        QVERIFY(!file.isEmpty());
        QCOMPARE(transfer.exportTally.done, before.size());
        QVERIFY2(transfer.exportTally.changed == 0, transfer.exportProblems.value(0).key.constData());
        m_database.flush();
        ImportPlan plan = transfer.planFor(file);
        plan.requestLimit = kind == TransferFormat::Archive ? 4'000'000 : 400'000;
        ImportRun *run = transfer.imported(plan);
        QVERIFY(run);
        for (const ImportRow &row : std::as_const(transfer.rows))
            QVERIFY2(row.outcome == ImportOutcome::New, qPrintable(QString::fromUtf8(row.key) + row.note));
        const auto after = everything();
        QCOMPARE(after.keys(), before.keys()); // nothing of ours is left
        for (auto it = before.cbegin(); it != before.cend(); ++it) {
            QVERIFY2(after[it.key()].digest == it->digest, it.key().constData());
            QVERIFY2(after[it.key()].groups == it->groups, it.key().constData());
            QVERIFY2(std::abs(after[it.key()].ttl - it->ttl) < 1000, it.key().constData());
        }
    }
};

QTEST_GUILESS_MAIN(TestTransferRoundTrip)
#include "tst_transferroundtrip.moc"
