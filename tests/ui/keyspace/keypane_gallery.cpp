// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of the key pane in its states, light and dark: keypane_gallery FOLDER. A sandbox with sample data is
// started.
#include "models/keyspace/keyspace.h"
#include "models/session/session.h"
#include "models/session/writelock.h"
#include "tests/support/sandboxprocess.h"
#include "ui/keyspace/keypane.h"
#include "ui/keyspace/keytreeview.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QNetworkAccessManager>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

namespace {

QDir folder;
Theme *theme = nullptr;

void grab(QWidget &pane, const QString &name)
{
    for (const bool dark : {false, true}) {
        theme->setChoice(dark ? Theme::Choice::Dark : Theme::Choice::Light);
        QTest::qWait(60);
        if (!pane.grab().save(folder.filePath(name + (dark ? u"-dark.png"_s : u"-light.png"_s))))
            qWarning("cannot write %s", qPrintable(name));
    }
    theme->setChoice(Theme::Choice::Light);
}

Profile profileOf(const QUrl &url)
{
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.url = url;
    profile.environment = Environment::Sandbox;
    return profile;
}

struct Shown {
    Shown(const QUrl &url, const QByteArray &token)
        : session(profileOf(url), Secret(token), &network, &clock)
        , keyspace(&session)
        , pane(theme, &keyspace)
    {
        pane.resize(396, 762);
        pane.show();
    }
    QNetworkAccessManager network;
    SystemClock clock;
    Session session;
    Keyspace keyspace;
    KeyPane pane;
};

bool waitFor(const std::function<bool()> &done)
{
    return QTest::qWaitFor(done, 20'000);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    folder = QDir(argc > 1 ? QString::fromLocal8Bit(argv[1]) : u"keypane"_s);
    folder.mkpath(u"."_s);
    Theme ownTheme;
    theme = &ownTheme;
    theme->setFontFamilies(u"Inter"_s, u"JetBrains Mono"_s);
    theme->apply(&application);

    SandboxProcess sandbox({u"--keys"_s, u"20000"_s});
    SandboxProcess empty({u"--no-sample-data"_s});
    SandboxProcess slow({u"--keys"_s, u"20000"_s, u"--latency-ms"_s, u"400"_s});
    if (!sandbox.start() || !empty.start() || !slow.start())
        return 1;
    {
        Shown shown(sandbox.url(), sandbox.token());
        Keyspace &keyspace = shown.keyspace;
        if (!waitFor([&] {
                return keyspace.activeScanner()->state() == KeyScanner::State::Finished
                    && keyspace.shownKeys() == keyspace.loadedKeys();
            }))
            return 2;
        auto *tree = shown.pane.findChild<KeyTreeView *>(u"keyTree"_s);
        grab(shown.pane, u"tree-closed"_s);
        tree->expand(tree->model()->index(0, 0));
        const QModelIndex second = tree->model()->index(1, 0);
        tree->expand(second);
        tree->expand(tree->model()->index(0, 0, second));
        tree->setFocus();
        tree->setCurrentIndex(tree->indexBelow(tree->indexBelow(second)));
        tree->scrollTo(second, QAbstractItemView::PositionAtTop);
        QTest::qWait(600);
        grab(shown.pane, u"tree-open"_s);
        shown.pane.resize(300, 700);
        grab(shown.pane, u"tree-narrow"_s);
        shown.pane.resize(620, 700);
        grab(shown.pane, u"tree-wide"_s);
        shown.pane.resize(396, 762);
        shown.pane.showList();
        QTest::qWait(600);
        grab(shown.pane, u"list"_s);
        shown.pane.showTree();
        auto *field = shown.pane.findChild<QLineEdit *>(u"patternField"_s);
        field->setText(u"cart:1"_s);
        QTest::qWait(600);
        grab(shown.pane, u"typing"_s);
        field->setText(u"cart:zz*"_s);
        keyspace.setTypes({KeyType::Json});
        QTest::qWait(400);
        grab(shown.pane, u"nothing-matches"_s);
        keyspace.setTypes({});
        field->clear();
        QTest::mouseClick(shown.pane.findChild<QWidget *>(u"ttlChips.hour"_s), Qt::LeftButton);
        QTest::qWait(400);
        grab(shown.pane, u"ttl-offer"_s);
    }
    {
        Shown shown(empty.url(), empty.token());
        waitFor([&] { return shown.keyspace.state() == Keyspace::State::Empty; });
        grab(shown.pane, u"empty"_s);
    }
    {
        Shown shown(sandbox.url(), sandbox.readOnlyToken());
        waitFor([&] { return shown.keyspace.state() == Keyspace::State::NotPermitted; });
        grab(shown.pane, u"not-permitted"_s);
    }
    {
        Shown shown(slow.url(), slow.token());
        QTest::qWait(300);
        grab(shown.pane, u"loading"_s);
        waitFor([&] { return shown.keyspace.loadedKeys() > 3000; });
        grab(shown.pane, u"scanning"_s);
        shown.keyspace.stopScan();
        grab(shown.pane, u"stopped"_s);
    }
    {
        const QUrl url = empty.url();
        empty.kill();
        Shown shown(url, "test-token-1");
        shown.pane.setDoctorAvailable(true);
        waitFor([&] { return shown.keyspace.state() == Keyspace::State::Failed; });
        grab(shown.pane, u"error"_s);
    }
    return 0;
}
