// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/importsteps.h"

#include "models/bulk/rowwork.h"
#include "models/session/capabilities.h"

#include <qcoro/qcorofuture.h>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;
using Feature = Capabilities::Feature;
using Support = Capabilities::Support;

ImportOutcome outcomeOf(const QByteArray &word, ImportPolicy policy, QString &note)
{
    if (word == "new")
        return ImportOutcome::New;
    if (word == "replaced")
        return ImportOutcome::Replaced;
    if (word == "merged")
        return ImportOutcome::Merged;
    if (word == "exists")
        return policy == ImportPolicy::Fail ? ImportOutcome::Refused : ImportOutcome::Skipped;
    if (word == "expired")
        return ImportOutcome::Expired;
    if (word == "twice") {
        note = u"the file has this key twice"_s;
        return ImportOutcome::Invalid;
    }
    if (word == "nothing") {
        note = u"these commands make no key"_s;
        return ImportOutcome::Invalid;
    }
    note = QString::fromUtf8(word.startsWith('!') ? word.sliced(1).left(500) : word.left(500));
    return ImportOutcome::Failed;
}

void settle(ImportHead &head, const ImportRow &row)
{
    ++head.tally.outcomes[size_t(row.outcome)];
    head.tally.bytes += row.bytes;
    head.tally.hiddenValues += row.hiddenFields;
    head.cursor = std::max(head.cursor, row.ordinal);
}

bool isFull(const Error &error)
{
    return error.kind == Error::Kind::Command && error.message.startsWith("OOM"_L1);
}

bool concernsTheKey(const Error &error)
{
    return (concernsOneKey(error.kind) && !isFull(error)) || error.kind == Error::Kind::Unsupported;
}

QCoro::Task<Result<void>> noted(std::shared_ptr<ImportJournal> journal, ImportHead head)
{
    const auto write = [head](ImportLedger &ledger) {
        return ledger.setHead(head);
    };
    Result<void> done = co_await journal->run(write);
    co_return done;
}

QCoro::Task<Result<void>> recorded(std::shared_ptr<ImportJournal> journal, QList<ImportRow> rows, ImportHead head)
{
    const auto write = [rows, head](ImportLedger &ledger) {
        return ledger.settle(rows, head);
    };
    Result<void> done = co_await journal->run(write);
    co_return done;
}

void learnScripts(Session *session, const Error &error)
{
    session->capabilities()->learn(Feature::Scripts,
                                   error.kind == Error::Kind::Unsupported ? Support::Missing : Support::NotPermitted);
}

} // namespace stashdeck
