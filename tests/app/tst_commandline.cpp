// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include <QProcess>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

class CommandLineTest : public QObject {
    Q_OBJECT

private slots:
    void understands_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("answer");
        QTest::addColumn<bool>("sandbox");
        QTest::addColumn<QString>("profile");
        const int run = int(CommandLine::Answer::Run);
        const int print = int(CommandLine::Answer::Print);
        const int refuse = int(CommandLine::Answer::Refuse);
        QTest::newRow("nothing") << QStringList{} << run << false << QString();
        QTest::newRow("sandbox") << QStringList{u"--sandbox"_s} << run << true << QString();
        QTest::newRow("open") << QStringList{u"--open"_s, u"prod"_s} << run << false << u"prod"_s;
        QTest::newRow("version") << QStringList{u"--version"_s} << print << false << QString();
        QTest::newRow("help") << QStringList{u"-h"_s} << print << false << QString();
        QTest::newRow("unknown") << QStringList{u"--token=x"_s} << refuse << false << QString();
        QTest::newRow("value missing") << QStringList{u"--open"_s} << refuse << false << QString();
    }
    void understands()
    {
        QFETCH(QStringList, arguments);
        const CommandLine line = parseCommandLine(QStringList{u"stashdeck"_s} + arguments);
        QTEST(int(line.answer), "answer");
        QTEST(line.sandbox, "sandbox");
        QTEST(line.profile, "profile");
        QCOMPARE(line.text.isEmpty(), line.answer == CommandLine::Answer::Run);
    }

    void versionAndHelpNeedNoDisplay_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("version") << u"--version"_s << QByteArray("Stashdeck " STASHDECK_VERSION "\n");
        QTest::newRow("help") << u"--help"_s << QByteArray("Usage: stashdeck [options] [file");
    }
    void versionAndHelpNeedNoDisplay()
    {
        QFETCH(QString, option);
        QFETCH(QByteArray, expected);
        QProcess program;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"QT_QPA_PLATFORM"_s, u"xcb"_s);
        environment.remove(u"DISPLAY"_s);
        program.setProcessEnvironment(environment);
        program.start(QStringLiteral(STASHDECK_PROGRAM), {option});
        QVERIFY(program.waitForFinished());
        QCOMPARE(program.exitCode(), 0);
        QVERIFY(program.readAllStandardOutput().startsWith(expected));
    }
};

QTEST_GUILESS_MAIN(CommandLineTest)
#include "tst_commandline.moc"
