// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bulk/bulkflow.h"

#include "models/keyspace/keyspace.h"
#include "models/session/writelock.h"
#include "ui/bulk/bulkchangesdialog.h"
#include "ui/bulk/bulkdialog.h"
#include "ui/bulk/bulkprogressdialog.h"
#include "ui/bulk/bulktargets.h"
#include "ui/bulk/bulkwording.h"

#include <QWidget>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

BulkFlow::BulkFlow(const Theme *theme, Session *session, Keyspace *keyspace, BulkTargets *targets,
                   const QString &folder, QWidget *window)
    : m_theme(theme)
    , m_keyspace(keyspace)
    , m_targets(targets)
    , m_window(window)
    , m_jobs(session, folder)
{
    // The rows of a list are arranged anew for each notice: gathered, a run of 100,000 keys needs a few.
    m_tell.setSingleShot(true);
    m_tell.setInterval(500ms);
    connect(&m_tell, &QTimer::timeout, this, &BulkFlow::tellKeyspace);
    connect(&m_jobs, &BulkJobs::runAdded, this, &BulkFlow::watch);
    connect(&m_jobs, &BulkJobs::storedChanged, this, &BulkFlow::offer);
    connect(&m_jobs, &BulkJobs::failed, this, [this](const Error &error) {
        Notice notice;
        notice.text = tr("The journal could not be opened.");
        notice.textAfter = u"· "_s + bulkWords::error(error);
        notice.tone = Tone::Danger;
        notice.iconName = u"circle-alert"_s;
        emit noticeRequested(notice);
    });
    m_jobs.load();
}

BulkFlow::~BulkFlow()
{
    // The dialogs look at runs that go now.
    if (m_window) {
        for (const char *name : {"bulkDialog", "bulkProgressDialog", "bulkChangesDialog"})
            qDeleteAll(m_window->findChildren<QWidget *>(QLatin1String(name)));
    }
}

void BulkFlow::begin(ManyKeysAct act, const KeySelection &selection)
{
    auto *dialog = new BulkDialog(m_theme, &m_jobs, m_targets, act, selection, m_window);
    connect(dialog, &BulkDialog::runReady, this, [this](BulkRun *run, const std::shared_ptr<Session> &other) {
        if (other) {
            m_others.insert(run, other);
            run->setOther(other.get());
        }
        start(run, BulkAim::Apply);
        showRun(run);
    });
    dialog->open();
}

void BulkFlow::showChanges()
{
    auto *dialog = new BulkChangesDialog(m_theme, &m_jobs, m_window);
    connect(dialog, &BulkChangesDialog::openRequested, this, &BulkFlow::showRun);
    connect(dialog, &BulkChangesDialog::continueRequested, this, [this, dialog](const QString &path) {
        dialog->accept();
        goOn(path);
    });
    connect(dialog, &BulkChangesDialog::undoRequested, this, [this, dialog](const QString &path) {
        dialog->accept();
        undo(path);
    });
    dialog->open();
}

void BulkFlow::showRun(BulkRun *run)
{
    if (!m_window)
        return;
    const QList<BulkProgressDialog *> open = m_window->findChildren<BulkProgressDialog *>();
    for (BulkProgressDialog *dialog : open) {
        if (dialog->run() == run) {
            dialog->show(); // it may have been closed a moment ago
            dialog->raise();
            dialog->activateWindow();
            return;
        }
    }
    auto *dialog = new BulkProgressDialog(m_theme, run, m_window);
    connect(dialog, &BulkProgressDialog::undoRequested, this, [this](BulkRun *shown) { start(shown, BulkAim::Undo); });
    connect(dialog, &BulkProgressDialog::otherDatabaseRequested, this, &BulkFlow::openOther);
    connect(dialog, &BulkProgressDialog::unlockRequested, this, [this](BulkRun *shown) {
        m_jobs.session()->writeLock()->unlock();
        if (shown->other())
            shown->other()->writeLock()->unlock();
        shown->resume();
    });
    dialog->show(); // not modal: the browser can be used meanwhile
}

void BulkFlow::goOn(const QString &path)
{
    m_reopening.insert(path, Way::GoOn);
    m_jobs.reopen(path);
}

void BulkFlow::undo(const QString &path)
{
    m_reopening.insert(path, Way::Undo);
    m_jobs.reopen(path);
}

void BulkFlow::watch(BulkRun *run)
{
    connect(run, &BulkRun::rowsSettled, this, [this, run](const QList<JournalRow> &rows) { noteRows(run, rows); });
    connect(run, &BulkRun::stateChanged, this, [this, run](BulkRun::State state) {
        if (state == BulkRun::State::Finished || state == BulkRun::State::Stopped)
            ended(run);
    });
    connect(run, &QObject::destroyed, this, [this, run] { m_others.remove(run); });
    const auto way = m_reopening.find(run->journal()->path());
    if (way == m_reopening.end())
        return;
    const bool undoes = *way == Way::Undo || run->head().undoing;
    m_reopening.erase(way);
    start(run, undoes ? BulkAim::Undo : BulkAim::Apply);
    showRun(run);
}

