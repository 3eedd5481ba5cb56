// SPDX-License-Identifier: GPL-3.0-or-later
// Every edit of a string with a second writer before, between and after its requests, against a real database. What
// the database then holds is compared with a few lines that say what one after the other must come to; an edit that
// says it was done and was not, or that undid what nobody was shown, fails.
#include "models/values/keydocument.h"
#include "models/values/stringspecials.h"
#include "tests/models/values/databasefixture.h"
#include "tests/models/values/losingproxy.h"
#include "tests/support/waiting.h"

#include <QTest>

using namespace stashdeck;
using State = StringDocument::State;

namespace {

enum class Edit {
    Save,
    SaveByScript,
    Append,
    KeepMine, ///< after a conflict was shown
    CreateAgain,
    Rename,
    Expire,
    ExpireIfLonger,
    Persist,
    Delete,
    Increment,
    SetBit,
    AddUnique,
};
enum class Writer { Set, SameValue, Delete, Retype, Rename, Expire, ExpireNow, Persist, Flush, TakeName };
enum class When { Before, Between, After, AnswerLost };

constexpr Edit edits[] = {Edit::Save,   Edit::SaveByScript, Edit::Append,   Edit::KeepMine, Edit::CreateAgain,
                          Edit::Rename, Edit::Expire,       Edit::Persist,  Edit::Delete,   Edit::ExpireIfLonger,
                          Edit::SetBit, Edit::AddUnique,    Edit::Increment};
constexpr Writer writers[] = {Writer::Set,    Writer::SameValue, Writer::Delete,  Writer::Retype, Writer::Rename,
                              Writer::Expire, Writer::ExpireNow, Writer::Persist, Writer::Flush,  Writer::TakeName};

/// How long a key lives, told apart by the bands in which a PTTL falls.
enum class Life { Forever, Theirs, Base, Mine, Longer };
constexpr qint64 lifeMilliseconds[] = {-1, 300'000, 600'000, 900'000, 1'200'000};

struct Key {
    QByteArray type = "none";
    QByteArray value;
    Life life = Life::Forever;
    friend bool operator==(const Key &, const Key &) = default;
};
using World = QHash<QByteArray, Key>; // without keys that are not there

void write(World &world, Writer writer, const QByteArray &base)
{
    const bool exists = world.contains("k");
    switch (writer) {
    case Writer::Set:
        world.insert("k", {"string", "50", Life::Forever});
        break;
    case Writer::SameValue:
        world.insert("k", {"string", base, exists ? world.value("k").life : Life::Forever});
        break;
    case Writer::Delete:
    case Writer::ExpireNow:
        world.remove("k");
        break;
    case Writer::Retype:
        world.insert("k", {"list", "item", Life::Forever});
        break;
    case Writer::Rename:
        if (exists)
            world.insert("moved", world.take("k"));
        break;
    case Writer::Expire:
        if (exists)
            world["k"].life = Life::Theirs;
        break;
    case Writer::Persist:
        if (exists)
            world["k"].life = Life::Forever;
        break;
    case Writer::Flush:
        world.clear();
        break;
    case Writer::TakeName:
        world.insert("new", {"string", "taken", Life::Forever});
        break;
    }
}

QList<QByteArrayList> commandsOf(Writer writer, const QByteArray &base)
{
    switch (writer) {
    case Writer::Set:
        return {{"SET", "k", "50"}};
    case Writer::SameValue:
        return {{"SET", "k", base, "KEEPTTL"}};
    case Writer::Delete:
        return {{"DEL", "k"}};
    case Writer::Retype:
        return {{"DEL", "k"}, {"RPUSH", "k", "item"}};
    case Writer::Rename:
        return {{"RENAME", "k", "moved"}};
    case Writer::Expire:
        return {{"PEXPIRE", "k", QByteArray::number(lifeMilliseconds[int(Life::Theirs)])}};
    case Writer::ExpireNow:
        return {{"PEXPIREAT", "k", "1"}};
    case Writer::Persist:
        return {{"PERSIST", "k"}};
    case Writer::Flush:
        return {{"FLUSHALL"}};
    case Writer::TakeName:
        return {{"SET", "new", "taken"}};
    }
    return {};
}

/// What the edit must come to on this world; false when it must not be done, and then nothing may change.
bool perform(World &world, Edit edit, const QByteArray &base, const QByteArray &mine)
{
    const bool exists = world.contains("k");
    const bool isString = exists && world["k"].type == "string";
    switch (edit) {
    case Edit::Save:
    case Edit::SaveByScript:
    case Edit::Append:
    case Edit::KeepMine:
        if (!isString || world["k"].value != base)
            return false;
        world["k"].value = mine;
        return true;
    case Edit::CreateAgain:
        if (exists)
            return false;
        world.insert("k", {"string", mine, Life::Base});
        return true;
    case Edit::Rename:
        if (!exists || world.contains("new"))
            return false;
        world.insert("new", world.take("k"));
        return true;
    case Edit::Expire:
        if (exists)
            world["k"].life = Life::Mine;
        return exists;
    case Edit::ExpireIfLonger:
        if (!exists || world["k"].life == Life::Forever)
            return false;
        world["k"].life = Life::Longer;
        return true;
    case Edit::Persist:
        if (exists)
            world["k"].life = Life::Forever;
        return exists;
    case Edit::Delete:
        world.remove("k");
        return exists;
    case Edit::Increment:
        if (!isString)
            return false;
        world["k"].value = QByteArray::number(world["k"].value.toLongLong() + 5);
        return true;
    case Edit::SetBit: {
        if (!isString)
            return false;
        QByteArray &value = world["k"].value;
        value[0] = char(value.at(0) | 2); // offset 6 of "1" and of "5" is off
        return true;
    }
    case Edit::AddUnique:
        if (!isString || !world["k"].value.startsWith("unique:"))
            return false;
        world["k"].value = "unique:2";
        return true;
    }
    return false;
}

} // namespace

class TestStringSweep : public QObject {
    Q_OBJECT

private:
    DatabaseFixture m_database;
    std::unique_ptr<LosingProxy> m_proxy;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<Session> m_lossy;
    int m_cases = 0;

