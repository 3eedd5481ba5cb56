// SPDX-License-Identifier: GPL-3.0-or-later
// A database in the window, on real sessions: some reach a sandbox, some reach nobody.
#include "models/session/commandmeter.h"
#include "models/session/writelock.h"
#include "tests/support/sandboxprocess.h"
#include "tests/ui/shell/windowdriver.h"

#include <QDialog>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class WindowSessionTest : public QObject, private WindowDriver {
    Q_OBJECT

    SandboxProcess m_sandbox{{u"--no-sample-data"_s}};

private slots:
    void initTestCase()
    {
        const bool started = m_sandbox.start();
        QVERIFY2(started, m_sandbox.errorText().constData());
    }

    void lockAsksCountsDownAndLocksAtZero()
    {
        ShellFixture shell;
        start(shell);
        WriteLock *lock = shell.session->writeLock();
        QCOMPARE(textOf(shell, "lockPillButton"), u"Read-only"_s);
        QTest::mouseClick(shell.find<QWidget>("lockPillButton"), Qt::LeftButton);
        QVERIFY(question(shell));
        QVERIFY(question(shell)->findChild<QLabel *>(u"questionHeading"_s)->text()
                == u"Allow writing to prod-eu-main for 15 minutes?"_s);
        QTest::keyClick(question(shell), Qt::Key_Return); // the default is Cancel
        QTRY_VERIFY(!question(shell));
        QCOMPARE(lock->mode(), WriteLock::Mode::Locked);

        keys(shell, Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(question(shell));
        shell.find<QAction>("toggleLockAction")->trigger(); // no second question
        const auto dialogs = shell.window->findChildren<QDialog *>(u"questionDialog"_s);
        QCOMPARE(std::count_if(dialogs.cbegin(), dialogs.cend(), [](const QDialog *one) { return one->isVisible(); }),
                 1);
        answer(shell, "questionAccept");
        QCOMPARE(lock->mode(), WriteLock::Mode::Unlocked);
        QCOMPARE(textOf(shell, "lockPillButton"), u"Writing allowed · 15:00"_s);
        shell.clock.advance(139s);
        QTRY_COMPARE(textOf(shell, "lockPillButton"), u"Writing allowed · 12:41"_s);
        shell.clock.advance(13min);
        QTRY_COMPARE(textOf(shell, "lockPillButton"), u"Read-only"_s);
        QVERIFY(!lock->mayWrite());

        lock->unlock();
        QCOMPARE(textOf(shell, "lockPillButton"), u"Writing allowed · 15:00"_s);
        QTest::mouseClick(shell.find<QWidget>("lockPillButton"), Qt::LeftButton); // locks without a question
        QCOMPARE(lock->mode(), WriteLock::Mode::Locked);
        QVERIFY(!question(shell));
    }

    void otherEnvironmentsAreOpenAndReadOnlyTokensStayLocked()
    {
        ShellFixture shell;
        start(shell, Environment::Staging);
        QCOMPARE(textOf(shell, "lockPillButton"), u"Writing allowed"_s);
        shell.session->writeLock()->setReadOnlyToken();
        QCOMPARE(textOf(shell, "lockPillButton"), u"Read-only token"_s);
        QVERIFY(!shell.find<QAction>("toggleLockAction")->isEnabled());
        QTest::mouseClick(shell.find<QWidget>("lockPillButton"), Qt::LeftButton);
        QVERIFY(!question(shell));
        QCOMPARE(shell.session->writeLock()->mode(), WriteLock::Mode::ReadOnlyToken);
    }

    void questionGoesWithItsSession()
    {
        ShellFixture shell;
        start(shell);
        keys(shell, Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(question(shell));
        QPointer<Session> old = shell.session.get();
        shell.window->setSession(nullptr);
        QTRY_VERIFY(!question(shell));
        QCOMPARE(old->writeLock()->mode(), WriteLock::Mode::Locked);
    }

    void measuresAndCountsOnARealDatabase()
    {
        ShellFixture shell;
        Profile profile = ShellFixture::profile(Environment::Sandbox, u"Local sandbox"_s);
        profile.url = m_sandbox.url();
        const int before = m_sandbox.billedCommands();
        shell.openSession(profile, m_sandbox.token());
        shell.window->resize(1440, 900);
        shell.show();
        QCOMPARE(textOf(shell, "statusState"), u"Ready"_s);
        QCOMPARE(textOf(shell, "latencyPillButton"), u"– ms"_s);
        QCOMPARE(textOf(shell, "quotaPillButton"), u"No quota"_s);
        QCOMPARE(m_sandbox.billedCommands(), before); // showing a window costs nothing

        QTest::mouseClick(shell.find<QWidget>("latencyPillButton"), Qt::LeftButton);
        auto *menu = shell.window->findChild<QMenu *>(u"latencyMenu"_s);
        QVERIFY(menu);
        QCOMPARE(menu->actions().last()->text().remove(u'&'), u"Measure now · 1 command"_s);
        menu->actions().last()->trigger();
        menu->close();
        QTRY_COMPARE(textOf(shell, "statusState"), u"Connected"_s);
        QCOMPARE(m_sandbox.billedCommands(), before + 1);
        QVERIFY(textOf(shell, "latencyPillButton").endsWith(u" ms"_s));
        QVERIFY(textOf(shell, "latencyPillButton") != u"– ms"_s);
        QCOMPARE(textOf(shell, "statusLastCommand"), u"PING"_s);
        QVERIFY(textOf(shell, "statusLastCost").endsWith(u" · 1 command"_s));
        QVERIFY(textOf(shell, "statusSession").startsWith(u"Session: 1 command · "_s));
        QVERIFY(!shell.find<QWidget>("sessionBanner")->isVisible());
    }

    void tokenRefusedIsABannerWithAWayOn()
    {
        ShellFixture shell;
        Profile profile = ShellFixture::profile(Environment::Sandbox, u"Local sandbox"_s);
        profile.url = m_sandbox.url();
        shell.openSession(profile, "wrong-token-0123456789");
        shell.show();
        shell.session->ping();
        QTRY_COMPARE(textOf(shell, "statusState"), u"Token refused"_s);
        QVERIFY(shell.find<QWidget>("stateBanner")->isVisible());
        QSignalSpy wanted(shell.window.get(), &MainWindow::tokenReplacementRequested);
        QTest::mouseClick(shell.find<QWidget>("bannerEnterToken"), Qt::LeftButton);
        QCOMPARE(wanted.count(), 1);
        shell.session->setToken(Secret(m_sandbox.token()));
        QVERIFY(!shell.find<QWidget>("sessionBanner")->isVisible());
        QCOMPARE(textOf(shell, "statusState"), u"Ready"_s);
    }

    void offlineIsABannerAndTriesAgain()
    {
        ShellFixture shell;
        SandboxProcess sandbox({u"--no-sample-data"_s});
        QVERIFY(sandbox.start());
        Profile profile = ShellFixture::profile(Environment::Sandbox, u"Local sandbox"_s);
        profile.url = sandbox.url();
        shell.openSession(profile, sandbox.token());
        shell.show();
        shell.session->ping();
        QTRY_COMPARE(textOf(shell, "statusState"), u"Connected"_s);
        sandbox.kill();
        shell.session->ping();
        QTRY_COMPARE_WITH_TIMEOUT(textOf(shell, "statusState"), u"Offline"_s, 20000);
        auto *banner = shell.find<QWidget>("stateBanner");
        QVERIFY(banner->isVisible());
        QString words;
        const auto labels = banner->findChildren<QLabel *>();
        for (const QLabel *label : labels)
            words += label->text() + u' ';
        QVERIFY2(words.contains(u"Offline."_s), qPrintable(words));
        if (qEnvironmentVariableIsSet("STASHDECK_PICTURES"))
            shell.window->grab().save(qEnvironmentVariable("STASHDECK_PICTURES") + u"/offline.png"_s);
        QVERIFY2(words.contains(u"Showing what was loaded at "_s), qPrintable(words));
        const qint64 requests = shell.session->meter()->requests();
        QTest::mouseClick(shell.find<QWidget>("bannerTryAgain"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(shell.session->meter()->requests() > requests, 20000);
    }

    void quotaUsedUpIsABanner()
    {
        SandboxProcess sandbox({u"--no-sample-data"_s, u"--daily-quota"_s, u"2"_s});
        QVERIFY(sandbox.start());
        ShellFixture shell;
        Profile profile = ShellFixture::profile(Environment::Development, u"small"_s);
        profile.url = sandbox.url();
        profile.limits = {PlanLimits::Period::Daily, 2};
        shell.openSession(profile, sandbox.token());
        shell.window->resize(1440, 900);
        shell.show();
        for (int i = 0; i < 4; ++i) {
            const qint64 requests = shell.session->meter()->requests();
            shell.session->ping();
            QTRY_VERIFY(shell.session->meter()->requests() > requests);
        }
        QTRY_COMPARE(textOf(shell, "statusState"), u"Quota used up"_s);
        QVERIFY(shell.find<QWidget>("stateBanner")->isVisible());
        QVERIFY(textOf(shell, "quotaPillButton").startsWith(u"Used up"_s));
    }

    void hostileNamesStayText()
    {
        ShellFixture shell;
        const QString name = u"<b>x</b><img src=file:///etc/hostname>\u202Egnp"_s;
        shell.openSession(ShellFixture::profile(Environment::Production, name));
        shell.show();
        QVERIFY(shell.window->windowTitle().contains(u"<b>x</b>"_s));
        QVERIFY(!shell.window->windowTitle().contains(QChar(0x202E)));
        QVERIFY(!shell.find<QWidget>("databaseSwitcher")->toolTip().contains(u"<b>"_s));
        keys(shell, Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(question(shell));
        auto *heading = question(shell)->findChild<QLabel *>(u"questionHeading"_s);
        QVERIFY(heading->text().contains(u"<b>x</b>"_s));
        QCOMPARE(heading->textFormat(), Qt::PlainText);
    }
};

QTEST_MAIN(WindowSessionTest)
#include "tst_windowsession.moc"
