// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/importcheck.h"

#include "models/bulk/rowwork.h"
#include "models/transfer/importrows.h"
#include "models/transfer/importsource.h"

#include <qcoro/qcorofuture.h>
#include <QHash>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype namesAtOnce = 1000;

QCoro::Task<Result<SourceChunk>> awaited(QFuture<Result<SourceChunk>> chunk)
{
    Result<SourceChunk> read = co_await chunk;
    co_return read;
}

/// What each name is; Unknown where nothing is.
QCoro::Task<Result<QList<KeyType>>> typesOf(QPointer<Session> session, QList<QByteArray> names, std::stop_token stop)
{
    QList<KeyType> types;
    if (names.isEmpty())
        co_return types;
    if (!session)
        co_return failure(Error::Kind::Cancelled);
    QList<Command> questions;
    for (const QByteArray &name : std::as_const(names))
        questions.append(Command::of("TYPE", name));
    const RequestOptions options = bulkOptions(Purpose::Analysis);
    const Result<Replies> replies = co_await session->pipeline(questions, options, stop);
    if (!replies)
        co_return tl::unexpected(replies.error());
    for (const Result<Reply> &reply : *replies) {
        if (!reply)
            co_return tl::unexpected(reply.error());
        types.append(keyTypeFromWord(reply->bytes));
    }
    co_return types;
}

ImportOutcome outcomeFor(const ImportRow &row, ImportPolicy policy)
{
    if (row.existing == KeyType::Unknown)
        return ImportOutcome::New;
    switch (policy) {
    case ImportPolicy::Skip:
        return ImportOutcome::Skipped;
    case ImportPolicy::Fail:
        return ImportOutcome::Refused;
    case ImportPolicy::Replace:
        return ImportOutcome::Replaced;
    case ImportPolicy::Merge:
        return areMergeable(row.existing, row.type) ? ImportOutcome::Merged : ImportOutcome::Skipped;
    }
    Q_UNREACHABLE();
}

} // namespace

ImportCheck::ImportCheck(Session *session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
}

ImportCheck::~ImportCheck()
{
    m_stop.request_stop();
}

void ImportCheck::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    emit stateChanged(state);
}

void ImportCheck::start(const ImportPlan &plan)
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_plan = plan;
    m_source = std::make_shared<ImportSource>(plan, 0);
    m_keys.clear();
    m_isOpen = false;
    m_atEnd = false;
    m_error = {};
    m_tally = {};
    m_last = 0;
    m_price = {};
    ++m_round;
    setState(State::Running);
    next();
}

void ImportCheck::stop()
{
    if (m_state != State::Running)
        return;
    ++m_round;
    m_stop.request_stop();
    // What was being read is lost to us: the file is read again from behind the last row that was told.
    m_keys.clear();
    m_isOpen = false;
    m_source.reset();
    setState(State::Stopped);
}

void ImportCheck::resume()
{
    if (m_state != State::Stopped && m_state != State::Failed)
        return;
    m_stop = std::stop_source();
    m_error = {};
    m_keys.clear();
    m_isOpen = false;
    m_atEnd = false;
    m_source = std::make_shared<ImportSource>(m_plan, m_last);
    ++m_round;
    setState(State::Running);
    next();
}

void ImportCheck::next()
{
    ChunkLimit limit;
    limit.keys = int(namesAtOnce);
    limit.bytes = std::max<qint64>(m_plan.requestLimit, 4096);
    const quint64 round = m_round;
    QCoro::connect(awaited(m_source->next(limit)), this, [this, round](const Result<SourceChunk> &chunk) {
        if (round == m_round)
            take(chunk);
    });
}

void ImportCheck::take(const Result<SourceChunk> &chunk)
{
    if (!chunk) {
        m_error = chunk.error();
        setState(State::Failed);
        return;
    }
    m_atEnd = chunk->entries.isEmpty();
    const WallTime now = m_session ? m_session->clock()->now() : WallTime();
    for (const KeyStream::Entry &item : chunk->entries) {
        if (item.entry.part == 0 || m_keys.isEmpty()) {
            Looked key;
            key.row = importRowOf(item, m_plan);
            key.goesOn = chunk->format == TransferFormat::Commands || chunk->format == TransferFormat::Csv;
            m_keys.append(std::move(key));
        } else {
            addPart(m_keys.last().row, item.entry);
        }
        Looked &key = m_keys.last();
        key.commands += writeCommands(item.entry);
        if (chunk->isLarge)
            key.requests += item.entry.more ? 1 : 3;
        if (const std::optional<Verdict> verdict = verdictOf(item.entry, m_plan, now); verdict && !key.isDecided) {
            key.row.outcome = verdict->outcome;
            key.row.note = verdict->note;
            key.isDecided = true;
        }
        m_isOpen = item.entry.more;
    }
    if (!m_isOpen && (m_atEnd || m_keys.size() >= namesAtOnce))
        ask();
    else if (m_atEnd)
        ask();
    else
        next();
}

void ImportCheck::ask()
{
    QList<QByteArray> names;
    for (const Looked &key : std::as_const(m_keys)) {
        if (!key.isDecided)
            names.append(key.row.key);
    }
    if (!names.isEmpty()) {
        ++m_tally.requests;
        m_tally.commands += names.size();
    }
    const quint64 round = m_round;
    QCoro::connect(typesOf(m_session, names, m_stop.get_token()), this,
                   [this, round](const Result<QList<KeyType>> &types) {
                       if (round != m_round)
                           return;
                       if (types) {
                           settle(*types);
                           return;
                       }
                       m_error = types.error();
                       setState(m_error.kind == Error::Kind::Cancelled ? State::Stopped : State::Failed);
                   });
}

void ImportCheck::settle(const QList<KeyType> &existing)
{
    QList<ImportRow> rows;
    qsizetype at = 0;
    qint64 inChunks = 0;
    for (Looked &key : m_keys) {
        if (!key.isDecided) {
            key.row.existing = existing.value(at++, KeyType::Unknown);
            key.row.outcome = outcomeFor(key.row, m_plan.policy);
        }
        const ImportRow &row = key.row;
        ++m_tally.outcomes[size_t(row.outcome)];
        m_tally.hiddenValues += row.hiddenFields;
        m_tally.bytes += row.bytes;
        const bool writes = row.outcome == ImportOutcome::New || row.outcome == ImportOutcome::Replaced
            || row.outcome == ImportOutcome::Merged;
        if (writes)
            m_price.commands += key.commands + (key.requests > 0 ? 6 : 0);
        else if (!key.isDecided)
            m_price.commands += 1;
        if (key.requests > 0 && writes)
            m_price.requests += key.requests;
        else if (!key.isDecided)
            ++inChunks;
        rows.append(row);
    }
    if (!rows.isEmpty())
        m_last = rows.constLast().ordinal; // where a stop goes on
    const qint64 requests = (inChunks + 499) / 500;
    m_price.requests += requests;
    m_price.commands += requests * 3;
    m_keys.clear();
    const quint64 round = m_round;
    const QPointer self(this);
    if (!rows.isEmpty())
        emit rowsFound(rows);
    if (!self || round != m_round)
        return;
    emit progressed();
    if (!self || round != m_round)
        return;
    if (m_atEnd)
        setState(State::Finished);
    else
        next();
}

} // namespace stashdeck
