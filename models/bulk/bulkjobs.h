// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/bulk/bulkrun.h"

#include <QList>
#include <QObject>

namespace stashdeck {

/// A run whose journal lies on disk.
struct StoredRun {
    QString path;
    JournalHead head;
    BulkTally tally;
};

/// The runs of one open database: those of this window, and those that earlier ones left behind. Old journals are
/// removed: a day after their last step, an unfinished one after a week. Belongs to the window beside the session.
class BulkJobs final : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::hours keepFinished{24};
    static constexpr std::chrono::hours keepUnfinished{24 * 7};

    /// Journals lie in `folder`, one folder in it for each database.
    BulkJobs(Session *session, const QString &folder, QObject *parent = nullptr);
    ~BulkJobs() override;

    [[nodiscard]] Session *session() const { return m_session; }
    /// A journal for a new list, open and empty; Storage when the disk refuses.
    [[nodiscard]] QCoro::Task<Result<std::shared_ptr<BulkJournal>>> newJournal();
    /// Makes a run of a list. It is kept here, and told by runAdded(); nothing is sent before its start().
    BulkRun *add(std::shared_ptr<BulkJournal> journal, const BulkPlan &plan, const BulkTally &tally);
    /// Opens a stored run again: what was sent and not answered then is looked at first. Ends in runAdded() or
    /// failed().
    void reopen(const QString &path);
    /// Removes a run and its journal: it cannot be taken back then. Not while it is active.
    void forget(BulkRun *run);
    void forget(const QString &path);

    [[nodiscard]] const QList<BulkRun *> &runs() const { return m_runs; }
    /// Runs on disk that are not open here, newest first; after load().
    [[nodiscard]] const QList<StoredRun> &stored() const { return m_stored; }
    void load();
    [[nodiscard]] bool isActive() const;
    /// When a run's journal is removed.
    [[nodiscard]] static WallTime removedAt(const JournalHead &head);

signals:
    void runAdded(stashdeck::BulkRun *run);
    void runRemoved();
    void storedChanged();
    void failed(const stashdeck::Error &error);

private:
    BulkRun *adopt(std::shared_ptr<BulkJournal> journal, const JournalHead &head, const BulkTally &tally);

    Session *m_session;
    QString m_folder;
    QList<BulkRun *> m_runs;
    QList<StoredRun> m_stored;
};

/// True when a run was begun and has keys left, or its way back has.
[[nodiscard]] bool isUnfinished(const StoredRun &run);
/// True when it can still be taken back.
[[nodiscard]] bool canUndo(const StoredRun &run);

} // namespace stashdeck
