// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gallery/tour_shell.h"

#include "app/application.h"
#include "app/databasewindow.h"
#include "models/connections/profilestore.h"
#include "tests/gallery/camera.h"
#include "ui/connections/connectionspage.h"
#include "ui/connections/databasefilterbar.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QTabBar>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

void takeGroups(ProfileStore *profiles)
{
    const QList<Profile> saved = profiles->profiles();
    for (Profile profile : saved) {
        if (profile.name == "prod-eu-main"_L1) {
            profile.group = u"Shop"_s;
            profile.limits.period = PlanLimits::Period::PayAsYouGo;
            profile.limits.budgetDollars = 60;
        } else if (profile.name == "staging-shop"_L1) {
            profile.group = u"Shop"_s;
            profile.limits.period = PlanLimits::Period::Monthly;
            profile.limits.commands = 500'000;
        } else if (profile.name == "prod-us-edge"_L1) {
            profile.group = u"Edge team"_s;
            profile.limits.period = PlanLimits::Period::Daily;
            profile.limits.commands = 10'000;
        }
        profiles->update(profile);
    }
}

} // namespace

void tourShell(Application *application, Camera *camera)
{
    DatabaseWindow *database = application->windows().front().get();
    MainWindow *window = database->window();
    ConnectionsPage *page = database->connectionsPage();
    Theme *theme = application->theme();
    const auto shoot = [camera, window](const QString &name, const QString &what) {
        settle(250);
        camera->shoot(name, what, window);
    };
    const auto closeDialogs = [window] {
        const QList<QDialog *> dialogs = window->findChildren<QDialog *>();
        for (QDialog *dialog : dialogs)
            dialog->reject();
        settle();
    };
    takeGroups(application->services().profiles);
    shoot(u"start-groups"_s, u"databases with groups and plans"_s);
    auto *order = page->findChild<QComboBox *>(u"databaseOrder"_s);
    order->setFocus();
    QTest::keyClick(order, Qt::Key_Down);
    shoot(u"start-by-group"_s, u"ordered by group"_s);
    auto *look = page->findChild<QWidget *>(u"databaseLook"_s);
    const QList<QAbstractButton *> looks = look->findChildren<QAbstractButton *>();
    looks.constLast()->click();
    shoot(u"start-list"_s, u"databases as a list"_s);
    looks.constFirst()->click();
    QTest::keyClick(order, Qt::Key_Up);

    const Profile edited = application->services().profiles->profiles().constFirst();
    page->editDatabase(edited.id);
    shoot(u"edit-database-more"_s, u"everything of a saved database"_s);
    // Of the dialog that is open: one that was closed may still be waiting for its end.
    for (auto *plan : window->findChildren<QComboBox *>(u"planField"_s)) {
        if (!plan->isVisible())
            continue;
        plan->setFocus();
        QTest::keyClick(plan, Qt::Key_End);
        if (auto *file = plan->window()->findChild<QLineEdit *>(u"caFileField"_s))
            QTest::keyClicks(file, u"/etc/hostname-of-nobody.pem"_s);
        settle(500);
    }
    shoot(u"edit-database-problems"_s, u"what cannot be saved like this"_s);
    closeDialogs();

    window->resize(1024, 680);
    shoot(u"start-narrow"_s, u"a narrow window: the right panel is a tab"_s);
    if (auto *tabs = page->findChild<QTabBar *>(u"sidePaneTabs"_s))
        tabs->setCurrentIndex(1);
    shoot(u"start-narrow-connect"_s, u"the tab of the right panel"_s);
    if (auto *tabs = page->findChild<QTabBar *>(u"sidePaneTabs"_s))
        tabs->setCurrentIndex(0);

    theme->setTextSize(16);
    const QList<QSize> sizes{{1024, 680}, {1280, 800}, {1920, 1200}};
    for (const QSize &size : sizes) {
        window->resize(size);
        shoot(u"start-text16-%1"_s.arg(size.width()), u"the largest text"_s);
    }
    window->resize(1280, 800);
    page->editDatabase(edited.id);
    shoot(u"edit-database-text16"_s, u"the dialog with the largest text"_s);
    closeDialogs();
    theme->setTextSize(13);

    window->resize(1440, 900);
    theme->setHighContrast(true);
    shoot(u"start-contrast"_s, u"high contrast"_s);
    page->editDatabase(edited.id);
    shoot(u"edit-database-contrast"_s, u"the dialog in high contrast"_s);
    closeDialogs();
    window->openSettings();
    shoot(u"settings-contrast"_s, u"settings in high contrast"_s);
    closeDialogs();
    theme->setHighContrast(false);
}

} // namespace stashdeck