void BulkFlow::start(BulkRun *run, BulkAim aim)
{
    run->start(aim);
    if (run->need() == BulkRun::Need::OtherDatabase)
        openOther(run);
}

void BulkFlow::openOther(BulkRun *run)
{
    if (!m_targets)
        return;
    const QPointer<BulkRun> waiting(run);
    m_targets->open(run->head().plan.copy.target, this,
                    [this, waiting](const std::shared_ptr<Session> &session, const QString &problem) {
                        if (!waiting)
                            return;
                        if (!session) {
                            Notice notice;
                            notice.text = tr("The other database could not be opened.");
                            notice.textAfter = u"· "_s + problem;
                            notice.tone = Tone::Danger;
                            notice.iconName = u"circle-alert"_s;
                            emit noticeRequested(notice);
                            return;
                        }
                        m_others.insert(waiting, session);
                        waiting->setOther(session.get());
                        waiting->resume();
                    });
}

void BulkFlow::ended(BulkRun *run)
{
    tellKeyspace();
    Notice notice;
    notice.text = bulkWords::endHeading(*run);
    notice.monoText
        = run->head().plan.pattern.isEmpty() ? QString() : bulkWords::subject(run->head().plan, run->total());
    const bool problems = run->tally().problems() > 0;
    notice.tone = problems ? Tone::Warning : Tone::Neutral;
    notice.iconName = run->aim() == BulkAim::Undo ? u"undo-2"_s
        : run->head().plan.act == BulkAct::Delete ? u"trash-2"_s
                                                  : u"circle-check"_s;
    if (run->aim() == BulkAim::Apply && run->canUndo()) {
        notice.actionText = tr("Undo");
        notice.shortcut = QKeySequence(QKeySequence::Undo);
        const QPointer<BulkRun> done(run);
        const QPointer<BulkFlow> self(this);
        notice.action = [self, done] {
            if (!self || !done)
                return;
            self->start(done, BulkAim::Undo);
            self->showRun(done);
        };
    }
    emit noticeRequested(notice);
}

void BulkFlow::noteRows(BulkRun *run, const QList<JournalRow> &rows)
{
    const BulkAct act = run->head().plan.act;
    const bool undoes = run->aim() == BulkAim::Undo;
    for (const JournalRow &row : rows) {
        if (!undoes && row.state == RowState::Gone) {
            m_removed.append(row.key);
            m_gone.append(row.key);
        }
        if (undoes ? row.undo != UndoState::Undone : row.state != RowState::Done)
            continue;
        switch (act) {
        case BulkAct::Delete:
            if (undoes) {
                m_added.emplaceBack(row.key, row.type);
            } else {
                m_removed.append(row.key);
                m_gone.append(row.key);
            }
            break;
        case BulkAct::Move:
            m_removed.append(row.key);
            m_gone.append(row.key);
            break;
        case BulkAct::Rename:
            m_removed.append(undoes ? row.target : row.key);
            m_added.emplaceBack(undoes ? row.key : row.target, row.type);
            m_renamed.emplaceBack(undoes ? row.target : row.key, undoes ? row.key : row.target);
            break;
        case BulkAct::ChangeExpiry:
            m_changed.append(row.key);
            break;
        case BulkAct::Copy:
            break;
        }
    }
    if (!m_tell.isActive())
        m_tell.start();
}

void BulkFlow::tellKeyspace()
{
    m_tell.stop();
    if (m_keyspace) {
        m_keyspace->keysRemoved(m_removed);
        m_keyspace->keysAdded(m_added);
        m_keyspace->keysChanged(m_changed);
    }
    const QList<QByteArray> gone = std::exchange(m_gone, {});
    const auto renamed = std::exchange(m_renamed, {});
    QList<QByteArray> changed = std::exchange(m_changed, {});
    if (renamed.isEmpty()) {
        for (const auto &[key, type] : std::as_const(m_added))
            changed.append(key); // restored
    }
    m_removed.clear();
    m_added.clear();
    if (!gone.isEmpty())
        emit keysGone(gone);
    if (!renamed.isEmpty())
        emit keysRenamed(renamed);
    if (!changed.isEmpty())
        emit keysChanged(changed);
}

void BulkFlow::offer()
{
    for (const StoredRun &run : m_jobs.stored()) {
        if (!isUnfinished(run))
            continue;
        if (std::exchange(m_offered, true))
            return;
        emit offered(run.path, bulkWords::storedTitle(run), canUndo(run));
        return;
    }
    if (std::exchange(m_offered, false))
        emit offerWithdrawn();
}

} // namespace stashdeck
