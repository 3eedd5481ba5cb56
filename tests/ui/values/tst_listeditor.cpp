// SPDX-License-Identifier: GPL-3.0-or-later
// A list edited by mouse and keyboard against a real database.
#include "models/session/writelock.h"
#include "tests/ui/values/valuepanefixture.h"
#include "ui/values/codeeditor.h"
#include "ui/values/elementtable.h"

#include <QAction>
#include <QMenu>
#include <QSpinBox>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

class TestListEditor : public QObject {
    Q_OBJECT

private:
    ValuePaneFixture m_window;

    QByteArrayList elements() const
    {
        QByteArrayList list;
        const QVariantList read = m_window.database.redis({"LRANGE", "k", "0", "-1"}).toList();
        for (const QVariant &element : read)
            list.append(element.toByteArray());
        return list;
    }
    ElementTable *table() { return m_window.find<ElementTable>("collectionTable"); }
    CodeEditor *value() { return m_window.find<CodeEditor>("codeEditor"); }
    void choose(int row)
    {
        const QRect cell = table()->visualRect(table()->model()->index(row, 1));
        QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, cell.center());
    }
    void trigger(const char *action)
    {
        QVERIFY(m_window.click("elementMenu"));
        QTRY_VERIFY(m_window.find<QMenu>("elementActions"));
        auto *menu = m_window.find<QMenu>("elementActions");
        auto *found = menu->findChild<QAction *>(QLatin1String(action));
        QVERIFY2(found && found->isEnabled(), action);
        found->trigger();
        menu->close();
    }
    void typeValue(const QString &text)
    {
        QTRY_VERIFY(value());
        value()->setFocus();
        QTest::keyClick(value(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(value(), text);
    }

private slots:
    void initTestCase()
    {
        const bool started = m_window.startDatabase();
        QVERIFY2(started, m_window.database.errorText().constData());
    }
    void init()
    {
        (void)m_window.database.redis({"RPUSH", "k", "a", "b", "c"});
        (void)m_window.database.redis({"PEXPIRE", "k", "600000"});
        m_window.open();
        QVERIFY(m_window.openKey("k"));
        QTRY_VERIFY(table());
    }
    void cleanup()
    {
        m_window.close();
        m_window.database.flush();
    }

    void elementsAreChangedPushedInsertedAndRemoved()
    {
        choose(1);
        typeValue(u"changed"_s);
        QTRY_VERIFY(m_window.find<QWidget>("saveBar"));
        QVERIFY(m_window.click("pushHead"));
        typeValue(u"head"_s);
        QVERIFY(m_window.click("pushTail"));
        typeValue(u"tail"_s);
        choose(1); // a
        trigger("insertAfterAction");
        typeValue(u"between"_s);
        choose(4); // c
        QTest::keyClick(table(), Qt::Key_Delete);
        QTRY_VERIFY(m_window.label("saveBarEdited").startsWith(u"5"));
        QVERIFY(m_window.click("saveButton"));
        QTRY_COMPARE(elements(), (QByteArrayList{"head", "a", "between", "changed", "tail"}));
        QVERIFY(m_window.database.pttl("k") > 500'000);
        QTRY_COMPARE(table()->model()->rowCount(), 5);
        QTRY_VERIFY(!m_window.find<QWidget>("saveBar"));
    }

    void aConflictKeepsTheEdit()
    {
        choose(1);
        typeValue(u"mine"_s);
        (void)m_window.database.redis({"LSET", "k", "1", "theirs"});
        QTRY_VERIFY(m_window.find<QAbstractButton>("saveButton"));
        QVERIFY(m_window.click("saveButton"));
        QTRY_VERIFY(m_window.banner().contains(u"Changed on the server"_s));
        QVERIFY(m_window.click("reviewButton"));
        QTRY_VERIFY(m_window.find<QAbstractButton>("reviewKeepMine"));
        QVERIFY(m_window.click("reviewKeepMine"));
        QTRY_COMPARE(elements(), (QByteArrayList{"a", "mine", "c"}));
    }

    void findsGoesAndTrims()
    {
        QVERIFY(m_window.type("elementFilter", u"c"_s));
        QTest::keyClick(m_window.find<QLineEdit>("elementFilter"), Qt::Key_Return);
        QTRY_COMPARE(table()->currentIndex().row(), 2);
        QVERIFY(m_window.type("elementFilter", u"nowhere"_s));
        QTest::keyClick(m_window.find<QLineEdit>("elementFilter"), Qt::Key_Return);
        QTRY_VERIFY(m_window.label("collectionShown").contains(u"no such element"_s));
        QVERIFY(m_window.type("goToIndex", u"1"_s));
        QTest::keyClick(m_window.find<QLineEdit>("goToIndex"), Qt::Key_Return);
        QTRY_COMPARE(table()->currentIndex().row(), 1);
        trigger("trimListAction");
        QTRY_VERIFY(m_window.find<QSpinBox>("trimCount"));
        m_window.find<QSpinBox>("trimCount")->setValue(1);
        QVERIFY(m_window.click("trimConfirm"));
        QTRY_COMPARE(elements(), (QByteArrayList{"a"}));
    }

    void aLockedWindowWritesNothing()
    {
        choose(1);
        m_window.session->writeLock()->lock();
        QVERIFY(!m_window.click("pushHead"));
        QTest::keyClick(table(), Qt::Key_Delete);
        QTRY_VERIFY(value());
        QVERIFY(value()->isReadOnly());
        QVERIFY(!m_window.find<QWidget>("saveBar"));
        QCOMPARE(elements().size(), 3);
    }
};

QTEST_MAIN(TestListEditor)
#include "tst_listeditor.moc"