    Key keyNow(const QByteArray &name)
    {
        Key key;
        key.type = m_database.type(name);
        if (key.type == "list") {
            key.value = m_database.redis({"LRANGE", name, "0", "-1"}).toList().value(0).toByteArray();
        } else if (key.type == "string") {
            key.value = m_database.get(name);
            if (isHyperLogLog(key.value))
                key.value = "unique:" + QByteArray::number(m_database.redis({"PFCOUNT", name}).toLongLong());
        }
        const qint64 left = m_database.pttl(name);
        for (const Life life : {Life::Longer, Life::Mine, Life::Base, Life::Theirs}) {
            if (left > lifeMilliseconds[int(life)] - 120'000) {
                key.life = life;
                break;
            }
        }
        return key;
    }
    World worldNow()
    {
        World world;
        for (const QByteArray &name : {QByteArray("k"), QByteArray("moved"), QByteArray("new")}) {
            const Key key = keyNow(name);
            if (key.type != "none")
                world.insert(name, key);
        }
        return world;
    }
    static QByteArray shown(const World &world)
    {
        QByteArrayList parts;
        for (auto it = world.cbegin(); it != world.cend(); ++it)
            parts.append(it.key() + '=' + it->type + ':' + it->value + '/' + QByteArray::number(int(it->life)));
        std::sort(parts.begin(), parts.end());
        return parts.join(' ');
    }
    void strike(Writer writer, const QByteArray &base)
    {
        const QList<QByteArrayList> commands = commandsOf(writer, base);
        for (const QByteArrayList &command : commands)
            (void)m_database.redis(command);
    }

    struct Done {
        bool claimed = false; ///< the person was told that it is done
        std::optional<SavedCopy> copy;
    };

