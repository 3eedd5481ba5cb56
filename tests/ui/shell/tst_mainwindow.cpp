// SPDX-License-Identifier: GPL-3.0-or-later
// The window driven as a person would, on real sessions: some reach a sandbox, some reach nobody.
#include "models/session/commandmeter.h"
#include "models/session/writelock.h"
#include "tests/support/sandboxprocess.h"
#include "tests/ui/shell/shellfixture.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/palettemodel.h"
#include "ui/shell/panecycle.h"
#include "ui/shell/shellsettings.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QDialog>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QScreen>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTest>
#include <QTreeWidget>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class MainWindowTest : public QObject {
    Q_OBJECT

private:
    static void start(ShellFixture &shell, Environment environment = Environment::Production)
    {
        shell.openSession(ShellFixture::profile(environment));
        shell.window->resize(1440, 900);
        shell.show();
        QVERIFY(QTest::qWaitForWindowActive(shell.window.get()));
    }
    static QString textOf(const ShellFixture &shell, const char *name)
    {
        if (auto *label = shell.find<QLabel>(name))
            return label->text();
        auto *button = shell.find<QAbstractButton>(name);
        return button ? button->text() : QString();
    }
    static void keys(ShellFixture &shell, Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::ControlModifier)
    {
        shell.window->activateWindow(); // a closed dialog may have left no window active
        QVERIFY(QTest::qWaitForWindowActive(shell.window.get()));
        QTest::keyClick(shell.window.get(), key, modifiers);
    }
    static QDialog *question(const ShellFixture &shell)
    {
        const auto all = shell.window->findChildren<QDialog *>(u"questionDialog"_s);
        for (QDialog *dialog : all) {
            if (dialog->isVisible())
                return dialog;
        }
        return nullptr;
    }
    static void answer(const ShellFixture &shell, const char *button)
    {
        QVERIFY(question(shell));
        QTest::mouseClick(question(shell)->findChild<QWidget *>(QLatin1StringView(button)), Qt::LeftButton);
    }

    SandboxProcess m_sandbox{{u"--no-sample-data"_s}};

