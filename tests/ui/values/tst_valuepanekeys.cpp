// SPDX-License-Identifier: GPL-3.0-or-later
// Whole keys in the value pane by mouse and keyboard: expiry, rename, delete and undo, new keys, and their tabs.
#include "tests/ui/values/valuepanedriver.h"

using namespace stashdeck;

class TestValuePaneKeys : public QObject, private ValuePaneDriver {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_theme.setFontFamilies(u"Inter"_s, u"JetBrains Mono"_s);
        m_theme.apply(qApp);
        const bool started = m_database.start();
        QVERIFY2(started, m_database.errorText().constData());
    }
    void init()
    {
        m_notices.clear();
        (void)m_database.redis({"SET", "greeting", "hello", "PX", "600000"});
        startPane();
    }
    void cleanup()
    {
        m_pane.reset();
        m_actions.reset();
        m_session.reset();
        m_database.flush();
    }

    void expiryIsChangedByTheDialog()
    {
        open("greeting");
        QTRY_VERIFY(button("ttlChip"));
        press(Qt::Key_T, Qt::ControlModifier);
        QTRY_VERIFY(find<QDialog>(u"ttlPopup"_s));
        auto *amount = find<QSpinBox>(u"ttlAmount"_s);
        amount->setFocus();
        amount->selectAll();
        QTest::keyClicks(amount, u"3"_s);
        QVERIFY2(labelText("ttlOutcome").contains(u"later than now set"), qPrintable(labelText("ttlOutcome")));
        QVERIFY2(find<QWidget>(u"commandView"_s)->accessibleName().contains(u"EXPIRE greeting 10800 GT"),
                 qPrintable(find<QWidget>(u"commandView"_s)->accessibleName()));
        click("ttlSave");
        QTRY_VERIFY(!find<QDialog>(u"ttlPopup"_s));
        QVERIFY(m_database.pttl("greeting") > 10'700'000);
        QVERIFY2(button("ttlChip")->accessibleName().contains(u"Expires in 2h 59m")
                     || button("ttlChip")->accessibleName().contains(u"Expires in 3h 00m"),
                 qPrintable(button("ttlChip")->accessibleName()));
    }

    void renamesInPlaceAndNeverOverwrites()
    {
        (void)m_database.redis({"SET", "taken", "other"});
        open("greeting");
        QTRY_VERIFY(button("renameButton") && button("renameButton")->isEnabled());
        QSignalSpy renamed(m_pane.get(), &ValuePane::keyRenamed);
        press(Qt::Key_F2);
        QTRY_VERIFY(find<QDialog>(u"renameDialog"_s));
        auto *field = find<QLineEdit>(u"renameField"_s);
        field->selectAll();
        QTest::keyClicks(field, u"taken"_s);
        click("renameSave");
        QTRY_VERIFY(labelText("renameResult").contains(u"exists already"));
        QCOMPARE(m_database.get("taken"), "other"_ba);
        field->selectAll();
        QTest::keyClicks(field, u"new\\x00name"_s);
        click("renameSave");
        QTRY_VERIFY(!find<QDialog>(u"renameDialog"_s));
        QCOMPARE(m_database.get(QByteArray("new\0name", 8)), "hello"_ba);
        QCOMPARE(renamed.count(), 1);
        QCOMPARE(m_pane->currentKey(), QByteArray("new\0name", 8));
    }

    void deletesWithUndo()
    {
        open("greeting");
        QTRY_VERIFY(button("deleteButton") && button("deleteButton")->isEnabled());
        QSignalSpy deleted(m_pane.get(), &ValuePane::keyDeleted);
        click("deleteButton");
        QTRY_COMPARE(m_notices.size(), 1);
        QCOMPARE(deleted.count(), 1);
        QCOMPARE(m_database.type("greeting"), "none"_ba);
        QCOMPARE(m_pane->count(), 0);
        QCOMPARE(m_notices.first().text, u"Deleted"_s);
        QCOMPARE(m_notices.first().monoText, u"greeting"_s);
        QCOMPARE(m_notices.first().actionText, u"Undo"_s);
        m_notices.first().action();
        QTRY_COMPARE(m_notices.size(), 2);
        QCOMPARE(m_database.get("greeting"), "hello"_ba);
        QVERIFY(m_database.pttl("greeting") > 500'000);
    }

    void undoAsksBeforeItReplaces()
    {
        m_pane->deleteKey("greeting", "string");
        QTRY_COMPARE(m_notices.size(), 1);
        (void)m_database.redis({"SET", "greeting", "theirs"});
        QVERIFY(m_pane->undoLastDelete());
        QTRY_VERIFY(find<QDialog>(u"questionDialog"_s));
        click("questionCancel");
        QCOMPARE(m_database.get("greeting"), "theirs"_ba);
        QVERIFY(m_pane->undoLastDelete());
        QTRY_VERIFY(button("questionAccept"));
        click("questionAccept");
        QTRY_COMPARE(m_database.get("greeting"), "hello"_ba);
        QTRY_COMPARE(m_notices.size(), 2);
        // What was replaced can come back too.
        (void)m_database.redis({"DEL", "greeting"});
        QVERIFY(m_pane->undoLastDelete());
        QTRY_COMPARE(m_database.get("greeting"), "theirs"_ba);
    }

    void productionAsksBeforeDeleting()
    {
        startPane(Environment::Production);
        m_session->writeLock()->unlock();
        open("greeting");
        QTRY_VERIFY(button("deleteButton") && button("deleteButton")->isEnabled());
        click("deleteButton");
        QTRY_VERIFY(find<QDialog>(u"questionDialog"_s));
        QCOMPARE(m_database.get("greeting"), "hello"_ba);
        click("questionAccept");
        QTRY_COMPARE(m_database.type("greeting"), "none"_ba);
        QTRY_COMPARE(m_notices.size(), 1);
    }

    void addsAKeyAndOpensIt()
    {
        QSignalSpy created(m_pane.get(), &ValuePane::keyCreated);
        m_pane->addKey("user:");
        QTRY_VERIFY(find<QDialog>(u"addKeyDialog"_s));
        auto *name = find<QLineEdit>(u"addKeyName"_s);
        QTest::keyClick(name, Qt::Key_End);
        QTest::keyClicks(name, u"7"_s);
        QTest::keyClicks(find<QPlainTextEdit>(u"addKeyValue"_s), u"first"_s);
        auto *expiry = find<SegmentedControl>(u"addKeyExpiry"_s);
        QTest::mouseClick(expiry->segment(u"in"_s), Qt::LeftButton);
        click("addKeySave");
        QTRY_COMPARE(m_database.get("user:7"), "first"_ba);
        QVERIFY(m_database.pttl("user:7") > 3'500'000);
        QCOMPARE(created.count(), 1);
        QTRY_COMPARE(m_pane->currentKey(), "user:7"_ba);

        m_pane->addKey();
        QTRY_VERIFY(find<QLineEdit>(u"addKeyName"_s) && find<QLineEdit>(u"addKeyName"_s)->text().isEmpty());
        QTest::keyClicks(find<QLineEdit>(u"addKeyName"_s), u"greeting"_s);
        click("addKeySave");
        QTRY_VERIFY(labelText("addKeyResult").contains(u"Exists already"));
        QCOMPARE(m_database.get("greeting"), "hello"_ba);
        click("addKeyOpenExisting");
        QTRY_COMPARE(m_pane->currentKey(), "greeting"_ba);
    }

    void previewTabIsReplacedAndPinnedByAnEdit()
    {
        (void)m_database.redis({"MSET", "a", "1", "b", "2", "c", "3"});
        open("a", ValuePane::OpenMode::Preview);
        open("b", ValuePane::OpenMode::Preview);
        QCOMPARE(m_pane->count(), 1);
        auto *tabs = find<ValueTabBar>(u"valueTabs"_s);
        QTRY_VERIFY(tabs->tab(0).isPreview);
        QTRY_VERIFY(editor());
        QTest::keyClicks(editor(), u"x"_s);
        QVERIFY(!tabs->tab(0).isPreview);
        QVERIFY(tabs->tab(0).isDirty);
        open("c", ValuePane::OpenMode::Preview);
        QCOMPARE(m_pane->count(), 2);
        QTest::mouseDClick(tabs, Qt::LeftButton, {}, tabs->tabRect(1).center() - QPoint(20, 0));
        QVERIFY(!tabs->tab(1).isPreview);
        press(Qt::Key_Tab, Qt::ControlModifier);
        QCOMPARE(m_pane->currentKey(), "b"_ba);
    }

    void closingAnEditedTabAsks()
    {
        open("greeting");
        QTRY_VERIFY(editor());
        type(u"mine"_s);
        press(Qt::Key_W, Qt::ControlModifier);
        QTRY_VERIFY(find<QDialog>(u"questionDialog"_s));
        click("questionCancel");
        QCOMPARE(m_pane->count(), 1);
        QCOMPARE(editor()->toPlainText(), u"mine"_s);
        QCOMPARE(m_pane->unsavedKeys(), QList<QByteArray>{"greeting"});
        QTRY_VERIFY(!find<QDialog>(u"questionDialog"_s));
        press(Qt::Key_W, Qt::ControlModifier);
        QTRY_VERIFY(button("questionAccept"));
        click("questionAccept");
        QTRY_COMPARE(m_pane->count(), 0);
        QCOMPARE(m_database.get("greeting"), "hello"_ba);
    }

    void tabsCloseByTheirCross()
    {
        (void)m_database.redis({"MSET", "a", "1", "b", "2"});
        open("a");
        open("b");
        auto *tabs = find<ValueTabBar>(u"valueTabs"_s);
        const QRect first = tabs->tabRect(0);
        QTest::mouseClick(tabs, Qt::LeftButton, {}, QPoint(first.right() - 20, first.center().y()));
        QCOMPARE(m_pane->count(), 1);
        QCOMPARE(m_pane->currentKey(), "b"_ba);
    }

    void movedTabsKeepTheirPages()
    {
        (void)m_database.redis({"MSET", "a", "1", "b", "2", "c", "3"});
        open("a");
        open("b");
        open("c");
        auto *tabs = find<ValueTabBar>(u"valueTabs"_s);
        tabs->moveTab(0, 2);
        QCOMPARE(m_pane->currentKey(), "c"_ba);
        tabs->setCurrentIndex(2);
        QCOMPARE(m_pane->currentKey(), "a"_ba);
        QTRY_VERIFY(editor());
        QCOMPARE(editor()->toPlainText(), u"1"_s);
        tabs->setCurrentIndex(0);
        QCOMPARE(m_pane->currentKey(), "b"_ba);
    }
};

QTEST_MAIN(TestValuePaneKeys)
#include "tst_valuepanekeys.moc"
