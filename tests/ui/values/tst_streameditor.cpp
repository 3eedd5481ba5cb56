// SPDX-License-Identifier: GPL-3.0-or-later
// The editor of streams in the real pane, by mouse and keyboard: what the window shows and what the database holds.
#include "models/base/bytetext.h"
#include "models/values/streamdocument.h"
#include "tests/ui/values/valuepanefixture.h"
#include "ui/values/byteseditor.h"
#include "ui/values/elementtable.h"
#include "ui/values/streamentriesview.h"
#include "ui/values/streamgroupsview.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

class TestStreamEditor : public QObject {
    Q_OBJECT

private:
    ValuePaneFixture m_pane;
    QList<Notice> m_notices;

    QVariant redis(const QByteArrayList &command) { return m_pane.database.redis(command); }
    void fill(int count)
    {
        (void)redis({"EVAL",
                     "for i=1,tonumber(ARGV[1]) do redis.call('XADD', KEYS[1], (1700000000000 + i * 1000) .. '-0', "
                     "'order', i, 'state', 'paid') end",
                     "1", "s", QByteArray::number(count)});
    }
    static QByteArray idOf(int number) { return QByteArray::number(1700000000000 + qint64(number) * 1000) + "-0"; }
    qlonglong length() { return redis({"XLEN", "s"}).toLongLong(); }
    void openStream(Environment environment = Environment::Development)
    {
        m_pane.open(environment);
        m_pane.session->setShown(true);
        connect(m_pane.pane.get(), &ValuePane::noticeRequested, this,
                [this](const Notice &notice) { m_notices.append(notice); });
        QVERIFY(m_pane.openKey("s"));
        QTRY_VERIFY(table());
    }
    ElementTable *table() { return m_pane.find<ElementTable>("streamTable"); }
    StreamTail *tail() { return m_pane.find<StreamEntriesView>("streamEntries")->tail(); }
    QByteArray idAt(int row) { return table()->model()->index(row, 0).data().toString().toLatin1(); }
    void selectRow(int row)
    {
        table()->setFocus();
        const QRect cell = table()->visualRect(table()->model()->index(row, 0));
        QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, cell.center());
    }
    bool choose(const char *menu, const char *action)
    {
        if (!QTest::qWaitFor([&] { return m_pane.find<QMenu>(menu) != nullptr; }, 5000))
            return false;
        auto *found = m_pane.find<QMenu>(menu);
        auto *entry = found->findChild<QAction *>(QLatin1String(action));
        if (!entry || !entry->isEnabled())
            return false;
        QTest::mouseClick(found, Qt::LeftButton, {}, found->actionGeometry(entry).center());
        return true;
    }
    void pickSegment(const char *control, const QString &id)
    {
        auto *segments = m_pane.find<SegmentedControl>(control);
        QVERIFY(segments);
        QTest::mouseClick(segments->segment(id), Qt::LeftButton);
    }
    QString notice() { return m_notices.isEmpty() ? QString() : m_notices.last().text + m_notices.last().textAfter; }

