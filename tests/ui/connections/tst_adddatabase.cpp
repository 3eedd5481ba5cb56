// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/sandboxprocess.h"
#include "tests/ui/connections/connectionfixture.h"
#include "ui/connections/adddatabasedialog.h"
#include "ui/connections/environmentpicker.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray foreignToken = "AaD3AAIncDE1NzQ4ZmI2ZWU5MjE0YjA5OTM4ZGQxNzQ4QxN4";

// Accepts and answers with a web page; remembers what it was sent.
class HotelPage final : public QTcpServer {
public:
    HotelPage()
    {
        const bool listens = listen(QHostAddress::LocalHost);
        Q_ASSERT(listens);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                const QByteArray bytes = socket->readAll();
                received += bytes;
                if (bytes.endsWith(']')) {
                    socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 24\r\n"
                                  "Connection: close\r\n\r\n<html><b>Sign in</b></ht>");
                    socket->disconnectFromHost();
                }
            });
        });
    }
    [[nodiscard]] QString address() const { return u"http://127.0.0.1:%1"_s.arg(serverPort()); }
    QByteArray received;
};

} // namespace

class TestAddDatabase : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(m_sandbox.start(), m_sandbox.errorText().constData()); }
    void init()
    {
        m_fixture = std::make_unique<ConnectionFixture>();
        m_dialog = new AddDatabaseDialog(&m_fixture->theme, m_fixture->services());
        m_dialog->open();
        m_submitted = std::make_unique<QSignalSpy>(m_dialog.data(), &AddDatabaseDialog::submitted);
    }
    void cleanup()
    {
        delete m_dialog;
        m_fixture.reset();
        QGuiApplication::clipboard()->clear();
    }

    void aPastedEnvBlockFillsTestsAndAdds()
    {
        QGuiApplication::clipboard()->setText(
            u"SHOP_UPSTASH_REDIS_REST_URL=\"%1\"\r\nSHOP_UPSTASH_REDIS_REST_TOKEN=\"%2\"\r\nSTRIPE_KEY=sk_live_1\r\n"_s
                .arg(m_sandbox.url().toString(), QString::fromLatin1(m_sandbox.token())));
        click("pasteButton");
        QCOMPARE(field("nameField")->text(), u"shop"_s);
        QCOMPARE(field("addressField")->text(), m_sandbox.url().toString());
        QCOMPARE(field("tokenField")->echoMode(), QLineEdit::Password);
        QTRY_COMPARE(title(), u"Test passed"_s);
        QVERIFY(label("doctorCost").startsWith("4 commands"_L1));
        QCOMPARE(primary()->text(), u"Add and open"_s);
        QTest::keyClick(m_dialog, Qt::Key_Return);
        QCOMPARE(m_submitted->size(), 1);
        const auto entry = m_submitted->first().first().value<DatabaseEntry>();
        QCOMPARE(entry.profile.name, u"shop"_s);
        QVERIFY(entry.token == Secret(m_sandbox.token()));
        QVERIFY(entry.open);
        QVERIFY(!entry.isReadOnlyToken);
    }

    void ctrlVInAFieldTakesEverything()
    {
        QGuiApplication::clipboard()->setText(u"curl %1/get/x -H \"Authorization: Bearer %2\""_s.arg(
            m_sandbox.url().toString(), QString::fromLatin1(m_sandbox.token())));
        QTest::keySequence(field("addressField"), QKeySequence::Paste);
        QCOMPARE(field("addressField")->text(), m_sandbox.url().toString());
        QCOMPARE(field("tokenField")->text(), QString::fromLatin1(m_sandbox.token()));
    }

    void aLineBreakBehindTheTokenIsRemovedAndTold()
    {
        QTest::keyClicks(field("addressField"), m_sandbox.url().toString());
        QGuiApplication::clipboard()->setText(QString::fromLatin1(m_sandbox.token()) + u'\n');
        QTest::keySequence(field("tokenField"), QKeySequence::Paste);
        QTRY_COMPARE(title(), u"Test passed after one fix"_s);
        QVERIFY(findings().contains(u"Token ended with a line break. Removed."_s));
    }

    void aWrongTokenIsExplained()
    {
        typeIn(m_sandbox.url().toString(), QString::fromLatin1(foreignToken));
        QTRY_COMPARE(title(), u"The test found a problem"_s);
        QVERIFY(findings().contains(u"The token was refused"_s));
        QCOMPARE(primary()->text(), u"Add anyway"_s);
        QTest::mouseClick(primary(), Qt::LeftButton);
        QCOMPARE(m_submitted->size(), 1);
        QVERIFY(!m_submitted->first().first().value<DatabaseEntry>().open);
    }

    void aReadOnlyTokenIsKnown()
    {
        m_dialog->findChild<EnvironmentPicker *>()->setCurrent(Environment::Development);
        m_dialog->findChild<QCheckBox *>(u"readOnlyBox"_s)->setChecked(false);
        typeIn(m_sandbox.url().toString(), QString::fromLatin1(m_sandbox.readOnlyToken()));
        QTRY_COMPARE(title(), u"Test passed"_s);
        QVERIFY(findings().contains(u"This is a read-only token"_s));
        QVERIFY(m_dialog->findChild<QCheckBox *>(u"readOnlyBox"_s)->isChecked());
        QTest::mouseClick(primary(), Qt::LeftButton);
        QVERIFY(m_submitted->first().first().value<DatabaseEntry>().isReadOnlyToken);
    }

    void aDeadHostIsExplained()
    {
        quint16 port = 0;
        {
            QTcpServer gone;
            QVERIFY(gone.listen(QHostAddress::LocalHost));
            port = gone.serverPort();
        }
        typeIn(u"http://127.0.0.1:%1"_s.arg(port), QString::fromLatin1(foreignToken));
        QTRY_COMPARE_WITH_TIMEOUT(title(), u"The test found a problem"_s, 20'000);
        QVERIFY(findings().contains(u"The connection was refused"_s));
    }

    void aWebPageIsExplained()
    {
        HotelPage page;
        typeIn(page.address(), QString::fromLatin1(foreignToken));
        QTRY_COMPARE_WITH_TIMEOUT(title(), u"The test found a problem"_s, 20'000);
        QVERIFY2(findings().contains(u"A web page answered instead of the database"_s),
                 qPrintable(findings().join(u'|')));
    }

    void aTokenOfAnotherDatabaseIsNotSent()
    {
        delete m_dialog;
        HotelPage page;
        const QUuid other
            = m_fixture->add(u"<b>prod</b>"_s, QUrl(u"https://us1-solid-finch-38114.upstash.io"_s), foreignToken);
        m_dialog = new AddDatabaseDialog(&m_fixture->theme, m_fixture->services());
        m_dialog->open();
        QSignalSpy opened(m_dialog.data(), &AddDatabaseDialog::openOtherRequested);
        typeIn(page.address(), QString::fromLatin1(foreignToken));
        QTRY_COMPARE(title(), u"The test found a problem"_s);
        QVERIFY(findings().contains(u"Token belongs to another database"_s));
        QVERIFY(page.received.isEmpty());
        QAbstractButton *link = nullptr;
        for (auto *button : m_dialog->findChildren<QAbstractButton *>(u"findingAction"_s)) {
            if (button->text() == "Open that one"_L1 && button->isVisible())
                link = button;
        }
        QVERIFY(link);
        QTest::mouseClick(link, Qt::LeftButton);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.first().first().toUuid(), other);
    }

    void swappedFieldsAreSwappedBack()
    {
        QTest::keyClicks(field("addressField"), QString::fromLatin1(m_sandbox.token()));
        QTest::keyClicks(field("tokenField"), m_sandbox.url().toString());
        QTRY_VERIFY(findings().contains(u"This looks like a token in the URL field"_s));
        QTest::mouseClick(m_dialog->findChild<QAbstractButton *>(u"findingAction"_s), Qt::LeftButton);
        QCOMPARE(field("addressField")->text(), m_sandbox.url().toString());
        QTRY_COMPARE(title(), u"Test passed"_s);
    }

    void nothingToSaveDisablesTheButton_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("token");
        QTest::newRow("nothing") << QString() << QString();
        QTest::newRow("no token") << u"https://a.upstash.io"_s << QString();
        QTest::newRow("no address") << QString() << QString::fromLatin1(foreignToken);
        QTest::newRow("http") << u"http://a.upstash.io"_s << QString::fromLatin1(foreignToken);
        QTest::newRow("header injection") << u"https://a.upstash.io"_s << u"AaD3AAInc: x-evil=1"_s;
    }
    void nothingToSaveDisablesTheButton()
    {
        QFETCH(QString, address);
        QFETCH(QString, token);
        QTest::keyClicks(field("nameField"), u"name"_s);
        QTest::keyClicks(field("addressField"), address);
        QTest::keyClicks(field("tokenField"), token);
        QVERIFY(!primary()->isEnabled());
        QTest::keyClick(m_dialog, Qt::Key_Return);
        QCOMPARE(m_submitted->size(), 0);
    }

    void theTokenIsShownOnlyWhileHeld()
    {
        auto *eye = m_dialog->findChild<QAbstractButton *>(u"revealToken"_s);
        QTest::mousePress(eye, Qt::LeftButton);
        QCOMPARE(field("tokenField")->echoMode(), QLineEdit::Normal);
        QTest::mouseRelease(eye, Qt::LeftButton);
        QCOMPARE(field("tokenField")->echoMode(), QLineEdit::Password);
    }

    void textWithoutADatabaseIsSaidToHaveNone()
    {
        QGuiApplication::clipboard()->setText(u"UPSTASH_VECTOR_REST_TOKEN=abcdefghijklmnop1234567890"_s);
        click("pasteButton");
        QVERIFY(label("pasteHint").contains("another Upstash product"_L1));
        QGuiApplication::clipboard()->setText(u"hello"_s);
        click("pasteButton");
        QVERIFY(label("pasteHint").contains("No URL or token"_L1));
    }

    void escCancelsARunningTest()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        typeIn(u"http://127.0.0.1:%1"_s.arg(silent.serverPort()), QString::fromLatin1(foreignToken));
        QTRY_COMPARE(title(), u"Testing…"_s);
        click("testAgain"); // says Stop while it runs
        QCOMPARE(title(), u"The test was stopped"_s);
        QTest::keyClick(m_dialog, Qt::Key_Escape);
        QTRY_VERIFY(!m_dialog);
    }

    void editingKeepsTheSavedToken()
    {
        delete m_dialog;
        const QUuid id = m_fixture->add(u"mine"_s, m_sandbox.url(), m_sandbox.token(), Environment::Staging);
        m_dialog = new AddDatabaseDialog(&m_fixture->theme, m_fixture->services(), *m_fixture->profiles.find(id));
        m_dialog->open();
        QSignalSpy submitted(m_dialog.data(), &AddDatabaseDialog::submitted);
        QVERIFY(field("tokenField")->text().isEmpty());
        field("nameField")->selectAll();
        QTest::keyClicks(field("nameField"), u"renamed"_s);
        QTest::mouseClick(m_dialog->findChild<EnvironmentPicker *>()->segment(Environment::Production), Qt::LeftButton);
        QTest::mouseClick(primary(), Qt::LeftButton);
        QCOMPARE(submitted.size(), 1);
        const auto entry = submitted.first().first().value<DatabaseEntry>();
        QCOMPARE(entry.profile.id, id);
        QCOMPARE(entry.profile.name, u"renamed"_s);
        QCOMPARE(entry.profile.environment, Environment::Production);
        QVERIFY(entry.token.isEmpty());
    }

private:
    QLineEdit *field(const char *name) const { return m_dialog->findChild<QLineEdit *>(QLatin1StringView(name)); }
    QString label(const char *name) const { return m_dialog->findChild<QLabel *>(QLatin1StringView(name))->text(); }
    QString title() const { return label("doctorTitle"); }
    QStringList findings() const
    {
        QStringList result;
        for (const QLabel *found : m_dialog->findChildren<QLabel *>(u"findingTitle"_s))
            result.append(found->text());
        return result;
    }
    QAbstractButton *primary() const { return m_dialog->primary(); }
    void click(const char *name)
    {
        QTest::mouseClick(m_dialog->findChild<QAbstractButton *>(QLatin1StringView(name)), Qt::LeftButton);
    }
    void typeIn(const QString &address, const QString &token)
    {
        QTest::keyClicks(field("addressField"), address);
        QTest::keyClicks(field("tokenField"), token);
    }

    SandboxProcess m_sandbox{{u"--no-sample-data"_s}};
    std::unique_ptr<ConnectionFixture> m_fixture;
    QPointer<AddDatabaseDialog> m_dialog;
    std::unique_ptr<QSignalSpy> m_submitted;
};

QTEST_MAIN(TestAddDatabase)
#include "tst_adddatabase.moc"
