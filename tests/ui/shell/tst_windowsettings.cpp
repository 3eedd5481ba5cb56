// SPDX-License-Identifier: GPL-3.0-or-later
// Appearance and settings, and the list of shortcuts.
#include "tests/ui/shell/windowdriver.h"
#include "ui/shell/shellsettings.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QDialog>
#include <QImage>
#include <QTest>
#include <QTreeWidget>
#include <QWindow>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

class WindowSettingsTest : public QObject, private WindowDriver {
    Q_OBJECT

private slots:
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
        choose("settingHighContrast", int(ShellSettings::Contrast::On));
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
        QCOMPARE(again.value(ShellSettings::contrast), ShellSettings::Contrast::On);
        QCOMPARE(again.value(ShellSettings::productionOpensReadOnly), false);
        QCOMPARE(again.value(ShellSettings::defaultSeparator), u"/"_s);
    }

    void contrastFollowsTheSystemUnlessChosen()
    {
        ShellFixture shell;
        start(shell);
        bool wanted = true;
        shell.themeSettings->systemContrast()->setReader([&wanted] { return wanted; });
        QVERIFY(shell.theme.highContrast());
        // The window shows it at once: the line under the top bar has the colour of text.
        auto *bar = shell.find<QWidget>("topBar");
        const auto edge = [bar] {
            const QImage picture = bar->grab().toImage();
            return picture.pixelColor(picture.width() / 2, picture.height() - 1);
        };
        QCOMPARE(edge(), shell.theme.color(Token::Text));
        shell.settings->set(ShellSettings::contrast, ShellSettings::Contrast::Off);
        QVERIFY(!shell.theme.highContrast());
        QVERIFY(edge() != shell.theme.color(Token::Text));
        wanted = false;
        shell.themeSettings->systemContrast()->setReader([&wanted] { return wanted; });
        shell.settings->set(ShellSettings::contrast, ShellSettings::Contrast::System);
        QVERIFY(!shell.theme.highContrast());
        wanted = true;
        QEvent themeChange(QEvent::ThemeChange);
        QCoreApplication::sendEvent(shell.window->windowHandle(), &themeChange);
        QVERIFY(shell.theme.highContrast());
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
};

QTEST_MAIN(WindowSettingsTest)
#include "tst_windowsettings.moc"
