// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/exportrun.h"

#include "models/bulk/bulkpreview.h"
#include "models/bulk/rowwork.h"
#include "models/session/capabilities.h"
#include "models/transfer/entryreader.h"
#include "models/transfer/entrysink.h"
#include "models/transfer/largereader.h"

#include <qcoro/qcorofuture.h>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace stashdeck {

namespace {

constexpr int lanes = 2; ///< one batch is read while another is on its way
constexpr int mostWriting = 3; ///< batches that wait for the disk
constexpr int mostProblems = 1000;
constexpr qint64 mostAnswerBytes = 8LL * 1024 * 1024;
constexpr auto firstRetry = 1s;
constexpr auto longestRetry = 60s;

QCoro::Task<Result<SinkState>> awaited(EntrySink::Answer answer)
{
    Result<SinkState> state = co_await answer;
    co_return state;
}

/// Of INFO; empty where it is not served.
QCoro::Task<QString> serverVersion(QPointer<Session> session, std::stop_token stop)
{
    const Command ask = Command::of("INFO", "server");
    const RequestOptions options = bulkOptions(Purpose::Edit);
    const Result<Reply> info = co_await session->send(ask, options, stop);
    if (info) {
        const QList<QByteArray> lines = info->bytes.split('\n');
        for (const QByteArray &line : lines) {
            if (line.startsWith("redis_version:"))
                co_return QString::fromUtf8(line.sliced(14).trimmed().left(40));
        }
    }
    co_return QString();
}

} // namespace

ExportRun::ExportRun(Session *session, std::shared_ptr<BulkJournal> journal, qint64 keys, ExportPlan plan,
                     QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_journal(std::move(journal))
    , m_plan(std::move(plan))
    , m_partialPath(m_plan.path + u'.' + QUuid::createUuid().toString(QUuid::WithoutBraces).left(6) + u".part"_s)
    , m_sink(std::make_shared<EntrySink>(m_plan.format, m_plan.path, m_partialPath, m_plan.hiddenWords))
    , m_largest(rowsPerRequest)
{
    m_tally.keys = keys;
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &ExportRun::resume);
    connect(session, &Session::stateChanged, this, [this](Session::State state) {
        if (state == Session::State::Online && m_state == State::Waiting)
            resume();
    });
}

ExportRun::~ExportRun()
{
    m_stop.request_stop();
}

double ExportRun::keysPerSecond() const
{
    const qint64 ms = m_countedMs + (m_clock.isValid() ? m_clock.elapsed() : 0);
    return ms > 0 ? double(m_tally.settled()) * 1000.0 / double(ms) : 0;
}

std::optional<Milliseconds> ExportRun::timeLeft() const
{
    const double rate = keysPerSecond();
    if (m_state != State::Running || rate <= 0)
        return std::nullopt;
    return Milliseconds(qint64(double(m_tally.keys - m_tally.settled()) / rate * 1000));
}

void ExportRun::setState(State state)
{
    if (m_state == state)
        return;
    if (m_state == State::Running && m_clock.isValid()) {
        m_countedMs += m_clock.elapsed();
        m_clock.invalidate();
    }
    m_state = state;
    if (state == State::Running)
        m_clock.start();
    emit stateChanged(state);
}

int ExportRun::rowsAtOnce() const
{
    if (!m_session || m_averageBytes <= 0)
        return m_largest;
    // An answer in base64 is a third longer, and half of the limit is left for what is larger than the average.
    const qint64 limit = std::min(m_session->profile().limits.maxRequestBytes, mostAnswerBytes);
    return int(std::clamp<qint64>(limit / 2 / (m_averageBytes * 4 / 3 + 64), 1, m_largest));
}

FileFoot ExportRun::foot() const
{
    FileFoot foot;
    foot.keys = m_tally.done;
    foot.gone = m_tally.gone;
    foot.failed = m_tally.failed;
    return foot;
}

void ExportRun::start()
{
    if (m_state != State::Ready)
        return;
    m_state = State::Paused;
    resume();
}

void ExportRun::resume()
{
    if ((m_state != State::Paused && m_state != State::Waiting) || !m_session)
        return;
    m_retry.stop();
    m_hold.reset();
    m_stop = std::stop_source();
    setState(State::Running);
    pump();
}

void ExportRun::pause()
{
    if (m_state == State::Waiting) {
        m_retry.stop();
        setState(State::Paused);
    } else if (m_state == State::Running) {
        m_haltTo = State::Paused;
        if (m_readingLarge)
            m_stop.request_stop(); // could take very long; it begins again
        setState(State::Halting);
        settleHalt();
    }
}

