// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/bulk/rowwork.h"
#include "models/session/capabilities.h"
#include "models/transfer/entrycommands.h"
#include "models/transfer/importrows.h"
#include "models/transfer/importscripts.h"
#include "models/transfer/importsteps.h"
#include "models/transfer/importwork.h"

#include <qcoro/qcorofuture.h>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;
using Feature = Capabilities::Feature;
using Support = Capabilities::Support;

namespace {

/// Puts the error of a whole request where it belongs.
void takeError(ImportDone &done, const Error &error, qsizetype keys)
{
    if (error.kind == Error::Kind::Unsupported || error.kind == Error::Kind::NoPermission)
        done.lacksScripts = true;
    else if (concernsOneKey(error.kind) && !isFull(error) && keys > 1)
        done.isTooMuch = true;
    else
        done.hold = error;
}

struct SentItems {
    QList<importScripts::Item> items;
    QList<qsizetype> places; ///< among the rows
};

} // namespace

QCoro::Task<ImportDone> importSmallKeys(ImportWork work)
{
    ImportDone done;
    done.head = work.head;
    const ImportPlan &plan = work.head.plan;
    const QList<KeyStream::Entry> &entries = work.chunk->entries;
    const bool isAgain = work.head.sent > 0;
    if (!work.session) {
        done.hold = failure(Error::Kind::Cancelled).value();
        co_return done;
    }
    if (!isAgain) { // when it is sent again, the same must count as expired as before
        ++done.head.request;
        done.head.sent = entries.size();
        done.head.touchedAt = work.session->clock()->now();
    }
    QList<ImportRow> rows;
    QList<QByteArray> names;
    for (const KeyStream::Entry &entry : entries) {
        rows.append(importRowOf(entry, plan));
        names.append(rows.constLast().key);
    }
    const auto look = [names](ImportLedger &ledger) {
        return ledger.written(names);
    };
    const Result<QSet<QByteArray>> before = co_await work.journal->run(look);
    if (!before) {
        done.hold = before.error();
        co_return done;
    }
    SentItems sent;
    qint64 commands = 0;
    const bool goesOn = work.chunk->format == TransferFormat::Commands || work.chunk->format == TransferFormat::Csv;
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const TransferEntry &entry = entries[i].entry;
        std::optional<Verdict> verdict = verdictOf(entry, plan, done.head.touchedAt);
        const bool wasWritten = before->contains(rows[i].key);
        if (!verdict && wasWritten && !goesOn)
            verdict = Verdict{ImportOutcome::Invalid, u"the file has this key twice"_s};
        if (verdict) {
            rows[i].outcome = verdict->outcome;
            rows[i].note = verdict->note;
            continue;
        }
        importScripts::Item item;
        item.key = rows[i].key;
        item.temporary = importTemporaryKey(work.head.id, item.key, i);
        item.policy = plan.policy;
        item.adds = wasWritten;
        item.mayAdd = goesOn;
        item.form = entry.form;
        item.type = entry.type;
        item.expiry = needsExpiry(entry) ? entry.expiry : TransferEntry::noExpiry;
        item.hiddenFields = entry.hiddenFields;
        item.commands = commandsOf(entry);
        sent.items.append(std::move(item));
        sent.places.append(i);
    }
    if (!sent.items.isEmpty()) {
        const Result<void> written = co_await noted(work.journal, done.head);
        if (!written || !work.session) {
            done.hold = written ? failure(Error::Kind::Cancelled).value() : written.error();
            co_return done;
        }
        const Command script = importScripts::write(importReceiptKey(work.head.id), done.head.request, sent.items);
        const RequestOptions options = bulkOptions(Purpose::Edit);
        const Result<Reply> reply = co_await work.session->send(script, options, work.stop);
        ++done.head.tally.requests;
        if (!reply) {
            const Error &error = reply.error();
            if (concernsOneKey(error.kind) && !isFull(error) && sent.items.size() == 1 && entries.size() == 1) {
                rows[0].outcome = error.kind == Error::Kind::TooLarge ? ImportOutcome::TooLarge : ImportOutcome::Failed;
                rows[0].note = error.message;
            } else {
                takeError(done, error, entries.size());
                if (done.lacksScripts && work.session)
                    learnScripts(work.session, error);
                if (surelyNotApplied(error.kind) && !isAgain)
                    done.head.sent = 0;
                co_return done;
            }
        } else {
            const QList<QByteArray> words = reply->bytes.split('\n');
            if (words.size() != sent.items.size() + 1 || words[0].toLongLong() != done.head.request) {
                done.hold = failure(Error::Kind::Protocol, u"the script gave an unexpected answer"_s).value();
                co_return done;
            }
            commands += 3;
            for (qsizetype i = 0; i < sent.places.size(); ++i) {
                ImportRow &row = rows[sent.places[i]];
                row.outcome = outcomeOf(words[i + 1], plan.policy, row.note);
                commands += words[i + 1] == "exists" ? 1 : writeCommands(entries[sent.places[i]].entry);
            }
            if (work.session)
                work.session->capabilities()->learn(Feature::Scripts, Support::Available);
        }
    }
    done.head.sent = 0;
    done.head.tally.commands += commands;
    for (const ImportRow &row : std::as_const(rows))
        settle(done.head, row);
    const Result<void> written = co_await recorded(work.journal, rows, done.head);
    if (!written) {
        done.hold = written.error();
        done.head = work.head; // sent again, and answered by the receipt
        done.head.request = std::max(done.head.request, work.head.request + (isAgain ? 0 : 1));
        done.head.sent = entries.size();
        co_return done;
    }
    done.rows = rows;
    co_return done;
}

} // namespace stashdeck
