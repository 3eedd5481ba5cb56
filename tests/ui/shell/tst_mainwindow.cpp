// SPDX-License-Identifier: GPL-3.0-or-later
// The window and its pages: what is shown, where keys lead, what comes back at the next start.
#include "tests/ui/shell/windowdriver.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/palettemodel.h"
#include "ui/shell/panecycle.h"
#include "ui/shell/shellsettings.h"

#include <QDialog>
#include <QListView>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

class MainWindowTest : public QObject, private WindowDriver {
    Q_OBJECT

private slots:
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
        keys(shell, Qt::Key_Left, Qt::ControlModifier | Qt::AltModifier);
        QCOMPARE(shell.window->currentPage(), std::optional(shell.browser));
        keys(shell, Qt::Key_Left, Qt::ControlModifier | Qt::AltModifier);
        QCOMPARE(shell.window->currentPage(), std::optional(shell.overview));
        keys(shell, Qt::Key_Left, Qt::ControlModifier | Qt::AltModifier); // nothing before it
        QCOMPARE(shell.window->currentPage(), std::optional(shell.overview));
        keys(shell, Qt::Key_Right, Qt::ControlModifier | Qt::AltModifier);
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
};

QTEST_MAIN(MainWindowTest)
#include "tst_mainwindow.moc"
