// SPDX-License-Identifier: GPL-3.0-or-later
// Figures of the key pane's models at scale: bench_keyspace [keys, one million by default]
#include "models/keyspace/keyspace.h"
#include "models/session/commandmeter.h"
#include "models/session/session.h"
#include "tests/support/sandboxprocess.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QNetworkAccessManager>
#include <QTextStream>
#include <QTimer>

#include <sys/resource.h>

#include <algorithm>
#include <functional>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

QTextStream out(stdout);

double cpuSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double residentMiB()
{
    QFile status(u"/proc/self/statm"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    return static_cast<double>(status.readAll().split(' ').value(1).toLongLong()) * 4096 / (1024 * 1024);
}

/// A timer that should fire every two milliseconds; how late it is tells how long the loop was busy.
class Heartbeat : public QObject {
public:
    Heartbeat()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            m_stalls.push_back(static_cast<double>(m_last.nsecsElapsed()) / 1e6 - 2);
            m_last.start();
        });
    }
    void start()
    {
        m_stalls.clear();
        m_last.start();
        m_timer.start(2ms);
    }
    QString stop()
    {
        m_timer.stop();
        m_stalls.push_back(static_cast<double>(m_last.nsecsElapsed()) / 1e6 - 2);
        std::sort(m_stalls.begin(), m_stalls.end());
        const auto at = [this](double part) {
            return std::max(0.0, m_stalls.at(static_cast<size_t>(part * static_cast<double>(m_stalls.size() - 1))));
        };
        return u"stall ms: p50 %1, p99 %2, worst %3"_s.arg(at(0.5), 0, 'f', 1)
            .arg(at(0.99), 0, 'f', 1)
            .arg(at(1), 0, 'f', 1);
    }

private:
    QTimer m_timer;
    QElapsedTimer m_last;
    std::vector<double> m_stalls;
};

void waitUntil(const std::function<bool()> &done)
{
    QEventLoop loop;
    QTimer poll;
    QObject::connect(&poll, &QTimer::timeout, &loop, [&] {
        if (done())
            loop.quit();
    });
    poll.start(1ms);
    if (!done())
        loop.exec();
}