    Done act(Edit edit, Session *session, KeyDocument *document, qint64 knownBytes)
    {
        Done done;
        StringDocument *string = document->string();
        const auto settled = [string] {
            return string->state() != State::Saving;
        };
        TtlChange ttl;
        switch (edit) {
        case Edit::Save:
        case Edit::SaveByScript:
        case Edit::Append:
        case Edit::KeepMine:
        case Edit::CreateAgain: {
            connect(string, &ValueDocument::saved, string, [&done] { done.claimed = true; });
            if (edit == Edit::KeepMine)
                string->keepMine();
            else if (edit == Edit::CreateAgain)
                string->createAgain();
            else
                string->save();
            (void)waitUntil(settled);
            string->disconnect(string);
            break;
        }
        case Edit::Rename: {
            const auto outcome = QCoro::waitFor(renameKey(session, "k", "new", {}));
            done.claimed = outcome && *outcome == RenameOutcome::Renamed;
            break;
        }
        case Edit::Expire:
        case Edit::ExpireIfLonger:
        case Edit::Persist: {
            ttl.mode = edit == Edit::Persist ? TtlChange::Mode::Never : TtlChange::Mode::In;
            ttl.in = Milliseconds(lifeMilliseconds[int(edit == Edit::Expire ? Life::Mine : Life::Longer)]);
            ttl.onlyIfLonger = edit == Edit::ExpireIfLonger;
            const auto outcome = QCoro::waitFor(changeTtl(session, "k", ttl, {}));
            done.claimed = outcome && outcome->kind == TtlOutcome::Kind::Changed;
            break;
        }
        case Edit::Delete: {
            DeleteRequest request;
            request.key = "k";
            request.copyLimit = 1'000'000;
            request.knownBytes = knownBytes;
            const auto outcome = QCoro::waitFor(deleteKey(session, request, {}));
            done.claimed = outcome && outcome->kind == DeleteOutcome::Kind::Deleted;
            if (outcome)
                done.copy = outcome->copy;
            break;
        }
        case Edit::Increment:
        case Edit::SetBit:
        case Edit::AddUnique: {
            StringSpecials specials(string);
            connect(&specials, &StringSpecials::incremented, this, [&] { done.claimed = true; });
            connect(&specials, &StringSpecials::bitSet, this, [&] { done.claimed = true; });
            connect(&specials, &StringSpecials::uniqueAdded, this, [&] { done.claimed = true; });
            if (edit == Edit::Increment)
                specials.increment(5);
            else if (edit == Edit::SetBit)
                specials.setBit(6, true);
            else
                specials.addUnique("second");
            (void)waitUntil([&] { return !specials.isBusy(); });
            break;
        }
        }
        return done;
    }

