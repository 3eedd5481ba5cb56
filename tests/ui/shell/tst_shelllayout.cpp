// SPDX-License-Identifier: GPL-3.0-or-later
// What is where in the window, at the widths of ux.md. With STASHDECK_PICTURES set to a folder, pictures go there.
#include "models/session/commandmeter.h"
#include "models/session/writelock.h"
#include "tests/ui/shell/shellfixture.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/palettemodel.h"
#include "ui/widgets/toasthost.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QMenuBar>
#include <QStatusBar>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

void picture(QWidget *widget, const QString &name)
{
    const QString folder = qEnvironmentVariable("STASHDECK_PICTURES");
    if (!folder.isEmpty())
        QVERIFY(widget->grab().save(folder + u'/' + name + u".png"_s));
}

ExchangeRecord record(std::chrono::milliseconds duration, int commands = 1, const char *name = "HGETALL")
{
    ExchangeRecord record;
    record.commands = commands;
    record.duration = duration;
    record.commandName = name;
    record.bytesIn = 1200;
    record.bytesOut = 60;
    record.answered = true;
    return record;
}

/// As after some work.
void useSession(Session *session)
{
    for (int i = 0; i < 20; ++i) {
        session->meter()->count(record(23ms, 11));
        session->latency()->add(23ms);
    }
    emit session->exchanged(record(18ms));
}

} // namespace

