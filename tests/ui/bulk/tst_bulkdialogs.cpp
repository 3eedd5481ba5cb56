// SPDX-License-Identifier: GPL-3.0-or-later
// Bulk changes by mouse and keyboard against a real database: what the window says, and what the database then holds.
#include "tests/models/values/databasefixture.h"
#include "ui/bulk/bulkdialog.h"
#include "ui/bulk/bulkflow.h"
#include "ui/bulk/bulkjobcell.h"
#include "ui/bulk/bulkprogressdialog.h"
#include "ui/bulk/bulktargets.h"
#include "ui/bulk/bulkwording.h"
#include "ui/widgets/plainlabel.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// One other database.
class OneTarget final : public BulkTargets {
public:
    std::shared_ptr<Session> session;
    QString problem;

    [[nodiscard]] QList<Profile> databases() const override
    {
        return session ? QList<Profile>{session->profile()} : QList<Profile>();
    }
    void open(const QUuid &, QObject *context,
              std::function<void(std::shared_ptr<Session>, const QString &)> opened) override
    {
        QMetaObject::invokeMethod(
            context, [this, opened = std::move(opened)] { opened(problem.isEmpty() ? session : nullptr, problem); },
            Qt::QueuedConnection);
    }
};

KeySelection matching(const QByteArray &pattern)
{
    KeySelection selection;
    selection.pattern = pattern;
    return selection;
}

} // namespace

class TestBulkDialogs : public QObject {
    Q_OBJECT

private:
    Theme m_theme;
    DatabaseFixture m_database;
    QTemporaryDir m_folder;
    OneTarget m_targets;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<BulkFlow> m_flow;
    QList<Notice> m_notices;
    QList<QByteArray> m_gone;
    QList<std::pair<QByteArray, QByteArray>> m_renamed;
    QList<QByteArray> m_changed;

