// SPDX-License-Identifier: GPL-3.0-or-later
// Streams with a second writer and with lost answers: nothing is lost, nothing done twice.
#include "tests/models/values/losingproxy.h"
#include "tests/models/values/streamfixture.h"

#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

class TestStreamSweep : public QObject, private StreamFixture {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const bool started = start();
        QVERIFY2(started, m_database.errorText().constData());
    }
    void init() { renew(); }
    void cleanup() { clear(); }

    void lostAnswersAreSettledByLooking_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("arrived");
        for (const Act kind : {Act::Add, Act::Delete, Act::Trim, Act::CreateGroup, Act::SetGroupId, Act::DestroyGroup,
                               Act::DeleteConsumer, Act::Acknowledge, Act::Claim}) {
            for (const bool arrived : {true, false})
                QTest::addRow("%d %s", int(kind), arrived ? "arrived" : "lost") << int(kind) << arrived;
        }
        QTest::addRow("explicit arrived") << 100 << true;
        QTest::addRow("explicit lost") << 100 << false;
    }
    void lostAnswersAreSettledByLooking()
    {
        QFETCH(const int, kind);
        QFETCH(const bool, arrived);
        fill(5);
        (void)m_database.redis({"XGROUP", "CREATE", "s", "g", "0"});
        (void)m_database.redis({"XREADGROUP", "GROUP", "g", "c", "COUNT", "3", "STREAMS", "s", ">"});
        LosingProxy proxy(m_database.sandbox().url());
        const auto session = m_database.session(proxy.url());
        const auto document = opened("s", session.get());
        StreamDocument *stream = streamOf(*document);
        QVERIFY(stream);
        StreamAct act;
        act.kind = kind == 100 ? Act::Add : Act(kind);
        act.entry.fields = {"mine", "once"};
        if (kind == 100)
            act.entry.id = StreamId{77, 7};
        act.ids = {"1-0", "2-0"};
        act.trim.by = StreamTrim::By::Length;
        act.trim.length = 2;
        act.group = act.kind == Act::CreateGroup ? "new" : "g";
        act.id = act.kind == Act::SetGroupId ? "4-0" : "0-0";
        act.before = "3-0";
        act.consumer = act.kind == Act::Claim ? "d" : "c";
        proxy.setLose(arrived ? LosingProxy::Lose::Answer : LosingProxy::Lose::Request);
        const auto outcome = perform(stream, act);
        QCOMPARE(proxy.lost(), 1);
        QVERIFY(outcome);
        QVERIFY(outcome->isSettled);
        QCOMPARE(int(outcome->kind), int(arrived ? Did::Done : Did::NotDone));
        QVERIFY(waitUntil([&] { return stream->state() == ValueDocument::State::Ready; }));

        const auto group = [this](const QByteArray &name) {
            const QVariantList groups = m_database.redis({"XINFO", "GROUPS", "s"}).toList();
            for (const QVariant &one : groups) {
                if (one.toList().at(1).toByteArray() == name)
                    return one.toList();
            }
            return QVariantList();
        };
        switch (act.kind) {
        case Act::Add: {
            int mine = 0;
            const QVariantList entries = m_database.redis({"XRANGE", "s", "-", "+"}).toList();
            for (const QVariant &entry : entries)
                mine += entry.toList().last().toList().first().toByteArray() == "mine" ? 1 : 0;
            QCOMPARE(mine, arrived ? 1 : 0); // never twice
            break;
        }
        case Act::Delete:
            QCOMPARE(length(), arrived ? 3 : 5);
            break;
        case Act::Trim:
            QCOMPARE(length(), arrived ? 2 : 5);
            break;
        case Act::CreateGroup:
            QCOMPARE(!group("new").isEmpty(), arrived);
            break;
        case Act::SetGroupId:
            QCOMPARE(group("g").at(7).toByteArray(), arrived ? "4-0"_ba : "3-0"_ba);
            break;
        case Act::DestroyGroup:
            QCOMPARE(group("g").isEmpty(), arrived);
            break;
        case Act::DeleteConsumer:
            QCOMPARE(group("g").at(3).toLongLong(), arrived ? 0 : 1);
            break;
        case Act::Acknowledge:
            QCOMPARE(group("g").at(5).toLongLong(), arrived ? 1 : 3);
            break;
        case Act::Claim:
            QCOMPARE(group("g").at(3).toLongLong(), arrived ? 2 : 1);
            break;
        case Act::ClaimIdle:
            break;
        }
    }

    void interleavingLosesNothing_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("change");
        QTest::addColumn<int>("position");
        const QList<QByteArray> changes{"set",   "del",  "retype", "rename",  "xadd",
                                        "xtrim", "xdel", "expire", "persist", "flush"};
        for (int kind = 0; kind <= int(Act::ClaimIdle); ++kind) {
            for (const QByteArray &change : changes) {
                // Before the act; after it and before looking, with its answer lost; after all.
                for (const int position : {0, 1, 2})
                    QTest::addRow("%d %s %d", kind, change.constData(), position) << kind << change << position;
            }
        }
    }
    void interleavingLosesNothing()
    {
        QFETCH(const int, kind);
        QFETCH(const QByteArray, change);
        QFETCH(const int, position);
        fill(6);
        (void)m_database.redis({"PEXPIRE", "s", "600000"});
        (void)m_database.redis({"XGROUP", "CREATE", "s", "g", "0"});
        (void)m_database.redis({"XREADGROUP", "GROUP", "g", "c", "COUNT", "3", "STREAMS", "s", ">"});
        LosingProxy proxy(m_database.sandbox().url());
        const auto session = m_database.session(proxy.url());
        const auto document = opened("s", session.get());
        StreamDocument *stream = streamOf(*document);
        QVERIFY(stream);
        const auto interfere = [&] {
            if (change == "set")
                (void)m_database.redis({"SET", "s", "theirs"});
            else if (change == "del")
                (void)m_database.redis({"DEL", "s"});
            else if (change == "retype")
                (void)m_database.redis(
                    {"EVAL", "redis.call('DEL', KEYS[1]) redis.call('RPUSH', KEYS[1], 'theirs')", "1", "s"});
            else if (change == "rename")
                (void)m_database.redis({"RENAME", "s", "moved"});
            else if (change == "xadd")
                (void)m_database.redis({"XADD", "s", "*", "theirs", "1"});
            else if (change == "xtrim")
                (void)m_database.redis({"XTRIM", "s", "MAXLEN", "4"});
            else if (change == "xdel")
                (void)m_database.redis({"XDEL", "s", "6-0"});
            else if (change == "expire")
                (void)m_database.redis({"PEXPIRE", "s", "900000"});
            else if (change == "persist")
                (void)m_database.redis({"PERSIST", "s"});
            else
                m_database.flush();
        };
        StreamAct act;
        act.kind = Act(kind);
        act.entry.fields = {"mine", "once"};
        act.entry.createsKey = false;
        act.ids = {"1-0", "2-0"};
        act.trim.by = StreamTrim::By::Id;
        act.trim.id = {3, 0};
        act.group = act.kind == Act::CreateGroup ? "new" : "g";
        act.id = "0-0";
        act.before = "3-0";
        act.consumer = act.kind == Act::DeleteConsumer ? "c" : "d";
        if (position == 0)
            interfere();
        if (position == 1)
            proxy.setLose(LosingProxy::Lose::Answer);
        bool interfered = position != 1;
        // The second request is the look: the proxy has lost the first answer by then.
        QTimer watch;
        connect(&watch, &QTimer::timeout, this, [&] {
            if (!interfered && proxy.lost() > 0) {
                interfered = true;
                interfere();
            }
        });
        watch.start(0);
        (void)perform(stream, act);
        if (!interfered || position == 2)
            interfere();
        // Read again as another type, the document of a stream is gone.
        const QPointer<StreamDocument> alive(streamOf(*document));
        QVERIFY(waitUntil(
            [&] { return (!alive || alive->state() != ValueDocument::State::Saving) && !document->isReloading(); }));
        // What the other did is there, whole.
        if (change == "set") {
            QCOMPARE(m_database.get("s"), "theirs"_ba);
        } else if (change == "retype") {
            QCOMPARE(m_database.type("s"), "list"_ba);
        } else if (change == "del" || change == "flush" || change == "rename") {
            QCOMPARE(m_database.type("s"), "none"_ba);
        } else {
            if (change == "xdel")
                QVERIFY(!ids().contains("6-0"));
            if (change == "persist")
                QCOMPARE(m_database.pttl("s"), -1);
            else
                QVERIFY(m_database.pttl("s") > (change == "expire" ? 800'000 : 500'000));
            // Entries that nobody asked to delete are there.
            for (const char *id : {"4-0", "5-0"})
                QVERIFY(ids().contains(id));
            int mine = 0;
            int theirs = 0;
            const QVariantList entries = m_database.redis({"XRANGE", "s", "-", "+"}).toList();
            for (const QVariant &entry : entries) {
                const QByteArray field = entry.toList().last().toList().first().toByteArray();
                mine += field == "mine" ? 1 : 0;
                theirs += field == "theirs" ? 1 : 0;
            }
            QVERIFY(mine <= 1);
            QCOMPARE(theirs, change == "xadd" ? 1 : 0);
        }
        if (change == "rename" && position != 0)
            QVERIFY(length("moved") >= 4);
    }
};

QTEST_GUILESS_MAIN(TestStreamSweep)
#include "tst_streamsweep.moc"
