// SPDX-License-Identifier: GPL-3.0-or-later
// Editors and wording without a database.
#include "ui/values/codeeditor.h"
#include "ui/values/hexview.h"
#include "ui/values/pagedtext.h"
#include "ui/values/valuewording.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestViews : public QObject {
    Q_OBJECT

private:
    Theme m_theme;

private slots:
    void initTestCase() { m_theme.apply(qApp); }

    void countsDown_data()
    {
        QTest::addColumn<qint64>("ms");
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << qint64(0) << u"0:00"_s;
        QTest::newRow("rounds up") << qint64(1) << u"0:01"_s;
        QTest::newRow("minutes") << qint64(41 * 60'000 + 7'000) << u"41:07"_s;
        QTest::newRow("an hour") << qint64(3'600'000) << u"1h 00m"_s;
        QTest::newRow("hours") << qint64(2 * 3'600'000 + 300'000) << u"2h 05m"_s;
        QTest::newRow("days") << qint64((5 * 24 + 9) * 3'600'000LL) << u"5d 9h"_s;
    }
    void countsDown()
    {
        QFETCH(const qint64, ms);
        QTEST(valueWords::countdown(Milliseconds(ms)), "text");
    }

    void saysSizes()
    {
        QCOMPARE(valueWords::bytes(0), u"0 B"_s);
        QCOMPARE(valueWords::bytes(69), u"69 B"_s);
        QCOMPARE(valueWords::bytes(1434), u"1.4 KB"_s);
        QCOMPARE(valueWords::bytes(256 * 1024), u"256 KB"_s);
        QCOMPARE(valueWords::bytes(3'565'158), u"3.4 MB"_s);
    }

    void commandsAreShownAsPlainShortText()
    {
        const Command command = Command::of("SET", "a key", QByteArray(5000, 'x'), "", "KEEPTTL");
        const QString text = valueWords::command(command);
        QVERIFY(text.startsWith(u"SET 'a key' xxx"));
        QVERIFY(text.size() < 300);
        QVERIFY(text.endsWith(u"'' KEEPTTL"));
    }

    void editorGivesBackWhatItGot()
    {
        CodeEditor editor(&m_theme);
        editor.resize(600, 400);
        editor.show();
        const QString text = u"a\u00A0b\u2028c\n\n\ttab \U0001F600\n"_s;
        QSignalSpy edited(&editor, &CodeEditor::edited);
        editor.setContent(text);
        QCOMPARE(editor.content(), text);
        QCOMPARE(edited.count(), 0);
        QTest::keyClicks(&editor, u"x"_s);
        QCOMPARE(edited.count(), 1);
        QCOMPARE(editor.content(), u"x"_s + text);
        editor.undo();
        QCOMPARE(editor.content(), text);
    }

    void longTextComesByPieces()
    {
        CodeEditor editor(&m_theme);
        editor.resize(600, 400);
        editor.setHighlighted(true);
        editor.show();
        QString text;
        for (int i = 0; i < 20'000; ++i)
            text += u"  \"key%1\": [%1, true, \"value\"],\n"_s.arg(i);
        QSignalSpy filled(&editor, &CodeEditor::filled);
        editor.setContent(text);
        QVERIFY(editor.isFilling());
        QVERIFY(editor.isReadOnly());
        QTRY_COMPARE_WITH_TIMEOUT(filled.count(), 1, 20'000);
        QVERIFY(!editor.isReadOnly());
        QCOMPARE(editor.content(), text);
        editor.setContent(u"short"_s);
        QCOMPARE(editor.content(), u"short"_s);
    }

    void lockedEditorTakesNoKeys()
    {
        CodeEditor editor(&m_theme);
        editor.setContent(u"text"_s);
        editor.setLocked(true);
        editor.show();
        QTest::keyClicks(&editor, u"x"_s);
        QCOMPARE(editor.content(), u"text"_s);
        editor.setLocked(false);
        QTest::keyClicks(&editor, u"x"_s);
        QCOMPARE(editor.content(), u"xtext"_s);
    }

    void hexViewMovesAndEdits()
    {
        HexView view(&m_theme);
        view.resize(700, 300);
        view.show();
        view.setBytes(QByteArray("\x00\x01\x02", 3));
        QSignalSpy edited(&view, &HexView::edited);
        QTest::keyClicks(&view, u"f"_s);
        QCOMPARE(edited.count(), 0); // not editable
        view.setEditable(true);
        QTest::keyClicks(&view, u"ff"_s);
        QCOMPARE(view.bytes(), QByteArray("\xFF\x01\x02", 3));
        QCOMPARE(view.cursor(), 1);
        QTest::keyClick(&view, Qt::Key_Insert);
        QCOMPARE(view.bytes(), QByteArray("\xFF\x00\x01\x02", 4));
        QTest::keyClick(&view, Qt::Key_End);
        QTest::keyClicks(&view, u"a5"_s); // behind the last byte
        QCOMPARE(view.bytes(), QByteArray("\xFF\x00\x01\x02\xA5", 5));
        QTest::keyClick(&view, Qt::Key_Backspace);
        QCOMPARE(view.bytes(), QByteArray("\xFF\x00\x01\x02", 4));
        for (int i = 0; i < 10; ++i)
            QTest::keyClick(&view, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(view.bytes(), QByteArray("\x00\x01\x02", 3));
    }

    void hugeBytesArePaintedAtTheEnd()
    {
        const QByteArray bytes = QByteArray("0123456789abcde\n").repeated(6'250'000); // 100 MB
        HexView hex(&m_theme);
        hex.resize(700, 300);
        hex.setBytes(bytes);
        hex.show();
        hex.select(bytes.size() - 4, 4);
        QVERIFY(!hex.grab().isNull());
        PagedText paged(&m_theme);
        paged.resize(700, 300);
        QSignalSpy indexed(&paged, &PagedText::indexed);
        paged.setBytes(bytes);
        paged.show();
        QVERIFY(!paged.grab().isNull());
        QTRY_COMPARE_WITH_TIMEOUT(indexed.count(), 1, 20'000);
        QCOMPARE(paged.rowCount(), 6'250'000);
        paged.select(bytes.size() - 4, 4);
        QVERIFY(!paged.grab().isNull());
    }

    void everyErrorHasWords()
    {
        for (int kind = 0; kind <= int(Error::Kind::Storage); ++kind) {
            Error error;
            error.kind = Error::Kind(kind);
            error.message = u"<b>text</b>"_s;
            QVERIFY(!valueWords::error(error).isEmpty());
        }
    }
};

QTEST_MAIN(TestViews)
#include "tst_views.moc"
