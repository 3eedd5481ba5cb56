// SPDX-License-Identifier: GPL-3.0-or-later
// Figures of the key pane's models at scale: bench_keyspace [keys, one million by default]
#include "models/keyspace/keyspace.h"
#include "models/session/commandmeter.h"
#include "models/session/session.h"
#include "tests/bench/benchtools.h"
#include "tests/support/sandboxprocess.h"

#include <QCoreApplication>
#include <QNetworkAccessManager>
#include <QTextStream>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

QTextStream out(stdout);

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
    const QVariant filled = sandbox.redis({"EVAL", fillScript, "0", QByteArray::number(count)});
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
        const double cpuAtStart = cpuSeconds();
        const double first = settle([&] { keyspace.setText(text); });
        waitUntil([&] { return keyspace.showsAll() && !keyspace.isArranging(); });
        out << "filter \"" << text << "\": first screen after " << first << " ms, whole after " << milliseconds(timer)
            << " ms (CPU " << (cpuSeconds() - cpuAtStart) * 1000 << " ms), " << keyspace.shownKeys() << " hits; "
            << heartbeat.stop() << Qt::endl;
    }
    took = settle([&] { keyspace.setText({}); });
    out << "filter cleared: " << took << " ms; " << heartbeat.stop() << Qt::endl;
    took = settle([&] { keyspace.setTypes({KeyType::Hash}); });
    out << "type chip: " << took << " ms; " << heartbeat.stop() << Qt::endl;
    settle([&] { keyspace.setTypes({}); });

    for (const auto &[name, column] :
         {std::pair("type", KeySort::Column::Type), std::pair("TTL", KeySort::Column::Ttl)}) {
        took = settle([&] { keyspace.setSort({column, Qt::DescendingOrder}); });
        out << "sorting by " << name << ": " << took << " ms; " << heartbeat.stop() << Qt::endl;
    }
    took = settle([&] { keyspace.setSort({}); });
    heartbeat.stop();
    heartbeat.start();
    timer.start();
    keyspace.checkAllShown();
    const double checking = milliseconds(timer);
    const QModelIndex folder = tree.indexOfFolder("session:");
    const qint64 inFolder = folder.data(CheckedCountRole).toLongLong();
    out << "checking all: " << checking << " ms, and counting " << inFolder << " of a folder "
        << milliseconds(timer) - checking << " ms; " << heartbeat.stop() << Qt::endl;
    qsizetype chosen = 0;
    heartbeat.start();
    timer.start();
    keyspace.selectChecked(&network, [&](const KeySelection &selection) { chosen = selection.keys.size(); });
    waitUntil([&] { return chosen > 0; });
    out << "names of " << chosen << " checked keys: " << milliseconds(timer) << " ms; " << heartbeat.stop() << Qt::endl;
    keyspace.checkedKeys()->clear();
    heartbeat.start();
    timer.start();
    keyspace.namingReport()->refresh();
    waitUntil([&] { return !keyspace.namingReport()->isRunning(); });
    out << "naming hints: " << milliseconds(timer) << " ms; " << heartbeat.stop() << Qt::endl;
    heartbeat.start();
    timer.start();
    keyspace.prefixReport()->setPrefix("session:");
    waitUntil([&] { return keyspace.prefixReport()->state() == PrefixReport::State::Counted; });
    out << "facts of a prefix: " << milliseconds(timer) << " ms; " << heartbeat.stop() << Qt::endl;

    bool found = false;
    heartbeat.start();
    timer.start();
    keyspace.findLoaded("9999", 8, &network, [&](const QList<KeyHit> &) { found = true; });
    waitUntil([&] { return found; });
    out << "palette search: " << milliseconds(timer) << " ms; " << heartbeat.stop() << Qt::endl;
    out << "memory at the end: resident +" << residentMiB() - memoryBefore << " MiB" << Qt::endl;
    return 0;
}