class ShellLayoutTest : public QObject {
    Q_OBJECT

private slots:
    void nothingIsClippedAtAnyWidth_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("dark");
        for (const QSize &size : {QSize(1024, 680), QSize(1100, 700), QSize(1159, 700), QSize(1160, 700),
                                  QSize(1279, 800), QSize(1280, 800), QSize(1440, 900), QSize(1920, 1200)}) {
            for (const bool dark : {false, true}) {
                const QString name
                    = u"%1x%2-%3"_s.arg(size.width()).arg(size.height()).arg(dark ? u"dark"_s : u"light"_s);
                QTest::newRow(qPrintable(name)) << size << dark;
            }
        }
    }

    void nothingIsClippedAtAnyWidth()
    {
        QFETCH(QSize, size);
        QFETCH(bool, dark);
        ShellFixture shell;
        shell.theme.setChoice(dark ? Theme::Choice::Dark : Theme::Choice::Light);
        Profile profile = ShellFixture::profile(Environment::Production);
        profile.limits.period = PlanLimits::Period::Daily;
        profile.limits.commands = 10000;
        Session *session = shell.openSession(profile);
        useSession(session);
        session->writeLock()->unlock();
        shell.window->setPageBadge(shell.boards, 3);
        shell.window->resize(size);
        shell.show();
        QVERIFY(QTest::qWaitForWindowExposed(shell.window.get()));
        shell.window->showPage(shell.browser);
        QCOMPARE(shell.window->size(), size);

        auto *topBar = shell.find<QWidget>("topBar");
        QWidget *before = nullptr;
        for (const char *name :
             {"databaseSwitcher", "lockPill", "searchButton", "latencyPill", "quotaPill", "themeButton"}) {
            auto *part = shell.find<QWidget>(name);
            QVERIFY2(part, name);
            if (!part->isVisible())
                continue;
            QVERIFY2(part->width() >= part->minimumSizeHint().width(), name);
            QVERIFY2(part->height() >= part->minimumSizeHint().height(), name);
            QVERIFY2(topBar->rect().contains(part->geometry()), name);
            if (before)
                QVERIFY2(part->x() >= before->x() + before->width(), name);
            before = part;
        }
        QCOMPARE(shell.find<QWidget>("latencyPill")->isVisible(), size.width() >= 1160);
        QCOMPARE(shell.find<QWidget>("searchButton")->width() > 100, size.width() >= 1160);
        const bool wide = size.width() >= 1280;
        QCOMPARE(shell.find<QWidget>("rail")->width(), wide ? 184 : 52);
        QCOMPARE(shell.find<QAbstractButton>("quotaPillButton")->text().contains("limit"_L1), wide);
        picture(shell.window.get(), u"shell-"_s + QString::fromLatin1(QTest::currentDataTag()));
        shell.window->commandPalette()->open(u"lb"_s);
        picture(shell.window.get(), u"palette-"_s + QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY(shell.window->rect().contains(shell.window->commandPalette()->geometry()));
    }

    void partsHaveTheSizesOfTheDesign()
    {
        ShellFixture shell;
        shell.openSession(ShellFixture::profile(Environment::Production));
        shell.window->resize(1440, 900);
        shell.show();
        QVERIFY(QTest::qWaitForWindowExposed(shell.window.get()));
        const auto at = [&shell](const char *name) {
            auto *widget = shell.find<QWidget>(name);
            return QRect(widget->mapTo(shell.window.get(), QPoint(0, 0)), widget->size());
        };
        QCOMPARE(QRect(shell.window->menuBar()->pos(), shell.window->menuBar()->size()), QRect(0, 0, 1440, 28));
        QCOMPARE(at("envLine"), QRect(0, 28, 1440, 3));
        QCOMPARE(at("topBar"), QRect(0, 31, 1440, 52));
        QCOMPARE(at("rail"), QRect(0, 83, 184, 793));
        QCOMPARE(at("statusBar"), QRect(0, 876, 1440, 24));
        QCOMPARE(at("databaseSwitcher"), QRect(12, 39, 348, 36));
        QCOMPARE(at("lockPill").topLeft(), QPoint(370, 43));
        QCOMPARE(at("lockPill").height(), 28);
        QCOMPARE(at("searchButton").size(), QSize(290, 32));
        QCOMPARE(at("pageStack"), QRect(184, 83, 1256, 793));
    }

    void pictures()
    {
        ShellFixture shell;
        for (const bool dark : {false, true}) {
            shell.theme.setChoice(dark ? Theme::Choice::Dark : Theme::Choice::Light);
            const QString scheme = dark ? u"dark"_s : u"light"_s;
            shell.window->setSession(nullptr);
            shell.window->resize(1440, 900);
            shell.show();
            QVERIFY(QTest::qWaitForWindowExposed(shell.window.get()));
            picture(shell.window.get(), u"start-"_s + scheme);
            QVERIFY(!shell.find<QWidget>("topBar")->isVisible());
            shell.window->setDatabases({ShellFixture::profile(Environment::Staging, u"staging-shop"_s),
                                        ShellFixture::profile(Environment::Temporary, u"demo-leaderboard"_s),
                                        ShellFixture::profile(Environment::Sandbox, u"Local sandbox"_s)});
            shell.openSession(ShellFixture::profile(Environment::Production));
            shell.find<QAction>("switchDatabaseAction")->trigger();
            QVERIFY(shell.find<QWidget>("databaseMenu")->isVisible());
            picture(shell.window.get(), u"switcher-"_s + scheme);
            shell.find<QAction>("switchDatabaseAction")->trigger();
            shell.find<QAction>("toggleLockAction")->trigger();
            auto *question = shell.window->findChild<QDialog *>(u"questionDialog"_s);
            QVERIFY(question);
            picture(question, u"unlock-"_s + scheme);
            question->close();
            shell.window->openSettings();
            auto *settings = shell.window->findChild<QDialog *>(u"settingsDialog"_s);
            picture(settings, u"settings-"_s + scheme);
            settings->close();
            shell.window->openHelp();
            auto *help = shell.window->findChild<QDialog *>(u"shortcutHelp"_s);
            picture(help, u"help-"_s + scheme);
            help->close();
            shell.window->openAbout();
            auto *about = shell.window->findChild<QDialog *>(u"aboutDialog"_s);
            picture(about, u"about-"_s + scheme);
            about->close();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        }
    }
};

QTEST_MAIN(ShellLayoutTest)
#include "tst_shelllayout.moc"
