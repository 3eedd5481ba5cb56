// SPDX-License-Identifier: GPL-3.0-or-later
// The value pane by mouse and keyboard against a real database: values and their states.
#include "tests/ui/values/valuepanedriver.h"

using namespace stashdeck;

class TestValuePane : public QObject, private ValuePaneDriver {
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

    void emptyPaneSaysSo()
    {
        QCOMPARE(m_pane->count(), 0);
        QVERIFY(m_pane->currentKey().isEmpty());
        QVERIFY(!find<QTabBar>(u"valueTabs"_s));
        QCOMPARE(m_session->meter()->requests(), 0);
    }

    void opensEditsAndSavesByKeyboard()
    {
        open("greeting");
        QTRY_VERIFY(editor());
        QCOMPARE(editor()->toPlainText(), u"hello"_s);
        QVERIFY(!find<QWidget>(u"saveBar"_s));
        type(u"good day"_s);
        QVERIFY(find<QWidget>(u"saveBar"_s));
        QCOMPARE(labelText("saveBarEdited"), u"1 value edited"_s);
        QVERIFY2(labelText("saveBarCost").contains(u"SET"), qPrintable(labelText("saveBarCost")));
        press(Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(!find<QWidget>(u"saveBar"_s));
        QCOMPARE(m_database.get("greeting"), "good day"_ba);
        QVERIFY(m_database.pttl("greeting") > 500'000);
        QCOMPARE(m_session->meter()->commands(Purpose::Edit), 1);
    }

    void discardBringsTheLoadedValueBack()
    {
        open("greeting");
        QTRY_VERIFY(editor());
        type(u"x"_s);
        click("discardButton");
        QCOMPARE(editor()->toPlainText(), u"hello"_s);
        QVERIFY(!find<QWidget>(u"saveBar"_s));
    }

    void previewShowsTheCommand()
    {
        open("greeting");
        QTRY_VERIFY(editor());
        type(u"x"_s);
        click("previewButton");
        auto *commands = find<QWidget>(u"commandView"_s);
        QTRY_VERIFY(commands || (commands = find<QWidget>(u"commandView"_s)));
        QVERIFY2(commands->accessibleName().contains(u"greeting"), qPrintable(commands->accessibleName()));
        find<QWidget>(u"commandPopup"_s)->close();
    }

    void conflictIsShownAndReviewed()
    {
        (void)m_database.redis({"SET", "doc", "one\ntwo\nthree\n"});
        open("doc");
        QTRY_VERIFY(editor());
        type(u"ONE\ntwo\nthree\n"_s);
        (void)m_database.redis({"SET", "doc", "one\ntwo\nTHREE\n"});
        press(Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(banner().contains(u"Changed on the server"));
        QCOMPARE(m_database.get("doc"), "one\ntwo\nTHREE\n"_ba);
        QCOMPARE(editor()->toPlainText(), u"ONE\ntwo\nthree\n"_s);
        QVERIFY(!button("saveButton")->isEnabled());
        click("reviewButton");
        QTRY_VERIFY(find<QDialog>(u"reviewDialog"_s));
        QTRY_VERIFY(button("reviewSave") && button("reviewSave")->isEnabled());
        auto *result = find<CodeEditor>(u"reviewResult"_s);
        QCOMPARE(result->content(), u"ONE\ntwo\nTHREE\n"_s);
        click("reviewSave");
        QTRY_COMPARE(m_database.get("doc"), "ONE\ntwo\nTHREE\n"_ba);
        QTRY_VERIFY(banner().isEmpty());
        QVERIFY(!m_pane->currentPage()->isDirty());
    }

    void loadTheirsAndKeepMine()
    {
        open("greeting");
        QTRY_VERIFY(editor());
        for (const bool mine : {false, true}) {
            type(u"mine"_s);
            (void)m_database.redis({"SET", "greeting", mine ? "theirs2" : "theirs", "KEEPTTL"});
            press(Qt::Key_S, Qt::ControlModifier);
            QTRY_VERIFY(button("keepMineButton"));
            click(mine ? "keepMineButton" : "loadTheirsButton");
            QTRY_VERIFY(!m_pane->currentPage()->isDirty());
            QCOMPARE(editor()->toPlainText(), mine ? u"mine"_s : u"theirs"_s);
            QTRY_COMPARE(m_database.get("greeting"), mine ? "mine"_ba : "theirs"_ba);
            QTRY_VERIFY(banner().isEmpty());
        }
    }

    void goneKeyIsCreatedAgain()
    {
        open("greeting");
        QTRY_VERIFY(editor());
        type(u"mine"_s);
        (void)m_database.redis({"DEL", "greeting"});
        press(Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(banner().contains(u"gone"));
        QCOMPARE(editor()->toPlainText(), u"mine"_s);
        click("createAgainButton");
        QTRY_COMPARE(m_database.get("greeting"), "mine"_ba);
        QVERIFY(m_database.pttl("greeting") > 500'000);
        QTRY_VERIFY(banner().isEmpty());
    }

    void changedTypeKeepsEdits()
    {
        open("greeting");
        QTRY_VERIFY(editor());
        type(u"mine"_s);
        (void)m_database.redis({"DEL", "greeting"});
        (void)m_database.redis({"SADD", "greeting", "m"});
        press(Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(banner().contains(u"another type"));
        QCOMPARE(editor()->toPlainText(), u"mine"_s);
        QCOMPARE(m_database.type("greeting"), "set"_ba);
        click("loadTypeButton");
        QTRY_VERIFY(find<QTableView>(u"collectionTable"_s));
    }

    void lockedPaneCannotWrite()
    {
        open("greeting");
        QTRY_VERIFY(editor());
        type(u"mine"_s);
        m_session->writeLock()->lock();
        QVERIFY(editor()->isReadOnly());
        QVERIFY(!button("saveButton")->isEnabled());
        QVERIFY(button("saveButton")->toolTip().contains(u"Read-only. Unlock writing"));
        QVERIFY(!button("deleteButton")->isEnabled());
        QVERIFY(!button("renameButton")->isEnabled());
        press(Qt::Key_S, Qt::ControlModifier);
        press(Qt::Key_F2);
        QVERIFY(!find<QDialog>(u"renameDialog"_s));
        QCOMPARE(m_database.get("greeting"), "hello"_ba);
        QCOMPARE(editor()->toPlainText(), u"mine"_s); // kept
        m_session->writeLock()->unlock();
        QVERIFY(!editor()->isReadOnly());
        press(Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(m_database.get("greeting"), "mine"_ba);
    }

    void jsonIsShownIndentedAndStoredAsItWas()
    {
        const QByteArray stored = R"({"b":1.10,"a":[1,2],"b":9223372036854775808})";
        (void)m_database.redis({"SET", "flags", stored});
        open("flags");
        QTRY_VERIFY(editor());
        QVERIFY(editor()->toPlainText().contains(u"\n  \"b\": 1.10,"));
        QVERIFY(labelText("detectedFormat").contains(u"JSON detected"));
        QVERIFY(!m_pane->currentPage()->isDirty());
        // One number changes, and nothing else.
        QTextCursor at = editor()->document()->find(u"1.10"_s);
        at.insertText(u"2.50"_s);
        editor()->setTextCursor(at);
        press(Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(m_database.get("flags"), QByteArray(stored).replace("1.10", "2.50"));
    }

    void invalidJsonIsMarkedAndSavedOnlyAsText()
    {
        (void)m_database.redis({"SET", "flags", "{\n  \"a\": 1\n}"});
        open("flags");
        QTRY_VERIFY(editor());
        type(u"{\n\"a\": }"_s);
        QVERIFY2(labelText("valueProblem").contains(u"Line 2, column 6"), qPrintable(labelText("valueProblem")));
        QVERIFY(!button("saveButton")->isEnabled());
        press(Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(m_session->meter()->commands(Purpose::Edit), 0);
        click("saveAsTextButton");
        QTRY_COMPARE(m_database.get("flags"), "{\n\"a\": }"_ba);
    }

    void formatAndMinifyChangeTheStoredText()
    {
        (void)m_database.redis({"SET", "flags", R"({"a":[1,2]})"});
        open("flags");
        QTRY_VERIFY(editor());
        click("formatJson");
        QCOMPARE(m_pane->currentPage()->document()->string()->current(), "{\n  \"a\": [1, 2]\n}"_ba);
        press(Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(m_database.get("flags"), "{\n  \"a\": [1, 2]\n}"_ba);
        QTRY_VERIFY(!m_pane->currentPage()->isDirty());
        click("minifyJson");
        press(Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(m_database.get("flags"), R"({"a":[1,2]})"_ba);
    }

    void binaryOpensAsHexAndEditsBytes()
    {
        const QByteArray bytes("\x00\xFF\x80 abc\r\n", 9);
        (void)m_database.redis({"SET", "bin", bytes});
        open("bin");
        auto *hex = find<HexView>(u"hexView"_s);
        QTRY_VERIFY(hex || (hex = find<HexView>(u"hexView"_s)));
        QCOMPARE(hex->bytes(), bytes);
        QVERIFY(labelText("detectedFormat").contains(u"Binary"));
        hex->setFocus();
        QTest::keyClick(hex, Qt::Key_Right);
        QTest::keyClicks(hex, u"7e"_s);
        QTest::keyClick(hex, Qt::Key_End);
        press(Qt::Key_S, Qt::ControlModifier);
        QByteArray expected = bytes;
        expected[1] = 0x7E;
        QTRY_COMPARE(m_database.get("bin"), expected);
        QTRY_VERIFY(!m_pane->currentPage()->isDirty());
        // Delete removes a byte of the value, not the key.
        QTest::keyClick(hex, Qt::Key_Home);
        QTest::keyClick(hex, Qt::Key_Delete);
        QCOMPARE(m_pane->currentPage()->document()->string()->current(), expected.mid(1));
        QCOMPARE(m_database.get("bin"), expected);
        QTest::keyClick(hex, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!m_pane->currentPage()->isDirty());
    }

    void numbersStep()
    {
        (void)m_database.redis({"SET", "counter", "41"});
        open("counter");
        QTRY_VERIFY(button("numberPlus"));
        click("numberPlus");
        QTRY_COMPARE(m_database.get("counter"), "42"_ba); // on the server, at once
        QTRY_COMPARE(editor()->toPlainText(), u"42"_s);
        QVERIFY(!m_pane->currentPage()->isDirty());
    }

    void lineEndingsAndMarksSurvive_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("CRLF") << "a\r\nb\r\n"_ba;
        QTest::newRow("no-break space") << "a\xC2\xA0"
                                           "b"_ba;
        QTest::newRow("line separator") << "a\xE2\x80\xA8"
                                           "b"_ba;
        QTest::newRow("final newlines") << "a\n\n\n"_ba;
        QTest::newRow("tabs") << "\ta\t"_ba;
    }
    void lineEndingsAndMarksSurvive()
    {
        QFETCH(const QByteArray, bytes);
        (void)m_database.redis({"SET", "text", bytes});
        open("text");
        QTRY_VERIFY(editor());
        press(Qt::Key_Home, Qt::ControlModifier);
        QTest::keyClicks(editor(), u"x"_s);
        press(Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(m_database.get("text"), "x" + bytes);
    }

    void longLineIsFoldedUntilAskedFor()
    {
        (void)m_database.redis({"SET", "long", QByteArray(100'000, 'x')});
        open("long");
        QTRY_VERIFY(find<PagedText>(u"pagedText"_s));
        QVERIFY(labelText("largeValueText").contains(u"100,000"));
        click("editAnyway");
        QTRY_VERIFY(editor() && !editor()->isFilling());
        press(Qt::Key_Home, Qt::ControlModifier);
        QTest::keyClicks(editor(), u"y"_s);
        press(Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(m_database.get("long"), "y" + QByteArray(100'000, 'x'));
    }

    void largeValueLoadsByPages()
    {
        const QByteArray large = QByteArray("0123456789abcdef\n").repeated(1'200'000); // 20 MB
        (void)m_database.redis({"SET", "large", large});
        open("large");
        QTRY_VERIFY(find<PagedText>(u"pagedText"_s));
        QVERIFY2(labelText("largeValueText").contains(u"Showing the first 256"),
                 qPrintable(labelText("largeValueText")));
        click("loadAll");
        QTRY_VERIFY_WITH_TIMEOUT(m_pane->currentPage()->document()->string()->state() == StringDocument::State::Ready,
                                 30'000);
        auto *paged = find<PagedText>(u"pagedText"_s);
        QCOMPARE(paged->bytes(), large);
        QTRY_COMPARE(paged->rowCount(), 1'200'000);
        QVERIFY(labelText("largeValueText").contains(u"read here, not edited"));
    }

    void hostileNamesAreShownAsText_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::newRow("markup") << "<b>x</b><img src=file:///etc/passwd>"_ba;
        QTest::newRow("nested tables") << "<b>" + QByteArray("<table><tr><td>").repeated(20);
        QTest::newRow("bytes") << QByteArray("\x00\xFF\n\t\x1b[31m", 9);
        QTest::newRow("overrides") << "user\xE2\x80\xAEgnp.exe"_ba;
        QTest::newRow("32 KB") << QByteArray(32 * 1024, 'k');
        QTest::newRow("mnemonics") << "a&b&&c"_ba;
    }
    void hostileNamesAreShownAsText()
    {
        QFETCH(const QByteArray, key);
        (void)m_database.redis({"SET", key, "v"});
        open(key);
        QTRY_VERIFY(editor());
        QCOMPARE(labelText("valueKey"), displayText(key));
        QCOMPARE(find<QLabel>(u"valueKey"_s)->textFormat(), Qt::PlainText);
        QCOMPARE(m_pane->currentKey(), key);
        QVERIFY(!m_pane->grab().isNull());
        QVERIFY(m_pane->minimumSizeHint().width() < 900);
        type(u"w"_s);
        press(Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(m_database.get(key), "w"_ba);
    }

    void collectionsAreReadable()
    {
        QByteArrayList command{"HSET", "h"};
        for (int i = 0; i < 1200; ++i)
            command << "f" + QByteArray::number(i) << "v";
        (void)m_database.redis(command);
        open("h");
        auto *table = find<QTableView>(u"collectionTable"_s);
        QTRY_VERIFY(table || (table = find<QTableView>(u"collectionTable"_s)));
        QVERIFY(labelText("collectionShown").contains(u"of 1,200"));
        const int before = table->model()->rowCount();
        click("showMoreButton");
        QTRY_VERIFY(table->model()->rowCount() > before);
        QVERIFY(!button("saveButton"));
    }

    void missingKeySaysSo()
    {
        open("nowhere");
        QCOMPARE(m_pane->currentPage()->document()->state(), KeyDocument::State::Gone);
        QVERIFY(button("tryAgainButton"));
        QVERIFY(!button("deleteButton")->isEnabled());
        (void)m_database.redis({"SET", "nowhere", "here"});
        click("tryAgainButton");
        QTRY_VERIFY(editor());
        QCOMPARE(editor()->toPlainText(), u"here"_s);
    }

    void offlineKeepsWhatIsShown()
    {
        open("greeting");
        QTRY_VERIFY(editor());
        type(u"mine"_s);
        m_database.sandbox().kill();
        press(Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(!banner().isEmpty(), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(banner().contains(u"Your edits are kept"), 30'000);
        QCOMPARE(editor()->toPlainText(), u"mine"_s);
        QVERIFY(m_pane->currentPage()->isDirty());
        QVERIFY(m_database.start());
    }

    void everyControlHasANameAndNothingStaysOpen()
    {
        (void)m_database.redis({"SET", "flags", R"({"a":1})"});
        open("flags");
        QTRY_VERIFY(editor());
        const QList<QWidget *> widgets = m_pane->findChildren<QWidget *>();
        for (const QWidget *widget : widgets) {
            if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible())
                continue;
            const auto *label = qobject_cast<const QAbstractButton *>(widget);
            QVERIFY2(
                !widget->accessibleName().isEmpty() || (label && !label->text().isEmpty())
                    || widget->inherits("QScrollBar") || widget->objectName().startsWith(u"qt_"),
                qPrintable(u"%1 %2"_s.arg(QLatin1String(widget->metaObject()->className()), widget->objectName())));
        }
        const QList<QAction *> paneActions = m_pane->paneActions();
        for (const QAction *action : paneActions)
            QVERIFY(!action->objectName().isEmpty() && !action->text().isEmpty());
    }

    void idleAndHiddenPanesSendNothing()
    {
        open("greeting");
        QTRY_VERIFY(editor());
        const qint64 requests = m_session->meter()->requests();
        m_pane->hide();
        QTest::qWait(50);
        m_pane->show();
        QTest::qWait(50);
        QCOMPARE(m_session->meter()->requests(), requests);
    }

    void paneDiesInTheMiddleOfEverything()
    {
        (void)m_database.redis({"SET", "large", QByteArray(6'000'000, 'x')});
        m_pane->openKey("greeting");
        m_pane->openKey("large", {}, ValuePane::OpenMode::Keep);
        m_pane.reset();
        startPane();
        open("large");
        QTRY_VERIFY(button("loadAll"));
        click("loadAll");
        m_pane.reset();
        QVERIFY(QCoro::waitFor(m_session->send(Command::of("PING"))));
    }
};

QTEST_MAIN(TestValuePane)
#include "tst_valuepane.moc"
