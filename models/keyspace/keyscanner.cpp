// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyspace/keyscanner.h"

#include "models/session/session.h"

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

KeyScanner::KeyScanner(Session *session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    connect(session, &Session::stateChanged, this, [this](Session::State state) {
        if (state == Session::State::Online && resumesByItself())
            resume();
    });
}

KeyScanner::~KeyScanner()
{
    m_stop.request_stop();
}

qint64 KeyScanner::examined() const
{
    if (m_state == State::Finished && m_total >= 0)
        return std::max(m_total, m_found);
    const bool everyKeyComes = m_step.pattern == "*" && m_step.onlyType == KeyType::Unknown;
    const qint64 looked = everyKeyComes ? m_found : std::max(m_found, m_pages * keysPerScan);
    return m_total < 0 ? looked : std::min(looked, std::max(m_total, m_found));
}

bool KeyScanner::resumesByItself() const
{
    if (m_state != State::Failed)
        return false;
    switch (m_error.kind) {
    case Error::Kind::NotSent:
    case Error::Kind::Tls:
    case Error::Kind::Proxy:
    case Error::Kind::Timeout:
    case Error::Kind::Network:
    case Error::Kind::NotRestEndpoint:
        return true; // what the session counts as offline, and knocks again for
    default:
        return false;
    }
}

void KeyScanner::setState(State state)
{
    if (m_session)
        m_changedAt = m_session->clock()->now();
    if (m_state == state)
        return;
    m_state = state;
    emit stateChanged(state);
}

void KeyScanner::start(const QByteArray &pattern, KeyType onlyType)
{
    m_stop.request_stop();
    m_step = ScanStep();
    m_step.pattern = pattern.isEmpty() ? QByteArray("*") : pattern;
    m_step.onlyType = onlyType;
    m_step.askTotal = true;
    m_seenCursors.clear();
    m_pages = 0;
    m_found = 0;
    m_total = -1;
    m_commands = 0;
    m_budgetEnd = m_budget;
    m_error = {};
    setState(State::Scanning);
    emit progressChanged();
    requestPage();
}

void KeyScanner::stop()
{
    if (m_state != State::Scanning && !resumesByItself())
        return;
    ++m_run;
    m_stop.request_stop();
    setState(State::Stopped);
}

void KeyScanner::resume()
{
    if (m_state != State::Stopped && m_state != State::Failed && m_state != State::BudgetReached)
        return;
    if (m_budget > 0 && m_commands >= m_budgetEnd)
        m_budgetEnd = m_commands + m_budget;
    m_error = {};
    setState(State::Scanning);
    requestPage();
}

void KeyScanner::requestPage()
{
    m_stop = std::stop_source();
    m_step.background = m_pages > 0;
    auto task = scanPage(m_session, m_step, m_stop.get_token());
    QCoro::connect(std::move(task), this, [this, run = ++m_run](Result<ScanPage> page) {
        if (run == m_run)
            take(std::move(page));
    });
}

void KeyScanner::take(Result<ScanPage> page)
{
    if (!page) {
        fail(page.error());
        return;
    }
    ++m_pages;
    m_commands += page->commands;
    m_found += static_cast<qint64>(page->keys.size());
    if (m_step.askTotal)
        m_total = page->total;
    m_step.askTotal = false;
    m_step.cursor = page->cursor;

    const bool atEnd = page->cursor == "0";
    const bool loops = !atEnd && m_seenCursors.contains(page->cursor);
    const bool budgetReached = !atEnd && m_budget > 0 && m_commands >= m_budgetEnd;
    m_seenCursors.insert(page->cursor);
    // The next page is asked for first: while the server works on it, this one is taken in.
    if (!atEnd && !loops && !budgetReached)
        requestPage();
    const quint64 run = m_run;
    const QPointer self(this);
    emit keysFound(page->keys);
    if (!self || run != m_run)
        return; // whoever took the keys stopped or restarted the scan
    emit progressChanged();
    if (atEnd)
        setState(State::Finished);
    else if (loops)
        fail(failure(Error::Kind::Protocol,
                     u"The server repeats the cursor %1: the scan would never end"_s.arg(
                         QString::fromLatin1(page->cursor.left(40))))
                 .value());
    else if (budgetReached)
        setState(State::BudgetReached);
}

void KeyScanner::fail(const Error &error)
{
    if (error.kind == Error::Kind::Cancelled) {
        setState(State::Stopped); // by the session: the token was replaced, or the window closes
        return;
    }
    m_error = error;
    setState(error.kind == Error::Kind::NoPermission ? State::NotPermitted : State::Failed);
}

} // namespace stashdeck
