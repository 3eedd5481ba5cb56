// SPDX-License-Identifier: GPL-3.0-or-later
// JSON documents edited in the value pane by mouse and keyboard. Pictures go to $STASHDECK_PICTURES when it is set.
#include "models/session/writelock.h"
#include "models/values/jsondocument.h"
#include "tests/models/values/databasefixture.h"
#include "tests/models/values/jsonserver.h"
#include "ui/values/codeeditor.h"
#include "ui/values/jsontreeview.h"
#include "ui/values/valuepage.h"
#include "ui/values/valuepane.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr char flags[] = R"({"version":12,"default":{"beta":false,"lang":"en-GB","ratio":1.10,"id":9007199254740993},)"
                         "\"rules\":[{\"when\":\"plan == "
                         "\\\"team\\\"\",\"set\":{\"beta\":true}},{\"when\":\"eu\",\"set\":{\"lang\":\"de\"}}],"
                         R"("odd key":null,"owners":["mira","jo"]})";

} // namespace

class TestJsonEditor : public QObject {
    Q_OBJECT

private:
    Theme m_theme;
    DatabaseFixture m_database;
    std::unique_ptr<JsonServer> m_server;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<KeyActions> m_actions;
    std::unique_ptr<ValuePane> m_pane;

    template <typename T> T *find(const char *name)
    {
        const QWidgetList windows = QApplication::topLevelWidgets();
        for (QWidget *window : windows) {
            const QList<T *> found = window->findChildren<T *>(QLatin1String(name));
            for (T *widget : found) {
                if (widget->isVisible())
                    return widget;
            }
            if (auto *itself = qobject_cast<T *>(window);
                itself && window->objectName() == QLatin1String(name) && window->isVisible())
                return itself;
        }
        return nullptr;
    }
    JsonTreeView *tree() { return find<JsonTreeView>("jsonTree"); }
    CodeEditor *text() { return find<CodeEditor>("jsonText"); }
    JsonDocument *document() { return qobject_cast<JsonDocument *>(m_pane->currentPage()->document()->value()); }
    QByteArray stored() { return m_database.get("k"); }
    void press(const char *name)
    {
        QTRY_VERIFY2(find<QAbstractButton>(name), name);
        auto *button = find<QAbstractButton>(name);
        QTRY_VERIFY2(button->isEnabled(), name);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void go(const QString &path)
    {
        auto *field = find<QLineEdit>("jsonPath");
        QVERIFY(field);
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, path);
        QTest::keyClick(field, Qt::Key_Return);
    }
    void fill(const char *name, const QString &value)
    {
        QTRY_VERIFY2(find<QWidget>(name), name);
        QWidget *field = find<QWidget>(name);
        field->setFocus();
        QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(field, value);
    }
    void open()
    {
        m_pane->openKey("k", {}, ValuePane::OpenMode::Keep);
        QTRY_VERIFY_WITH_TIMEOUT(tree() || find<QWidget>("jsonMessage") || text(), 20'000);
    }
    void picture(const char *name)
    {
        const QString folder = qEnvironmentVariable("STASHDECK_PICTURES");
        if (folder.isEmpty())
            return;
        for (const auto scheme : {Theme::Choice::Light, Theme::Choice::Dark}) {
            m_theme.setChoice(scheme);
            QTest::qWait(120);
            const QString file = folder + u'/' + QLatin1String(name)
                + (scheme == Theme::Choice::Dark ? u"-dark.png"_s : u"-light.png"_s);
            QWidget *top = QApplication::activeModalWidget();
            QVERIFY((top ? top : m_pane.get())->grab().save(file));
        }
        m_theme.setChoice(Theme::Choice::Light);
        QApplication::setActiveWindow(QApplication::activeModalWidget() ? QApplication::activeModalWidget()
                                                                        : m_pane.get());
    }

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
        m_server = std::make_unique<JsonServer>(&m_database.sandbox());
        m_session = m_database.session(m_server->url(), Environment::Development);
        m_actions = std::make_unique<KeyActions>(m_session.get());
        m_pane = std::make_unique<ValuePane>(&m_theme, m_actions.get());
        m_pane->resize(862, 752);
        m_pane->show();
        m_pane->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
        (void)m_database.redis({"SET", "k", flags, "PX", "600000"});
    }
    void cleanup()
    {
        m_pane.reset();
        m_actions.reset();
        m_session.reset();
        m_server.reset();
        m_database.flush();
    }

