// SPDX-License-Identifier: GPL-3.0-or-later
// What is told about prefixes and names: estimates, free facts, hints; and measuring against a real database.
#include "models/keyspace/keyspace.h"
#include "models/keyspace/namingreport.h"
#include "models/keyspace/prefixreport.h"
#include "models/session/capabilities.h"
#include "models/session/commandmeter.h"
#include "models/session/session.h"
#include "tests/support/sandboxprocess.h"

#include <QNetworkAccessManager>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QtTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

Profile profileOf(const QUrl &url)
{
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.url = url;
    profile.environment = Environment::Sandbox;
    return profile;
}

void put(const SandboxProcess &sandbox, const QByteArrayList &command)
{
    const QByteArray reply = sandbox.redis(command).toByteArray();
    QVERIFY2(!reply.startsWith('-'), reply.constData());
}

} // namespace

class TestKeyReports : public QObject {
    Q_OBJECT

private:
    void fill(const char *script) { put(m_sandbox, {"EVAL", script, "0"}); }

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

    void everythingMeasuredIsExact()
    {
        SampleSum sample;
        for (const double value : {1.0, 2.0, 3.0})
            sample.add(value);
        const Estimate total = estimatedTotal(sample, 3);
        QVERIFY(total.isExact);
        QCOMPARE(total.value, 6.0);
        QCOMPARE(total.low, total.high);
        const Estimate count = estimatedCount(2, 3, 3);
        QVERIFY(count.isExact);
        QCOMPARE(count.high, 2.0);
    }

    void rangesHoldTheTruthAsOftenAsTheySay()
    {
        auto random = QRandomGenerator(4711);
        std::vector<double> population;
        double truth = 0;
        qint64 marked = 0;
        for (int i = 0; i < 5000; ++i) {
            population.push_back(50 + random.bounded(100.0));
            truth += population.back();
            marked += i % 5 == 0 ? 1 : 0;
        }
        int totals = 0;
        int counts = 0;
        constexpr int rounds = 400;
        for (int round = 0; round < rounds; ++round) {
            SampleSum sample;
            qint64 hits = 0;
            std::vector<int> ids(population.size());
            std::iota(ids.begin(), ids.end(), 0);
            for (int i = 0; i < 200; ++i) {
                std::swap(ids[size_t(i)], ids[size_t(i + random.bounded(5000 - i))]);
                sample.add(population[size_t(ids[size_t(i)])]);
                hits += ids[size_t(i)] % 5 == 0 ? 1 : 0;
            }
            const Estimate total = estimatedTotal(sample, 5000);
            const Estimate count = estimatedCount(hits, 200, 5000);
            QVERIFY(!total.isRough);
            totals += total.low <= truth && truth <= total.high ? 1 : 0;
            counts += count.low <= double(marked) && double(marked) <= count.high ? 1 : 0;
        }
        QVERIFY2(totals >= rounds * 92 / 100, qPrintable(QString::number(totals)));
        QVERIFY2(counts >= rounds * 92 / 100, qPrintable(QString::number(counts)));
    }

