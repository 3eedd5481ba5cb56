// SPDX-License-Identifier: GPL-3.0-or-later
// Imports by mouse and keyboard into a real database: what the window says, and what the database then holds.
#include "tests/models/values/databasefixture.h"
#include "tests/ui/transfer/transferfixture.h"
#include "ui/transfer/dropzone.h"
#include "ui/transfer/importdialog.h"
#include "ui/transfer/importflow.h"
#include "ui/transfer/importresulttable.h"
#include "ui/transfer/transferjobcell.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QDropEvent>
#include <QMimeData>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;
using namespace seen;

class TestImportDialogs : public QObject {
    Q_OBJECT

private:
    Theme m_theme;
    DatabaseFixture m_database;
    DatabaseFixture m_elsewhere;
    std::unique_ptr<QTemporaryDir> m_journals;
    std::unique_ptr<QTemporaryDir> m_files;
    GivenTargets m_targets;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<ImportFlow> m_flow;
    QList<Notice> m_notices;
    QList<std::pair<QString, QString>> m_offers;
    QNetworkAccessManager m_network;
    Profile m_profile;

    void start(Environment environment = Environment::Development, const PlanLimits &limits = {})
    {
        m_window = std::make_unique<QWidget>();
        m_window->resize(1000, 700);
        m_window->show();
        m_profile = m_database.session({}, environment)->profile();
        m_profile.name = u"shop"_s;
        m_profile.limits = limits;
        reopen();
    }
    /// As if the window were closed and opened again.
    void reopen()
    {
        m_flow.reset();
        m_session = std::make_unique<Session>(m_profile, Secret(m_database.sandbox().token()), &m_network,
                                              m_database.clock());
        m_flow = std::make_unique<ImportFlow>(&m_theme, m_session.get(), nullptr, &m_targets, m_journals->path(),
                                              m_window.get());
        connect(m_flow.get(), &ImportFlow::noticeRequested, this,
                [this](const Notice &notice) { m_notices.append(notice); });
        connect(m_flow.get(), &ImportFlow::offered, this, [this](const QString &path, const QString &words) {
            m_offers.append({path, words});
        });
    }
    QVariant redis(const QByteArrayList &command) { return m_database.redis(command); }
    QString write(const QString &name, const QByteArray &bytes)
    {
        const QString path = m_files->filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            return {};
        return path;
    }
    QString commands(int count, const QByteArray &prefix = "lb:")
    {
        QByteArray script;
        for (int i = 0; i < count; ++i)
            script += "SET " + prefix + QByteArray::number(i) + " value" + QByteArray::number(i) + "\n";
        return write(u"keys.redis"_s, script);
    }
    ImportRun *newest() { return m_flow->jobs()->runs().value(0); }
    [[nodiscard]] bool isFinished() { return newest() && newest()->state() == ImportRun::State::Finished; }
    QTableView *results() { return find<QTableView>("importResults"); }
    QString resultOf(const QString &key)
    {
        for (int row = 0; results() && row < results()->model()->rowCount(); ++row) {
            if (results()->model()->index(row, ImportResultModel::KeyColumn).data().toString() == key)
                return results()->model()->index(row, ImportResultModel::ResultColumn).data().toString();
        }
        return {};
    }

private slots:
    void initTestCase()
    {
        const bool started = m_database.start();
        QVERIFY2(started, m_database.errorText().constData());
        const bool startedToo = m_elsewhere.start();
        QVERIFY2(startedToo, m_elsewhere.errorText().constData());
    }
    void init()
    {
        m_database.flush();
        m_elsewhere.flush();
        m_notices.clear();
        m_offers.clear();
        m_targets.sessions.clear();
        m_targets.problem.clear();
        m_files = std::make_unique<QTemporaryDir>();
        m_journals = std::make_unique<QTemporaryDir>();
    }
    void cleanup()
    {
        m_flow.reset();
        m_window.reset();
        m_session.reset();
    }

