// SPDX-License-Identifier: GPL-3.0-or-later
// Open tabs while many keys are deleted, renamed and given another expiry elsewhere in the window.
#include "tests/ui/values/valuepanefixture.h"
#include "ui/values/codeeditor.h"

#include <QTabBar>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

class TestManyKeys : public QObject {
    Q_OBJECT

private:
    ValuePaneFixture m_window;

    qint64 commands() const { return m_window.session->meter()->commands(); }

private slots:
    void initTestCase()
    {
        const bool started = m_window.startDatabase();
        QVERIFY2(started, m_window.database.errorText().constData());
    }
    void init()
    {
        for (const QByteArray &key : {"a"_ba, "b"_ba, "c"_ba})
            (void)m_window.database.redis({"SET", key, "value of " + key});
        m_window.open();
        for (const QByteArray &key : {"a"_ba, "b"_ba, "c"_ba})
            QVERIFY(m_window.openKey(key));
        QCOMPARE(m_window.pane->count(), 3);
    }
    void cleanup()
    {
        m_window.close();
        m_window.database.flush();
    }

    void goneKeysSaySoWithoutACommand()
    {
        const qint64 before = commands();
        QVERIFY(m_window.banner().isEmpty());
        m_window.pane->noteManyGone({"x", "c", "a"});
        QCOMPARE(m_window.pane->count(), 3);
        QTRY_VERIFY(m_window.banner().contains(u"gone"_s));
        QVERIFY(m_window.find<CodeEditor>("codeEditor")->content().contains(u"value of c"_s)); // what was loaded stays
        QVERIFY(m_window.openKey("b"));
        QVERIFY(m_window.banner().isEmpty());
        m_window.pane->noteManyGone({"c"}); // told twice
        QCOMPARE(commands(), before);
    }

    void anEditOfAGoneKeyIsKept()
    {
        auto *editor = m_window.find<CodeEditor>("codeEditor");
        editor->setFocus();
        QTest::keyClick(editor, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(editor, u"typed"_s);
        QTRY_VERIFY(m_window.find<QWidget>("saveBar"));
        (void)m_window.database.redis({"DEL", "c"});
        const qint64 before = commands();
        m_window.pane->noteManyGone({"c"});
        QTRY_VERIFY(m_window.find<QAbstractButton>("createAgainButton"));
        QCOMPARE(commands(), before);
        QCOMPARE(m_window.find<CodeEditor>("codeEditor")->content(), u"typed"_s);
        QVERIFY(m_window.click("createAgainButton"));
        QTRY_COMPARE(m_window.database.get("c"), "typed"_ba);
    }

    void renamedKeysKeepTheirTabs()
    {
        const qint64 before = commands();
        (void)m_window.database.redis({"RENAME", "c", "new:c"});
        (void)m_window.database.redis({"RENAME", "a", "c"});
        // One key takes the old name of another in the same run.
        m_window.pane->noteManyRenamed({{"c", "new:c"}, {"a", "c"}, {"other", "new:other"}});
        QCOMPARE(m_window.pane->currentKey(), "new:c"_ba);
        QCOMPARE(commands(), before);
        QVERIFY(m_window.openKey("c"));
        QCOMPARE(m_window.pane->count(), 3);
        QVERIFY(m_window.find<CodeEditor>("codeEditor")->content().contains(u"value of a"_s));
        m_window.pane->currentPage()->reload();
        QTRY_VERIFY(!m_window.pane->currentPage()->document()->isReloading());
        QCOMPARE(m_window.pane->currentPage()->document()->state(), KeyDocument::State::Ready);
    }

    void onlyTheKeyOnScreenIsReadAgain()
    {
        (void)m_window.database.redis({"PEXPIRE", "c", "600000"});
        (void)m_window.database.redis({"PEXPIRE", "a", "600000"});
        const qint64 requests = m_window.session->meter()->requests();
        m_window.pane->noteManyChanged({"a", "c", "nothing"});
        QTRY_VERIFY(m_window.pane->currentPage()->document()->expiresAt());
        QCOMPARE(m_window.session->meter()->requests(), requests + 1);
        QVERIFY(m_window.openKey("a")); // now it is seen
        QTRY_VERIFY(m_window.pane->currentPage()->document()->expiresAt());
        QCOMPARE(m_window.session->meter()->requests(), requests + 2);
        QVERIFY(m_window.openKey("b"));
        QCOMPARE(m_window.session->meter()->requests(), requests + 2);
    }

    void aKeyThatCameBackIsReadAgain()
    {
        (void)m_window.database.redis({"DEL", "c"});
        m_window.pane->noteManyGone({"c"});
        QTRY_VERIFY(m_window.banner().contains(u"gone"_s));
        (void)m_window.database.redis({"SET", "c", "back"});
        m_window.pane->noteManyChanged({"c"});
        QTRY_VERIFY(m_window.banner().isEmpty());
        QTRY_COMPARE(m_window.find<CodeEditor>("codeEditor")->content(), u"back"_s);
    }
};

QTEST_MAIN(TestManyKeys)
#include "tst_manykeys.moc"
