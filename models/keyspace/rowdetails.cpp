// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyspace/rowdetails.h"

#include "models/keyspace/keystore.h"
#include "models/session/capabilities.h"
#include "models/session/serverclock.h"
#include "models/session/session.h"

#include <algorithm>

namespace stashdeck {

namespace {
constexpr size_t mostAtOnce = 300; // a screen of the tallest monitor; two commands each stay within one request
}

RowDetails::RowDetails(Session *session, const KeyStore *store, KeyFacts *facts, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_store(store)
    , m_facts(facts)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    m_second.setInterval(std::chrono::seconds(1));
    connect(&m_pause, &QTimer::timeout, this, &RowDetails::ask);
    connect(&m_second, &QTimer::timeout, this, &RowDetails::tick);
}

RowDetails::~RowDetails()
{
    m_stop.request_stop();
}

void RowDetails::setVisibleRows(const KeyRows &rows)
{
    m_visible = rows;
    if (!m_active)
        return;
    m_pause.start();
    if (!m_second.isActive() && !rows.empty())
        m_second.start();
}

void RowDetails::setActive(bool active)
{
    if (m_active == active)
        return;
    m_active = active;
    if (active) {
        setVisibleRows(m_visible);
        return;
    }
    m_pause.stop();
    m_second.stop();
    m_stop.request_stop();
    m_stop = std::stop_source();
}

void RowDetails::refresh(const KeyRows &rows)
{
    for (const KeyRow row : rows) {
        m_facts->forget(row);
        m_asked.remove(row);
    }
    emit changed(rows);
    if (m_active)
        m_pause.start();
}

void RowDetails::ask()
{
    if (!m_session || !m_active || m_session->state() == Session::State::QuotaUsedUp
        || m_session->state() == Session::State::Offline)
        return;
    std::vector<Question> questions;
    QList<Command> commands;
    const bool memory = m_session->capabilities()->mayUse(Capabilities::Feature::MemoryUsage);
    for (const KeyRow row : m_visible) {
        if (questions.size() == mostAtOnce)
            break;
        if (m_asked.contains(row) || !m_store->isAlive(row) || m_facts->isGone(row))
            continue;
        m_asked.insert(row);
        const QByteArray key = m_store->at(row).toByteArray();
        Question question{row, static_cast<size_t>(commands.size()), Question::Size::None};
        commands.append(Command::of("PTTL", key));
        if (memory) {
            question.size = Question::Size::Memory;
            commands.append(Command::of("MEMORY", "USAGE", key));
        } else if (m_store->typeAt(row) == KeyType::String) {
            question.size = Question::Size::Length;
            commands.append(Command::of("STRLEN", key));
        }
        questions.push_back(question);
    }
    if (questions.empty())
        return;
    const WallTime sentAt = m_session->clock()->now();
    auto task = m_session->pipeline(commands, {}, m_stop.get_token());
    QCoro::connect(std::move(task), this,
                   [this, questions, sentAt](const Result<Replies> &replies) { take(questions, sentAt, replies); });
}

void RowDetails::learnAboutMemory(const Error &error)
{
    using Support = Capabilities::Support;
    if (m_session && (error.kind == Error::Kind::Unsupported || error.kind == Error::Kind::NoPermission))
        m_session->capabilities()->learn(Capabilities::Feature::MemoryUsage,
                                         error.kind == Error::Kind::Unsupported ? Support::Missing
                                                                                : Support::NotPermitted);
}

void RowDetails::take(const std::vector<Question> &questions, WallTime sentAt, const Result<Replies> &replies)
{
    KeyRows known;
    KeyRows gone;
    for (const Question &question : questions) {
        const KeyRow row = question.row;
        if (!replies || replies->size() < question.ttlAt + 2 - (question.size == Question::Size::None ? 1 : 0)
            || !(*replies)[question.ttlAt]) {
            m_asked.remove(row); // asked again when it is on screen next
            continue;
        }
        const qint64 ttl = (*replies)[question.ttlAt]->toInteger(-1);
        if (ttl == -2) {
            gone.push_back(row);
            continue;
        }
        if (ttl < 0)
            m_facts->setExpiry(row, {KeyExpiry::State::Never, {}});
        else if (m_session)
            m_facts->setExpiry(row,
                               {KeyExpiry::State::At, m_session->serverClock()->expiryFor(Milliseconds(ttl), sentAt)});
        if (question.size != Question::Size::None) {
            const Result<Reply> &size = (*replies)[question.ttlAt + 1];
            if (size && size->isInteger())
                m_facts->setSize(row, size->integer);
            else if (!size && question.size == Question::Size::Memory)
                learnAboutMemory(size.error());
        }
        known.push_back(row);
    }
    if (!known.empty())
        emit changed(known);
    if (!gone.empty())
        emit vanished(gone);
}

void RowDetails::tick()
{
    if (!m_session)
        return;
    const WallTime now = m_session->clock()->now();
    KeyRows over;
    bool counting = false;
    for (const KeyRow row : m_visible) {
        const KeyExpiry expiry = m_facts->expiry(row);
        if (expiry.state != KeyExpiry::State::At || !m_store->isAlive(row))
            continue;
        counting = true;
        if (expiry.at <= now && !m_facts->isGone(row))
            over.push_back(row);
    }
    if (counting)
        emit ticked();
    if (!over.empty())
        emit vanished(over);
}

} // namespace stashdeck
