// SPDX-License-Identifier: GPL-3.0-or-later
// 100,000 keys deleted by pattern with saved copies, and restored, through the sandbox. Prints figures and asserts
// nothing.
#include "models/bulk/bulkjobs.h"
#include "models/bulk/keygather.h"
#include "models/session/session.h"
#include "tests/bench/benchtools.h"
#include "tests/support/sandboxprocess.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QNetworkAccessManager>
#include <QTemporaryDir>

#include <cstdio>

using namespace stashdeck;

namespace {

/// A figure of /proc/self/status in MB, as "VmRSS:".
double memory(const QByteArray &name)
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith(name))
            return line.mid(name.size()).simplified().split(' ').first().toDouble() / 1024;
    }
    return 0;
}

void resetPeak()
{
    QFile clear(QStringLiteral("/proc/self/clear_refs"));
    if (clear.open(QIODevice::WriteOnly))
        clear.write("5");
}

/// Runs the event loop until `done`; how long it stood still meanwhile.
QString turnUntil(const std::function<bool()> &done)
{
    Heartbeat heartbeat;
    heartbeat.start();
    waitUntil(done);
    return heartbeat.stop();
}

void report(const char *what, const BulkRun &run, qint64 keys, qint64 ms, const QString &stall, double before)
{
    std::printf("%s: %lld keys in %lld ms, %.0f keys/s; %lld requests (%.3f per 500 keys and phase); %s; peak "
                "memory above the start %.1f MB\n",
                what, static_cast<long long>(keys), static_cast<long long>(ms), double(keys) * 1000 / double(ms),
                static_cast<long long>(run.requests()), double(run.requests()) / (double(keys) / 500 * 2),
                qPrintable(stall), memory("VmHWM:") - before);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int keys = argc > 1 ? QByteArray(argv[1]).toInt() : 100'000;
    SandboxProcess sandbox({QStringLiteral("--no-sample-data")}, SandboxProcess::Log::Off);
    if (!sandbox.start()) {
        std::printf("%s\n", sandbox.errorText().constData());
        return 1;
    }
    for (int first = 0; first < keys; first += 10'000)
        (void)sandbox.redis(
            {"EVAL",
             "for i = ARGV[1], ARGV[2] do redis.call('HSET', 'bulk:' .. i, 'name', 'user' .. i, 'mail', "
             "'user' .. i .. '@example.org') redis.call('PEXPIRE', 'bulk:' .. i, 6000000) end",
             "0", QByteArray::number(first), QByteArray::number(std::min(first + 10'000, keys) - 1)});
    SystemClock clock;
    QNetworkAccessManager network;
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.url = sandbox.url();
    Session session(profile, Secret(sandbox.token()), &network, &clock);
    QTemporaryDir folder;
    BulkJobs jobs(&session, folder.path());
    std::shared_ptr<BulkJournal> journal;
    QCoro::connect(jobs.newJournal(), &session,
                   [&](const Result<std::shared_ptr<BulkJournal>> &made) { journal = made.value_or(nullptr); });
    (void)turnUntil([&] { return journal != nullptr; });

    QElapsedTimer timer;
    timer.start();
    KeyGather gather(&session, journal);
    KeySelection selection;
    selection.pattern = "bulk:*";
    gather.start(selection, ExpiryFilter::Any);
    const QString listStall = turnUntil([&] { return gather.state() != KeyGather::State::Running; });
    std::printf("list: %lld keys in %lld ms, %lld commands; %s\n", static_cast<long long>(gather.found()),
                static_cast<long long>(timer.elapsed()), static_cast<long long>(gather.commands()),
                qPrintable(listStall));

    BulkTally tally;
    tally.states[0] = gather.found();
    BulkRun *run = jobs.add(journal, BulkPlan(), tally);
    resetPeak();
    const double before = memory("VmRSS:");
    timer.restart();
    run->start();
    const QString deleteStall = turnUntil([&] { return run->state() == BulkRun::State::Finished; });
    report("delete with copies", *run, run->tally().done(), timer.elapsed(), deleteStall, before);
    std::printf("keys left: %lld\n", sandbox.redis({"DBSIZE"}).toLongLong());

    resetPeak();
    timer.restart();
    run->start(BulkAim::Undo);
    const QString undoStall = turnUntil([&] { return run->state() == BulkRun::State::Finished; });
    report("restore", *run, run->tally().of(UndoState::Undone), timer.elapsed(), undoStall, before);
    std::printf("keys again: %lld\n", sandbox.redis({"DBSIZE"}).toLongLong());
    return 0;
}
