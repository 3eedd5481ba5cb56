// SPDX-License-Identifier: GPL-3.0-or-later
// The Browser by mouse and keyboard on a real database: tabs and their memory, favourites, choosing many keys, sorting,
// folders.
#include "models/navigation/favourites.h"
#include "models/navigation/placememory.h"
#include "models/navigation/recentkeys.h"
#include "tests/ui/browser/browserfixture.h"
#include "ui/keyspace/keyrowdelegate.h"

#include <QAbstractSpinBox>
#include <QSignalSpy>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

class TestBrowserPage : public QObject {
    Q_OBJECT

private:
    Theme m_theme;
    SandboxProcess m_sandbox{{u"--no-sample-data"_s}};
    QTemporaryDir m_folder;
    QUuid m_id;
    std::unique_ptr<BrowserFixture> m_browser;

    void put(const QByteArrayList &command)
    {
        const QByteArray reply = m_sandbox.redis(command).toByteArray();
        QVERIFY2(!reply.startsWith('-'), reply.constData());
    }
    void start()
    {
        m_browser.reset();
        m_browser = std::make_unique<BrowserFixture>(m_sandbox, m_theme, m_folder.filePath(u"settings.json"_s), m_id);
    }
    void start(qint64 keys)
    {
        start();
        QTRY_COMPARE(m_browser->keyspace()->shownKeys(), keys);
    }
    [[nodiscard]] bool isReady(const QByteArray &key) const
    {
        ValuePage *page = m_browser->values()->currentPage();
        return page && page->document()->key() == key && page->document()->state() == KeyDocument::State::Ready;
    }
    void openAndKeep(const QByteArray &key)
    {
        m_browser->clickRow(key);
        QTest::keyClick(m_browser->view(), Qt::Key_Return);
        QTRY_VERIFY(isReady(key));
    }
    [[nodiscard]] QPoint tabCentre(int index) const
    {
        return m_browser->tabs()->tabRect(index).center() - QPoint(20, 0);
    }

private slots:
    void initTestCase()
    {
        const bool started = m_sandbox.start();
        QVERIFY2(started, m_sandbox.errorText().constData());
        m_theme.setChoice(Theme::Choice::Light);
        m_theme.apply(qApp);
    }
    void init()
    {
        m_id = QUuid::createUuid();
        QCOMPARE(m_sandbox.redis({"FLUSHALL"}).toByteArray(), "OK");
    }
    void cleanup()
    {
        m_browser.reset();
        QFile::remove(m_folder.filePath(u"settings.json"_s));
    }

    void clickPreviewsAndEnterKeeps()
    {
        put({"MSET", "a", "1", "b", "2", "c", "3"});
        start(3);
        m_browser->clickRow("a");
        QTRY_VERIFY(isReady("a"));
        m_browser->clickRow("b");
        QTRY_VERIFY(isReady("b"));
        QCOMPARE(m_browser->tabNames(), QStringList{u"b"_s});
        QVERIFY(m_browser->tabs()->tab(0).isPreview);
        QTest::keyClick(m_browser->tree(), Qt::Key_Return);
        QVERIFY(!m_browser->tabs()->tab(0).isPreview);
        openAndKeep("c");
        QCOMPARE(m_browser->tabNames(), (QStringList{u"b"_s, u"c"_s}));
    }

