// SPDX-License-Identifier: GPL-3.0-or-later
// Counters, bitmaps and HyperLogLogs against a real database, by mouse and keyboard.
#include "models/values/openkey.h"
#include "models/values/stringspecials.h"
#include "tests/models/values/databasefixture.h"
#include "ui/values/bitgrid.h"
#include "ui/values/byteseditor.h"
#include "ui/values/codeeditor.h"
#include "ui/values/stringeditor.h"

#include <QAbstractButton>
#include <QCoroTask>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

class TestStringSpecials : public QObject {
    Q_OBJECT

private:
    Theme m_theme;
    DatabaseFixture m_database;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<StringDocument> m_document;
    std::unique_ptr<StringEditor> m_editor;

    void open(const QByteArray &key)
    {
        m_editor.reset();
        m_document = std::make_unique<StringDocument>(m_session.get(), key);
        m_editor = std::make_unique<StringEditor>(&m_theme, m_document.get(), Environment::Sandbox);
        m_editor->resize(900, 500);
        m_editor->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_editor.get()));
        reload();
    }
    void reload()
    {
        const auto opened = QCoro::waitFor(
            openKey(m_session.get(), m_document->key(), ValueKind::String, Purpose::Browse, std::stop_token()));
        QVERIFY(opened);
        m_document->take(*opened);
    }
    template <typename T> T *find(const char *name) { return m_editor->findChild<T *>(QLatin1String(name)); }
    void click(const char *name)
    {
        auto *button = find<QAbstractButton>(name);
        QVERIFY2(button && button->isVisible(), name);
        QTRY_VERIFY2(button->isEnabled(), name);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    QString label(const char *name) { return find<QLabel>(name)->text(); }

private slots:
    void initTestCase()
    {
        m_theme.apply(qApp);
        const bool started = m_database.start();
        QVERIFY2(started, m_database.errorText().constData());
    }
    void init() { m_session = m_database.session(); }
    void cleanup()
    {
        m_editor.reset();
        m_document.reset();
        m_session.reset();
        m_database.flush();
    }

    void recognisesItsForms()
    {
        QVERIFY(isHyperLogLog("HYLL" + QByteArray(12, '\0')));
        QVERIFY(!isHyperLogLog("HYLL"));
        QVERIFY(!isHyperLogLog("hello, this is a text"));
        QCOMPARE(bitCount(QByteArray("\xFF\x01\x00", 3)), 9);
        QVERIFY(bitAt("\x80", 0));
        QVERIFY(!bitAt("\x80", 7));
        QVERIFY(!bitAt("\x80", 8));
    }

    void countsOnTheServer()
    {
        (void)m_database.redis({"SET", "counter", "41", "PX", "600000"});
        open("counter");
        (void)m_database.redis({"INCRBY", "counter", "100"}); // somebody else counts too
        click("numberPlus");
        QTRY_COMPARE(m_database.get("counter"), "142"_ba);
        QTRY_COMPARE(m_document->current(), "142"_ba);
        QVERIFY(!m_document->isDirty());
        QVERIFY(m_database.pttl("counter") > 500'000);
        auto *step = find<QSpinBox>("numberStep");
        step->setFocus();
        step->selectAll();
        QTest::keyClicks(step, u"25"_s);
        click("numberMinus");
        QTRY_COMPARE(m_database.get("counter"), "117"_ba);
        // Back by the inverse, whatever happened meanwhile.
        (void)m_database.redis({"INCR", "counter"});
        click("numberUndo");
        QTRY_COMPARE(m_database.get("counter"), "143"_ba);
        click("numberUndo");
        QTRY_COMPARE(m_database.get("counter"), "142"_ba);
        QTRY_VERIFY(!find<QAbstractButton>("numberUndo")->isVisible());
    }

    void numbersOf64BitsAreExact()
    {
        (void)m_database.redis({"SET", "counter", "9007199254740993"});
        open("counter");
        click("numberPlus");
        QTRY_COMPARE(m_document->current(), "9007199254740994"_ba);
        (void)m_database.redis({"SET", "counter", "9223372036854775807"});
        reload();
        click("numberPlus");
        QTRY_VERIFY(find<QLabel>("stringMessage")->isVisible());
        QCOMPARE(m_database.get("counter"), "9223372036854775807"_ba);
    }

    void aCounterThatIsGoneIsNotMadeAgain()
    {
        (void)m_database.redis({"SET", "counter", "1"});
        open("counter");
        (void)m_database.redis({"DEL", "counter"});
        click("numberPlus");
        QTRY_VERIFY(label("stringMessage").contains(u"Changed on the server"));
        QCOMPARE(m_database.type("counter"), "none"_ba);
        (void)m_database.redis({"SADD", "counter", "m"});
        click("numberPlus");
        QTRY_VERIFY(label("stringMessage").contains(u"Changed on the server"));
        QCOMPARE(m_database.type("counter"), "set"_ba);
    }

    void anEditComesFirst()
    {
        (void)m_database.redis({"SET", "counter", "1"});
        open("counter");
        QTest::keyClicks(find<CodeEditor>("codeEditor"), u"5"_s);
        QVERIFY(m_document->isDirty());
        QVERIFY(!find<QAbstractButton>("numberPlus")->isEnabled());
        m_document->discard();
        QVERIFY(find<QAbstractButton>("numberPlus")->isEnabled());
        m_editor->setMayWrite(false);
        QVERIFY(!find<QAbstractButton>("numberPlus")->isEnabled());
        QVERIFY(find<QAbstractButton>("numberPlus")->toolTip().contains(u"Read-only"));
    }

    void bitsAreSwitchedOnTheServer()
    {
        (void)m_database.redis({"SET", "bits", QByteArray("\x00\x81\x00\x01", 4)});
        open("bits");
        click("showBits");
        QVERIFY2(label("bitSummary").contains(u"3 of 32"), qPrintable(label("bitSummary")));
        auto *grid = find<BitGrid>("bitGrid");
        QTest::mouseClick(grid->viewport(), Qt::LeftButton, {}, grid->cellRect(2).center());
        QCOMPARE(grid->cursor(), 2);
        QCOMPARE(find<QLineEdit>("bitOffset")->text(), u"2"_s);
        click("bitSwitch");
        QTRY_COMPARE(m_database.get("bits"), QByteArray("\x20\x81\x00\x01", 4));
        QTRY_VERIFY(label("bitSummary").contains(u"4 of 32"));
        QVERIFY(!m_document->isDirty());
        grid->setFocus();
        QTest::keyClick(grid, Qt::Key_Space);
        QTRY_COMPARE(m_database.get("bits"), QByteArray("\x00\x81\x00\x01", 4));
        // Somebody else was faster: nothing is written.
        (void)m_database.redis({"SETBIT", "bits", "2", "1"});
        QTRY_VERIFY(find<QAbstractButton>("bitSwitch")->isEnabled());
        click("bitSwitch");
        QTRY_VERIFY(label("stringMessage").contains(u"Changed on the server"));
        QCOMPARE(m_database.get("bits"), QByteArray("\x20\x81\x00\x01", 4));
    }

    void countsDifferentElements()
    {
        QByteArrayList add{"PFADD", "visitors"};
        for (int i = 0; i < 100; ++i)
            add << "user:" + QByteArray::number(i);
        (void)m_database.redis(add);
        (void)m_database.redis({"PEXPIRE", "visitors", "600000"});
        open("visitors");
        const qint64 before = m_session->meter()->commands();
        QVERIFY(find<QWidget>("uniquePanel")->isVisible());
        QVERIFY(!find<QAbstractButton>("showBits")->isVisible());
        QCOMPARE(m_session->meter()->commands(), before); // nothing is asked until somebody wants to know
        click("uniqueAsk");
        QTRY_VERIFY2(label("uniqueCount").contains(u"about"), qPrintable(label("uniqueCount")));
        QCOMPARE(m_session->meter()->commands(), before + 1);
        const qlonglong count = m_database.redis({"PFCOUNT", "visitors"}).toLongLong();
        QVERIFY(label("uniqueCount").contains(QString::number(count)));
        auto *element = find<QLineEdit>("uniqueElement");
        QTest::keyClicks(element, u"somebody new"_s);
        QTest::keyClick(element, Qt::Key_Return);
        QTRY_VERIFY(label("uniqueCount").contains(u"the estimate changed"));
        QCOMPARE(m_document->current(), m_database.get("visitors")); // before a count, which notes what it found
        QCOMPARE(m_database.redis({"PFADD", "visitors", "somebody new"}).toLongLong(), 0);
        QVERIFY(m_database.pttl("visitors") > 500'000);
        QVERIFY(!m_document->isDirty());
    }

    void diesInTheMiddle()
    {
        (void)m_database.redis({"SET", "counter", "1"});
        open("counter");
        click("numberPlus");
        m_editor.reset();
        m_document.reset();
        QVERIFY(QCoro::waitFor(m_session->send(Command::of("PING"))));
    }
};

QTEST_MAIN(TestStringSpecials)
#include "tst_stringspecials.moc"
