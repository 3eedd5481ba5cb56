// SPDX-License-Identifier: GPL-3.0-or-later
// Whole-key operations against a real database, with a second writer and with lost answers.
#include "models/session/serverclock.h"
#include "models/values/keyactions.h"
#include "models/values/openkey.h"
#include "models/values/savestring.h"
#include "tests/models/values/databasefixture.h"
#include "tests/models/values/losingproxy.h"

#include <QSignalSpy>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// What a second writer does to "k".
struct Change {
    const char *name;
    QByteArrayList command;
};
const QList<Change> changes = {
    {"nothing", {}},
    {"set", {"SET", "k", "foreign", "KEEPTTL"}},
    {"set without expiry", {"SET", "k", "foreign"}},
    {"delete", {"DEL", "k"}},
    {"expire", {"PEXPIRE", "k", "900000"}},
    {"retype", {"EVAL", "redis.call('DEL','k') redis.call('RPUSH','k','item')", "0"}},
    {"rename", {"RENAME", "k", "moved"}},
    {"persist", {"PERSIST", "k"}},
    {"append", {"APPEND", "k", "+"}},
    {"touch", {"SET", "k", "base", "KEEPTTL"}},
};

} // namespace

class TestKeyOperations : public QObject {
    Q_OBJECT

private:
    DatabaseFixture m_database;

    static std::stop_token noStop() { return {}; }

    /// Runs `change` at position 0 (before the operation) or right after the n-th exchange of the session.
    void arm(Session *session, int position, const QByteArrayList &command)
    {
        if (command.isEmpty())
            return;
        if (position == 0) {
            (void)m_database.redis(command);
            return;
        }
        auto seen = std::make_shared<int>(0);
        QObject::connect(session, &Session::exchanged, this, [this, seen, position, command] {
            if (++*seen == position)
                (void)m_database.redis(command);
        });
    }

private slots:
    void initTestCase()
    {
        const bool started = m_database.start();
        QVERIFY2(started, m_database.errorText().constData());
    }
    void cleanup() { m_database.flush(); }

    void opensEveryTypeCheaply_data()
    {
        QTest::addColumn<QByteArrayList>("create");
        QTest::addColumn<QByteArray>("typeName");
        QTest::addColumn<qint64>("length");
        const auto row = [](const char *name, const QByteArrayList &create, const QByteArray &type, qint64 length) {
            QTest::newRow(name) << create << type << length;
        };
        row("string", {"SET", "k", "value"}, "string", 5);
        row("empty string", {"SET", "k", ""}, "string", 0);
        row("hash", {"HSET", "k", "f", "v", "g", "w"}, "hash", 2);
        row("list", {"RPUSH", "k", "a", "b", "c"}, "list", 3);
        row("set", {"SADD", "k", "a", "b"}, "set", 2);
        row("sorted set", {"ZADD", "k", "1.5", "a", "-inf", "b"}, "zset", 2);
        row("stream", {"XADD", "k", "5-0", "f", "v"}, "stream", 1);
        row("nothing", {"DEL", "k"}, "none", -1);
    }
    void opensEveryTypeCheaply()
    {
        QFETCH(const QByteArrayList, create);
        QFETCH(const QByteArray, typeName);
        QFETCH(const qint64, length);
        (void)m_database.redis(create);
        if (typeName != "none")
            (void)m_database.redis({"PEXPIRE", "k", "60000"});
        const auto session = m_database.session();
        for (const ValueKind known : {ValueKind::None, valueKindOf(typeName)}) {
            const qint64 requests = session->meter()->requests();
            const qint64 commands = session->meter()->commands();
            const auto opened = QCoro::waitFor(openKey(session.get(), "k", known, Purpose::Browse, noStop()));
            QVERIFY(opened);
            QCOMPARE(opened->typeName, typeName);
            QCOMPARE(opened->length, length);
            QVERIFY(session->meter()->requests() - requests <= 2);
            QVERIFY(session->meter()->commands() - commands <= 3);
            if (typeName == "none")
                continue;
            QVERIFY(opened->ttl && *opened->ttl > 50s && *opened->ttl <= 60s);
            if (isCollection(opened->kind))
                QCOMPARE(qint64(opened->page.rows.size()), length);
        }
        if (typeName == "none" || typeName == "hash")
            return;
        // The key list was wrong about the type.
        const auto opened = QCoro::waitFor(openKey(session.get(), "k", ValueKind::Hash, Purpose::Browse, noStop()));
        QVERIFY(opened);
        QCOMPARE(opened->typeName, typeName);
    }