    void tabsCloseByMiddleClickAndComeBack()
    {
        put({"MSET", "a", "1", "b", "2", "c", "3"});
        start(3);
        for (const char *key : {"a", "b", "c"})
            openAndKeep(key);
        QTest::mouseClick(m_browser->tabs(), Qt::MiddleButton, {}, tabCentre(1));
        QCOMPARE(m_browser->tabNames(), (QStringList{u"a"_s, u"c"_s}));
        QTest::keyClick(m_browser->tree(), Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(m_browser->tabNames(), (QStringList{u"a"_s, u"c"_s, u"b"_s}));
        QTRY_VERIFY(isReady("b"));

        emit m_browser->tabs()->customContextMenuRequested(tabCentre(0));
        m_browser->choose(u"Close other tabs"_s);
        QTRY_COMPARE(m_browser->tabNames(), QStringList{u"a"_s});
        QTest::keyClick(m_browser->tree(), Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(m_browser->tabs()->count(), 3); // what was closed at once comes back at once
    }

    void pinnedTabsStandFirstAndStay()
    {
        put({"MSET", "a", "1", "b", "2", "c", "3"});
        start(3);
        for (const char *key : {"a", "b", "c"})
            openAndKeep(key);
        emit m_browser->tabs()->customContextMenuRequested(tabCentre(2));
        m_browser->choose(u"Pin tab"_s);
        QCOMPARE(m_browser->tabNames(), (QStringList{u"c"_s, u"a"_s, u"b"_s}));
        QVERIFY(m_browser->tabs()->tab(0).isPinned);
        emit m_browser->tabs()->customContextMenuRequested(tabCentre(1));
        m_browser->choose(u"Close all but pinned"_s);
        QTRY_COMPARE(m_browser->tabNames(), QStringList{u"c"_s});
        const QRect tab = m_browser->tabs()->tabRect(0);
        QTest::mouseClick(m_browser->tabs(), Qt::LeftButton, {}, QPoint(tab.right() - 20, tab.center().y()));
        QCOMPARE(m_browser->tabs()->count(), 1); // a click on the pin unpins
        QVERIFY(!m_browser->tabs()->tab(0).isPinned);
    }

    void tabsAreDraggedIntoAnotherOrder()
    {
        put({"MSET", "a", "1", "b", "2"});
        start(2);
        openAndKeep("a");
        openAndKeep("b");
        auto *tabs = m_browser->tabs();
        const QPoint from = tabCentre(1);
        const QPoint to = tabs->tabRect(0).center() - QPoint(30, 0);
        QTest::mousePress(tabs, Qt::LeftButton, {}, from);
        for (int step = 1; step <= 10; ++step) {
            const QPoint at = from + (to - from) * step / 10;
            QMouseEvent move(QEvent::MouseMove, at, tabs->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
            QApplication::sendEvent(tabs, &move);
        }
        QTest::mouseRelease(tabs, Qt::LeftButton, {}, to);
        QTRY_COMPARE(m_browser->tabNames(), (QStringList{u"b"_s, u"a"_s}));
        QCOMPARE(m_browser->values()->currentKey(), "b");
    }

    void backAndForwardWalkTheKeys()
    {
        put({"MSET", "a", "1", "b", "2", "c", "3"});
        start(3);
        for (const char *key : {"a", "b", "c"}) {
            m_browser->clickRow(key);
            QTRY_VERIFY(isReady(key));
        }
        QTest::keyClick(m_browser->tree(), Qt::Key_Left, Qt::AltModifier);
        QTRY_VERIFY(isReady("b"));
        QTest::keyClick(m_browser->tree(), Qt::Key_Left, Qt::AltModifier);
        QTRY_VERIFY(isReady("a"));
        QTest::keyClick(m_browser->tree(), Qt::Key_Right, Qt::AltModifier);
        QTRY_VERIFY(isReady("b"));
        QCOMPARE(m_browser->tabs()->count(), 1);
    }

    void placeComesBackAndReadsOnlyWhatIsShown()
    {
        put({"MSET", "a:1", "1", "a:2", "2", "b", "3"});
        put({"HSET", "h", "f", "v"});
        start(4);
        openAndKeep("b");
        openAndKeep("h");
        emit m_browser->tabs()->customContextMenuRequested(tabCentre(1));
        m_browser->choose(u"Pin tab"_s);
        m_browser->keys()->showList();
        QTest::mouseClick(m_browser->find<QAbstractButton>("typeChips.string"), Qt::LeftButton);
        auto *field = m_browser->find<QLineEdit>("patternField");
        field->setFocus();
        QTest::keyClicks(field, u"a:"_s);
        QTRY_COMPARE(m_browser->keyspace()->shownKeys(), 2);
        const QStringList tabs = m_browser->tabNames();
        QCOMPARE(tabs, (QStringList{u"h"_s, u"b"_s}));

        start(2); // filtered again
        QCOMPARE(m_browser->find<QLineEdit>("patternField")->text(), u"a:"_s);
        QVERIFY(m_browser->list()->isVisible());
        QVERIFY(m_browser->find<QAbstractButton>("typeChips.string")->isChecked());
        QCOMPARE(m_browser->tabNames(), tabs);
        QVERIFY(m_browser->tabs()->tab(0).isPinned);
        QCOMPARE(m_browser->values()->currentKey(), "h");
        QTRY_VERIFY(isReady("h"));
        m_browser->tabs()->setCurrentIndex(1);
        QTRY_VERIFY(isReady("b")); // read now

        m_browser->settings()->set(PlaceMemory::enabled, false);
        start();
        QTRY_COMPARE(m_browser->keyspace()->shownKeys(), 4);
        QCOMPARE(m_browser->tabs()->count(), 0);
    }

    void favouritesAreReachedFromThePatternField()
    {
        put({"MSET", "cart:1", "1", "cart:2", "2", "user", "3"});
        start(3);
        m_browser->openMenu("user");
        m_browser->choose(u"Add to favourites"_s);
        m_browser->openMenu("cart:");
        m_browser->choose(u"Add to favourites"_s);
        QVERIFY(m_browser->notices().last().contains(u"cart:*"_s));
        start(3); // another start
        m_browser->click("patternHistory");
        m_browser->choose(u"user"_s);
        QTRY_VERIFY(isReady("user"));
        m_browser->click("patternHistory");
        m_browser->choose(u"cart:*"_s);
        QTRY_COMPARE(m_browser->keyspace()->shownKeys(), 2);
        QCOMPARE(m_browser->find<QLineEdit>("patternField")->text(), u"cart:*"_s);
    }

    void favouritesHaveAStarAndFollowManyRenames()
    {
        put({"MSET", "old", "1", "other", "2"});
        start(2);
        QTRY_VERIFY(m_browser->indexOf("old").data(KeyTypeRole).value<KeyType>() == KeyType::String);
        QTRY_VERIFY(m_browser->indexOf("old").siblingAtColumn(KeySizeColumn).data(KeySizeRole).isValid());
        const auto row = [this](const QByteArray &name) {
            return m_browser->view()
                ->viewport()
                ->grab(m_browser->view()->visualRect(m_browser->indexOf(name)))
                .toImage();
        };
        const QImage plain = row("old");
        const QImage other = row("other");
        Favourites *favourites = m_browser->page()->favourites();
        favourites->add({{Favourite::Kind::Key, "old", "string"}, {Favourite::Kind::Pattern, "other", {}}});
        QVERIFY(row("old") != plain);
        QCOMPARE(row("other"), other); // a pattern is no key
        favourites->remove("old");
        QCOMPARE(row("old"), plain);
        favourites->add({{Favourite::Kind::Key, "old", "string"}});
        m_browser->page()->noteManyRenamed({{"old", "new"}, {"a", "b"}});
        QVERIFY(favourites->contains("new"));
        QVERIFY(!favourites->contains("old"));
    }

    void favouritesFollowARename()
    {
        put({"MSET", "old", "1", "other", "2"});
        start(2);
        m_browser->clickRow("old");
        QTRY_VERIFY(isReady("old"));
        QTest::keyClick(m_browser->tree(), Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(m_browser->page()->favourites()->contains("old"));
        QTest::keyClick(m_browser->tree(), Qt::Key_F2);
        QTRY_VERIFY(m_browser->shown<QLineEdit>("renameField"));
        m_browser->shown<QLineEdit>("renameField")->selectAll();
        QTest::keyClicks(m_browser->shown<QLineEdit>("renameField"), u"new"_s);
        m_browser->click("renameSave");
        QTRY_COMPARE(m_sandbox.redis({"GET", "new"}).toByteArray(), "1");
        QTRY_VERIFY(m_browser->page()->favourites()->contains("new"));
        QVERIFY(!m_browser->page()->favourites()->contains("old"));
        QTRY_COMPARE(m_browser->page()->recentKeys()->all().first().key, "new");
    }

    void keysAreChosenByMouseAndKeyboard()
    {
        put({"MSET", "k1", "1", "k2", "2", "k3", "3", "k4", "4", "k5", "5"});
        start(5);
        CheckedKeys *checked = m_browser->keyspace()->checkedKeys();
        QVERIFY(!m_browser->find<QWidget>("chosenKeys")->isVisible());
        m_browser->clickRow("k1", Qt::ControlModifier);
        QCOMPARE(checked->count(), 1);
        QCOMPARE(m_browser->values()->count(), 0); // choosing opens nothing
        QTRY_VERIFY(m_browser->find<QWidget>("chosenKeys")->isVisible());
        QCOMPARE(m_browser->text("chosenKeysCount"), u"1 key chosen"_s);
        m_browser->clickRow("k3", Qt::ShiftModifier);
        QCOMPARE(checked->count(), 3);
        m_browser->clickRow("k2", Qt::ControlModifier);
        QCOMPARE(checked->count(), 2);
        QVERIFY(checked->isChecked("k1") && checked->isChecked("k3"));

        // The box of a row, once there are boxes.
        const QModelIndex k5 = m_browser->indexOf("k5");
        const auto *delegate = qobject_cast<KeyRowDelegate *>(m_browser->tree()->itemDelegate());
        const QPoint box = delegate->boxRect(m_browser->tree()->visualRect(k5), k5).center();
        QTest::mouseClick(m_browser->tree()->viewport(), Qt::LeftButton, {}, box);
        QVERIFY(checked->isChecked("k5"));
        QCOMPARE(m_browser->values()->count(), 0);

        QTest::keyClick(m_browser->tree(), Qt::Key_Escape);
        QCOMPARE(checked->count(), 0);
        m_browser->clickRow("k2");
        QTest::keyClick(m_browser->tree(), Qt::Key_Space);
        QVERIFY(checked->isChecked("k2"));
        QTest::keyClick(m_browser->tree(), Qt::Key_Space);
        QCOMPARE(checked->count(), 0);
        QTest::keyClick(m_browser->tree(), Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(m_browser->tree(), Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(checked->count(), 3);
        QTest::keyClick(m_browser->tree(), Qt::Key_Up, Qt::ShiftModifier); // back: the last is let go
        QCOMPARE(checked->count(), 2);
        QTest::keyClick(m_browser->tree(), Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(checked->count(), 5);
        m_browser->click("chosen.clearChecksAction");
        QCOMPARE(checked->count(), 0);
    }

    void choiceSurvivesFiltersAndIsActedOn()
    {
        put({"MSET", "a1", "1", "a2", "2", "b1", "3"});
        start(3);
        for (const ManyKeysAct act : {ManyKeysAct::Delete, ManyKeysAct::ChangeExpiry, ManyKeysAct::Export})
            m_browser->keys()->offerManyKeys(act);
        m_browser->clickRow("a1", Qt::ControlModifier);
        auto *field = m_browser->find<QLineEdit>("patternField");
        field->setFocus();
        QTest::keyClicks(field, u"b"_s);
        QTRY_COMPARE(m_browser->keyspace()->shownKeys(), 1);
        m_browser->clickRow("b1", Qt::ControlModifier);
        QTest::keyClick(field, Qt::Key_Escape);
        QTRY_COMPARE(m_browser->keyspace()->shownKeys(), 3);
        QCOMPARE(m_browser->text("chosenKeysCount"), u"2 keys chosen"_s);

        QSignalSpy many(m_browser->page(), &BrowserPage::manyKeysRequested);
        m_browser->click("chosen.deleteManyKeysAction");
        QTRY_COMPARE(many.size(), 1);
        QCOMPARE(many.at(0).at(0).value<ManyKeysAct>(), ManyKeysAct::Delete);
        QCOMPARE(many.at(0).at(1).value<KeySelection>().keys, (QList<QByteArray>{"a1", "b1"}));

        // A menu on a chosen row is about all of them, on another row about that one; nothing is chosen by it.
        m_browser->openMenu("b1");
        m_browser->choose(u"Export…"_s);
        QTRY_COMPARE(many.size(), 2);
        QCOMPARE(many.at(1).at(1).value<KeySelection>().keys.size(), 2);
        m_browser->openMenu("a2");
        m_browser->choose(u"Export…"_s);
        QTRY_COMPARE(many.size(), 3);
        QCOMPARE(many.at(2).at(1).value<KeySelection>().keys, QList<QByteArray>{"a2"});
        QCOMPARE(m_browser->keyspace()->checkedKeys()->count(), 2);

        m_browser->view()->setFocus();
        QTest::keyClick(m_browser->view(), Qt::Key_Delete); // the chosen keys, not the current row
        QTRY_COMPARE(many.size(), 4);
        m_browser->session()->writeLock()->lock();
        QVERIFY(!m_browser->shown<QAbstractButton>("chosen.deleteManyKeysAction")->isEnabled());
        QVERIFY(m_browser->shown<QAbstractButton>("chosen.exportManyKeysAction")->isEnabled());
        QCOMPARE(m_sandbox.redis({"DBSIZE"}).toInt(), 3);
    }

    void manyAreAddedToFavourites()
    {
        put({"MSET", "a1", "1", "a2", "2", "b1", "3"});
        start(3);
        m_browser->clickRow("a1", Qt::ControlModifier);
        m_browser->clickRow("b1", Qt::ControlModifier);
        m_browser->click("chosenKeysMore");
        m_browser->choose(u"Add to favourites"_s);
        QTRY_COMPARE(m_browser->page()->favourites()->all().size(), 2);
        QVERIFY(m_browser->notices().last().contains(u"2 of 2"_s));
    }

    void listIsSortedByItsHeads()
    {
        put({"SET", "short", "1", "EX", "100"});
        put({"SET", "long", "1", "EX", "90000"});
        put({"HSET", "never", "f", "v"});
        start(3);
        m_browser->keys()->showList();
        QTRY_VERIFY(m_browser->list()->isVisible());
        // The rows on screen are known in a moment.
        QTRY_COMPARE(m_browser->keyspace()->facts().knownExpiries(), 3);
        const auto names = [this] {
            QStringList shown;
            for (int row = 0; row < m_browser->list()->model()->rowCount(); ++row)
                shown.append(m_browser->list()->model()->index(row, 0).data().toString());
            return shown;
        };
        m_browser->click("sortByTtl");
        QTRY_COMPARE(names(), (QStringList{u"short"_s, u"long"_s, u"never"_s}));
        m_browser->click("sortByTtl");
        QTRY_COMPARE(names(), (QStringList{u"never"_s, u"long"_s, u"short"_s}));
        QVERIFY(!m_browser->find<QWidget>("sortNote")->isVisible());
        m_browser->click("sortButton");
        m_browser->choose(u"Name"_s);
        QTRY_COMPARE(names(), (QStringList{u"short"_s, u"never"_s, u"long"_s})); // still downwards
        m_browser->click("sortButton");
        m_browser->choose(u"Smallest first"_s);
        QTRY_COMPARE(names(), (QStringList{u"long"_s, u"never"_s, u"short"_s}));
        m_browser->click("sortButton");
        m_browser->choose(u"Type"_s);
        QTRY_VERIFY(names() == QStringList({u"long"_s, u"short"_s, u"never"_s})
                    || names() == QStringList({u"never"_s, u"long"_s, u"short"_s}));
    }

    void unknownTtlsStandAtTheEndAndSaySo()
    {
        for (int i = 0; i < 200; ++i)
            put({"SET", "k" + QByteArray::number(i).rightJustified(3, '0'), "v", "EX", QByteArray::number(1000 + i)});
        start(200);
        m_browser->keys()->showList();
        m_browser->click("sortByTtl");
        QTRY_VERIFY(m_browser->keyspace()->unsortedKeys() > 0);
        QTRY_VERIFY(m_browser->shown<QWidget>("sortNote"));
        QVERIFY(m_browser->text("sortNoteText").contains(u"TTL is not known"_s));
        m_browser->click("sortNoteButton"); // fetches them
        QTRY_COMPARE(m_browser->keyspace()->unsortedKeys(), 0);
        QTRY_VERIFY(!m_browser->shown<QWidget>("sortNote"));
        QCOMPARE(m_browser->list()->model()->index(0, 0).data().toString(), u"k000"_s);
        QCOMPARE(m_browser->list()->model()->index(199, 0).data().toString(), u"k199"_s);
    }

    void folderTellsWhatItHoldsForItsPrice()
    {
        for (int i = 0; i < 30; ++i)
            put({"SET", "cache:" + QByteArray::number(i), QByteArray(100, 'x'), "EX", "600"});
        put({"HSET", "cache:h", "f", "v"});
        put({"SET", "other", "v"});
        start(32);
        m_browser->openMenu("cache:");
        m_browser->choose(u"About this folder…"_s);
        QTRY_COMPARE(m_browser->text("folder.keys"), u"31"_s);
        QVERIFY(m_browser->text("folder.types").contains(u"30 string"_s));
        QTest::mouseClick(m_browser->shown<QWidget>("folderSample")->findChildren<QAbstractButton *>().at(2),
                          Qt::LeftButton);
        const int billed = m_sandbox.billedCommands();
        auto *measure = m_browser->shown<QAbstractButton>("folderMeasure");
        QVERIFY(measure->text().startsWith(u"Measure ·"_s));
        m_browser->click("folderMeasure");
        QTRY_VERIFY(m_browser->text("folderState").contains(u"31 keys measured"_s));
        QCOMPARE(m_browser->text("folder.never"), u"1"_s);
        QCOMPARE(m_browser->text("folder.hour"), u"30"_s);
        QVERIFY(m_browser->text("folder.memory").contains(u"B"_s));
        QVERIFY(m_sandbox.billedCommands() - billed <= 2 * 31 + 4); // and what is on screen
    }

    void foldersOpenAndCloseAtOnce()
    {
        put({"MSET", "a:b:1", "1", "a:b:2", "2", "a:c:1", "3", "a:c:2", "4"});
        start(4);
        m_browser->openMenu("a:");
        m_browser->choose(u"Open all folders below"_s);
        QVERIFY(m_browser->tree()->isExpanded(m_browser->indexOf("a:b:")));
        QVERIFY(m_browser->tree()->isExpanded(m_browser->indexOf("a:c:")));
        m_browser->openMenu("a:b:");
        m_browser->choose(u"Open its 2 key(s) in tabs"_s);
        QTRY_COMPARE(m_browser->tabs()->count(), 2);
        m_browser->openMenu("a:");
        m_browser->choose(u"Close all folders below"_s);
        QVERIFY(!m_browser->tree()->isExpanded(m_browser->indexOf("a:")));
    }

    void namingHintsAreReadForNothing()
    {
        for (int i = 0; i < 20; ++i) {
            put({"SET", "user:" + QByteArray::number(i), "v"});
            put({"SET", "user/" + QByteArray::number(i), "v"});
        }
        start(40);
        const int billed = m_sandbox.billedCommands();
        const QList<BrowserPage::PageAction> actions = m_browser->page()->pageActions();
        for (const BrowserPage::PageAction &each : actions) {
            if (each.action->objectName() == u"namingHintsAction"_s)
                each.action->trigger();
        }
        QTRY_VERIFY(m_browser->text("namingSummary").contains(u"40 loaded keys were"_s));
        bool found = false;
        const auto labels = m_browser->shown<QWidget>("namingDialog")->findChildren<QLabel *>();
        for (const QLabel *label : labels)
            found = found || label->text().contains(u"split names differently"_s);
        QVERIFY(found);
        QVERIFY(m_sandbox.billedCommands() - billed <= 80); // rows on screen, nothing for the hints
    }

    void everyControlHasANameForScreenReaders()
    {
        put({"MSET", "a", "1", "b", "2"});
        start(2);
        openAndKeep("a");
        m_browser->clickRow("b", Qt::ControlModifier);
        m_browser->keys()->showList();
        const auto widgets = m_browser->page()->findChildren<QWidget *>();
        for (const QWidget *widget : widgets) {
            if (!widget->isVisible() || (widget->focusPolicy() & Qt::TabFocus) == 0)
                continue;
            if (qobject_cast<const QAbstractSpinBox *>(widget->parentWidget()) != nullptr)
                continue; // the field inside of a spin box, which has the name
            const auto *button = qobject_cast<const QAbstractButton *>(widget);
            QVERIFY2(!widget->accessibleName().isEmpty() || (button != nullptr && !button->text().isEmpty()),
                     qPrintable(widget->objectName() + QString::fromLatin1(widget->metaObject()->className())));
        }
    }
};

QTEST_MAIN(TestBrowserPage)
#include "tst_browserpage.moc"
