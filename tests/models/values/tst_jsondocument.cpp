// SPDX-License-Identifier: GPL-3.0-or-later
// JSON documents edited against a real interpreter of scripts, with a second writer at every moment.
#include "models/values/jsondocument.h"
#include "models/values/keydocument.h"
#include "tests/models/values/databasefixture.h"
#include "tests/models/values/jsonserver.h"
#include "tests/support/waiting.h"

#include <QSignalSpy>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;
using State = ValueDocument::State;

class TestJsonDocument : public QObject {
    Q_OBJECT

private:
    DatabaseFixture m_database;
    std::unique_ptr<JsonServer> m_server;
    std::unique_ptr<Session> m_session;

    QByteArray stored() { return m_database.get("k"); }
    void store(const QByteArray &text) { (void)m_database.redis({"SET", "k", text, "KEEPTTL"}); }
    std::unique_ptr<KeyDocument> opened()
    {
        auto document = std::make_unique<KeyDocument>(m_session.get(), "k");
        document->load();
        (void)waitUntil(
            [&] {
                return document->state() != KeyDocument::State::Loading
                    && json(document)->state() != State::LoadingRest;
            },
            std::chrono::seconds(20));
        return document;
    }
    static JsonDocument *json(const std::unique_ptr<KeyDocument> &document)
    {
        return qobject_cast<JsonDocument *>(document->value());
    }
    static bool settled(JsonDocument *document)
    {
        return waitUntil([&] { return document->state() != State::Saving && document->state() != State::LoadingRest; });
    }
    /// The document with the value at `path` replaced, as the tree would.
    static void set(JsonDocument *document, const QString &path, const QByteArray &value)
    {
        const auto tree = document->tree();
        const int node = tree->find(path);
        QVERIFY(node != JsonTree::none);
        document->setPatched(jsonPatch::replaced(*tree, node, value), node, -1);
    }

private slots:
    void initTestCase()
    {
        const bool started = m_database.start();
        QVERIFY2(started, m_database.errorText().constData());
    }
    void init()
    {
        m_server = std::make_unique<JsonServer>(&m_database.sandbox());
        m_session = m_database.session(m_server->url());
        (void)m_database.redis(
            {"SET", "k", R"({"a":1.10,"b":[{"n":1},{"n":2}],"c":9007199254740993})", "PX", "600000"});
    }
    void cleanup()
    {
        m_session.reset();
        m_server.reset();
        m_database.flush();
    }

    void opensInTwoRequestsOfThreeCommands()
    {
        const auto document = opened();
        QVERIFY(json(document));
        QCOMPARE(json(document)->state(), State::Ready);
        QCOMPARE(m_server->requests, 2);
        QCOMPARE(m_server->commands, 3);
        QCOMPARE(json(document)->loadedText(), stored());
        QVERIFY(json(document)->text().contains("\n  \"c\": 9007199254740993"));
        QVERIFY(document->expiresAt().has_value());
        QVERIFY(!document->isDirty());
    }

