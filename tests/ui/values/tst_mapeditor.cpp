// SPDX-License-Identifier: GPL-3.0-or-later
// Hashes, sets and sorted sets edited by mouse and keyboard against a real database.
#include "models/base/bytetext.h"
#include "tests/models/values/fieldttlserver.h"
#include "tests/ui/values/valuepanefixture.h"
#include "ui/values/byteseditor.h"
#include "ui/values/codeeditor.h"
#include "ui/values/elementtable.h"

#include <QAction>
#include <QClipboard>
#include <QLineEdit>
#include <QMenu>
#include <QRadioButton>
#include <QSpinBox>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

class TestMapEditor : public QObject {
    Q_OBJECT

private:
    ValuePaneFixture m_window;

    QByteArray field(const QByteArray &name) { return m_window.database.redis({"HGET", "k", name}).toByteArray(); }
    ElementTable *table() { return m_window.find<ElementTable>("collectionTable"); }
    CodeEditor *value() { return m_window.find<CodeEditor>("codeEditor"); }
    int rowOf(const QString &name)
    {
        ElementTable *shown = table();
        for (int row = 0; shown && row < shown->model()->rowCount(); ++row) {
            for (int column = 0; column < shown->model()->columnCount(); ++column) {
                if (shown->model()->index(row, column).data().toString() == name)
                    return row;
            }
        }
        return -1;
    }
    void choose(const QString &name)
    {
        const int row = rowOf(name);
        QVERIFY2(row >= 0, qPrintable(name));
        const QRect cell = table()->visualRect(table()->model()->index(row, 0));
        QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, cell.center());
    }
    void makeHash()
    {
        (void)m_window.database.redis({"HSET", "k", "name", "Mira", "plan", "team", "prefs", R"({"a":1})"});
        (void)m_window.database.redis({"PEXPIRE", "k", "600000"});
    }

