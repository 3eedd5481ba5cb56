// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/importjobs.h"

#include <QDateTime>
#include <QDir>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

QList<StoredImport> readFolder(const QString &folder, const QStringList &mine, WallTime now)
{
    QList<StoredImport> found;
    const QFileInfoList files = QDir(folder).entryInfoList({u"*.import"_s}, QDir::Files);
    for (const QFileInfo &file : files) {
        const QString path = file.absoluteFilePath();
        if (mine.contains(path))
            continue;
        ImportLedger ledger(path);
        if (!ledger.open(ImportLedger::Mode::Existing))
            continue; // open in another window, or not ours
        const Result<ImportHead> head = ledger.head();
        if (head) {
            const bool isDone = head->stage == ImportHead::Stage::Finished;
            if (head->touchedAt + (isDone ? ImportJobs::keepFinished : ImportJobs::keepUnfinished) > now) {
                found.append({path, *head});
                continue;
            }
        }
        ledger.close();
        removeJournalFiles(path);
    }
    std::sort(found.begin(), found.end(),
              [](const StoredImport &a, const StoredImport &b) { return a.head.touchedAt > b.head.touchedAt; });
    return found;
}

} // namespace

ImportJobs::ImportJobs(Session *session, const QString &folder, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_folder(QDir(folder).filePath(session->profile().id.toString(QUuid::WithoutBraces)))
{
}

ImportJobs::~ImportJobs() = default;

bool ImportJobs::isActive() const
{
    return std::any_of(m_runs.cbegin(), m_runs.cend(), [](const ImportRun *run) { return run->isActive(); });
}

void ImportJobs::open(const std::shared_ptr<ImportJournal> &journal, std::optional<ImportHead> head)
{
    const auto work = [head](ImportLedger &ledger) -> Result<ImportHead> {
        if (auto opened = ledger.open(head ? ImportLedger::Mode::Create : ImportLedger::Mode::Existing); !opened)
            return tl::unexpected(opened.error());
        if (!head)
            return ledger.head();
        ImportHead made = *head;
        const QFileInfo file(made.plan.path);
        if (!file.isFile())
            return failure(Error::Kind::Storage, u"%1 is no file"_s.arg(made.plan.path));
        made.fileBytes = file.size();
        made.fileTime = file.lastModified().toMSecsSinceEpoch();
        if (auto written = ledger.setHead(made); !written)
            return tl::unexpected(written.error());
        return made;
    };
    journal->run(work, this, [this, journal](const Result<ImportHead> &opened) {
        if (!opened) {
            emit failed(opened.error());
            return;
        }
        m_stored.removeIf([&journal](const StoredImport &stored) { return stored.path == journal->path(); });
        auto *run = new ImportRun(m_session, journal, *opened, this);
        m_runs.prepend(run);
        const QPointer self(this);
        emit storedChanged();
        if (self)
            emit runAdded(run);
    });
}

void ImportJobs::add(const ImportPlan &plan, qint64 keys, const QString &sourceName)
{
    ImportHead head;
    head.id = QUuid::createUuid();
    head.profile = m_session->profile().id;
    head.plan = plan;
    head.sourceName = sourceName;
    head.tally.keys = plan.only.isEmpty() ? keys : plan.only.size();
    head.startedAt = m_session->clock()->now();
    head.touchedAt = head.startedAt;
    const QString path = QDir(m_folder).filePath(head.id.toString(QUuid::WithoutBraces) + u".import"_s);
    open(std::make_shared<ImportJournal>(path), head);
}

void ImportJobs::reopen(const QString &path)
{
    open(std::make_shared<ImportJournal>(path), std::nullopt);
}

void ImportJobs::forget(ImportRun *run)
{
    if (!m_runs.contains(run) || run->isActive())
        return;
    m_runs.removeOne(run);
    run->journal()->remove();
    run->deleteLater();
    emit runRemoved();
}

void ImportJobs::forget(const QString &path)
{
    m_stored.removeIf([&path](const StoredImport &stored) { return stored.path == path; });
    ImportJournal(path).remove();
    emit storedChanged();
}

void ImportJobs::load()
{
    QStringList mine;
    for (const ImportRun *run : std::as_const(m_runs))
        mine.append(run->journal()->path());
    const auto read = [folder = m_folder, mine, now = m_session->clock()->now()] {
        return readFolder(folder, mine, now);
    };
    BulkJournal::onWorker(read, this, [this](const QList<StoredImport> &found) {
        m_stored = found;
        emit storedChanged();
    });
}

} // namespace stashdeck
