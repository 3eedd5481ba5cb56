// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/bulk/bulkjobs.h"

#include <QDir>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

struct Opened {
    JournalHead head;
    BulkTally tally;
};

/// Every journal of a folder that nobody has open; what is over its time, or was never begun, is removed.
QList<StoredRun> readFolder(const QString &folder, const QStringList &mine, WallTime now)
{
    QList<StoredRun> found;
    const QFileInfoList files = QDir(folder).entryInfoList({u"*.bulk"_s}, QDir::Files);
    for (const QFileInfo &file : files) {
        const QString path = file.absoluteFilePath();
        if (mine.contains(path))
            continue;
        BulkLedger ledger(path);
        if (!ledger.open(BulkLedger::Mode::Existing))
            continue; // open in another window, or not ours
        StoredRun run;
        run.path = path;
        const Result<JournalHead> head = ledger.head();
        const bool begun
            = head && head->stage != JournalHead::Stage::Listing && head->stage != JournalHead::Stage::Listed;
        if (begun && BulkJobs::removedAt(*head) > now) {
            run.head = *head;
            run.head.copyBytes = ledger.copyBytes().value_or(0);
            run.tally = ledger.tally().value_or(BulkTally());
            found.append(run);
            continue;
        }
        ledger.close();
        removeJournalFiles(path);
    }
    std::sort(found.begin(), found.end(),
              [](const StoredRun &a, const StoredRun &b) { return a.head.touchedAt > b.head.touchedAt; });
    return found;
}

QCoro::Task<Result<std::shared_ptr<BulkJournal>>> openedJournal(QString path, JournalHead head)
{
    auto journal = std::make_shared<BulkJournal>(path);
    const auto open = [head](BulkLedger &ledger) -> Result<void> {
        if (auto opened = ledger.open(BulkLedger::Mode::Create); !opened)
            return opened;
        return ledger.setHead(head);
    };
    const Result<void> opened = co_await journal->run(open);
    if (!opened)
        co_return tl::unexpected(opened.error());
    co_return journal;
}

} // namespace

bool isUnfinished(const StoredRun &run)
{
    if (run.head.undoing)
        return run.head.stage != JournalHead::Stage::Finished;
    return run.tally.left() > 0;
}

bool canUndo(const StoredRun &run)
{
    const BulkAct act = run.head.plan.act;
    const bool kind
        = act == BulkAct::Delete ? run.head.copyBytes > 0 : act == BulkAct::Rename || act == BulkAct::ChangeExpiry;
    return kind && run.tally.of(UndoState::None) + run.tally.of(UndoState::InDoubt) > 0;
}

BulkJobs::BulkJobs(Session *session, const QString &folder, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_folder(QDir(folder).filePath(session->profile().id.toString(QUuid::WithoutBraces)))
{
}

BulkJobs::~BulkJobs() = default;

WallTime BulkJobs::removedAt(const JournalHead &head)
{
    return head.touchedAt + (head.stage == JournalHead::Stage::Finished ? keepFinished : keepUnfinished);
}

bool BulkJobs::isActive() const
{
    return std::any_of(m_runs.cbegin(), m_runs.cend(), [](const BulkRun *run) { return run->isActive(); });
}

QCoro::Task<Result<std::shared_ptr<BulkJournal>>> BulkJobs::newJournal()
{
    JournalHead head;
    head.id = QUuid::createUuid();
    head.profile = m_session->profile().id;
    head.startedAt = m_session->clock()->now();
    head.touchedAt = head.startedAt;
    return openedJournal(QDir(m_folder).filePath(head.id.toString(QUuid::WithoutBraces) + u".bulk"_s), head);
}

BulkRun *BulkJobs::adopt(std::shared_ptr<BulkJournal> journal, const JournalHead &head, const BulkTally &tally)
{
    auto *run = new BulkRun(m_session, std::move(journal), head, tally, this);
    m_runs.prepend(run);
    emit runAdded(run);
    return run;
}

BulkRun *BulkJobs::add(std::shared_ptr<BulkJournal> journal, const BulkPlan &plan, const BulkTally &tally)
{
    JournalHead head;
    head.id = QUuid::createUuid();
    head.profile = m_session->profile().id;
    head.plan = plan;
    head.stage = JournalHead::Stage::Listed;
    head.startedAt = m_session->clock()->now();
    head.touchedAt = head.startedAt;
    return adopt(std::move(journal), head, tally);
}

void BulkJobs::reopen(const QString &path)
{
    auto journal = std::make_shared<BulkJournal>(path);
    const auto open = [](BulkLedger &ledger) -> Result<Opened> {
        if (auto opened = ledger.open(BulkLedger::Mode::Existing); !opened)
            return tl::unexpected(opened.error());
        if (auto doubted = ledger.doubtPrepared(); !doubted)
            return tl::unexpected(doubted.error());
        Result<JournalHead> head = ledger.head();
        const Result<BulkTally> tally = ledger.tally();
        const Result<qint64> copyBytes = ledger.copyBytes();
        if (!head || !tally || !copyBytes)
            return tl::unexpected(!head ? head.error() : !tally ? tally.error() : copyBytes.error());
        head->copyBytes = *copyBytes;
        return Opened{*head, *tally};
    };
    journal->run(open, this, [this, journal, path](const Result<Opened> &opened) {
        if (!opened) {
            emit failed(opened.error());
            return;
        }
        m_stored.removeIf([&path](const StoredRun &run) { return run.path == path; });
        emit storedChanged();
        adopt(journal, opened->head, opened->tally);
    });
}

void BulkJobs::forget(BulkRun *run)
{
    if (!m_runs.contains(run) || run->isActive())
        return;
    m_runs.removeOne(run);
    run->journal()->remove();
    run->deleteLater();
    emit runRemoved();
}

void BulkJobs::forget(const QString &path)
{
    m_stored.removeIf([&path](const StoredRun &run) { return run.path == path; });
    BulkJournal(path).remove();
    emit storedChanged();
}

void BulkJobs::load()
{
    QStringList mine;
    for (const BulkRun *run : std::as_const(m_runs))
        mine.append(run->journal()->path());
    const auto read = [folder = m_folder, mine, now = m_session->clock()->now()] {
        return readFolder(folder, mine, now);
    };
    BulkJournal::onWorker(read, this, [this](const QList<StoredRun> &found) {
        m_stored = found;
        emit storedChanged();
    });
}

} // namespace stashdeck