double milliseconds(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int count = argc > 1 ? QByteArray(argv[1]).toInt() : 1'000'000;
    SandboxProcess sandbox({u"--no-sample-data"_s});
    if (!sandbox.start()) {
        out << "no sandbox: " << sandbox.errorText() << Qt::endl;
        return 1;
    }
    // 23 bytes a name, five folders of different size below one, and one folder of 100,000.
    const QByteArray fill
        = "local n=tonumber(ARGV[1]) for i=1,n do local k if i%10==0 then k='rate:ip:'..string.format("
          "'%015d',i) else k='session:eu'..(i%4)..':'..string.format('%011d',i) end "
          "redis.call('SET',k,i) end return n";
    const QVariant filled = sandbox.redis({"EVAL", fill, "0", QByteArray::number(count)});
    if (filled.toInt() != count)
        out << "not filled: " << filled.toByteArray() << Qt::endl;

    QNetworkAccessManager network;
    const SystemClock clock;
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.url = sandbox.url();
    profile.environment = Environment::Sandbox;
    Session session(profile, Secret(sandbox.token()), &network, &clock);
    const double memoryBefore = residentMiB();
    Keyspace keyspace(&session);
    Heartbeat heartbeat;

    // Scan with types: what a person waits for.
    QElapsedTimer timer;
    double firstKeys = 0;
    int arrangements = 0;
    QObject::connect(&keyspace, &Keyspace::shownChanged, &application, [&] {
        ++arrangements;
        if (firstKeys == 0 && keyspace.shownKeys() > 0)
            firstKeys = milliseconds(timer);
    });
    const double cpuBefore = cpuSeconds();
    heartbeat.start();
    timer.start();
    keyspace.open();
    waitUntil([&] { return keyspace.activeScanner()->state() != KeyScanner::State::Scanning; });
    const double scanned = milliseconds(timer);
    const double cpuScanned = cpuSeconds() - cpuBefore;
    waitUntil([&] { return keyspace.shownKeys() == keyspace.loadedKeys(); });
    const double arranged = milliseconds(timer);
    const double cpu = cpuSeconds() - cpuBefore;
    const QString scanStalls = heartbeat.stop();
    out << "keys with types: " << keyspace.loadedKeys() << " in " << scanned / 1000 << " s, sorted and folded after "
        << arranged / 1000 << " s (" << arrangements << " arrangements)" << Qt::endl;
    out << "client CPU: " << cpuScanned << " s at the end of the scan, " << cpu << " s in all" << Qt::endl;
    out << "requests: " << session.meter()->requests() << ", commands: " << session.meter()->commands() << Qt::endl;
    out << "first keys after: " << firstKeys << " ms" << Qt::endl;
    out << "while scanning: " << scanStalls << Qt::endl;
    out << "memory: resident +" << residentMiB() - memoryBefore << " MiB; the store by its own account "
        << static_cast<double>(keyspace.store().memoryBytes()) / (1024 * 1024) << " MiB, the order "
        << static_cast<double>(keyspace.loadedKeys()) * 4 / (1024 * 1024) << " MiB for list and tree" << Qt::endl;

    // Sorting anew (a key is added, one is removed).
    const auto settle = [&](const std::function<void()> &change) {
        const int before = arrangements;
        heartbeat.start();
        timer.start();
        change();
        waitUntil([&] { return arrangements > before; });
        return milliseconds(timer);
    };
    double took = settle([&] { keyspace.keyAdded("session:eu1:new", KeyType::String); });
    out << "one key added: " << took << " ms; " << heartbeat.stop() << Qt::endl;

    // Opening a folder of 100,000.
    KeyTreeModel &tree = *keyspace.treeModel();
    const auto open = [&](const QByteArray &path) {
        const QModelIndex folder = tree.indexOfFolder(path);
        const qint64 keys = folder.data(CountRole).toLongLong();
        heartbeat.start();
        timer.start();
        tree.fetchMore(folder);
        const double blocked = milliseconds(timer);
        waitUntil([&] { return tree.rowCount(tree.indexOfFolder(path)) > 0; });
        const double opened = milliseconds(timer);
        out << "opening " << path << " (" << keys << " keys): " << opened << " ms, of which blocking " << blocked
            << " ms; " << heartbeat.stop() << Qt::endl;
    };
    open("rate:");
    open("rate:ip:");
    open("session:");
    open("session:eu1:");

    // Typing in the filter.
    for (const char *text : {"0", "00", "001", "0012", "00123", "zzz", "eu2:", "session:eu1:0000001"}) {
        took = settle([&] { keyspace.setText(text); });
        out << "filter \"" << text << "\": first screen and whole after " << took << " ms, " << keyspace.shownKeys()
            << " hits; " << heartbeat.stop() << Qt::endl;
    }
    took = settle([&] { keyspace.setText({}); });
    out << "filter cleared: " << took << " ms; " << heartbeat.stop() << Qt::endl;
    took = settle([&] { keyspace.setTypes({KeyType::Hash}); });
    out << "type chip: " << took << " ms; " << heartbeat.stop() << Qt::endl;
    settle([&] { keyspace.setTypes({}); });

    bool found = false;
    heartbeat.start();
    timer.start();
    keyspace.findLoaded("9999", 8, &network, [&](const QList<KeyHit> &) { found = true; });
    waitUntil([&] { return found; });
    out << "palette search: " << milliseconds(timer) << " ms; " << heartbeat.stop() << Qt::endl;
    out << "memory at the end: resident +" << residentMiB() - memoryBefore << " MiB" << Qt::endl;
    return 0;
}
