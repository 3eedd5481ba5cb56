// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of export and import in their states, light and dark: transfer_gallery FOLDER. A sandbox is started.
#include "models/session/session.h"
#include "models/session/writelock.h"
#include "tests/support/sandboxprocess.h"
#include "tests/ui/transfer/transferfixture.h"
#include "ui/transfer/exportdialog.h"
#include "ui/transfer/exportflow.h"
#include "ui/transfer/importflow.h"
#include "ui/transfer/transferjobcell.h"

#include <QCheckBox>
#include <QComboBox>
#include <QNetworkAccessManager>
#include <QRadioButton>
#include <QTemporaryDir>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;
using namespace seen;

namespace {

QDir folder;
Theme *theme = nullptr;

void grab(const char *window, const QString &name)
{
    auto *widget = find<QWidget>(window);
    if (!widget) {
        qWarning("%s is not there for %s", window, qPrintable(name));
        return;
    }
    for (const bool dark : {false, true}) {
        theme->setChoice(dark ? Theme::Choice::Dark : Theme::Choice::Light);
        QTest::qWait(80);
        if (!widget->grab().save(folder.filePath(name + (dark ? u"-dark.png"_s : u"-light.png"_s))))
            qWarning("cannot write %s", qPrintable(name));
    }
    theme->setChoice(Theme::Choice::Light);
    QTest::qWait(40);
}

void click(const char *name)
{
    if (!press(name))
        qWarning("%s cannot be clicked", name);
}

void waitFor(const char *what, const std::function<bool()> &done)
{
    if (!QTest::qWaitFor(done, 60'000))
        qWarning("%s did not come", what);
}

KeySelection matching(const QByteArray &pattern)
{
    KeySelection selection;
    selection.pattern = pattern;
    return selection;
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qWarning("cannot write %s", qPrintable(path));
}

void exports(Session *session, SandboxProcess &sandbox, QWidget *window, const QString &files, const QString &lists)
{
    ExportFlow flow(theme, session, nullptr, lists, window);
    flow.setSaveFolder(files);
    TransferJobCell cell(theme, u"exportJob"_s, window);
    cell.setJobs(&flow);
    flow.begin(matching("lb:*"));
    waitFor("the list", [] { return isUsable("exportBegin"); });
    grab("exportDialog", u"01-export"_s);
    if (auto *hides = find<QCheckBox>("exportHides"))
        hides->click();
    if (auto *csv = find<QRadioButton>("exportFormat_csv"))
        csv->click();
    grab("exportDialog", u"02-export-hides"_s);
    if (auto *pattern = find<QLineEdit>("exportPattern"))
        pattern->setText(u"nothing:*"_s);
    waitFor("no keys", [] { return bannerText("exportMessage").contains(u"No keys"_s); });
    grab("exportDialog", u"03-export-nothing"_s);
    click("dialogCancel");
    ExportDialog::Setup setup{session, lists, files, 1'205};
    (new ExportDialog(theme, setup, matching("page:*"), window))->open();
    QTest::qWait(100);
    grab("exportDialog", u"04-export-asks-first"_s);
    click("exportListAct");
    QTest::qWait(40);
    grab("exportDialog", u"05-export-listing"_s);
    click("dialogCancel");
    flow.begin(matching("page:*"));
    click("exportBegin");
    waitFor("a part", [&] { return !flow.runs().isEmpty() && flow.runs().constLast()->tally().settled() > 4'000; });
    grab("exportProgressDialog", u"06-export-running"_s);
    click("transferPause");
    waitFor("the pause", [&] { return flow.runs().constLast()->state() == ExportRun::State::Paused; });
    grab("exportProgressDialog", u"07-export-paused"_s);
    QTest::qWait(300);
    cell.adjustSize();
    grab("exportJobCell", u"08-export-status-bar"_s);
    click("transferStop");
    QTest::qWait(100);
    grab("questionDialog", u"09-export-stop"_s);
    click("questionCancel");
    click("transferPause");
    waitFor("the end", [&] { return flow.runs().constLast()->state() == ExportRun::State::Finished; });
    QTest::qWait(200);
    grab("exportProgressDialog", u"10-export-finished"_s);
    click("dialogCancel");
    Q_UNUSED(sandbox)
}

void imports(Session *session, BulkTargets *targets, QWidget *window, const QString &files, const QString &journals)
{
    ImportFlow flow(theme, session, nullptr, targets, journals, window);
    TransferJobCell cell(theme, u"importJob"_s, window);
    cell.setJobs(&flow);
    flow.begin();
    QTest::qWait(100);
    grab("importDialog", u"20-import-empty"_s);
    click("dialogCancel");
    flow.begin(files + u"/boards.redis"_s);
    waitFor("the file", [] { return isUsable("importDryRun"); });
    grab("importDialog", u"21-import-ready"_s);
    if (auto *into = find<QComboBox>("importInto"))
        into->setCurrentIndex(1);
    QTest::qWait(200);
    grab("importDialog", u"22-import-locked"_s);
    click("importUnlock");
    if (auto *prefix = find<QLineEdit>("importPrefix"))
        prefix->setText(u"copy:"_s);
    click("importDryRun");
    waitFor("the dry run", [] { return find<QWidget>("importResults") && isUsable("importBegin"); });
    grab("importDialog", u"23-import-dry-run"_s);
    click("dialogCancel");
    write(files + u"/odd.redis"_s, "SET a 1\nFLUSHALL\nSET b 2\nGET a\n");
    flow.begin(files + u"/odd.redis"_s);
    click("importShowProblems");
    QTest::qWait(100);
    grab("importDialog", u"24-import-problems"_s);
    click("dialogCancel");
    write(files + u"/photo.stash"_s, "\x89PNG not keys");
    flow.begin(files + u"/photo.stash"_s);
    waitFor("the refusal", [] { return !bannerText("importMessage").isEmpty(); });
    grab("importDialog", u"25-import-not-keys"_s);
    click("dialogCancel");
    flow.begin(files + u"/boards.redis"_s);
    click("importBegin");
    QTest::qWait(200);
    grab("questionDialog", u"26-import-production"_s);
    if (auto *field = find<QLineEdit>("questionConfirmField"))
        field->setText(u"prod-eu-main"_s);
    click("questionAccept");
    waitFor("the end", [&] {
        return !flow.jobs()->runs().isEmpty()
            && flow.jobs()->runs().constFirst()->state() == ImportRun::State::Finished;
    });
    QTest::qWait(300);
    grab("importProgressDialog", u"27-import-finished"_s);
    click("dialogCancel");
    flow.begin(files + u"/many.redis"_s);
    click("importBegin");
    if (auto *field = find<QLineEdit>("questionConfirmField"))
        field->setText(u"prod-eu-main"_s);
    click("questionAccept");
    waitFor("a part", [&] { return flow.jobs()->runs().constFirst()->tally().settled() > 1'000; });
    grab("importProgressDialog", u"28-import-running"_s);
    session->writeLock()->lock();
    waitFor("the lock", [&] { return flow.jobs()->runs().constFirst()->need() == ImportRun::Need::Unlock; });
    grab("importProgressDialog", u"29-import-locked-meanwhile"_s);
    QTest::qWait(300);
    cell.adjustSize();
    grab("importJobCell", u"30-import-status-bar"_s);
    click("transferBannerAction");
    waitFor("the end", [&] { return flow.jobs()->runs().constFirst()->state() == ImportRun::State::Finished; });
    click("dialogCancel");
    flow.begin(files + u"/large.redis"_s);
    waitFor("the file", [] { return isUsable("importBegin"); });
    if (auto *parts = find<QCheckBox>("importInParts"))
        parts->click();
    grab("importDialog", u"31-import-large"_s);
    click("importBegin");
    if (auto *field = find<QLineEdit>("questionConfirmField"))
        field->setText(u"prod-eu-main"_s);
    click("questionAccept");
    waitFor("the end", [&] { return text("transferHeading").contains(u"failed"_s); });
    QTest::qWait(300);
    grab("importProgressDialog", u"32-import-one-problem"_s);
    click("dialogCancel");
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    QApplication application(argc, argv);
    folder = QDir(QString::fromLocal8Bit(argv[1]));
    Theme ours;
    theme = &ours;
    theme->setFontFamilies(u"Inter"_s, u"JetBrains Mono"_s);
    theme->apply(&application);
    theme->setChoice(Theme::Choice::Light);
    SandboxProcess sandbox({u"--no-sample-data"_s, u"--latency-ms"_s, u"5"_s});
    if (!sandbox.start())
        return 1;
    (void)sandbox.redis(
        {"EVAL",
         "for i = 1, 24 do for m = 1, 400 do redis.call('ZADD', 'lb:weekly:2026-w' .. i, m, 'player:' .. m) "
         "end end for i = 1, 30000 do redis.call('SET', 'page:' .. i, string.rep('x', 200)) end",
         "0"});
    (void)sandbox.redis({"SET", "copy:lb:all-time", "mine"});
    QNetworkAccessManager network;
    SystemClock clock;
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.name = u"prod-eu-main"_s;
    profile.url = sandbox.url();
    profile.environment = Environment::Production;
    profile.limits.period = PlanLimits::Period::Daily;
    profile.limits.commands = 200'000;
    profile.limits.maxRequestBytes = 1024LL * 1024;
    Session session(profile, Secret(sandbox.token()), &network, &clock);
    session.writeLock()->unlock();
    GivenTargets targets;
    Profile other = profile;
    other.id = QUuid::createUuid();
    other.name = u"staging-shop"_s;
    other.environment = Environment::Staging;
    other.readOnly = true;
    other.limits.commands = 12;
    targets.sessions = {std::make_shared<Session>(other, Secret(sandbox.token()), &network, &clock)};
    QWidget window;
    window.resize(1000, 700);
    window.show();
    QTemporaryDir files;
    QTemporaryDir journals;
    QByteArray boards;
    for (const char *board : {"weekly:2026-w47", "daily:2026-11-17", "all-time", "referrals"}) {
        for (int i = 0; i < 40; ++i)
            boards += QByteArray("ZADD lb:") + board + ' ' + QByteArray::number(i) + " player:" + QByteArray::number(i)
                + '\n';
    }
    write(files.filePath(u"boards.redis"_s), boards);
    QByteArray many;
    for (int i = 0; i < 20'000; ++i)
        many += "SET many:" + QByteArray::number(i) + ' ' + QByteArray(100, 'x') + '\n';
    write(files.filePath(u"many.redis"_s), many);
    QByteArray large = "SET small 1\n";
    for (int i = 0; i < 2'000; ++i)
        large += "HSET lb:season:autumn f" + QByteArray::number(i) + ' ' + QByteArray(1000, 'x') + '\n';
    write(files.filePath(u"large.redis"_s), large);
    exports(&session, sandbox, &window, files.path(), journals.path());
    imports(&session, &targets, &window, files.path(), journals.path());
    return 0;
}
