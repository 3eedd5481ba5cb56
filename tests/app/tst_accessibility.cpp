// SPDX-License-Identifier: GPL-3.0-or-later
// The real window and its dialogs as somebody meets them who has no mouse or cannot see: every control has a name and
// is reached by Tab once, every action is in a menu and in the palette, and no two answer to the same keys.
#include "app/application.h"
#include "app/databasewindow.h"
#include "models/connections/profilestore.h"
#include "models/keyspace/keyspace.h"
#include "models/session/session.h"
#include "tests/support/sandboxprocess.h"
#include "ui/browser/browserpage.h"
#include "ui/connections/connectionspage.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/palettemodel.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QTemporaryDir>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

namespace {

QString described(const QWidget *widget)
{
    QStringList way;
    for (const QWidget *at = widget; at != nullptr && way.size() < 4; at = at->parentWidget())
        way.prepend(QLatin1StringView(at->metaObject()->className()) + u'#' + at->objectName());
    return way.join(u" > "_s);
}

/// What Tab is expected to stop at.
QList<QWidget *> stopsOf(const QWidget *window)
{
    QList<QWidget *> stops;
    const QList<QWidget *> all = window->findChildren<QWidget *>();
    for (QWidget *widget : all) {
        if (widget->window() == window && widget->isVisible() && widget->isEnabled()
            && (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus && widget->focusProxy() == nullptr)
            stops.append(widget);
    }
    return stops;
}

} // namespace

class AccessibilityTest final : public QObject {
    Q_OBJECT

private:
    [[nodiscard]] DatabaseWindow *database() const { return m_application->windows().front().get(); }
    [[nodiscard]] MainWindow *window() const { return database()->window(); }
    [[nodiscard]] QDialog *dialog() const
    {
        const QList<QDialog *> dialogs = window()->findChildren<QDialog *>();
        for (QDialog *shown : dialogs) {
            if (shown->isVisible())
                return shown;
        }
        return nullptr;
    }
    void closeDialog()
    {
        while (QDialog *shown = dialog())
            shown->reject();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    void everyStopHasAName(QWidget *of)
    {
        QStringList nameless;
        const QList<QWidget *> stops = stopsOf(of);
        QVERIFY(!stops.isEmpty());
        for (QWidget *stop : stops) {
            const QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(stop);
            if (!accessible || accessible->text(QAccessible::Name).trimmed().isEmpty())
                nameless.append(described(stop));
        }
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
    }

    void tabVisitsEachOnce(QWidget *of)
    {
        of->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(of));
        const QList<QWidget *> stops = stopsOf(of);
        if (!stops.contains(of->focusWidget()))
            stops.constFirst()->setFocus(Qt::TabFocusReason);
        const QWidget *first = of->focusWidget();
        QHash<const QWidget *, int> visits;
        for (int i = 0; i < 400; ++i) {
            ++visits[of->focusWidget()];
            QTest::keyClick(of, Qt::Key_Tab); // to the window: an editor would take it for its text
            if (of->focusWidget() == first)
                break;
        }
        QStringList wrong;
        for (const QWidget *stop : stops) {
            if (visits.value(stop) != 1)
                wrong.append(u"%1 visited %2 times"_s.arg(described(stop)).arg(visits.value(stop)));
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
        QCOMPARE(of->focusWidget(), first);
    }

    void actionsCanBeFound(int page)
    {
        QSet<QAction *> inMenus;
        const QList<QAction *> menus = window()->menuBar()->actions();
        for (const QAction *menu : menus) {
            const QList<QAction *> actions = menu->menu()->actions();
            inMenus.unite(QSet<QAction *>(actions.cbegin(), actions.cend()));
        }
        const QList<ActionRegistry::Entry> entries = window()->actionRegistry()->entries();
        QStringList wrong;
        for (const ActionRegistry::Entry &entry : entries) {
            if (entry.page != ActionRegistry::anyPage && entry.page != page)
                continue;
            const QString name = entry.action->objectName();
            if (name.isEmpty())
                wrong.append(u"without a name: "_s + entry.action->text());
            if (!inMenus.contains(entry.action))
                wrong.append(u"in no menu: "_s + name);
            if (!entry.action->isEnabled() || !entry.action->isVisible())
                continue;
            const QString text = plainActionText(entry.action);
            window()->commandPalette()->open(u">"_s + text);
            const PaletteModel *model = window()->commandPalette()->model();
            bool found = false;
            for (int row = 0; row < model->rowCount(); ++row)
                found = found || model->index(row).data().toString() == text;
            if (!found)
                wrong.append(u"not in the palette: "_s + text);
        }
        window()->commandPalette()->dismiss();
        const QList<QAction *> all = window()->findChildren<QAction *>();
        for (QAction *action : all) {
            const bool known = std::any_of(entries.cbegin(), entries.cend(),
                                           [action](const auto &entry) { return entry.action == action; });
            const bool inner = qobject_cast<QMenu *>(action->parent()) || qobject_cast<QLineEdit *>(action->parent());
            const auto *owner = qobject_cast<QWidget *>(action->parent());
            const bool ofDialog = owner && owner->window() != window();
            // The start page has an "Add database" of its own, for where it is the only thing that has the focus.
            const bool twin = action == database()->connectionsPage()->addDatabaseAction();
            if (!action->shortcut().isEmpty() && !known && !inner && !ofDialog && !twin)
                wrong.append(u"keys without a menu: "_s + action->objectName() + u' ' + action->text());
        }
        const QList<ActionRegistry::Clash> clashes = window()->actionRegistry()->clashes();
        for (const ActionRegistry::Clash &clash : clashes)
            wrong.append(u"%1 and %2 both use %3"_s.arg(clash.first->objectName(), clash.second->objectName(),
                                                        clash.keys.toString()));
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void dialogIsWalked(const QString &name)
    {
        QTRY_VERIFY(dialog());
        QCOMPARE(dialog()->objectName(), name);
        QVERIFY(!dialog()->windowTitle().isEmpty());
        everyStopHasAName(dialog());
        tabVisitsEachOnce(dialog());
        closeDialog();
    }

    QTemporaryDir m_config;
    SandboxProcess m_sandbox{{u"--keys"_s, u"300"_s}};
    std::unique_ptr<Application> m_application;
    QUuid m_profile;

private slots:
    void initTestCase()
    {
        QVERIFY2(m_sandbox.start(), m_sandbox.errorText().constData());
        Application::Places places;
        places.configFolder = m_config.path();
        places.useKeychain = false;
        m_application = std::make_unique<Application>(qobject_cast<QApplication *>(qApp), places);
        m_application->start({});
        window()->resize(1440, 900);
    }
    void cleanupTestCase()
    {
        m_application.reset();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    void cleanup() { closeDialog(); }

    void firstRun()
    {
        everyStopHasAName(window());
        tabVisitsEachOnce(window());
        actionsCanBeFound(ActionRegistry::startPage);
    }

    void startPage()
    {
        Profile profile;
        profile.name = u"shop"_s;
        profile.url = m_sandbox.url();
        profile.group = u"Shop"_s;
        profile.environment = Environment::Production;
        m_profile = m_application->services().profiles->add(profile);
        m_application->services().secrets->keepForSession(m_profile, TokenKind::Standard, Secret(m_sandbox.token()));
        everyStopHasAName(window());
        tabVisitsEachOnce(window());
        actionsCanBeFound(ActionRegistry::startPage);
        window()->resize(1024, 680);
        QTRY_VERIFY(window()->findChild<QWidget *>(u"sidePaneTabs"_s)->isVisible());
        tabVisitsEachOnce(window());
        actionsCanBeFound(ActionRegistry::startPage);
        window()->resize(1440, 900);
    }

    void dialogsOfTheStartPage()
    {
        ConnectionsPage *page = database()->connectionsPage();
        page->addDatabase();
        QTRY_VERIFY(dialog());
        QTest::keyClick(dialog()->findChild<QWidget *>(u"moreOptions"_s), Qt::Key_Right);
        dialogIsWalked(u"addDatabaseDialog"_s);
        page->editDatabase(m_profile);
        dialogIsWalked(u"editDatabaseDialog"_s);
        QFile env(m_config.filePath(u".env"_s));
        QVERIFY(env.open(QIODevice::WriteOnly));
        env.write("A_UPSTASH_REDIS_REST_URL=https://eu1-a-1.upstash.io\n"
                  "A_UPSTASH_REDIS_REST_TOKEN=AaD3AAIncDE1NzQ4ZmI2ZWU5MjE0YjA5OTM4ZGQxNzQ4QxN4\n");
        env.close();
        page->importFile(env.fileName());
        dialogIsWalked(u"importEnvDialog"_s);
        Error refused;
        refused.kind = Error::Kind::Unauthorized;
        page->showCouldNotConnect(m_profile, refused);
        QTRY_VERIFY(dialog());
        dialogIsWalked(dialog()->objectName());
    }

    void dialogsOfTheShell()
    {
        window()->openSettings();
        dialogIsWalked(u"settingsDialog"_s);
        window()->openHelp();
        dialogIsWalked(u"shortcutHelp"_s);
        window()->openAbout();
        QTRY_VERIFY(dialog());
        dialogIsWalked(dialog()->objectName());
    }

    void browser()
    {
        emit database()->connectionsPage()->openRequested(m_profile, OpenMode::Normal);
        QTRY_VERIFY(database()->session());
        QTRY_VERIFY(database()->browser()->keyspace() && database()->browser()->keyspace()->activeScanner());
        QTRY_COMPARE(database()->browser()->keyspace()->activeScanner()->state(), KeyScanner::State::Finished);
        everyStopHasAName(window());
        tabVisitsEachOnce(window());
        actionsCanBeFound(int(window()->currentPage().value()));
        QTest::keyClick(window(), Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        dialogIsWalked(u"questionDialog"_s);
    }
};

QTEST_MAIN(AccessibilityTest)
#include "tst_accessibility.moc"
