// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "app/commandline.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QTimer>

#include <cstdio>

#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#include <sys/resource.h>
#endif

using namespace Qt::Literals::StringLiterals;

Q_LOGGING_CATEGORY(startup, "stashdeck.startup", QtWarningMsg)

namespace {

/// A crash must not leave a token on the disk, and another program of the same user must not read our memory.
void forbidDumps()
{
#if defined(Q_OS_LINUX) && defined(QT_NO_DEBUG) && !defined(QT_FORCE_ASSERTS)
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0);
#endif
}

} // namespace

int main(int argc, char **argv)
{
    QElapsedTimer sinceStart;
    sinceStart.start();
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const stashdeck::CommandLine line = stashdeck::parseCommandLine(arguments);
    switch (line.answer) {
    case stashdeck::CommandLine::Answer::Print:
        std::fputs(line.text.toLocal8Bit().constData(), stdout);
        return 0;
    case stashdeck::CommandLine::Answer::Refuse:
        std::fputs(line.text.toLocal8Bit().constData(), stderr);
        return 2;
    case stashdeck::CommandLine::Answer::Run:
        break;
    }
    forbidDumps();

    QApplication::setHighDpiScaleFactorRoundingPolicy(Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(u"Stashdeck"_s);
    QCoreApplication::setApplicationName(u"stashdeck"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(STASHDECK_VERSION));
    QApplication::setDesktopFileName(u"stashdeck"_s);
    QApplication::setQuitOnLastWindowClosed(true);

    stashdeck::Application app(&application, stashdeck::Application::usualPlaces(line));
    app.start(line);
    QTimer::singleShot(0, &application, [&sinceStart] {
        qCInfo(startup) << "window usable after" << sinceStart.elapsed() << "ms"; // `./dev bench app` reads it
    });
    return QApplication::exec();
}
