// SPDX-License-Identifier: GPL-3.0-or-later
// The whole application on a real database, driven as a person would: what the README promises, and what must never
// happen on the way.
#include "app/application.h"
#include "app/databasewindow.h"
#include "models/connections/profilestore.h"
#include "models/keyspace/keyspace.h"
#include "models/session/commandmeter.h"
#include "models/session/session.h"
#include "models/session/writelock.h"
#include "models/values/keydocument.h"
#include "tests/support/sandboxprocess.h"
#include "ui/browser/browserpage.h"
#include "ui/connections/connectionspage.h"
#include "ui/keyspace/keypane.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/mainwindow.h"
#include "ui/values/valuepage.h"
#include "ui/values/valuepane.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QDialog>
#include <QDirIterator>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTemporaryDir>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

namespace {

QStringList logLines;

void keepLog(QtMsgType, const QMessageLogContext &, const QString &line)
{
    logLines.append(line);
}

QList<QWidget *> visibleWidgets(QWidget *window)
{
    QList<QWidget *> found;
    const QList<QWidget *> all = window->findChildren<QWidget *>();
    for (QWidget *widget : all) {
        if (widget->isVisible())
            found.append(widget);
    }
    return found;
}

} // namespace

class JourneyTest : public QObject {
    Q_OBJECT

private:
    [[nodiscard]] DatabaseWindow *database() const { return m_application->windows().front().get(); }
    [[nodiscard]] MainWindow *window() const { return database()->window(); }
    [[nodiscard]] ValuePage *page() const { return database()->browser()->valuePane()->currentPage(); }
    [[nodiscard]] bool scanned() const
    {
        const Keyspace *keyspace = database()->browser()->keyspace();
        return keyspace && keyspace->activeScanner()->state() == KeyScanner::State::Finished;
    }
    [[nodiscard]] bool isReady(const QByteArray &key) const
    {
        return page() && page()->document()->key() == key && page()->document()->state() == KeyDocument::State::Ready;
    }
    [[nodiscard]] QPlainTextEdit *visibleEditor() const
    {
        const QList<QPlainTextEdit *> editors = page()->findChildren<QPlainTextEdit *>();
        for (QPlainTextEdit *editor : editors) {
            if (editor->isVisible())
                return editor;
        }
        return nullptr;
    }
    [[nodiscard]] QDialog *dialog() const
    {
        const QList<QDialog *> dialogs = window()->findChildren<QDialog *>();
        for (QDialog *shown : dialogs) {
            if (shown->isVisible())
                return shown;
        }
        return nullptr;
    }
    [[nodiscard]] static QAbstractButton *buttonWithText(QWidget *parent, const QString &text)
    {
        const QList<QAbstractButton *> buttons = parent->findChildren<QAbstractButton *>();
        for (QAbstractButton *button : buttons) {
            if (button->isVisible() && button->text().remove(u'&') == text)
                return button;
        }
        return nullptr;
    }
    [[nodiscard]] QByteArray env() const
    {
        return "UPSTASH_REDIS_REST_URL=\"" + m_sandbox.url().toString().toLatin1() + "\"\nUPSTASH_REDIS_REST_TOKEN=\""
            + m_sandbox.token() + "\n\"\n";
    }
    QTemporaryDir m_config;
    SandboxProcess m_sandbox{{u"--keys"_s, u"2000"_s}};
    std::unique_ptr<Application> m_application;

private slots:
    void initTestCase()
    {
        const bool started = m_sandbox.start();
        QVERIFY2(started, m_sandbox.errorText().constData());
        qInstallMessageHandler(keepLog); // the application's redactor hands on to this one
        Application::Places places;
        places.configFolder = m_config.path();
        places.sandboxPort = 0;
        places.useKeychain = false;
        m_application = std::make_unique<Application>(qApp, places);
        m_application->start({});
        QVERIFY(QTest::qWaitForWindowExposed(window()));
    }

