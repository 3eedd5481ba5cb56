// SPDX-License-Identifier: GPL-3.0-or-later
// How long the window's loop stands still with the real key pane over many keys: bench_keypane [keys, one million by
// default]
#include "models/keyspace/keyspace.h"
#include "models/session/session.h"
#include "tests/bench/benchtools.h"
#include "tests/support/sandboxprocess.h"
#include "ui/keyspace/keylistview.h"
#include "ui/keyspace/keypane.h"
#include "ui/keyspace/keytreeview.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QLineEdit>
#include <QNetworkAccessManager>
#include <QScrollBar>
#include <QTextStream>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

QTextStream out(stdout);

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const int count = argc > 1 ? QByteArray(argv[1]).toInt() : 1'000'000;
    Theme theme;
    theme.setChoice(Theme::Choice::Light);
    theme.apply(&application);
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
    Keyspace keyspace(&session);
    KeyPane pane(&theme, &keyspace);
    pane.resize(420, 900);
    Heartbeat heartbeat;
    const auto phase = [&](const QString &name, const std::function<void()> &act) {
        heartbeat.start();
        act();
        out << name << ": " << heartbeat.stop() << Qt::endl;
    };
    int arrangements = 0;
    QObject::connect(&keyspace, &Keyspace::shownChanged, &application, [&] { ++arrangements; });
    const auto settled = [&] {
        waitUntil([&] { return keyspace.shownKeys() == keyspace.loadedKeys() && !keyspace.isArranging(); });
    };
    const auto scanned = [&] {
        waitUntil([&] { return keyspace.activeScanner()->state() == KeyScanner::State::Finished; });
        settled();
        waitFor(200ms);
    };
    /// Each change is waited for with what follows: painting, details of the rows on screen.
    const auto changed = [&](const std::function<void()> &act) {
        const int before = arrangements;
        act();
        waitUntil([&] { return arrangements > before && !keyspace.isArranging(); });
        waitFor(200ms);
    };

    pane.show();
    waitFor(1ms);
    auto *tree = pane.findChild<KeyTreeView *>();
    auto *list = pane.findChild<KeyListView *>();
    auto *field = pane.findChild<QLineEdit *>(u"patternField"_s);
    phase(u"tree: scanning %1 keys"_s.arg(count), scanned);
    const auto openFolder = [&](const QByteArray &path) {
        const QModelIndex folder = keyspace.treeModel()->indexOfFolder(path);
        tree->expand(folder);
        waitUntil([&] { return keyspace.treeModel()->rowCount(keyspace.treeModel()->indexOfFolder(path)) > 0; });
        waitFor(200ms);
    };
    openFolder("rate:");
    openFolder("session:");
    phase(u"tree: opening a folder of %1"_s.arg(count / 10), [&] { openFolder("rate:ip:"); });
    phase(u"tree: opening one more"_s, [&] { openFolder("session:eu1:"); });
    phase(u"tree: scrolling to the end and back"_s, [&] {
        for (int i = 0; i <= 20; ++i) {
            tree->verticalScrollBar()->setValue(tree->verticalScrollBar()->maximum() * (i <= 10 ? i : 20 - i) / 10);
            waitFor(20ms);
        }
    });
    phase(u"tree: rescan with four open folders"_s, [&] {
        keyspace.rescan();
        scanned();
    });
    const auto typing = [&](const QString &text) {
        for (int length = 1; length <= text.size(); ++length)
            changed([&] { field->setText(text.left(length)); });
        changed([&] { field->clear(); });
    };
    phase(u"tree: typing \"0012\" and clearing"_s, [&] { typing(u"0012"_s); });
    const auto themes = [&] {
        theme.setChoice(Theme::Choice::Dark);
        waitFor(150ms);
        theme.setChoice(Theme::Choice::Light);
        waitFor(150ms);
    };
    const auto resizing = [&] {
        for (int i = 0; i < 40; ++i) {
            pane.resize(420 + (i % 20) * 10, 900 - (i % 20) * 5);
            waitFor(10ms);
        }
    };
    const auto checking = [&] {
        keyspace.checkAllShown();
        waitFor(50ms);
        keyspace.invertShown();
        waitFor(50ms);
        keyspace.checkAllShown();
        waitFor(50ms);
        keyspace.checkedKeys()->clear();
        waitFor(50ms);
    };
    phase(u"tree: switching the theme"_s, themes);
    phase(u"tree: resizing"_s, resizing);
    phase(u"tree: checking all"_s, checking);
    phase(u"to the list"_s, [&] {
        pane.showList();
        waitFor(200ms);
    });
    phase(u"list: scrolling to the end and back"_s, [&] {
        for (int i = 0; i <= 20; ++i) {
            const double part = (i <= 10 ? i : 20 - i) / 10.0;
            list->verticalScrollBar()->setValue(static_cast<int>(list->verticalScrollBar()->maximum() * part));
            waitFor(20ms);
        }
    });
    for (const auto &[name, column] :
         {std::pair(u"type"_s, KeySort::Column::Type), std::pair(u"TTL"_s, KeySort::Column::Ttl),
          std::pair(u"size"_s, KeySort::Column::Size)}) {
        phase(u"list: sorting by %1"_s.arg(name), [&, by = column] {
            changed([&] { keyspace.setSort({by, Qt::AscendingOrder}); });
            changed([&] { keyspace.setSort({by, Qt::DescendingOrder}); });
        });
    }
    phase(u"list: sorting by name"_s, [&] {
        changed([&] { keyspace.setSort({KeySort::Column::Name, Qt::DescendingOrder}); });
        changed([&] { keyspace.setSort({}); });
    });
    phase(u"list: typing \"0012\" and clearing"_s, [&] { typing(u"0012"_s); });
    phase(u"list: checking all"_s, checking);
    phase(u"list: rescan"_s, [&] {
        keyspace.rescan();
        scanned();
    });
    phase(u"list: switching the theme"_s, themes);
    phase(u"list: resizing"_s, resizing);
    phase(u"back to the tree"_s, [&] {
        pane.showTree();
        waitFor(200ms);
    });
    return 0;
}
