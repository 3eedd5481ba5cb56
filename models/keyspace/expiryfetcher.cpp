// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyspace/expiryfetcher.h"

#include "models/keyspace/keystore.h"
#include "models/session/serverclock.h"
#include "models/session/session.h"

namespace stashdeck {

namespace {
constexpr size_t keysPerRequest = 1000;
}

ExpiryFetcher::ExpiryFetcher(Session *session, const KeyStore *store, KeyFacts *facts, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_store(store)
    , m_facts(facts)
{
}

ExpiryFetcher::~ExpiryFetcher()
{
    m_stop.request_stop();
}

qint64 ExpiryFetcher::price() const
{
    return std::max<qint64>(0, m_store->size() - m_facts->knownExpiries());
}

void ExpiryFetcher::start()
{
    if (m_running)
        return;
    m_running = true;
    m_next = 0;
    m_done = 0;
    m_total = price();
    m_stop = std::stop_source();
    next();
}

void ExpiryFetcher::stop()
{
    if (!m_running)
        return;
    m_stop.request_stop();
    finish(failure(Error::Kind::Cancelled).value());
}

void ExpiryFetcher::finish(const Error &error)
{
    m_running = false;
    emit finished(error);
}

void ExpiryFetcher::next()
{
    KeyRows rows;
    QList<Command> commands;
    for (; m_next < m_store->rows() && rows.size() < keysPerRequest; ++m_next) {
        if (!m_store->isAlive(m_next) || m_facts->expiry(m_next).state != KeyExpiry::State::Unknown)
            continue;
        rows.push_back(m_next);
        commands.append(Command::of("PTTL", m_store->at(m_next)));
    }
    if (rows.empty() || !m_session) {
        finish(failure(Error::Kind::Cancelled).value());
        return;
    }
    RequestOptions options;
    options.priority = RequestOptions::Priority::Background;
    const WallTime sentAt = m_session->clock()->now();
    auto task = m_session->pipeline(commands, options, m_stop.get_token());
    QCoro::connect(std::move(task), this,
                   [this, rows, sentAt, stop = m_stop.get_token()](const Result<Replies> &replies) {
                       if (!stop.stop_requested())
                           take(rows, sentAt, replies);
                   });
}

void ExpiryFetcher::take(const KeyRows &rows, WallTime sentAt, const Result<Replies> &replies)
{
    if (!replies) {
        finish(replies.error());
        return;
    }
    Error failed = failure(Error::Kind::Cancelled).value();
    for (size_t i = 0; i < rows.size() && i < replies->size(); ++i) {
        const Result<Reply> &ttl = (*replies)[i];
        if (!ttl) {
            failed = ttl.error(); // the quota in mid-pipeline; the rest would say the same
            continue;
        }
        const qint64 left = ttl->toInteger(-1);
        if (left >= 0)
            m_facts->setExpiry(rows[i],
                               {KeyExpiry::State::At, m_session->serverClock()->expiryFor(Milliseconds(left), sentAt)});
        else if (left == -1)
            m_facts->setExpiry(rows[i], {KeyExpiry::State::Never, {}});
    }
    m_done += static_cast<qint64>(rows.size());
    emit progressed();
    if (failed.kind != Error::Kind::Cancelled)
        finish(failed);
    else if (m_running)
        next();
}

} // namespace stashdeck
