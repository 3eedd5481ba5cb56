// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/importflow.h"

#include "models/base/bytetext.h"
#include "models/keyspace/keyspace.h"
#include "models/session/writelock.h"
#include "ui/transfer/importdialog.h"
#include "ui/transfer/importprogressdialog.h"
#include "ui/transfer/importwording.h"
#include "ui/transfer/transferwording.h"

#include <QFileInfo>
#include <QWidget>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

bool isOver(const ImportRun &run)
{
    return run.state() == ImportRun::State::Finished || run.state() == ImportRun::State::Stopped;
}

} // namespace

ImportFlow::ImportFlow(const Theme *theme, Session *session, Keyspace *keyspace, BulkTargets *targets,
                       const QString &folder, QWidget *window)
    : m_theme(theme)
    , m_session(session)
    , m_keyspace(keyspace)
    , m_targets(targets)
    , m_folder(folder)
    , m_window(window)
    , m_own(std::make_unique<ImportJobs>(session, folder))
{
    // The rows of a list are arranged anew for each notice: gathered, an import of 100,000 keys needs a few.
    m_tell.setSingleShot(true);
    m_tell.setInterval(500ms);
    connect(&m_tell, &QTimer::timeout, this, &ImportFlow::tellKeyspace);
    connectJobs(m_own.get());
    connect(m_own.get(), &ImportJobs::storedChanged, this, &ImportFlow::offer);
    m_own->load();
}

ImportFlow::~ImportFlow()
{
    // The dialogs look at runs that go now.
    if (m_window) {
        for (const char *name : {"importDialog", "importProgressDialog"})
            qDeleteAll(m_window->findChildren<QWidget *>(QLatin1String(name)));
    }
}

void ImportFlow::connectJobs(ImportJobs *jobs)
{
    connect(jobs, &ImportJobs::runAdded, this, [this, jobs](ImportRun *run) { watch(jobs, run); });
    connect(jobs, &ImportJobs::runRemoved, this, &ImportFlow::jobsChanged);
    connect(jobs, &ImportJobs::failed, this, [this](const Error &error) {
        Notice notice;
        notice.text = tr("The import could not be started.");
        notice.textAfter = u"· "_s + transferWords::error(error);
        notice.tone = Tone::Danger;
        notice.iconName = u"circle-alert"_s;
        emit noticeRequested(notice);
    });
}

ImportJobs *ImportFlow::jobsOf(const std::shared_ptr<Session> &other)
{
    if (!other)
        return m_own.get();
    for (const Other &known : m_others) {
        if (known.session == other)
            return known.jobs.get();
    }
    Other made;
    made.session = other;
    made.jobs = std::make_unique<ImportJobs>(other.get(), m_folder);
    connectJobs(made.jobs.get());
    m_others.push_back(std::move(made));
    return m_others.back().jobs.get();
}

ImportJobs *ImportFlow::jobsOf(const ImportRun *run) const
{
    for (const Other &known : m_others) {
        const QList<ImportRun *> &runs = known.jobs->runs();
        if (std::any_of(runs.cbegin(), runs.cend(), [run](const ImportRun *one) { return one == run; }))
            return known.jobs.get();
    }
    return m_own.get();
}

void ImportFlow::begin(const QString &path)
{
    auto *dialog = new ImportDialog(m_theme, m_session, m_targets, m_window);
    connect(dialog, &ImportDialog::runReady, this,
            [this](const ImportPlan &plan, qint64 keys, const QString &sourceName,
                   const std::shared_ptr<Session> &other) { jobsOf(other)->add(plan, keys, sourceName); });
    dialog->open();
    if (!path.isEmpty())
        dialog->openFile(path);
}

void ImportFlow::watch(ImportJobs *jobs, ImportRun *run)
{
    connect(run, &ImportRun::progressed, this, &ImportFlow::jobsChanged);
    connect(run, &ImportRun::stateChanged, this, [this, run] {
        emit jobsChanged();
        if (isOver(*run))
            ended(run);
    });
    if (jobs == m_own.get())
        connect(run, &ImportRun::rowsSettled, this, &ImportFlow::noteRows);
    run->start();
    emit jobsChanged();
    showRun(run);
}

