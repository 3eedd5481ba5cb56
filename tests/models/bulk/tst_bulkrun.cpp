// SPDX-License-Identifier: GPL-3.0-or-later
// Acts on many keys against a real database, and their way back.
#include "models/bulk/typedcopy.h"
#include "models/session/serverclock.h"
#include "tests/models/bulk/bulkfixture.h"

#include <QSignalSpy>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// What a second writer does to "k:7".
struct Change {
    const char *name;
    QByteArrayList command;
};
const QList<Change> changes = {
    {"nothing", {}},
    {"set", {"SET", "k:7", "foreign", "KEEPTTL"}},
    {"set without expiry", {"SET", "k:7", "foreign"}},
    {"delete", {"DEL", "k:7"}},
    {"expire", {"PEXPIRE", "k:7", "9000000"}},
    {"persist", {"PERSIST", "k:7"}},
    {"retype", {"EVAL", "redis.call('DEL','k:7') redis.call('RPUSH','k:7','item')", "0"}},
    {"rename", {"RENAME", "k:7", "moved"}},
    {"append", {"APPEND", "k:7", "+"}},
};

} // namespace

class TestBulkRun : public QObject {
    Q_OBJECT

private:
    DatabaseFixture m_database;
    std::unique_ptr<Session> m_session;

