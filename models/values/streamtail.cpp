// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/streamtail.h"

#include "models/session/commandmeter.h"
#include "models/session/serverclock.h"

namespace stashdeck {

StreamTail::StreamTail(Session *session, QByteArray key, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_key(std::move(key))
    , m_budget(session ? session->profile().dailyCommandBudget : 0)
{
    connect(&m_timer, &QTimer::timeout, this, &StreamTail::look);
}

StreamTail::~StreamTail()
{
    m_stop.request_stop();
}

qint64 StreamTail::used() const
{
    return m_session ? m_session->meter()->commands(Purpose::Poll) : 0;
}

void StreamTail::setInterval(int seconds)
{
    if (m_seconds == seconds)
        return;
    m_seconds = seconds;
    m_pause = Pause::None;
    restart();
    emit changed();
}

void StreamTail::setShown(bool shown)
{
    if (m_shown == shown)
        return;
    m_shown = shown;
    restart();
}

void StreamTail::restart()
{
    if (m_shown && m_seconds > 0 && m_pause == Pause::None)
        m_timer.start(m_seconds * 1000);
    else
        m_timer.stop();
}

void StreamTail::setPause(Pause pause)
{
    m_pause = pause;
    if (pause != Pause::None && m_session)
        m_pausedAt = m_session->serverClock()->now();
    restart();
    emit changed();
}

void StreamTail::resume()
{
    if (m_pause == Pause::None)
        return;
    if (m_pause == Pause::Budget)
        m_budget = used() + moreCommands;
    setPause(Pause::None);
}

void StreamTail::look()
{
    if (!m_session || m_looking || !m_shown || m_seconds == 0 || m_pause != Pause::None)
        return;
    if (!m_session->isShown() || m_session->state() != Session::State::Online)
        return; // the window is hidden, or the database is being looked for already
    if (used() >= m_budget) {
        setPause(Pause::Budget);
        return;
    }
    m_looking = true;
    RequestOptions options;
    options.purpose = Purpose::Poll;
    options.priority = RequestOptions::Priority::Background;
    const Command command = streamCommands::range(m_key, m_after.next(), StreamId::largest(), false, streamWindow);
    auto task = m_session->send(command, options, m_stop.get_token());
    QCoro::connect(std::move(task), this, [this](const Result<Reply> &reply) {
        m_looking = false;
        const Result<std::vector<CollectionRow>> rows
            = reply ? decodeStreamRange(*reply) : Result<std::vector<CollectionRow>>(tl::unexpected(reply.error()));
        if (!rows) {
            m_error = rows.error();
            if (m_error.kind != Error::Kind::Cancelled)
                setPause(Pause::Error);
            return;
        }
        if (rows->empty())
            return;
        setAfter(StreamId::parse(rows->back().name).value_or(StreamId()));
        emit arrived(*rows);
    });
}

} // namespace stashdeck