    void start(Environment environment = Environment::Development)
    {
        m_flow.reset();
        m_window = std::make_unique<QWidget>();
        m_window->resize(1000, 700);
        m_window->show();
        m_session = m_database.session({}, environment);
        restart();
    }
    /// As if the window were closed and opened again.
    void restart()
    {
        m_flow = std::make_unique<BulkFlow>(&m_theme, m_session.get(), nullptr, &m_targets, m_folder.path(),
                                            m_window.get());
        connect(m_flow.get(), &BulkFlow::noticeRequested, this,
                [this](const Notice &notice) { m_notices.append(notice); });
        connect(m_flow.get(), &BulkFlow::keysGone, this, [this](const auto &keys) { m_gone += keys; });
        connect(m_flow.get(), &BulkFlow::keysRenamed, this, [this](const auto &keys) { m_renamed += keys; });
        connect(m_flow.get(), &BulkFlow::keysChanged, this, [this](const auto &keys) { m_changed += keys; });
    }
    QVariant redis(const QByteArrayList &command) { return m_database.redis(command); }
    qlonglong keyCount() { return redis({"DBSIZE"}).toLongLong(); }
    void fill(int count, const QByteArray &prefix = "session:")
    {
        (void)redis(
            {"EVAL",
             "for i = 0, tonumber(ARGV[1]) - 1 do redis.call('SET', ARGV[2] .. i, 'value' .. i, 'PX', 6000000) end",
             "0", QByteArray::number(count), prefix});
    }
    template <typename T> T *find(const char *name)
    {
        for (QWidget *window : QApplication::topLevelWidgets()) {
            const QList<T *> found = window->findChildren<T *>(QLatin1String(name));
            for (T *widget : found) {
                if (widget->isVisible())
                    return widget;
            }
        }
        return nullptr;
    }
    bool isUsable(const char *name)
    {
        auto *button = find<QAbstractButton>(name);
        return button && button->isEnabled();
    }
    void click(const char *name)
    {
        QTRY_VERIFY2_WITH_TIMEOUT(isUsable(name), name, 30'000);
        QTest::mouseClick(find<QAbstractButton>(name), Qt::LeftButton);
    }
    QString text(const char *name)
    {
        auto *label = find<QLabel>(name);
        return label ? label->text() : QString();
    }
    BulkRun *newestRun() { return m_flow->jobs()->runs().value(0); }
    void waitForEnd()
    {
        QTRY_VERIFY_WITH_TIMEOUT(newestRun() && newestRun()->state() == BulkRun::State::Finished, 60'000);
    }
    void answer(const char *button = "questionAccept")
    {
        QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>("questionAccept"), 10'000);
        click(button);
    }

private slots:
    void initTestCase()
    {
        const bool started = m_database.start();
        QVERIFY2(started, m_database.errorText().constData());
    }
    void init()
    {
        m_database.flush();
        m_notices.clear();
        m_gone.clear();
        m_renamed.clear();
        m_changed.clear();
        m_targets.session.reset();
        m_targets.problem.clear();
    }
    void cleanup()
    {
        m_flow.reset();
        m_window.reset();
        m_session.reset();
        QDir(m_folder.path()).removeRecursively();
        QDir().mkpath(m_folder.path());
    }

    void deletesByPatternWithTheMouse()
    {
        fill(1204);
        (void)redis({"SET", "other", "x"});
        start();
        m_flow->begin(ManyKeysAct::Delete, matching("session:*"));
        QVERIFY(!isUsable("bulkContinue"));
        click("bulkPreview");
        QTRY_VERIFY_WITH_TIMEOUT(isUsable("bulkContinue"), 30'000);
        QCOMPARE(text("figure_keys"), u"1,204"_s);
        QCOMPARE(find<QAbstractButton>("bulkContinue")->text(), u"Continue with 1,204 keys…"_s);
        QCOMPARE(text("figure_commands"), bulkWords::number(bulkPrice(BulkPlan(), 1204).here()));
        QCOMPARE(find<QTableView>("bulkSample")->model()->rowCount(), previewSample);
        QCOMPARE(keyCount(), 1205);
        click("bulkContinue");
        answer();
        waitForEnd();
        QCOMPARE(keyCount(), 1);
        QTRY_COMPARE(text("bulkHeading"), u"1,204 keys deleted"_s);
        QTRY_COMPARE(m_gone.size(), 1204); // whoever shows them knows
        QVERIFY(m_gone.contains("session:77"));
        QVERIFY(text("bulkEndText").contains(u"24 hours"_s));
        // Restore, from the end report.
        click("bulkUndo");
        QTRY_VERIFY_WITH_TIMEOUT(
            newestRun()->aim() == BulkAim::Undo && newestRun()->state() == BulkRun::State::Finished, 30'000);
        QCOMPARE(keyCount(), 1205);
        QTRY_COMPARE(m_changed.size(), 1204); // back again
        QCOMPARE(redis({"GET", "session:77"}).toByteArray(), "value77"_ba);
        // The list, and once a session how the server encodes; all else is edit or analysis.
        QVERIFY(m_session->meter()->commands(Purpose::Browse) <= 3);
    }

    void deletesFromProductionWithTheKeyboard()
    {
        fill(30);
        start(Environment::Production);
        m_session->writeLock()->unlock();
        m_flow->begin(ManyKeysAct::Delete, matching("session:*"));
        QTRY_VERIFY(find<QLineEdit>("bulkPattern"));
        QTest::keyClick(find<QLineEdit>("bulkPattern"), Qt::Key_Return); // Preview is the default button
        QTRY_VERIFY_WITH_TIMEOUT(isUsable("bulkContinue"), 30'000);
        auto *proceed = find<QAbstractButton>("bulkContinue");
        QCOMPARE(keyCount(), 30);
        proceed->setFocus();
        QTest::keyClick(proceed, Qt::Key_Space);
        QTRY_VERIFY(find<QLineEdit>("questionConfirmField"));
        QVERIFY(text("questionHeading").contains(u"30 keys"_s));
        auto *field = find<QLineEdit>("questionConfirmField");
        QTest::keyClicks(field, u"TEST"_s); // case matters
        QVERIFY(!isUsable("questionAccept"));
        QCOMPARE(keyCount(), 30);
        field->clear();
        QTest::keyClicks(field, u"test"_s);
        QVERIFY(isUsable("questionAccept"));
        auto *accept = find<QAbstractButton>("questionAccept");
        accept->setFocus();
        QTest::keyClick(accept, Qt::Key_Space);
        waitForEnd();
        QCOMPARE(keyCount(), 0);
    }

    void undoesFromTheNotice()
    {
        fill(5);
        start();
        m_flow->begin(ManyKeysAct::Delete, matching("session:*"));
        click("bulkPreview");
        click("bulkContinue");
        answer();
        waitForEnd();
        QTRY_COMPARE(m_notices.size(), 1);
        QCOMPARE(m_notices.first().text, u"5 keys deleted"_s);
        QCOMPARE(m_notices.first().monoText, u"session:*"_s);
        QVERIFY(m_notices.first().action);
        m_notices.first().action();
        QTRY_COMPARE_WITH_TIMEOUT(keyCount(), 5, 30'000);
    }

    void refusesWhileLockedAndUnlocks()
    {
        fill(5);
        start();
        m_session->writeLock()->unlock();
        m_session->writeLock()->lock();
        m_flow->begin(ManyKeysAct::Delete, matching("session:*"));
        click("bulkPreview");
        QTRY_COMPARE_WITH_TIMEOUT(text("figure_keys"), u"5"_s, 30'000);
        QVERIFY(!isUsable("bulkContinue"));
        QVERIFY(find<QAbstractButton>("bulkContinue")->toolTip().contains(u"Read-only"_s));
        click("bulkUnlock");
        QTRY_VERIFY(isUsable("bulkContinue"));
        m_session->writeLock()->setReadOnlyToken();
        QVERIFY(!isUsable("bulkContinue"));
        QVERIFY(!find<QWidget>("bulkUnlock"));
        QCOMPARE(keyCount(), 5);
    }

    void lockedInTheMiddleItAsksAndGoesOn()
    {
        fill(3000);
        start();
        m_flow->begin(ManyKeysAct::Delete, matching("session:*"));
        click("bulkPreview");
        click("bulkContinue");
        answer();
        QTRY_VERIFY_WITH_TIMEOUT(newestRun() != nullptr, 10'000);
        connect(newestRun(), &BulkRun::rowsSettled, m_session->writeLock(), &WriteLock::lock, Qt::SingleShotConnection);
        QTRY_COMPARE_WITH_TIMEOUT(newestRun()->state(), BulkRun::State::Paused, 30'000);
        QVERIFY(keyCount() > 0);
        QTRY_COMPARE(find<QAbstractButton>("bulkBannerAction")->text(), u"Unlock and go on"_s);
        click("bulkBannerAction");
        waitForEnd();
        QCOMPARE(keyCount(), 0);
    }

    void emptyAndCancelledChangeNothing()
    {
        fill(5);
        start();
        m_flow->begin(ManyKeysAct::Delete, matching("nothing:*"));
        click("bulkPreview");
        QTRY_VERIFY_WITH_TIMEOUT(text("bulkNote").contains(u"No keys match"_s), 30'000);
        QVERIFY(!isUsable("bulkContinue"));
        auto *field = find<QLineEdit>("bulkPattern");
        field->setText(u"session:*"_s);
        QVERIFY(!find<QWidget>("bulkSample"));
        click("bulkPreview");
        click("bulkContinue");
        answer("questionCancel");
        click("dialogCancel");
        QTRY_VERIFY(!find<QWidget>("bulkPattern"));
        QCOMPARE(keyCount(), 5);
        QVERIFY(m_flow->jobs()->runs().isEmpty());
        // Lists that came to nothing leave no file.
        QTRY_VERIFY(QDir(m_folder.path() + u'/' + m_session->profile().id.toString(QUuid::WithoutBraces))
                        .entryList(QDir::Files)
                        .isEmpty());
    }

    void closingKeepsItRunningInTheStatusBar()
    {
        fill(4000);
        start();
        BulkJobCell cell(&m_theme, m_window.get());
        cell.setJobs(m_flow->jobs());
        connect(&cell, &BulkJobCell::openRequested, m_flow.get(), &BulkFlow::showRun);
        m_flow->begin(ManyKeysAct::Delete, matching("session:*"));
        click("bulkPreview");
        click("bulkContinue");
        answer();
        QTRY_VERIFY_WITH_TIMEOUT(newestRun() != nullptr, 10'000);
        newestRun()->pause();
        QTRY_COMPARE_WITH_TIMEOUT(newestRun()->state(), BulkRun::State::Paused, 30'000);
        click("dialogCancel"); // "Close"
        QTRY_VERIFY(!find<QWidget>("bulkHeading"));
        QTRY_VERIFY(cell.isVisible());
        QVERIFY(find<QAbstractButton>("bulkJobOpen")->text().contains(u"Paused"_s));
        click("bulkJobOpen");
        QTRY_VERIFY(find<QAbstractButton>("bulkPause"));
        QTRY_COMPARE(find<QAbstractButton>("bulkPause")->text(), u"Resume"_s);
        click("bulkPause");
        waitForEnd();
        QCOMPARE(keyCount(), 0);
        QTRY_VERIFY(!cell.isVisible());
    }

    void offersWhatStopped()
    {
        fill(3000);
        start();
        m_flow->begin(ManyKeysAct::Delete, matching("session:*"));
        click("bulkPreview");
        click("bulkContinue");
        answer();
        QTRY_VERIFY_WITH_TIMEOUT(newestRun() != nullptr, 10'000);
        connect(newestRun(), &BulkRun::rowsSettled, newestRun(), &BulkRun::stop, Qt::SingleShotConnection);
        QTRY_COMPARE_WITH_TIMEOUT(newestRun()->state(), BulkRun::State::Stopped, 30'000);
        const qint64 done = newestRun()->tally().done();
        QCOMPARE(keyCount(), 3000 - done);
        m_flow.reset();
        restart();
        QSignalSpy offered(m_flow.get(), &BulkFlow::offered);
        QTRY_COMPARE_WITH_TIMEOUT(offered.size(), 1, 30'000);
        QCOMPARE(offered[0][1].toString(),
                 u"Delete of session:* stopped at %1 of 3,000."_s.arg(bulkWords::number(done)));
        QVERIFY(offered[0][2].toBool());
        m_flow->showChanges();
        QTRY_COMPARE_WITH_TIMEOUT(text("bulkChangeTitle"), offered[0][1].toString(), 30'000);
        click("bulkChangeContinue");
        QTRY_VERIFY_WITH_TIMEOUT(newestRun() && newestRun()->state() == BulkRun::State::Finished, 30'000);
        QCOMPARE(keyCount(), 0);
        m_flow.reset();
        restart();
        m_flow->showChanges();
        click("bulkChangeUndo");
        QTRY_COMPARE_WITH_TIMEOUT(keyCount(), 3000, 30'000);
        waitForEnd();
    }

    void setsTheTtl()
    {
        fill(10);
        start();
        m_flow->begin(ManyKeysAct::ChangeExpiry, matching("session:*"));
        QTRY_VERIFY(find<QSpinBox>("bulkExpiryAmount"));
        find<QSpinBox>("bulkExpiryAmount")->setValue(3);
        QVERIFY(text("bulkExpiryOutcome").contains(u"all of them"_s));
        find<QSpinBox>("bulkExpirySpread")->setValue(30);
        QVERIFY(text("bulkExpiryOutcome").contains(u"between"_s));
        click("bulkPreview");
        click("bulkContinue");
        answer();
        waitForEnd();
        for (int i = 0; i < 10; ++i) {
            const qlonglong left = m_database.pttl("session:" + QByteArray::number(i));
            QVERIFY(left > 10'700'000 && left <= 12'600'000);
        }
        click("bulkUndo");
        QTRY_VERIFY_WITH_TIMEOUT(m_database.pttl("session:1") <= 6'000'000, 30'000);
    }

    void renamesByRule()
    {
        fill(10);
        (void)redis({"SET", "sess:3", "in the way"});
        start();
        m_flow->begin(ManyKeysAct::Rename, matching("session:*"));
        QTRY_VERIFY(find<QLineEdit>("bulkRuleTo"));
        QCOMPARE(find<QLineEdit>("bulkRuleFrom")->text(), u"session:"_s);
        QVERIFY(!isUsable("bulkPreview")); // nothing would change
        find<QLineEdit>("bulkRuleTo")->setText(u"sess:"_s);
        click("bulkPreview");
        QTRY_VERIFY_WITH_TIMEOUT(text("bulkCollisions").contains(u"sess:3"_s), 30'000);
        find<QLineEdit>("bulkRuleTo")->setText(u"s:"_s); // another rule, another preview, the same list
        QVERIFY(!isUsable("bulkContinue"));
        click("bulkPreview");
        QTRY_VERIFY_WITH_TIMEOUT(isUsable("bulkContinue"), 30'000);
        QVERIFY(text("bulkCollisions").isEmpty());
        find<QLineEdit>("bulkRuleTo")->setText(u"sess:"_s);
        click("bulkPreview");
        click("bulkContinue");
        answer();
        waitForEnd();
        QTRY_COMPARE(text("bulkHeading"), u"9 keys renamed, 1 in the way"_s);
        QTRY_COMPARE(m_renamed.size(), 9);
        QVERIFY(m_renamed.contains(std::pair("session:4"_ba, "sess:4"_ba)));
        QVERIFY(m_gone.isEmpty());
        QTRY_VERIFY(find<QTableView>("bulkProblems"));
        QVERIFY(find<QTableView>("bulkProblems")->model()->index(0, 1).data().toString().contains(u"exists"_s));
        QCOMPARE(redis({"GET", "sess:4"}).toByteArray(), "value4"_ba);
        QCOMPARE(redis({"GET", "sess:3"}).toByteArray(), "in the way"_ba);
        QCOMPARE(redis({"GET", "session:3"}).toByteArray(), "value3"_ba);
    }

    void copiesToAnotherDatabase()
    {
        DatabaseFixture second;
        const bool started = second.start();
        QVERIFY2(started, second.errorText().constData());
        m_targets.session = second.session({}, Environment::Production);
        m_targets.session->writeLock()->unlock();
        m_targets.session->writeLock()->lock();
        fill(10);
        start();
        m_flow->begin(ManyKeysAct::CopyTo, matching("session:*"));
        QTRY_VERIFY(find<QComboBox>("bulkInto"));
        QVERIFY(!isUsable("bulkPreview"));
        find<QComboBox>("bulkInto")->setCurrentIndex(1);
        click("bulkUnlockTarget"); // its own lock
        find<QLineEdit>("bulkPrefix")->setText(u"copy:"_s);
        click("bulkPreview");
        click("bulkContinue");
        QTRY_VERIFY(find<QLineEdit>("questionConfirmField")); // production is written: its name is typed
        QTest::keyClicks(find<QLineEdit>("questionConfirmField"), u"test"_s);
        answer();
        waitForEnd();
        QCOMPARE(second.redis({"DBSIZE"}).toLongLong(), 10);
        QCOMPARE(second.get("copy:session:4"), "value4"_ba);
        QVERIFY(second.pttl("copy:session:4") > 5'000'000);
        QCOMPARE(keyCount(), 10);
        m_flow.reset();
        m_targets.session.reset();
    }

    void saysWhyADatabaseCannotBeOpened()
    {
        m_targets.session = m_database.session();
        m_targets.problem = u"Its token could not be read."_s;
        start();
        m_flow->begin(ManyKeysAct::CopyTo, matching("session:*"));
        QTRY_VERIFY(find<QComboBox>("bulkInto"));
        find<QComboBox>("bulkInto")->setCurrentIndex(1);
        QTRY_VERIFY(find<QWidget>("bulkTargetBanner"));
        QVERIFY(!isUsable("bulkPreview"));
        m_flow.reset();
        m_targets.session.reset();
    }

    void hostileNamesAreShownAsText()
    {
        (void)redis({"SET", "<b>x</b>\n\xe2\x80\xae", "x"});
        start();
        m_flow->begin(ManyKeysAct::Delete, matching("*"));
        click("bulkPreview");
        QTRY_VERIFY_WITH_TIMEOUT(find<QTableView>("bulkSample"), 30'000);
        const QString shown = find<QTableView>("bulkSample")->model()->index(0, 1).data().toString();
        QVERIFY(shown.startsWith(u"<b>x</b>\\n\\u202"_s));
    }
};

QTEST_MAIN(TestBulkDialogs)
#include "tst_bulkdialogs.moc"