    void savesByPathInOneRequestAndKeepsTheExpiry()
    {
        const auto document = opened();
        set(json(document), u"$.b[1].n"_s, "1E2");
        QCOMPARE(json(document)->editCount(), 1);
        QCOMPARE(json(document)->plannedCommands().first().words(),
                 QList<QByteArray>({"JSON.SET", "k", "$.b[1].n", "1E2"}));
        QSignalSpy saved(json(document), &ValueDocument::saved);
        const int requests = m_server->requests;
        json(document)->save();
        json(document)->save(); // a second click
        QVERIFY(settled(json(document)));
        QCOMPARE(json(document)->state(), State::Ready);
        QCOMPARE(saved.count(), 1);
        QCOMPARE(m_server->requests - requests, 1);
        QCOMPARE(stored(), R"({"a":1.10,"b":[{"n":1},{"n":100.0}],"c":9007199254740993})"_ba);
        QVERIFY(json(document)->text().contains("100.0")); // as the server wrote it
        QVERIFY(!document->isDirty());
        QVERIFY(m_database.pttl("k") > 500'000);
    }

    void settingTheRootRestoresTheExpiry()
    {
        const auto document = opened();
        json(document)->setText("[1,2]");
        json(document)->save();
        QVERIFY(settled(json(document)));
        QCOMPARE(stored(), "[1,2]"_ba);
        QVERIFY(m_database.pttl("k") > 500'000);
        QVERIFY(m_database.pttl("k") <= 600'000);
    }

    void otherPlacesOfSomebodyElseSurvive()
    {
        const auto document = opened();
        set(json(document), u"$.a"_s, "7");
        store(R"({"a":1.10,"b":[{"n":1},{"n":2}],"c":5,"d":true})");
        json(document)->save();
        QVERIFY(settled(json(document)));
        QCOMPARE(json(document)->state(), State::Ready);
        QCOMPARE(stored(), R"({"a":7,"b":[{"n":1},{"n":2}],"c":5,"d":true})"_ba);
        QVERIFY(json(document)->text().contains("\"d\": true"));
    }

    void aConflictIsDecidedByPath()
    {
        const auto document = opened();
        json(document)->setText(R"({"a":7,"b":[{"n":1},{"n":2}],"c":8})");
        QCOMPARE(json(document)->editCount(), 2);
        store(R"({"a":6,"b":[{"n":1},{"n":2}],"c":4,"e":0})");
        json(document)->save();
        QVERIFY(settled(json(document)));
        QCOMPARE(json(document)->state(), State::Conflict);
        QCOMPARE(json(document)->conflicts().size(), 2);
        QCOMPARE(json(document)->conflicts().first().path, "$.a"_ba);
        QCOMPARE(json(document)->conflicts().first().loaded.value(), "1.10"_ba);
        QCOMPARE(json(document)->conflicts().first().mine.value(), "7"_ba);
        QCOMPARE(json(document)->conflicts().first().theirs.value(), "6"_ba);
        json(document)->resolve({JsonDocument::Choice::Mine, JsonDocument::Choice::Theirs});
        QCOMPARE(json(document)->state(), State::Ready);
        json(document)->save();
        QVERIFY(settled(json(document)));
        QCOMPARE(stored(), R"({"a":7,"b":[{"n":1},{"n":2}],"c":4,"e":0})"_ba);
    }

    void anIndexThatMovedIsNotWritten()
    {
        const auto document = opened();
        set(json(document), u"$.b[1].n"_s, "9");
        store(R"({"a":1.10,"b":[{"n":0},{"n":1},{"n":2}],"c":9007199254740993})");
        json(document)->save();
        QVERIFY(settled(json(document)));
        QCOMPARE(json(document)->state(), State::Conflict);
        QVERIFY(stored().contains(R"([{"n":0},{"n":1},{"n":2}])"));
    }

    void goneAndOtherTypesAreToldApart()
    {
        auto document = opened();
        set(json(document), u"$.a"_s, "2");
        (void)m_database.redis({"DEL", "k"});
        json(document)->save();
        QVERIFY(settled(json(document)));
        QCOMPARE(json(document)->state(), State::Gone);
        QVERIFY(document->isDirty());
        json(document)->createAgain();
        QVERIFY(settled(json(document)));
        QCOMPARE(json(document)->state(), State::Ready);
        QCOMPARE(stored(), R"({"a":2,"b":[{"n":1},{"n":2}],"c":9007199254740993})"_ba);
        QVERIFY(m_database.pttl("k") > 500'000);

        set(json(document), u"$.a"_s, "3");
        (void)m_database.redis({"DEL", "k"});
        (void)m_database.redis({"RPUSH", "k", "x"});
        json(document)->save();
        QVERIFY(settled(json(document)));
        QCOMPARE(json(document)->state(), State::TypeChanged);
        QCOMPARE(json(document)->otherType(), "list"_ba);
        QVERIFY(document->isDirty());
        QCOMPARE(m_database.type("k"), "list"_ba);
    }

    void aLostAnswerIsSettledByReading()
    {
        const auto document = opened();
        set(json(document), u"$.a"_s, "2");
        m_server->losesNextAnswer = true;
        QSignalSpy saved(json(document), &ValueDocument::saved);
        json(document)->save();
        QVERIFY(settled(json(document)));
        QCOMPARE(json(document)->state(), State::Ready);
        QCOMPARE(saved.count(), 1);
        QVERIFY(!document->isDirty());
        QVERIFY(stored().startsWith(R"({"a":2)"));
    }

    void withoutScriptsItIsSaid()
    {
        m_server->hasScripts = false;
        const auto document = opened();
        set(json(document), u"$.a"_s, "2");
        json(document)->save();
        QVERIFY(settled(json(document)));
        QCOMPARE(json(document)->state(), State::CannotCompare);
        QVERIFY(stored().startsWith(R"({"a":1.10)"));
        json(document)->saveUnsafely();
        QVERIFY(settled(json(document)));
        QCOMPARE(json(document)->state(), State::Ready);
        QVERIFY(stored().startsWith(R"({"a":2)"));
        QVERIFY(m_database.pttl("k") > 500'000);
    }

    void withoutJsonCommandsItIsSaid()
    {
        m_server->hasJson = false;
        const auto document = opened();
        QVERIFY(json(document));
        QCOMPARE(json(document)->absence(), JsonDocument::Absence::NoCommands);
        QCOMPARE(document->state(), KeyDocument::State::Ready);
        QVERIFY(!json(document)->isEditable());
        QVERIFY(!document->isDirty());
    }

    void aLargeDocumentIsLoadedOnDemand()
    {
        QByteArray text = "[";
        for (int i = 0; i < 40'000; ++i)
            text += R"({"id":)" + QByteArray::number(i) + R"(,"name":"somebody else"},)";
        store(text + "0]");
        const auto document = opened();
        QCOMPARE(json(document)->absence(), JsonDocument::Absence::TooLarge);
        QCOMPARE(json(document)->state(), State::Partial);
        json(document)->loadWhole();
        QVERIFY(settled(json(document)));
        QCOMPARE(json(document)->state(), State::Ready);
        QCOMPARE(json(document)->tree()->childCount(0), 40'001);
        set(json(document), u"$[39999].name"_s, R"("me")");
        QTRY_VERIFY_WITH_TIMEOUT(json(document)->isTreeCurrent(), 20'000);
        QCOMPARE(json(document)->editCount(), 1);
        json(document)->save();
        QVERIFY(settled(json(document)));
        QTRY_VERIFY_WITH_TIMEOUT(!document->isDirty(), 20'000);
        QVERIFY(stored().endsWith(R"({"id":39999,"name":"me"},0])"));
    }

    void textThatIsNoJsonIsNotSaved()
    {
        const auto document = opened();
        json(document)->setText(R"({"a":)");
        QVERIFY(json(document)->issue());
        QVERIFY(document->isDirty());
        const int requests = m_server->requests;
        json(document)->save();
        QCOMPARE(m_server->requests, requests);
        json(document)->discard();
        QVERIFY(!json(document)->issue());
        QVERIFY(!document->isDirty());
    }

    /// A second writer before, between and after every request of every edit: what it wrote is there, or was seen by
    /// the user in a conflict, or was overwritten only after both were compared.
    void nothingOfSomebodyElseIsLostSilently()
    {
        const QByteArray start = R"({"a":1,"b":[{"n":1},{"n":2}],"c":{"x":0}})";
        const QByteArray mine[] = {
            R"({"a":2,"b":[{"n":1},{"n":2}],"c":{"x":0}})",
            R"({"a":1,"b":[{"n":1},{"n":5}],"c":{"x":0}})",
            R"({"a":1,"b":[{"n":1}],"c":{"x":0}})",
            R"({"a":1,"b":[{"n":1},7,{"n":2}],"c":{"x":0}})",
            R"({"a":1,"b":[{"n":1},{"n":2}],"c":{"x":0,"y":1}})",
            R"({"b":[{"n":1},{"n":2}],"c":{"x":0}})",
            R"({"a":1,"b":[{"n":2},{"n":1}],"z":{"x":0}})",
            R"([1])",
        };
        const QByteArrayList theirs[] = {
            {"JSON.SET", "k", "$.a", "77"},
            {"JSON.SET", "k", "$.b[1].n", "77"},
            {"JSON.ARRINSERT", "k", "$.b", "0", "77"},
            {"JSON.SET", "k", "$.c.y", "77"},
            {"JSON.SET", "k", "$.w", "77"},
            {"JSON.DEL", "k", "$.c"},
            {"JSON.SET", "k", "$", R"({"all":77})"},
            {"DEL", "k"},
        };
        int cases = 0;
        int conflicts = 0;
        for (const QByteArray &text : mine) {
            for (const QByteArrayList &other : theirs) {
                for (int moment = 0; moment < 6; ++moment) {
                    (void)m_database.redis({"SET", "k", start, "PX", "600000"});
                    m_server->before = {};
                    m_server->after = {};
                    const auto document = opened();
                    json(document)->setText(text);
                    int left = moment / 2;
                    bool done = false;
                    QByteArray seen; // what the second writer left behind
                    const auto write = [&] {
                        if (left-- == 0) {
                            (void)m_server->run(other);
                            seen = stored();
                            done = true;
                        }
                    };
                    (moment % 2 == 0 ? m_server->before : m_server->after) = write;
                    json(document)->save();
                    QVERIFY(settled(json(document)));
                    m_server->before = {};
                    m_server->after = {};
                    ++cases;
                    const QByteArray now = stored();
                    const State state = json(document)->state();
                    if (state == State::Conflict || state == State::Gone) {
                        ++conflicts;
                        QVERIFY(document->isDirty()); // mine is kept
                        QCOMPARE(now, seen); // and theirs is untouched
                        continue;
                    }
                    QCOMPARE(state, State::Ready);
                    if (!done)
                        continue; // there was no such request
                    if (moment % 2 == 1) {
                        QCOMPARE(now, seen); // written after mine: the last word
                        continue;
                    }
                    // Both are there.
                    if (other.first() == "DEL")
                        QVERIFY(now.isEmpty());
                    else if (other.first() == "JSON.DEL")
                        QVERIFY(!now.contains(R"("c":)"));
                    else
                        QVERIFY2(now.contains("77"), (text + " / " + other.join(' ') + " -> " + now).constData());
                }
            }
        }
        QVERIFY(conflicts > 20);
        qInfo("%d interleavings, %d conflicts shown", cases, conflicts);
    }
};

QTEST_GUILESS_MAIN(TestJsonDocument)
#include "tst_jsondocument.moc"