void ExportRun::cancel(Partial partial)
{
    if (m_state == State::Finished || m_state == State::Cancelled || m_ending)
        return;
    m_partial = partial;
    m_haltTo = State::Cancelled;
    m_retry.stop();
    m_stop.request_stop();
    setState(State::Halting);
    settleHalt();
}

void ExportRun::beginFile(const QString &version)
{
    if (!m_head) {
        m_head.emplace();
        m_head->format = m_plan.format;
        m_head->source = m_plan.sourceName;
        m_head->keys = m_tally.keys;
        m_head->server = version;
        m_head->hides = m_plan.hiddenWords;
        if (m_session)
            m_head->exportedAt = m_session->clock()->now();
    }
    ++m_writing;
    QCoro::connect(awaited(m_sink->begin(*m_head)), this, [this](const Result<SinkState> &written) {
        m_begun = written.has_value();
        noteSink(written);
    });
}

void ExportRun::pump()
{
    if (m_state == State::Halting) {
        settleHalt();
        return;
    }
    if (m_state != State::Running || m_ending || m_readingLarge)
        return;
    if (!m_begun) {
        if (m_writing > 0 || m_taking)
            return;
        if (m_head) {
            beginFile({});
            return;
        }
        m_taking = true;
        ++m_tally.commands;
        ++m_tally.requests;
        QCoro::connect(serverVersion(m_session, m_stop.get_token()), this, [this](const QString &version) {
            m_taking = false;
            if (m_state == State::Running)
                beginFile(version);
            else
                pump();
        });
        return;
    }
    if (m_writing >= mostWriting)
        return;
    if (!m_largeRows.isEmpty()) {
        if (!isBusy())
            readLarge();
        return;
    }
    if (m_taking || m_active >= lanes)
        return;
    if (!m_again.isEmpty())
        launch(m_again.takeFirst());
    else if (!m_atEnd)
        take();
    else if (!isBusy())
        endFile();
}

void ExportRun::take()
{
    m_taking = true;
    const int most = rowsAtOnce();
    const qint64 mostBytes = m_session ? m_session->profile().limits.maxRequestBytes / 6 : 1024LL * 1024;
    const auto read = [after = m_cursor, most, mostBytes](BulkLedger &ledger) {
        return ledger.takeUnsettled(after, most, mostBytes);
    };
    m_journal->run(read, this, [this](const Result<QList<JournalRow>> &rows) { takeRows(rows); });
}

void ExportRun::takeRows(const Result<QList<JournalRow>> &rows)
{
    m_taking = false;
    if (!rows) {
        holdFor(rows.error());
    } else if (rows->isEmpty()) {
        m_atEnd = true;
    } else if (m_state == State::Running) { // else the journal has them still
        m_cursor = rows->constLast().id;
        launch(*rows);
    }
    pump();
}

void ExportRun::launch(const QList<JournalRow> &rows)
{
    ++m_active;
    if (m_session && !m_session->capabilities()->mayUse(Capabilities::Feature::Dump))
        m_typedOnly = m_plan.format == TransferFormat::Archive;
    EntriesWork work;
    work.session = m_session;
    work.rows = rows;
    work.dump = m_plan.format == TransferFormat::Archive && m_plan.hiddenWords.isEmpty() && !m_typedOnly;
    work.fieldExpiries = m_plan.format != TransferFormat::Csv;
    work.stop = m_stop.get_token();
    QCoro::connect(readEntries(std::move(work)), this,
                   [this, rows](const EntriesRead &read) { finishBatch(rows, read); });
    pump();
}

void ExportRun::finishBatch(const QList<JournalRow> &rows, const EntriesRead &read)
{
    --m_active;
    m_tally.requests += read.requests;
    m_tally.commands += read.commands;
    if (read.tooLarge)
        m_largest = std::max(1, int(rows.size()) / 2);
    if (read.cannotDump && !m_typedOnly) {
        m_typedOnly = true;
        if (m_session) {
            m_session->capabilities()->learn(Capabilities::Feature::Dump,
                                             read.hold->kind == Error::Kind::Unsupported
                                                 ? Capabilities::Support::Missing
                                                 : Capabilities::Support::NotPermitted);
        }
        m_again.append(rows);
    } else if (read.hold) {
        // What another lane found out about DUMP is no reason to hold.
        m_again.append(rows);
        if (!read.cannotDump)
            holdFor(*read.hold);
    } else {
        m_failures = 0;
        m_tally.gone += read.gone;
        m_tally.bytesRead += read.bytes;
        m_tally.failed += read.problems.size();
        for (const ExportProblem &problem : read.problems)
            addProblem(problem);
        m_largeRows += read.large;
        if (!read.entries.isEmpty()) {
            m_averageBytes = std::max(m_averageBytes / 2, read.bytes / qint64(read.entries.size()));
            write(read.entries);
        }
    }
    const QPointer self(this);
    emit progressed();
    if (self)
        pump();
}