private slots:
    void initTestCase()
    {
        const bool started = m_pane.startDatabase();
        QVERIFY2(started, m_pane.database.errorText().constData());
    }
    void cleanup()
    {
        m_pane.close();
        m_notices.clear();
        m_pane.database.flush();
    }

    void showsEntriesAndTheChosenOneInFull()
    {
        fill(250);
        const QByteArray binary("\x00\xff\x01", 3);
        (void)redis({"XADD", "s", idOf(251), "<b>bold</b>", "<img src=x>", "bytes", binary});
        openStream();
        QCOMPARE(idAt(0), idOf(251));
        QVERIFY(m_pane.label("streamShown").contains(u"100"_s));
        QVERIFY(m_pane.label("streamFacts").contains(u"251 entries"_s));
        QVERIFY(!m_pane.find<QWidget>("streamEntryPane"));
        QCOMPARE(table()->model()->index(0, 2).data().toString(),
                 u"<b>bold</b>=<img src=x>   bytes="_s + displayText(QByteArray("\0\xff\x01", 3)));
        selectRow(0);
        QTRY_VERIFY(m_pane.find<QWidget>("streamEntryPane"));
        auto *fields = m_pane.find<ElementTable>("streamFields");
        QCOMPARE(fields->model()->rowCount(), 2);
        auto *bytes = m_pane.find<BytesEditor>("streamValueBytes");
        QCOMPARE(bytes->bytes(), "<img src=x>"_ba);
        // Down in the fields shows the next value: bytes as hex.
        fields->setFocus();
        QTest::keyClick(fields, Qt::Key_Down);
        QCOMPARE(bytes->bytes(), binary);
        QTRY_COMPARE(bytes->format(), u"hex"_s);
        const qint64 requests = m_pane.session->meter()->requests();
        // Another entry costs nothing.
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_Down);
        QCOMPARE(m_pane.label("streamEntryTitle"), QString::fromLatin1(idOf(250)));
        QCOMPARE(m_pane.session->meter()->requests(), requests);
    }

    void scrollsOnDemandAndJumps()
    {
        fill(1000);
        openStream();
        const qint64 requests = m_pane.session->meter()->requests();
        table()->verticalScrollBar()->setValue(table()->verticalScrollBar()->maximum());
        QTRY_COMPARE(table()->model()->rowCount(), 200);
        QCOMPARE(m_pane.session->meter()->requests() - requests, 1);
        // The other end by one key, and back.
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_End);
        QTRY_COMPARE(idAt(table()->model()->rowCount() - 1), idOf(1));
        QTest::keyClick(table(), Qt::Key_Home);
        QTRY_COMPARE(idAt(0), idOf(1000));
        // Somewhere by its ID: what is around it can be scrolled to without a jump.
        QVERIFY(m_pane.click("streamRange"));
        QVERIFY(m_pane.type("streamPlace", QString::fromLatin1(idOf(500))));
        QTest::keyClick(m_pane.find<QLineEdit>("streamPlace"), Qt::Key_Return);
        QTRY_COMPARE(table()->currentName(), idOf(500));
        const int top = table()->rowAt(0);
        QCOMPARE(idAt(top), idOf(500));
        table()->verticalScrollBar()->setValue(5);
        QTRY_COMPARE(table()->model()->rowCount(), 250);
        QTRY_COMPARE(idAt(table()->rowAt(0)), idOf(545)); // rows came above, the screen did not move
        // A range, and words for one that is none.
        QVERIFY(m_pane.type("streamFrom", QString::fromLatin1(idOf(10))));
        QVERIFY(m_pane.type("streamTo", QString::fromLatin1(idOf(20))));
        QVERIFY(m_pane.click("streamShowRange"));
        QTRY_COMPARE(table()->model()->rowCount(), 11);
        QCOMPARE(idAt(0), idOf(20));
        QVERIFY(m_pane.label("streamShown").contains(u"of the range"_s));
        pickSegment("streamOrder", u"oldest"_s);
        QTRY_COMPARE(idAt(0), idOf(10));
        QVERIFY(m_pane.type("streamFrom", u"yesterday"_s));
        QVERIFY(!m_pane.click("streamShowRange"));
        QVERIFY(m_pane.label("streamRangeHint").contains(u"no ID and no date"_s));
        QVERIFY(m_pane.click("streamShowAll"));
        QTRY_COMPARE(idAt(0), idOf(1));
        QVERIFY(m_pane.type("streamFrom", u"2001-01-01"_s));
        QVERIFY(m_pane.type("streamTo", u"2001-01-02"_s));
        QVERIFY(m_pane.click("streamShowRange"));
        QTRY_VERIFY(m_pane.find<QWidget>("streamEmpty"));
    }

    void findsInWhatIsLoaded()
    {
        fill(100);
        (void)redis({"XADD", "s", idOf(101), "order", "needle"});
        openStream();
        const qint64 requests = m_pane.session->meter()->requests();
        QTest::keyClick(table(), Qt::Key_Tab); // the pane keeps the focus somewhere
        m_pane.pane->currentPage()->openFind();
        QTest::keyClicks(QApplication::focusWidget(), u"needle"_s);
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        QVERIFY(m_pane.label("streamShown").startsWith(u"1 of"_s));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QTRY_COMPARE(table()->model()->rowCount(), 100);
        QCOMPARE(m_pane.session->meter()->requests(), requests);
    }

    void addsByKeyboard()
    {
        fill(2);
        openStream();
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_Insert);
        QTRY_VERIFY(m_pane.find<QDialog>("streamAddDialog"));
        QTest::keyClicks(m_pane.find<QLineEdit>("streamField"), u"note"_s);
        QTest::keyClicks(m_pane.find<QLineEdit>("streamValue"), u"line one\\n\\xff"_s);
        // An ID that is too small is told in the dialog, and what was typed stays.
        QVERIFY(m_pane.type("streamEntryId", u"5-0"_s));
        QVERIFY(m_pane.click("streamAddButton"));
        QTRY_VERIFY(m_pane.find<QAbstractButton>("streamAddButton")->isEnabled());
        QVERIFY(m_pane.find<QDialog>("streamAddDialog"));
        QCOMPARE(length(), 2);
        QVERIFY(m_pane.type("streamEntryId", u"*"_s));
        QVERIFY(m_pane.click("streamAddButton"));
        QTRY_VERIFY(!m_pane.find<QDialog>("streamAddDialog"));
        QCOMPARE(length(), 3);
        const QVariantList newest = redis({"XREVRANGE", "s", "+", "-", "COUNT", "1"}).toList().first().toList();
        QCOMPARE(newest.at(1).toList().at(1).toByteArray(), "line one\n\xff"_ba);
        QTRY_COMPARE(idAt(0), newest.first().toByteArray());
        QVERIFY2(notice().contains(u"Added"_s), qPrintable(notice()));
    }

    void deletesAfterAQuestionAndCopiesFirst()
    {
        fill(5);
        openStream();
        selectRow(0);
        QTest::keyClick(table(), Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(table(), Qt::Key_Delete);
        QTRY_VERIFY(m_pane.find<QDialog>("questionDialog"));
        QCOMPARE(length(), 5);
        QVERIFY(m_pane.click("questionSecondary"));
        QTRY_VERIFY(QGuiApplication::clipboard()->text().contains(QString::fromLatin1(idOf(4))));
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"state: paid"_s));
        QTRY_VERIFY(m_pane.find<QDialog>("questionDialog") && !m_pane.find<QAbstractButton>("questionSecondary"));
        QVERIFY(m_pane.click("questionAccept"));
        QTRY_COMPARE(length(), 3);
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        QVERIFY2(notice().contains(u"Deleted 2 entries"_s), qPrintable(notice()));
    }

    void copiesAndAddsACopyThatReplaces()
    {
        fill(3);
        openStream();
        selectRow(1);
        QTest::keyClick(table(), Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(QString::fromLatin1(idOf(2))));
        QVERIFY(m_pane.click("streamMore"));
        QVERIFY(choose("streamActions", "streamCopyCommands"));
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 u"XADD s "_s + QString::fromLatin1(idOf(2)) + u" order 2 state paid\n"_s);
        QVERIFY(m_pane.click("streamMore"));
        QVERIFY(choose("streamActions", "streamCopyEntryAction"));
        QTRY_VERIFY(m_pane.find<QDialog>("streamAddDialog"));
        QTest::mouseClick(m_pane.find<QCheckBox>("streamRemoveOriginal"), Qt::LeftButton, {}, QPoint(8, 8));
        QVERIFY(m_pane.find<QCheckBox>("streamRemoveOriginal")->isChecked());
        QVERIFY(m_pane.click("streamAddButton"));
        QTRY_VERIFY(redis({"XRANGE", "s", idOf(2), idOf(2)}).toList().isEmpty());
        QCOMPARE(length(), 3);
        const QVariantList newest = redis({"XREVRANGE", "s", "+", "-", "COUNT", "1"}).toList().first().toList();
        QCOMPARE(newest.at(1).toList().at(1).toByteArray(), "2"_ba);
    }

    void trimsAfterAPreview()
    {
        fill(30);
        openStream();
        QVERIFY(m_pane.click("streamMore"));
        QVERIFY(choose("streamActions", "streamTrimAction"));
        QTRY_VERIFY(m_pane.find<QDialog>("streamTrimDialog"));
        QVERIFY(!m_pane.click("streamTrimButton")); // not before it was seen
        QVERIFY(m_pane.type("streamTrimLimit", u"10"_s));
        QVERIFY(m_pane.click("streamTrimLook"));
        QTRY_VERIFY2(m_pane.label("streamTrimPreview").contains(u"Deletes 20 entries of 30"_s),
                     qPrintable(m_pane.label("streamTrimPreview")));
        QVERIFY(m_pane.click("streamTrimButton"));
        QTRY_VERIFY(m_pane.find<QDialog>("questionDialog"));
        QVERIFY(m_pane.click("questionAccept"));
        QTRY_COMPARE(length(), 10);
        QTRY_COMPARE(table()->model()->rowCount(), 10);
    }

    void liveComesInOnTopOrWaits()
    {
        fill(100);
        openStream();
        QVERIFY(m_pane.click("streamLive"));
        QVERIFY(choose("streamLiveMenu", "streamLive10"));
        QCOMPARE(tail()->interval(), 10);
        QVERIFY(m_pane.find<QAbstractButton>("streamLive")->text().contains(u"10 s"_s));
        (void)redis({"XADD", "s", idOf(101), "order", "101"});
        tail()->look();
        QTRY_COMPARE(idAt(0), idOf(101));
        // Reading further down, nothing moves; a button tells.
        table()->verticalScrollBar()->setValue(30);
        const QByteArray top = idAt(table()->rowAt(0));
        (void)redis({"XADD", "s", idOf(102), "order", "102"});
        (void)redis({"XADD", "s", idOf(103), "order", "103"});
        tail()->look();
        QTRY_VERIFY(m_pane.find<QAbstractButton>("streamNew"));
        QCOMPARE(m_pane.find<QAbstractButton>("streamNew")->text(), u"2 new"_s);
        QCOMPARE(idAt(table()->rowAt(0)), top);
        QVERIFY(m_pane.click("streamNew"));
        QTRY_COMPARE(idAt(0), idOf(103));
        QTRY_VERIFY(!m_pane.find<QAbstractButton>("streamNew"));
        QCOMPARE(m_pane.session->meter()->commands(Purpose::Poll), 2);
        // What it cannot read pauses it, with a way on.
        (void)redis({"DEL", "s"});
        (void)redis({"SET", "s", "x"});
        tail()->look();
        QTRY_VERIFY(m_pane.find<QWidget>("streamPaused"));
        (void)redis({"DEL", "s"});
        fill(3);
        QVERIFY(m_pane.click("streamResume"));
        QTRY_VERIFY(!m_pane.find<QWidget>("streamPaused"));
        QCOMPARE(tail()->pause(), StreamTail::Pause::None);
    }

    void groupsCostNothingUntilTheyAreShown()
    {
        fill(10);
        (void)redis({"XGROUP", "CREATE", "s", "workers", "0"});
        (void)redis({"XREADGROUP", "GROUP", "workers", "w1", "COUNT", "5", "STREAMS", "s", ">"});
        openStream();
        const qint64 requests = m_pane.session->meter()->requests();
        pickSegment("streamTabs", u"groups"_s);
        QTRY_VERIFY(m_pane.find<ElementTable>("streamPendingTable"));
        auto *pending = m_pane.find<ElementTable>("streamPendingTable");
        QTRY_COMPARE(pending->model()->rowCount(), 5);
        QCOMPARE(m_pane.session->meter()->requests() - requests, 2);
        auto *groups = m_pane.find<ElementTable>("streamGroupTable");
        QCOMPARE(groups->model()->index(0, 0).data().toString(), u"workers"_s);
        QCOMPARE(groups->model()->index(0, 4).data().toString(), u"5"_s);

        // Acknowledge two, claim one.
        pending->select(0);
        QTest::keyClick(pending, Qt::Key_Down, Qt::ShiftModifier);
        QVERIFY(m_pane.click("streamAcknowledge"));
        QTRY_VERIFY(m_pane.find<QDialog>("questionDialog"));
        QVERIFY(m_pane.click("questionAccept"));
        QTRY_COMPARE(pending->model()->rowCount(), 3);
        pending->select(0);
        QVERIFY(m_pane.click("streamClaim"));
        QTRY_VERIFY(m_pane.find<QDialog>("streamClaimDialog"));
        QVERIFY(m_pane.type("streamClaimName", u"w2"_s));
        m_pane.find<QSpinBox>("streamClaimIdle")->setValue(0);
        QVERIFY(m_pane.click("streamClaimButton"));
        QTRY_VERIFY(!m_pane.find<QDialog>("streamClaimDialog"));
        QTRY_COMPARE(pending->model()->index(0, 1).data().toString(), u"w2"_s);
        QCOMPARE(redis({"XPENDING", "s", "workers", "-", "+", "10", "w2"}).toList().size(), 1);

        // Another group, moved and destroyed.
        QVERIFY(m_pane.click("streamCreateGroup"));
        QTRY_VERIFY(m_pane.find<QDialog>("streamGroupDialog"));
        QVERIFY(m_pane.type("streamGroupName", u"au\\xffdit"_s));
        pickSegment("streamGroupFrom", u"0"_s);
        QVERIFY(m_pane.click("streamGroupButton"));
        QTRY_VERIFY(!m_pane.find<QDialog>("streamGroupDialog"));
        QTRY_COMPARE(groups->model()->rowCount(), 2);
        const QByteArray odd("au\xff"
                             "dit");
        QTRY_COMPARE(groups->currentName(), odd); // what was made is chosen by itself
        QCOMPARE(redis({"XINFO", "GROUPS", "s"}).toList().size(), 2);
        QVERIFY(m_pane.click("streamDestroyGroup"));
        QTRY_VERIFY(m_pane.find<QDialog>("questionDialog"));
        QVERIFY(m_pane.click("questionAccept"));
        QTRY_COMPARE(groups->model()->rowCount(), 1);
        QCOMPARE(redis({"XINFO", "GROUPS", "s"}).toList().size(), 1);
        auto *consumers = m_pane.find<ElementTable>("streamConsumerTable");
        QTRY_COMPARE(consumers->model()->rowCount(), 2);
        consumers->select(0);
        QVERIFY(m_pane.click("streamDeleteConsumer"));
        QTRY_VERIFY(m_pane.find<QDialog>("questionDialog"));
        QVERIFY(m_pane.click("questionAccept"));
        QTRY_COMPARE(consumers->model()->rowCount(), 1);
    }

    void emptyGoneRetypedAndReadOnly()
    {
        (void)redis({"XADD", "s", "1-0", "a", "b"});
        openStream();
        pickSegment("streamTabs", u"groups"_s);
        QTRY_VERIFY(m_pane.find<QAbstractButton>("streamCreateFirstGroup"));
        pickSegment("streamTabs", u"entries"_s);
        (void)redis({"XDEL", "s", "1-0"});
        m_pane.pane->currentPage()->reload();
        QTRY_VERIFY(m_pane.find<QWidget>("streamEmpty"));
        (void)redis({"DEL", "s"});
        m_pane.pane->currentPage()->reload();
        QTRY_VERIFY2(m_pane.banner().contains(u"gone"_s), qPrintable(m_pane.banner()));
        (void)redis({"SET", "s", "text"});
        m_pane.pane->currentPage()->reload();
        QTRY_VERIFY(m_pane.find<QWidget>("stringEditor") || !m_pane.find<QWidget>("streamEditor"));
        (void)redis({"DEL", "s"});
        fill(3);
        openStream(Environment::Production);
        m_pane.session->writeLock()->lock();
        QTRY_VERIFY(!m_pane.find<QAbstractButton>("streamAdd")->isEnabled());
        selectRow(0);
        QTest::keyClick(table(), Qt::Key_Delete);
        QVERIFY(!m_pane.find<QDialog>("questionDialog"));
        QCOMPARE(length(), 3);
    }
};

QTEST_MAIN(TestStreamEditor)
#include "tst_streameditor.moc"