    /// Empty when all is well.
    QByteArray sweep(Edit edit, Writer writer, When when)
    {
        m_database.flush();
        const QByteArray life = QByteArray::number(lifeMilliseconds[int(Life::Base)]);
        QByteArray base = "10";
        const QByteArray mine = edit == Edit::Append ? "10 and more" : "99";
        if (edit == Edit::AddUnique) {
            (void)m_database.redis({"PFADD", "k", "first"});
            (void)m_database.redis({"PEXPIRE", "k", life});
            base = m_database.get("k");
        } else {
            (void)m_database.redis({"SET", "k", base, "PX", life});
        }
        Session *session = when == When::AnswerLost ? m_lossy.get() : m_session.get();
        session->capabilities()->learn(Capabilities::Feature::SetIfEqual,
                                       edit == Edit::SaveByScript ? Capabilities::Support::Missing
                                                                  : Capabilities::Support::Available);
        KeyDocument document(session, "k");
        document.load(ValueKind::String);
        if (!waitUntil([&] { return document.state() == KeyDocument::State::Ready; }))
            return "not loaded";
        StringDocument *string = document.string();
        if (edit <= Edit::CreateAgain)
            string->setCurrent(mine);
        // What was shown and decided before the edit that is swept.
        if (edit == Edit::KeepMine) {
            base = "40";
            (void)m_database.redis({"SET", "k", base, "KEEPTTL"});
            string->save();
            if (!waitUntil([&] { return string->state() == State::Conflict; }))
                return "no conflict";
        } else if (edit == Edit::CreateAgain) {
            (void)m_database.redis({"DEL", "k"});
            string->save();
            if (!waitUntil([&] { return string->state() == State::Gone; }))
                return "not gone";
        }
        const QByteArray baseWord = edit == Edit::AddUnique ? QByteArray("unique:1") : base;
        World expected;
        if (edit != Edit::CreateAgain)
            expected.insert("k", {"string", baseWord, Life::Base});

        bool mustBeDone = false;
        World beforeEdit = expected;
        // Before a deletion the size is asked for: in between is before what deletes.
        const bool isAsked = edit == Edit::Delete && when == When::Between;
        if (when == When::Before || isAsked) {
            if (!isAsked)
                strike(writer, base);
            write(expected, writer, baseWord);
            beforeEdit = expected;
        }
        mustBeDone = perform(expected, edit, baseWord, mine);
        QMetaObject::Connection between;
        if (when == When::Between || when == When::AnswerLost) {
            between = connect(session, &Session::exchanged, this, [&] {
                disconnect(between);
                strike(writer, base);
            });
            if (!isAsked)
                write(expected, writer, baseWord);
        }
        if (when == When::AnswerLost)
            m_proxy->setLose(LosingProxy::Lose::Answer);
        const Done done = act(edit, session, &document, when == When::AnswerLost ? base.size() : -1);
        disconnect(between);
        if (when == When::After) {
            strike(writer, base);
            write(expected, writer, baseWord);
        }
        ++m_cases;

        const World now = worldNow();
        if (now != expected)
            return "holds " + shown(now) + ", not " + shown(expected);
        // With a lost answer or a foreign write in the middle it may be told as "not sure"; never as done when it was
        // not. A value that is there already counts as saved.
        const bool isThere = edit <= Edit::CreateAgain && now.value("k").value == mine;
        if (done.claimed && !mustBeDone && !isThere)
            return "told as done, and was not";
        if (!done.claimed && mustBeDone && (when == When::Before || when == When::After))
            return "done, and not told";
        if (edit <= Edit::CreateAgain && !done.claimed && string->current() != mine)
            return "what was typed is lost";
        if (edit == Edit::Delete && done.claimed && when != When::AnswerLost) {
            // What the copy holds is the key as it was at the moment of its deletion, the other's writes included.
            if (!done.copy)
                return "deleted without a copy";
            m_database.flush();
            const auto restored = QCoro::waitFor(restoreKey(session, *done.copy, ReplaceExisting::No, {}));
            if (!restored || restored->kind != RestoreOutcome::Kind::Restored)
                return "cannot be restored";
            if (keyNow("k") != beforeEdit.value("k"))
                return "restored as " + shown(worldNow()) + ", was " + shown(beforeEdit);
        }
        return {};
    }

private slots:
    void initTestCase()
    {
        const bool started = m_database.start();
        QVERIFY2(started, m_database.errorText().constData());
        m_session = m_database.session();
        m_proxy = std::make_unique<LosingProxy>(m_database.sandbox().url());
        m_lossy = m_database.session(m_proxy->url());
    }
    void cleanupTestCase()
    {
        m_session.reset();
        m_lossy.reset();
        m_proxy.reset();
    }

    void nothingIsLostInAnyInterleaving_data()
    {
        QTest::addColumn<int>("when");
        QTest::newRow("before") << int(When::Before);
        QTest::newRow("between") << int(When::Between);
        QTest::newRow("after") << int(When::After);
        QTest::newRow("answer lost") << int(When::AnswerLost);
    }
    void nothingIsLostInAnyInterleaving()
    {
        QFETCH(const int, when);
        m_cases = 0;
        QByteArrayList wrong;
        for (const Edit edit : edits) {
            for (const Writer writer : writers) {
                const QByteArray problem = sweep(edit, writer, When(when));
                if (!problem.isEmpty())
                    wrong.append(QByteArray::number(int(edit)) + '/' + QByteArray::number(int(writer)) + ": "
                                 + problem);
            }
        }
        QVERIFY2(wrong.isEmpty(), wrong.join('\n').constData());
        QCOMPARE(m_cases, int(std::size(edits) * std::size(writers)));
    }
};

QTEST_GUILESS_MAIN(TestStringSweep)
#include "tst_stringsweep.moc"