void ExportRun::write(const QList<TransferEntry> &entries)
{
    ++m_writing;
    m_tally.done += entries.size();
    QCoro::connect(awaited(m_sink->add(entries)), this,
                   [this](const Result<SinkState> &written) { noteSink(written); });
}

void ExportRun::noteSink(const Result<SinkState> &written)
{
    --m_writing;
    if (written) {
        m_tally.bytesWritten = written->bytes;
        m_tally.hiddenValues = written->hidden;
    } else {
        holdFor(written.error()); // what was given is kept for the next try
    }
    pump();
}

void ExportRun::readLarge()
{
    m_readingLarge = true;
    const JournalRow row = m_largeRows.constFirst();
    m_large = {row.key, 0, 0};
    LargeWork work;
    work.session = m_session;
    work.sink = m_sink;
    work.row = row;
    work.fieldExpiries = m_plan.format != TransferFormat::Csv;
    work.hides = !m_plan.hiddenWords.isEmpty();
    work.stop = m_stop.get_token();
    work.progress = [self = QPointer(this)](qint64 read, qint64 total) {
        if (!self)
            return;
        self->m_large.read = read;
        self->m_large.total = total;
        emit self->progressed();
    };
    QCoro::connect(readLargeKey(std::move(work)), this, [this, row](const LargeRead &read) { finishLarge(row, read); });
}

void ExportRun::finishLarge(const JournalRow &row, const LargeRead &read)
{
    m_readingLarge = false;
    m_large = {};
    m_tally.requests += read.requests;
    m_tally.commands += read.commands;
    if (read.hold) {
        holdFor(*read.hold);
    } else {
        m_largeRows.removeFirst();
        m_failures = 0;
        if (read.gone) {
            ++m_tally.gone;
        } else if (read.problem) {
            ++m_tally.failed;
            addProblem(*read.problem);
        } else {
            ++m_tally.done;
            m_tally.bytesRead += read.bytes;
            m_tally.bytesWritten = read.sink.bytes;
            m_tally.hiddenValues = read.sink.hidden;
            if (read.changed) {
                ++m_tally.changed;
                addProblem({row.key, ExportProblem::Kind::Changed, {}});
            }
        }
    }
    const QPointer self(this);
    emit progressed();
    if (self)
        pump();
}

void ExportRun::addProblem(const ExportProblem &problem)
{
    if (m_problems.size() < mostProblems)
        m_problems.append(problem);
}

void ExportRun::holdFor(const Error &error)
{
    if (m_state == State::Halting && m_haltTo != State::Waiting)
        return; // a person asked for it already, or it is to pause
    m_hold = error;
    m_haltTo = passesByItself(error.kind) ? State::Waiting : State::Paused;
    setState(State::Halting);
}

void ExportRun::settleHalt()
{
    if (isBusy())
        return;
    if (m_haltTo == State::Cancelled) {
        m_ending = true;
        auto answer = m_partial == Partial::Keep && m_begun ? m_sink->keep(foot()) : m_sink->remove();
        QCoro::connect(awaited(std::move(answer)), this, [this](const Result<SinkState> &done) {
            if (!done)
                m_hold = done.error();
            setState(State::Cancelled);
        });
        return;
    }
    if (m_haltTo == State::Waiting) {
        const auto pauseFor
            = std::min<std::chrono::milliseconds>(firstRetry * (1 << std::min(m_failures, 6)), longestRetry);
        ++m_failures;
        m_retry.start(std::max(pauseFor, m_hold ? m_hold->retryAfter : std::chrono::milliseconds(0)));
    }
    setState(m_haltTo);
    emit progressed();
}

void ExportRun::endFile()
{
    m_ending = true;
    QCoro::connect(awaited(m_sink->commit(foot())), this, [this](const Result<SinkState> &done) {
        m_ending = false;
        if (!done) {
            holdFor(done.error());
            settleHalt();
            return;
        }
        m_tally.bytesWritten = done->bytes;
        m_tally.hiddenValues = done->hidden;
        setState(State::Finished);
    });
}

} // namespace stashdeck
