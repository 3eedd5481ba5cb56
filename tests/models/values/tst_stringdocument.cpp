// SPDX-License-Identifier: GPL-3.0-or-later
// The life of an edited string against a real database, with a second writer and lost answers.
#include "models/values/keydocument.h"
#include "tests/models/values/databasefixture.h"
#include "tests/models/values/losingproxy.h"

#include <QSignalSpy>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;
using State = StringDocument::State;

Q_DECLARE_METATYPE(stashdeck::Error)

class TestStringDocument : public QObject {
    Q_OBJECT

private:
    DatabaseFixture m_database;
    std::unique_ptr<Session> m_session;

    std::unique_ptr<KeyDocument> opened(const QByteArray &key = "k", Session *session = nullptr)
    {
        auto document = std::make_unique<KeyDocument>(session ? session : m_session.get(), key);
        document->load();
        (void)QTest::qWaitFor([&] { return document->state() != KeyDocument::State::Loading; }, 10'000);
        return document;
    }

private slots:
    void initTestCase()
    {
        const bool started = m_database.start();
        QVERIFY2(started, m_database.errorText().constData());
    }
    void init()
    {
        m_session = m_database.session();
        (void)m_database.redis({"SET", "k", "base", "PX", "600000"});
    }
    void cleanup()
    {
        m_session.reset();
        m_database.flush();
    }

    void editsAndSavesKeepingTheExpiry()
    {
        const auto document = opened();
        StringDocument *string = document->string();
        QCOMPARE(string->state(), State::Ready);
        QSignalSpy saved(string, &StringDocument::saved);
        QSignalSpy dirty(string, &StringDocument::dirtyChanged);
        string->setCurrent("mine");
        QVERIFY(string->isDirty());
        QCOMPARE(dirty.count(), 1);
        QCOMPARE(string->plannedCommands().size(), 1);
        const qint64 requests = m_session->meter()->requests();
        string->save();
        string->save(); // a second click
        QCOMPARE(string->state(), State::Saving);
        QTRY_COMPARE(string->state(), State::Ready);
        QCOMPARE(saved.count(), 1);
        QVERIFY(!string->isDirty());
        QCOMPARE(m_session->meter()->requests() - requests, 1);
        QCOMPARE(m_database.get("k"), "mine"_ba);
        QVERIFY(m_database.pttl("k") > 500'000);
    }

    void nothingIsSentWithoutAnEdit()
    {
        const auto document = opened();
        const qint64 requests = m_session->meter()->requests();
        document->string()->setCurrent("base");
        document->string()->save();
        QCOMPARE(document->string()->state(), State::Ready);
        QCOMPARE(m_session->meter()->requests(), requests);
    }

    void conflictIsReviewedAndNeverOverwrites_data()
    {
        QTest::addColumn<QByteArray>("decision");
        QTest::addColumn<bool>("byScript");
        for (const bool byScript : {false, true}) {
            for (const QByteArray &decision : {"mine"_ba, "theirs"_ba, "merge"_ba, "mine, changed again"_ba})
                QTest::addRow("%s %d", decision.constData(), byScript) << decision << byScript;
        }
    }
    void conflictIsReviewedAndNeverOverwrites()
    {
        QFETCH(const QByteArray, decision);
        QFETCH(const bool, byScript);
        if (byScript)
            m_session->capabilities()->learn(Capabilities::Feature::SetIfEqual, Capabilities::Support::Missing);
        const auto document = opened();
        StringDocument *string = document->string();
        string->setCurrent("mine");
        (void)m_database.redis({"SET", "k", "theirs", "KEEPTTL"});
        string->save();
        QTRY_COMPARE(string->state(), State::Conflict);
        QCOMPARE(string->theirs(), "theirs"_ba);
        QCOMPARE(string->current(), "mine"_ba);
        QCOMPARE(m_database.get("k"), "theirs"_ba);
        if (decision == "mine") {
            string->keepMine();
            QTRY_COMPARE(string->state(), State::Ready);
            QCOMPARE(m_database.get("k"), "mine"_ba);
        } else if (decision == "theirs") {
            string->loadTheirs();
            QCOMPARE(string->state(), State::Ready);
            QVERIFY(!string->isDirty());
            QCOMPARE(string->current(), "theirs"_ba);
        } else if (decision == "merge") {
            string->acceptMerge("both");
            QVERIFY(string->isDirty());
            string->save();
            QTRY_VERIFY(!string->isDirty());
            QCOMPARE(m_database.get("k"), "both"_ba);
        } else {
            (void)m_database.redis({"SET", "k", "third", "KEEPTTL"});
            string->keepMine(); // reviewed against "theirs", which it is no longer
            QTRY_COMPARE(string->state(), State::Conflict);
            QCOMPARE(string->theirs(), "third"_ba);
            QCOMPARE(m_database.get("k"), "third"_ba);
        }
        QVERIFY(m_database.pttl("k") > 500'000);
    }

    void sameChangeByTwoIsNoConflict()
    {
        const auto document = opened();
        document->string()->setCurrent("same");
        (void)m_database.redis({"SET", "k", "same", "KEEPTTL"});
        document->string()->save();
        QTRY_COMPARE(document->string()->state(), State::Ready);
        QVERIFY(!document->isDirty());
    }

    void goneKeyIsCreatedAgainWithItsExpiry()
    {
        const auto document = opened();
        StringDocument *string = document->string();
        string->setCurrent("mine");
        (void)m_database.redis({"DEL", "k"});
        string->save();
        QTRY_COMPARE(string->state(), State::Gone);
        QCOMPARE(m_database.type("k"), "none"_ba);
        QVERIFY(string->isDirty());
        string->createAgain();
        QTRY_COMPARE(string->state(), State::Ready);
        QCOMPARE(m_database.get("k"), "mine"_ba);
        QVERIFY(m_database.pttl("k") > 500'000);
    }

    void creatingAgainNeverReplacesAnother()
    {
        const auto document = opened();
        StringDocument *string = document->string();
        string->setCurrent("mine");
        (void)m_database.redis({"DEL", "k"});
        string->save();
        QTRY_COMPARE(string->state(), State::Gone);
        (void)m_database.redis({"SET", "k", "theirs"});
        string->createAgain();
        QTRY_COMPARE(string->state(), State::Conflict);
        QCOMPARE(m_database.get("k"), "theirs"_ba);
    }

    void changedTypeIsToldApart_data()
    {
        QTest::addColumn<bool>("byScript");
        QTest::newRow("IFEQ") << false;
        QTest::newRow("script") << true;
    }
    void changedTypeIsToldApart()
    {
        QFETCH(const bool, byScript);
        if (byScript)
            m_session->capabilities()->learn(Capabilities::Feature::SetIfEqual, Capabilities::Support::Missing);
        const auto document = opened();
        StringDocument *string = document->string();
        string->setCurrent("mine");
        (void)m_database.redis({"DEL", "k"});
        (void)m_database.redis({"RPUSH", "k", "item"});
        string->save();
        QTRY_COMPARE(string->state(), State::TypeChanged);
        QCOMPARE(string->otherType(), "list"_ba);
        QCOMPARE(m_database.type("k"), "list"_ba);
        string->discard();
        document->load();
        QTRY_COMPARE(document->kind(), ValueKind::List);
    }

    /// A second writer between the requests of a save that has to look, and of creating again.
    void changesBetweenRequestsAreSeen_data()
    {
        QTest::addColumn<QByteArrayList>("second");
        QTest::addColumn<State>("state");
        QTest::newRow("set") << QByteArrayList{"SET", "k", "third"} << State::Conflict;
        QTest::newRow("delete") << QByteArrayList{"DEL", "k"} << State::Gone;
        QTest::newRow("rename") << QByteArrayList{"RENAME", "k", "moved"} << State::Gone;
        QTest::newRow("retype") << QByteArrayList{"EVAL", "redis.call('DEL','k') redis.call('SADD','k','m')", "0"}
                                << State::TypeChanged;
        QTest::newRow("set back") << QByteArrayList{"SET", "k", "base"} << State::Ready;
        QTest::newRow("set to mine") << QByteArrayList{"SET", "k", "mine"} << State::Ready;
    }
    void changesBetweenRequestsAreSeen()
    {
        QFETCH(const QByteArrayList, second);
        QFETCH(const State, state);
        const auto document = opened();
        StringDocument *string = document->string();
        string->setCurrent("mine");
        (void)m_database.redis({"SET", "k", "theirs", "KEEPTTL"});
        int exchanges = 0;
        connect(m_session.get(), &Session::exchanged, this, [&] {
            if (++exchanges == 1)
                (void)m_database.redis(second);
        });
        string->save();
        QTRY_COMPARE(string->state(), state);
        QCOMPARE(string->current(), "mine"_ba);
        if (state == State::Conflict)
            QCOMPARE(string->theirs(), "third"_ba);
        if (second.at(0) == "RENAME")
            QCOMPARE(m_database.get("moved"), "theirs"_ba);
        disconnect(m_session.get(), nullptr, this, nullptr);
    }

    void reloadKeepsEdits()
    {
        const auto document = opened();
        StringDocument *string = document->string();
        string->setCurrent("mine");
        document->load();
        QTRY_VERIFY(!document->isReloading());
        QCOMPARE(string->state(), State::Ready);
        QCOMPARE(string->current(), "mine"_ba);
        (void)m_database.redis({"SET", "k", "theirs"});
        document->load(ValueKind::None, Purpose::Poll);
        QTRY_COMPARE(string->state(), State::Conflict);
        QCOMPARE(string->current(), "mine"_ba);
        QVERIFY(m_session->meter()->commands(Purpose::Poll) > 0);
        (void)m_database.redis({"DEL", "k"});
        document->load();
        QTRY_COMPARE(string->state(), State::Gone);
        QCOMPARE(string->current(), "mine"_ba);
    }

    void reloadWithoutEditsTakesTheNewValue()
    {
        const auto document = opened();
        QSignalSpy changed(document->string(), &StringDocument::currentChanged);
        (void)m_database.redis({"SET", "k", "newer"});
        document->load();
        QTRY_COMPARE(document->string()->current(), "newer"_ba);
        QVERIFY(!document->isDirty());
        QCOMPARE(changed.count(), 1);
        QTRY_VERIFY(!document->expiresAt());
    }

    void lostAnswerIsSettledByLooking_data()
    {
        QTest::addColumn<LosingProxy::Lose>("lose");
        QTest::addColumn<QByteArray>("after"); // written by somebody else before the look
        QTest::addColumn<State>("state");
        QTest::addColumn<bool>("dirty");
        using Lose = LosingProxy::Lose;
        QTest::newRow("applied") << Lose::Answer << ""_ba << State::Ready << false;
        QTest::newRow("not applied") << Lose::Request << ""_ba << State::Ready << true;
        QTest::newRow("applied, then changed") << Lose::Answer << "other"_ba << State::Conflict << true;
        QTest::newRow("not applied, then changed") << Lose::Request << "other"_ba << State::Conflict << true;
        QTest::newRow("dead line") << Lose::Everything << ""_ba << State::UnknownOutcome << true;
    }
    void lostAnswerIsSettledByLooking()
    {
        QFETCH(const LosingProxy::Lose, lose);
        QFETCH(const QByteArray, after);
        QFETCH(const State, state);
        QFETCH(const bool, dirty);
        LosingProxy proxy(m_database.sandbox().url());
        const auto session = m_database.session(proxy.url());
        const auto document = opened("k", session.get());
        StringDocument *string = document->string();
        QCOMPARE(string->state(), State::Ready);
        QSignalSpy saved(string, &StringDocument::saved);
        string->setCurrent("mine");
        if (!after.isEmpty()) {
            int exchanges = 0;
            connect(session.get(), &Session::exchanged, this, [this, after, exchanges]() mutable {
                if (++exchanges == 1)
                    (void)m_database.redis({"SET", "k", after, "KEEPTTL"});
            });
        }
        proxy.setLose(lose);
        string->save();
        QTRY_COMPARE_WITH_TIMEOUT(string->state(), state, 20'000);
        QCOMPARE(string->isDirty(), dirty);
        QCOMPARE(saved.count(), dirty ? 0 : 1);
        QCOMPARE(string->current(), "mine"_ba);
        QVERIFY(proxy.lost() >= 1);
        if (lose == LosingProxy::Lose::Everything) {
            proxy.setLose(LosingProxy::Lose::Nothing);
            string->verify();
            QTRY_COMPARE(string->state(), State::Ready);
            QVERIFY(string->isDirty()); // it had not arrived
            string->save();
            QTRY_VERIFY(!string->isDirty());
            QCOMPARE(m_database.get("k"), "mine"_ba);
        }
    }

    void lockedSessionKeepsEdits()
    {
        const auto document = opened();
        StringDocument *string = document->string();
        QSignalSpy failed(string, &StringDocument::failed);
        string->setCurrent("mine");
        m_session->writeLock()->lock();
        string->save();
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(string->state(), State::Ready);
        QVERIFY(string->isDirty());
        QCOMPARE(m_database.get("k"), "base"_ba);
    }

    void largeValueLoadsRestAndCancels()
    {
        const QByteArray large = QByteArray("0123456789").repeated(1'300'000); // 13 MB
        (void)m_database.redis({"SET", "k", large});
        const auto document = opened();
        StringDocument *string = document->string();
        QCOMPARE(string->state(), State::Partial);
        QVERIFY(!string->isEditable());
        QVERIFY(!string->isDirty());
        QSignalSpy progressed(string, &StringDocument::progressed);
        string->loadRest();
        QTRY_VERIFY(progressed.count() >= 1);
        QVERIFY(!string->isDirty());
        string->cancelLoadRest();
        QCOMPARE(string->state(), State::Partial);
        QVERIFY(string->current().size() > firstPageBytes);
        QVERIFY(large.startsWith(string->current()));
        string->loadRest();
        QTRY_COMPARE_WITH_TIMEOUT(string->state(), State::Ready, 20'000);
        QCOMPARE(string->current(), large);
        QVERIFY(!string->isEditable());
    }

    void destroyedInTheMiddleOfEverything()
    {
        for (int step = 0; step < 4; ++step) {
            auto document = opened();
            document->string()->setCurrent("mine" + QByteArray::number(step));
            if (step == 0)
                document->load();
            else
                document->string()->save();
            if (step > 1) {
                int exchanges = 0;
                connect(m_session.get(), &Session::exchanged, document.get(), [&exchanges] { ++exchanges; });
                QTRY_VERIFY(exchanges >= step - 2);
            }
            document.reset();
        }
        // Whatever was on its way is told to nobody; the session answers on.
        QVERIFY(QCoro::waitFor(m_session->send(Command::of("PING"))));
    }
};

QTEST_GUILESS_MAIN(TestStringDocument)
#include "tst_stringdocument.moc"
