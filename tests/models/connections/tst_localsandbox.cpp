// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connections/localsandbox.h"

#include <QFile>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using State = LocalSandbox::State;
using Failure = LocalSandbox::Failure;

namespace {

LocalSandbox::Setup realSetup()
{
    LocalSandbox::Setup setup;
    setup.program = qEnvironmentVariable("STASHDECK_SANDBOX");
    setup.port = 0;
    setup.keys = 0;
    setup.traffic = false;
    return setup;
}

} // namespace

class TestLocalSandbox : public QObject {
    Q_OBJECT

private slots:
    void startsStopsAndStartsAfresh()
    {
        LocalSandbox sandbox(realSetup());
        QCOMPARE(sandbox.state(), State::Stopped);
        sandbox.start();
        QCOMPARE(sandbox.state(), State::Starting);
        QTRY_COMPARE_WITH_TIMEOUT(sandbox.state(), State::Running, 30'000);
        QCOMPARE(sandbox.url().host(), u"127.0.0.1"_s);
        QVERIFY(!sandbox.token().isEmpty());
        QVERIFY(!sandbox.readOnlyToken().isEmpty());
        const quint16 port = sandbox.port();
        QVERIFY(accepts(port));

        const Secret before = sandbox.token();
        sandbox.reset();
        QCOMPARE(sandbox.state(), State::Stopping);
        QTRY_COMPARE_WITH_TIMEOUT(sandbox.state(), State::Running, 30'000);
        QVERIFY(!(sandbox.token() == before)); // another run, with data of its own
        QCOMPARE(sandbox.port(), port); // what points to it still does

        sandbox.stop();
        QTRY_COMPARE_WITH_TIMEOUT(sandbox.state(), State::Stopped, 15'000);
        QVERIFY(!accepts(port));
        QVERIFY(sandbox.token().isEmpty());
    }

    void endsWithItsOwner()
    {
        auto sandbox = std::make_unique<LocalSandbox>(realSetup());
        sandbox->start();
        QTRY_COMPARE_WITH_TIMEOUT(sandbox->state(), State::Running, 30'000);
        const quint16 port = sandbox->port();
        sandbox.reset();
        QTRY_VERIFY_WITH_TIMEOUT(!accepts(port), 15'000);
    }

    void canBeStoppedWhileItStarts()
    {
        LocalSandbox sandbox(realSetup());
        sandbox.start();
        sandbox.stop();
        QTRY_COMPARE_WITH_TIMEOUT(sandbox.state(), State::Stopped, 15'000);
        sandbox.start();
        QTRY_COMPARE_WITH_TIMEOUT(sandbox.state(), State::Running, 30'000);
    }

    void saysThatThePortIsTaken()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        LocalSandbox sandbox(realSetup());
        sandbox.startOnPort(other.serverPort());
        QTRY_COMPARE_WITH_TIMEOUT(sandbox.state(), State::Failed, 30'000);
        QCOMPARE(sandbox.failure(), Failure::PortInUse);
        QVERIFY(sandbox.suggestedPort() != other.serverPort());
        sandbox.startOnPort(0);
        QTRY_COMPARE_WITH_TIMEOUT(sandbox.state(), State::Running, 30'000);
        QCOMPARE(sandbox.failure(), Failure::None);
    }

    void saysThatTheProgramIsMissing()
    {
        LocalSandbox::Setup setup = realSetup();
        setup.program = u"/nonexistent/stashdeck-sandbox"_s;
        LocalSandbox sandbox(setup);
        sandbox.start();
        QCOMPARE(sandbox.state(), State::Failed);
        QCOMPARE(sandbox.failure(), Failure::ProgramMissing);
        sandbox.stop();
        QCOMPARE(sandbox.state(), State::Stopped);
    }

    void tellsOtherEndings_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<LocalSandbox::Failure>("failure");
        QTest::newRow("no redis-server") << QByteArray("echo 'no redis-server' >&2; exit 3") << Failure::RedisMissing;
        QTest::newRow("ends") << QByteArray("echo 'first' >&2; echo '<b>why</b>' >&2; exit 1") << Failure::Ended;
        QTest::newRow("garbage") << QByteArray("echo '{\"url\":\"ftp://x\"}'; sleep 20") << Failure::Ended;
        QTest::newRow("silent") << QByteArray("exec sleep 20") << Failure::TooSlow;
        QTest::newRow("crashes") << QByteArray("kill -9 $$") << Failure::Ended;
    }
    void tellsOtherEndings()
    {
        QFETCH(QByteArray, script);
        QFETCH(LocalSandbox::Failure, failure);
        QTemporaryDir folder;
        QFile program(folder.filePath(u"fake"_s));
        QVERIFY(program.open(QIODevice::WriteOnly));
        program.write("#!/bin/sh\n" + script + "\n");
        program.close();
        QVERIFY(program.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        LocalSandbox::Setup setup = realSetup();
        setup.program = program.fileName();
        setup.patience = failure == Failure::TooSlow ? 200ms : 20'000ms;
        LocalSandbox sandbox(setup);
        sandbox.start();
        QTRY_COMPARE_WITH_TIMEOUT(sandbox.state(), State::Failed, 20'000);
        QCOMPARE(sandbox.failure(), failure);
        if (failure == Failure::Ended && script.contains("why"))
            QCOMPARE(sandbox.detail(), u"<b>why</b>"_s);
    }

private:
    static bool accepts(quint16 port)
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, port);
        return socket.waitForConnected(2000);
    }
};

QTEST_GUILESS_MAIN(TestLocalSandbox)
#include "tst_localsandbox.moc"