    void treeAndTextShowTheSamePlace()
    {
        open();
        QVERIFY(tree() && text());
        QVERIFY(text()->toPlainText().contains(u"\"id\": 9007199254740993"_s));
        go(u"$.default.ratio"_s);
        QCOMPARE(tree()->currentIndex().data().toString(), u"ratio"_s);
        QCOMPARE(text()->textCursor().selectedText(), u"1.10"_s);
        QVERIFY(tree()->hasFocus());
        picture("json-both");
        // and back: a click into the text
        text()->setFocus();
        QTextCursor cursor = text()->document()->find(u"\"mira\""_s);
        cursor.setPosition(cursor.selectionStart() + 2);
        text()->setTextCursor(cursor);
        QTRY_COMPARE(find<QLineEdit>("jsonPath")->text(), u"$.owners[0]"_s);
        QCOMPARE(tree()->currentIndex().siblingAtColumn(1).data().toString(), u"\"mira\""_s);
        go(u"$[\"odd key\"]"_s);
        QCOMPARE(tree()->currentIndex().data().toString(), u"odd key"_s);
        go(u"$.none.such"_s);
        QVERIFY(find<QLabel>("jsonNote"));
        go(u"$.rules[*].when"_s);
        QVERIFY(find<QLabel>("jsonFound")->text().contains(u"1 of 2"_s));
    }

