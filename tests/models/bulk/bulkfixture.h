// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/bulk/bulkjobs.h"
#include "models/bulk/bulkpreview.h"
#include "models/bulk/keygather.h"
#include "tests/models/values/databasefixture.h"

#include <QTemporaryDir>
#include <QTest>

namespace stashdeck {

/// Waits for the journal's worker, as nobody but a test does.
template <typename Work> auto inJournal(const std::shared_ptr<BulkJournal> &journal, Work work)
{
    auto future = journal->run(std::move(work));
    future.waitForFinished();
    return future.result();
}

/// Lists, previews and runs as a window makes them, on a folder of their own.
class BulkFixture {
public:
    explicit BulkFixture(Session *session)
        : jobs(session, m_folder.path())
        , m_session(session)
    {
    }

    QTemporaryDir m_folder;
    BulkJobs jobs;

    /// Null when the list could not be made.
    std::shared_ptr<BulkJournal> list(const KeySelection &selection, ExpiryFilter expiry = ExpiryFilter::Any)
    {
        auto journal = QCoro::waitFor(jobs.newJournal());
        if (!journal)
            return nullptr;
        KeyGather gather(m_session, *journal);
        gather.start(selection, expiry);
        const bool ended = QTest::qWaitFor([&] { return gather.state() != KeyGather::State::Running; }, 60'000);
        return ended && gather.state() == KeyGather::State::Finished ? *journal : nullptr;
    }

    BulkRun *run(const KeySelection &selection, const BulkPlan &plan, Session *other = nullptr)
    {
        const auto journal = list(selection, plan.expiry);
        if (!journal)
            return nullptr;
        preview = QCoro::waitFor(
            previewOf(QPointer<Session>(m_session), QPointer<Session>(other), journal, plan, std::stop_token()));
        if (!preview)
            return nullptr;
        const auto count = [](BulkLedger &ledger) {
            return ledger.tally();
        };
        BulkRun *run = jobs.add(journal, plan, inJournal(journal, count).value_or(BulkTally()));
        run->setOther(other);
        return run;
    }

    static bool finish(BulkRun *run, BulkAim aim = BulkAim::Apply)
    {
        run->start(aim);
        return QTest::qWaitFor([&] { return run->state() == BulkRun::State::Finished; }, 60'000);
    }

    Result<BulkPreview> preview = failure(Error::Kind::Protocol);

private:
    Session *m_session;
};

inline KeySelection matching(const QByteArray &pattern)
{
    KeySelection selection;
    selection.pattern = pattern;
    return selection;
}

inline KeySelection chosen(const QList<QByteArray> &keys)
{
    KeySelection selection;
    selection.keys = keys;
    return selection;
}

inline BulkPlan planFor(BulkAct act)
{
    BulkPlan plan;
    plan.act = act;
    return plan;
}

} // namespace stashdeck
