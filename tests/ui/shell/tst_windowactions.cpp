// SPDX-License-Identifier: GPL-3.0-or-later
// Every action can be found, and every control has a name.
#include "tests/ui/shell/windowdriver.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/palettemodel.h"

#include <QAccessible>
#include <QMenu>
#include <QMenuBar>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

class WindowActionsTest : public QObject, private WindowDriver {
    Q_OBJECT

private slots:
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
};

QTEST_MAIN(WindowActionsTest)
#include "tst_windowactions.moc"
