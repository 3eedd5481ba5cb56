// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/exportflow.h"

#include "models/keyspace/keyspace.h"
#include "ui/transfer/exportdialog.h"
#include "ui/transfer/exportprogressdialog.h"
#include "ui/transfer/transferwording.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QWidget>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isOver(const ExportRun &run)
{
    return run.state() == ExportRun::State::Finished || run.state() == ExportRun::State::Cancelled;
}

QString usualFolder()
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QFileInfo(documents).isDir() ? documents : QDir::homePath();
}

} // namespace

ExportFlow::ExportFlow(const Theme *theme, Session *session, Keyspace *keyspace, const QString &folder, QWidget *window)
    : m_theme(theme)
    , m_session(session)
    , m_keyspace(keyspace)
    , m_listFolder(folder)
    , m_saveFolder(usualFolder())
    , m_window(window)
{
}

ExportFlow::~ExportFlow()
{
    // The dialogs look at runs that go now.
    if (m_window) {
        for (const char *name : {"exportDialog", "exportProgressDialog"})
            qDeleteAll(m_window->findChildren<QWidget *>(QLatin1String(name)));
    }
    qDeleteAll(std::exchange(m_runs, {}));
}

void ExportFlow::begin(const KeySelection &selection)
{
    ExportDialog::Setup setup;
    setup.session = m_session;
    setup.listFolder = m_listFolder;
    setup.saveFolder = m_saveFolder;
    setup.listPrice = m_keyspace ? m_keyspace->scanPrice() : -1;
    auto *dialog = new ExportDialog(m_theme, setup, selection, m_window);
    connect(dialog, &ExportDialog::runReady, this, &ExportFlow::start);
    dialog->open();
}

void ExportFlow::start(const std::shared_ptr<BulkJournal> &journal, qint64 keys, const ExportPlan &plan)
{
    m_saveFolder = QFileInfo(plan.path).path();
    auto *run = new ExportRun(m_session, journal, keys, plan, this);
    m_runs.append(run);
    connect(run, &ExportRun::progressed, this, &ExportFlow::jobsChanged);
    connect(run, &ExportRun::stateChanged, this, [this, run] {
        emit jobsChanged();
        if (isOver(*run))
            ended(run);
    });
    run->start();
    emit jobsChanged();
    showRun(run);
}

void ExportFlow::showRun(ExportRun *run)
{
    if (!m_window)
        return;
    const QList<ExportProgressDialog *> open = m_window->findChildren<ExportProgressDialog *>();
    for (ExportProgressDialog *dialog : open) {
        if (dialog->run() == run) {
            dialog->show(); // it may have been closed a moment ago
            dialog->raise();
            dialog->activateWindow();
            return;
        }
    }
    auto *dialog = new ExportProgressDialog(m_theme, run, m_window);
    connect(dialog, &ExportProgressDialog::againRequested, this, [this](const QList<QByteArray> &keys) {
        KeySelection selection;
        selection.keys = keys;
        begin(selection);
    });
    const QPointer<ExportRun> watched(run);
    connect(dialog, &QObject::destroyed, this, [this, watched] {
        if (watched)
            tidy(watched);
    });
    dialog->show(); // not modal: the browser can be used meanwhile
}

void ExportFlow::ended(ExportRun *run)
{
    Notice notice;
    notice.text = transferWords::exportEnd(*run);
    notice.monoText = QFileInfo(run->plan().path).fileName();
    notice.monoText = transferWords::path(notice.monoText);
    const bool whole = run->state() == ExportRun::State::Finished;
    const bool problems = run->tally().failed + run->tally().changed > 0;
    notice.tone = problems ? Tone::Warning : Tone::Neutral;
    notice.iconName = problems ? u"circle-alert"_s : u"download"_s;
    if (problems) {
        notice.actionText = tr("Show");
        const QPointer<ExportRun> shown(run);
        const QPointer<ExportFlow> self(this);
        notice.action = [self, shown] {
            if (self && shown)
                self->showRun(shown);
        };
    } else if (whole) {
        notice.actionText = tr("Show in folder");
        notice.action = [path = run->plan().path] {
            showInFolder(path);
        };
    }
    emit noticeRequested(notice);
}

void ExportFlow::tidy(ExportRun *run)
{
    // What went well is done with; problems can be looked at again from the notice, while it is there.
    if (!isOver(*run) || run->tally().failed + run->tally().changed > 0)
        return;
    m_runs.removeOne(run);
    run->deleteLater();
}

ExportRun *ExportFlow::shown() const
{
    ExportRun *newest = nullptr;
    for (ExportRun *run : m_runs) {
        if (!isOver(*run))
            newest = run;
    }
    return newest;
}

std::optional<TransferJobs::Job> ExportFlow::current() const
{
    const ExportRun *run = shown();
    if (!run)
        return std::nullopt;
    Job job;
    const QString progress = transferWords::exportProgress(*run);
    switch (run->state()) {
    case ExportRun::State::Paused:
        job.text = tr("Export paused: %1").arg(progress);
        break;
    case ExportRun::State::Waiting:
        job.text = tr("Export waits: %1").arg(progress);
        break;
    case ExportRun::State::Ready:
    case ExportRun::State::Running:
    case ExportRun::State::Halting:
    case ExportRun::State::Finished:
    case ExportRun::State::Cancelled:
        job.text = tr("Exporting: %1").arg(progress);
        break;
    }
    job.fraction = run->tally().keys > 0 ? double(run->tally().settled()) / double(run->tally().keys) : 0;
    return job;
}

void ExportFlow::openCurrent()
{
    if (ExportRun *run = shown())
        showRun(run);
}

void ExportFlow::stopCurrent()
{
    if (ExportRun *run = shown())
        askToStop(m_theme, run, m_window);
}

bool ExportFlow::isBusy() const
{
    return shown() != nullptr;
}

} // namespace stashdeck
