// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of bulk changes in their states, light and dark: bulk_gallery FOLDER. A sandbox is started.
#include "models/session/session.h"
#include "models/session/writelock.h"
#include "tests/support/sandboxprocess.h"
#include "ui/bulk/bulkdialog.h"
#include "ui/bulk/bulkflow.h"
#include "ui/bulk/bulkjobcell.h"
#include "ui/bulk/bulkprogressdialog.h"
#include "ui/bulk/bulktargets.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QNetworkAccessManager>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

namespace {

QDir folder;
Theme *theme = nullptr;

QWidget *visible(const char *name)
{
    for (QWidget *window : QApplication::topLevelWidgets()) {
        if (window->isVisible() && window->objectName() == QLatin1String(name))
            return window;
        const QList<QWidget *> found = window->findChildren<QWidget *>(QLatin1String(name));
        for (QWidget *widget : found) {
            if (widget->isVisible())
                return widget;
        }
    }
    return nullptr;
}

template <typename T> T *part(const char *name)
{
    return qobject_cast<T *>(visible(name));
}

bool click(const char *name)
{
    const bool usable = QTest::qWaitFor(
        [name] {
            auto *button = part<QAbstractButton>(name);
            return button && button->isEnabled();
        },
        20'000);
    if (usable)
        part<QAbstractButton>(name)->click();
    else
        qWarning("%s cannot be clicked", name);
    return usable;
}

void grab(const char *window, const QString &name)
{
    QWidget *widget = visible(window);
    if (!widget) {
        qWarning("%s is not there", window);
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

class Targets final : public BulkTargets {
public:
    QList<Profile> saved;
    std::shared_ptr<Session> session;
    [[nodiscard]] QList<Profile> databases() const override { return saved; }
    void open(const QUuid &, QObject *context,
              std::function<void(std::shared_ptr<Session>, const QString &)> opened) override
    {
        QMetaObject::invokeMethod(
            context, [this, opened = std::move(opened)] { opened(session, {}); }, Qt::QueuedConnection);
    }
};

KeySelection matching(const QByteArray &pattern)
{
    KeySelection selection;
    selection.pattern = pattern;
    return selection;
}

bool listed()
{
    return QTest::qWaitFor(
        [] { return part<QAbstractButton>("bulkContinue") && part<QAbstractButton>("bulkContinue")->isEnabled(); },
        20'000);
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
    (void)sandbox.redis({"EVAL",
                         "for i = 1, 1204 do local k = 'session:eu:7f3a9' .. string.sub(redis.sha1hex(i), 1, 6) "
                         "redis.call('HSET', k, 'user', i, 'agent', string.rep('a', 900), 'ip', '10.0.0.1') "
                         "if i % 9 ~= 0 then redis.call('EXPIRE', k, 240 + i * 3) end end "
                         "for i = 1, 30000 do redis.call('SET', 'page:' .. i, string.rep('x', 200)) end",
                         "0"});
    (void)sandbox.redis({"SET", "session:eu:7f3a9:lock", "0123456789abcdef"});
    QNetworkAccessManager network;
    SystemClock clock;
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.name = u"prod-eu-main"_s;
    profile.url = sandbox.url();
    profile.environment = Environment::Production;
    profile.limits.period = PlanLimits::Period::Daily;
    profile.limits.commands = 10'000;
    Session session(profile, Secret(sandbox.token()), &network, &clock);
    session.writeLock()->unlock();
    Targets targets;
    Profile other = profile;
    other.id = QUuid::createUuid();
    other.name = u"staging-shop"_s;
    other.environment = Environment::Staging;
    other.readOnly = true;
    targets.saved = {profile, other};
    targets.session = std::make_shared<Session>(other, Secret(sandbox.token()), &network, &clock);
    QWidget window;
    window.resize(1000, 700);
    window.show();
    QTemporaryDir journals;
    auto flow = std::make_unique<BulkFlow>(theme, &session, nullptr, &targets, journals.path(), &window);
    BulkJobCell cell(theme, &window);
    cell.setJobs(flow->jobs());

    flow->begin(ManyKeysAct::Delete, matching("session:eu:7f3a9*"));
    grab("bulkDialog", u"01-delete-choosing"_s);
    click("bulkPreview");
    listed();
    grab("bulkDialog", u"02-delete-preview"_s);
    session.writeLock()->lock();
    grab("bulkDialog", u"03-delete-locked"_s);
    session.writeLock()->unlock();
    click("bulkContinue");
    if (auto *field = part<QLineEdit>("questionConfirmField"))
        field->setText(u"prod-eu-main"_s);
    grab("questionDialog", u"04-delete-from-production"_s);
    click("questionCancel");
    click("dialogCancel");

    flow->begin(ManyKeysAct::ChangeExpiry, matching("session:eu:7f3a9*"));
    click("bulkPreview");
    listed();
    grab("bulkDialog", u"05-ttl"_s);
    click("dialogCancel");

    (void)sandbox.redis({"SET", "s:eu:7f3a9:lock", "x"});
    flow->begin(ManyKeysAct::Rename, matching("session:eu:7f3a9*"));
    if (auto *to = part<QLineEdit>("bulkRuleTo"))
        to->setText(u"s:eu:7f3a9"_s);
    click("bulkPreview");
    listed();
    grab("bulkDialog", u"06-rename"_s);
    click("dialogCancel");

    flow->begin(ManyKeysAct::CopyTo, matching("session:eu:7f3a9*"));
    if (auto *into = part<QComboBox>("bulkInto"))
        into->setCurrentIndex(1);
    QTest::qWait(100);
    grab("bulkDialog", u"07-copy-target-locked"_s);
    targets.session->writeLock()->unlock();
    if (auto *prefix = part<QLineEdit>("bulkPrefix"))
        prefix->setText(u"copy:"_s);
    click("bulkPreview");
    listed();
    grab("bulkDialog", u"08-copy"_s);
    click("dialogCancel");

    flow->begin(ManyKeysAct::Delete, matching("page:*"));
    click("bulkPreview");
    listed();
    click("bulkContinue");
    if (auto *field = part<QLineEdit>("questionConfirmField"))
        field->setText(u"prod-eu-main"_s);
    click("questionAccept");
    (void)QTest::qWaitFor(
        [&] { return !flow->jobs()->runs().isEmpty() && flow->jobs()->runs().first()->settled() > 8000; }, 20'000);
    grab("bulkProgressDialog", u"09-running"_s);
    BulkRun *run = flow->jobs()->runs().first();
    run->pause();
    (void)QTest::qWaitFor([run] { return run->state() == BulkRun::State::Paused; }, 10'000);
    grab("bulkProgressDialog", u"10-paused"_s);
    cell.adjustSize();
    grab("bulkJobCell", u"11-status-bar"_s);
    session.writeLock()->lock();
    run->resume();
    (void)QTest::qWaitFor([run] { return run->need() == BulkRun::Need::Unlock; }, 10'000);
    grab("bulkProgressDialog", u"12-locked-meanwhile"_s);
    session.writeLock()->unlock();
    run->resume();
    (void)QTest::qWaitFor([run] { return run->state() == BulkRun::State::Finished; }, 60'000);
    grab("bulkProgressDialog", u"13-finished"_s);
    (void)sandbox.redis({"SET", "page:7", "new"});
    (void)sandbox.redis({"SET", "page:9", "new"});
    run->start(BulkAim::Undo);
    (void)QTest::qWaitFor([run] { return run->state() == BulkRun::State::Finished; }, 60'000);
    QTest::qWait(300);
    grab("bulkProgressDialog", u"14-restored-with-problems"_s);
    click("dialogCancel");
    flow->showChanges();
    QTest::qWait(300);
    grab("bulkChangesDialog", u"15-recent-changes"_s);
    return 0;
}