    void largeStringsComeByPages()
    {
        (void)m_database.redis({"SETRANGE", "k", "3000000", "end"});
        const auto session = m_database.session();
        for (const ValueKind known : {ValueKind::None, ValueKind::String}) {
            const auto opened = QCoro::waitFor(openKey(session.get(), "k", known, Purpose::Browse, noStop()));
            QVERIFY(opened);
            QCOMPARE(opened->length, 3'000'003);
            QCOMPARE(opened->bytes.size(), firstPageBytes);
            QVERIFY(!opened->isWhole());
        }
        (void)m_database.redis({"SET", "k", QByteArray(wholeValueLimit, 'x')});
        const auto whole = QCoro::waitFor(openKey(session.get(), "k", ValueKind::None, Purpose::Browse, noStop()));
        QVERIFY(whole && whole->isWhole());
        QCOMPARE(whole->bytes.size(), wholeValueLimit);
    }

    /// Save × every foreign change × before, between and after × both ways to compare: nothing foreign is ever lost.
    void savesNeverLoseAForeignWrite_data()
    {
        QTest::addColumn<bool>("byScript");
        QTest::addColumn<int>("position");
        QTest::addColumn<int>("change");
        for (const bool byScript : {false, true}) {
            for (int position = 0; position < 3; ++position) {
                for (int change = 0; change < changes.size(); ++change) {
                    QTest::addRow("%s, %s at %d", byScript ? "script" : "IFEQ", changes.at(change).name, position)
                        << byScript << position << change;
                }
            }
        }
    }
    void savesNeverLoseAForeignWrite()
    {
        QFETCH(const bool, byScript);
        QFETCH(const int, position);
        QFETCH(const int, change);
        const QByteArrayList foreign = changes.at(change).command;
        const auto session = m_database.session();
        if (byScript)
            session->capabilities()->learn(Capabilities::Feature::SetIfEqual, Capabilities::Support::Missing);
        (void)m_database.redis({"SET", "k", "base", "PX", "600000"});
        arm(session.get(), position, foreign);
        const auto outcome = QCoro::waitFor(saveIfUnchanged(session.get(), "k", "base", "mine", noStop()));
        QVERIFY(outcome);
        const bool isFirst = position == 0;
        const QByteArray name = changes.at(change).name;
        using Kind = SaveOutcome::Kind;
        if (isFirst && (name.startsWith("set") || name == "append")) {
            QCOMPARE(outcome->kind, Kind::Changed);
            QCOMPARE(m_database.get("k"), name == "append" ? "base+"_ba : "foreign"_ba);
        } else if (isFirst && (name == "delete" || name == "rename")) {
            QVERIFY(outcome->kind == Kind::Gone || outcome->kind == Kind::Changed);
            QCOMPARE(m_database.type("k"), "none"_ba);
            if (name == "rename")
                QCOMPARE(m_database.get("moved"), "base"_ba);
        } else if (isFirst && name == "retype") {
            QVERIFY(outcome->kind == Kind::OtherType || outcome->kind == Kind::Changed);
            QCOMPARE(m_database.type("k"), "list"_ba);
        } else {
            // Saved; what came later stands on top of it.
            QCOMPARE(outcome->kind, Kind::Saved);
            const bool hasHappened = isFirst || position == 1;
            if (hasHappened && (name == "expire"))
                QVERIFY(m_database.pttl("k") > 800'000);
            else if (hasHappened && name == "persist")
                QCOMPARE(m_database.pttl("k"), -1);
            else if (!hasHappened || name == "nothing" || name == "touch")
                QVERIFY(m_database.pttl("k") > 500'000);
            if (!hasHappened || name == "nothing" || name == "expire" || name == "persist"
                || (isFirst && name == "touch"))
                QCOMPARE(m_database.get("k"), "mine"_ba);
            else if (name == "append")
                QCOMPARE(m_database.get("k"), "mine+"_ba);
            else if (name.startsWith("set"))
                QCOMPARE(m_database.get("k"), "foreign"_ba);
            else if (name == "rename")
                QCOMPARE(m_database.get("moved"), "mine"_ba);
        }
    }

    void bytesArriveUnchanged_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("bytes");
        QByteArray all;
        for (int i = 0; i < 256; ++i)
            all.append(char(i));
        QTest::newRow("all bytes") << "k"_ba << all;
        QTest::newRow("byte order mark and CRLF") << "k"_ba
                                                  << "\xEF\xBB\xBFline\r\n"_ba;
        QTest::newRow("NUL") << "k"_ba << QByteArray("a\0b\0", 4);
        QTest::newRow("nothing") << "k"_ba
                                 << ""_ba;
        QTest::newRow("OK") << "k"_ba
                            << "OK"_ba;
        QTest::newRow("binary key") << QByteArray("\xFF\x00\x80key", 6) << all;
        QTest::newRow("hostile key") << "<b>x</b>/?#%\n"_ba
                                     << "v"_ba;
        QTest::newRow("300 KB of bytes") << "k"_ba << all.repeated(1200);
        QTest::newRow("300 KB, binary key") << "\xFFkey"_ba << all.repeated(1200);
    }
    void bytesArriveUnchanged()
    {
        QFETCH(const QByteArray, key);
        QFETCH(const QByteArray, bytes);
        for (const bool byScript : {false, true}) {
            const auto session = m_database.session();
            if (byScript)
                session->capabilities()->learn(Capabilities::Feature::SetIfEqual, Capabilities::Support::Missing);
            (void)m_database.redis({"SET", key, bytes, "PX", "600000"});
            const QByteArray edited = bytes + "\xFE";
            const auto saved = QCoro::waitFor(saveIfUnchanged(session.get(), key, bytes, edited, noStop()));
            QVERIFY2(saved, saved ? "" : qPrintable(saved.error().message));
            QCOMPARE(saved->kind, SaveOutcome::Kind::Saved);
            QCOMPARE(m_database.get(key), edited);
            QVERIFY(m_database.pttl(key) > 500'000);
            const auto opened = QCoro::waitFor(openKey(session.get(), key, ValueKind::None, Purpose::Browse, noStop()));
            QCOMPARE(opened->bytes, edited);
        }
    }

    void learnsThatTheServerCannotCompare()
    {
        const auto session = m_database.session();
        session->capabilities()->learn(Capabilities::Feature::SetIfEqual, Capabilities::Support::Missing);
        session->capabilities()->learn(Capabilities::Feature::Scripts, Capabilities::Support::Missing);
        (void)m_database.redis({"SET", "k", "base", "PX", "600000"});
        const auto outcome = QCoro::waitFor(saveIfUnchanged(session.get(), "k", "base", "mine", noStop()));
        QVERIFY(outcome);
        QCOMPARE(outcome->kind, SaveOutcome::Kind::CannotCompare);
        QCOMPARE(m_database.get("k"), "base"_ba);
        QCOMPARE(QCoro::waitFor(saveUnsafely(session.get(), "k", "other", "mine", noStop()))->kind,
                 SaveOutcome::Kind::Changed);
        QCOMPARE(m_database.get("k"), "base"_ba);
        QCOMPARE(QCoro::waitFor(saveUnsafely(session.get(), "k", "base", "mine", noStop()))->kind,
                 SaveOutcome::Kind::Saved);
        QCOMPARE(m_database.get("k"), "mine"_ba);
        QVERIFY(m_database.pttl("k") > 500'000);
    }

    void createsOnlyWhatIsNotThere()
    {
        const auto session = m_database.session();
        const auto create = [&](const QByteArray &value, std::optional<Milliseconds> ttl) {
            return *QCoro::waitFor(createString(session.get(), "k", value, ttl, noStop()));
        };
        QCOMPARE(create("one", 90s), CreateOutcome::Created);
        QVERIFY(m_database.pttl("k") > 80'000);
        QCOMPARE(create("two", {}), CreateOutcome::Exists);
        QCOMPARE(m_database.get("k"), "one"_ba);
        (void)m_database.redis({"DEL", "k"});
        QCOMPARE(create("three", 1500ms), CreateOutcome::Created);
        QVERIFY(m_database.pttl("k") > 500 && m_database.pttl("k") <= 1500);
    }

    void changesExpiry()
    {
        const auto session = m_database.session();
        const auto change = [&](TtlChange wanted) {
            return *QCoro::waitFor(changeTtl(session.get(), "k", wanted, noStop()));
        };
        TtlChange in;
        in.in = 60s;
        QCOMPARE(change(in).kind, TtlOutcome::Kind::Gone);
        (void)m_database.redis({"SET", "k", "v"});
        const TtlOutcome set = change(in);
        QCOMPARE(set.kind, TtlOutcome::Kind::Changed);
        QVERIFY(m_database.pttl("k") > 50'000);
        QVERIFY(std::chrono::abs(*set.expiresAt - (session->serverClock()->now() + 60s)) < 2s);

        TtlChange at;
        at.mode = TtlChange::Mode::At;
        at.at = session->serverClock()->now() + 3600s;
        QCOMPARE(change(at).kind, TtlOutcome::Kind::Changed);
        QVERIFY(m_database.pttl("k") > 3'590'000);

        TtlChange shorter;
        shorter.in = 30s;
        shorter.onlyIfLonger = true;
        QCOMPARE(change(shorter).kind, TtlOutcome::Kind::NotLonger);
        QVERIFY(m_database.pttl("k") > 3'590'000);
        shorter.in = 7200s;
        QCOMPARE(change(shorter).kind, TtlOutcome::Kind::Changed);
        QVERIFY(m_database.pttl("k") > 7'190'000);

        TtlChange never;
        never.mode = TtlChange::Mode::Never;
        QCOMPARE(change(never).kind, TtlOutcome::Kind::Changed);
        QCOMPARE(m_database.pttl("k"), -1);
        QVERIFY(!change(never).expiresAt);
    }

    void expiryChangesTouchNothingElse_data()
    {
        QTest::addColumn<int>("position");
        QTest::addColumn<int>("change");
        for (int position = 0; position < 3; ++position) {
            for (int change = 0; change < changes.size(); ++change)
                QTest::addRow("%s at %d", changes.at(change).name, position) << position << change;
        }
    }
    void expiryChangesTouchNothingElse()
    {
        QFETCH(const int, position);
        QFETCH(const int, change);
        const auto session = m_database.session();
        (void)m_database.redis({"SET", "k", "base", "PX", "600000"});
        arm(session.get(), position, changes.at(change).command);
        TtlChange in;
        in.in = 7200s;
        const auto outcome = QCoro::waitFor(changeTtl(session.get(), "k", in, noStop()));
        QVERIFY(outcome);
        const QByteArray name = changes.at(change).name;
        const bool hasHappened = position < 2 || outcome->kind == TtlOutcome::Kind::Gone;
        if (name == "delete" && hasHappened) {
            QCOMPARE(m_database.type("k"), "none"_ba);
            if (position == 0)
                QCOMPARE(outcome->kind, TtlOutcome::Kind::Gone);
        } else if (name == "rename" && hasHappened) {
            QCOMPARE(m_database.get("moved"), "base"_ba);
        } else if (name == "retype" && hasHappened) {
            QCOMPARE(m_database.type("k"), "list"_ba);
        } else if (name.startsWith("set") && hasHappened) {
            QCOMPARE(m_database.get("k"), "foreign"_ba);
        } else if (name == "append" && hasHappened) {
            QCOMPARE(m_database.get("k"), "base+"_ba);
        } else {
            QCOMPARE(m_database.get("k"), "base"_ba);
        }
    }

    void renamesWithoutOverwriting_data() { expiryChangesTouchNothingElse_data(); }
    void renamesWithoutOverwriting()
    {
        QFETCH(const int, position);
        QFETCH(const int, change);
        const QByteArray name = changes.at(change).name;
        const auto session = m_database.session();
        (void)m_database.redis({"SET", "k", "base", "PX", "600000"});
        arm(session.get(), position, changes.at(change).command);
        const auto outcome = QCoro::waitFor(renameKey(session.get(), "k", "new", noStop()));
        QVERIFY(outcome);
        if (position == 0 && (name == "delete" || name == "rename")) {
            QCOMPARE(*outcome, RenameOutcome::Gone);
            QCOMPARE(m_database.type("new"), "none"_ba);
            if (name == "rename")
                QCOMPARE(m_database.get("moved"), "base"_ba);
            return;
        }
        QCOMPARE(*outcome, RenameOutcome::Renamed);
        if (position == 0 && name == "retype")
            QCOMPARE(m_database.type("new"), "list"_ba);
        else if (position == 0 && name.startsWith("set"))
            QCOMPARE(m_database.get("new"), "foreign"_ba);
        else if (position == 0 && name == "append")
            QCOMPARE(m_database.get("new"), "base+"_ba);
        else
            QCOMPARE(m_database.get("new"), "base"_ba);
        // A second key under the old name is the other writer's own.
        if (position == 1 && name == "set without expiry")
            QCOMPARE(m_database.get("k"), "foreign"_ba);
    }

    void renameTellsThatTheTargetExists()
    {
        const auto session = m_database.session();
        (void)m_database.redis({"MSET", "k", "one", "new", "two"});
        QCOMPARE(*QCoro::waitFor(renameKey(session.get(), "k", "new", noStop())), RenameOutcome::TargetExists);
        QCOMPARE(m_database.get("k"), "one"_ba);
        QCOMPARE(m_database.get("new"), "two"_ba);
    }

    /// Delete and undo × every foreign change around them: what is there at the end is either the restored key or
    /// somebody else's, never a mixture and never less.
    void deletesAndRestores_data()
    {
        QTest::addColumn<int>("step");
        QTest::addColumn<int>("change");
        for (int step = 0; step < 3; ++step) {
            for (int change = 0; change < changes.size(); ++change)
                QTest::addRow("%s, step %d", changes.at(change).name, step) << step << change;
        }
    }
    void deletesAndRestores()
    {
        QFETCH(const int, step);
        QFETCH(const int, change);
        const QByteArray name = changes.at(change).name;
        const QByteArrayList foreign = changes.at(change).command;
        const auto session = m_database.session();
        KeyActions actions(session.get());
        (void)m_database.redis({"SET", "k", "base", "PX", "600000"});
        const auto run = [&](int at) {
            if (at == step && !foreign.isEmpty())
                (void)m_database.redis(foreign);
        };
        run(0);
        const qlonglong ttlBefore = m_database.pttl("k");
        const QByteArray typeBefore = m_database.type("k");
        const QByteArray valueBefore = typeBefore == "string" ? m_database.get("k") : QByteArray();
        DeleteRequest request;
        request.key = "k";
        request.typeName = "string";
        const auto removed = QCoro::waitFor(actions.remove(request));
        QVERIFY(removed);
        if (typeBefore == "none") {
            QCOMPARE(removed->kind, DeleteOutcome::Kind::Gone);
            QCOMPARE(actions.undoBin()->newestId(), 0);
            return;
        }
        QCOMPARE(removed->kind, DeleteOutcome::Kind::Deleted);
        QVERIFY(removed->copy);
        QCOMPARE(m_database.type("k"), "none"_ba);
        run(1);
        const QByteArray typeBetween = m_database.type("k");
        const QByteArray valueBetween = typeBetween == "string" ? m_database.get("k") : QByteArray();
        const quint64 id = actions.undoBin()->newestId();
        QVERIFY(id != 0);
        const auto restored = QCoro::waitFor(actions.undo(id));
        QVERIFY(restored);
        if (typeBetween != "none") {
            QCOMPARE(restored->kind, RestoreOutcome::Kind::Exists);
            QCOMPARE(m_database.type("k"), typeBetween);
            if (typeBetween == "string")
                QCOMPARE(m_database.get("k"), valueBetween);
            // The second, explicit step keeps a copy of what it replaces.
            const auto replaced = QCoro::waitFor(actions.undo(id, ReplaceExisting::Yes));
            QVERIFY(replaced);
            QCOMPARE(replaced->kind, RestoreOutcome::Kind::Restored);
            QVERIFY(replaced->replaced);
            QCOMPARE(m_database.get("k"), "base"_ba);
            (void)m_database.redis({"DEL", "k"});
            const auto back = QCoro::waitFor(actions.undo(actions.undoBin()->newestId()));
            QCOMPARE(back->kind, RestoreOutcome::Kind::Restored);
            QCOMPARE(m_database.type("k"), typeBetween);
            if (typeBetween == "string")
                QCOMPARE(m_database.get("k"), valueBetween);
            return;
        }
        QCOMPARE(restored->kind, RestoreOutcome::Kind::Restored);
        QCOMPARE(m_database.type("k"), typeBefore);
        if (typeBefore == "string")
            QCOMPARE(m_database.get("k"), valueBefore);
        if (ttlBefore < 0)
            QCOMPARE(m_database.pttl("k"), ttlBefore);
        else
            QVERIFY(std::abs(m_database.pttl("k") - ttlBefore) < 5000);
        QCOMPARE(actions.undoBin()->newestId(), 0);
        run(2);
    }

    void restoresEveryTypeWithTheTimeItHadLeft_data()
    {
        QTest::addColumn<QByteArrayList>("create");
        QTest::newRow("string") << QByteArrayList{"SET", "k", "\xFF\x00x"};
        QTest::newRow("hash") << QByteArrayList{"HSET", "k", "f", "v"};
        QTest::newRow("list") << QByteArrayList{"RPUSH", "k", "a", "b"};
        QTest::newRow("set") << QByteArrayList{"SADD", "k", "a", "b"};
        QTest::newRow("sorted set") << QByteArrayList{"ZADD", "k", "1", "a"};
        QTest::newRow("stream") << QByteArrayList{"XADD", "k", "1-1", "f", "v"};
    }
    void restoresEveryTypeWithTheTimeItHadLeft()
    {
        QFETCH(const QByteArrayList, create);
        (void)m_database.redis(create);
        (void)m_database.redis({"PEXPIRE", "k", "120000"});
        const QByteArray dump = m_database.redis({"DUMP", "k"}).toByteArray();
        const auto session = m_database.session();
        KeyActions actions(session.get());
        QSignalSpy deleted(&actions, &KeyActions::keyDeleted);
        QSignalSpy restored(&actions, &KeyActions::keyRestored);
        DeleteRequest request;
        request.key = "k";
        QVERIFY(QCoro::waitFor(actions.remove(request)));
        QCOMPARE(m_database.type("k"), "none"_ba);
        QCOMPARE(deleted.count(), 1);
        QVERIFY(QCoro::waitFor(actions.undo(actions.undoBin()->newestId())));
        QCOMPARE(restored.count(), 1);
        if (create.constFirst() == "SADD") { // a set has no order, and its dump none that lasts
            QCOMPARE(m_database.redis({"SMISMEMBER", "k", "a", "b"}).toList(), (QVariantList{1LL, 1LL}));
            QCOMPARE(m_database.redis({"SCARD", "k"}).toInt(), 2);
        } else {
            QCOMPARE(m_database.redis({"DUMP", "k"}).toByteArray(), dump);
        }
        QVERIFY(m_database.pttl("k") > 100'000 && m_database.pttl("k") <= 120'000);
        QCOMPARE(actions.undoBin()->changes().size(), 2);
    }

    void tellsBeforehandWhenNoCopyIsPossible()
    {
        const auto session = m_database.session();
        KeyActions actions(session.get());
        (void)m_database.redis({"SETRANGE", "k", "9000000", "x"});
        DeleteRequest request;
        request.key = "k";
        QCOMPARE(QCoro::waitFor(actions.remove(request))->kind, DeleteOutcome::Kind::CopyTooLarge);
        QCOMPARE(m_database.type("k"), "string"_ba);
        request.keepCopy = false;
        QCOMPARE(QCoro::waitFor(actions.remove(request))->kind, DeleteOutcome::Kind::Deleted);
        QCOMPARE(m_database.type("k"), "none"_ba);

        (void)m_database.redis({"SET", "k", "v"});
        session->capabilities()->learn(Capabilities::Feature::Dump, Capabilities::Support::Missing);
        request.keepCopy = true;
        QCOMPARE(QCoro::waitFor(actions.remove(request))->kind, DeleteOutcome::Kind::CopyImpossible);
        QCOMPARE(m_database.get("k"), "v"_ba);
    }

    void undoRefusesWhatWouldHaveExpired()
    {
        const auto session = m_database.session();
        SavedCopy copy;
        copy.key = "k";
        (void)m_database.redis({"SET", "k", "v"});
        copy.dump = m_database.redis({"DUMP", "k"}).toByteArray();
        (void)m_database.redis({"DEL", "k"});
        copy.expiresAt = session->serverClock()->now() - 1s;
        const auto outcome = QCoro::waitFor(restoreKey(session.get(), copy, ReplaceExisting::No, noStop()));
        QCOMPARE(outcome->kind, RestoreOutcome::Kind::Expired);
        QCOMPARE(m_database.type("k"), "none"_ba);
    }

    void binEvictsTheOldest()
    {
        UndoBin bin(nullptr, 100);
        SavedCopy copy;
        copy.key = "k";
        copy.dump = QByteArray(40, 'x');
        const quint64 first = bin.keep(copy);
        ChangeRecord change;
        change.undoId = first;
        bin.note(change);
        const quint64 second = bin.keep(copy);
        QVERIFY(bin.copy(first) && bin.copy(second));
        const quint64 third = bin.keep(copy);
        QVERIFY(!bin.copy(first));
        QVERIFY(bin.copy(second) && bin.copy(third));
        QCOMPARE(bin.changes().first().undoId, 0);
        QVERIFY(bin.usedBytes() <= 100);
        copy.dump = QByteArray(200, 'x');
        QCOMPARE(bin.keep(copy), 0);
        QCOMPARE(bin.newestId(), third);
    }

    /// The request is carried out and its answer lost, or it never arrives: the outcome is found by looking.
    void lostAnswersAreSettled_data()
    {
        QTest::addColumn<QByteArray>("operation");
        QTest::addColumn<bool>("applied");
        for (const QByteArray &operation : {"rename"_ba, "ttl"_ba, "persist"_ba, "delete"_ba, "create"_ba}) {
            QTest::addRow("%s, applied", operation.constData()) << operation << true;
            QTest::addRow("%s, not applied", operation.constData()) << operation << false;
        }
    }
    void lostAnswersAreSettled()
    {
        QFETCH(const QByteArray, operation);
        QFETCH(const bool, applied);
        LosingProxy proxy(m_database.sandbox().url());
        const auto session = m_database.session(proxy.url());
        (void)m_database.redis({"SET", "k", "base", "PX", "600000"});
        QVERIFY(QCoro::waitFor(session->send(Command::of("PING"))));
        proxy.setLose(applied ? LosingProxy::Lose::Answer : LosingProxy::Lose::Request);
        if (operation == "rename") {
            const auto outcome = QCoro::waitFor(renameKey(session.get(), "k", "new", noStop()));
            QCOMPARE(outcome.has_value(), applied);
            QCOMPARE(m_database.get(applied ? "new" : "k"), "base"_ba);
        } else if (operation == "ttl") {
            TtlChange in;
            in.in = 7200s;
            const auto outcome = QCoro::waitFor(changeTtl(session.get(), "k", in, noStop()));
            QCOMPARE(outcome.has_value(), applied);
            QCOMPARE(m_database.pttl("k") > 7'000'000, applied);
        } else if (operation == "persist") {
            TtlChange never;
            never.mode = TtlChange::Mode::Never;
            const auto outcome = QCoro::waitFor(changeTtl(session.get(), "k", never, noStop()));
            QCOMPARE(outcome.has_value(), applied);
            QCOMPARE(m_database.pttl("k") == -1, applied);
        } else if (operation == "delete") {
            DeleteRequest request;
            request.key = "k";
            request.knownBytes = 4;
            request.copyLimit = 1000;
            const auto outcome = QCoro::waitFor(deleteKey(session.get(), request, noStop()));
            QCOMPARE(outcome.has_value(), applied);
            QCOMPARE(m_database.type("k"), applied ? "none"_ba : "string"_ba);
            if (applied)
                QVERIFY(!outcome->copy); // and the caller says so
        } else {
            const auto outcome = QCoro::waitFor(createString(session.get(), "new", "v", {}, noStop()));
            QCOMPARE(outcome.has_value(), applied);
            QCOMPARE(m_database.type("new"), applied ? "string"_ba : "none"_ba);
        }
        QCOMPARE(proxy.lost(), 1);
    }
};

QTEST_GUILESS_MAIN(TestKeyOperations)
#include "tst_keyoperations.moc"