void ImportFlow::showRun(ImportRun *run)
{
    if (!m_window)
        return;
    const QList<ImportProgressDialog *> open = m_window->findChildren<ImportProgressDialog *>();
    for (ImportProgressDialog *dialog : open) {
        if (dialog->run() == run) {
            dialog->show(); // it may have been closed a moment ago
            dialog->raise();
            dialog->activateWindow();
            return;
        }
    }
    auto *dialog = new ImportProgressDialog(m_theme, run, m_window);
    const QPointer<ImportRun> watched(run);
    connect(dialog, &ImportProgressDialog::againRequested, this, [this, watched](const ImportPlan &plan, qint64 keys) {
        if (watched)
            jobsOf(watched)->add(plan, keys, watched->head().sourceName);
    });
    connect(dialog, &ImportProgressDialog::unlockRequested, this, [this, watched] {
        if (watched)
            jobsOf(watched)->session()->writeLock()->unlock();
    });
    dialog->show(); // not modal: the browser can be used meanwhile
}

void ImportFlow::goOn(const QString &journal)
{
    m_own->reopen(journal);
}

void ImportFlow::discard(const QString &journal)
{
    m_own->forget(journal);
}

void ImportFlow::ended(ImportRun *run)
{
    tellKeyspace();
    Notice notice;
    notice.text = importWords::end(*run);
    notice.monoText = displayText(QFileInfo(run->plan().path).fileName().toUtf8(), 120);
    const bool problems = run->tally().problems() > 0;
    notice.tone = problems ? Tone::Warning : Tone::Neutral;
    notice.iconName = problems ? u"circle-alert"_s : u"upload"_s;
    notice.actionText = tr("Show");
    const QPointer<ImportRun> done(run);
    const QPointer<ImportFlow> self(this);
    notice.action = [self, done] {
        if (self && done)
            self->showRun(done);
    };
    emit noticeRequested(notice);
}

void ImportFlow::noteRows(const QList<ImportRow> &rows)
{
    for (const ImportRow &row : rows) {
        switch (row.outcome) {
        case ImportOutcome::New:
            m_added.emplaceBack(row.key, row.type);
            break;
        case ImportOutcome::Replaced:
        case ImportOutcome::Merged:
            m_changed.append(row.key);
            break;
        case ImportOutcome::Skipped:
        case ImportOutcome::Refused:
        case ImportOutcome::Expired:
        case ImportOutcome::Hidden:
        case ImportOutcome::Invalid:
        case ImportOutcome::TooLarge:
        case ImportOutcome::Failed:
            break;
        }
    }
    if (!m_tell.isActive())
        m_tell.start();
}

void ImportFlow::tellKeyspace()
{
    m_tell.stop();
    if (m_keyspace) {
        m_keyspace->keysAdded(m_added);
        m_keyspace->keysChanged(m_changed);
    }
    m_added.clear();
    m_changed.clear();
}

void ImportFlow::offer()
{
    for (const StoredImport &import : m_own->stored()) {
        if (!import.isUnfinished())
            continue;
        if (std::exchange(m_offered, import.path) != import.path) // once: it may have been waved away
            emit offered(import.path, importWords::storedTitle(import));
        return;
    }
    if (!std::exchange(m_offered, {}).isEmpty())
        emit offerWithdrawn();
}

ImportRun *ImportFlow::shown() const
{
    const auto running = [](const ImportJobs *jobs) {
        const QList<ImportRun *> &runs = jobs->runs(); // newest first
        const auto found = std::find_if(runs.cbegin(), runs.cend(), [](const ImportRun *run) { return !isOver(*run); });
        return found == runs.cend() ? nullptr : *found;
    };
    ImportRun *run = running(m_own.get());
    for (auto other = m_others.cbegin(); !run && other != m_others.cend(); ++other)
        run = running(other->jobs.get());
    return run;
}

std::optional<TransferJobs::Job> ImportFlow::current() const
{
    const ImportRun *run = shown();
    if (!run)
        return std::nullopt;
    Job job;
    const QString progress = importWords::progress(*run);
    switch (run->state()) {
    case ImportRun::State::Paused:
        job.text = tr("Import paused: %1").arg(progress);
        break;
    case ImportRun::State::Waiting:
        job.text = tr("Import waits: %1").arg(progress);
        break;
    case ImportRun::State::Ready:
    case ImportRun::State::Running:
    case ImportRun::State::Halting:
    case ImportRun::State::Stopped:
    case ImportRun::State::Finished:
        job.text = tr("Importing: %1").arg(progress);
        break;
    }
    job.fraction = run->tally().keys > 0 ? double(run->tally().settled()) / double(run->tally().keys) : 0;
    return job;
}

void ImportFlow::openCurrent()
{
    if (ImportRun *run = shown())
        showRun(run);
}

void ImportFlow::stopCurrent()
{
    if (ImportRun *run = shown())
        askToStop(m_theme, run, m_window);
}

bool ImportFlow::isBusy() const
{
    return m_own->isActive()
        || std::any_of(m_others.cbegin(), m_others.cend(), [](const Other &other) { return other.jobs->isActive(); });
}

} // namespace stashdeck
