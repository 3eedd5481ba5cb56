// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/bulk/bulkpreview.h"

#include "models/bulk/rowwork.h"
#include "models/session/capabilities.h"

#include <cmath>

namespace stashdeck {

using Feature = Capabilities::Feature;
using Support = Capabilities::Support;

namespace {

constexpr qint64 hourMs = 3'600'000;
constexpr qint64 dayMs = 24 * hourMs;
constexpr int mostShown = 100;
constexpr qsizetype namesPerQuestion = 100;

bool hasTargets(const BulkPlan &plan)
{
    return plan.act == BulkAct::Rename || plan.act == BulkAct::Copy || plan.act == BulkAct::Move;
}

Support supportFrom(const Error &error)
{
    return error.kind == Error::Kind::NoPermission ? Support::NotPermitted : Support::Missing;
}

bool saysUnable(const Error &error)
{
    return error.kind == Error::Kind::Unsupported || error.kind == Error::Kind::NoPermission;
}

/// The whole from a part, with half of its 95 % interval (normal approximation, finite population).
void estimate(BulkPreview &preview)
{
    double sum = 0;
    double squares = 0;
    int measured = 0;
    for (const SampleKey &key : std::as_const(preview.sample)) {
        if (key.bytes < 0)
            continue;
        sum += double(key.bytes);
        squares += double(key.bytes) * double(key.bytes);
        ++measured;
    }
    if (measured == 0)
        return;
    const double mean = sum / measured;
    preview.bytes = qint64(mean * double(preview.keys));
    if (preview.keys <= preview.sample.size() || measured < 2)
        return;
    const double variance = std::max(0.0, (squares - sum * mean) / (measured - 1));
    const double part = double(measured) / double(preview.keys);
    preview.bytesError = qint64(1.96 * std::sqrt(variance / measured * (1 - part)) * double(preview.keys));
}

void countExpiry(BulkPreview &preview, qint64 ttl)
{
    if (ttl == -1)
        ++preview.never;
    else if (ttl >= 0 && ttl <= hourMs)
        ++preview.withinHour;
    else if (ttl > hourMs && ttl <= dayMs)
        ++preview.withinDay;
    else if (ttl > dayMs)
        ++preview.beyondDay;
}

/// PTTL, MEMORY USAGE where it is served, TYPE where it is not known.
QCoro::Task<Result<BulkPreview>> measured(QPointer<Session> session, BulkPreview preview, std::stop_token stop)
{
    const bool memory = session->capabilities()->mayUse(Feature::MemoryUsage);
    QList<Command> questions;
    for (const SampleKey &key : std::as_const(preview.sample)) {
        questions.append(Command::of("PTTL", key.key));
        questions.append(key.type == KeyType::Unknown ? Command::of("TYPE", key.key) : Command::of("EXISTS", key.key));
        if (memory)
            questions.append(Command::of("MEMORY", "USAGE", key.key));
    }
    const RequestOptions options = bulkOptions(Purpose::Analysis);
    const Result<Replies> replies = co_await session->pipeline(questions, options, stop);
    if (!replies)
        co_return tl::unexpected(replies.error());
    preview.commandsUsed += questions.size();
    const size_t each = memory ? 3 : 2;
    for (qsizetype i = 0; i < preview.sample.size(); ++i) {
        SampleKey &key = preview.sample[i];
        const Result<Reply> &ttl = (*replies)[size_t(i) * each];
        const Result<Reply> &type = (*replies)[size_t(i) * each + 1];
        if (!ttl)
            co_return tl::unexpected(ttl.error());
        key.ttlMs = ttl->toInteger(-1);
        countExpiry(preview, key.ttlMs);
        if (key.type == KeyType::Unknown && type)
            key.type = keyTypeFromWord(type->bytes);
        if (!memory)
            continue;
        const Result<Reply> &bytes = (*replies)[size_t(i) * each + 2];
        if (bytes)
            key.bytes = bytes->toInteger(-1);
        else if (saysUnable(bytes.error()) && session)
            session->capabilities()->learn(Feature::MemoryUsage, supportFrom(bytes.error()));
    }
    estimate(preview);
    co_return preview;
}

/// Does this server hand out copies? Asked with the smallest key of the sample.
QCoro::Task<BulkPreview> askForCopies(QPointer<Session> session, BulkPreview preview, std::stop_token stop)
{
    Capabilities *capabilities = session->capabilities();
    preview.copiesPossible = capabilities->mayUse(Feature::Dump);
    const SampleKey *smallest = nullptr;
    for (const SampleKey &key : std::as_const(preview.sample)) {
        if (key.ttlMs != -2 && (!smallest || key.bytes < smallest->bytes))
            smallest = &key;
    }
    if (!smallest || capabilities->support(Feature::Dump) != Support::Unknown)
        co_return preview;
    const Command ask = Command::of("DUMP", smallest->key);
    const RequestOptions options = bulkOptions(Purpose::Analysis);
    const Result<Reply> dump = co_await session->send(ask, options, stop);
    ++preview.commandsUsed;
    if (!session)
        co_return preview;
    if (dump) {
        session->capabilities()->learn(Feature::Dump, Support::Available);
    } else if (saysUnable(dump.error())) {
        session->capabilities()->learn(Feature::Dump, supportFrom(dump.error()));
        preview.copiesPossible = false;
    }
    co_return preview;
}

/// Which of these exist: a hundred a command, and one by one only where some do.
QCoro::Task<Result<BulkPreview>> existing(QPointer<Session> where, QList<JournalRow> rows, BulkPreview preview,
                                          std::stop_token stop)
{
    if (!where)
        co_return failure(Error::Kind::Cancelled);
    const RequestOptions options = bulkOptions(Purpose::Analysis);
    QList<Command> groups;
    for (qsizetype first = 0; first < rows.size(); first += namesPerQuestion) {
        Command group = Command::of("EXISTS");
        for (qsizetype i = first; i < std::min(first + namesPerQuestion, rows.size()); ++i)
            group.append(rows[i].target);
        groups.append(std::move(group));
    }
    const Result<Replies> counts = co_await where->pipeline(groups, options, stop);
    if (!counts)
        co_return tl::unexpected(counts.error());
    preview.commandsUsed += groups.size();
    QList<Command> singles;
    QList<QByteArray> names;
    for (qsizetype g = 0; g < groups.size(); ++g) {
        const Result<Reply> &number = (*counts)[size_t(g)];
        if (!number)
            co_return tl::unexpected(number.error());
        if (number->toInteger() == 0)
            continue;
        preview.existing += number->toInteger();
        for (qsizetype i = g * namesPerQuestion; i < std::min((g + 1) * namesPerQuestion, rows.size()); ++i) {
            if (preview.existingNames.size() + names.size() < mostShown * 2) {
                singles.append(Command::of("EXISTS", rows[i].target));
                names.append(rows[i].target);
            }
        }
    }
    if (preview.existingNames.size() >= mostShown || singles.isEmpty() || !where)
        co_return preview;
    const Result<Replies> each = co_await where->pipeline(singles, options, stop);
    if (!each)
        co_return tl::unexpected(each.error());
    preview.commandsUsed += singles.size();
    for (qsizetype i = 0; i < names.size() && preview.existingNames.size() < mostShown; ++i) {
        if ((*each)[size_t(i)] && (*each)[size_t(i)]->toInteger() > 0)
            preview.existingNames.append(names[i]);
    }
    co_return preview;
}

struct NamedList {
    qint64 untouched = 0;
    QList<JournalRow> inside;
};

} // namespace

BulkPrice bulkPrice(const BulkPlan &plan, qint64 keys)
{
    BulkPrice price;
    const qint64 chunks = (keys + rowsPerRequest - 1) / rowsPerRequest;
    switch (plan.act) {
    case BulkAct::Delete:
        if (plan.deletion.keepCopies) {
            price.reading = keys * 2;
            price.writing = keys * 2 + chunks * 2; // read again and compared, then one removal a request
            price.requests = chunks * 2;
        } else {
            const qint64 per = std::max(1, plan.deletion.keysPerCommand);
            price.writing = (keys + per - 1) / per;
            price.requests = chunks;
        }
        break;
    case BulkAct::ChangeExpiry:
        price.reading = keys;
        price.writing = keys;
        price.requests = chunks * 2;
        break;
    case BulkAct::Rename:
        price.writing = keys;
        price.requests = chunks;
        break;
    case BulkAct::Move:
        price.writing = keys * 2 + chunks * 2;
        price.elsewhere = keys + chunks;
        price.requests = chunks * 2;
        [[fallthrough]];
    case BulkAct::Copy:
        price.reading = keys * 2;
        price.elsewhere += keys + chunks;
        price.requests += chunks * 2;
        break;
    }
    return price;
}

QCoro::Task<Result<BulkPreview>> previewOf(QPointer<Session> session, QPointer<Session> other,
                                           std::shared_ptr<BulkJournal> journal, BulkPlan plan, std::stop_token stop)
{
    const auto name = [plan](BulkLedger &ledger) -> Result<NamedList> {
        NamedList named;
        if (plan.act == BulkAct::Rename) {
            const Result<qint64> untouched = ledger.applyRule(plan.rule);
            if (!untouched)
                return tl::unexpected(untouched.error());
            named.untouched = *untouched;
            Result<QList<JournalRow>> inside = ledger.collisionsInside(mostShown);
            if (!inside)
                return tl::unexpected(inside.error());
            named.inside = std::move(*inside);
        } else if (hasTargets(plan)) {
            if (auto done = ledger.applyPrefix(plan.copy.prefix); !done)
                return tl::unexpected(done.error());
        }
        return named;
    };
    const Result<NamedList> named = co_await journal->run(name);
    if (!named)
        co_return tl::unexpected(named.error());
    const auto count = [](BulkLedger &ledger) {
        return ledger.tally();
    };
    const Result<BulkTally> tally = co_await journal->run(count);
    const auto choose = [](BulkLedger &ledger) {
        return ledger.sample(previewSample);
    };
    const Result<QList<JournalRow>> sample = co_await journal->run(choose);
    if (!tally || !sample)
        co_return tl::unexpected(tally ? sample.error() : tally.error());
    BulkPreview preview;
    preview.keys = tally->of(RowState::Pending);
    preview.untouched = named->untouched;
    preview.collisionsInside = named->inside;
    for (const JournalRow &row : *sample) {
        SampleKey key;
        key.key = row.key;
        key.target = row.target;
        key.type = row.type;
        preview.sample.append(std::move(key));
    }
    if (preview.sample.isEmpty())
        co_return preview;
    if (!session)
        co_return failure(Error::Kind::Cancelled);
    const Result<BulkPreview> sized = co_await measured(session, preview, stop);
    if (!sized)
        co_return sized;
    preview = *sized;
    if (plan.act != BulkAct::ChangeExpiry && plan.act != BulkAct::Rename && session)
        preview = co_await askForCopies(session, preview, stop);
    if (!hasTargets(plan))
        co_return preview;
    const QPointer<Session> where = plan.act == BulkAct::Rename ? session : other;
    for (qint64 after = 0;;) {
        const auto read = [after](BulkLedger &ledger) {
            return ledger.page(after, 20'000);
        };
        const Result<QList<JournalRow>> rows = co_await journal->run(read);
        if (!rows)
            co_return tl::unexpected(rows.error());
        if (rows->isEmpty())
            break;
        after = rows->constLast().id;
        QList<JournalRow> part;
        for (const JournalRow &row : *rows) {
            if (row.state == RowState::Pending)
                part.append(row);
        }
        const Result<BulkPreview> looked = co_await existing(where, part, preview, stop);
        if (!looked)
            co_return looked;
        preview = *looked;
    }
    co_return preview;
}

} // namespace stashdeck
