// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/bulk/bulkledger.h"

#include <QCoreApplication>
#include <QFuture>
#include <QPointer>
#include <QPromise>
#include <QThreadPool>

#include <memory>

namespace stashdeck {

/// A ledger on the one worker thread that all journals share, so that the window never waits for the disk. What is
/// asked for is done in order. The file is closed, on the worker, when the last owner goes.
class BulkJournal final {
public:
    explicit BulkJournal(const QString &path);
    ~BulkJournal();
    BulkJournal(const BulkJournal &) = delete;
    BulkJournal &operator=(const BulkJournal &) = delete;

    [[nodiscard]] const QString &path() const { return m_path; }
    /// Runs `work(BulkLedger &)` on the worker.
    template <typename Work> [[nodiscard]] auto run(Work work) -> QFuture<std::invoke_result_t<Work, BulkLedger &>>
    {
        using Value = std::invoke_result_t<Work, BulkLedger &>;
        auto promise = std::make_shared<QPromise<Value>>();
        promise->start();
        worker()->start([ledger = m_ledger, promise, work = std::move(work)]() mutable {
            promise->addResult(work(*ledger));
            promise->finish();
        });
        return promise->future();
    }
    /// The same, and then `take(value)` on this thread unless `context` is gone.
    template <typename Work, typename Take> void run(Work work, QObject *context, Take take)
    {
        onWorker([ledger = m_ledger, work = std::move(work)]() mutable { return work(*ledger); }, context,
                 std::move(take));
    }
    /// Runs `work()` where the disk is waited for, then `take(value)` on this thread unless `context` is gone.
    template <typename Work, typename Take> static void onWorker(Work work, QObject *context, Take take)
    {
        worker()->start([work = std::move(work), guard = QPointer<QObject>(context), take = std::move(take)]() mutable {
            auto value = std::make_shared<std::invoke_result_t<Work>>(work());
            // Qt 6.4's QFuture::then() asserts when its context has gone meanwhile.
            QMetaObject::invokeMethod(
                QCoreApplication::instance(),
                [value = std::move(value), guard, take = std::move(take)]() mutable {
                    if (guard)
                        take(*value);
                },
                Qt::QueuedConnection);
        });
    }
    /// Closes the file and removes it with all that belongs to it.
    void remove();

    /// Where the disk is waited for. One thread; it ends with the application.
    [[nodiscard]] static QThreadPool *worker();

private:
    QString m_path;
    std::shared_ptr<BulkLedger> m_ledger;
};

/// Removes a journal's file and its companions.
void removeJournalFiles(const QString &path);

} // namespace stashdeck
