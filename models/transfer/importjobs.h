// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/transfer/importrun.h"

#include <QList>
#include <QObject>

namespace stashdeck {

/// An import whose journal lies on disk.
struct StoredImport {
    QString path; ///< of the journal
    ImportHead head;
    [[nodiscard]] bool isUnfinished() const { return head.stage != ImportHead::Stage::Finished; }
};

/// The imports into one open database: those of this window, and those that earlier ones left behind. Old journals are
/// removed: a day after their last step, an unfinished one after a week. Belongs to the window beside the session.
class ImportJobs final : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::hours keepFinished{24};
    static constexpr std::chrono::hours keepUnfinished{24 * 7};

    /// Journals lie in `folder`, one folder in it for each database.
    ImportJobs(Session *session, const QString &folder, QObject *parent = nullptr);
    ~ImportJobs() override;

    [[nodiscard]] Session *session() const { return m_session; }
    /// Makes a run of a file that was looked into; `keys` are ImportFacts::keys. Ends in runAdded() or failed();
    /// nothing is sent before the run's start().
    void add(const ImportPlan &plan, qint64 keys, const QString &sourceName);
    /// Opens a stored import again. Ends in runAdded() or failed().
    void reopen(const QString &path);
    /// Removes a run and its journal. Not while it is active.
    void forget(ImportRun *run);
    void forget(const QString &path);

    [[nodiscard]] const QList<ImportRun *> &runs() const { return m_runs; }
    /// Imports on disk that are not open here, newest first; after load().
    [[nodiscard]] const QList<StoredImport> &stored() const { return m_stored; }
    void load();
    [[nodiscard]] bool isActive() const;

signals:
    void runAdded(stashdeck::ImportRun *run);
    void runRemoved();
    void storedChanged();
    void failed(const stashdeck::Error &error);

private:
    void open(const std::shared_ptr<ImportJournal> &journal, std::optional<ImportHead> head);

    Session *m_session;
    QString m_folder;
    QList<ImportRun *> m_runs;
    QList<StoredImport> m_stored;
};

} // namespace stashdeck
