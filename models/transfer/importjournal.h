// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/bulk/bulkjournal.h"
#include "models/transfer/importledger.h"

namespace stashdeck {

/// An import's ledger on the worker thread that all journals share. What is asked for is done in order. The file is
/// closed, on the worker, when the last owner goes.
class ImportJournal final {
public:
    explicit ImportJournal(const QString &path);
    ~ImportJournal();
    ImportJournal(const ImportJournal &) = delete;
    ImportJournal &operator=(const ImportJournal &) = delete;

    [[nodiscard]] const QString &path() const { return m_path; }
    /// Runs `work(ImportLedger &)` on the worker.
    template <typename Work> [[nodiscard]] auto run(Work work) -> QFuture<std::invoke_result_t<Work, ImportLedger &>>
    {
        using Value = std::invoke_result_t<Work, ImportLedger &>;
        auto promise = std::make_shared<QPromise<Value>>();
        promise->start();
        BulkJournal::worker()->start([ledger = m_ledger, promise, work = std::move(work)]() mutable {
            promise->addResult(work(*ledger));
            promise->finish();
        });
        return promise->future();
    }
    /// The same, and then `take(value)` on this thread unless `context` is gone. For a report:
    /// `journal->run([path](ImportLedger &ledger) { return ledger.writeReport(path, format); }, this, …)`.
    template <typename Work, typename Take> void run(Work work, QObject *context, Take take)
    {
        BulkJournal::onWorker([ledger = m_ledger, work = std::move(work)]() mutable { return work(*ledger); }, context,
                              std::move(take));
    }
    /// Closes the file and removes it with all that belongs to it.
    void remove();

private:
    QString m_path;
    std::shared_ptr<ImportLedger> m_ledger;
};

} // namespace stashdeck
