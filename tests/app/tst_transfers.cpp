// SPDX-License-Identifier: GPL-3.0-or-later
// Export and import in the whole program: the ways into them, files that are dropped on the window, and an import that
// an earlier window left.
#include "app/application.h"
#include "app/databasewindow.h"
#include "app/windowtransfers.h"
#include "models/connections/profilestore.h"
#include "models/connections/secretstore.h"
#include "models/keyspace/keyspace.h"
#include "models/session/session.h"
#include "tests/support/sandboxprocess.h"
#include "tests/ui/transfer/transferfixture.h"
#include "ui/browser/browserpage.h"
#include "ui/connections/connectionspage.h"
#include "ui/connections/importenvdialog.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/mainwindow.h"
#include "ui/transfer/exportflow.h"
#include "ui/transfer/importflow.h"
#include "ui/values/valuepane.h"

#include <QAction>
#include <QDropEvent>
#include <QMimeData>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTemporaryDir>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;
using namespace seen;

class TransfersTest final : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_config;
    QTemporaryDir m_files;
    SandboxProcess m_sandbox{{u"--no-sample-data"_s}};
    std::unique_ptr<Application> m_application;
    QUuid m_profile;

    [[nodiscard]] DatabaseWindow *database() const { return m_application->windows().front().get(); }
    [[nodiscard]] MainWindow *window() const { return database()->window(); }
    [[nodiscard]] QAction *action(const char *name) const
    {
        const QList<ActionRegistry::Entry> entries = window()->actionRegistry()->entries();
        for (const ActionRegistry::Entry &entry : entries) {
            if (entry.action && entry.action->objectName() == QLatin1String(name))
                return entry.action;
        }
        return nullptr;
    }
    void open()
    {
        emit database()->connectionsPage()->openRequested(m_profile, OpenMode::Normal);
        QTRY_VERIFY(database()->session());
        QTRY_COMPARE(database()->browser()->keyspace()->state(), Keyspace::State::Keys);
    }
    QString write(const QString &name, const QByteArray &bytes)
    {
        const QString path = m_files.filePath(name);
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? path : QString();
    }
    void drop(const QString &path)
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter(QPoint(500, 400), Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(window(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent dropped(QPointF(500, 400), Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(window(), &dropped);
    }

private slots:
    void initTestCase() { QVERIFY2(m_sandbox.start(), m_sandbox.errorText().constData()); }
    void init()
    {
        (void)m_sandbox.redis({"FLUSHALL"});
        (void)m_sandbox.redis({"SET", "lb:1", "one"});
        (void)m_sandbox.redis({"SET", "lb:2", "two"});
        Application::Places places;
        places.configFolder = m_config.path();
        places.useKeychain = false;
        m_application = std::make_unique<Application>(qobject_cast<QApplication *>(qApp), places);
        m_application->start({});
        Profile profile;
        profile.name = u"boards"_s;
        profile.url = m_sandbox.url();
        profile.environment = Environment::Development;
        m_profile = m_application->services().profiles->add(profile);
        m_application->services().secrets->keepForSession(m_profile, TokenKind::Standard, Secret(m_sandbox.token()));
    }
    void cleanup()
    {
        m_application->services().profiles->remove(m_profile);
        for (const auto &shown : m_application->windows())
            shown->closeDatabase();
        QTRY_VERIFY(m_application->services().network->findChildren<QNetworkReply *>().isEmpty());
        QCoreApplication::sendPostedEvents();
        m_application.reset();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    void theMenuExportsWhatIsShownOrChosen()
    {
        open();
        QVERIFY(action("exportKeysAction") && action("importKeysAction"));
        QVERIFY(window()->actionRegistry()->clashes().isEmpty());
        action("exportKeysAction")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(buttonText("exportBegin"), u"Export 2 keys"_s, 30'000);
        QCOMPARE(find<QLineEdit>("exportPattern")->text(), u"*"_s);
        QVERIFY(press("dialogCancel"));
        QTRY_VERIFY(!find<QWidget>("exportDialog"));
        database()->browser()->keyspace()->checkedKeys()->clear();
        database()->browser()->keyspace()->checkAllShown();
        action("exportKeysAction")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(text("exportChosen"), u"2 chosen keys"_s, 30'000);
        QVERIFY(press("dialogCancel"));
    }

    void theOpenKeyIsExported()
    {
        open();
        QVERIFY(action("exportOpenKeyAction"));
        QVERIFY(!action("exportOpenKeyAction")->isEnabled());
        database()->browser()->openKey("lb:2");
        QTRY_VERIFY(action("exportOpenKeyAction")->isEnabled());
        action("exportOpenKeyAction")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(text("exportChosen"), u"lb:2"_s, 30'000);
        QVERIFY(press("dialogCancel"));
    }

    void leavingTheDatabaseAsksWhileAnExportRuns()
    {
        (void)m_sandbox.redis({"EVAL", "for i = 1, 20000 do redis.call('SET', 'many:' .. i, i) end", "0"});
        open();
        database()->transfers()->exports()->setSaveFolder(m_files.path());
        action("exportKeysAction")->trigger();
        QVERIFY(press("exportBegin"));
        QVERIFY(press("transferPause"));
        QTRY_VERIFY_WITH_TIMEOUT(buttonText("exportJobOpen").startsWith(u"Export paused"_s), 30'000);
        database()->closeDatabase();
        QTRY_VERIFY(find<QWidget>("questionDialog"));
        QVERIFY(press("questionCancel"));
        QTRY_VERIFY(!find<QWidget>("questionDialog"));
        QVERIFY(database()->session() && database()->transfers()->isBusy());
        database()->closeDatabase();
        QVERIFY(press("questionAccept"));
        QTRY_VERIFY(!database()->session());
        QTRY_VERIFY(QDir(m_files.path()).entryList({u"boards-*"_s}, QDir::Files).isEmpty()); // no part is left
    }

    void aDroppedFileOfKeysIsImported()
    {
        open();
        drop(write(u"more.txt"_s, "SET lb:3 three\nSET lb:1 other\n")); // by its content, whatever its name
        QTRY_COMPARE_WITH_TIMEOUT(buttonText("importBegin"), u"Import 2 keys"_s, 30'000);
        QVERIFY(press("importBegin"));
        QTRY_COMPARE_WITH_TIMEOUT(text("transferHeading"), u"1 key imported"_s, 30'000);
        QCOMPARE(m_sandbox.redis({"GET", "lb:3"}).toByteArray(), "three"_ba);
        QCOMPARE(m_sandbox.redis({"GET", "lb:1"}).toByteArray(), "one"_ba);
        // The key list knows without a scan.
        QTRY_COMPARE(database()->browser()->keyspace()->loadedKeys(), 3);
    }

    void aDroppedEnvFileGoesToTheDatabases()
    {
        open();
        drop(write(u".env"_s,
                   "UPSTASH_REDIS_REST_URL=https://p-a-1.upstash.io\n"
                   "UPSTASH_REDIS_REST_TOKEN=AaD3AAIncDE1NzQ4ZmI2ZWU5MjE0YjA5OTM4ZGQx\n"));
        QTRY_VERIFY(database()->connectionsPage()->findChild<ImportEnvDialog *>());
        QVERIFY(!find<QWidget>("importDialog"));
        database()->connectionsPage()->findChild<ImportEnvDialog *>()->reject();
    }

    void anImportOfAnEarlierWindowIsOffered()
    {
        QByteArray script;
        for (int i = 0; i < 30'000; ++i)
            script += "SET many:" + QByteArray::number(i) + " v\n";
        const QString path = write(u"many.redis"_s, script);
        open();
        drop(path);
        QVERIFY(press("importBegin"));
        ImportFlow *imports = database()->transfers()->imports();
        QTRY_VERIFY_WITH_TIMEOUT(
            !imports->jobs()->runs().isEmpty() && imports->jobs()->runs().constFirst()->tally().settled() > 0, 30'000);
        QVERIFY(press("transferPause"));
        QTRY_COMPARE_WITH_TIMEOUT(imports->jobs()->runs().constFirst()->state(), ImportRun::State::Paused, 30'000);
        database()->closeDatabase();
        QTRY_VERIFY(!database()->session());
        open();
        QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>("importOffer"), 30'000);
        QVERIFY(bannerText("importOffer").contains(u"Import of many.redis stopped at "_s));
        QVERIFY(press("importOfferContinue"));
        QTRY_COMPARE_WITH_TIMEOUT(text("transferHeading"), u"30,000 keys imported"_s, 120'000);
        QTRY_COMPARE_WITH_TIMEOUT(m_sandbox.redis({"DBSIZE"}).toLongLong(), 30'002, 30'000);
        QTRY_VERIFY(!find<QWidget>("importOffer"));
    }
};

QTEST_MAIN(TransfersTest)
#include "tst_transfers.moc"
