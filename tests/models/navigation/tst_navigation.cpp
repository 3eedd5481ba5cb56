// SPDX-License-Identifier: GPL-3.0-or-later
// Favourites, recent keys, closed tabs, back and forward, the remembered place, templates.
#include "models/base/settings.h"
#include "models/navigation/closedtabs.h"
#include "models/navigation/favourites.h"
#include "models/navigation/keyhistory.h"
#include "models/navigation/keytemplates.h"
#include "models/navigation/placememory.h"
#include "models/navigation/recentkeys.h"

#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

class TestNavigation : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    const QUuid m_one = QUuid::createUuid();
    const QUuid m_other = QUuid::createUuid();
    [[nodiscard]] QString file() const { return m_folder.filePath(u"settings.json"_s); }

private slots:
    void init() { QFile::remove(file()); }

    void favouritesAreKeptPerDatabase()
    {
        const QByteArray odd("bin\xff\x00:1", 7);
        {
            Settings settings(file());
            Favourites favourites(&settings, m_one);
            QSignalSpy changed(&favourites, &Favourites::changed);
            QCOMPARE(favourites.add({{Favourite::Kind::Key, odd, "hash"}, {Favourite::Kind::Key, "a", {}}}), 2);
            QCOMPARE(favourites.add({{Favourite::Kind::Key, "a", "string"}}), 0); // is there
            QCOMPARE(favourites.add({{Favourite::Kind::Pattern, "a", {}}}), 1); // another kind of thing
            QCOMPARE(changed.size(), 2);
        }
        QVERIFY(!QFileInfo(file()).permissions().testFlag(QFile::ReadOther));
        QVERIFY(!QFileInfo(file()).permissions().testFlag(QFile::ReadGroup));
        Settings settings(file());
        Favourites favourites(&settings, m_one);
        QCOMPARE(favourites.all().size(), 3);
        QCOMPARE(favourites.all().first(), (Favourite{Favourite::Kind::Key, odd, "hash"}));
        QVERIFY(favourites.contains("a", Favourite::Kind::Pattern));
        QVERIFY(Favourites(&settings, m_other).all().isEmpty());
        favourites.remove("a", Favourite::Kind::Pattern);
        QVERIFY(favourites.contains("a"));
        QVERIFY(!favourites.contains("a", Favourite::Kind::Pattern));
    }

    void favouritesFollowRenames()
    {
        Settings settings(file());
        Favourites favourites(&settings, m_one);
        favourites.add({{Favourite::Kind::Key, "a", {}}, {Favourite::Kind::Key, "b", {}}});
        favourites.noteRenamed("a", "c");
        QCOMPARE(favourites.all().first().name, "c");
        favourites.noteRenamed("c", "b"); // b is a favourite already
        QCOMPARE(favourites.all().size(), 1);
        favourites.noteRenamed("nobody", "x");
        QCOMPARE(favourites.all().first().name, "b");
    }

    void favouritesAreBounded()
    {
        Settings settings(file());
        Favourites favourites(&settings, m_one);
        QCOMPARE(favourites.add({{Favourite::Kind::Key, QByteArray(Favourites::longestName + 1, 'x'), {}}}), 0);
        QCOMPARE(favourites.add({{Favourite::Kind::Key, "", {}}}), 0);
        QList<Favourite> many;
        for (int i = 0; i < 2000; ++i)
            many.append({Favourite::Kind::Key, "k" + QByteArray::number(i), {}});
        QCOMPARE(favourites.add(many), Favourites::most);
        favourites.clear();
        many.clear();
        for (int i = 0; i < 500; ++i)
            many.append({Favourite::Kind::Key, QByteArray::number(i).rightJustified(1000, 'x'), {}});
        QCOMPARE(favourites.add(many), Favourites::mostBytes / 1000);
    }

    void brokenSettingsAreNoFavourites()
    {
        Settings settings(file());
        const QByteArray key = "browser/favourites/" + m_one.toByteArray(QUuid::WithoutBraces);
        settings.set(Setting<QByteArray>{key.constData()}, "[1,{\"key\":7},{\"key\":\"YQ==\"},[],{\"pattern\":\"\"}]");
        Favourites favourites(&settings, m_one);
        QCOMPARE(favourites.all(), (QList<Favourite>{{Favourite::Kind::Key, "a", {}}}));
        settings.set(Setting<QByteArray>{key.constData()}, "{{{");
        QVERIFY(Favourites(&settings, m_one).all().isEmpty());
    }

    void recentKeysAreTheNewestFirst()
    {
        {
            Settings settings(file());
            RecentKeys recent(&settings, m_one);
            for (int i = 0; i < 40; ++i)
                recent.note("k" + QByteArray::number(i), "string");
            recent.note("k20", {});
            QCOMPARE(recent.all().size(), RecentKeys::most);
            QCOMPARE(recent.all().first().key, "k20");
            QCOMPARE(recent.all().first().typeName, "string"); // what was known stays known
            recent.noteRenamed("k20", "new");
            recent.remove("k39");
        }
        Settings settings(file());
        const RecentKeys recent(&settings, m_one);
        QCOMPARE(recent.all().first().key, "new");
        QCOMPARE(recent.all().at(1).key, "k38");
    }

    void placeComesBack()
    {
        BrowserPlace place;
        place.tabs = {{"pinned", "hash", true}, {QByteArray("\xfe\x00", 2), {}, false}};
        place.current = QByteArray("\xfe\x00", 2);
        place.pattern = u"session:*"_s;
        place.types = {u"hash"_s, u"zset"_s};
        place.expiry = 2;
        place.isList = true;
        {
            Settings settings(file());
            PlaceMemory(&settings, m_one).save(place);
        }
        Settings settings(file());
        QCOMPARE(PlaceMemory(&settings, m_one).load().value(), place);
        QVERIFY(!PlaceMemory(&settings, m_other).load());
        BrowserPlace many;
        for (int i = 0; i < 100; ++i)
            many.tabs.append({"k" + QByteArray::number(i), {}, false});
        PlaceMemory(&settings, m_other).save(many);
        QCOMPARE(PlaceMemory(&settings, m_other).load()->tabs.size(), PlaceMemory::mostTabs);
    }

    void nothingIsRememberedForThoseWhoDoNotWant()
    {
        Settings settings(file());
        BrowserPlace place;
        place.tabs = {{"secret-name", {}, false}};
        PlaceMemory(&settings, m_one).save(place);
        RecentKeys(&settings, m_one).note("secret-name", {});
        settings.set(PlaceMemory::enabled, false);
        PlaceMemory::forgetAll(&settings);
        QVERIFY(!PlaceMemory(&settings, m_one).load());
        PlaceMemory(&settings, m_one).save(place);
        RecentKeys recent(&settings, m_one);
        recent.note("secret-name", {});
        QCOMPARE(recent.all().size(), 1); // for this session
        QVERIFY(settings.flush());
        QFile stored(file());
        QVERIFY(stored.open(QIODevice::ReadOnly));
        const QByteArray content = stored.readAll();
        QVERIFY(!content.contains("browser/place"));
        QVERIFY(!content.contains("browser/recent"));
        settings.set(PlaceMemory::enabled, true);
        QVERIFY(!PlaceMemory(&settings, m_one).load());
        QVERIFY(RecentKeys(&settings, m_one).all().isEmpty());
    }

    void historyGoesBackAndForward()
    {
        KeyHistory history;
        QVERIFY(history.back().isNull());
        for (const char *key : {"a", "b", "b", "c"})
            history.visit(key);
        QCOMPARE(history.back(), "b");
        QCOMPARE(history.back(), "a");
        QVERIFY(!history.canGoBack());
        QCOMPARE(history.forward(), "b");
        history.visit("b"); // what a tab that came to the front says
        QVERIFY(history.canGoForward());
        history.visit("d");
        QVERIFY(!history.canGoForward());
        QCOMPARE(history.back(), "b");
    }

    void historyForgetsDeletedKeys()
    {
        KeyHistory history;
        for (const char *key : {"a", "b", "a", "c"})
            history.visit(key);
        history.remove("b"); // a, c
        QCOMPARE(history.back(), "a");
        QVERIFY(!history.canGoBack());
        history.rename("c", "a");
        QVERIFY(!history.canGoForward());
        history.remove("a");
        QVERIFY(!history.canGoBack() && !history.canGoForward());
        history.visit("z");
        QVERIFY(!history.canGoBack());
        for (int i = 0; i < 300; ++i)
            history.visit(QByteArray::number(i));
        int steps = 0;
        while (history.canGoBack()) {
            (void)history.back();
            ++steps;
        }
        QCOMPARE(steps, KeyHistory::most - 1);
    }

    void closedTabsComeBackTogether()
    {
        ClosedTabs closed;
        closed.add({});
        QVERIFY(closed.isEmpty());
        closed.add({{"a", {}, false}});
        closed.add({{"b", {}, true}, {"c", {}, false}});
        closed.rename("c", "d");
        QCOMPARE(closed.take(), (QList<OpenTab>{{"b", {}, true}, {"d", {}, false}}));
        closed.remove("a");
        QVERIFY(closed.isEmpty());
        QVERIFY(closed.take().isEmpty());
    }

    void templatesAreWhole()
    {
        for (const KeyTemplate &each : keyTemplates()) {
            QVERIFY(!placeholdersOf(each.name).isEmpty());
            QCOMPARE(&keyTemplate(each.id), &each);
            const bool isString = each.typeName == "string";
            QVERIFY2(isString || !each.elements.isEmpty(), each.name.constData());
        }
        QCOMPARE(placeholdersOf("rate:{user}:{hour}:{user}"), (QList<QByteArray>{"user", "hour"}));
        QCOMPARE(placeholdersOf("a{b"), QList<QByteArray>());
        QCOMPARE(placeholdersOf("{}"), QList<QByteArray>());
        const WallTime now{Milliseconds(1'795'575'600'000)};
        QCOMPARE(proposalFor("hour", now), "2026-11-25T01"_ba.first(10) + proposalFor("hour", now).sliced(10));
        QCOMPARE(proposalFor("hour", now).size(), 13);
        QCOMPARE(proposalFor("day", now).size(), 10);
        QVERIFY(proposalFor("id", now) != proposalFor("id", now));
        QVERIFY(proposalFor("user", now).isEmpty());
        QCOMPARE(filledName("rate:{user}:{hour}", {{"user", "{hour}"}, {"hour", "7"}}), "rate:{hour}:7");
        QCOMPARE(filledName("rate:{user}", {{"user", ""}}), "rate:{user}");
    }

    void pastedJsonProposesAName_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("isJson");
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("object") << " {\"id\": 42, \"type\": \"User\"} "_ba << true << "user:42"_ba;
        QTest::newRow("uuid") << "{\"uuid\":\"ab-1\"}"_ba << true << "item:ab-1"_ba;
        QTest::newRow("key") << "{\"key\":\"cart:7\",\"id\":1}"_ba << true << "cart:7"_ba;
        QTest::newRow("no id") << "[1,2]"_ba << true << QByteArray();
        QTest::newRow("text") << "hello"_ba << false << QByteArray();
        QTest::newRow("half") << "{\"id\": 42"_ba << false << QByteArray();
        QTest::newRow("number") << "42"_ba << false << QByteArray();
    }
    void pastedJsonProposesAName()
    {
        QFETCH(QByteArray, text);
        const PastedValue judged = judgePasted(text);
        QTEST(judged.isJson, "isJson");
        QTEST(judged.name, "name");
    }
};

QTEST_GUILESS_MAIN(TestNavigation)
#include "tst_navigation.moc"
