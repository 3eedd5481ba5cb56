// SPDX-License-Identifier: GPL-3.0-or-later
// When the fields of a hash expire: what is asked and what it costs, how it is changed, on servers that have it, do not
// have it, or lose the answer.
#include "models/values/elementrows.h"
#include "models/values/fieldttls.h"
#include "models/values/keydocument.h"
#include "models/values/mapdocument.h"
#include "models/values/mapmodel.h"
#include "tests/models/values/databasefixture.h"
#include "tests/models/values/fieldttlserver.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

class TestFieldTtls : public QObject {
    Q_OBJECT

private:
    DatabaseFixture m_database;
    std::unique_ptr<FieldTtlServer> m_server;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<KeyDocument> m_document;

    MapDocument *open(ValueKind known = ValueKind::Hash)
    {
        m_document = std::make_unique<KeyDocument>(m_session.get(), "k");
        m_document->load(known);
        (void)QTest::qWaitFor([&] { return m_document->state() != KeyDocument::State::Loading; }, 10'000);
        return qobject_cast<MapDocument *>(m_document->value());
    }
    static void want(MapDocument *map, const QList<QByteArray> &names)
    {
        map->fieldTtls()->want(names);
        (void)QTest::qWaitFor(
            [&] {
                return std::all_of(names.cbegin(), names.cend(), [&](const QByteArray &name) {
                    return map->fieldTtls()->of(name).kind != FieldTtl::Kind::Unknown;
                });
            },
            10'000);
    }
    Result<FieldTtlOutcome> change(const QList<QByteArray> &names, const TtlChange &wanted)
    {
        return QCoro::waitFor(changeFieldTtls(m_session.get(), "k", names, wanted, {}));
    }
    static TtlChange in(qint64 milliseconds, bool onlyIfLonger = false)
    {
        TtlChange wanted;
        wanted.in = Milliseconds(milliseconds);
        wanted.onlyIfLonger = onlyIfLonger;
        return wanted;
    }

private slots:
    void initTestCase()
    {
        const bool started = m_database.start();
        QVERIFY2(started, m_database.errorText().constData());
    }
    void init()
    {
        m_server = std::make_unique<FieldTtlServer>(&m_database.sandbox());
        m_session = m_database.session(m_server->url());
        (void)m_database.redis({"HSET", "k", "a", "1", "b", "2", "c", "3", "<b>", "4"});
    }
    void cleanup()
    {
        m_document.reset();
        m_session.reset();
        m_server.reset();
        m_database.flush();
    }

    void aSmallHashCostsTwoRequestsAndThreeCommands()
    {
        (void)QCoro::waitFor(m_session->send(Command::of("PING"))); // it knows how strings are encoded
        m_server->expiry.insert("a", FieldTtlServer::now() + 250'000);
        m_server->requests = 0;
        m_server->commands.clear();
        MapDocument *map = open();
        QVERIFY(map);
        MapModel model(map);
        const QAbstractItemModelTester tester(&model);
        QCOMPARE(model.columnCount(), 2); // nothing is known of the server
        want(map, {"a", "b", "c"});
        map->fieldTtls()->want({"b", "c", "a"}); // known
        QCOMPARE(m_server->requests, 2);
        QCOMPARE(m_server->commands.size(), 3);
        QCOMPARE(model.columnCount(), 3);
        QCOMPARE(model.headerData(2, Qt::Horizontal, Qt::DisplayRole).toString(), u"Field TTL"_s);
        const qint64 left = model.index(model.rowOf("a"), 2).data(ElementRole::TimeLeft).toLongLong();
        QVERIFY(left > 100'000 && left <= 251'000);
        QCOMPARE(model.index(model.rowOf("b"), 2).data(ElementRole::TimeLeft).toLongLong(), FieldTtls::never);
        QVERIFY(!model.index(0, 0).data(ElementRole::TimeLeft).isValid());
        QVERIFY(map->fieldTtls()->hasExpiring());
    }

    void aLargeHashBringsTheFirstAlongWithItsLength()
    {
        QByteArrayList command{"HSET", "k"};
        for (int i = 0; i < 3000; ++i)
            command << "f" + QByteArray::number(i) << "v";
        (void)m_database.redis(command);
        (void)QCoro::waitFor(m_session->send(Command::of("PING")));
        m_server->requests = 0;
        m_server->commands.clear();
        MapDocument *map = open();
        QCOMPARE(map->length(), 3004);
        QCOMPARE(m_server->requests, 2);
        QCOMPARE(m_server->commands.size(), 4);
        QVERIFY(map->fieldTtls()->isShown());
        QCOMPARE(map->fieldTtls()->of(map->rows()->at(0)->name).kind, FieldTtl::Kind::Never);
        QCOMPARE(map->fieldTtls()->of(map->rows()->at(150)->name).kind, FieldTtl::Kind::Never);
        // Where a person scrolled to.
        const QByteArray far = map->rows()->at(map->rows()->count() - 1)->name;
        want(map, {far});
        QCOMPARE(m_server->requests, 3);
    }

    void aServerWithoutIsAskedOnce_data()
    {
        QTest::addColumn<bool>("forbidden");
        QTest::newRow("unknown command") << false;
        QTest::newRow("no permission") << true;
    }
    void aServerWithoutIsAskedOnce()
    {
        QFETCH(const bool, forbidden);
        m_server->hasFieldTtls = forbidden;
        m_server->isForbidden = forbidden;
        MapDocument *map = open();
        MapModel model(map);
        QCOMPARE(map->state(), ValueDocument::State::Ready);
        map->fieldTtls()->want({"a"});
        const auto known = forbidden ? Capabilities::Support::NotPermitted : Capabilities::Support::Missing;
        QTRY_COMPARE(m_session->capabilities()->support(Capabilities::Feature::HashFieldTtl), known);
        map->fieldTtls()->want({"a", "b"});
        QCOMPARE(model.columnCount(), 2);
        map = open();
        map->fieldTtls()->want({"a", "b"});
        (void)QCoro::waitFor(m_session->send(Command::of("PING")));
        QCOMPARE(m_server->commandsNamed("HPTTL").size(), 1);
        QCOMPARE(map->length(), 4);
    }

    void theRealServerHereHasNone()
    {
        const auto session = m_database.session();
        KeyDocument document(session.get(), "k");
        document.load(ValueKind::Hash);
        QTRY_COMPARE(document.state(), KeyDocument::State::Ready);
        auto *map = qobject_cast<MapDocument *>(document.value());
        map->fieldTtls()->want({"a"});
        QTRY_COMPARE(session->capabilities()->support(Capabilities::Feature::HashFieldTtl),
                     Capabilities::Support::Missing);
        QVERIFY(!map->fieldTtls()->isShown());
        const auto refused = QCoro::waitFor(changeFieldTtls(session.get(), "k", {"a"}, in(1000), {}));
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Unsupported);
    }

    void oneActChangesAllAndTellsThemApart()
    {
        m_server->expiry.insert("b", FieldTtlServer::now() + 900'000);
        m_server->expiry.insert("c", FieldTtlServer::now() + 1'000);
        const auto outcome = change({"a", "b", "c", "nothing", "<b>"}, in(60'000));
        QVERIFY(outcome);
        QCOMPARE(outcome->changed, 4);
        QCOMPARE(outcome->gone, 1);
        QCOMPARE(outcome->now.value("nothing").kind, FieldTtl::Kind::Gone);
        QCOMPARE(outcome->now.value("a").kind, FieldTtl::Kind::At);
        const QByteArrayList sent = m_server->commandsNamed("HPEXPIRE").value(0);
        QCOMPARE(sent.mid(0, 5), (QByteArrayList{"HPEXPIRE", "k", "60000", "FIELDS", "5"}));
        QCOMPARE(m_server->expiry.size(), 4);
        // Only where it makes it longer: what never expires lives longer already.
        m_server->expiry.remove("a");
        m_server->expiry.insert("b", FieldTtlServer::now() + 900'000);
        const auto longer = change({"a", "b", "c"}, in(300'000, true));
        QVERIFY(longer);
        QCOMPARE(longer->changed, 1);
        QCOMPARE(longer->notLonger, 2);
        QVERIFY(!m_server->expiry.contains("a"));
        QVERIFY(m_server->expiry.value("b") > FieldTtlServer::now() + 800'000);
        TtlChange never;
        never.mode = TtlChange::Mode::Never;
        const auto kept = change({"a", "b", "gone"}, never);
        QVERIFY(kept);
        QCOMPARE(kept->changed, 2);
        QCOMPARE(kept->gone, 1);
        QVERIFY(!m_server->expiry.contains("b"));
        TtlChange at;
        at.mode = TtlChange::Mode::At;
        at.at = WallTime(Milliseconds(FieldTtlServer::now() + 77'000));
        QVERIFY(change({"b"}, at));
        QCOMPARE(m_server->expiry.value("b"), at.at.time_since_epoch().count());
    }

    void aLostAnswerIsSettledByLooking()
    {
        (void)QCoro::waitFor(m_session->send(Command::of("PING")));
        m_server->losesNextChange = true;
        const auto applied = change({"a", "b"}, in(60'000));
        QVERIFY(applied);
        QCOMPARE(applied->changed, 2);
        QCOMPARE(m_server->commandsNamed("HPEXPIRE").size(), 1); // never sent twice
        m_server->dropsNextChange = true;
        const auto dropped = change({"a", "b"}, in(600'000));
        QVERIFY(!dropped);
        QCOMPARE(dropped.error().kind, Error::Kind::Network);
        QVERIFY(m_server->expiry.value("a") < FieldTtlServer::now() + 100'000);
        QCOMPARE(m_server->commandsNamed("HPEXPIRE").size(), 2);
    }

    void aLockedSessionChangesNothing()
    {
        m_session->writeLock()->lock();
        const auto outcome = change({"a"}, in(60'000));
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().kind, Error::Kind::Locked);
        QVERIFY(m_server->expiry.isEmpty());
    }

    void whatExpiresIsToldWithoutACommand()
    {
        m_server->expiry.insert("a", FieldTtlServer::now() + 300);
        MapDocument *map = open();
        MapModel model(map);
        want(map, {"a", "b"});
        const auto commands = m_server->commands.size();
        QTRY_COMPARE(model.index(model.rowOf("a"), 0).data(ElementRole::State).value<ElementState>(),
                     ElementState::Expired);
        QCOMPARE(map->fieldTtls()->timeLeft("a"), FieldTtls::gone);
        QCOMPARE(m_server->commands.size(), commands);
        QCOMPARE(model.index(model.rowOf("b"), 0).data(ElementRole::State).value<ElementState>(),
                 ElementState::Unchanged);
        // An edit of it is no silent resurrection.
        map->setValue("a", "mine");
        (void)m_database.redis({"HDEL", "k", "a"});
        map->save();
        QTRY_COMPARE(map->state(), ValueDocument::State::Conflict);
        QVERIFY(!map->staged("a")->theirs);
        QCOMPARE(m_database.redis({"HEXISTS", "k", "a"}).toInt(), 0);
    }

    void savesMoveWhatIsKnownAlong()
    {
        m_server->expiry.insert("a", FieldTtlServer::now() + 500'000);
        m_server->expiry.insert("b", FieldTtlServer::now() + 500'000);
        MapDocument *map = open();
        want(map, {"a", "b", "c"});
        map->setValue("a", "9");
        QVERIFY(map->rename("b", "renamed"));
        QVERIFY(map->add("new", "x"));
        map->removeElement("c");
        map->save();
        QTRY_VERIFY(!map->isDirty());
        QCOMPARE(map->fieldTtls()->of("a").kind, FieldTtl::Kind::At);
        QCOMPARE(map->fieldTtls()->of("renamed").kind, FieldTtl::Kind::At);
        QCOMPARE(map->fieldTtls()->of("b").kind, FieldTtl::Kind::Unknown);
        QCOMPARE(map->fieldTtls()->of("c").kind, FieldTtl::Kind::Unknown);
        QCOMPARE(map->fieldTtls()->of("new").kind, FieldTtl::Kind::Never);
        QCOMPARE(m_server->commandsNamed("HPTTL").size(), 1);
        // The script was told to keep fields' expiry, now that the server is known to have it.
        QCOMPARE(m_server->commandsNamed("EVAL").value(0).value(5), "1"_ba);
    }

    void aReloadForgetsWhatMayHaveChanged()
    {
        MapDocument *map = open();
        want(map, {"a"});
        m_server->expiry.insert("a", FieldTtlServer::now() + 500'000);
        QSignalSpy changed(map->fieldTtls(), &FieldTtls::changed);
        m_document->load();
        QTRY_VERIFY(changed.count() > 0);
        QCOMPARE(map->fieldTtls()->of("a").kind, FieldTtl::Kind::Unknown);
        want(map, {"a"});
        QCOMPARE(map->fieldTtls()->of("a").kind, FieldTtl::Kind::At);
    }
};

QTEST_GUILESS_MAIN(TestFieldTtls)
#include "tst_fieldttls.moc"
