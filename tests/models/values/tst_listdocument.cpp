// SPDX-License-Identifier: GPL-3.0-or-later
// The life of an edited list against a real database, with a second writer that pushes and pops.
#include "models/values/listdocument.h"
#include "models/values/listmodel.h"
#include "models/values/windowrows.h"
#include "tests/models/values/databasefixture.h"
#include "tests/models/values/losingproxy.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;
using State = ValueDocument::State;
using Where = ListPlace::Where;

Q_DECLARE_METATYPE(stashdeck::Error)

class TestListDocument : public QObject {
    Q_OBJECT

private:
    DatabaseFixture m_database;
    std::unique_ptr<Session> m_session;

    std::unique_ptr<ListDocument> opened(Session *session = nullptr)
    {
        Session *used = session ? session : m_session.get();
        auto document = std::make_unique<ListDocument>(used, "k");
        auto task = openKey(used, "k", ValueKind::List, Purpose::Browse, {});
        QCoro::connect(std::move(task), document.get(), [to = document.get()](const Result<OpenedKey> &read) {
            if (read)
                to->take(*read);
        });
        (void)QTest::qWaitFor([&] { return document->state() != State::Empty; }, 10'000);
        return document;
    }
    QByteArrayList elements() const
    {
        QByteArrayList list;
        const QVariantList read = m_database.redis({"LRANGE", "k", "0", "-1"}).toList();
        for (const QVariant &element : read)
            list.append(element.toByteArray());
        return list;
    }
    void make(const QByteArrayList &list)
    {
        (void)m_database.redis(QByteArrayList{"RPUSH", "k"} + list);
        (void)m_database.redis({"PEXPIRE", "k", "600000"});
    }
    static ListPlace at(qint64 index) { return {Where::Element, index, 0}; }

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

    void allKindsOfEditsGoInOneRequest()
    {
        make({"a", "b", "c", "d", "d"});
        const auto document = opened();
        ListModel model(document.get());
        const QAbstractItemModelTester tester(&model);
        document->setValue(at(1), QByteArray("\xff\0", 2));
        document->removeAt(at(3)); // the first of two equal ones
        QVERIFY(document->insertAfter(0, "after a"));
        QVERIFY(document->insertAfter(0, "right after a"));
        document->pushHead("head");
        document->pushTail("tail");
        QCOMPARE(model.rowCount(), 9);
        QCOMPARE(model.placeAt(0), (ListPlace{Where::Head, 0, 0}));
        QCOMPARE(model.placeAt(2), (ListPlace{Where::Inserted, 0, 0}));
        QCOMPARE(model.placeAt(4), at(1));
        QCOMPARE(model.rowOf(at(4)), 7);
        QCOMPARE(document->editCount(), 6);
        const qint64 requests = m_session->meter()->requests();
        QSignalSpy saved(document.get(), &ValueDocument::saved);
        const qint64 cost = document->plannedCost();
        const int billed = m_database.sandbox().billedCommands();
        document->save();
        document->save(); // a second click
        QTRY_COMPARE(saved.count(), 1);
        QTRY_COMPARE(m_session->meter()->requests() - requests, 2); // the save, and what is on screen again
        QVERIFY(m_database.sandbox().billedCommands() - billed <= cost + 2);
        QCOMPARE(elements(),
                 (QByteArrayList{"head", "a", "right after a", "after a", QByteArray("\xff\0", 2), "c", "d", "tail"}));
        QVERIFY(m_database.pttl("k") > 500'000);
        QTRY_COMPARE(model.rowCount(), 8);
        QVERIFY(!document->isDirty());
    }

    void anEditFollowsItsElementWhenOthersPush_data()
    {
        QTest::addColumn<QByteArrayList>("foreign");
        QTest::addColumn<QByteArrayList>("expected");
        QTest::newRow("pushed left") << QByteArrayList{"LPUSH", "k", "x"} << QByteArrayList{"x", "a", "mine", "c"};
        QTest::newRow("pushed right") << QByteArrayList{"RPUSH", "k", "x"} << QByteArrayList{"a", "mine", "c", "x"};
        QTest::newRow("popped left") << QByteArrayList{"LPOP", "k"} << QByteArrayList{"mine", "c"};
        QTest::newRow("popped right") << QByteArrayList{"RPOP", "k"} << QByteArrayList{};
        QTest::newRow("changed") << QByteArrayList{"LSET", "k", "1", "theirs"} << QByteArrayList{};
        QTest::newRow("removed") << QByteArrayList{"LREM", "k", "1", "b"} << QByteArrayList{};
    }
    void anEditFollowsItsElementWhenOthersPush()
    {
        QFETCH(const QByteArrayList, foreign);
        QFETCH(const QByteArrayList, expected);
        make({"a", "b", "c"});
        const auto document = opened();
        document->setValue(at(1), "mine");
        (void)m_database.redis(foreign);
        const QByteArrayList between = elements();
        document->save();
        QTRY_VERIFY(document->state() != State::Saving);
        if (expected.isEmpty()) { // nothing was written, and the edit is kept
            QCOMPARE(document->state(), State::Conflict);
            QCOMPARE(elements(), between);
            QCOMPARE(document->valueAt(at(1)), std::optional("mine"_ba));
            document->loadTheirs();
            QCOMPARE(document->state(), State::Ready);
            QVERIFY(!document->isDirty());
        } else {
            QCOMPARE(elements(), expected);
            QVERIFY(!document->isDirty());
        }
    }

    void equalElementsAreToldApartByTheirNeighbours()
    {
        make({"x", "job", "y", "job", "z"});
        const auto document = opened();
        document->removeAt(at(3));
        (void)m_database.redis({"LPUSH", "k", "job"});
        (void)m_database.redis({"LPUSH", "k", "new"}); // new job x job y job z: index 3 is another job
        document->save();
        QTRY_VERIFY(document->state() != State::Saving);
        QCOMPARE(elements(), (QByteArrayList{"new", "job", "x", "job", "y", "z"}));
    }

    void mineIsWrittenOverWhatWasShown()
    {
        make({"a", "b", "c"});
        const auto document = opened();
        document->setValue(at(1), "mine");
        (void)m_database.redis({"LSET", "k", "1", "theirs"});
        document->save();
        QTRY_COMPARE(document->state(), State::Conflict);
        QCOMPARE(document->staged(1)->theirs, std::optional("theirs"_ba));
        document->keepMine();
        QTRY_VERIFY(!document->isDirty());
        QCOMPARE(elements(), (QByteArrayList{"a", "mine", "c"}));
    }

    void goneTypeChangedAndCreatedAgain()
    {
        make({"a", "b"});
        const auto document = opened();
        document->setValue(at(0), "mine");
        document->pushTail("t");
        (void)m_database.redis({"DEL", "k"});
        document->save();
        QTRY_COMPARE(document->state(), State::Gone);
        document->createAgain();
        QTRY_COMPARE(document->state(), State::Ready);
        QCOMPARE(elements(), (QByteArrayList{"mine", "b", "t"}));
        QVERIFY(m_database.pttl("k") > 500'000);
        QTRY_COMPARE(document->length(), 3);
        document->setValue(at(0), "again");
        (void)m_database.redis({"SET", "k", "string"});
        document->save();
        QTRY_COMPARE(document->state(), State::TypeChanged);
        QCOMPARE(m_database.get("k"), "string"_ba);
    }

    void aLostAnswerIsSettledByLooking_data()
    {
        QTest::addColumn<int>("lose");
        QTest::addColumn<bool>("pushes");
        for (const bool pushes : {false, true}) {
            QTest::addRow("request %d", pushes) << int(LosingProxy::Lose::Request) << pushes;
            QTest::addRow("answer %d", pushes) << int(LosingProxy::Lose::Answer) << pushes;
        }
    }
    void aLostAnswerIsSettledByLooking()
    {
        QFETCH(const int, lose);
        QFETCH(const bool, pushes);
        make({"a", "b", "c"});
        LosingProxy proxy(m_database.sandbox().url());
        const auto session = m_database.session(proxy.url());
        const auto document = opened(session.get());
        if (pushes)
            document->pushHead("h");
        else
            document->setValue(at(1), "mine");
        QSignalSpy saved(document.get(), &ValueDocument::saved);
        QSignalSpy failed(document.get(), &ValueDocument::failed);
        proxy.setLose(LosingProxy::Lose(lose));
        document->save();
        QTRY_VERIFY_WITH_TIMEOUT(saved.count() + failed.count() == 1, 20'000);
        if (lose == int(LosingProxy::Lose::Request)) {
            QVERIFY(document->isDirty());
            QCOMPARE(elements(), (QByteArrayList{"a", "b", "c"}));
            document->save();
        }
        QTRY_VERIFY(!document->isDirty());
        QCOMPARE(elements(), pushes ? (QByteArrayList{"h", "a", "b", "c"}) : (QByteArrayList{"a", "mine", "c"}));
    }

    void trimsOnlyWhatWasSeen()
    {
        make({"a", "b", "c", "d"});
        const auto document = opened();
        QSignalSpy trimmed(document.get(), &ListDocument::trimmed);
        document->trim(0, 1);
        QTRY_COMPARE(trimmed.count(), 1);
        QCOMPARE(elements(), (QByteArrayList{"a", "b"}));
        QVERIFY(m_database.pttl("k") > 500'000);
        QTRY_COMPARE(document->length(), 2);
        (void)m_database.redis({"RPUSH", "k", "new"});
        document->trim(0, 0);
        QTRY_COMPARE(trimmed.count(), 2);
        QVERIFY(!trimmed.last().first().toBool());
        QCOMPARE(elements(), (QByteArrayList{"a", "b", "new"}));
        QTRY_COMPARE(document->length(), 3);
    }

    void aLongListIsReadWhereOneLooks()
    {
        (void)m_database.redis({"EVAL",
                                "for b=0,99 do local a={} for i=1,1000 do a[i]='e'..(b*1000+i-1) end "
                                "redis.call('RPUSH',KEYS[1],unpack(a)) end",
                                "1", "k"});
        const auto document = opened();
        ListModel model(document.get());
        QCOMPARE(model.rowCount(), 100'000);
        const qint64 requests = m_session->meter()->requests();
        model.want(99'960, 99'999);
        QTRY_COMPARE(model.index(99'999, 1).data().toString(), u"e99999"_s);
        QCOMPARE(m_session->meter()->requests() - requests, 1);
        QSignalSpy found(document.get(), &ListDocument::found);
        document->find("e77777");
        QTRY_COMPARE(found.count(), 1);
        QCOMPARE(found.first().first().toLongLong(), 77'777);
    }

    /// A second writer before, between and after: what it wrote is never lost without having been shown.
    void nothingOfAnotherIsLostInAnyInterleaving()
    {
        const QList<QByteArrayList> foreign{
            {"LPUSH", "k", "F"},
            {"RPUSH", "k", "F"},
            {"LSET", "k", "1", "F"},
            {"LPOP", "k"},
            {"LINSERT", "k", "BEFORE", "b", "F"},
            {"LREM", "k", "1", "b"},
            {"LTRIM", "k", "1", "-1"},
            {"DEL", "k"},
        };
        int cases = 0;
        for (const QByteArrayList &change : foreign) {
            for (int edit = 0; edit < 5; ++edit) {
                for (int when = 0; when < 3; ++when) {
                    m_database.flush();
                    make({"a", "b", "c", "b"});
                    const auto document = opened();
                    const auto strike = [&] {
                        (void)m_database.redis(change);
                    };
                    if (when == 0)
                        strike();
                    if (edit == 0)
                        document->setValue(at(1), "mine");
                    else if (edit == 1)
                        document->removeAt(at(1));
                    else if (edit == 2)
                        QVERIFY(document->insertAfter(1, "mine"));
                    else if (edit == 3)
                        document->pushHead("mine");
                    else
                        document->removeAt(at(3));
                    if (when == 1)
                        strike();
                    const QByteArrayList before = elements();
                    document->save();
                    QTRY_VERIFY(document->state() != State::Saving);
                    const QByteArrayList after = elements();
                    if (document->isDirty()) {
                        QCOMPARE(after, before); // all or nothing
                    } else {
                        // Exactly one element was taken away or put in; nothing of another's is gone.
                        QCOMPARE(after.count("F"), before.count("F"));
                        QCOMPARE(after.count("a"), before.count("a"));
                        QCOMPARE(after.count("c"), before.count("c"));
                        const qsizetype grown = edit == 2 || edit == 3 ? 1 : edit == 0 ? 0 : -1;
                        QCOMPARE(after.size() - before.size(), grown);
                        QCOMPARE(after.count("mine"), edit == 1 || edit == 4 ? 0 : 1);
                    }
                    ++cases;
                }
            }
        }
        QCOMPARE(cases, 120);
    }
};

QTEST_GUILESS_MAIN(TestListDocument)
#include "tst_listdocument.moc"