    void aValueIsEditedByKeyboardAndSaved()
    {
        open();
        go(u"$.version"_s);
        QTest::keyClick(tree(), Qt::Key_Return);
        QTRY_VERIFY(find<CodeEditor>("jsonPlaceValue"));
        QCOMPARE(find<SegmentedControl>("jsonPlaceType")->current(), u"number"_s);
        fill("jsonPlaceValue", u"13x"_s);
        QVERIFY(!find<QAbstractButton>("jsonPlaceStage")->isEnabled());
        fill("jsonPlaceValue", u"13.0"_s);
        picture("json-edit");
        press("jsonPlaceStage");
        QTRY_COMPARE(document()->editCount(), 1);
        QTRY_VERIFY(find<QWidget>("saveBar"));
        QVERIFY(find<QLabel>("saveBarCost")->text().contains(u"JSON.SET"_s));
        QCOMPARE(tree()->currentIndex().data().toString(), u"version"_s);
        picture("json-edited");
        QTest::keyClick(tree(), Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(stored().startsWith(R"({"version":13.0,)"));
        QTRY_VERIFY(!find<QWidget>("saveBar"));
        QVERIFY(m_database.pttl("k") > 500'000);
        QVERIFY(stored().contains("9007199254740993"));
        QVERIFY(stored().contains("1.10"));
    }

    void membersAndElementsAreAddedRenamedMovedAndDeleted()
    {
        open();
        go(u"$.default"_s);
        press("jsonAddButton");
        fill("jsonPlaceName", u"beta"_s);
        QVERIFY(!find<QAbstractButton>("jsonPlaceStage")->isEnabled()); // taken
        fill("jsonPlaceName", u"new"_s);
        fill("jsonPlaceValue", u"say \"hi\""_s);
        press("jsonPlaceStage");
        QTRY_COMPARE(find<QLineEdit>("jsonPath")->text(), u"$.default.new"_s);
        go(u"$.owners[0]"_s);
        QTest::keyClick(tree(), Qt::Key_Down, Qt::AltModifier);
        QTRY_COMPARE(find<QLineEdit>("jsonPath")->text(), u"$.owners[1]"_s);
        QTest::keyClick(tree(), Qt::Key_D, Qt::ControlModifier);
        QTRY_COMPARE(find<QLineEdit>("jsonPath")->text(), u"$.owners[2]"_s);
        go(u"$[\"odd key\"]"_s);
        QTest::keyClick(tree(), Qt::Key_F2);
        fill("jsonPlaceName", u"even"_s);
        press("jsonPlaceStage");
        QTRY_COMPARE(find<QLineEdit>("jsonPath")->text(), u"$.even"_s);
        go(u"$.rules[1]"_s);
        QTest::keyClick(tree(), Qt::Key_Delete);
        QTRY_COMPARE(document()->tree()->childCount(document()->tree()->find(u"$.rules"_s)), 1);
        press("saveButton");
        QTRY_VERIFY(!find<QWidget>("saveBar"));
        const QByteArray now = stored();
        QVERIFY2(now.contains("\"new\":\"say \\\"hi\\\"\""), now.constData());
        QVERIFY2(now.contains(R"("owners":["jo","mira","mira"])"), now.constData());
        QVERIFY2(now.contains(R"("even":null)") && !now.contains("odd key"), now.constData());
        QVERIFY2(!now.contains(R"("eu")"), now.constData());
    }

    void typedTextBecomesEditsByPath()
    {
        open();
        text()->setFocus();
        QTextCursor cursor = text()->document()->find(u"12"_s);
        text()->setTextCursor(cursor);
        QTest::keyClicks(text(), u"}"_s);
        QTRY_VERIFY(find<QLabel>("jsonNote"));
        QVERIFY(!tree()->isEnabled());
        QTRY_VERIFY(find<QAbstractButton>("saveButton"));
        QVERIFY(!find<QAbstractButton>("saveButton")->isEnabled());
        picture("json-issue");
        QTest::keyClick(text(), Qt::Key_Backspace);
        QTest::keyClicks(text(), u"99"_s);
        QTRY_VERIFY(tree()->isEnabled());
        QTRY_COMPARE(document()->editCount(), 1);
        QCOMPARE(document()->plannedCommands().first().words().at(2), "$.version"_ba);
        QTest::keyClick(text(), Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(stored().startsWith(R"({"version":99,)"));
    }

    void conflictsAreReviewedByPath()
    {
        open();
        text()->setFocus();
        text()->setTextCursor(text()->document()->find(u"12"_s));
        QTest::keyClicks(text(), u"99"_s);
        QTRY_COMPARE(document()->editCount(), 1);
        (void)m_server->run({"JSON.SET", "k", "$.version", "50"});
        (void)m_server->run({"JSON.SET", "k", "$.extra", "1"});
        press("saveButton");
        press("reviewButton");
        QTRY_VERIFY(find<QAbstractButton>("reviewChoice1_2"));
        picture("json-review");
        press("reviewChoice1_1");
        press("reviewSave");
        QTRY_VERIFY(stored().startsWith(R"({"version":99,)"));
        QVERIFY(stored().contains(R"("extra":1)"));
    }

    void aWholeDocumentIsMergedLineByLine()
    {
        (void)m_database.redis({"SET", "k", R"({"a":1,"b":2,"c":3})", "KEEPTTL"});
        open();
        text()->setFocus();
        QTest::keyClick(text(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(text(), uR"({"b":2,"a":1,"c":9})"_s); // another order: the whole is one edit
        QTRY_VERIFY(document()->isTreeCurrent() && document()->editCount() == 1);
        QVERIFY(document()->edits().first().isWhole());
        (void)m_server->run({"JSON.SET", "k", "$.d", "4"});
        press("saveButton");
        press("reviewButton");
        QTRY_VERIFY(find<CodeEditor>("reviewResult"));
        auto *result = find<CodeEditor>("reviewResult");
        QTRY_VERIFY(result->content().contains(u"\"b\": 2"_s));
        QTRY_VERIFY(find<QAbstractButton>("reviewChoice1_2")); // the server's
        picture("json-merge");
        result->setFocus();
        QTest::keyClick(result, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(result, u"{"_s);
        QTRY_VERIFY(!find<QAbstractButton>("reviewSave")->isEnabled());
        QVERIFY(find<QLabel>("reviewProblem"));
        QTest::keyClick(result, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(result, uR"({"b":2,"a":1,"c":9,"d":4})"_s);
        press("reviewSave");
        QTRY_COMPARE(stored(), QByteArray(R"({"b":2,"a":1,"c":9,"d":4})"));
        QVERIFY(m_database.pttl("k") > 500'000);
        QTRY_VERIFY(!document()->isDirty());
    }

    void aPathWithWildcardsIsCountedAndWalked()
    {
        open();
        const int requests = m_server->requests;
        go(u"$..lang"_s);
        QTRY_VERIFY(find<QLabel>("jsonFound"));
        QCOMPARE(find<QLabel>("jsonFound")->text(), u"1 of 2 places"_s);
        QCOMPARE(tree()->tree()->path(tree()->currentNode()), "$.default.lang"_ba);
        QTest::keyClick(find<QLineEdit>("jsonPath"), Qt::Key_Return);
        QCOMPARE(find<QLabel>("jsonFound")->text(), u"2 of 2 places"_s);
        QCOMPARE(tree()->tree()->path(tree()->currentNode()), "$.rules[1].set.lang"_ba);
        QCOMPARE(find<QLineEdit>("jsonPath")->text(), u"$..lang"_s); // as it was typed
        picture("json-places");
        go(u"$.nothing[*]"_s);
        QTRY_VERIFY(find<QLabel>("jsonNote"));
        QVERIFY(!find<QLabel>("jsonFound"));
        go(u"$.rules[?(@.when=='eu')]"_s);
        QTRY_VERIFY(find<QLabel>("jsonNote")->text().contains(u"filter"_s));
        QCOMPARE(m_server->requests, requests);
    }

    void findsAndCopies()
    {
        open();
        tree()->setFocus();
        QTest::keyClick(tree(), Qt::Key_F, Qt::ControlModifier);
        if (!find<QLineEdit>("findField"))
            m_pane->currentPage()->openFind(); // the shortcut is the window's
        QTRY_VERIFY(find<QLineEdit>("findField"));
        QTest::keyClicks(find<QLineEdit>("findField"), u"de\""_s);
        QTest::keyClick(find<QLineEdit>("findField"), Qt::Key_Return);
        QTRY_COMPARE(find<QLineEdit>("jsonPath")->text(), u"$.rules[1].set.lang"_s);
        tree()->setFocus();
        QTest::keyClick(tree(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"$.rules[1].set.lang"_s);
        QTest::keyClick(tree(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"\"de\""_s);
        press("jsonMore");
        QTRY_VERIFY(find<QMenu>("jsonMenu"));
        for (QAction *action : find<QMenu>("jsonMenu")->actions()) {
            if (action->objectName() == u"jsonCopyCommand")
                action->trigger();
        }
        QCOMPARE(QGuiApplication::clipboard()->text(), u"JSON.SET k '$.rules[1].set.lang' '\"de\"'"_s);
        picture("json-menu");
        find<QMenu>("jsonMenu")->close();
    }

    void oneViewAtATimeWhereItIsNarrow()
    {
        m_pane->resize(520, 700);
        open();
        QTRY_VERIFY(tree());
        QVERIFY(!text());
        auto *side = find<SegmentedControl>("jsonSide");
        QVERIFY(side && !side->segment(u"both"_s)->isEnabled());
        picture("json-narrow");
        QTest::mouseClick(side->segment(u"text"_s), Qt::LeftButton);
        QTRY_VERIFY(text());
        QVERIFY(!tree());
    }

    void lockedItCanOnlyBeRead()
    {
        open();
        m_session->writeLock()->lock();
        QTRY_VERIFY(text()->isReadOnly());
        QVERIFY(!find<QAbstractButton>("jsonAddButton")->isEnabled());
        go(u"$.version"_s);
        QTest::keyClick(tree(), Qt::Key_Return);
        QTest::keyClick(tree(), Qt::Key_Delete);
        QTest::qWait(50);
        QVERIFY(!find<QWidget>("jsonPlaceValue"));
        QVERIFY(!m_pane->currentPage()->document()->isDirty());
    }

    void aServerWithoutJsonIsNoEmptyEditor()
    {
        m_server->hasJson = false;
        open();
        QTRY_VERIFY(find<QWidget>("jsonMessage"));
        QVERIFY(!tree() && !text());
        picture("json-missing");
    }
};

QTEST_MAIN(TestJsonEditor)
#include "tst_jsoneditor.moc"