    void cleanupTestCase()
    {
        // A test ends with nothing in flight: what was stopped finishes in the next turns of the loop.
        database()->closeDatabase();
        QCoreApplication::processEvents();
        QTest::qWait(50); // deferred deletions of Qt's network thread have no signal
        m_application.reset();
        qInstallMessageHandler(nullptr);
    }

    void addsADatabaseByPasting()
    {
        database()->connectionsPage()->addDatabase(QString::fromLatin1(env()));
        QTRY_VERIFY(dialog());
        QAbstractButton *addAndOpen = nullptr;
        QTRY_VERIFY((addAndOpen = buttonWithText(dialog(), u"Add and open"_s)) && addAndOpen->isEnabled());
        QTest::mouseClick(addAndOpen, Qt::LeftButton);
        QTRY_VERIFY(database()->session());
        QTRY_VERIFY(scanned());
        QVERIFY(database()->browser()->keyspace()->loadedKeys() >= 1900);
        QCOMPARE(m_application->services().profiles->profiles().size(), 1);
    }

    void editsAStringAndKeepsItsTtl()
    {
        QCOMPARE(m_sandbox.redis({"SET", "journey", "before", "EX", "1000"}).toByteArray(), "OK");
        database()->browser()->openKey("journey");
        QTRY_VERIFY(isReady("journey"));
        QPlainTextEdit *editor = visibleEditor();
        QVERIFY(editor);
        window()->activateWindow();
        editor->setFocus();
        QTRY_VERIFY(editor->hasFocus());
        QTest::keyClick(editor, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(editor, u"after"_s);
        QTRY_VERIFY(page()->isDirty());
        QTest::keyClick(editor, Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(m_sandbox.redis({"GET", "journey"}).toByteArray(), "after");
        QTRY_VERIFY(!page()->isDirty());
        const int ttl = m_sandbox.redis({"TTL", "journey"}).toInt();
        QVERIFY2(ttl > 900 && ttl <= 1000, qPrintable(QString::number(ttl)));
    }

    void deletesAndBringsBack()
    {
        database()->browser()->openKey("journey");
        QTRY_VERIFY(isReady("journey"));
        database()->browser()->valuePane()->deleteKey("journey", "string");
        QTRY_COMPARE(m_sandbox.redis({"EXISTS", "journey"}).toInt(), 0);
        database()->browser()->keyPane()->setFocus();
        QTest::keyClick(window()->focusWidget(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(m_sandbox.redis({"GET", "journey"}).toByteArray(), "after");
        const int ttl = m_sandbox.redis({"TTL", "journey"}).toInt();
        QVERIFY2(ttl > 900 && ttl <= 1000, qPrintable(QString::number(ttl)));
    }

    void sendsNothingWhileIdleOrHidden()
    {
        database()->browser()->openKey("journey");
        QTRY_VERIFY(isReady("journey"));
        // Rows that came on screen are asked for once; after that there is silence. Two looks at the server's own log,
        // a second apart.
        int before = -1;
        QTRY_VERIFY_WITH_TIMEOUT(
            [&] {
                const int now = m_sandbox.billedCommands();
                QTest::qWait(1000); // silence can only be waited for
                return (before = m_sandbox.billedCommands()) == now;
            }(),
            15'000);
        window()->hide();
        QTest::qWait(300); // silence can only be waited for: longer than any debounce of the pane
        window()->show();
        QTest::qWait(300); // the same
        QCOMPARE(m_sandbox.billedCommands(), before);
    }

    void countsWhatTheServerCounted()
    {
        // At rest since the test before: from here on, every command is the session's.
        const int server = m_sandbox.billedCommands();
        const qint64 ours = database()->session()->meter()->commands();
        page()->reload();
        database()->browser()->keyspace()->rescan();
        QTRY_VERIFY(database()->session()->meter()->commands() >= ours + 5);
        QTRY_VERIFY(scanned());
        QTRY_COMPARE(m_sandbox.billedCommands() - server, int(database()->session()->meter()->commands() - ours));
    }

    void noPluralIsLeftOpen()
    {
        const QList<QWidget *> widgets = visibleWidgets(window());
        for (const QWidget *widget : widgets) {
            if (const auto *label = qobject_cast<const QLabel *>(widget))
                QVERIFY2(!label->text().contains(u"(s)"_s), qPrintable(label->text()));
            if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
                QVERIFY2(!button->text().contains(u"(s)"_s), qPrintable(button->text()));
        }
    }

    void everyLabelIsPlainText()
    {
        const QList<QLabel *> labels = window()->findChildren<QLabel *>();
        QVERIFY(labels.size() > 5);
        for (const QLabel *label : labels)
            QVERIFY2(label->textFormat() == Qt::PlainText || label->text().isEmpty(), qPrintable(label->text()));
    }

    void everyFocusableWidgetHasAName()
    {
        QStringList unnamed;
        const QList<QWidget *> widgets = visibleWidgets(window());
        for (QWidget *widget : widgets) {
            if (widget->focusPolicy() == Qt::NoFocus || !widget->isEnabled() || widget->focusProxy())
                continue;
            QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
            if (accessible && accessible->text(QAccessible::Name).isEmpty())
                unnamed.append(QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName());
        }
        QVERIFY2(unnamed.isEmpty(), qPrintable(unnamed.join(u'\n')));
    }

    void noShortcutClashes()
    {
        QStringList clashes;
        const QList<ActionRegistry::Clash> found = window()->actionRegistry()->clashes();
        for (const ActionRegistry::Clash &clash : found)
            clashes.append(clash.first->objectName() + u" and "_s + clash.second->objectName() + u" on "_s
                           + clash.keys.toString());
        QVERIFY2(clashes.isEmpty(), qPrintable(clashes.join(u'\n')));
    }

    void productionIsLockedUntilUnlocked()
    {
        Profile production = m_application->services().profiles->profiles().first();
        production.id = QUuid::createUuid();
        production.name = u"prod"_s;
        production.environment = Environment::Production;
        production.readOnly = true;
        database()->open(production, Secret(m_sandbox.token()));
        QTRY_VERIFY(scanned());
        database()->browser()->openKey("journey");
        QTRY_VERIFY(isReady("journey"));
        QPlainTextEdit *editor = nullptr;
        QTRY_VERIFY((editor = visibleEditor()));
        QVERIFY(editor->isReadOnly());
        QTest::keyClicks(editor, u"x"_s);
        page()->save();
        // A round trip later, a write would have arrived before it.
        const int answered = database()->session()->latency()->count();
        database()->session()->ping();
        QTRY_VERIFY(database()->session()->latency()->count() > answered);
        QCOMPARE(m_sandbox.redis({"GET", "journey"}).toByteArray(), "after");
        database()->session()->writeLock()->unlock();
        QTRY_VERIFY(!editor->isReadOnly());
        QVERIFY(window()->windowTitle().contains(u"prod"_s));
    }

    void theTokenIsNowhere()
    {
        m_application->services().profiles->flush();
        m_application->services().settings->flush();
        const QByteArray token = m_sandbox.token();
        const QList<QByteArray> forms{token, token.toBase64(), token.toPercentEncoding(), token.toHex()};
        int files = 0;
        QDirIterator it(m_config.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            QFile file(it.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray content = file.readAll();
            for (const QByteArray &form : forms)
                QVERIFY2(!content.contains(form), qPrintable(file.fileName()));
            QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
            ++files;
        }
        QVERIFY(files >= 1);
        const QString text = QString::fromLatin1(token);
        for (const QString &line : std::as_const(logLines))
            QVERIFY(!line.contains(text));
        QVERIFY(!window()->windowTitle().contains(text));
        const QList<QWidget *> widgets = window()->findChildren<QWidget *>();
        for (const QWidget *widget : widgets) {
            QVERIFY(!widget->toolTip().contains(text));
            QVERIFY(!widget->accessibleName().contains(text));
            if (const auto *label = qobject_cast<const QLabel *>(widget))
                QVERIFY(!label->text().contains(text));
        }
    }
};

QTEST_MAIN(JourneyTest)
#include "tst_journey.moc"
