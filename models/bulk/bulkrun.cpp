// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/bulk/bulkrun.h"

#include "models/bulk/bulkpreview.h"
#include "models/session/serverclock.h"
#include "models/session/writelock.h"

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace stashdeck {

namespace {

constexpr int lanes = 2; ///< one request is worked on while the journal takes in the other
constexpr int mostPasses = 5;
constexpr auto firstRetry = 1s;
constexpr auto longestRetry = 60s;
constexpr qint64 undoBytesAtOnce = 1024LL * 1024;

} // namespace

BulkRun::BulkRun(Session *session, std::shared_ptr<BulkJournal> journal, JournalHead head, const BulkTally &tally,
                 QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_journal(std::move(journal))
    , m_head(std::move(head))
    , m_tally(tally)
    , m_aim(m_head.undoing ? BulkAim::Undo : BulkAim::Apply)
    , m_undoable(tally.of(RowState::Done))
    , m_averageBytes(m_head.plan.averageBytes)
    , m_largest(rowsPerRequest)
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &BulkRun::resume);
    connect(session, &Session::stateChanged, this, [this](Session::State state) {
        if (state == Session::State::Online && m_state == State::Waiting)
            resume();
    });
}

BulkRun::~BulkRun()
{
    m_stop.request_stop();
}

bool BulkRun::canUndo() const
{
    const bool kind = m_head.plan.act == BulkAct::Delete
        ? m_head.copyBytes > 0
        : m_head.plan.act == BulkAct::Rename || m_head.plan.act == BulkAct::ChangeExpiry;
    return kind && m_tally.done() - m_tally.of(UndoState::Undone) > 0;
}

qint64 BulkRun::total() const
{
    return m_aim == BulkAim::Apply ? m_tally.total() : m_undoable;
}

qint64 BulkRun::settled() const
{
    if (m_aim == BulkAim::Apply)
        return m_tally.settled();
    return m_undoable - m_tally.of(UndoState::None) - m_tally.of(UndoState::InDoubt);
}

double BulkRun::keysPerSecond() const
{
    const qint64 ms = m_countedMs + (m_clock.isValid() ? m_clock.elapsed() : 0);
    return ms > 0 ? double(m_countedKeys) * 1000.0 / double(ms) : 0;
}

std::optional<Milliseconds> BulkRun::timeLeft() const
{
    const double rate = keysPerSecond();
    if (m_state != State::Running || rate <= 0)
        return std::nullopt;
    return Milliseconds(qint64(double(total() - settled()) / rate * 1000));
}

void BulkRun::setState(State state)
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

int BulkRun::rowsAtOnce() const
{
    if (!m_session || m_averageBytes <= 0)
        return m_largest;
    // An answer in base64 is a third longer, and half of the limit is left for what is larger than the average.
    const qint64 fits = m_session->profile().limits.maxRequestBytes / 2 / (m_averageBytes * 4 / 3 + 64);
    return int(std::clamp<qint64>(fits, 1, m_largest));
}

void BulkRun::start(BulkAim aim)
{
    if (isActive())
        return;
    m_aim = aim;
    m_head.undoing = aim == BulkAim::Undo;
    m_undoable = m_tally.of(RowState::Done);
    m_pass = 0;
    m_countedKeys = 0;
    m_countedMs = 0;
    m_requests = 0;
    m_commands = 0;
    m_state = State::Paused;
    resume();
}

void BulkRun::resume()
{
    if (m_state == State::Running || m_state == State::Halting || m_state == State::Finished || m_state == State::Ready
        || !m_session)
        return;
    const bool copies = m_head.plan.act == BulkAct::Copy || m_head.plan.act == BulkAct::Move;
    if (copies && m_aim == BulkAim::Apply && !m_other) {
        m_need = Need::OtherDatabase;
        setState(State::Paused);
        emit progressed();
        return;
    }
    m_retry.stop();
    m_hold.reset();
    m_need = Need::Nothing;
    m_cursor = 0;
    m_atEnd = false;
    m_again = false;
    m_stop = std::stop_source();
    writeHead(JournalHead::Stage::Running);
    setState(State::Running);
    pump();
}

void BulkRun::pause()
{
    if (m_state == State::Waiting) {
        m_retry.stop();
        setState(State::Paused);
    } else if (m_state == State::Running) {
        m_haltTo = State::Paused;
        setState(State::Halting);
        settleHalt();
    }
}

void BulkRun::stop()
{
    if (m_state == State::Waiting || m_state == State::Paused) {
        m_retry.stop();
        writeHead(JournalHead::Stage::Stopped);
        setState(State::Stopped);
    } else if (m_state == State::Running || m_state == State::Halting) {
        m_haltTo = State::Stopped;
        setState(State::Halting);
        settleHalt();
    }
}

void BulkRun::allowWithoutCopies()
{
    m_head.plan.deletion.keepCopies = false;
    resume();
}

void BulkRun::pump()
{
    if (m_state == State::Halting) {
        settleHalt();
        return;
    }
    if (m_state != State::Running)
        return;
    if (m_atEnd && m_active == 0 && !m_taking)
        endPass();
    else if (!m_atEnd && !m_taking && m_active < lanes)
        take();
}

void BulkRun::take()
{
    m_taking = true;
    const int most = rowsAtOnce();
    // A quarter of a request for names: they travel twice, and binary ones in a longer form.
    const qint64 mostBytes = m_session ? m_session->profile().limits.maxRequestBytes / 6 : 1024LL * 1024;
    const auto read = [aim = m_aim, after = m_cursor, most, mostBytes](BulkLedger &ledger) {
        return aim == BulkAim::Apply ? ledger.takeUnsettled(after, most, mostBytes)
                                     : ledger.takeUndoable(after, most, std::min(mostBytes, undoBytesAtOnce));
    };
    m_journal->run(read, this, [this](const Result<QList<JournalRow>> &rows) { takeRows(rows); });
}

