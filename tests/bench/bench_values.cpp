// SPDX-License-Identifier: GPL-3.0-or-later
// A 100 MB string: how long until its first page, all of it, how fast a stop is, and what memory it takes. Then the
// work on values on this computer. Prints figures and asserts nothing.
#include "models/codecs/jsontext.h"
#include "models/codecs/valueview.h"
#include "models/values/keydocument.h"
#include "models/values/lineindex.h"
#include "models/values/merge.h"
#include "tests/models/values/databasefixture.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <cstdio>

using namespace stashdeck;

namespace {

/// A figure of /proc/self/status in MB, as "VmHWM:".
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

/// Runs the event loop until `done`; the longest time between two turns, in milliseconds.
double waitFor(const std::function<bool()> &done)
{
    QElapsedTimer turn;
    double longest = 0;
    turn.start();
    while (!done()) {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
        longest = std::max(longest, double(turn.nsecsElapsed()) / 1e6);
        turn.restart();
    }
    return longest;
}

void measureLargeString(DatabaseFixture &database, qint64 size)
{
    (void)database.redis({"SETRANGE", "large", QByteArray::number(size - 1), "x"});
    const auto session = database.session();
    const double before = memory("VmRSS:");
    resetPeak();
    QElapsedTimer timer;
    timer.start();
    KeyDocument document(session.get(), "large");
    document.load();
    (void)waitFor([&] { return document.state() != KeyDocument::State::Loading; });
    std::printf("100 MB string: first page %.0f ms\n", double(timer.nsecsElapsed()) / 1e6);

    StringDocument *string = document.string();
    timer.restart();
    string->loadRest();
    (void)waitFor([&] { return string->state() != StringDocument::State::LoadingRest || timer.elapsed() > 300; });
    timer.restart();
    string->cancelLoadRest();
    const auto requests = session->meter()->requests();
    QCoreApplication::processEvents();
    std::printf("100 MB string: stop after %.2f ms, %lld bytes kept\n", double(timer.nsecsElapsed()) / 1e6,
                static_cast<long long>(string->current().size()));
    (void)requests;

    timer.restart();
    string->loadRest();
    const double stall = waitFor([&] { return string->state() == StringDocument::State::Ready; });
    std::printf("100 MB string: all of it %.0f ms, longest turn of the event loop %.1f ms\n",
                double(timer.nsecsElapsed()) / 1e6, stall);
    std::printf("100 MB string: peak memory above the start %.0f MB (limit 1.5 x 100 + 150)\n",
                memory("VmHWM:") - before);
}

void measureWork()
{
    QByteArray json = "{";
    for (int i = 0; json.size() < 1024 * 1024; ++i)
        json += (i > 0 ? ",\"key" : "\"key") + QByteArray::number(i) + R"(":{"a":[1,2,3],"b":"text","c":null})";
    json += '}';
    const auto time = [](const char *what, const std::function<void()> &work) {
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 5; ++i)
            work();
        std::printf("%s %.1f ms\n", what, double(timer.nsecsElapsed()) / 5e6);
    };
    time("1 MB of JSON: check", [&json] { (void)checkJson(json); });
    time("1 MB of JSON: indent", [&json] { (void)prettyJson(json); });
    time("1 MB of JSON: everything a view needs (worker)", [&json] { (void)viewOf(json, {}); });
    const QByteArray lines = QByteArray("0123456789abcde\n").repeated(6'250'000);
    time("100 MB of lines: index (worker)", [&lines] { (void)LineIndex(lines); });
    QByteArray base;
    for (int i = 0; i < 20'000; ++i)
        base += "line " + QByteArray::number(i) + '\n';
    QByteArray mine = base;
    mine.replace("line 500\n", "mine\n");
    QByteArray theirs = base;
    theirs.replace("line 15000\n", "theirs\n");
    time("20,000 lines: three-way comparison (worker)", [&] { (void)compareThreeWay(base, mine, theirs); });
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    DatabaseFixture database;
    if (!database.start()) {
        std::printf("The sandbox did not start: %s\n", database.errorText().constData());
        return 1;
    }
    measureLargeString(database, 100 * 1024 * 1024);
    measureWork();
    return 0;
}
