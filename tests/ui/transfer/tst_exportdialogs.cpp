// SPDX-License-Identifier: GPL-3.0-or-later
// Exports by mouse and keyboard from a real database: what the window says, and what the file then holds.
#include "tests/models/values/databasefixture.h"
#include "tests/models/values/losingproxy.h"
#include "tests/ui/transfer/transferfixture.h"
#include "ui/transfer/exportdialog.h"
#include "ui/transfer/exportflow.h"
#include "ui/transfer/exportprogressdialog.h"
#include "ui/transfer/transferjobcell.h"

#include <QCheckBox>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;
using namespace seen;

namespace {

KeySelection matching(const QByteArray &pattern)
{
    KeySelection selection;
    selection.pattern = pattern;
    return selection;
}

KeySelection chosen(const QList<QByteArray> &keys)
{
    KeySelection selection;
    selection.keys = keys;
    return selection;
}

} // namespace

class TestExportDialogs : public QObject {
    Q_OBJECT

private:
    Theme m_theme;
    DatabaseFixture m_database;
    QTemporaryDir m_lists;
    std::unique_ptr<QTemporaryDir> m_files;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<ExportFlow> m_flow;
    QList<Notice> m_notices;

    void start(const PlanLimits &limits = {}, const QByteArray &token = {}, const QUrl &url = {})
    {
        m_window = std::make_unique<QWidget>();
        m_window->resize(1000, 700);
        m_window->show();
        Profile profile = m_database.session({}, Environment::Development)->profile();
        profile.name = u"prod-eu-main"_s;
        profile.limits = limits;
        if (!url.isEmpty())
            profile.url = url;
        const Secret secret(token.isEmpty() ? m_database.sandbox().token() : token);
        m_session = std::make_unique<Session>(profile, secret, &m_network, m_database.clock());
        m_flow = std::make_unique<ExportFlow>(&m_theme, m_session.get(), nullptr, m_lists.path(), m_window.get());
        m_flow->setSaveFolder(m_files->path());
        connect(m_flow.get(), &ExportFlow::noticeRequested, this,
                [this](const Notice &notice) { m_notices.append(notice); });
    }
    QVariant redis(const QByteArrayList &command) { return m_database.redis(command); }
    void fill(int count, const QByteArray &prefix = "session:")
    {
        (void)redis({"EVAL",
                     "for i = 0, tonumber(ARGV[1]) - 1 do redis.call('SET', ARGV[2] .. i, 'value' .. i, 'PX', 6000000) "
                     "end",
                     "0", QByteArray::number(count), prefix});
    }
    QStringList files() const { return QDir(m_files->path()).entryList(QDir::Files, QDir::Name); }
    QList<QByteArray> lines() const
    {
        const QStringList names = files();
        QList<QByteArray> found;
        for (const QByteArray &line : contents(QDir(m_files->path()).filePath(names.value(0))).split('\n')) {
            if (!line.isEmpty())
                found.append(line);
        }
        return found;
    }
    [[nodiscard]] bool isFinished() const
    {
        return !m_flow->runs().isEmpty() && m_flow->runs().constLast()->state() == ExportRun::State::Finished;
    }
    QNetworkAccessManager m_network;

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
        m_files = std::make_unique<QTemporaryDir>();
    }
    void cleanup()
    {
        m_flow.reset();
        m_window.reset();
        m_session.reset();
    }

    void exportsAFolderWithTheMouse()
    {
        fill(24, "lb:");
        (void)redis({"SET", "other", "x"});
        PlanLimits limits;
        limits.period = PlanLimits::Period::Daily;
        limits.commands = 10'000;
        start(limits);
        m_flow->begin(matching("lb:*"));
        QTRY_VERIFY_WITH_TIMEOUT(isUsable("exportBegin"), 30'000);
        QCOMPARE(buttonText("exportBegin"), u"Export 24 keys"_s);
        QVERIFY2(text("exportCount").startsWith(u"24 keys · "_s), qPrintable(text("exportCount")));
        const QString price = bannerText("exportMessage");
        QVERIFY2(price.startsWith(u"Reads 24 keys in about "_s), qPrintable(price));
        QVERIFY2(price.contains(u"At most 9,9"_s), qPrintable(price));
        QVERIFY(text("exportPath").contains(u"prod-eu-main-lb-"_s));
        QTest::mouseClick(find<QRadioButton>("exportFormat_jsonl"), Qt::LeftButton, {}, QPoint(8, 8));
        QVERIFY(text("exportPath").endsWith(u".jsonl"_s));
        QVERIFY(press("exportBegin"));
        QTRY_VERIFY_WITH_TIMEOUT(isFinished(), 30'000);
        QTRY_COMPARE(text("transferHeading"), u"24 keys exported"_s);
        QVERIFY(text("transferText").contains(u".jsonl"_s));
        QCOMPARE(buttonText("transferStop"), u"Show in folder"_s);
        QCOMPARE(files().size(), 1); // and no part beside it
        const QList<QByteArray> written = lines();
        QSet<QString> keys;
        for (const QByteArray &line : written) {
            const QJsonObject object = QJsonDocument::fromJson(line).object();
            if (object.contains(u"key"_s))
                keys.insert(object.value(u"key"_s).toString());
        }
        QCOMPARE(keys.size(), 24);
        QVERIFY(keys.contains(u"lb:23"_s) && !keys.contains(u"other"_s));
        QVERIFY(written.constLast().size() > 2);
        QVERIFY(QFile::permissions(QDir(m_files->path()).filePath(files().constFirst()))
                    .testFlags(QFile::ReadOwner | QFile::WriteOwner));
        QTRY_COMPARE(m_notices.size(), 1);
        QCOMPARE(m_notices.constFirst().text, u"24 keys exported"_s);
        QCOMPARE(redis({"DBSIZE"}).toLongLong(), 25);
    }

    void exportsWithTheKeyboardAlone()
    {
        fill(7, "lb:");
        start();
        m_flow->begin(matching(""));
        QTRY_VERIFY(find<QLineEdit>("exportPattern"));
        QVERIFY(!isUsable("exportBegin"));
        auto *dialog = find<QWidget>("exportDialog");
        QTRY_VERIFY(dialog->isActiveWindow());
        QTRY_VERIFY(find<QLineEdit>("exportPattern")->hasFocus());
        const auto tab = [] {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        };
        QTest::keyClicks(QApplication::focusWidget(), u"lb:*"_s);
        QTRY_VERIFY_WITH_TIMEOUT(isUsable("exportBegin"), 30'000);
        for (int i = 0; i < 12 && !qobject_cast<QRadioButton *>(QApplication::focusWidget()); ++i)
            tab();
        QCOMPARE(QApplication::focusWidget()->objectName(), u"exportFormat_stash"_s);
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
        QCOMPARE(QApplication::focusWidget()->objectName(), u"exportFormat_redis"_s);
        QVERIFY(text("exportPath").endsWith(u".redis"_s));
        for (int i = 0; i < 12 && QApplication::focusWidget()->objectName() != u"exportBegin"_s; ++i)
            tab();
        QCOMPARE(QApplication::focusWidget()->objectName(), u"exportBegin"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(isFinished(), 30'000);
        const QByteArray script = lines().join('\n');
        QVERIFY2(script.contains("lb:3") && script.contains("value3"), script.constData());
        QTRY_VERIFY(find<QWidget>("exportProgressDialog"));
        QTest::keyClick(find<QWidget>("exportProgressDialog"), Qt::Key_Escape);
        QTRY_VERIFY(!find<QWidget>("exportProgressDialog"));
    }

    void hidesValuesByTheNamesOfFields()
    {
        (void)redis({"HSET", "user:1", "name", "ann", "password", "hunter2", "access_token", "abc123", "note", "n"});
        (void)redis({"SET", "user:2", R"({"email":"a@b.c","age":7})"});
        start();
        m_flow->begin(matching("user:*"));
        QTRY_VERIFY_WITH_TIMEOUT(isUsable("exportBegin"), 30'000);
        QTest::mouseClick(find<QRadioButton>("exportFormat_jsonl"), Qt::LeftButton, {}, QPoint(8, 8));
        QVERIFY(!find<QLineEdit>("exportHiddenWords")->isEnabled());
        find<QCheckBox>("exportHides")->click();
        find<QLineEdit>("exportHiddenWords")->setText(u" , "_s);
        QVERIFY(!isUsable("exportBegin")); // nothing is named
        find<QLineEdit>("exportHiddenWords")->setText(u"token, password, email"_s);
        QVERIFY(bannerText("exportMessage").contains(u"Hidden values are not in the file"_s));
        QVERIFY(press("exportBegin"));
        QTRY_VERIFY_WITH_TIMEOUT(isFinished(), 30'000);
        const QByteArray all = lines().join('\n');
        for (const char *secret : {"hunter2", "abc123", "a@b.c"})
            QVERIFY2(!all.contains(secret), all.constData());
        QVERIFY(all.contains("ann"));
        QTRY_VERIFY2(text("transferText").contains(u"3 values were hidden"_s), qPrintable(text("transferText")));
    }

    void asksBeforeItReplacesAFile()
    {
        fill(3);
        start();
        const QString path = m_files->filePath(u"mine.csv"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("precious");
        file.close();
        m_flow->begin(matching("session:*"));
        QTRY_VERIFY_WITH_TIMEOUT(isUsable("exportBegin"), 30'000);
        // Chosen under another suffix, then the format changes: the file with that name was not spoken of.
        QVERIFY(press("exportChangePath"));
        QVERIFY(choosePath("exportChooser", m_files->filePath(u"mine.stash"_s)));
        QTRY_VERIFY(text("exportPath").endsWith(u"mine.stash"_s));
        QTest::mouseClick(find<QRadioButton>("exportFormat_csv"), Qt::LeftButton, {}, QPoint(8, 8));
        QVERIFY(text("exportPath").endsWith(u"mine.csv"_s));
        QVERIFY(press("exportBegin"));
        QTRY_VERIFY(find<QWidget>("questionDialog"));
        QVERIFY(press("questionCancel"));
        QTRY_VERIFY(!find<QWidget>("questionDialog"));
        QCOMPARE(contents(path), "precious"_ba);
        QVERIFY(m_flow->runs().isEmpty());
        QVERIFY(press("exportBegin"));
        QTRY_VERIFY(find<QWidget>("questionDialog"));
        QVERIFY(press("questionAccept"));
        QTRY_VERIFY_WITH_TIMEOUT(isFinished(), 30'000);
        QVERIFY(contents(path).contains("session:1"));
    }

    void listsALargeDatabaseOnlyWhenAsked()
    {
        fill(12);
        start();
        ExportDialog::Setup setup;
        setup.session = m_session.get();
        setup.listFolder = m_lists.path();
        setup.saveFolder = m_files->path();
        setup.listPrice = 1205;
        auto *dialog = new ExportDialog(&m_theme, setup, matching("session:*"), m_window.get());
        dialog->open();
        const qint64 before = m_session->meter()->commands();
        QVERIFY(text("exportNote").contains(u"1,205 commands"_s));
        QVERIFY(!isUsable("exportBegin"));
        find<QLineEdit>("exportPattern")->setText(u"session:*x"_s);
        find<QLineEdit>("exportPattern")->setText(u"session:*"_s);
        QTest::qWait(600); // longer than typing is waited for
        QCOMPARE(m_session->meter()->commands(), before);
        QCOMPARE(buttonText("exportListAct"), u"Find keys"_s);
        QVERIFY(press("exportListAct"));
        QTRY_COMPARE_WITH_TIMEOUT(buttonText("exportBegin"), u"Export 12 keys"_s, 30'000);
    }

    void countsAgainWhenThePatternChanges()
    {
        fill(5, "a:");
        fill(9, "b:");
        start();
        m_flow->begin(matching("a:*"));
        QTRY_COMPARE_WITH_TIMEOUT(buttonText("exportBegin"), u"Export 5 keys"_s, 30'000);
        find<QLineEdit>("exportPattern")->setText(u"b:*"_s);
        QVERIFY(!isUsable("exportBegin")); // never the old count with the new pattern
        QTRY_COMPARE_WITH_TIMEOUT(buttonText("exportBegin"), u"Export 9 keys"_s, 30'000);
        find<QLineEdit>("exportPattern")->setText(u"nothing:*"_s);
        QTRY_VERIFY_WITH_TIMEOUT(bannerText("exportMessage").contains(u"No keys match"_s), 30'000);
        QVERIFY(!isUsable("exportBegin"));
    }

    void pausesGoesOnInTheStatusBarAndStops()
    {
        fill(20'000);
        start();
        TransferJobCell cell(&m_theme, u"exportJob"_s, m_window.get());
        cell.setJobs(m_flow.get());
        m_flow->begin(matching("session:*"));
        QVERIFY(press("exportBegin"));
        QTRY_VERIFY(find<QWidget>("exportProgressDialog"));
        QVERIFY(press("transferPause"));
        QTRY_COMPARE_WITH_TIMEOUT(m_flow->runs().constLast()->state(), ExportRun::State::Paused, 30'000);
        QCOMPARE(buttonText("transferPause"), u"Resume"_s);
        for (const auto look : {Theme::Choice::Dark, Theme::Choice::Light}) { // the buttons are arranged anew
            m_theme.setChoice(look);
            QTRY_VERIFY(find<QAbstractButton>("transferPause"));
        }
        QVERIFY(m_flow->isBusy());
        QTest::keyClick(find<QWidget>("exportProgressDialog"), Qt::Key_Escape);
        QTRY_VERIFY(!find<QWidget>("exportProgressDialog"));
        QTRY_VERIFY(find<QAbstractButton>("exportJobOpen"));
        QTRY_VERIFY2(buttonText("exportJobOpen").startsWith(u"Export paused"_s),
                     qPrintable(buttonText("exportJobOpen")));
        QVERIFY(press("exportJobOpen"));
        QTRY_VERIFY(find<QWidget>("exportProgressDialog"));
        QVERIFY(press("transferStop"));
        QTRY_VERIFY(find<QWidget>("questionDialog"));
        QVERIFY(press("questionSecondary")); // keep the part
        QTRY_COMPARE_WITH_TIMEOUT(m_flow->runs().constLast()->state(), ExportRun::State::Cancelled, 30'000);
        QTRY_VERIFY(text("transferHeading").startsWith(u"Stopped after"_s));
        QTRY_VERIFY(!find<QAbstractButton>("exportJobOpen"));
        for (const QString &name : files())
            QVERIFY2(name.endsWith(u".part"_s), qPrintable(name)); // nothing stands where the whole file would
    }

    void resumesToTheEnd()
    {
        fill(20'000);
        start();
        m_flow->begin(matching("session:*"));
        QVERIFY(press("exportBegin"));
        QVERIFY(press("transferPause"));
        QTRY_COMPARE_WITH_TIMEOUT(m_flow->runs().constLast()->state(), ExportRun::State::Paused, 30'000);
        QVERIFY(press("transferPause"));
        QTRY_VERIFY_WITH_TIMEOUT(isFinished(), 60'000);
        QTRY_COMPARE(text("transferHeading"), u"20,000 keys exported"_s);
        QCOMPARE(files().size(), 1);
    }

    void keysThatGoMeanwhileAreTold()
    {
        fill(5);
        start();
        m_flow->begin(chosen({"session:0", "session:1", "session:2"}));
        QTRY_COMPARE_WITH_TIMEOUT(buttonText("exportBegin"), u"Export 3 keys"_s, 30'000);
        QCOMPARE(text("exportChosen"), u"3 chosen keys"_s);
        (void)redis({"DEL", "session:1"});
        QVERIFY(press("exportBegin"));
        QTRY_VERIFY_WITH_TIMEOUT(isFinished(), 30'000);
        QTRY_COMPARE(text("transferHeading"), u"2 keys exported"_s);
        QVERIFY(text("transferText").contains(u"1 key had gone meanwhile"_s));
    }

    void hostileNamesStayText()
    {
        const QByteArray name = "<b>bold</b>\xe2\x80\xae\n\xff";
        (void)redis({"SET", name, "v"});
        start();
        m_flow->begin(chosen({name}));
        QTRY_COMPARE_WITH_TIMEOUT(buttonText("exportBegin"), u"Export 1 key"_s, 30'000);
        QCOMPARE(text("exportChosen"), u"<b>bold</b>\\u202E\\n\\xFF"_s);
        QCOMPARE(find<QLabel>("exportChosen")->textFormat(), Qt::PlainText);
        QVERIFY(!text("exportPath").contains(u'<'));
        QVERIFY(press("exportBegin"));
        QTRY_VERIFY_WITH_TIMEOUT(isFinished(), 30'000);
        QTRY_COMPARE(text("transferHeading"), u"1 key exported"_s);
    }

    void aTokenThatMayNotListKeysExportsChosenOnes()
    {
        fill(3);
        start({}, m_database.sandbox().readOnlyToken());
        m_flow->begin(matching("session:*"));
        QTRY_VERIFY_WITH_TIMEOUT(bannerText("exportMessage").contains(u"This token may not list keys."_s), 30'000);
        QVERIFY(!isUsable("exportBegin"));
        QVERIFY(press("dialogCancel"));
        QTRY_VERIFY(!find<QWidget>("exportDialog"));
        m_flow->begin(chosen({"session:1"}));
        QTRY_COMPARE_WITH_TIMEOUT(buttonText("exportBegin"), u"Export 1 key"_s, 30'000);
        QVERIFY(press("exportBegin"));
        QTRY_VERIFY_WITH_TIMEOUT(isFinished(), 30'000);
        QVERIFY(contents(QDir(m_files->path()).filePath(files().value(0))).size() > 0);
    }

    void waitsForTheConnectionAndGoesOn()
    {
        fill(30);
        LosingProxy proxy(m_database.sandbox().url());
        start({}, {}, proxy.url());
        m_flow->begin(matching("session:*"));
        QTRY_COMPARE_WITH_TIMEOUT(buttonText("exportBegin"), u"Export 30 keys"_s, 30'000);
        proxy.setLose(LosingProxy::Lose::Everything);
        QVERIFY(press("exportBegin"));
        QTRY_COMPARE_WITH_TIMEOUT(text("transferLeft"), u"waiting"_s, 60'000);
        QVERIFY2(bannerText("transferBanner").contains(u"It goes on by itself."_s),
                 qPrintable(bannerText("transferBanner")));
        QVERIFY(isUsable("transferBannerAction"));
        proxy.setLose(LosingProxy::Lose::Nothing);
        QTRY_VERIFY_WITH_TIMEOUT(isFinished(), 90'000);
        QTRY_COMPARE(text("transferHeading"), u"30 keys exported"_s);
        m_flow.reset();
        m_window.reset();
        m_session.reset(); // before the proxy that it speaks through
    }

    void anUnwritableFolderIsSaidBeforeAnythingIsRead()
    {
        fill(3);
        start();
        m_flow->setSaveFolder(m_files->filePath(u"not-there"_s));
        m_flow->begin(matching("session:*"));
        QTRY_VERIFY_WITH_TIMEOUT(text("exportCount").startsWith(u"3 keys"_s), 30'000);
        QVERIFY(bannerText("exportMessage").contains(u"Nothing can be written into this folder"_s));
        QVERIFY(!isUsable("exportBegin"));
    }
};

QTEST_MAIN(TestExportDialogs)
#include "tst_exportdialogs.moc"
