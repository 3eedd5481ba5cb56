// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/sandboxprocess.h"
#include "tests/ui/connections/connectionfixture.h"
#include "ui/connections/actionrow.h"
#include "ui/connections/connectionspage.h"
#include "ui/connections/couldnotconnectdialog.h"
#include "ui/connections/databasefilterbar.h"
#include "ui/connections/databaselist.h"
#include "ui/connections/importenvdialog.h"
#include "ui/connections/sandboxactions.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/chiprow.h"

#include <QClipboard>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableWidget>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

class TestConnectionsPage : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(m_sandbox.start(), m_sandbox.errorText().constData()); }
    void init() { m_fixture = std::make_unique<ConnectionFixture>(); }
    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
        QGuiApplication::clipboard()->clear();
    }

    void firstRunOffersWhatWorks()
    {
        show();
        QVERIFY(find<QWidget>("firstRun")->isVisible());
        QVERIFY(!find<QWidget>("connectPanel")->isVisible());
        QCOMPARE(find<QLabel>("firstRunTitle")->text(), u"Connect your first database"_s);
        auto *row = find<QWidget>("firstRun")->findChild<ActionRow *>(u"addDatabaseActionRow"_s);
        QVERIFY(row);
        QTest::mouseClick(row, Qt::LeftButton);
        auto *dialog = m_page->findChild<AddDatabaseDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        // No sandbox was given, so there is no row for it.
        QVERIFY(!find<QWidget>("firstRun")->findChild<ActionRow *>(u"startSandboxActionRow"_s));
    }

    void addingOpensAndKeepsTheToken()
    {
        show();
        QSignalSpy opened(m_page.get(), &ConnectionsPage::openRequested);
        m_page->addDatabase(u"UPSTASH_REDIS_REST_URL=%1\nUPSTASH_REDIS_REST_TOKEN=%2"_s.arg(
            m_sandbox.url().toString(), QString::fromLatin1(m_sandbox.token())));
        auto *dialog = m_page->findChild<AddDatabaseDialog *>();
        QTRY_COMPARE(dialog->findChild<QLabel *>(u"doctorTitle"_s)->text(), u"Test passed"_s);
        QTest::mouseClick(dialog->primary(), Qt::LeftButton);
        QCOMPARE(m_fixture->profiles.profiles().size(), 1);
        const QUuid id = m_fixture->profiles.profiles().constFirst().id;
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.first().first().toUuid(), id);
        const auto token = QCoro::waitFor(m_fixture->secrets.read(id, TokenKind::Standard));
        QVERIFY(token);
        QVERIFY(*token == Secret(m_sandbox.token()));
        QVERIFY(!find<QWidget>("firstRun")->isVisible());
        QFile file(m_fixture->folder.filePath(u"profiles.json"_s));
        QVERIFY(m_fixture->profiles.flush());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains(m_sandbox.token()));
    }

    void keysOpenEditAndRemove()
    {
        const QUuid id = m_fixture->add(u"one <b>bold</b>"_s, m_sandbox.url(), m_sandbox.token());
        show();
        QSignalSpy opened(m_page.get(), &ConnectionsPage::openRequested);
        QTest::keyClick(list(), Qt::Key_Return);
        QTest::keyClick(list(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(opened.size(), 2);
        QCOMPARE(opened.at(0).at(1).value<OpenMode>(), OpenMode::Normal);
        QCOMPARE(opened.at(1).at(1).value<OpenMode>(), OpenMode::ReadOnly);

        QTest::keyClick(list(), Qt::Key_F2);
        auto *edit = m_page->findChild<AddDatabaseDialog *>();
        QVERIFY(edit);
        QCOMPARE(edit->findChild<QLineEdit *>(u"nameField"_s)->text(), u"one <b>bold</b>"_s);
        edit->reject();
        QTRY_VERIFY(!m_page->findChild<AddDatabaseDialog *>());
        activate();

        QTest::keyClick(list(), Qt::Key_Delete);
        auto *question = m_page->findChild<QDialog *>(u"questionDialog"_s);
        QVERIFY(question);
        QVERIFY(hasText(question, u"Removes it from this list. The database stays."_s));
        QTest::mouseClick(question->findChild<QAbstractButton *>(u"questionCancel"_s), Qt::LeftButton);
        QTRY_VERIFY(!m_page->findChild<QDialog *>(u"questionDialog"_s));
        activate();
        QVERIFY(m_fixture->profiles.find(id));

        QTest::keyClick(list(), Qt::Key_Delete);
        question = m_page->findChild<QDialog *>(u"questionDialog"_s);
        QTest::mouseClick(question->findChild<QAbstractButton *>(u"questionAccept"_s), Qt::LeftButton);
        QTRY_VERIFY(!m_fixture->profiles.find(id));
        QTRY_VERIFY(!QCoro::waitFor(m_fixture->secrets.read(id, TokenKind::Standard)));
        QVERIFY(find<QWidget>("firstRun")->isVisible());
    }

    void aClickOpensAndTheDotsShowTheMenu()
    {
        m_fixture->add(u"one"_s, m_sandbox.url(), m_sandbox.token());
        show();
        QSignalSpy opened(m_page.get(), &ConnectionsPage::openRequested);
        const QRect card = list()->visualRect(list()->model()->index(0, 0));
        QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, card.center());
        QCOMPARE(opened.size(), 1);
        QTest::mouseClick(list()->viewport(), Qt::LeftButton, {},
                          QPoint(card.right() - ProfileCardDelegate::gap - 26, card.top() + 26));
        auto *menu = m_page->findChild<QMenu *>(u"databaseMenu"_s);
        QVERIFY(menu && menu->isVisible());
        QCOMPARE(opened.size(), 1);
        menu->close();
    }

    void filtersByTextAndEnvironment()
    {
        m_fixture->add(u"prod-eu"_s, QUrl(u"https://p.upstash.io"_s), {}, Environment::Production);
        m_fixture->add(u"staging"_s, QUrl(u"https://s.upstash.io"_s), {}, Environment::Staging);
        m_fixture->add(u"dev"_s, QUrl(u"https://d.upstash.io"_s), {}, Environment::Development);
        show();
        QCOMPARE(list()->model()->rowCount(), 3);
        auto *chips = find<ChipRow>("environmentChips");
        QCOMPARE(chips->chip(u"all"_s)->text(), u"All 3"_s);
        QVERIFY(!chips->chip(u"local"_s)->isVisible());
        QTest::mouseClick(chips->chip(u"staging"_s), Qt::LeftButton);
        QCOMPARE(list()->model()->rowCount(), 1);
        QTest::mouseClick(chips->chip(u"all"_s), Qt::LeftButton);
        QTest::keyClicks(find<QLineEdit>("databaseFilter"), u"nowhere"_s);
        QVERIFY(find<QWidget>("noMatch")->isVisible());
        QVERIFY(!list()->isVisible());
        QTest::keyClick(find<QLineEdit>("databaseFilter"), Qt::Key_Escape);
        QVERIFY(list()->isVisible());
        QCOMPARE(list()->model()->rowCount(), 3);
    }

    void filtersAndOrdersByGroup()
    {
        const auto add = [this](const QString &name, const QString &group) {
            Profile profile = *m_fixture->profiles.find(
                m_fixture->add(name, QUrl(u"https://%1.upstash.io"_s.arg(name)), {}, Environment::Development));
            profile.group = group;
            m_fixture->profiles.update(profile);
        };
        add(u"zebra"_s, u"Shop"_s);
        add(u"alone"_s, {});
        add(u"mail"_s, u"Marketing"_s);
        add(u"cart"_s, u"Shop"_s);
        show();
        auto *groups = find<QComboBox>("groupFilter");
        auto *order = find<QComboBox>("databaseOrder");
        QVERIFY(groups->isVisible() && order->isVisible());
        QCOMPARE(names(), (QStringList{u"zebra"_s, u"alone"_s, u"mail"_s, u"cart"_s}));
        order->setFocus();
        QTest::keyClick(order, Qt::Key_Down); // by keyboard alone
        QCOMPARE(names(), (QStringList{u"mail"_s, u"zebra"_s, u"cart"_s, u"alone"_s}));
        QVERIFY(m_fixture->settings.value(Keys::databasesByGroup));
        groups->setFocus();
        QTest::keyClick(groups, Qt::Key_Down);
        QCOMPARE(groups->currentText(), u"Marketing"_s);
        QCOMPARE(names(), QStringList{u"mail"_s});
        QTest::keyClick(groups, Qt::Key_End);
        QCOMPARE(groups->currentText(), u"Without a group"_s);
        QCOMPARE(names(), QStringList{u"alone"_s});
        QTest::keyClick(groups, Qt::Key_Home);
        QTest::keyClick(groups, Qt::Key_Down);
        // The group loses its only database: all are shown again.
        Profile mail = m_fixture->profiles.profiles().at(2);
        QCOMPARE(mail.name, u"mail"_s);
        mail.group = u"Shop"_s;
        m_fixture->profiles.update(mail);
        QCOMPARE(groups->currentText(), u"All groups"_s);
        QCOMPARE(names().size(), 4);
        QTest::keyClicks(find<QLineEdit>("databaseFilter"), u"shop"_s); // the group is found as text, too
        QCOMPARE(names().size(), 3);
    }

    void theRightPanelBecomesATabInANarrowWindow()
    {
        m_fixture->add(u"dev"_s, QUrl(u"https://d.upstash.io"_s), {}, Environment::Development);
        show();
        auto *panel = find<QWidget>("connectPanel");
        auto *tabs = find<QTabBar>("sidePaneTabs");
        QVERIFY(panel->isVisible() && !tabs->isVisible());
        m_page->resize(1024, 680);
        QTRY_VERIFY(tabs->isVisible());
        QVERIFY(!panel->isVisible());
        QVERIFY(list()->isVisible());
        tabs->setFocus();
        QTest::keyClick(tabs, Qt::Key_Right);
        QVERIFY(panel->isVisible() && !list()->isVisible());
        QVERIFY(m_page->pageActions().contains(find<QAction>("switchSidePaneAction")));
    }

    void checksOnceAVisitAndSaysWhatItCost()
    {
        m_fixture->add(u"good"_s, m_sandbox.url(), m_sandbox.token());
        m_fixture->add(u"wrong"_s, m_sandbox.url(), "AaD3AAIncDE1NzQ4ZmI2ZWU5MjE0YjA5OTM4ZGQxNzQ4QxN4");
        const int before = m_sandbox.billedCommands();
        show();
        QTRY_COMPARE(find<QLabel>("checkStatus")->text().section(u" \u00B7 "_s, 0, 0), u"1 of 2 reachable"_s);
        QTRY_VERIFY(m_page->checkedText().contains("command"_L1));
        m_page->hide();
        m_page->show();
        QCOMPARE(find<QAbstractButton>("checkAllButton")->text(), u"Check all · 2 commands"_s);
        QTRY_COMPARE(m_sandbox.billedCommands(), before + 1); // 401 is not billed; no second round
    }

    void copiesAsEnvMarkedAsSecret()
    {
        m_fixture->add(u"one"_s, m_sandbox.url(), m_sandbox.token());
        show();
        m_page->findChild<QAction *>(u"copyDatabaseEnvAction"_s)->trigger();
        QTRY_COMPARE(QGuiApplication::clipboard()->text(),
                     u"UPSTASH_REDIS_REST_URL=\"%1\"\nUPSTASH_REDIS_REST_TOKEN=\"%2\"\n"_s.arg(
                         m_sandbox.url().toString(), QString::fromLatin1(m_sandbox.token())));
        QVERIFY(QGuiApplication::clipboard()->mimeData()->hasFormat(u"x-kde-passwordManagerHint"_s));
    }

    void duplicatesWithItsToken()
    {
        m_fixture->add(u"one"_s, m_sandbox.url(), m_sandbox.token());
        show();
        m_page->findChild<QAction *>(u"duplicateDatabaseAction"_s)->trigger();
        QCOMPARE(m_fixture->profiles.profiles().size(), 2);
        const QUuid copy = list()->currentIndex().data(ProfileListModel::IdRole).toUuid();
        QCOMPARE(m_fixture->profiles.find(copy)->name, u"one 2"_s);
        QTRY_VERIFY(QCoro::waitFor(m_fixture->secrets.read(copy, TokenKind::Standard)));
    }

    void importsADroppedFile()
    {
        const QString path = m_fixture->folder.filePath(u".env.production"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("PROD_UPSTASH_REDIS_REST_URL=https://p-a-1.upstash.io\n"
                   "PROD_UPSTASH_REDIS_REST_TOKEN=AaD3AAIncDE1NzQ4ZmI2ZWU5MjE0YjA5OTM4ZGQx\n"
                   "STAGING_UPSTASH_REDIS_REST_URL=https://s-a-1.upstash.io\n"
                   "STAGING_UPSTASH_REDIS_REST_TOKEN=AbE4AAIncDE1NzQ4ZmI2ZWU5MjE0YjA5OTM4ZGQx\n");
        file.close();
        m_fixture->add(u"known"_s, QUrl(u"https://s-a-1.upstash.io"_s), {});
        show();
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(m_page.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(m_page.get(), &drop);
        QTRY_VERIFY(m_page->findChild<ImportEnvDialog *>());
        auto *dialog = m_page->findChild<ImportEnvDialog *>();
        auto *table = dialog->findChild<QTableWidget *>(u"importTable"_s);
        QCOMPARE(table->rowCount(), 2);
        for (int row = 0; row < 2; ++row) {
            for (int column = 0; column < 3; ++column)
                QVERIFY(!table->item(row, column)->text().contains("AAInc"_L1));
        }
        QCOMPARE(dialog->primary()->text(), u"Add 1 database"_s); // the known one is not chosen
        table->item(1, 0)->setCheckState(Qt::Checked);
        QCOMPARE(dialog->primary()->text(), u"Add 2 databases"_s);
        table->item(1, 0)->setCheckState(Qt::Unchecked);
        QTest::mouseClick(dialog->primary(), Qt::LeftButton);
        QCOMPARE(m_fixture->profiles.profiles().size(), 2);
        const auto added = m_fixture->profiles.findByAddress(QUrl(u"https://p-a-1.upstash.io"_s));
        QVERIFY(added);
        QCOMPARE(added->environment, Environment::Production);
        QVERIFY(added->readOnly);
    }

    void saysThatAFileHasNothing()
    {
        m_fixture->add(u"one"_s, m_sandbox.url(), m_sandbox.token());
        show();
        QSignalSpy notices(m_page.get(), &ConnectionsPage::noticeRequested);
        m_page->importFile(u"/dev/zero"_s);
        QTRY_COMPARE(notices.size(), 1);
        m_page->importFile(m_fixture->folder.filePath(u"settings-missing"_s));
        QTRY_COMPARE(notices.size(), 2);
    }

    void remembersTheLookAndTheSwitch()
    {
        m_fixture->add(u"one"_s, m_sandbox.url(), m_sandbox.token());
        show();
        QVERIFY(find<QAbstractButton>("productionReadOnly")->isChecked());
        QTest::mouseClick(find<QAbstractButton>("productionReadOnly"), Qt::LeftButton);
        QVERIFY(!m_fixture->settings.value(Keys::productionOpensReadOnly));
        QCOMPARE(list()->look(), DatabaseList::Look::Cards);
    }

    void explainsWhyOpeningFailed()
    {
        const QUuid id = m_fixture->add(u"one"_s, m_sandbox.url(), "AaD3AAIncDE1NzQ4ZmI2ZWU5MjE0YjA5OTM4ZGQxNzQ4QxN4");
        show();
        Error error;
        error.kind = Error::Kind::Unauthorized;
        error.httpStatus = 401;
        m_page->showCouldNotConnect(id, error);
        auto *dialog = m_page->findChild<CouldNotConnectDialog *>();
        QVERIFY(dialog);
        QCOMPARE(dialog->findChild<QLabel *>(u"failureTitle"_s)->text(), u"The token was refused"_s);
        QTRY_COMPARE(dialog->findChild<QLabel *>(u"doctorTitle"_s)->text(), u"What was checked"_s);
        QTest::mouseClick(dialog->findChild<QAbstractButton *>(u"copyReport"_s), Qt::LeftButton);
        const QString report = QGuiApplication::clipboard()->text();
        QVERIFY2(report.contains("token refused"_L1), qPrintable(report));
        QVERIFY(!report.contains("AaD3AAInc"_L1));
        QTest::mouseClick(dialog->findChild<QAbstractButton *>(u"editToken"_s), Qt::LeftButton);
        QVERIFY(m_page->findChild<AddDatabaseDialog *>());
    }

    void startsTheSandboxOpensItAndStopsIt()
    {
        LocalSandbox::Setup setup;
        setup.program = qEnvironmentVariable("STASHDECK_SANDBOX");
        setup.port = 0;
        setup.keys = 0;
        setup.traffic = false;
        LocalSandbox sandbox(setup);
        m_page = std::make_unique<ConnectionsPage>(&m_fixture->theme, m_fixture->services(&sandbox));
        m_page->resize(1280, 800);
        m_page->show();
        QSignalSpy opened(m_page.get(), &ConnectionsPage::openRequested);
        QTest::mouseClick(find<QWidget>("firstRun")->findChild<ActionRow *>(u"startSandboxActionRow"_s),
                          Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, 30'000);
        const auto profile = m_fixture->profiles.find(localSandboxId());
        QVERIFY(profile);
        QCOMPARE(profile->environment, Environment::Sandbox);
        QCOMPARE(profile->url, sandbox.url());
        QVERIFY(*QCoro::waitFor(m_fixture->secrets.read(localSandboxId(), TokenKind::Standard)) == sandbox.token());
        auto *stop = find<QWidget>("connectPanel")->findChild<QAbstractButton *>(u"stopSandbox"_s);
        QVERIFY(stop->isVisible());
        QTest::mouseClick(stop, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(sandbox.state(), LocalSandbox::State::Stopped, 15'000);
        QVERIFY(!stop->isVisible());
        m_page.reset();
    }

    void survivesBeingDestroyedInTheMiddle()
    {
        m_fixture->add(u"one"_s, m_sandbox.url(), m_sandbox.token());
        show();
        m_page->addDatabase(m_sandbox.url().toString() + u' ' + QString::fromLatin1(m_sandbox.token()));
        m_page.reset();
        QCoreApplication::processEvents();
    }

private:
    void show()
    {
        m_page = std::make_unique<ConnectionsPage>(&m_fixture->theme, m_fixture->services());
        m_page->resize(1280, 800);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
        activate();
    }
    // The platform of the tests has no window manager that would do it.
    void activate()
    {
        m_page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        list()->setFocus();
    }
    QStringList names() const
    {
        QStringList names;
        for (int row = 0; row < list()->model()->rowCount(); ++row)
            names.append(list()->model()->index(row, 0).data().toString());
        return names;
    }
    template <typename T> T *find(const char *name) const { return m_page->findChild<T *>(QLatin1StringView(name)); }
    DatabaseList *list() const { return m_page->findChild<DatabaseList *>(); }
    static bool hasText(const QWidget *widget, const QString &text)
    {
        const auto labels = widget->findChildren<QLabel *>();
        return std::any_of(labels.cbegin(), labels.cend(), [&](const QLabel *label) { return label->text() == text; });
    }

    SandboxProcess m_sandbox{{u"--no-sample-data"_s}};
    std::unique_ptr<ConnectionFixture> m_fixture;
    std::unique_ptr<ConnectionsPage> m_page;
};

QTEST_MAIN(TestConnectionsPage)
#include "tst_connectionspage.moc"
