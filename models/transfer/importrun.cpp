// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/importrun.h"

#include "models/bulk/bulkpreview.h"
#include "models/bulk/rowwork.h"
#include "models/transfer/importscripts.h"
#include "models/transfer/importsource.h"
#include "models/transfer/importwork.h"

#include <qcoro/qcorofuture.h>
#include <QDateTime>
#include <QFileInfo>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace stashdeck {

namespace {

constexpr auto firstRetry = 1s;
constexpr auto longestRetry = 60s;

QCoro::Task<Result<SourceChunk>> awaited(QFuture<Result<SourceChunk>> chunk)
{
    Result<SourceChunk> read = co_await chunk;
    co_return read;
}

/// Removes the keys that a run keeps beside those of the file.
QCoro::Task<Result<Reply>> removed(QPointer<Session> session, QList<QByteArray> names, std::stop_token stop)
{
    Command command = Command::of("DEL");
    for (const QByteArray &name : std::as_const(names))
        command.append(name);
    const RequestOptions options = bulkOptions(Purpose::Edit);
    Result<Reply> reply = co_await session->send(command, options, stop);
    co_return reply;
}

} // namespace

ImportRun::ImportRun(Session *session, std::shared_ptr<ImportJournal> journal, ImportHead head, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_journal(std::move(journal))
    , m_head(std::move(head))
    , m_mostKeys(rowsPerRequest)
{
    if (m_head.stage == ImportHead::Stage::Finished)
        m_state = State::Finished;
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &ImportRun::resume);
    connect(session, &Session::stateChanged, this, [this](Session::State state) {
        if (state == Session::State::Online && m_state == State::Waiting)
            resume();
    });
}

ImportRun::~ImportRun()
{
    m_stop.request_stop();
}

double ImportRun::keysPerSecond() const
{
    const qint64 ms = m_countedMs + (m_clock.isValid() ? m_clock.elapsed() : 0);
    return ms > 0 ? double(m_countedKeys) * 1000.0 / double(ms) : 0;
}

std::optional<Milliseconds> ImportRun::timeLeft() const
{
    const double rate = keysPerSecond();
    const qint64 left = m_head.tally.keys - m_head.tally.settled();
    if (m_state != State::Running || rate <= 0 || left < 0)
        return std::nullopt;
    return Milliseconds(qint64(double(left) / rate * 1000));
}

void ImportRun::setState(State state)
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

void ImportRun::start()
{
    if (m_state != State::Ready)
        return;
    m_state = State::Paused;
    resume();
}

void ImportRun::resume()
{
    if ((m_state != State::Paused && m_state != State::Waiting && m_state != State::Stopped) || !m_session)
        return;
    m_retry.stop();
    m_hold.reset();
    m_need = Need::Nothing;
    m_stop = std::stop_source();
    m_head.stage = ImportHead::Stage::Running;
    setState(State::Running);
    pump();
}

void ImportRun::pause()
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

void ImportRun::stop()
{
    if (m_state == State::Ready || m_state == State::Stopped || m_state == State::Finished)
        return;
    m_retry.stop();
    m_haltTo = State::Stopped;
    setState(State::Halting);
    settleHalt();
}

/// The file is still the one that was looked into; what a killed run left of a large key is cleared away.
void ImportRun::checkFile()
{
    m_busy = true;
    const auto look = [path = m_head.plan.path] {
        const QFileInfo info(path);
        return std::pair<qint64, qint64>(info.isFile() ? info.size() : -1, info.lastModified().toMSecsSinceEpoch());
    };
    BulkJournal::onWorker(look, this, [this](const std::pair<qint64, qint64> &now) {
        m_busy = false;
        if (now.first != m_head.fileBytes || now.second != m_head.fileTime) {
            holdFor(failure(Error::Kind::Storage, m_head.plan.path).value(), Need::File);
            pump();
            return;
        }
        m_checked = true;
        if (m_head.temporary.isEmpty()) {
            pump();
            return;
        }
        m_busy = true;
        ImportWork work;
        work.session = m_session;
        work.journal = m_journal;
        work.head = m_head;
        work.stop = m_stop.get_token();
        QCoro::connect(importCleared(std::move(work)), this, [this](const ImportDone &done) { takeDone(done); });
    });
}

void ImportRun::pump()
{
    if (m_state == State::Halting) {
        settleHalt();
        return;
    }
    if (m_state != State::Running || m_busy)
        return;
    if (!m_checked)
        checkFile();
    else if (m_chunk)
        write();
    else
        readMore();
}

void ImportRun::readMore()
{
    m_busy = true;
    const bool isFresh = !m_source;
    if (isFresh) {
        m_source = std::make_shared<ImportSource>(m_head.plan, m_head.cursor);
        m_large = std::make_shared<LargeImport>();
    }
    ChunkLimit limit;
    limit.keys = m_noScripts ? 1 : m_mostKeys;
    limit.bytes = m_head.plan.requestLimit;
    auto read = isFresh && m_head.sent > 0 ? m_source->again(int(m_head.sent)) : m_source->next(limit);
    QCoro::connect(awaited(std::move(read)), this, [this](const Result<SourceChunk> &chunk) { takeChunk(chunk); });
}

