// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyspace/prefixreport.h"

#include "models/keyspace/keystore.h"
#include "models/session/capabilities.h"
#include "models/session/serverclock.h"
#include "models/session/session.h"

#include <QFutureWatcher>
#include <QtConcurrent>

namespace stashdeck {

namespace {
constexpr size_t keysARequest = 500; // two commands each: one full pipeline
}

PrefixReport::PrefixReport(Session *session, const KeyStore *store, KeyFacts *facts, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_store(store)
    , m_known(facts)
{
}

PrefixReport::~PrefixReport()
{
    m_stop.request_stop();
}

void PrefixReport::setState(State state)
{
    if (std::exchange(m_state, state) != state)
        emit stateChanged(state);
}

void PrefixReport::onWorker(std::function<std::pair<PrefixFacts, KeyRows>(const std::stop_token &)> work,
                            std::function<void(std::pair<PrefixFacts, KeyRows>)> take)
{
    using Outcome = std::shared_ptr<std::pair<PrefixFacts, KeyRows>>;
    m_stop.request_stop();
    m_stop = std::stop_source();
    auto *watcher = new QFutureWatcher<Outcome>(this);
    connect(watcher, &QFutureWatcher<Outcome>::finished, this,
            [watcher, stop = m_stop.get_token(), take = std::move(take)] {
                watcher->deleteLater();
                if (!stop.stop_requested())
                    take(std::move(*watcher->result()));
            });
    watcher->setFuture(QtConcurrent::run([work = std::move(work), stop = m_stop.get_token()] {
        return std::make_shared<std::pair<PrefixFacts, KeyRows>>(work(stop));
    }));
}

void PrefixReport::setPrefix(const QByteArray &prefix)
{
    m_facts = {};
    m_facts.prefix = prefix;
    m_drawn.clear();
    m_next = 0;
    m_mix = {};
    m_sizes = {};
    m_largestKey.clear();
    m_vanished = 0;
    m_commands = 0;
    m_error = {};
    onWorker(
        [keys = m_store->table(), facts = m_known->table(), prefix,
         now = m_session ? m_session->clock()->now() : WallTime()](const std::stop_token &stop) {
            return std::pair(prefixFacts(keys, facts, prefix, now, nullptr, stop), KeyRows());
        },
        [this](std::pair<PrefixFacts, KeyRows> counted) {
            m_facts = std::move(counted.first);
            setState(State::Counted);
        });
    setState(State::Counting);
}

qint64 PrefixReport::price(qint64 keys) const
{
    const bool all = keys < 0 || keys >= m_facts.keys;
    const bool memory = m_session && m_session->capabilities()->mayUse(Capabilities::Feature::MemoryUsage);
    if (!all)
        return keys * (memory ? 2 : 1);
    return m_facts.keys - m_facts.expiries.known() + (memory ? m_facts.keys - m_facts.sizesKnown : 0);
}

void PrefixReport::measure(qint64 keys)
{
    if (!m_session || m_state == State::Idle || m_state == State::Counting || m_state == State::Measuring)
        return;
    m_mix = {};
    m_sizes = {};
    m_largestKey.clear();
    m_vanished = 0;
    m_commands = 0;
    m_next = 0;
    m_drawn.clear();
    m_error = {};
    m_memory = m_session->capabilities()->mayUse(Capabilities::Feature::MemoryUsage);
    // Counted anew: keys may have come since, and an estimate must be about the keys it was drawn from.
    onWorker(
        [table = m_store->table(), facts = m_known->table(), prefix = m_facts.prefix, keys,
         now = m_session->clock()->now()](const std::stop_token &stop) {
            KeyRows rows;
            PrefixFacts counted = prefixFacts(table, facts, prefix, now, &rows, stop);
            KeyRows chosen = keys < 0 ? std::move(rows) : drawn(std::move(rows), keys);
            return std::pair(std::move(counted), std::move(chosen));
        },
        [this](std::pair<PrefixFacts, KeyRows> counted) {
            m_facts = std::move(counted.first);
            m_drawn = std::move(counted.second);
            next();
        });
    setState(State::Measuring);
}

void PrefixReport::stop()
{
    if (m_state != State::Measuring)
        return;
    m_stop.request_stop();
    setState(State::Stopped);
}

void PrefixReport::next()
{
    if (!m_session)
        return;
    std::vector<Question> questions;
    QList<Command> commands;
    while (m_next + questions.size() < m_drawn.size() && questions.size() < keysARequest) {
        Question question;
        question.row = m_drawn[m_next + questions.size()];
        if (m_store->isAlive(question.row)) {
            const QByteArray key = m_store->at(question.row).toByteArray();
            if (m_known->expiry(question.row).state == KeyExpiry::State::Unknown) {
                question.ttlAt = commands.size();
                commands.append(Command::of("PTTL", key));
            }
            if (m_memory && !m_known->size(question.row)) {
                question.sizeAt = commands.size();
                commands.append(Command::of("MEMORY", "USAGE", key));
            }
        }
        questions.push_back(question);
    }
    if (questions.empty()) {
        setState(State::Measured);
        return;
    }
    const WallTime sentAt = m_session->clock()->now();
    if (commands.isEmpty()) { // all known: the next ones in a turn of their own, a million may be known
        QMetaObject::invokeMethod(
            this,
            [this, questions, sentAt, stop = m_stop.get_token()] {
                if (!stop.stop_requested())
                    take(questions, sentAt, Replies());
            },
            Qt::QueuedConnection);
        return;
    }
    RequestOptions options;
    options.purpose = Purpose::Analysis;
    options.priority = RequestOptions::Priority::Background;
    m_commands += commands.size();
    auto task = m_session->pipeline(commands, options, m_stop.get_token());
    QCoro::connect(std::move(task), this,
                   [this, questions, sentAt, stop = m_stop.get_token()](const Result<Replies> &replies) {
                       if (!stop.stop_requested())
                           take(questions, sentAt, replies);
                   });
}

void PrefixReport::take(const std::vector<Question> &questions, WallTime sentAt, const Result<Replies> &replies)
{
    if (!m_session)
        return;
    if (!replies) {
        m_error = replies.error();
        setState(State::Failed);
        return;
    }
    const auto answer = [&replies](qsizetype at) {
        return at >= 0 && static_cast<size_t>(at) < replies->size() ? &(*replies)[static_cast<size_t>(at)] : nullptr;
    };
    KeyRows gone;
    std::optional<Error> failed;
    for (const Question &question : questions) {
        const Result<Reply> *ttl = answer(question.ttlAt);
        const Result<Reply> *size = answer(question.sizeAt);
        if (ttl != nullptr && !*ttl) {
            failed = ttl->error(); // the quota in mid-pipeline: the rest says the same
            break;
        }
        ++m_next;
        if (ttl != nullptr) {
            const qint64 left = (*ttl)->toInteger(-1);
            if (left == -2) {
                gone.push_back(question.row);
                ++m_vanished;
                continue;
            }
            m_known->setExpiry(question.row,
                               left < 0 ? KeyExpiry{KeyExpiry::State::Never, {}}
                                        : KeyExpiry{KeyExpiry::State::At,
                                                    m_session->serverClock()->expiryFor(Milliseconds(left), sentAt)});
        }
        if (size != nullptr && *size && (*size)->isInteger()) {
            m_known->setSize(question.row, (*size)->integer);
        } else if (size != nullptr && *size && (*size)->isNil()) {
            gone.push_back(question.row); // between the two questions
            ++m_vanished;
            continue;
        } else if (size != nullptr && !*size) {
            using Support = Capabilities::Support;
            const Error::Kind kind = size->error().kind;
            if (kind == Error::Kind::Unsupported || kind == Error::Kind::NoPermission) {
                m_memory = false;
                m_session->capabilities()->learn(Capabilities::Feature::MemoryUsage,
                                                 kind == Error::Kind::Unsupported ? Support::Missing
                                                                                  : Support::NotPermitted);
            }
        }
        if (m_store->isAlive(question.row))
            note(question.row);
        else
            ++m_vanished;
    }
    const QPointer self(this);
    const std::stop_token stop = m_stop.get_token();
    if (!gone.empty())
        emit vanished(gone);
    emit progressed();
    if (!self || stop.stop_requested())
        return;
    if (failed) {
        m_error = *failed;
        setState(State::Failed);
    } else {
        next();
    }
}

void PrefixReport::note(KeyRow row)
{
    m_mix.add(m_known->expiry(row), m_session->clock()->now());
    const auto size = m_known->size(row);
    if (!size)
        return;
    if (static_cast<double>(*size) > m_sizes.largest || m_sizes.count == 0)
        m_largestKey = m_store->at(row).toByteArray();
    m_sizes.add(static_cast<double>(*size));
}

qint64 PrefixReport::population() const
{
    // Of a sample that met vanished keys, so many are gone from the rest as well.
    const qint64 seen = measuredKeys() + m_vanished;
    if (m_vanished == 0 || seen == 0)
        return m_facts.keys;
    if (seen >= m_facts.keys)
        return m_facts.keys - m_vanished;
    return std::max(measuredKeys(), m_facts.keys * measuredKeys() / seen);
}

Estimate PrefixReport::count(qint64 ofMeasured) const
{
    return estimatedCount(ofMeasured, measuredKeys(), population());
}

Estimate PrefixReport::memory() const
{
    return estimatedTotal(m_sizes, population());
}

} // namespace stashdeck
