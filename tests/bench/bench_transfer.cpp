// SPDX-License-Identifier: GPL-3.0-or-later
// A million mixed keys to a file and back, through the sandbox. Prints figures and asserts nothing. Arguments: the
// number of keys, and the formats ("stash jsonl csv redis"; stash and jsonl unless named).
#include "models/session/session.h"
#include "models/transfer/exportdraft.h"
#include "models/transfer/exportrun.h"
#include "models/transfer/importfile.h"
#include "models/transfer/importjobs.h"
#include "tests/bench/benchtools.h"
#include "tests/support/sandboxprocess.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QNetworkAccessManager>
#include <QTemporaryDir>

#include <cstdio>

using namespace stashdeck;

namespace {

constexpr char fillMixed[]
    = "for i = ARGV[1], ARGV[2] do local k = 'mixed:' .. i local m = i % 10 "
      "if m < 5 then redis.call('SET', k, 'value of ' .. i) "
      "elseif m < 8 then redis.call('HSET', k, 'name', 'user' .. i, 'mail', 'u' .. i .. '@example.org') "
      "elseif m == 8 then redis.call('ZADD', k, i, 'a', i + 1, 'b') "
      "else redis.call('RPUSH', k, i, i + 1, i + 2) end "
      "if i % 3 == 0 then redis.call('PEXPIRE', k, 86400000) end end";

/// The most memory this process has held since the last call, in MiB.
double peakMiB()
{
    QFile status(QStringLiteral("/proc/self/status"));
    double peak = 0;
    if (status.open(QIODevice::ReadOnly)) {
        for (const QByteArray &line : status.readAll().split('\n')) {
            if (line.startsWith("VmHWM:"))
                peak = line.mid(6).simplified().split(' ').first().toDouble() / 1024;
        }
    }
    QFile clear(QStringLiteral("/proc/self/clear_refs"));
    if (clear.open(QIODevice::WriteOnly))
        clear.write("5");
    return peak;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int keys = argc > 1 ? QByteArray(argv[1]).toInt() : 1'000'000;
    QList<TransferFormat> formats;
    for (int format = 0; format < transferFormatCount; ++format) {
        const auto kind = static_cast<TransferFormat>(format);
        const bool isNamed = QCoreApplication::arguments().contains(QString(suffixOf(kind)));
        if (isNamed || (argc <= 2 && (kind == TransferFormat::Archive || kind == TransferFormat::JsonLines)))
            formats.append(kind);
    }
    SandboxProcess sandbox({QStringLiteral("--no-sample-data")}, SandboxProcess::Log::Off);
    if (!sandbox.start()) {
        std::printf("%s\n", sandbox.errorText().constData());
        return 1;
    }
    for (int first = 0; first < keys; first += 10'000) {
        (void)sandbox.redis({"EVAL", fillMixed, "0", QByteArray::number(first),
                             QByteArray::number(std::min(first + 10'000, keys) - 1)});
    }
    SystemClock clock;
    QNetworkAccessManager network;
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.url = sandbox.url();
    Session session(profile, Secret(sandbox.token()), &network, &clock);
    QTemporaryDir folder;
    Heartbeat heartbeat;
    QElapsedTimer timer;
    for (const TransferFormat format : formats) {
        const QByteArray name = suffixOf(format).data();
        const double before = residentMiB();
        (void)peakMiB();
        timer.start();
        ExportDraft draft(&session, folder.filePath(QStringLiteral("lists")));
        KeySelection selection;
        selection.pattern = "mixed:*";
        draft.begin(selection);
        waitUntil([&] { return draft.state() == ExportDraft::State::Ready; });
        std::printf("%s: list and sample of %lld keys %.1f s\n", name.constData(), static_cast<long long>(draft.keys()),
                    milliseconds(timer) / 1000);
        ExportPlan plan;
        plan.format = format;
        plan.path = folder.filePath(QStringLiteral("keys.") + QString(suffixOf(format)));
        ExportRun run(&session, draft.journal(), draft.keys(), plan);
        heartbeat.start();
        timer.restart();
        run.start();
        waitUntil([&] { return run.state() == ExportRun::State::Finished || run.state() == ExportRun::State::Paused; });
        const double seconds = milliseconds(timer) / 1000;
        std::printf("%s: export of %lld keys %.1f s (%.0f keys/s), %lld requests (%.3f per 500 keys), %lld commands, "
                    "%.1f MB; peak memory above the start %.1f MiB; %s\n",
                    name.constData(), static_cast<long long>(run.tally().done), seconds,
                    double(run.tally().done) / seconds, static_cast<long long>(run.tally().requests),
                    double(run.tally().requests) * 500 / double(std::max<qint64>(1, run.tally().done)),
                    static_cast<long long>(run.tally().commands), double(QFileInfo(plan.path).size()) / 1e6,
                    peakMiB() - before, qPrintable(heartbeat.stop()));
        timer.restart();
        ImportFile file(&clock);
        file.open(plan.path);
        waitUntil(
            [&] { return file.state() == ImportFile::State::Ready || file.state() == ImportFile::State::Failed; });
        std::printf("%s: looking into the file %.1f s\n", name.constData(), milliseconds(timer) / 1000);
        (void)sandbox.redis({"FLUSHALL"});
        ImportJobs jobs(&session, folder.path());
        ImportRun *import = nullptr;
        QObject::connect(&jobs, &ImportJobs::runAdded, &jobs, [&](ImportRun *added) { import = added; });
        ImportPlan in;
        in.path = plan.path;
        jobs.add(in, file.facts().keys, {});
        waitUntil([&] { return import != nullptr; });
        const double rest = residentMiB();
        (void)peakMiB();
        heartbeat.start();
        timer.restart();
        import->start();
        waitUntil([&] {
            return import->state() == ImportRun::State::Finished || import->state() == ImportRun::State::Paused;
        });
        const double took = milliseconds(timer) / 1000;
        std::printf(
            "%s: import of %lld keys %.1f s (%.0f keys/s), %lld requests, about %lld commands; peak memory above "
            "the start %.1f MiB; %s; keys now %lld\n",
            name.constData(), static_cast<long long>(import->tally().written()), took,
            double(import->tally().written()) / took, static_cast<long long>(import->tally().requests),
            static_cast<long long>(import->tally().commands), peakMiB() - rest, qPrintable(heartbeat.stop()),
            sandbox.redis({"DBSIZE"}).toLongLong());
        std::fflush(stdout);
    }
    return 0;
}