private slots:
    void initTestCase()
    {
        const bool started = m_window.startDatabase();
        QVERIFY2(started, m_window.database.errorText().constData());
    }
    void init() { m_window.open(); }
    void cleanup()
    {
        m_window.close();
        m_window.database.flush();
    }

    void aFieldIsEditedAndSavedByKeyboard()
    {
        makeHash();
        QVERIFY(m_window.openKey("k"));
        QTRY_VERIFY(table());
        QCOMPARE(table()->model()->rowCount(), 3);
        choose(u"plan"_s);
        QTRY_VERIFY(value());
        QCOMPARE(value()->toPlainText(), u"team"_s);
        QTest::keyClick(table(), Qt::Key_Return);
        QTRY_VERIFY(value()->hasFocus());
        QTest::keyClick(value(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(value(), u"solo"_s);
        QTRY_VERIFY(m_window.find<QWidget>("saveBar"));
        QTRY_VERIFY(m_window.label("saveBarEdited").startsWith(u"1"));
        QVERIFY(m_window.label("saveBarCost").contains(u"HSET"_s));
        QTest::keyClick(value(), Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(field("plan"), "solo"_ba);
        QTRY_VERIFY(!m_window.find<QWidget>("saveBar"));
        QCOMPARE(field("name"), "Mira"_ba);
        QVERIFY(m_window.database.pttl("k") > 500'000);
    }

    void fieldsAreAddedRenamedAndRemoved()
    {
        makeHash();
        QVERIFY(m_window.openKey("k"));
        QTRY_VERIFY(table());
        QVERIFY(m_window.click("addElement"));
        QTRY_VERIFY(m_window.find<QLineEdit>("elementName"));
        QVERIFY(m_window.type("elementName", u"name"_s));
        QVERIFY(!m_window.click("elementStage")); // taken
        QVERIFY(m_window.type("elementName", u"new\\x01"_s));
        auto *entered = m_window.find<CodeEditor>("elementValue");
        QVERIFY(entered);
        entered->setFocus();
        QTest::keyClicks(entered, u"fresh"_s);
        QVERIFY(m_window.click("elementStage"));
        QTRY_COMPARE(table()->model()->rowCount(), 4);
        choose(u"plan"_s);
        QTest::keyClick(table(), Qt::Key_F2);
        QTRY_VERIFY(m_window.find<QLineEdit>("elementName"));
        QVERIFY(m_window.type("elementName", u"tier"_s));
        QTest::keyClick(m_window.find<QLineEdit>("elementName"), Qt::Key_Return);
        QTRY_VERIFY(rowOf(u"tier"_s) >= 0);
        choose(u"prefs"_s);
        QTest::keyClick(table(), Qt::Key_Delete);
        QTRY_VERIFY(m_window.label("saveBarEdited").startsWith(u"3"));
        QVERIFY(m_window.click("saveButton"));
        QTRY_COMPARE(field("new\x01"), "fresh"_ba);
        QCOMPARE(field("tier"), "team"_ba);
        QCOMPARE(m_window.database.redis({"HLEN", "k"}).toInt(), 3);
        QTRY_COMPARE(table()->model()->rowCount(), 3);
    }

    void aConflictIsReviewedFieldByField()
    {
        makeHash();
        QVERIFY(m_window.openKey("k"));
        QTRY_VERIFY(table());
        for (const QString &name : {u"name"_s, u"plan"_s}) {
            choose(name);
            QTRY_VERIFY(value());
            value()->setFocus();
            QTest::keyClick(value(), Qt::Key_A, Qt::ControlModifier);
            QTest::keyClicks(value(), u"mine"_s);
        }
        QTRY_VERIFY(m_window.label("saveBarEdited").startsWith(u"2"));
        (void)m_window.database.redis({"HSET", "k", "name", "theirs", "plan", "theirs"});
        QVERIFY(m_window.click("saveButton"));
        QTRY_VERIFY(m_window.banner().contains(u"Changed on the server"_s));
        QVERIFY2(m_window.banner().contains(u"2 field"_s) && m_window.banner().contains(u"differ"_s),
                 qPrintable(m_window.banner()));
        QCOMPARE(field("name"), "theirs"_ba);
        QVERIFY(m_window.click("reviewButton"));
        QTRY_VERIFY(m_window.find<QRadioButton>("reviewChoice1_2"));
        m_window.find<QRadioButton>("reviewChoice1_2")->click(); // the server's name
        QVERIFY(m_window.click("reviewSave"));
        QTRY_COMPARE(field("plan"), "mine"_ba);
        QCOMPARE(field("name"), "theirs"_ba);
        QTRY_VERIFY(m_window.banner().isEmpty());
    }

    void readOnlyAndDiscard()
    {
        makeHash();
        QVERIFY(m_window.openKey("k"));
        QTRY_VERIFY(table());
        choose(u"name"_s);
        m_window.session->writeLock()->lock();
        QVERIFY(!m_window.click("addElement"));
        QTest::keyClick(table(), Qt::Key_Delete);
        QVERIFY(!m_window.find<QWidget>("saveBar"));
        QTRY_VERIFY(value());
        QVERIFY(value()->isReadOnly());
        m_window.open();
        QVERIFY(m_window.openKey("k"));
        QTRY_VERIFY(table());
        choose(u"name"_s);
        QTest::keyClick(table(), Qt::Key_Delete);
        QTRY_VERIFY(m_window.find<QWidget>("saveBar"));
        QVERIFY(m_window.click("discardButton"));
        QTRY_VERIFY(!m_window.find<QWidget>("saveBar"));
        QCOMPARE(field("name"), "Mira"_ba);
    }

    void theFilterIsFreeAndTheSearchSaysItsPrice()
    {
        for (int batch = 0; batch < 30; ++batch) {
            QByteArrayList command{"HSET", "k"};
            for (int i = 0; i < 100; ++i)
                command << "f" + QByteArray::number(batch * 100 + i) << "v";
            (void)m_window.database.redis(command);
        }
        QVERIFY(m_window.openKey("k"));
        QTRY_VERIFY(table());
        const qint64 commands = m_window.session->meter()->commands();
        QVERIFY(commands <= 3 + 2); // TYPE, PTTL, HLEN, HSCAN; the type was not known
        QVERIFY(m_window.type("elementFilter", u"2999"_s));
        QTRY_VERIFY(m_window.find<QAbstractButton>("searchAllButton"));
        QCOMPARE(m_window.session->meter()->commands(), commands);
        QVERIFY(m_window.find<QAbstractButton>("searchAllButton")->text().contains(u"3,000"_s));
        QTest::keyClick(m_window.find<QLineEdit>("elementFilter"), Qt::Key_Return);
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        QTRY_VERIFY(rowOf(u"f2999"_s) == 0);
        QTest::keyClick(m_window.find<QLineEdit>("elementFilter"), Qt::Key_Escape);
        QTRY_VERIFY(table()->model()->rowCount() > 1);
    }

    void scoresAreEditedExactly()
    {
        (void)m_window.database.redis({"ZADD", "k", "10", "ada", "20", "bob", "0.1", "cy"});
        QVERIFY(m_window.openKey("k"));
        QTRY_VERIFY(table());
        QCOMPARE(rowOf(u"bob"_s), 0);
        choose(u"ada"_s);
        QTRY_VERIFY(m_window.find<QLineEdit>("scoreField"));
        QCOMPARE(m_window.find<QLineEdit>("scoreField")->text(), u"10"_s);
        QVERIFY(m_window.type("scoreField", u"oops"_s));
        QVERIFY(!m_window.click("saveButton"));
        QVERIFY(m_window.type("scoreField", u"1e2"_s));
        QTRY_VERIFY(m_window.find<QAbstractButton>("saveButton"));
        QVERIFY2(m_window.click("saveButton"), qPrintable(m_window.find<QAbstractButton>("saveButton")->toolTip()));
        QTRY_COMPARE(m_window.database.redis({"ZSCORE", "k", "ada"}).toByteArray(), "100"_ba);
        QTRY_COMPARE(rowOf(u"ada"_s), 0);
        QVERIFY(m_window.type("elementFilter", u"cy"_s));
        QTest::keyClick(m_window.find<QLineEdit>("elementFilter"), Qt::Key_Return);
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        QVERIFY(m_window.type("elementFilter", u"nobody"_s));
        QTest::keyClick(m_window.find<QLineEdit>("elementFilter"), Qt::Key_Return);
        QTRY_VERIFY(m_window.label("collectionShown").contains(u"no member"_s));
    }

    void placesAreShownAsTheServerSeesThem()
    {
        (void)m_window.database.redis({"GEOADD", "k", "13.361389", "38.115556", "Palermo"});
        QVERIFY(m_window.openKey("k"));
        QTRY_VERIFY(table());
        QVERIFY(m_window.click("elementMenu"));
        QTRY_VERIFY(m_window.find<QMenu>("elementActions"));
        auto *menu = m_window.find<QMenu>("elementActions");
        menu->findChild<QAction *>(u"showCoordinatesAction"_s)->trigger();
        menu->close();
        QCOMPARE(table()->model()->columnCount(), 4);
        const QStringList shown = table()->model()->index(0, 3).data().toString().split(u", "_s);
        const QVariantList served = m_window.database.redis({"GEOPOS", "k", "Palermo"}).toList().first().toList();
        QCOMPARE(shown.size(), 2);
        QVERIFY(qAbs(shown.at(0).toDouble() - served.at(1).toDouble()) < 0.00001);
        QVERIFY(qAbs(shown.at(1).toDouble() - served.at(0).toDouble()) < 0.00001);
    }

    void fieldsExpireOnScreenAndByHand()
    {
        makeHash();
        FieldTtlServer server(&m_window.database.sandbox());
        server.expiry.insert("plan", FieldTtlServer::now() + 252'000);
        m_window.open(Environment::Development, server.url());
        QVERIFY(m_window.openKey("k"));
        QTRY_VERIFY(table());
        QTRY_COMPARE(table()->model()->columnCount(), 3);
        const auto left = [this](const QString &name) {
            return table()->model()->index(rowOf(name), 2).data().toString();
        };
        QTRY_VERIFY2(left(u"plan"_s).startsWith(u"4m "), qPrintable(left(u"plan"_s)));
        QCOMPARE(left(u"name"_s), u"–"_s);
        // Two fields at once, by the menu.
        choose(u"name"_s);
        const QRect cell = table()->visualRect(table()->model()->index(rowOf(u"prefs"_s), 0));
        QTest::mouseClick(table()->viewport(), Qt::LeftButton, Qt::ControlModifier, cell.center());
        QVERIFY(m_window.click("elementMenu"));
        QTRY_VERIFY(m_window.find<QMenu>("elementActions"));
        auto *menu = m_window.find<QMenu>("elementActions");
        menu->findChild<QAction *>(u"fieldTtlAction"_s)->trigger();
        menu->close();
        QTRY_VERIFY(m_window.find<QSpinBox>("ttlAmount"));
        m_window.find<QSpinBox>("ttlAmount")->setValue(3);
        QVERIFY(m_window.label("ttlOutcome").startsWith(u"Gone at"_s));
        QVERIFY(m_window.click("ttlSave"));
        QTRY_VERIFY(!m_window.find<QWidget>("fieldTtlPopup"));
        QCOMPARE(server.commandsNamed("HPEXPIRE").size(), 1);
        QVERIFY(server.expiry.value("name") > FieldTtlServer::now() + 10'000'000);
        QVERIFY(left(u"prefs"_s).startsWith(u"3h "_s) || left(u"prefs"_s).startsWith(u"2h "_s));
        // One that went away meanwhile is told, and another lives longer already.
        (void)m_window.database.redis({"HDEL", "k", "prefs"});
        server.expiry.remove("prefs");
        server.expiry.insert("name", FieldTtlServer::now() + 90'000'000);
        m_window.pane->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.pane.get()));
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_T, Qt::ControlModifier | Qt::AltModifier);
        QTRY_VERIFY(m_window.find<QWidget>("fieldTtlPopup"));
        QVERIFY(m_window.find<QAbstractButton>("ttlOnlyLonger")->isChecked());
        m_window.find<QSpinBox>("ttlAmount")->setValue(5);
        QVERIFY(m_window.click("ttlSave"));
        QTRY_VERIFY(m_window.label("ttlResult").contains(u"meanwhile"_s));
        QVERIFY(m_window.label("ttlResult").contains(u"longer"_s));
        m_window.find<QDialog>("fieldTtlPopup")->reject();
        QTRY_COMPARE(left(u"prefs"_s), u"Expired"_s);
        QTRY_VERIFY(left(u"name"_s).startsWith(u"1d "_s) || left(u"name"_s).startsWith(u"24h "_s)
                    || left(u"name"_s).startsWith(u"1d"_s));
        // Sorted by what ends first; a read-only window has no such entry.
        table()->sortByColumn(2, Qt::AscendingOrder);
        QCOMPARE(rowOf(u"prefs"_s), 0);
        QCOMPARE(rowOf(u"plan"_s), 1);
        m_window.session->writeLock()->lock();
        choose(u"plan"_s);
        m_window.pane->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.pane.get()));
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_T, Qt::ControlModifier | Qt::AltModifier);
        QVERIFY(!m_window.find<QWidget>("fieldTtlPopup"));
    }

    void aServerWithoutFieldExpiryHasNoColumn()
    {
        makeHash();
        QVERIFY(m_window.openKey("k"));
        QTRY_VERIFY(table());
        QTRY_COMPARE(m_window.session->capabilities()->support(Capabilities::Feature::HashFieldTtl),
                     Capabilities::Support::Missing);
        QCOMPARE(table()->model()->columnCount(), 2);
        choose(u"plan"_s);
        QVERIFY(m_window.click("elementMenu"));
        QTRY_VERIFY(m_window.find<QMenu>("elementActions"));
        auto *menu = m_window.find<QMenu>("elementActions");
        QVERIFY(!menu->findChild<QAction *>(u"fieldTtlAction"_s));
        menu->close();
    }

    void theWholeIsShownAsJsonAndRaw()
    {
        makeHash();
        (void)m_window.database.redis({"HSET", "k", "<b>x</b>", QByteArray("\xff")});
        QVERIFY(m_window.openKey("k"));
        QTRY_VERIFY(table());
        choose(u"plan"_s);
        QTRY_VERIFY(value());
        QTRY_VERIFY(m_window.session->capabilities()->support(Capabilities::Feature::HashFieldTtl)
                    != Capabilities::Support::Unknown);
        const qint64 commands = m_window.session->meter()->commands();
        const auto segment = [this](const QString &text) {
            const auto buttons = m_window.find<QWidget>("hashViews")->findChildren<QAbstractButton *>();
            for (QAbstractButton *button : buttons) {
                if (button->text() == text)
                    QTest::mouseClick(button, Qt::LeftButton);
            }
        };
        segment(u"JSON"_s);
        QTRY_VERIFY(value() && value()->content().contains(u"\"plan\": \"team\""_s));
        QVERIFY(!table());
        QVERIFY(value()->isReadOnly());
        QVERIFY(value()->content().contains(u"base64"_s));
        QVERIFY(m_window.label("hashTextNote").contains(u"4"_s));
        QTest::keyClick(value(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(value(), Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"\"name\": \"Mira\""_s));
        segment(u"Raw"_s);
        QTRY_VERIFY(value()->content().contains(u"\"<b>x</b>\""_s) && value()->content().contains(u"\"\\xff\""_s));
        m_window.pane->currentPage()->openFind();
        QTRY_VERIFY(m_window.find<QLineEdit>("findField"));
        QCOMPARE(m_window.session->meter()->commands(), commands);
        segment(u"Table"_s);
        QTRY_VERIFY(table());
        // What is not loaded is said.
        QByteArrayList command{"HSET", "k"};
        for (int i = 0; i < 3000; ++i)
            command << "f" + QByteArray::number(i) << "v";
        (void)m_window.database.redis(command);
        QVERIFY(m_window.click("reloadButton"));
        QTRY_VERIFY(table()->model()->rowCount() > 10);
        segment(u"JSON"_s);
        QTRY_VERIFY2(m_window.label("hashTextNote").contains(u"3,004"_s), qPrintable(m_window.label("hashTextNote")));
        QVERIFY(m_window.label("hashTextNote").contains(u"not loaded"_s));
    }

    void hostileAndBinaryNamesAreShownAsText()
    {
        (void)m_window.database.redis({"HSET", "k", "<b>x</b>", "<img src=file:///etc/passwd>", QByteArray("\0\xff", 2),
                                       QByteArray("\0\xfe", 2)});
        QVERIFY(m_window.openKey("k"));
        QTRY_VERIFY(table());
        QVERIFY(rowOf(u"<b>x</b>"_s) >= 0);
        QVERIFY(rowOf(displayText(QByteArray("\0\xff", 2))) >= 0);
    }

    void aPaneMayDieInTheMiddle()
    {
        makeHash();
        QVERIFY(m_window.openKey("k"));
        QTRY_VERIFY(table());
        choose(u"name"_s);
        QTest::keyClick(table(), Qt::Key_Delete);
        QTRY_VERIFY(m_window.find<QAbstractButton>("saveButton"));
        QVERIFY(m_window.click("saveButton"));
        m_window.close();
        QTRY_VERIFY(m_window.database.redis({"HEXISTS", "k", "plan"}).toInt() == 1);
    }
};

QTEST_MAIN(TestMapEditor)
#include "tst_mapeditor.moc"
