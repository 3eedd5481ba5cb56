// SPDX-License-Identifier: GPL-3.0-or-later
// Several windows of one program: where they open, and how they close without losing what was typed.
#include "app/application.h"
#include "app/databasewindow.h"
#include "models/connections/profilestore.h"
#include "models/connections/secretstore.h"
#include "models/session/session.h"
#include "models/values/keydocument.h"
#include "tests/support/sandboxprocess.h"
#include "ui/browser/browserpage.h"
#include "ui/connections/connectionspage.h"
#include "ui/shell/mainwindow.h"
#include "ui/values/valuepage.h"
#include "ui/values/valuepane.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPlainTextEdit>
#include <QTemporaryDir>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

class WindowsTest final : public QObject {
    Q_OBJECT

private:
    [[nodiscard]] DatabaseWindow *at(size_t index) const { return m_application->windows().at(index).get(); }
    [[nodiscard]] static QDialog *question(DatabaseWindow *database)
    {
        const QList<QDialog *> dialogs = database->window()->findChildren<QDialog *>();
        for (QDialog *dialog : dialogs) {
            if (dialog->isVisible())
                return dialog;
        }
        return nullptr;
    }
    static void quitFrom(DatabaseWindow *database)
    {
        database->window()->findChild<QAction *>(u"quitAction"_s)->trigger();
    }
    /// Opens the key of the first window and changes it without saving.
    void typeIntoTheFirst()
    {
        emit at(0)->connectionsPage()->openRequested(m_profile, OpenMode::Normal);
        QTRY_VERIFY(at(0)->session());
        at(0)->browser()->openKey("draft");
        const auto page = [this] {
            return at(0)->browser()->valuePane()->currentPage();
        };
        QTRY_VERIFY(page() && page()->document()->key() == "draft"
                    && page()->document()->state() == KeyDocument::State::Ready);
        QPlainTextEdit *editor = nullptr;
        const QList<QPlainTextEdit *> editors = page()->findChildren<QPlainTextEdit *>();
        for (QPlainTextEdit *shown : editors)
            editor = shown->isVisible() ? shown : editor;
        QVERIFY(editor);
        editor->setFocus();
        QTest::keyClicks(editor, u"typed "_s);
        QTRY_VERIFY(at(0)->browser()->hasUnsaved());
    }

    QTemporaryDir m_config;
    SandboxProcess m_sandbox{{u"--no-sample-data"_s}};
    std::unique_ptr<Application> m_application;
    QUuid m_profile;

private slots:
    void initTestCase() { QVERIFY2(m_sandbox.start(), m_sandbox.errorText().constData()); }
    void init()
    {
        QCOMPARE(m_sandbox.redis({"SET", "draft", "saved"}).toByteArray(), "OK");
        Application::Places places;
        places.configFolder = m_config.path();
        places.useKeychain = false;
        m_application = std::make_unique<Application>(qobject_cast<QApplication *>(qApp), places);
        m_application->start({});
        Profile profile;
        profile.name = u"drafts"_s;
        profile.url = m_sandbox.url();
        profile.environment = Environment::Development;
        m_profile = m_application->services().profiles->add(profile);
        m_application->services().secrets->keepForSession(m_profile, TokenKind::Standard, Secret(m_sandbox.token()));
    }
    void cleanup()
    {
        m_application->services().profiles->remove(m_profile);
        for (const auto &window : m_application->windows())
            window->closeDatabase();
        // A health check ends with its answer, not with the window that asked for it.
        QTRY_VERIFY(m_application->services().network->findChildren<QNetworkReply *>().isEmpty());
        QCoreApplication::sendPostedEvents();
        m_application.reset();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    void aSecondWindowDoesNotHideTheFirst()
    {
        at(0)->window()->setGeometry(0, 0, 1024, 680);
        m_application->newWindow();
        QCOMPARE(m_application->windows().size(), 2);
        QVERIFY(at(1)->window()->isVisible());
        const QRect screen = at(0)->window()->screen()->availableGeometry();
        if (screen.width() > 1100 && screen.height() > 760)
            QVERIFY(at(1)->window()->pos() != at(0)->window()->pos());
        QVERIFY(screen.intersects(at(1)->window()->geometry()));
    }

    void quitClosesEveryWindow()
    {
        m_application->newWindow();
        m_application->newWindow();
        quitFrom(at(1));
        QTRY_VERIFY(m_application->windows().empty());
    }

    void quitAsksWhereSomethingIsUnsaved()
    {
        typeIntoTheFirst();
        m_application->newWindow();
        quitFrom(at(1));
        // The window without edits is gone, the other asks.
        QTRY_COMPARE(m_application->windows().size(), 1);
        QTRY_VERIFY(question(at(0)));
        question(at(0))->reject();
        QTRY_VERIFY(!question(at(0)));
        QVERIFY(at(0)->window()->isVisible());
        QVERIFY(at(0)->browser()->hasUnsaved());
        // Whoever stayed is not quitting any more: closing another window later leaves this one alone.
        m_application->newWindow();
        at(1)->window()->close();
        QTRY_COMPARE(m_application->windows().size(), 1);
        QVERIFY(!question(at(0)));
        QCOMPARE(m_sandbox.redis({"GET", "draft"}).toByteArray(), "saved");
    }

    void discardingGoesOnWithQuitting()
    {
        typeIntoTheFirst();
        m_application->newWindow();
        quitFrom(at(0));
        QTRY_VERIFY(m_application->windows().size() == 1 && question(at(0)));
        QTest::mouseClick(question(at(0))->findChild<QAbstractButton *>(u"questionAccept"_s), Qt::LeftButton);
        QTRY_VERIFY(m_application->windows().empty());
        QCOMPARE(m_sandbox.redis({"GET", "draft"}).toByteArray(), "saved");
    }

    void anEditedDatabaseCanBeOpenedAgain()
    {
        typeIntoTheFirst();
        Profile edited = *m_application->services().profiles->find(m_profile);
        edited.name = u"renamed"_s;
        m_application->services().profiles->update(edited);
        QAbstractButton *again = nullptr;
        const auto offered = [this, &again] {
            const QList<QAbstractButton *> buttons = at(0)->window()->findChildren<QAbstractButton *>();
            for (QAbstractButton *button : buttons) {
                if (button->isVisible() && button->text() == u"Open again"_s)
                    again = button;
            }
            return again != nullptr;
        };
        QTRY_VERIFY(offered());
        QVERIFY(at(0)->browser()->hasUnsaved()); // nothing happens by itself
        again->click();
        QTRY_VERIFY(question(at(0))); // opening again would lose what was typed
        QTest::mouseClick(question(at(0))->findChild<QAbstractButton *>(u"questionAccept"_s), Qt::LeftButton);
        QTRY_VERIFY(at(0)->session() && at(0)->session()->profile().name == u"renamed"_s);
    }
};

QTEST_MAIN(WindowsTest)
#include "tst_windows.moc"
