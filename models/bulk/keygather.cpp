// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/bulk/keygather.h"

#include "models/bulk/rowwork.h"

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

constexpr qint64 hourMs = 3'600'000;
constexpr qint64 dayMs = 24 * hourMs;

bool resumesByItself(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::NotSent:
    case Error::Kind::Tls:
    case Error::Kind::Proxy:
    case Error::Kind::Timeout:
    case Error::Kind::Network:
    case Error::Kind::NotRestEndpoint:
        return true;
    default:
        return false;
    }
}

} // namespace

bool passesExpiry(ExpiryFilter filter, qint64 ttlMs)
{
    switch (filter) {
    case ExpiryFilter::Any:
        return true;
    case ExpiryFilter::Never:
        return ttlMs == -1;
    case ExpiryFilter::Some:
        return ttlMs >= 0;
    case ExpiryFilter::WithinHour:
        return ttlMs >= 0 && ttlMs <= hourMs;
    case ExpiryFilter::WithinDay:
        return ttlMs >= 0 && ttlMs <= dayMs;
    case ExpiryFilter::BeyondDay:
        return ttlMs > dayMs;
    }
    Q_UNREACHABLE();
}

struct KeyGather::Step {
    QPointer<Session> session;
    std::shared_ptr<BulkJournal> journal;
    ScanStep scan;
    QSet<KeyType> types;
    ExpiryFilter expiry = ExpiryFilter::Any;
    QList<QByteArray> chosen; ///< instead of a scan
    std::stop_token stop;
};

struct KeyGather::Page {
    QByteArray cursor = "0";
    qint64 added = 0;
    qint64 total = -1;
    qint64 commands = 0;
};

QCoro::Task<Result<KeyGather::Page>> KeyGather::page(Step step)
{
    Page page;
    QList<JournalRow> rows;
    if (step.chosen.isEmpty()) {
        const Result<ScanPage> scanned = co_await scanPage(step.session, step.scan, step.stop);
        if (!scanned)
            co_return tl::unexpected(scanned.error());
        page.cursor = scanned->cursor;
        page.total = scanned->total;
        page.commands = scanned->commands;
        for (const ScannedKey &key : scanned->keys) {
            if (!step.types.isEmpty() && !step.types.contains(key.type))
                continue;
            JournalRow row;
            row.key = key.key;
            row.type = key.type;
            rows.append(std::move(row));
        }
    } else {
        for (const QByteArray &key : std::as_const(step.chosen)) {
            JournalRow row;
            row.key = key;
            rows.append(std::move(row));
        }
    }
    if (step.expiry != ExpiryFilter::Any && !rows.isEmpty()) {
        if (!step.session)
            co_return failure(Error::Kind::Cancelled);
        QList<Command> questions;
        for (const JournalRow &row : std::as_const(rows))
            questions.append(Command::of("PTTL", row.key));
        const RequestOptions options = bulkOptions(Purpose::Analysis);
        const Result<Replies> ttls = co_await step.session->pipeline(questions, options, step.stop);
        if (!ttls)
            co_return tl::unexpected(ttls.error());
        page.commands += questions.size();
        QList<JournalRow> passing;
        for (qsizetype i = 0; i < rows.size(); ++i) {
            const Result<Reply> &ttl = (*ttls)[size_t(i)];
            if (!ttl)
                co_return tl::unexpected(ttl.error());
            if (passesExpiry(step.expiry, ttl->toInteger(-2)))
                passing.append(rows[i]);
        }
        rows = passing;
    }
    const auto write = [rows](BulkLedger &ledger) {
        return ledger.add(rows);
    };
    const Result<qint64> added = co_await step.journal->run(write);
    if (!added)
        co_return tl::unexpected(added.error());
    page.added = *added;
    co_return page;
}

KeyGather::KeyGather(Session *session, std::shared_ptr<BulkJournal> journal, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_journal(std::move(journal))
{
    connect(session, &Session::stateChanged, this, [this](Session::State state) {
        if (state == Session::State::Online && m_state == State::Failed && resumesByItself(m_error.kind))
            resume();
    });
}

KeyGather::~KeyGather()
{
    m_stop.request_stop();
}

void KeyGather::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    emit stateChanged(state);
}

void KeyGather::start(const KeySelection &selection, ExpiryFilter expiry)
{
    m_selection = selection;
    m_expiry = expiry;
    m_scan = ScanStep();
    m_scan.pattern = selection.pattern.isEmpty() ? QByteArray("*") : selection.pattern;
    if (selection.types.size() == 1)
        m_scan.onlyType = *selection.types.cbegin();
    m_scan.askTotal = true;
    setState(State::Running);
    next();
}

void KeyGather::stop()
{
    if (m_state != State::Running && m_state != State::Failed)
        return;
    ++m_run;
    m_stop.request_stop();
    setState(State::Stopped);
}

void KeyGather::resume()
{
    if (m_state != State::Stopped && m_state != State::Failed)
        return;
    m_error = {};
    setState(State::Running);
    next();
}

void KeyGather::next()
{
    m_stop = std::stop_source();
    Step step;
    step.session = m_session;
    step.journal = m_journal;
    step.scan = m_scan;
    step.types = m_selection.types;
    step.expiry = m_expiry;
    step.stop = m_stop.get_token();
    if (!m_selection.isPattern()) {
        step.chosen = m_selection.keys.mid(m_nextChosen, keysPerScan);
        m_total = m_selection.keys.size();
    }
    const quint64 run = ++m_run;
    QCoro::connect(page(std::move(step)), this, [this, run](const Result<Page> &page) {
        if (run == m_run)
            take(page);
    });
}

void KeyGather::take(const Result<Page> &page)
{
    if (!page) {
        m_error = page.error();
        if (m_error.kind == Error::Kind::Cancelled)
            setState(State::Stopped);
        else
            setState(m_error.kind == Error::Kind::NoPermission ? State::NotPermitted : State::Failed);
        return;
    }
    m_found += page->added;
    m_commands += page->commands;
    if (page->total >= 0)
        m_total = page->total;
    m_scan.askTotal = false;
    m_scan.background = true;
    m_scan.cursor = page->cursor;
    m_examined += keysPerScan;
    if (m_total >= 0)
        m_examined = std::min(m_examined, m_total);
    bool atEnd = page->cursor == "0";
    if (!m_selection.isPattern()) {
        m_nextChosen += keysPerScan;
        atEnd = m_nextChosen >= m_selection.keys.size();
    } else if (!atEnd && m_cursors.contains(page->cursor)) {
        m_error = failure(Error::Kind::Protocol, u"The server repeats a cursor: the scan would never end"_s).value();
        setState(State::Failed);
        return;
    }
    m_cursors.insert(page->cursor);
    const QPointer self(this);
    const quint64 run = m_run;
    emit progressed();
    if (!self || run != m_run)
        return;
    if (atEnd)
        setState(State::Finished);
    else
        next();
}

} // namespace stashdeck