    QVariant redis(const QByteArrayList &command) { return m_database.redis(command); }
    qlonglong keyCount() { return redis({"DBSIZE"}).toLongLong(); }
    void fill(int count, const QByteArray &prefix = "k:")
    {
        (void)redis(
            {"EVAL",
             "for i = 0, tonumber(ARGV[1]) - 1 do redis.call('SET', ARGV[2] .. i, 'value' .. i, 'PX', 600000 + i) "
             "end",
             "0", QByteArray::number(count), prefix});
    }
    /// A value's words, in an order of their own where the server has none: a hash table's order is by chance.
    static QByteArrayList contentOf(const DatabaseFixture &database, const QByteArray &key)
    {
        const QByteArray type = database.redis({"TYPE", key}).toByteArray();
        const QByteArrayList read = type == "string" ? QByteArrayList{"GET", key}
            : type == "hash"                         ? QByteArrayList{"HGETALL", key}
            : type == "list"                         ? QByteArrayList{"LRANGE", key, "0", "-1"}
            : type == "set"                          ? QByteArrayList{"SMEMBERS", key}
            : type == "zset"                         ? QByteArrayList{"ZRANGE", key, "0", "-1", "WITHSCORES"}
                                                     : QByteArrayList{"DUMP", key};
        const QVariant value = database.redis(read);
        QByteArrayList words{type};
        QByteArrayList elements;
        const QVariantList items = value.toList();
        for (const QVariant &item : items)
            elements.append(item.toByteArray());
        if (items.isEmpty())
            elements.append(value.toByteArray());
        if (type == "set" || type == "hash")
            std::sort(elements.begin(), elements.end());
        return words + elements;
    }
    QHash<QByteArray, QByteArrayList> contents()
    {
        QHash<QByteArray, QByteArrayList> all;
        const QVariantList keys = redis({"KEYS", "*"}).toList();
        for (const QVariant &key : keys)
            all.insert(key.toByteArray(), contentOf(m_database, key.toByteArray()));
        return all;
    }
    /// Every type, binary names, and expiries.
    void fillOddly()
    {
        const QByteArray all = [] {
            QByteArray bytes;
            for (int i = 0; i < 256; ++i)
                bytes.append(char(i));
            return bytes;
        }();
        (void)redis({"SET", "odd:string", all});
        (void)redis({"SET", "odd:" + all, all, "PX", "700000"});
        (void)redis({"SET", "odd:empty", ""});
        (void)redis({"SET", "odd:" + QByteArray(32'000, 'n'), "long name"});
        (void)redis({"HSET", "odd:hash", "f", all, all, "v"});
        (void)redis({"RPUSH", "odd:list", "a", all, "a"});
        (void)redis({"SADD", "odd:set", "a", all});
        (void)redis({"ZADD", "odd:zset", "1.1", "a", "-inf", all});
        (void)redis({"XADD", "odd:stream", "5-1", "f", all});
        (void)redis({"PEXPIRE", "odd:hash", "800000"});
    }

private slots:
    void initTestCase()
    {
        const bool started = m_database.start();
        QVERIFY2(started, m_database.errorText().constData());
    }
    void init()
    {
        m_database.flush();
        m_session = m_database.session();
    }
    void cleanup() { m_session.reset(); }

    void listIsFixedAndFiltered()
    {
        fill(2500);
        (void)redis({"SET", "other", "x"});
        (void)redis({"SET", "k:never", "x"});
        (void)redis({"RPUSH", "k:list", "x"});
        BulkFixture bulk(m_session.get());
        const auto tally = [](BulkLedger &ledger) {
            return ledger.tally()->total();
        };
        auto all = bulk.list(matching("k:*"));
        QVERIFY(all);
        (void)redis({"SET", "k:later", "x"});
        QCOMPARE(inJournal(all, tally), 2502);
        KeySelection lists = matching("k:*");
        lists.types = {KeyType::List};
        QCOMPARE(inJournal(bulk.list(lists), tally), 1);
        QCOMPARE(inJournal(bulk.list(matching("k:*"), ExpiryFilter::Never), tally), 3);
        QCOMPARE(inJournal(bulk.list(matching("k:*"), ExpiryFilter::WithinHour), tally), 2500);
        QCOMPARE(inJournal(bulk.list(chosen({"k:1", "k:2", "k:1"})), tally), 2);
    }

    void previewCountsMeasuresAndPrices()
    {
        fill(1200);
        BulkFixture bulk(m_session.get());
        QVERIFY(bulk.run(matching("k:*"), planFor(BulkAct::Delete)));
        const BulkPreview &preview = *bulk.preview;
        QCOMPARE(preview.keys, 1200);
        QCOMPARE(preview.sample.size(), previewSample);
        QVERIFY(preview.bytes > 1200 * 40 && preview.bytes < 1200 * 200);
        QVERIFY(preview.bytesError < preview.bytes / 5);
        QCOMPARE(preview.withinHour, previewSample);
        QVERIFY(preview.copiesPossible);
        QCOMPARE(keyCount(), 1200);
        QCOMPARE(bulkPrice(planFor(BulkAct::Delete), 1200).reading, 2400);
        BulkPlan forGood = planFor(BulkAct::Delete);
        forGood.deletion.keepCopies = false;
        QCOMPARE(bulkPrice(forGood, 1204).here(), 13);
    }

    void deletesAndRestoresEverything()
    {
        fill(3000);
        fillOddly();
        const auto before = contents();
        BulkFixture bulk(m_session.get());
        BulkRun *run = bulk.run(matching("*"), planFor(BulkAct::Delete));
        QVERIFY(run);
        QVERIFY(BulkFixture::finish(run));
        QCOMPARE(keyCount(), 0);
        QCOMPARE(run->tally().done(), before.size());
        QVERIFY(!run->couldNotCompare());
        // 500 keys a request and phase; the long name makes one more.
        QVERIFY2(run->requests() <= 2 * (before.size() / 500 + 2), qPrintable(QString::number(run->requests())));

        (void)redis({"SET", "k:5", "somebody's new one"});
        QVERIFY(BulkFixture::finish(run, BulkAim::Undo));
        QCOMPARE(run->tally().of(UndoState::Exists), 1);
        QCOMPARE(run->tally().of(UndoState::Undone), before.size() - 1);
        QCOMPARE(redis({"GET", "k:5"}).toByteArray(), "somebody's new one"_ba);
        auto after = contents();
        after.insert("k:5", before.value("k:5"));
        QVERIFY(after == before);
        const qlonglong left = redis({"PTTL", "k:1000"}).toLongLong();
        QVERIFY(left > 500'000 && left <= 601'000);
        QCOMPARE(redis({"PTTL", "odd:string"}).toLongLong(), -1);
        QVERIFY(redis({"PTTL", "odd:hash"}).toLongLong() > 700'000);
    }

    void billsWhatItPromised()
    {
        fill(1000);
        BulkFixture bulk(m_session.get());
        BulkRun *run = bulk.run(matching("k:*"), planFor(BulkAct::Delete));
        const int before = m_database.sandbox().billedCommands();
        QVERIFY(BulkFixture::finish(run));
        const int billed = m_database.sandbox().billedCommands() - before;
        QCOMPARE(billed, int(bulkPrice(planFor(BulkAct::Delete), 1000).here()));
        QCOMPARE(run->commands(), billed);
    }

    void losesNothingToASecondWriter_data()
    {
        QTest::addColumn<int>("change");
        QTest::addColumn<int>("position");
        for (int change = 0; change < changes.size(); ++change) {
            for (int position = 0; position <= 3; ++position)
                QTest::addRow("%s at %d", changes[change].name, position) << change << position;
        }
    }
    /// Another program writes before, between and after the requests of a deletion; then all is taken back.
    void losesNothingToASecondWriter()
    {
        QFETCH(const int, change);
        QFETCH(const int, position);
        fill(20);
        BulkFixture bulk(m_session.get());
        BulkRun *run = bulk.run(matching("k:*"), planFor(BulkAct::Delete));
        QVERIFY(run);
        const QByteArrayList command = changes[change].command;
        int seen = 0;
        if (position == 0 && !command.isEmpty())
            (void)redis(command);
        connect(m_session.get(), &Session::exchanged, this, [&] {
            if (++seen == position && !command.isEmpty())
                (void)redis(command);
        });
        QVERIFY(BulkFixture::finish(run));
        QVERIFY(BulkFixture::finish(run, BulkAim::Undo));
        disconnect(m_session.get(), &Session::exchanged, this, nullptr);
        const QByteArray name = changes[change].name;
        const QByteArray type = redis({"TYPE", "k:7"}).toByteArray();
        const QByteArray value = type == "string" ? redis({"GET", "k:7"}).toByteArray() : QByteArray();
        const qlonglong left = redis({"PTTL", "k:7"}).toLongLong();
        const bool afterDeletion = position >= 2; // the writer found no key there, or made its own
        if (name.startsWith("set"))
            QCOMPARE(value, "foreign"_ba);
        else if (name == "retype")
            QCOMPARE(type, "list"_ba);
        else if (name == "delete")
            QVERIFY(type == "none" || (afterDeletion && value == "value7"));
        else if (name == "rename")
            QVERIFY(redis({"GET", "moved"}).toByteArray() == "value7" || value == "value7");
        else if (name == "append")
            QVERIFY(value == (afterDeletion ? QByteArray("+") : QByteArray("value7+")) || value == "value7+");
        else
            QCOMPARE(value, "value7"_ba);
        if (name == "expire" && !afterDeletion)
            QVERIFY2(left > 8'000'000, qPrintable(QString::number(left)));
        if (name == "persist" && !afterDeletion)
            QCOMPARE(left, -1);
        if (name == "set without expiry")
            QCOMPARE(left, -1);
        QCOMPARE(redis({"GET", "k:8"}).toByteArray(), "value8"_ba);
    }

    void deletesForGoodManyACommand()
    {
        fill(1000);
        fillOddly();
        BulkPlan plan = planFor(BulkAct::Delete);
        plan.deletion.keepCopies = false;
        BulkFixture bulk(m_session.get());
        BulkRun *run = bulk.run(matching("*"), plan);
        (void)redis({"DEL", "k:1", "k:2"});
        QVERIFY(BulkFixture::finish(run));
        QCOMPARE(keyCount(), 0);
        QCOMPARE(run->tally().gone(), 2);
        QCOMPARE(run->tally().done(), 1007);
        QVERIFY(!run->canUndo());
        QVERIFY(run->commands() <= 15);
    }

    void stopsAndGoesOn()
    {
        fill(5000);
        BulkFixture bulk(m_session.get());
        BulkRun *run = bulk.run(matching("k:*"), planFor(BulkAct::Delete));
        connect(run, &BulkRun::rowsSettled, run, &BulkRun::stop, Qt::SingleShotConnection);
        run->start();
        QTRY_COMPARE_WITH_TIMEOUT(run->state(), BulkRun::State::Stopped, 30'000);
        const qint64 done = run->tally().done();
        QVERIFY(done > 0 && done < 5000);
        QCOMPARE(keyCount(), 5000 - done);
        run->pause(); // nothing to pause
        QCOMPARE(run->state(), BulkRun::State::Stopped);
        run->resume();
        QTRY_COMPARE_WITH_TIMEOUT(run->state(), BulkRun::State::Finished, 30'000);
        QCOMPARE(keyCount(), 0);
        QCOMPARE(run->tally().done(), 5000);
    }

    void asksWhenTheCopiesAreFull()
    {
        fill(2000);
        BulkPlan plan = planFor(BulkAct::Delete);
        plan.deletion.copyLimit = 100;
        BulkFixture bulk(m_session.get());
        BulkRun *run = bulk.run(matching("k:*"), plan);
        run->start();
        QTRY_COMPARE_WITH_TIMEOUT(run->state(), BulkRun::State::Paused, 30'000);
        QCOMPARE(run->need(), BulkRun::Need::CopiesFull);
        QVERIFY(keyCount() > 0);
        run->allowWithoutCopies();
        QTRY_COMPARE_WITH_TIMEOUT(run->state(), BulkRun::State::Finished, 30'000);
        QCOMPARE(keyCount(), 0);
        QVERIFY(run->canUndo()); // those that have copies
    }

    void changesExpiryAndPutsItBack()
    {
        fill(1500);
        (void)redis({"SET", "k:never", "x"});
        BulkPlan plan = planFor(BulkAct::ChangeExpiry);
        plan.change.in = 2h;
        plan.change.spread = 30min;
        BulkFixture bulk(m_session.get());
        BulkRun *run = bulk.run(matching("k:*"), plan);
        QVERIFY(BulkFixture::finish(run));
        QCOMPARE(run->tally().done(), 1501);
        QSet<qlonglong> minutes;
        for (int i = 0; i < 50; ++i) {
            const qlonglong left = redis({"PTTL", "k:" + QByteArray::number(i)}).toLongLong();
            QVERIFY(left > 7'100'000 && left <= 9'000'000);
            minutes.insert(left / 60'000);
        }
        QVERIFY(minutes.size() > 5); // spread
        (void)redis({"PEXPIRE", "k:3", "50000000"}); // not ours any more
        (void)redis({"DEL", "k:4"});
        QVERIFY(BulkFixture::finish(run, BulkAim::Undo));
        QCOMPARE(run->tally().of(UndoState::Undone), 1499);
        QCOMPARE(run->tally().of(UndoState::Changed), 2);
        QVERIFY(redis({"PTTL", "k:3"}).toLongLong() > 40'000'000);
        QCOMPARE(redis({"PTTL", "k:never"}).toLongLong(), -1);
        const qlonglong left = redis({"PTTL", "k:5"}).toLongLong();
        QVERIFY(left > 500'000 && left <= 601'000);
    }

    void changesExpiryOnlyWhereItMay_data()
    {
        QTest::addColumn<int>("mode");
        QTest::addColumn<int>("only");
        QTest::addColumn<int>("done");
        using Only = ExpiryChoices::Only;
        QTest::newRow("if none") << 0 << int(Only::IfNone) << 1;
        QTest::newRow("if some") << 0 << int(Only::IfSome) << 10;
        QTest::newRow("if longer") << 0 << int(Only::IfLonger) << 10;
        QTest::newRow("if shorter") << 0 << int(Only::IfShorter) << 1;
        QTest::newRow("never") << 2 << int(Only::Always) << 10;
        QTest::newRow("at") << 1 << int(Only::Always) << 11;
    }
    void changesExpiryOnlyWhereItMay()
    {
        QFETCH(const int, mode);
        QFETCH(const int, only);
        QFETCH(const int, done);
        fill(10);
        (void)redis({"SET", "k:never", "x"});
        BulkPlan plan = planFor(BulkAct::ChangeExpiry);
        plan.change.mode = static_cast<ExpiryChoices::Mode>(mode);
        plan.change.only = static_cast<ExpiryChoices::Only>(only);
        plan.change.in = 2h;
        plan.change.at = m_database.clock()->now() + 2h;
        BulkFixture bulk(m_session.get());
        BulkRun *run = bulk.run(matching("k:*"), plan);
        QVERIFY(BulkFixture::finish(run));
        QCOMPARE(run->tally().done(), done);
        QCOMPARE(run->tally().of(RowState::Skipped), 11 - done);
    }

    void renamesByRule()
    {
        fill(1200, "old:");
        fillOddly();
        (void)redis({"SET", "new:3", "in the way"});
        BulkPlan plan = planFor(BulkAct::Rename);
        plan.rule = {RenameRule::Kind::Prefix, "old:", "new:"};
        BulkFixture bulk(m_session.get());
        BulkRun *run = bulk.run(matching("*"), plan);
        QVERIFY(run);
        QCOMPARE(bulk.preview->keys, 1200);
        QCOMPARE(bulk.preview->untouched, 10);
        QCOMPARE(bulk.preview->existing, 1);
        QCOMPARE(bulk.preview->existingNames, QList<QByteArray>{"new:3"});
        QVERIFY(BulkFixture::finish(run));
        QCOMPARE(run->tally().done(), 1199);
        QCOMPARE(run->tally().of(RowState::Exists), 1);
        QCOMPARE(redis({"GET", "new:3"}).toByteArray(), "in the way"_ba);
        QCOMPARE(redis({"GET", "old:3"}).toByteArray(), "value3"_ba);
        QCOMPARE(redis({"GET", "new:7"}).toByteArray(), "value7"_ba);
        QVERIFY(redis({"PTTL", "new:7"}).toLongLong() > 500'000);
        QVERIFY(BulkFixture::finish(run, BulkAim::Undo));
        QCOMPARE(redis({"GET", "old:7"}).toByteArray(), "value7"_ba);
        QCOMPARE(redis({"EXISTS", "new:7"}).toLongLong(), 0);
        QCOMPARE(redis({"GET", "new:3"}).toByteArray(), "in the way"_ba);
    }

    void copiesAndMovesToAnotherDatabase_data()
    {
        QTest::addColumn<bool>("moves");
        QTest::newRow("copy") << false;
        QTest::newRow("move") << true;
    }
    void copiesAndMovesToAnotherDatabase()
    {
        QFETCH(const bool, moves);
        DatabaseFixture second;
        const bool started = second.start();
        QVERIFY2(started, second.errorText().constData());
        const auto other = second.session();
        fill(700);
        fillOddly();
        (void)redis({"SET", "large", QByteArray(400'000, '\xee')});
        (void)second.redis({"SET", "to:k:5", "theirs"});
        BulkPlan plan = planFor(moves ? BulkAct::Move : BulkAct::Copy);
        plan.copy.prefix = "to:";
        BulkFixture bulk(m_session.get());
        const auto before = contents();
        BulkRun *run = bulk.run(matching("*"), plan, other.get());
        QVERIFY(run);
        QCOMPARE(bulk.preview->existing, 1);
        QVERIFY(BulkFixture::finish(run));
        QCOMPARE(run->tally().done(), before.size() - 1);
        QCOMPARE(run->tally().of(RowState::Exists), 1);
        QCOMPARE(second.get("to:k:5"), "theirs"_ba);
        for (auto key = before.cbegin(); key != before.cend(); ++key) {
            if (key.key() != "k:5")
                QCOMPARE(contentOf(second, "to:" + key.key()), key.value());
        }
        QVERIFY(second.pttl("to:k:6") > 500'000);
        QCOMPARE(second.pttl("to:odd:string"), -1);
        QCOMPARE(keyCount(), moves ? 1 : before.size());
        QCOMPARE(redis({"GET", "k:5"}).toByteArray(), "value5"_ba);
    }

    void replacesOrFailsInTheOtherDatabase()
    {
        DatabaseFixture second;
        const bool started = second.start();
        QVERIFY2(started, second.errorText().constData());
        const auto other = second.session();
        fill(3);
        (void)second.redis({"SET", "k:1", "theirs"});
        for (const auto ifExists : {CopyChoices::IfExists::Fail, CopyChoices::IfExists::Replace}) {
            BulkPlan plan = planFor(BulkAct::Copy);
            plan.copy.ifExists = ifExists;
            BulkFixture bulk(m_session.get());
            BulkRun *run = bulk.run(matching("*"), plan, other.get());
            QVERIFY(BulkFixture::finish(run));
            const bool fails = ifExists == CopyChoices::IfExists::Fail;
            QCOMPARE(run->tally().of(RowState::Failed), fails ? 3 - run->tally().done() : 0);
            QCOMPARE(second.get("k:1"), fails ? "theirs"_ba : "value1"_ba);
        }
    }

    void otherDatabaseMayBeLocked()
    {
        DatabaseFixture second;
        const bool started = second.start();
        QVERIFY2(started, second.errorText().constData());
        const auto other = second.session();
        other->writeLock()->unlock();
        other->writeLock()->lock();
        fill(3);
        BulkFixture bulk(m_session.get());
        BulkRun *run = bulk.run(matching("*"), planFor(BulkAct::Move), other.get());
        run->start();
        QTRY_COMPARE_WITH_TIMEOUT(run->state(), BulkRun::State::Paused, 30'000);
        QCOMPARE(run->need(), BulkRun::Need::Unlock);
        QCOMPARE(keyCount(), 3);
        QCOMPARE(second.redis({"DBSIZE"}).toLongLong(), 0);
        other->writeLock()->unlock();
        run->resume();
        QTRY_COMPARE_WITH_TIMEOUT(run->state(), BulkRun::State::Finished, 30'000);
        QCOMPARE(second.redis({"DBSIZE"}).toLongLong(), 3);
    }

    void refusesWhileLocked()
    {
        fill(3);
        BulkFixture bulk(m_session.get());
        BulkRun *run = bulk.run(matching("*"), planFor(BulkAct::Delete));
        m_session->writeLock()->lock();
        run->start();
        QTRY_COMPARE_WITH_TIMEOUT(run->state(), BulkRun::State::Paused, 30'000);
        QCOMPARE(run->need(), BulkRun::Need::Unlock);
        QCOMPARE(keyCount(), 3);
    }

    void listsAreNotPermittedToReaders()
    {
        fill(3);
        const Profile profile = m_session->profile();
        QNetworkAccessManager network;
        Session reader(profile, Secret(m_database.sandbox().readOnlyToken()), &network, m_database.clock());
        BulkFixture bulk(&reader);
        auto journal = QCoro::waitFor(bulk.jobs.newJournal());
        QVERIFY(journal);
        KeyGather gather(&reader, *journal);
        gather.start(matching("*"), ExpiryFilter::Any);
        QTRY_COMPARE_WITH_TIMEOUT(gather.state(), KeyGather::State::NotPermitted, 30'000);
        // Chosen keys need no scan; deleting them is what is refused.
        BulkRun *run = bulk.run(chosen({"k:1"}), planFor(BulkAct::Delete));
        QVERIFY(run);
        run->start();
        QTRY_COMPARE_WITH_TIMEOUT(run->state(), BulkRun::State::Paused, 30'000);
        QCOMPARE(keyCount(), 3);
    }

    void worksWithoutScripts()
    {
        fill(700);
        fillOddly();
        const auto before = contents();
        m_session->capabilities()->learn(Capabilities::Feature::Scripts, Capabilities::Support::Missing);
        BulkFixture bulk(m_session.get());
        BulkRun *run = bulk.run(matching("k:*"), planFor(BulkAct::Delete));
        int seen = 0;
        connect(m_session.get(), &Session::exchanged, this, [&] {
            if (++seen == 1)
                (void)redis({"SET", "k:7", "newer"});
        });
        QVERIFY(BulkFixture::finish(run));
        disconnect(m_session.get(), &Session::exchanged, this, nullptr);
        QVERIFY(run->couldNotCompare());
        QCOMPARE(keyCount(), 9);
        QVERIFY(BulkFixture::finish(run, BulkAim::Undo));
        QCOMPARE(redis({"GET", "k:7"}).toByteArray(), "newer"_ba); // its newest value was kept
        auto after = contents();
        after.insert("k:7", before.value("k:7"));
        QVERIFY(after == before);
    }

    void typedCopyRebuildsEveryType()
    {
        DatabaseFixture second;
        const bool started = second.start();
        QVERIFY2(started, second.errorText().constData());
        const auto other = second.session();
        fillOddly();
        const QVariantList keys = redis({"KEYS", "*"}).toList();
        for (const QVariant &name : keys) {
            const QByteArray key = name.toByteArray();
            const auto value = QCoro::waitFor(readTyped(QPointer(m_session.get()), key, std::stop_token()));
            QVERIFY(value);
            const auto written
                = QCoro::waitFor(writeTyped(QPointer(other.get()), key, *value, 60'000, false, std::stop_token()));
            QVERIFY(written);
            QCOMPARE(*written, TypedWrite::Written);
            QCOMPARE(contentOf(second, key), contentOf(m_database, key));
            QVERIFY(second.pttl(key) > 50'000);
            const auto again
                = QCoro::waitFor(writeTyped(QPointer(other.get()), key, *value, 0, false, std::stop_token()));
            QVERIFY(again && *again == TypedWrite::Exists);
        }
    }
};

QTEST_GUILESS_MAIN(TestBulkRun)
#include "tst_bulkrun.moc"