private slots:
    void initTestCase()
    {
        const bool started = m_sandbox.start();
        QVERIFY2(started, m_sandbox.errorText().constData());
    }

    void startPageHasTheFrameOnly()
    {
        ShellFixture shell;
        shell.show();
        QVERIFY(shell.start->isVisible());
        QVERIFY(!shell.find<QWidget>("rail")->isVisible());
        QVERIFY(!shell.find<QWidget>("topBar")->isVisible());
        QVERIFY(!shell.window->currentPage());
        QCOMPARE(shell.window->windowTitle(), u"Stashdeck"_s);
        QVERIFY(!shell.find<QAction>("toggleLockAction")->isVisible());
        QVERIFY(textOf(shell, "statusVersion").contains(QLatin1StringView(STASHDECK_VERSION)));
        start(shell);
        QVERIFY(!shell.start->isVisible());
        QVERIFY(shell.find<QWidget>("rail")->isVisible());
        QCOMPARE(shell.window->windowTitle(), u"prod-eu-main[*] — Stashdeck"_s);
        QVERIFY(!shell.window->windowTitle().contains(u"token"_s));
        shell.window->setSession(nullptr);
        QVERIFY(shell.start->isVisible());
        QVERIFY(!shell.find<QWidget>("rail")->isVisible());
    }

    void keysOpenPages()
    {
        ShellFixture shell;
        start(shell);
        QSignalSpy changed(shell.window.get(), &MainWindow::currentPageChanged);
        keys(shell, Qt::Key_3);
        QCOMPARE(shell.window->currentPage(), std::optional(shell.boards));
        keys(shell, Qt::Key_2);
        QCOMPARE(shell.window->currentPage(), std::optional(shell.browser));
        QCOMPARE(changed.count(), 2);
        QVERIFY(shell.find<QWidget>("browserPage")->isVisible());
        QVERIFY(!shell.find<QWidget>("leaderboardsPage")->isVisible());
        keys(shell, Qt::Key_T); // each page has its own Ctrl+T
        QCOMPARE(shell.triggered, QStringList{u"Browser"_s});
        keys(shell, Qt::Key_3);
        keys(shell, Qt::Key_T);
        QCOMPARE(shell.triggered, (QStringList{u"Browser"_s, u"Leaderboards"_s}));
    }

    void goesBackAndForward()
    {
        ShellFixture shell;
        start(shell);
        QVERIFY(!shell.find<QAction>("goBackAction")->isEnabled());
        shell.window->showPage(shell.browser);
        shell.window->showPage(shell.boards);
        keys(shell, Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(shell.window->currentPage(), std::optional(shell.browser));
        keys(shell, Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(shell.window->currentPage(), std::optional(shell.overview));
        keys(shell, Qt::Key_Left, Qt::AltModifier); // nothing before it
        QCOMPARE(shell.window->currentPage(), std::optional(shell.overview));
        keys(shell, Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(shell.window->currentPage(), std::optional(shell.browser));
        shell.window->showPage(shell.overview); // a new way: no forward any more
        QVERIFY(!shell.find<QAction>("goForwardAction")->isEnabled());
    }

    void railWorksByKeyboardAndMouse()
    {
        ShellFixture shell;
        start(shell);
        auto *rail = shell.find<QListView>("railPages");
        rail->setFocus();
        QTest::keyClick(rail, Qt::Key_Down);
        QCOMPARE(shell.window->currentPage(), std::optional(shell.browser));
        QTest::keyClick(rail, Qt::Key_Down); // past the caption
        QCOMPARE(shell.window->currentPage(), std::optional(shell.boards));
        QVERIFY(rail->hasFocus());
        QTest::mouseClick(rail->viewport(), Qt::LeftButton, {}, rail->visualRect(rail->model()->index(0, 0)).center());
        QCOMPARE(shell.window->currentPage(), std::optional(shell.overview));

        auto *frame = shell.find<QWidget>("rail");
        QCOMPARE(frame->width(), 184);
        keys(shell, Qt::Key_B);
        QCOMPARE(frame->width(), 52);
        keys(shell, Qt::Key_B);
        QCOMPARE(frame->width(), 184);
        shell.window->resize(1200, 800);
        QCOMPARE(frame->width(), 52);
        keys(shell, Qt::Key_B); // wanted anyway
        QCOMPARE(frame->width(), 184);
        shell.window->resize(1440, 900);
        QCOMPARE(frame->width(), 184);

        auto *actions = shell.find<QListView>("railActions");
        QTest::mouseClick(actions->viewport(), Qt::LeftButton, {},
                          actions->visualRect(actions->model()->index(2, 0)).center());
        QCOMPARE(frame->width(), 52);
        QCOMPARE(actions->model()->index(2, 0).data().toString(), u"Expand"_s);
        actions->setFocus();
        actions->setCurrentIndex(actions->model()->index(0, 0));
        QTest::keyClick(actions, Qt::Key_Return);
        QVERIFY(shell.window->findChild<QDialog *>(u"settingsDialog"_s));
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

    void hiddenWindowsSayTheyAreHidden()
    {
        ShellFixture shell;
        shell.openSession(ShellFixture::profile(Environment::Sandbox));
        QVERIFY(!shell.window->isShownToUser());
        QVERIFY(!shell.session->isShown());
        QSignalSpy changed(shell.window.get(), &MainWindow::shownToUserChanged);
        shell.show();
        QVERIFY(shell.window->isShownToUser());
        QVERIFY(shell.session->isShown());
        shell.window->showMinimized();
        QTRY_VERIFY(!shell.window->isShownToUser());
        QVERIFY(!shell.session->isShown());
        shell.window->showNormal();
        QTRY_VERIFY(shell.session->isShown());
        shell.window->hide();
        QVERIFY(!shell.session->isShown());
        QCOMPARE(changed.count(), 4);
    }

    void switcherFiltersAndOpens()
    {
        ShellFixture shell;
        start(shell);
        const Profile staging = ShellFixture::profile(Environment::Staging, u"staging-shop"_s);
        const Profile odd = ShellFixture::profile(Environment::Development, u"<b>bold</b>"_s);
        shell.window->setDatabases({shell.session->profile(), staging, odd});
        QSignalSpy requested(shell.window.get(), &MainWindow::databaseRequested);
        keys(shell, Qt::Key_O);
        auto *menu = shell.find<QWidget>("databaseMenu");
        QVERIFY(menu->isVisible());
        auto *list = shell.find<QListView>("databaseList");
        QCOMPARE(list->model()->rowCount(), 3); // a caption and the two others
        auto *filter = shell.find<QLineEdit>("databaseFilter");
        QTRY_VERIFY(filter->hasFocus());
        QTest::keyClicks(filter, u"bold"_s);
        QCOMPARE(list->model()->rowCount(), 2);
        QCOMPARE(list->model()->index(1, 0).data().toString(), u"<b>bold</b>"_s);
        QTest::keyClick(filter, Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(!menu->isVisible());
        QCOMPARE(requested.takeFirst(), (QVariantList{odd.id, true}));
        QTest::mouseClick(shell.find<QWidget>("databaseSwitcher"), Qt::LeftButton);
        QVERIFY(menu->isVisible());
        QTest::keyClick(filter, Qt::Key_Return);
        QCOMPARE(requested.takeFirst(), (QVariantList{staging.id, false}));
        keys(shell, Qt::Key_O);
        QTest::keyClick(filter, Qt::Key_Escape);
        QVERIFY(!menu->isVisible());
        QSignalSpy add(shell.window.get(), &MainWindow::addDatabaseRequested);
        keys(shell, Qt::Key_N);
        QCOMPARE(add.count(), 1);
    }

    void themeSwitchesLiveAndIsStored()
    {
        ShellFixture shell;
        start(shell);
        shell.find<QAction>("themeDarkAction")->trigger();
        QVERIFY(shell.theme.isDark());
        QVERIFY(shell.find<QAction>("themeDarkAction")->isChecked());
        const auto topBarColor = [&shell] {
            return shell.find<QWidget>("topBar")->grab().toImage().pixelColor(560, 2);
        };
        QCOMPARE(topBarColor(), shell.theme.color(Token::Surface, Theme::Scheme::Dark));
        shell.find<QAction>("themeLightAction")->trigger();
        QCOMPARE(topBarColor(), shell.theme.color(Token::Surface, Theme::Scheme::Light));
        const auto rail = shell.find<QWidget>("rail")->grab().toImage();
        QCOMPARE(rail.pixelColor(90, 500), shell.theme.color(Token::Rail));
        QVERIFY(shell.settings->flush());
        const Settings again(shell.settings->filePath());
        QCOMPARE(again.value(ShellSettings::theme), Theme::Choice::Light);
    }

    void settingsActAtOnceAndAreStored()
    {
        ShellFixture shell;
        start(shell);
        keys(shell, Qt::Key_Comma);
        auto *dialog = shell.window->findChild<QDialog *>(u"settingsDialog"_s);
        QVERIFY(dialog && dialog->isVisible());
        const auto choose = [dialog](const char *name, int value) {
            auto *control = dialog->findChild<SegmentedControl *>(QLatin1StringView(name));
            QTest::mouseClick(control->segment(QString::number(value)), Qt::LeftButton);
        };
        choose("settingTheme", int(Theme::Choice::Dark));
        QVERIFY(shell.theme.isDark());
        choose("settingDensity", int(Theme::Density::Compact));
        QCOMPARE(shell.theme.tableRow(), 24);
        choose("settingTextSize", 16);
        QCOMPARE(shell.theme.textSize(), 16);
        QVERIFY(shell.find<QWidget>("topBar")->height() > 52);
        QTest::mouseClick(dialog->findChild<QWidget *>(u"settingReducedMotion"_s), Qt::LeftButton);
        QCOMPARE(shell.theme.duration(120), 0);
        QTest::mouseClick(dialog->findChild<QWidget *>(u"settingHighContrast"_s), Qt::LeftButton);
        QVERIFY(shell.theme.highContrast());
        QTest::mouseClick(dialog->findChild<QWidget *>(u"settingProductionReadOnly"_s), Qt::LeftButton);
        auto *separator = dialog->findChild<QLineEdit *>(u"settingSeparator"_s);
        separator->clear();
        QTest::keyClicks(separator, u"/"_s);
        QTest::keyClick(dialog, Qt::Key_Escape);
        QVERIFY(shell.settings->flush());
        const Settings again(shell.settings->filePath());
        QCOMPARE(again.value(ShellSettings::theme), Theme::Choice::Dark);
        QCOMPARE(again.value(ShellSettings::density), Theme::Density::Compact);
        QCOMPARE(again.value(ShellSettings::textSize), 16);
        QCOMPARE(again.value(ShellSettings::reducedMotion), true);
        QCOMPARE(again.value(ShellSettings::highContrast), true);
        QCOMPARE(again.value(ShellSettings::productionOpensReadOnly), false);
        QCOMPARE(again.value(ShellSettings::defaultSeparator), u"/"_s);
    }

    void windowComesBackAsItWas()
    {
        ShellFixture shell;
        start(shell);
        keys(shell, Qt::Key_2);
        keys(shell, Qt::Key_B);
        shell.window->setGeometry(30, 40, 1300, 750);
        shell.window->close();
        shell.window->setSession(nullptr);
        shell.makeWindow();
        QCOMPARE(shell.window->size(), shell.window->size().boundedTo(QSize(1300, 750)));
        shell.window->setSession(shell.session.get());
        shell.show();
        QCOMPARE(shell.window->currentPage(), std::optional(shell.browser));
        QCOMPARE(shell.find<QWidget>("rail")->width(), 52);

        shell.settings->set(ShellSettings::windowGeometry, {u"90000"_s, u"90000"_s, u"1200"_s, u"700"_s});
        shell.window->setSession(nullptr);
        shell.makeWindow();
        shell.window->show();
        QVERIFY(shell.window->screen()->geometry().intersects(shell.window->geometry()));
        shell.settings->set(ShellSettings::windowGeometry, {u"x"_s, u"-"_s});
        shell.makeWindow(); // nonsense is nothing
        QVERIFY(shell.window->size().width() >= 1024 || shell.window->size().height() >= 680);
    }

    void startPageActionsComeAndGoWithIt()
    {
        ShellFixture shell;
        auto *action = new QAction(u"Import file…"_s, shell.start);
        action->setObjectName("importAction"_L1);
        shell.window->actionRegistry()->add({action, MenuId::Database, u"Databases"_s}, ActionRegistry::startPage);
        shell.show();
        const auto inMenu = [&shell, action] {
            return shell.window->findChild<QMenu *>(u"databaseMenu"_s, Qt::FindChildrenRecursively)
                ->actions()
                .contains(action);
        };
        const auto inPalette = [&shell](const QString &text) {
            shell.window->commandPalette()->open(u">"_s + text);
            const PaletteModel *model = shell.window->commandPalette()->model();
            return !model->match(model->index(0), Qt::DisplayRole, text, 1, Qt::MatchExactly).isEmpty();
        };
        QVERIFY(inMenu());
        QVERIFY(inPalette(u"Import file…"_s));
        QVERIFY(!inPalette(u"Use Browser"_s));
        start(shell);
        QVERIFY(!inMenu());
        QVERIFY(!inPalette(u"Import file…"_s));
        QVERIFY(inPalette(u"Use Browser"_s));
    }

    void closeGuardKeepsTheWindow()
    {
        ShellFixture shell;
        start(shell);
        bool mayClose = false;
        shell.window->setCloseGuard([&mayClose] { return mayClose; });
        QVERIFY(!shell.window->close());
        QVERIFY(shell.window->isVisible());
        QSignalSpy leave(shell.window.get(), &MainWindow::closeDatabaseRequested);
        shell.find<QAction>("closeDatabaseAction")->trigger(); // whoever closes the database asks for itself
        QCOMPARE(leave.count(), 1);
        mayClose = true;
        QVERIFY(shell.window->close());
    }

    void everyActionIsInAMenuAndThePalette()
    {
        ShellFixture shell;
        start(shell);
        for (const PageId page : {shell.overview, shell.browser, shell.boards}) {
            shell.window->showPage(page);
            QSet<QAction *> inMenus;
            const QList<QAction *> menus = shell.window->menuBar()->actions();
            for (const QAction *menu : menus) {
                QCOMPARE(menu->isVisible(), !menu->menu()->isEmpty());
                const QList<QAction *> actions = menu->menu()->actions();
                inMenus.unite(QSet<QAction *>(actions.cbegin(), actions.cend()));
            }
            const auto entries = shell.window->actionRegistry()->entries();
            for (const ActionRegistry::Entry &entry : entries) {
                QVERIFY(!entry.action->objectName().isEmpty());
                const bool here = entry.page == ActionRegistry::anyPage || entry.page == int(page);
                QVERIFY2(inMenus.contains(entry.action) == here, qPrintable(entry.action->objectName()));
                const QString text = plainActionText(entry.action);
                shell.window->commandPalette()->open(u">"_s + text);
                const PaletteModel *model = shell.window->commandPalette()->model();
                QStringList rows;
                for (int row = 0; row < model->rowCount(); ++row)
                    rows.append(model->index(row).data().toString());
                if (entry.action->isEnabled() && entry.action->isVisible())
                    QVERIFY2(rows.contains(text), qPrintable(text));
            }
            shell.window->commandPalette()->dismiss();
            // Nothing with keys is outside the registry.
            const auto all = shell.window->findChildren<QAction *>();
            for (QAction *action : all) {
                const bool popup = qobject_cast<QMenu *>(action->parent()) != nullptr;
                const bool known = std::any_of(entries.cbegin(), entries.cend(),
                                               [action](const auto &entry) { return entry.action == action; });
                if (!action->shortcut().isEmpty() && !popup && !qobject_cast<QLineEdit *>(action->parent()))
                    QVERIFY2(known, qPrintable(action->text()));
            }
        }
        const auto clashes = shell.window->actionRegistry()->clashes();
        for (const ActionRegistry::Clash &clash : clashes)
            qWarning() << clash.first << clash.second << clash.keys;
        QVERIFY(clashes.isEmpty());
    }

    void everyFocusableWidgetHasAName()
    {
        ShellFixture shell;
        start(shell);
        shell.window->commandPalette()->open();
        shell.window->openSettings();
        shell.window->openHelp();
        shell.window->openAbout();
        keys(shell, Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        const auto all = shell.window->findChildren<QWidget *>();
        for (const QWidget *widget : all) {
            const bool inner = widget->objectName().startsWith(u"qt_"_s);
            if (!(widget->focusPolicy() & Qt::TabFocus) || inner || widget->focusProxy())
                continue;
            const QAccessibleInterface *accessible
                = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
            const QString name = accessible ? accessible->text(QAccessible::Name) : QString();
            QVERIFY2(!name.isEmpty(),
                     qPrintable(QLatin1StringView(widget->metaObject()->className()) + u' ' + widget->objectName()));
        }
    }

    void helpListsAndFiltersShortcuts()
    {
        ShellFixture shell;
        start(shell);
        keys(shell, Qt::Key_F1, Qt::NoModifier);
        auto *help = shell.window->findChild<QDialog *>(u"shortcutHelp"_s);
        QVERIFY(help && help->isVisible());
        auto *list = help->findChild<QTreeWidget *>(u"shortcutList"_s);
        QVERIFY(!list->findItems(u"Ctrl+K"_s, Qt::MatchExactly | Qt::MatchRecursive, 1).isEmpty());
        QVERIFY(!list->findItems(u"Use Browser"_s, Qt::MatchExactly | Qt::MatchRecursive, 0).isEmpty());
        QTest::keyClicks(help->findChild<QLineEdit *>(u"shortcutFilter"_s), u"pane"_s);
        QCOMPARE(list->topLevelItemCount(), 1);
        QCOMPARE(list->topLevelItem(0)->childCount(), 2);
        QTest::keyClicks(help->findChild<QLineEdit *>(u"shortcutFilter"_s), u"zzz"_s);
        QVERIFY(!list->isVisible());
    }

    void paneKeysVisitEveryPane()
    {
        ShellFixture shell;
        start(shell);
        markPane(shell.find<QWidget>("overviewPage"));
        auto *field = shell.find<QLineEdit>("overviewField");
        field->setFocus();
        auto *rail = shell.find<QListView>("railActions");
        rail->setFocus();
        field->setFocus();
        keys(shell, Qt::Key_F6, Qt::NoModifier);
        QVERIFY(shell.find<QWidget>("topBar")->isAncestorOf(QApplication::focusWidget()));
        keys(shell, Qt::Key_F6, Qt::NoModifier);
        QVERIFY(rail->hasFocus()); // where one was
        keys(shell, Qt::Key_F6, Qt::NoModifier);
        QVERIFY(field->hasFocus());
        keys(shell, Qt::Key_F6, Qt::ShiftModifier);
        QVERIFY(rail->hasFocus());
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

QTEST_MAIN(MainWindowTest)
#include "tst_mainwindow.moc"