void BulkRun::takeRows(const Result<QList<JournalRow>> &rows)
{
    m_taking = false;
    if (!rows) {
        RowsOutcome outcome;
        outcome.hold = rows.error();
        holdFor(outcome);
        pump();
        return;
    }
    if (rows->isEmpty()) {
        m_atEnd = true;
        pump();
        return;
    }
    if (m_state != State::Running) { // paused meanwhile: the journal has them still
        pump();
        return;
    }
    m_cursor = rows->constLast().id;
    launch(*rows);
    pump();
}

void BulkRun::launch(const QList<JournalRow> &rows)
{
    ++m_active;
    RowWork work;
    work.session = m_session;
    work.other = m_other;
    work.journal = m_journal;
    work.plan = m_head.plan;
    work.rows = rows;
    work.lastPass = m_pass + 1 >= mostPasses;
    work.stop = m_stop.get_token();
    Before before;
    before.reserve(rows.size());
    for (const JournalRow &row : rows)
        before.insert(row.id, {row.state, row.undo});
    QCoro::connect(workedRows(std::move(work), m_aim), this,
                   [this, before](const RowsOutcome &outcome) { finishRows(before, outcome); });
}

void BulkRun::finishRows(const Before &before, const RowsOutcome &outcome)
{
    --m_active;
    m_requests += outcome.requests;
    m_commands += outcome.commands;
    m_head.copyBytes += outcome.copyBytes;
    m_cannotCompare = m_cannotCompare || outcome.cannotCompare;
    m_again = m_again || outcome.changedAgain;
    m_tally.goneAmongDone += outcome.goneAmongDone;
    if (outcome.tooLarge)
        m_largest = std::max(1, int(before.size()) / 2);
    if (outcome.copyBytes > 0 && !before.isEmpty())
        m_averageBytes = std::max(m_averageBytes / 2, outcome.copyBytes / qint64(before.size()));
    QList<JournalRow> final;
    for (const JournalRow &row : outcome.settled) {
        const auto was = before.value(row.id, {RowState::Pending, UndoState::None});
        --m_tally.states[size_t(was.first)];
        ++m_tally.states[size_t(row.state)];
        if (was.first == RowState::Done)
            --m_tally.undo[size_t(was.second)];
        if (row.state == RowState::Done)
            ++m_tally.undo[size_t(row.undo)];
        const bool isFinal = m_aim == BulkAim::Apply ? row.state > RowState::InDoubt
                                                     : row.undo != UndoState::None && row.undo != UndoState::InDoubt;
        if (isFinal)
            final.append(row);
    }
    m_countedKeys += final.size();
    if (outcome.hold)
        holdFor(outcome);
    else
        m_failures = 0;
    const bool full = m_aim == BulkAim::Apply && m_head.plan.act == BulkAct::Delete && m_head.plan.deletion.keepCopies
        && m_head.copyBytes > m_head.plan.deletion.copyLimit && m_tally.left() > 0;
    if (full && m_state == State::Running) {
        m_need = Need::CopiesFull;
        m_haltTo = State::Paused;
        setState(State::Halting);
    }
    const QPointer self(this);
    if (!final.isEmpty())
        emit rowsSettled(final);
    if (!self)
        return;
    emit progressed();
    if (self)
        pump();
}

void BulkRun::holdFor(const RowsOutcome &outcome)
{
    m_hold = outcome.hold;
    const Error::Kind kind = outcome.hold->kind;
    if (outcome.cannotCopy && m_head.plan.act == BulkAct::Delete)
        m_need = Need::CopiesImpossible;
    else if (kind == Error::Kind::Locked)
        m_need = Need::Unlock;
    else if (!passesByItself(kind))
        m_need = Need::Server;
    if (m_state == State::Halting && m_haltTo != State::Waiting)
        return; // a person asked for it already
    m_haltTo = m_need == Need::Nothing ? State::Waiting : State::Paused;
    setState(State::Halting);
}

void BulkRun::settleHalt()
{
    if (m_active > 0 || m_taking)
        return;
    if (m_haltTo == State::Waiting) {
        const auto pauseFor
            = std::min<std::chrono::milliseconds>(firstRetry * (1 << std::min(m_failures, 6)), longestRetry);
        ++m_failures;
        const auto asked = m_hold ? m_hold->retryAfter : std::chrono::milliseconds(0);
        m_retry.start(std::max(pauseFor, asked));
    }
    writeHead(m_haltTo == State::Stopped ? JournalHead::Stage::Stopped : JournalHead::Stage::Running);
    setState(m_haltTo);
    emit progressed();
}

void BulkRun::endPass()
{
    if (m_again && m_pass + 1 < mostPasses) {
        ++m_pass;
        m_again = false;
        m_cursor = 0;
        m_atEnd = false;
        take();
        return;
    }
    writeHead(JournalHead::Stage::Finished);
    setState(State::Finished);
}

void BulkRun::writeHead(JournalHead::Stage stage)
{
    m_head.stage = stage;
    if (m_session)
        m_head.touchedAt = m_session->clock()->now();
    const auto write = [head = m_head](BulkLedger &ledger) {
        return ledger.setHead(head);
    };
    m_journal->run(write, this, [this](const Result<void> &written) {
        if (!written && m_state == State::Running) {
            RowsOutcome outcome;
            outcome.hold = written.error();
            holdFor(outcome);
            pump();
        }
    });
}

} // namespace stashdeck
