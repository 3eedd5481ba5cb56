// SPDX-License-Identifier: GPL-3.0-or-later
// The program itself: how soon its window can be used, and what it takes while nothing happens. Needs the program in
// the environment variable STASHDECK, as `./dev bench` sets it.
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace {

struct Start {
    double usableMs = 0; ///< from starting the process to the first idle moment of its event loop
    double residentMiB = 0;
    double idleCpuMs = 0; ///< over three idle seconds
};

qint64 fieldOfStatus(qint64 pid, const QByteArray &name)
{
    QFile status(u"/proc/%1/status"_s.arg(pid));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> lines = status.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith(name))
            return line.mid(name.size() + 1).trimmed().split(' ').first().toLongLong();
    }
    return 0;
}

qint64 cpuTicks(qint64 pid)
{
    QFile stat(u"/proc/%1/stat"_s.arg(pid));
    if (!stat.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> fields = stat.readAll().split(')').last().trimmed().split(' ');
    return fields.value(11).toLongLong() + fields.value(12).toLongLong();
}

Start measure(const QString &program)
{
    const QTemporaryDir config;
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_LOGGING_RULES"_s, u"stashdeck.startup=true"_s);
    environment.insert(u"QT_ASSUME_STDERR_HAS_CONSOLE"_s, u"1"_s); // or the line goes to the journal
    if (!environment.contains(u"QT_QPA_PLATFORM"_s))
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    process.setProcessEnvironment(environment);
    QElapsedTimer timer;
    timer.start();
    process.setReadChannel(QProcess::StandardError);
    process.start(program, {u"--config-dir"_s, config.path()});
    Start start;
    QByteArray output;
    while (!output.contains("window usable") && process.waitForReadyRead(10'000))
        output += process.readAllStandardError();
    start.usableMs = double(timer.nsecsElapsed()) / 1e6;
    process.waitForFinished(1000); // let it come to rest
    const qint64 before = cpuTicks(process.processId());
    process.waitForFinished(3000);
    start.idleCpuMs = double(cpuTicks(process.processId()) - before) * 10;
    start.residentMiB = double(fieldOfStatus(process.processId(), "VmRSS")) / 1024;
    process.terminate();
    process.waitForFinished();
    return start;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QString program = qEnvironmentVariable("STASHDECK");
    if (program.isEmpty()) {
        std::fputs("STASHDECK names no program\n", stderr);
        return 1;
    }
    measure(program); // warms the disk cache
    std::vector<Start> starts;
    for (int i = 0; i < 5; ++i)
        starts.push_back(measure(program));
    const auto median = [&starts](auto member) {
        std::vector<double> values;
        for (const Start &start : starts)
            values.push_back(start.*member);
        std::sort(values.begin(), values.end());
        return values[values.size() / 2];
    };
    std::printf("%-44s %8.0f ms median of 5 (floor 400)\n", "window usable after start, warm",
                median(&Start::usableMs));
    std::printf("%-44s %8.1f MiB (floor 90)\n", "resident memory, idle", median(&Start::residentMiB));
    std::printf("%-44s %8.0f ms\n", "CPU in three idle seconds", median(&Start::idleCpuMs));
    return 0;
}
