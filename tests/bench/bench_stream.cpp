// SPDX-License-Identifier: GPL-3.0-or-later
// A stream of a million entries: opening, scrolling, jumping, and looking through what is loaded. Prints figures and
// asserts nothing.
#include "models/values/keydocument.h"
#include "models/values/streamdocument.h"
#include "tests/models/values/databasefixture.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTest>

#include <cstdio>

using namespace stashdeck;

namespace {

constexpr int entryCount = 1'000'000;

bool waitFor(const std::function<bool()> &done)
{
    return QTest::qWaitFor(done, 60'000);
}

void report(const char *what, const QElapsedTimer &timer, qint64 requests, qint64 commands)
{
    std::printf("%-44s %8.1f ms, %lld requests, %lld commands\n", what, double(timer.nsecsElapsed()) / 1e6,
                static_cast<long long>(requests), static_cast<long long>(commands));
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    DatabaseFixture database;
    if (!database.start())
        return 1;
    for (int i = 0; i < 20; ++i) {
        (void)database.redis({"EVAL",
                              "for i=ARGV[1]+1,ARGV[1]+50000 do redis.call('XADD', KEYS[1], i .. '-0', 'order', i, "
                              "'state', 'paid', 'total', i * 13 % 900) end",
                              "1", "s", QByteArray::number(i * 50'000)});
    }
    const auto session = database.session();
    const CommandMeter *meter = session->meter();
    const auto measure = [&](const char *what, const std::function<void()> &act, const std::function<bool()> &done) {
        const qint64 requests = meter->requests();
        const qint64 commands = meter->commands();
        QElapsedTimer timer;
        timer.start();
        act();
        const bool ended = waitFor(done);
        report(ended ? what : "did not end", timer, meter->requests() - requests, meter->commands() - commands);
    };
    KeyDocument document(session.get(), "s");
    measure(
        "1M stream: first page", [&] { document.load(ValueKind::Stream); },
        [&] { return document.state() == KeyDocument::State::Ready; });
    auto *stream = qobject_cast<StreamDocument *>(document.value());
    if (!stream)
        return 2;
    StreamRows *rows = stream->rows();
    const auto isIdle = [rows] {
        return !rows->isLoading();
    };
    measure(
        "1M stream: next window", [&] { rows->want(rows->count() - 30, rows->count() - 1); }, isIdle);
    measure(
        "1M stream: jump into the middle",
        [&] {
            rows->jumpTo({entryCount / 2, 0});
        },
        isIdle);
    measure(
        "1M stream: to the oldest", [&] { rows->toEnd(); }, isIdle);
    measure(
        "1M stream: 100 windows in a row", [&] { rows->setView({}); },
        [&] {
            if (rows->isLoading())
                return false;
            if (rows->count() >= 10'000)
                return true;
            rows->showMore();
            return false;
        });
    QElapsedTimer timer;
    timer.start();
    int found = 0;
    for (int row = 0; row < rows->count(); ++row) {
        for (const QByteArray &field : rows->at(row)->fields)
            found += field.contains("99999") ? 1 : 0;
    }
    std::printf("%d loaded entries looked through: %.1f ms (%d found)\n", rows->count(),
                double(timer.nsecsElapsed()) / 1e6, found);
    return 0;
}