    void importsWithADryRunByTheMouse()
    {
        const QString path = commands(24);
        (void)redis({"SET", "copy:lb:3", "mine"});
        start();
        m_flow->begin();
        QTRY_VERIFY(find<QWidget>("importDialog"));
        QVERIFY(!isUsable("importBegin"));
        QVERIFY(press("importChoose"));
        QVERIFY(choosePath("importChooser", path));
        QTRY_COMPARE_WITH_TIMEOUT(text("importFileName"), u"keys.redis"_s, 30'000);
        QTRY_VERIFY2_WITH_TIMEOUT(text("importFileFacts").startsWith(u"24 keys"_s), qPrintable(text("importFileFacts")),
                                  30'000);
        find<QLineEdit>("importPrefix")->setText(u"copy:"_s);
        QCOMPARE(buttonText("importBegin"), u"Import 24 keys"_s);
        QVERIFY(press("importDryRun"));
        QTRY_COMPARE_WITH_TIMEOUT(buttonText("importBegin"), u"Import 23 keys"_s, 30'000);
        QCOMPARE(results()->model()->rowCount(), 24);
        const QAbstractItemModelTester tester(results()->model(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(resultOf(u"copy:lb:3"_s), u"Skip, exists"_s);
        QCOMPARE(resultOf(u"copy:lb:4"_s), u"New"_s);
        QCOMPARE(redis({"DBSIZE"}).toLongLong(), 1); // nothing was written
        QVERIFY(press("importBegin"));
        QTRY_VERIFY_WITH_TIMEOUT(isFinished(), 30'000);
        QTRY_COMPARE(text("transferHeading"), u"23 keys imported"_s);
        QVERIFY(text("transferText").contains(u"1 exists already"_s));
        QCOMPARE(redis({"DBSIZE"}).toLongLong(), 24);
        QCOMPARE(redis({"GET", "copy:lb:3"}).toByteArray(), "mine"_ba);
        QCOMPARE(redis({"GET", "copy:lb:23"}).toByteArray(), "value23"_ba);
        QTRY_COMPARE(m_notices.size(), 1);
        QCOMPARE(m_notices.constFirst().text, u"23 keys imported"_s);
    }

    void replacesOnlyAfterAQuestion()
    {
        const QString path = commands(3);
        (void)redis({"SET", "lb:1", "mine"});
        start();
        m_flow->begin(path);
        QTRY_COMPARE_WITH_TIMEOUT(buttonText("importBegin"), u"Import 3 keys"_s, 30'000);
        auto *policy = find<QWidget>("importPolicy");
        const QList<QAbstractButton *> segments = policy->findChildren<QAbstractButton *>();
        QCOMPARE(segments.size(), 4);
        QTest::mouseClick(segments.at(1), Qt::LeftButton);
        QVERIFY(bannerText("importMessage").contains(u"overwritten"_s));
        QVERIFY(press("importBegin"));
        QTRY_VERIFY(find<QWidget>("questionDialog"));
        QVERIFY(press("questionCancel"));
        QTRY_VERIFY(!find<QWidget>("questionDialog"));
        QCOMPARE(redis({"GET", "lb:1"}).toByteArray(), "mine"_ba);
        QVERIFY(press("importBegin"));
        QVERIFY(press("questionAccept"));
        QTRY_VERIFY_WITH_TIMEOUT(isFinished(), 30'000);
        QCOMPARE(redis({"GET", "lb:1"}).toByteArray(), "value1"_ba);
        QTRY_VERIFY(text("transferText").contains(u"1 replaced"_s));
    }

    void mergesFields()
    {
        const QString path = write(u"h.redis"_s, "HSET user:1 name ann age 7\nHSET user:2 name bob\n");
        (void)redis({"HSET", "user:1", "name", "old", "city", "Ulm"});
        (void)redis({"EXPIRE", "user:1", "5000"});
        start();
        m_flow->begin(path);
        QTRY_COMPARE_WITH_TIMEOUT(buttonText("importBegin"), u"Import 2 keys"_s, 30'000);
        const QList<QAbstractButton *> segments = find<QWidget>("importPolicy")->findChildren<QAbstractButton *>();
        QTest::mouseClick(segments.at(2), Qt::LeftButton);
        QVERIFY(press("importDryRun"));
        QTRY_COMPARE_WITH_TIMEOUT(resultOf(u"user:1"_s), u"Merge"_s, 30'000);
        QTRY_VERIFY(isUsable("importBegin"));
        QVERIFY(press("importBegin"));
        QVERIFY(press("questionAccept"));
        QTRY_VERIFY_WITH_TIMEOUT(isFinished(), 30'000);
        QCOMPARE(redis({"HGET", "user:1", "name"}).toByteArray(), "ann"_ba);
        QCOMPARE(redis({"HGET", "user:1", "city"}).toByteArray(), "Ulm"_ba);
        QVERIFY(redis({"TTL", "user:1"}).toLongLong() > 4000);
    }

    void productionAsksForItsNameByTheKeyboardAlone()
    {
        const QString path = commands(5);
        start(Environment::Production);
        m_session->writeLock()->unlock();
        m_flow->begin(path);
        QTRY_COMPARE_WITH_TIMEOUT(buttonText("importBegin"), u"Import 5 keys"_s, 30'000);
        auto *dialog = find<QWidget>("importDialog");
        QTRY_VERIFY(dialog->isActiveWindow());
        const auto tabTo = [](const QString &name) {
            for (int i = 0; i < 20 && QApplication::focusWidget()->objectName() != name; ++i)
                QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            return QApplication::focusWidget()->objectName() == name;
        };
        QVERIFY(tabTo(u"importPrefix"_s));
        QTest::keyClicks(QApplication::focusWidget(), u"x:"_s);
        QVERIFY(tabTo(u"importDryRun"_s));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QTRY_COMPARE_WITH_TIMEOUT(resultOf(u"x:lb:4"_s), u"New"_s, 30'000);
        QTRY_VERIFY(isUsable("importBegin"));
        QVERIFY(tabTo(u"importBegin"_s));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QTRY_VERIFY(find<QLineEdit>("questionConfirmField"));
        auto *field = find<QLineEdit>("questionConfirmField");
        QTest::keyClicks(field, u"SHOP"_s); // case matters
        QVERIFY(!isUsable("questionAccept"));
        QCOMPARE(redis({"DBSIZE"}).toLongLong(), 0);
        field->clear();
        QTest::keyClicks(field, u"shop"_s);
        QVERIFY(isUsable("questionAccept"));
        find<QAbstractButton>("questionAccept")->setFocus();
        QTest::keyClick(find<QAbstractButton>("questionAccept"), Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(isFinished(), 30'000);
        QCOMPARE(redis({"GET", "x:lb:4"}).toByteArray(), "value4"_ba);
    }

    void writesNothingWhileLocked()
    {
        const QString path = commands(2);
        start();
        m_session->writeLock()->lock();
        m_flow->begin(path);
        QTRY_COMPARE_WITH_TIMEOUT(buttonText("importBegin"), u"Import 2 keys"_s, 30'000);
        QVERIFY(!isUsable("importBegin"));
        QVERIFY(bannerText("importLocked").contains(u"shop is locked"_s));
        QVERIFY(press("importDryRun")); // it only reads
        QTRY_COMPARE_WITH_TIMEOUT(resultOf(u"lb:1"_s), u"New"_s, 30'000);
        QVERIFY(press("importUnlock"));
        QTRY_VERIFY(isUsable("importBegin"));
        QVERIFY(press("importBegin"));
        QTRY_VERIFY_WITH_TIMEOUT(isFinished(), 30'000);
        QCOMPARE(redis({"DBSIZE"}).toLongLong(), 2);
    }

    void writesIntoAnotherDatabase()
    {
        const QString path = commands(4);
        start();
        std::shared_ptr<Session> other = m_elsewhere.session({}, Environment::Staging);
        m_targets.sessions = {other};
        m_flow->begin(path);
        QTRY_COMPARE_WITH_TIMEOUT(buttonText("importBegin"), u"Import 4 keys"_s, 30'000);
        find<QComboBox>("importInto")->setCurrentIndex(1);
        QTRY_VERIFY(isUsable("importBegin"));
        QVERIFY(press("importBegin"));
        QTRY_COMPARE_WITH_TIMEOUT(m_elsewhere.redis({"DBSIZE"}).toLongLong(), 4, 30'000);
        QTRY_COMPARE(text("transferHeading"), u"4 keys imported"_s);
        QCOMPARE(redis({"DBSIZE"}).toLongLong(), 0);
    }

    void aDatabaseThatCannotBeOpenedIsSaid()
    {
        const QString path = commands(4);
        start();
        m_targets.sessions = {m_elsewhere.session({}, Environment::Staging)};
        m_targets.problem = u"Its token could not be read."_s;
        m_flow->begin(path);
        QTRY_COMPARE_WITH_TIMEOUT(buttonText("importBegin"), u"Import 4 keys"_s, 30'000);
        find<QComboBox>("importInto")->setCurrentIndex(1);
        QTRY_VERIFY(bannerText("importLocked").contains(u"Its token could not be read."_s));
        QVERIFY(!isUsable("importBegin"));
        QVERIFY(!isUsable("importDryRun"));
    }

    void whatIsNoFileOfKeysIsRefused()
    {
        start();
        m_flow->begin(write(u"photo.stash"_s, QByteArray("\x89PNG\r\n\x1a\n\0\0\0", 11)));
        QTRY_VERIFY_WITH_TIMEOUT(bannerText("importMessage").contains(u"This is not a file of keys."_s), 30'000);
        QVERIFY(!isUsable("importBegin"));
        QVERIFY(!find<QWidget>("importPolicy"));
        // The next file is looked at as if it were the first.
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(commands(2))});
        QDragEnterEvent enter(QPoint(20, 20), Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(find<QWidget>("importZone"), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(20, 20), Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(find<QWidget>("importZone"), &drop);
        QTRY_COMPARE_WITH_TIMEOUT(buttonText("importBegin"), u"Import 2 keys"_s, 30'000);
    }

    void linesThatCannotBeReadAreListed()
    {
        start();
        m_flow->begin(write(u"odd.redis"_s, "SET a 1\nFLUSHALL\nSET b 2\nGET a\n"));
        QTRY_COMPARE_WITH_TIMEOUT(buttonText("importBegin"), u"Import 2 keys"_s, 30'000);
        QVERIFY2(bannerText("importFileNote").contains(u"2 places in it cannot be read"_s),
                 qPrintable(bannerText("importFileNote")));
        QVERIFY(press("importShowProblems"));
        auto *list = find<QTableView>("importFileProblems");
        QVERIFY(list);
        QCOMPARE(list->model()->rowCount(), 2);
        QVERIFY(list->model()->index(0, 0).data().toString().startsWith(u"Line 2"_s));
        QVERIFY(press("importBegin"));
        QTRY_VERIFY_WITH_TIMEOUT(isFinished(), 30'000);
        QCOMPARE(redis({"DBSIZE"}).toLongLong(), 2); // and nothing was flushed
        QCOMPARE(redis({"GET", "b"}).toByteArray(), "2"_ba);
    }

    void largeKeysAreImportedInPartsWhenAsked()
    {
        QByteArray script = "SET small 1\n";
        for (int i = 0; i < 300; ++i)
            script += "HSET big f" + QByteArray::number(i) + " " + QByteArray(1000, 'x') + "\n";
        PlanLimits limits;
        limits.maxRequestBytes = 100'000;
        start(Environment::Development, limits);
        m_flow->begin(write(u"big.redis"_s, script));
        QTRY_COMPARE_WITH_TIMEOUT(buttonText("importBegin"), u"Import 2 keys"_s, 30'000);
        auto *parts = find<QCheckBox>("importInParts");
        QVERIFY(parts);
        QVERIFY(parts->isChecked());
        parts->click();
        QVERIFY(press("importBegin"));
        QTRY_VERIFY_WITH_TIMEOUT(isFinished(), 30'000);
        QTRY_COMPARE(text("transferHeading"), u"1 key imported, 1 failed"_s);
        QTRY_VERIFY2(text("transferText").contains(u"big: It is larger than the request limit"_s),
                     qPrintable(text("transferText")));
        QCOMPARE(buttonText("transferStop"), u"Import in parts"_s);
        QCOMPARE(redis({"EXISTS", "big"}).toLongLong(), 0);
        // The report, as a file.
        QVERIFY(press("importSaveReport"));
        QVERIFY(choosePath("importReportChooser", m_files->filePath(u"report.csv"_s)));
        QTRY_VERIFY(contents(m_files->filePath(u"report.csv"_s)).contains("big"));
        QVERIFY(press("transferStop"));
        QTRY_COMPARE_WITH_TIMEOUT(redis({"HLEN", "big"}).toLongLong(), 300, 30'000);
        QTRY_COMPARE(text("transferHeading"), u"1 key imported"_s);
        QTRY_COMPARE_WITH_TIMEOUT(redis({"DBSIZE"}).toLongLong(), 2, 30'000);
    }

    void goesOnAfterARestart()
    {
        const QString path = commands(30'000);
        start();
        TransferJobCell cell(&m_theme, u"importJob"_s, m_window.get());
        cell.setJobs(m_flow.get());
        m_flow->begin(path);
        QVERIFY(press("importBegin"));
        QTRY_VERIFY_WITH_TIMEOUT(newest() && newest()->tally().settled() > 0, 30'000);
        QVERIFY(press("transferPause"));
        QTRY_COMPARE_WITH_TIMEOUT(newest()->state(), ImportRun::State::Paused, 30'000);
        const qint64 settled = newest()->tally().settled();
        QVERIFY(settled < 30'000);
        QTRY_VERIFY2(buttonText("importJobOpen").startsWith(u"Import paused"_s),
                     qPrintable(buttonText("importJobOpen")));
        reopen();
        QTRY_COMPARE_WITH_TIMEOUT(m_offers.size(), 1, 30'000);
        QVERIFY2(m_offers.constFirst().second.startsWith(u"Import of keys.redis stopped at "_s),
                 qPrintable(m_offers.constFirst().second));
        m_flow->goOn(m_offers.constFirst().first);
        QTRY_VERIFY_WITH_TIMEOUT(isFinished(), 120'000);
        QCOMPARE(newest()->tally().written(), 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(redis({"DBSIZE"}).toLongLong(), 30'000, 30'000);
        QCOMPARE(redis({"GET", "lb:29999"}).toByteArray(), "value29999"_ba);
    }

    void hostileNamesStayText()
    {
        start();
        m_flow->begin(write(u"<b>.redis"_s, "SET \"<i>x</i>\\xe2\\x80\\xae\\n\" 1\n"));
        QTRY_COMPARE_WITH_TIMEOUT(buttonText("importBegin"), u"Import 1 key"_s, 30'000);
        QCOMPARE(find<QLabel>("importFileName")->textFormat(), Qt::PlainText);
        QVERIFY(press("importDryRun"));
        QTRY_COMPARE_WITH_TIMEOUT(resultOf(u"<i>x</i>\\u202E\\n"_s), u"New"_s, 30'000);
    }

    void warnsWhenTheQuotaDoesNotReach()
    {
        PlanLimits limits;
        limits.period = PlanLimits::Period::Daily;
        limits.commands = 40;
        start(Environment::Development, limits);
        m_flow->begin(commands(30));
        QTRY_COMPARE_WITH_TIMEOUT(buttonText("importBegin"), u"Import 30 keys"_s, 30'000);
        QVERIFY(bannerText("importMessage").contains(u"30 commands"_s)); // of the dry run, before it is made
        QVERIFY(press("importDryRun"));
        QTRY_VERIFY2_WITH_TIMEOUT(bannerText("importMessage").contains(u"The rest can wait until midnight UTC."_s),
                                  qPrintable(bannerText("importMessage")), 30'000);
    }
};

QTEST_MAIN(TestImportDialogs)
#include "tst_importdialogs.moc"
