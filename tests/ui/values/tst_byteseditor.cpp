// SPDX-License-Identifier: GPL-3.0-or-later
// The editor of bytes by mouse and keyboard, without a database.
#include "models/base/bytetext.h"
#include "models/codecs/jsontext.h"
#include "tests/models/codecs/samples.h"
#include "ui/values/byteseditor.h"
#include "ui/values/codeeditor.h"
#include "ui/values/formatbar.h"
#include "ui/values/hexview.h"
#include "ui/values/pagedtext.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

class TestBytesEditor : public QObject {
    Q_OBJECT

private:
    Theme m_theme;
    std::unique_ptr<BytesEditor> m_editor;

    template <typename T> T *find(const char *name) { return m_editor->findChild<T *>(QLatin1String(name)); }
    CodeEditor *code() { return find<CodeEditor>("codeEditor"); }
    QString label(const char *name)
    {
        auto *found = find<QLabel>(name);
        return found && found->isVisible() ? found->text() : QString();
    }
    /// Chooses by mouse: the segment, or the entry of the menu when it is not in the bar.
    void choose(const char *id)
    {
        auto *segments = find<SegmentedControl>("formatControl");
        QAbstractButton *segment = segments->segment(QLatin1String(id));
        QVERIFY2(segment, id);
        if (segment->isVisible()) {
            QTest::mouseClick(segment, Qt::LeftButton);
            return;
        }
        QAction *action = menuAction(QByteArray("formatMenu.") + id);
        QVERIFY2(action, id);
        QVERIFY2(action->isEnabled(), id);
        action->trigger();
    }
    QAction *menuAction(const QByteArray &name)
    {
        auto *menu = find<QMenu>("formatMenu");
        emit menu->aboutToShow();
        const QList<QAction *> actions = menu->actions();
        for (QAction *action : actions) {
            if (action->objectName() == QLatin1String(name))
                return action;
        }
        return nullptr;
    }
    void replace(const QString &before, const QString &after)
    {
        QTextCursor at = code()->document()->find(before);
        QVERIFY(!at.isNull());
        at.insertText(after);
    }

private slots:
    void initTestCase() { m_theme.apply(qApp); }
    void init()
    {
        m_editor = std::make_unique<BytesEditor>(&m_theme);
        m_editor->resize(900, 500);
        m_editor->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_editor.get()));
    }
    void cleanup() { m_editor.reset(); }

    void showsTitleAndWhatItFound()
    {
        m_editor->setTitle(u"prefs"_s);
        m_editor->setBytes(R"({"theme":"dark","lang":"en-GB","beta":true,"panes":["orders","live"]})");
        QCOMPARE(label("valueTitle"), u"prefs"_s);
        QVERIFY2(label("detectedFormat").startsWith(u"69 B · JSON detected"), qPrintable(label("detectedFormat")));
        QCOMPARE(m_editor->format(), u"json"_s);
        QVERIFY(code()->content().contains(u"\n  \"theme\": \"dark\",\n"_s));
    }

    void packedJsonIsEditedAndPackedAgain()
    {
        QSignalSpy edited(m_editor.get(), &BytesEditor::edited);
        m_editor->setBytes(samples::gzipJson());
        QCOMPARE(m_editor->format(), u"gzip"_s);
        QVERIFY2(label("detectedFormat").contains(u"gzip, then JSON detected"), qPrintable(label("detectedFormat")));
        QCOMPARE(edited.count(), 0);
        replace(u"gzip"_s, u"edited"_s);
        QVERIFY(edited.count() > 0);
        const QByteArray bytes = m_editor->bytes();
        QCOMPARE(edited.last().first().toByteArray(), bytes);
        QCOMPARE(viewOf(bytes, {}).inner, R"({"a":[1,2,3],"name":"edited"})"_ba);
        QCOMPARE(bytes.first(10), samples::gzipJson().first(10));
        replace(u"edited"_s, u"\""_s);
        QVERIFY(!m_editor->problem().isEmpty());
        QVERIFY(!label("valueProblem").isEmpty());
    }

    void messagePackIsEditedAsJson()
    {
        m_editor->setBytes(samples::messagePack());
        QCOMPARE(m_editor->format(), u"msgpack"_s);
        replace(u"9007199254740993"_s, u"18446744073709551615"_s);
        QCOMPARE(m_editor->problem(), QString());
        QVERIFY(viewOf(m_editor->bytes(), {}).shownBytes.contains("18446744073709551615"));
        replace(u"18446744073709551615"_s, u"18446744073709551616"_s);
        QVERIFY2(m_editor->problem().contains(u"64 bits"), qPrintable(m_editor->problem()));
        replace(u"18446744073709551616"_s, u"7"_s);
        QCOMPARE(m_editor->problem(), QString());
    }

    void whatIsOnlyReadSaysSo()
    {
        m_editor->setBytes(samples::java());
        QVERIFY(code()->isVisible());
        QVERIFY(code()->isReadOnly());
        QVERIFY(label("largeValueText").contains(u"View only in this format"));
        choose("hex");
        auto *hex = find<HexView>("hexView");
        QVERIFY(hex->isVisible());
        hex->setFocus();
        QTest::keyClicks(hex, u"ad"_s);
        QCOMPARE(m_editor->bytes().at(0), '\xAD');
    }

    void formatsAreChosenAndKept()
    {
        m_editor->setBytes("aGVsbG8gd29ybGQ=");
        QCOMPARE(m_editor->format(), u"text"_s);
        choose("base64");
        QCOMPARE(code()->content(), u"hello world"_s);
        m_editor->setBytes("bW9yZQ==");
        QCOMPARE(m_editor->format(), u"base64"_s);
        QCOMPARE(code()->content(), u"more"_s);
        m_editor->setBytes("not base 64"); // falls back, and says why
        QCOMPARE(m_editor->format(), u"text"_s);
        QVERIFY2(label("largeValueText").contains(u"not Base64"), qPrintable(label("largeValueText")));
        m_editor->setBytes("bW9yZQ==");
        QCOMPARE(m_editor->format(), u"base64"_s);
        menuAction("formatMenu.auto")->trigger();
        QCOMPARE(m_editor->format(), u"text"_s);
        choose("cbor");
        QVERIFY(label("largeValueText").contains(u"CBOR"));
    }

    void rareFormatsAreInTheMenu()
    {
        m_editor->setBytes(samples::pickle2());
        auto *segments = find<SegmentedControl>("formatControl");
        QVERIFY(segments->segment(u"pickle"_s)->isVisible()); // it is on
        QVERIFY(!segments->segment(u"cbor"_s)->isVisible());
        QVERIFY(menuAction("formatMenu.cbor"));
        QVERIFY(!menuAction("formatMenu.pickle"));
    }

    void aNarrowBarLosesNothing()
    {
        m_editor->setBytes(R"({"a":1})");
        for (const int width : {1200, 700, 500, 380, 320}) {
            m_editor->resize(width, 400);
            QCoreApplication::sendPostedEvents();
            QCOMPARE(m_editor->width(), width);
            auto *segments = find<SegmentedControl>("formatControl");
            const QStringList ids = segments->ids();
            for (const QString &id : ids) {
                const bool shown = segments->segment(id)->isVisible();
                QVERIFY(shown != (menuAction("formatMenu." + id.toLatin1()) != nullptr));
            }
            QVERIFY(segments->segment(u"json"_s)->isVisible());
            QVERIFY(menuAction("formatMenu.format"));
            auto *more = find<QPushButton>("formatMore");
            QVERIFY2(more->geometry().right() <= width, qPrintable(QString::number(width)));
        }
    }

    void longJsonIsCheckedElsewhereWhileTyping()
    {
        QByteArray json = "[";
        for (int i = 0; i < 20'000; ++i)
            json += "{\"id\":" + QByteArray::number(i) + ",\"name\":\"some name\"},";
        json += "0]";
        QSignalSpy edited(m_editor.get(), &BytesEditor::edited);
        m_editor->setBytes(json);
        QTRY_VERIFY_WITH_TIMEOUT(code()->isVisible() && !code()->isFilling() && !code()->content().isEmpty(), 30'000);
        QVERIFY(!code()->isReadOnly());
        code()->moveCursor(QTextCursor::End);
        QTest::keyClick(code(), Qt::Key_Left);
        QTest::keyClicks(code(), u",1"_s);
        QCOMPARE(edited.count(), 0); // a moment later
        QTRY_COMPARE_WITH_TIMEOUT(edited.count(), 1, 30'000);
        QVERIFY(m_editor->bytes().endsWith("0,1]"));
        QCOMPARE(m_editor->bytes().size(), json.size() + 2);
        // And at once when somebody saves: exactly once, and nothing comes after it.
        QTest::keyClicks(code(), u"2"_s);
        m_editor->flush();
        QCOMPARE(edited.count(), 2);
        QVERIFY(m_editor->bytes().endsWith("0,12]"));
        QTest::keyClicks(code(), u","_s);
        QTRY_VERIFY_WITH_TIMEOUT(!m_editor->problem().isEmpty(), 30'000);
        QCOMPARE(edited.count(), 3);
    }

    void aMillionCharactersInALineStayUsable()
    {
        const QByteArray line(1'000'000, 'w');
        m_editor->setBytes(line);
        auto *paged = find<PagedText>("pagedText");
        QTRY_VERIFY(paged->isVisible() && paged->bytes() == line);
        QVERIFY(!find<QAbstractButton>("editAnyway")->isVisible());
        QVERIFY(label("largeValueText").contains(u"1,000,000"));
        QVERIFY(!menuAction("formatMenu.wrap")->isEnabled());
        choose("hex");
        QTRY_VERIFY(find<HexView>("hexView")->isVisible());
    }

    void wrappingIsSwitched()
    {
        m_editor->setBytes("some text");
        QCOMPARE(code()->lineWrapMode(), QPlainTextEdit::WidgetWidth);
        menuAction("formatMenu.wrap")->trigger();
        QCOMPARE(code()->lineWrapMode(), QPlainTextEdit::NoWrap);
        m_editor->setBytes("another text");
        QCOMPARE(code()->lineWrapMode(), QPlainTextEdit::NoWrap);
        menuAction("formatMenu.wrap")->trigger();
        QCOMPARE(code()->lineWrapMode(), QPlainTextEdit::WidgetWidth);
    }

    void findsInEveryFormat()
    {
        m_editor->setBytes(samples::messagePack());
        m_editor->openFind();
        auto *field = find<QLineEdit>("findField");
        QTest::keyClicks(field, u"tags"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(code()->textCursor().selectedText(), u"tags"_s);
        choose("hex");
        m_editor->openFind();
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(find<HexView>("hexView")->cursor(), samples::messagePack().indexOf("tags"));
    }

    void beginningsAreReadOnly()
    {
        m_editor->setBeginning(QByteArray("line\n").repeated(1000), 10'000'000);
        QVERIFY(find<PagedText>("pagedText")->isVisible());
        QVERIFY(label("detectedFormat").startsWith(u"9.5 MB"));
        auto *segments = find<SegmentedControl>("formatControl");
        QVERIFY(!segments->segment(u"json"_s)->isEnabled());
        QVERIFY(segments->segment(u"hex"_s)->isEnabled());
    }

    void overAMegabyteIsEditedAsText()
    {
        const QByteArray text = QByteArray("0123456789abcde\n").repeated(120'000); // 1.9 MB
        m_editor->setEditLimit(7 * 1024 * 1024);
        m_editor->setBytes(text);
        QTRY_VERIFY_WITH_TIMEOUT(code()->isVisible() && !code()->isFilling() && !code()->content().isEmpty(), 60'000);
        QTest::keyClicks(code(), u"x"_s);
        m_editor->flush();
        QCOMPARE(m_editor->bytes(), "x" + text);
        m_editor->setEditLimit(1024 * 1024);
        m_editor->setBytes(text);
        QVERIFY(find<PagedText>("pagedText")->isVisible());
        QVERIFY(label("largeValueText").contains(u"can be read here, not edited"));
    }

    void lockedAndBusyEditorsTakeNoKeys()
    {
        m_editor->setBytes("text");
        m_editor->setMayWrite(false);
        QTest::keyClicks(code(), u"x"_s);
        QCOMPARE(m_editor->bytes(), "text"_ba);
        m_editor->setMayWrite(true);
        m_editor->setEditable(false);
        QTest::keyClicks(code(), u"x"_s);
        QCOMPARE(m_editor->bytes(), "text"_ba);
        m_editor->setEditable(true);
        QTest::keyClicks(code(), u"x"_s);
        QCOMPARE(m_editor->bytes(), "xtext"_ba);
    }

    void anOwnerThatEchoesLeavesTheCaret()
    {
        connect(m_editor.get(), &BytesEditor::edited, m_editor.get(),
                [this](const QByteArray &bytes) { m_editor->setBytes(bytes); });
        m_editor->setBytes("abc");
        QTest::keyClicks(code(), u"xyz"_s);
        QCOMPARE(m_editor->bytes(), "xyzabc"_ba);
        QCOMPARE(code()->textCursor().position(), 3);
    }
};

QTEST_MAIN(TestBytesEditor)
#include "tst_byteseditor.moc"
