// SPDX-License-Identifier: GPL-3.0-or-later
// New keys and copies of keys where an answer is lost, a name is taken, or the server cannot do it the usual way.
#include "models/values/duplicatekey.h"
#include "models/values/newkey.h"
#include "tests/models/values/databasefixture.h"
#include "tests/models/values/losingproxy.h"

#include <QtTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

namespace {

template <typename T> struct Held {
    std::optional<Result<T>> result;
    [[nodiscard]] bool isDone() const { return result.has_value(); }
};

template <typename T> std::shared_ptr<Held<T>> start(QObject *context, QCoro::Task<Result<T>> task)
{
    auto held = std::make_shared<Held<T>>();
    QCoro::connect(std::move(task), context, [held](const Result<T> &result) { held->result = result; });
    return held;
}

NewKey newHash(const QByteArray &name)
{
    NewKey key;
    key.name = name;
    key.kind = ValueKind::Hash;
    key.elements = {{"field", QByteArray("\x00\xff\n", 3)}, {"other", "v"}};
    key.ttl = std::chrono::hours(1);
    return key;
}

} // namespace

class TestNewKey : public QObject {
    Q_OBJECT

private:
    DatabaseFixture m_database;

private slots:
    void initTestCase()
    {
        const bool started = m_database.start();
        QVERIFY2(started, m_database.errorText().constData());
    }
    void cleanup() { m_database.flush(); }

    void problemsAreFoundBeforeAnythingIsSent()
    {
        NewKey key;
        QVERIFY(problemOf(key) == NewKeyProblem::NoName);
        key.name = "k";
        QVERIFY(!problemOf(key)); // an empty string is a value
        key.kind = ValueKind::Json;
        for (const char *text : {"", "  ", "{", "1,2", "nul", "{}}"}) {
            key.text = text;
            QVERIFY2(problemOf(key) == NewKeyProblem::NotJson, text);
        }
        for (const char *text : {"{}", "[1]", "12", "\"x\"", "null", " true "}) {
            key.text = text;
            QVERIFY2(!problemOf(key), text);
        }
        key.kind = ValueKind::SortedSet;
        QVERIFY(problemOf(key) == NewKeyProblem::NoElements);
        for (const char *score : {"1", "-2.5", "1e3", "inf", "-inf"}) {
            key.elements = {{"m", score}};
            QVERIFY2(!problemOf(key), score);
        }
        for (const char *score : {"", "x", "1,5", "nan", "0x"}) {
            key.elements = {{"m", score}};
            QVERIFY2(problemOf(key) == NewKeyProblem::ScoreIsNoNumber, score);
        }
        key.kind = ValueKind::List;
        key.elements = QList<std::pair<QByteArray, QByteArray>>(mostNewElements + 1, {"v", {}});
        QVERIFY(problemOf(key) == NewKeyProblem::TooManyElements);
    }

    void bytesArriveUnchanged_data()
    {
        QTest::addColumn<bool>("scripts");
        QTest::newRow("by script") << true;
        QTest::newRow("by transaction") << false;
    }
    void bytesArriveUnchanged()
    {
        QFETCH(bool, scripts);
        const auto session = m_database.session();
        NewKey key = newHash(QByteArray("bin\xfe", 4));
        if (!scripts) {
            session->capabilities()->learn(Capabilities::Feature::Scripts, Capabilities::Support::Missing);
            key.name = "text"; // bytes that JSON cannot carry need scripts in a transaction
            key.elements = {{"field", "v"}, {"other", "v"}};
        }
        const auto created = start(this, createKey(session.get(), key, {}));
        QTRY_VERIFY(created->isDone());
        QVERIFY(created->result->has_value());
        QVERIFY(**created->result == CreateOutcome::Created);
        QCOMPARE(m_database.redis({"HGET", key.name, "field"}).toByteArray(), key.elements.first().second);
        QCOMPARE(m_database.redis({"HLEN", key.name}).toInt(), 2);
        QVERIFY(m_database.pttl(key.name) > 3'500'000);
        QCOMPARE(m_database.redis({"DBSIZE"}).toInt(), 1);

        NewKey other = key;
        other.kind = ValueKind::List;
        other.elements = {{"x", {}}};
        const auto again = start(this, createKey(session.get(), other, {}));
        QTRY_VERIFY(again->isDone());
        QVERIFY(again->result->has_value() && **again->result == CreateOutcome::Exists);
        QCOMPARE(m_database.redis({"HLEN", key.name}).toInt(), 2);
        QCOMPARE(m_database.redis({"DBSIZE"}).toInt(), 1);
    }

    void lostAnswerIsSettledOrUnknown_data()
    {
        QTest::addColumn<bool>("applied");
        QTest::newRow("applied") << true;
        QTest::newRow("never arrived") << false;
    }
    void lostAnswerIsSettledOrUnknown()
    {
        QFETCH(bool, applied);
        LosingProxy proxy(m_database.sandbox().url());
        const auto session = m_database.session(proxy.url());
        proxy.setLose(applied ? LosingProxy::Lose::Answer : LosingProxy::Lose::Request);
        NewKey key = newHash("k");
        key.elements = {{"f", "v"}};
        const auto created = start(this, createKey(session.get(), key, {}));
        QTRY_VERIFY_WITH_TIMEOUT(created->isDone(), 30'000);
        QVERIFY(!created->result->has_value());
        // There: ours or somebody else's, nobody can tell. Not there: known now.
        QVERIFY(created->result->error().kind == (applied ? Error::Kind::UnknownOutcome : Error::Kind::Network));
        QCOMPARE(m_database.redis({"EXISTS", "k"}).toInt(), applied ? 1 : 0);
        QCOMPARE(proxy.lost(), 1); // never sent twice
    }

    void copyKeepsTheTtlAndNeverOverwrites()
    {
        (void)m_database.redis({"SET", "from", "v", "EX", "1000"});
        const auto session = m_database.session();
        const auto copied = start(this, duplicateKey(session.get(), "from", "to", {}));
        QTRY_VERIFY(copied->isDone());
        QVERIFY(copied->result->has_value() && **copied->result == DuplicateOutcome::Duplicated);
        QCOMPARE(m_database.get("to"), "v"_ba);
        QVERIFY(m_database.pttl("to") > 990'000);
        (void)m_database.redis({"SET", "to", "other"});
        const auto again = start(this, duplicateKey(session.get(), "from", "to", {}));
        QTRY_VERIFY(again->isDone());
        QVERIFY(again->result->has_value() && **again->result == DuplicateOutcome::TargetExists);
        QCOMPARE(m_database.get("to"), "other"_ba);
        const auto gone = start(this, duplicateKey(session.get(), "nobody", "new", {}));
        QTRY_VERIFY(gone->isDone());
        QVERIFY(gone->result->has_value() && **gone->result == DuplicateOutcome::Gone);
    }
};

QTEST_GUILESS_MAIN(TestNewKey)
#include "tst_newkey.moc"