void ImportRun::takeChunk(const Result<SourceChunk> &chunk)
{
    m_busy = false;
    if (!chunk) {
        m_source.reset();
        holdFor(chunk.error(), Need::File);
        pump();
        return;
    }
    if (chunk->entries.isEmpty()) {
        if (m_state == State::Running)
            finish();
        else
            pump();
        return;
    }
    m_chunk = std::make_shared<SourceChunk>(*chunk);
    if (m_noScripts)
        m_chunk->isLarge = true;
    pump();
}

void ImportRun::write()
{
    m_busy = true;
    ImportWork work;
    work.session = m_session;
    work.journal = m_journal;
    work.head = m_head;
    work.chunk = m_chunk;
    work.large = *m_large;
    work.withoutScripts = m_noScripts;
    work.stop = m_stop.get_token();
    // Two statements: gcc 12 destroys the task of a conditional expression twice.
    if (m_chunk->isLarge)
        QCoro::connect(importPart(std::move(work)), this, [this](const ImportDone &done) { takeDone(done); });
    else
        QCoro::connect(importSmallKeys(std::move(work)), this, [this](const ImportDone &done) { takeDone(done); });
}

void ImportRun::takeDone(const ImportDone &done)
{
    m_busy = false;
    const bool wasLarge = m_chunk && m_chunk->isLarge;
    m_head = done.head;
    if (m_large)
        *m_large = done.large;
    if (done.lacksScripts && m_head.plan.policy == ImportPolicy::Merge) {
        holdFor(done.hold.value_or(failure(Error::Kind::Unsupported, u"EVAL"_s).value()), Need::Scripts);
    } else if (done.lacksScripts && !m_noScripts) {
        m_noScripts = true;
        m_head.sent = 0;
    } else if (done.lacksScripts) {
        holdFor(done.hold.value_or(failure(Error::Kind::Unsupported, u"EVAL"_s).value()), Need::Scripts);
    } else if (done.isTooMuch) {
        m_mostKeys = std::max(1, int(m_chunk ? m_chunk->entries.size() : 2) / 2);
        m_head.sent = 0;
    } else if (done.hold) {
        holdFor(*done.hold);
    } else {
        m_failures = 0;
        if (!wasLarge && m_chunk)
            m_mostKeys = std::min(rowsPerRequest, m_mostKeys * 2);
        m_chunk.reset();
        m_countedKeys += done.rows.size();
        const QPointer self(this);
        if (!done.rows.isEmpty())
            emit rowsSettled(done.rows);
        if (!self)
            return;
        emit progressed();
        if (self)
            pump();
        return;
    }
    // Read again from where the journal is: a large key begins anew, a request is cut otherwise.
    m_chunk.reset();
    m_source.reset();
    if (!m_head.temporary.isEmpty())
        m_checked = false;
    pump();
}

void ImportRun::holdFor(const Error &error, Need need)
{
    if (m_state == State::Halting && m_haltTo != State::Waiting)
        return; // a person asked for it already
    m_hold = error;
    m_need = need;
    if (need == Need::Nothing && error.kind == Error::Kind::Locked)
        m_need = Need::Unlock;
    else if (need == Need::Nothing && !passesByItself(error.kind))
        m_need = Need::Server;
    m_haltTo = m_need == Need::Nothing ? State::Waiting : State::Paused;
    setState(State::Halting);
}

void ImportRun::settleHalt()
{
    if (m_busy)
        return;
    if (m_haltTo == State::Stopped) {
        close(ImportHead::Stage::Stopped);
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

void ImportRun::finish()
{
    close(ImportHead::Stage::Finished);
}

/// Takes away what the run keeps in the database. Where that fails it goes by itself after a while: the receipt in a
/// week, what was built in a day.
void ImportRun::close(ImportHead::Stage stage)
{
    m_busy = true;
    QList<QByteArray> names;
    if (m_head.request > 0 && m_head.sent == 0) // a receipt that is still asked for stays
        names.append(importReceiptKey(m_head.id));
    if (!m_head.temporary.isEmpty() && !m_head.renaming)
        names.append(m_head.temporary);
    const auto note = [this, stage] {
        m_head.stage = stage;
        if (m_session)
            m_head.touchedAt = m_session->clock()->now();
        const auto write = [head = m_head](ImportLedger &ledger) {
            return ledger.setHead(head);
        };
        m_journal->run(write, this, [this, stage](const Result<void> &) {
            m_busy = false;
            m_chunk.reset();
            m_source.reset();
            m_checked = false;
            setState(stage == ImportHead::Stage::Finished ? State::Finished : State::Stopped);
            emit progressed();
        });
    };
    if (names.isEmpty() || !m_session) {
        note();
        return;
    }
    m_stop = std::stop_source();
    QCoro::connect(removed(m_session, names, m_stop.get_token()), this, [this, note](const Result<Reply> &reply) {
        ++m_head.tally.requests;
        ++m_head.tally.commands;
        if (reply && !m_head.renaming)
            m_head.temporary.clear();
        note();
    });
}

} // namespace stashdeck