    void aGiantOrASmallSampleIsSaidToBeRough()
    {
        SampleSum few;
        few.add(10);
        QVERIFY(estimatedTotal(few, 100).isRough);
        SampleSum giant;
        for (int i = 0; i < 99; ++i)
            giant.add(10);
        QVERIFY(!estimatedTotal(giant, 10'000).isRough);
        giant.add(1'000'000);
        const Estimate total = estimatedTotal(giant, 10'000);
        QVERIFY(total.isRough);
        QVERIFY(total.low >= giant.sum); // what was measured is there
        const Estimate none = estimatedCount(0, 0, 50);
        QCOMPARE(none.high, 50.0);
    }

    void drawsEveryKeyAtMostOnce()
    {
        KeyRows rows(1000);
        std::iota(rows.begin(), rows.end(), 0U);
        QCOMPARE(drawn(rows, 1000), rows);
        KeyRows some = drawn(rows, 100);
        QCOMPARE(some.size(), size_t(100));
        std::sort(some.begin(), some.end());
        QVERIFY(std::adjacent_find(some.begin(), some.end()) == some.end());
        QVERIFY(drawn(rows, 0).empty());
    }

    void namesTellOfMixedSeparatorsTwinsAndCaches()
    {
        KeyStore store;
        KeyFacts facts;
        const auto add = [&store](const QByteArray &key) {
            return store.insert(key, KeyType::String)->row;
        };
        for (int i = 0; i < 20; ++i) {
            add("user:" + QByteArray::number(i));
            add("order:" + QByteArray::number(i));
            add("status:" + QByteArray::number(i));
            add(QByteArray::number(1000 + i) + ":detail"); // ids, no kinds
        }
        add("user/7");
        add("orders:7");
        add("Order:7");
        const KeyRow kept = add("cache:kept");
        facts.setExpiry(kept, {KeyExpiry::State::Never, {}});
        facts.setExpiry(add("cache:runs"), {KeyExpiry::State::At, WallTime(1h)});
        add("cache:unknown");
        facts.setExpiry(add("user:20"), {KeyExpiry::State::Never, {}}); // no cache
        const std::vector<NamingHint> hints = namingHints(store.table(), facts.table());
        using Kind = NamingHint::Kind;
        const auto find = [&hints](Kind kind, const QByteArray &second) {
            const auto found = std::find_if(hints.begin(), hints.end(), [&](const NamingHint &hint) {
                return hint.kind == kind && hint.second == second;
            });
            return found == hints.end() ? NamingHint() : *found;
        };
        QCOMPARE(hints.size(), size_t(4));
        const NamingHint mixed = find(Kind::MixedSeparators, "user/");
        QCOMPARE(mixed.first, "user:");
        QCOMPARE(mixed.firstKeys, 21);
        QCOMPARE(mixed.secondKeys, 1);
        QCOMPARE(mixed.example, "user/7");
        QCOMPARE(find(Kind::Twins, "orders:").first, "order:");
        QCOMPARE(find(Kind::Twins, "Order:").first, "order:");
        const NamingHint cache = find(Kind::CacheWithoutTtl, "");
        QCOMPARE(cache.first, "cache:");
        QCOMPARE(cache.firstKeys, 1);
        QCOMPARE(cache.unknownKeys, 1);
        QCOMPARE(cache.example, "cache:kept");

        NamingReport report(&store, &facts);
        QSignalSpy changed(&report, &NamingReport::changed);
        report.refresh();
        report.refresh(); // the first is dropped
        QTRY_COMPARE(changed.count(), 1);
        QCOMPARE(report.hints(), hints);
        QCOMPARE(report.examinedKeys(), store.size());
        report.refresh();
        report.stop();
        QVERIFY(!report.isRunning());
    }

    void countsForFreeAndMeasuresAll()
    {
        fill("for i=1,700 do redis.call('SET','s:'..i,string.rep('x',100)) end "
             "for i=1,300 do redis.call('SET','s:t'..i,'1','EX',100000+i) end "
             "redis.call('HSET','s:h','f','v') redis.call('SET','other','1') return 1");
        Session session(profileOf(m_sandbox.url()), Secret(m_sandbox.token()), &m_network, &m_clock);
        Keyspace keyspace(&session);
        keyspace.open();
        QTRY_COMPARE(keyspace.activeScanner()->state(), KeyScanner::State::Finished);
        PrefixReport &report = *keyspace.prefixReport();
        const qint64 before = session.meter()->commands();
        report.setPrefix("s:");
        QTRY_COMPARE(report.state(), PrefixReport::State::Counted);
        QCOMPARE(report.facts().keys, 1001);
        QCOMPARE(report.facts().types[size_t(KeyType::String)], 1000);
        QCOMPARE(report.facts().types[size_t(KeyType::Hash)], 1);
        QCOMPARE(session.meter()->commands(), before); // free
        QCOMPARE(report.price(), 2002);
        QCOMPARE(report.price(100), 200);

        QSignalSpy progressed(&report, &PrefixReport::progressed);
        report.measure();
        QTRY_COMPARE(report.state(), PrefixReport::State::Measured);
        QCOMPARE(session.meter()->commands() - before, 2002);
        QCOMPARE(session.meter()->commands(Purpose::Analysis), 2002);
        QCOMPARE(report.commands(), 2002);
        QCOMPARE(progressed.count(), 3);
        QCOMPARE(report.done(), 1001);
        QCOMPARE(report.expiries().never, 701);
        QCOMPARE(report.expiries().withinWeek, 300);
        QVERIFY(report.memory().isExact);
        qint64 truth = 0;
        for (const QByteArray &key : {"s:1"_ba, "s:t1"_ba, "s:h"_ba}) {
            const qint64 size = m_sandbox.redis({"MEMORY", "USAGE", key}).toLongLong();
            QCOMPARE(keyspace.facts().size(*keyspace.store().find(key)).value_or(-1), size);
            truth = std::max(truth, size);
        }
        QVERIFY(report.largestBytes() >= truth);
        QVERIFY(report.memory().value > 700 * 100);

        // Known now: measuring again asks for nothing.
        const qint64 after = session.meter()->commands();
        report.setPrefix("s:");
        QTRY_COMPARE(report.state(), PrefixReport::State::Counted);
        QCOMPARE(report.price(), 0);
        QCOMPARE(report.facts().sizesKnown, 1001);
        report.measure();
        QTRY_COMPARE(report.state(), PrefixReport::State::Measured);
        QCOMPARE(session.meter()->commands(), after);
        QCOMPARE(report.measuredKeys(), 1001);
    }

    void aSampleTellsItsRange()
    {
        fill("for i=1,4000 do if i%4==0 then redis.call('SET','p:'..i,string.rep('x',i%200)) "
             "else redis.call('SET','p:'..i,string.rep('x',i%200),'EX',1000) end end return 1");
        Session session(profileOf(m_sandbox.url()), Secret(m_sandbox.token()), &m_network, &m_clock);
        Keyspace keyspace(&session);
        keyspace.open();
        QTRY_COMPARE(keyspace.activeScanner()->state(), KeyScanner::State::Finished);
        PrefixReport &report = *keyspace.prefixReport();
        report.setPrefix("p:");
        QTRY_COMPARE(report.state(), PrefixReport::State::Counted);
        report.measure(600);
        QTRY_COMPARE(report.state(), PrefixReport::State::Measured);
        QCOMPARE(report.commands(), 1200);
        QCOMPARE(report.measuredKeys(), 600);
        const Estimate never = report.count(report.expiries().never);
        QVERIFY(!never.isExact && !never.isRough);
        QVERIFY(never.low <= never.value && never.value <= never.high);
        QVERIFY(never.low > 600 && never.high < 1500); // 1000; beyond any chance
        const Estimate memory = report.memory();
        QVERIFY(!memory.isExact && memory.high < memory.value * 1.2 && memory.low > memory.value * 0.8);
    }

    void vanishedKeysLeaveTheCountAndStoppingStops()
    {
        fill("for i=1,3000 do redis.call('SET','v:'..i,'1') end return 1");
        Session session(profileOf(m_sandbox.url()), Secret(m_sandbox.token()), &m_network, &m_clock);
        Keyspace keyspace(&session);
        keyspace.open();
        QTRY_COMPARE(keyspace.activeScanner()->state(), KeyScanner::State::Finished);
        fill("for i=1,10 do redis.call('DEL','v:'..i) end return 1");
        PrefixReport &report = *keyspace.prefixReport();
        report.setPrefix("v:");
        QTRY_COMPARE(report.state(), PrefixReport::State::Counted);
        QSignalSpy vanished(&report, &PrefixReport::vanished);
        const auto once = connect(&report, &PrefixReport::progressed, &report, &PrefixReport::stop);
        report.measure();
        QTRY_COMPARE(report.state(), PrefixReport::State::Stopped);
        QCOMPARE(report.done(), 500);
        QCOMPARE(report.commands(), 1000);
        QCOMPARE(report.measuredKeys() + report.vanishedKeys(), 500);
        QVERIFY(!report.memory().isExact);
        disconnect(once);
        report.measure();
        QTRY_COMPARE(report.state(), PrefixReport::State::Measured);
        // What was found gone the first time may have left the list meanwhile.
        QCOMPARE(report.vanishedKeys() + 3000 - report.facts().keys, 10);
        QCOMPARE(report.measuredKeys(), 2990);
        QVERIFY(report.memory().isExact);
        QVERIFY(vanished.count() > 0);
    }

    void aListIsSortedAndCheckedByTheKeyspace()
    {
        fill("for i=1,30 do redis.call('SET','k:'..i,string.rep('x',i*50)) end return 1");
        Session session(profileOf(m_sandbox.url()), Secret(m_sandbox.token()), &m_network, &m_clock);
        Keyspace keyspace(&session);
        keyspace.open();
        QTRY_COMPARE(keyspace.shownKeys(), 30);
        keyspace.setSort({KeySort::Column::Size, Qt::DescendingOrder});
        QTRY_COMPARE(keyspace.unsortedKeys(), 30);
        keyspace.prefixReport()->setPrefix("k:");
        QTRY_COMPARE(keyspace.prefixReport()->state(), PrefixReport::State::Counted);
        keyspace.prefixReport()->measure();
        QTRY_COMPARE(keyspace.unsortedKeys(), 0); // sorted again when all is measured
        const auto sizeAt = [&keyspace](int row) {
            return keyspace.listModel()->index(row, 0).data(KeySizeRole).toLongLong();
        };
        QCOMPARE(sizeAt(0), m_sandbox.redis({"MEMORY", "USAGE", "k:30"}).toLongLong());
        QCOMPARE(sizeAt(29), m_sandbox.redis({"MEMORY", "USAGE", "k:1"}).toLongLong());

        keyspace.checkAllShown();
        QCOMPARE(keyspace.checkedKeys()->count(), 30);
        keyspace.keyRemoved("k:1");
        QCOMPARE(keyspace.checkedKeys()->count(), 29);
        keyspace.keyRenamed("k:2", "renamed");
        QCOMPARE(keyspace.checkedKeys()->count(), 29);
        QVERIFY(keyspace.checkedKeys()->isChecked("renamed"_ba));
        keyspace.setText("k:1");
        QTRY_COMPARE(keyspace.shownKeys(), 10); // k:10 to k:19
        keyspace.invertShown();
        QCOMPARE(keyspace.checkedKeys()->count(), 19);
        KeySelection selection;
        keyspace.selectChecked(this, [&selection](const KeySelection &keys) { selection = keys; });
        QTRY_COMPARE(selection.keys.size(), 19);
        QVERIFY(std::is_sorted(selection.keys.cbegin(), selection.keys.cend()));
        QVERIFY(selection.keys.contains("renamed"));
        // A rescan that does not find a key any more unchecks it.
        put(m_sandbox, {"DEL", "k:20"});
        put(m_sandbox, {"SET", "renamed", "1"});
        keyspace.rescan();
        QTRY_VERIFY(!keyspace.checkedKeys()->isChecked("k:20"_ba) && keyspace.checkedKeys()->count() == 18);
        QTRY_COMPARE(keyspace.activeScanner()->state(), KeyScanner::State::Finished);
    }
};

QTEST_GUILESS_MAIN(TestKeyReports)
#include "tst_keyreports.moc"
