// SPDX-License-Identifier: GPL-3.0-or-later
// The life of edited hashes, sets and sorted sets against a real database, with a second writer and lost answers.
#include "models/values/keydocument.h"
#include "models/values/mapdocument.h"
#include "models/values/mapmodel.h"
#include "models/values/scannedrows.h"
#include "models/values/windowrows.h"
#include "tests/models/values/databasefixture.h"
#include "tests/models/values/losingproxy.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;
using State = ValueDocument::State;

Q_DECLARE_METATYPE(stashdeck::Error)

class TestMapDocument : public QObject {
    Q_OBJECT

private:
    DatabaseFixture m_database;
    std::unique_ptr<Session> m_session;

    std::unique_ptr<MapDocument> opened(ValueKind kind, const QByteArray &key = "k", Session *session = nullptr)
    {
        Session *used = session ? session : m_session.get();
        auto document = std::make_unique<MapDocument>(kind, used, key);
        auto task = openKey(used, key, kind, Purpose::Browse, {});
        QCoro::connect(std::move(task), document.get(), [to = document.get()](const Result<OpenedKey> &read) {
            if (read)
                to->take(*read);
        });
        (void)QTest::qWaitFor([&] { return document->state() != State::Empty; }, 10'000);
        return document;
    }
    void reload(MapDocument *document)
    {
        bool done = false;
        auto task = openKey(m_session.get(), document->key(), document->kind(), Purpose::Browse, {});
        QCoro::connect(std::move(task), document, [&](const Result<OpenedKey> &read) {
            if (read)
                document->take(*read);
            done = true;
        });
        QTRY_VERIFY(done);
    }
    QByteArray field(const QByteArray &name) { return m_database.redis({"HGET", "k", name}).toByteArray(); }
    QByteArray score(const QByteArray &name) { return m_database.redis({"ZSCORE", "k", name}).toByteArray(); }
    bool isMember(const QByteArray &name) { return m_database.redis({"SISMEMBER", "k", name}).toInt() == 1; }
    void makeHash() { (void)m_database.redis({"HSET", "k", "a", "1", "b", "2", "c", "3"}); }
    void keepAlive() { (void)m_database.redis({"PEXPIRE", "k", "600000"}); }

private slots:
    void initTestCase()
    {
        const bool started = m_database.start();
        QVERIFY2(started, m_database.errorText().constData());
    }
    void init() { m_session = m_database.session(); }
    void cleanup()
    {
        m_session.reset();
        m_database.flush();
    }

    void editsOfAHashAreOneRequestAndKeepTheExpiry()
    {
        makeHash();
        keepAlive();
        const auto document = opened(ValueKind::Hash);
        QCOMPARE(document->rows()->count(), 3);
        document->setValue("a", "one");
        document->removeElement("b");
        QVERIFY(document->add("d", QByteArray("\0\xff", 2)));
        QVERIFY(!document->add("c", "taken"));
        QVERIFY(document->rename("c", "e"));
        QCOMPARE(document->editCount(), 4);
        const qint64 requests = m_session->meter()->requests();
        const qint64 commands = m_session->meter()->commands();
        const qint64 cost = document->plannedCost();
        const auto billed = m_database.sandbox().billedCommands();
        QSignalSpy saved(document.get(), &ValueDocument::saved);
        document->save();
        document->save(); // a second click
        QTRY_COMPARE(saved.count(), 1);
        QCOMPARE(m_session->meter()->requests() - requests, 1);
        QVERIFY(m_session->meter()->commands() > commands);
        QVERIFY(m_database.sandbox().billedCommands() - billed <= cost);
        QCOMPARE(field("a"), "one"_ba);
        QCOMPARE(m_database.redis({"HEXISTS", "k", "b"}).toInt(), 0);
        QCOMPARE(field("d"), QByteArray("\0\xff", 2));
        QCOMPARE(field("e"), "3"_ba);
        QCOMPARE(m_database.redis({"HLEN", "k"}).toInt(), 3);
        QVERIFY(m_database.pttl("k") > 500'000);
        QCOMPARE(document->length(), 3);
        QVERIFY(!document->isDirty());
        QCOMPARE(document->valueOf("e"), std::optional("3"_ba));
        QVERIFY(!document->valueOf("b"));
    }

    void undoneEditsSendNothing()
    {
        makeHash();
        const auto document = opened(ValueKind::Hash);
        document->setValue("a", "other");
        document->setValue("a", "1");
        QVERIFY(document->add("n", "x"));
        document->removeElement("n");
        document->removeElement("b");
        QVERIFY(document->add("b", "2"));
        QVERIFY(document->rename("c", "x"));
        document->revert("x");
        QVERIFY(!document->isDirty());
        const qint64 requests = m_session->meter()->requests();
        document->save();
        QCOMPARE(m_session->meter()->requests(), requests);
        QCOMPARE(document->state(), State::Ready);
    }

    void aForeignChangeIsAConflictOfThatFieldAlone()
    {
        makeHash();
        const auto document = opened(ValueKind::Hash);
        document->setValue("a", "mine");
        document->setValue("b", "mine too");
        document->removeElement("c");
        QVERIFY(document->add("d", "mine"));
        (void)m_database.redis({"HSET", "k", "a", "theirs", "d", "theirs"});
        (void)m_database.redis({"HDEL", "k", "c"});
        document->save();
        QTRY_COMPARE(document->state(), State::Conflict);
        QCOMPARE(document->conflicts(), (QList<QByteArray>{"a", "d"})); // c is gone, as it should be
        QCOMPARE(document->staged("a")->theirs, std::optional("theirs"_ba));
        QCOMPARE(field("a"), "theirs"_ba);
        QCOMPARE(field("b"), "2"_ba); // nothing was written
        document->choose("a", MapDocument::Choice::Theirs);
        QCOMPARE(document->state(), State::Conflict);
        document->choose("d", MapDocument::Choice::Mine);
        QCOMPARE(document->state(), State::Ready);
        document->save();
        QTRY_VERIFY(!document->isDirty());
        QCOMPARE(field("a"), "theirs"_ba);
        QCOMPARE(field("b"), "mine too"_ba);
        QCOMPARE(field("d"), "mine"_ba);
        QCOMPARE(document->valueOf("a"), std::optional("theirs"_ba));
    }

    void aReloadNeverDropsAnEdit()
    {
        makeHash();
        const auto document = opened(ValueKind::Hash);
        document->setValue("a", "mine");
        (void)m_database.redis({"HSET", "k", "b", "9", "a", "theirs"});
        reload(document.get());
        QCOMPARE(document->state(), State::Conflict);
        QCOMPARE(document->valueOf("a"), std::optional("mine"_ba));
        QCOMPARE(document->valueOf("b"), std::optional("9"_ba));
        document->keepMine();
        QTRY_VERIFY(!document->isDirty());
        QCOMPARE(field("a"), "mine"_ba);
    }

    void goneAndOtherTypeAreToldApart()
    {
        makeHash();
        keepAlive();
        const auto document = opened(ValueKind::Hash);
        document->setValue("a", "mine");
        (void)m_database.redis({"DEL", "k"});
        document->save();
        QTRY_COMPARE(document->state(), State::Gone);
        QCOMPARE(m_database.type("k"), "none"_ba);
        document->createAgain();
        QTRY_COMPARE(document->state(), State::Ready);
        QCOMPARE(field("a"), "mine"_ba);
        QCOMPARE(field("b"), "2"_ba);
        QVERIFY(m_database.pttl("k") > 500'000);
        QVERIFY(!document->isDirty());

        document->setValue("a", "again");
        (void)m_database.redis({"DEL", "k"});
        (void)m_database.redis({"RPUSH", "k", "list"});
        document->save();
        QTRY_COMPARE(document->state(), State::TypeChanged);
        QCOMPARE(document->otherType(), "list"_ba);
        QCOMPARE(m_database.type("k"), "list"_ba);
        QCOMPARE(document->valueOf("a"), std::optional("again"_ba));
    }

    void aLostAnswerIsSettledByLooking_data()
    {
        QTest::addColumn<int>("lose");
        QTest::newRow("request") << int(LosingProxy::Lose::Request);
        QTest::newRow("answer") << int(LosingProxy::Lose::Answer);
    }
    void aLostAnswerIsSettledByLooking()
    {
        QFETCH(const int, lose);
        makeHash();
        LosingProxy proxy(m_database.sandbox().url());
        const auto session = m_database.session(proxy.url());
        const auto document = opened(ValueKind::Hash, "k", session.get());
        QCOMPARE(document->state(), State::Ready);
        document->setValue("a", "mine");
        document->removeElement("b");
        QSignalSpy saved(document.get(), &ValueDocument::saved);
        QSignalSpy failed(document.get(), &ValueDocument::failed);
        proxy.setLose(LosingProxy::Lose(lose));
        document->save();
        QTRY_VERIFY_WITH_TIMEOUT(saved.count() + failed.count() == 1, 20'000);
        QCOMPARE(document->state(), State::Ready);
        if (lose == int(LosingProxy::Lose::Answer)) {
            QCOMPARE(saved.count(), 1);
            QVERIFY(!document->isDirty());
            QCOMPARE(field("a"), "mine"_ba);
        } else {
            QVERIFY(document->isDirty());
            QCOMPARE(field("a"), "1"_ba);
            document->save();
            QTRY_VERIFY(!document->isDirty());
            QCOMPARE(field("a"), "mine"_ba);
        }
    }

    void scoresStayExactAndRanksAreReadAgain()
    {
        (void)m_database.redis({"ZADD", "k", "1", "low", "2.5", "mid", "9007199254740993", "high"});
        keepAlive();
        const auto document = opened(ValueKind::SortedSet);
        MapModel model(document.get());
        const QAbstractItemModelTester tester(&model);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.nameAt(0), "high"_ba);
        document->setValue("low", "1e3");
        QVERIFY(document->rename("mid", "middle"));
        document->save();
        QTRY_VERIFY(!document->isDirty());
        QCOMPARE(score("low"), "1000"_ba);
        QCOMPARE(score("middle"), "2.5"_ba);
        QCOMPARE(score("mid"), ""_ba);
        QVERIFY(m_database.pttl("k") > 500'000);
        QTRY_COMPARE(model.nameAt(1), "low"_ba);
        QCOMPARE(model.index(1, 2).data().toString(), u"1000"_s);
        QCOMPARE(model.index(1, 0).data().toString(), u"2"_s);
        document->setValue("high", "5");
        (void)m_database.redis({"ZINCRBY", "k", "2", "high"});
        document->save();
        QTRY_COMPARE(document->state(), State::Conflict);
        document->loadTheirs();
        QCOMPARE(document->state(), State::Ready);
        QVERIFY(!document->isDirty());
        QCOMPARE(score("high"), document->valueOf("high").value_or(QByteArray()));
    }

    void membersOfASetAreAddedRemovedAndRenamed()
    {
        (void)m_database.redis({"SADD", "k", "a", "b", QByteArray("\xff\0", 2)});
        const auto document = opened(ValueKind::Set);
        QVERIFY(document->add("n", {}));
        document->removeElement("a");
        QVERIFY(document->rename(QByteArray("\xff\0", 2), QByteArray("\xfe", 1)));
        QVERIFY(!document->rename("b", "n"));
        document->save();
        QTRY_VERIFY(!document->isDirty());
        QVERIFY(isMember("n") && isMember("b") && isMember(QByteArray("\xfe", 1)));
        QVERIFY(!isMember("a") && !isMember(QByteArray("\xff\0", 2)));
    }

    void manyEditsGoInSeveralRequests()
    {
        QByteArrayList command{"SADD", "k"};
        for (int i = 0; i < 2500; ++i)
            command.append("m" + QByteArray::number(i));
        (void)m_database.redis(command);
        const auto document = opened(ValueKind::Set);
        while (document->rows()->hasMore()) {
            document->rows()->showMore();
            QTRY_VERIFY(!document->rows()->isLoading());
        }
        QCOMPARE(document->rows()->count(), 2500);
        for (int i = 0; i < 2400; ++i)
            document->removeElement("m" + QByteArray::number(i));
        QSignalSpy saved(document.get(), &ValueDocument::saved);
        document->save();
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, 20'000);
        QCOMPARE(m_database.redis({"SCARD", "k"}).toInt(), 100);
        QCOMPARE(document->rows()->count(), 100);
        QCOMPARE(document->length(), 100);
    }

    void aServerWithoutScriptsAsksBeforeItOverwrites()
    {
        makeHash();
        m_session->capabilities()->learn(Capabilities::Feature::Scripts, Capabilities::Support::NotPermitted);
        const auto document = opened(ValueKind::Hash);
        document->setValue("a", "mine");
        document->save();
        QTRY_COMPARE(document->state(), State::CannotCompare);
        QCOMPARE(field("a"), "1"_ba);
        document->saveUnsafely();
        QTRY_VERIFY(!document->isDirty());
        QCOMPARE(field("a"), "mine"_ba);
    }

    void searchAndLookUpAskTheServer()
    {
        for (int batch = 0; batch < 20; ++batch) {
            QByteArrayList command{"HSET", "k"};
            for (int i = 0; i < 100; ++i)
                command << "field" + QByteArray::number(batch * 100 + i) << "v";
            (void)m_database.redis(command);
        }
        const auto document = opened(ValueKind::Hash);
        MapModel model(document.get());
        const QAbstractItemModelTester tester(&model);
        QVERIFY(document->rows()->hasMore());
        document->search("*1234*");
        // A view that shows all that was found asks on.
        QTRY_VERIFY((model.want(0, model.rowCount()), !document->rows()->isLoading() && !document->rows()->hasMore()));
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.nameAt(0), "field1234"_ba);
        document->search({});
        QTRY_VERIFY(model.rowCount() > 1);
        QSignalSpy lookedUp(document.get(), &MapDocument::lookedUp);
        document->lookUp("field77");
        QTRY_COMPARE(lookedUp.count(), 1);
        QCOMPARE(model.rowCount(), 1);
        document->lookUp("nothing");
        QTRY_COMPARE(lookedUp.count(), 2);
        QVERIFY(!lookedUp.last().at(1).toBool());
    }

    void aMillionRanksAreReadWhereOneLooks()
    {
        (void)m_database.redis(
            {"EVAL",
             "for b=0,99 do local a={} for i=1,1000 do local n=b*1000+i a[#a+1]=n a[#a+1]='m'..n end "
             "redis.call('ZADD',KEYS[1],unpack(a)) end",
             "1", "k"});
        const qint64 before = m_session->meter()->requests();
        const auto document = opened(ValueKind::SortedSet);
        QVERIFY(m_session->meter()->requests() - before <= 2);
        MapModel model(document.get());
        QCOMPARE(model.rowCount(), 100'000);
        QVERIFY(model.nameAt(50'000).isNull());
        const qint64 requests = m_session->meter()->requests();
        model.want(50'000, 50'040);
        QTRY_VERIFY(!model.nameAt(50'000).isNull());
        QCOMPARE(model.nameAt(50'000), "m50000"_ba);
        QCOMPARE(model.index(50'000, 0).data().toString().remove(QLatin1Char(',')), u"50001"_s);
        QCOMPARE(m_session->meter()->requests() - requests, 1);
        model.want(50'000, 50'040); // still there
        QCOMPARE(m_session->meter()->requests() - requests, 1);
        document->window()->setRange({ElementRange::By::Score, "(10", "20", false});
        QTRY_COMPARE(model.rowCount(), 10);
        QTRY_COMPARE(model.nameAt(0), "m11"_ba);
    }

    /// A second writer before, between and after every step: what it wrote is never lost without having been shown.
    void nothingOfAnotherIsLostInAnyInterleaving()
    {
        const QList<QByteArrayList> foreign{
            {"HSET", "k", "a", "foreign"},
            {"HDEL", "k", "a"},
            {"HSET", "k", "z", "foreign"},
            {"DEL", "k"},
            {"PEXPIRE", "k", "1"},
            {"RENAME", "k", "other"},
            {"PERSIST", "k"},
            {"SET", "k", "string"},
            {"HSET", "k", "new", "foreign"},
        };
        int cases = 0;
        for (const QByteArrayList &change : foreign) {
            for (int edit = 0; edit < 4; ++edit) {
                for (int at = 0; at < 3; ++at) {
                    m_database.flush();
                    makeHash();
                    keepAlive();
                    const auto document = opened(ValueKind::Hash);
                    const auto strike = [&] {
                        (void)m_database.redis(change);
                    };
                    if (at == 0)
                        strike();
                    if (edit == 0)
                        document->setValue("a", "mine");
                    else if (edit == 1)
                        document->removeElement("a");
                    else if (edit == 2)
                        QVERIFY(document->add("new", "mine"));
                    else
                        QVERIFY(document->rename("a", "new"));
                    if (at == 1)
                        strike();
                    if (change.first() == "PEXPIRE" && at < 2)
                        QTRY_COMPARE(m_database.type("k"), "none"_ba);
                    document->save();
                    QTRY_VERIFY(document->state() != State::Saving);
                    const bool isSaved = !document->isDirty();
                    if (at == 2) {
                        QVERIFY(isSaved);
                        strike();
                    }
                    const bool touchesSame = change.value(2) == "a" || (change.value(2) == "new" && edit >= 2);
                    const bool changesKey = change.first() == "DEL" || change.first() == "PEXPIRE"
                        || change.first() == "RENAME" || change.first() == "SET";
                    if (at < 2 && changesKey) {
                        QVERIFY2(!isSaved, change.first().constData());
                        QVERIFY(document->state() == State::Gone || document->state() == State::TypeChanged);
                    } else if (at < 2 && touchesSame && !(edit == 1 && change.first() == "HDEL")) {
                        QVERIFY(!isSaved || (edit == 2 && change.value(2) == "a"));
                    } else if (at < 2) {
                        QVERIFY(isSaved);
                    }
                    // What the other wrote is still there.
                    if (change.first() == "SET")
                        QCOMPARE(m_database.get("k"), "string"_ba);
                    if (change.first() == "HSET")
                        QCOMPARE(field(change.at(2)), "foreign"_ba);
                    ++cases;
                }
            }
        }
        QVERIFY(cases >= 100);
    }
};

QTEST_GUILESS_MAIN(TestMapDocument)
#include "tst_mapdocument.moc"
