// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/streamgroups.h"

#include <algorithm>

namespace stashdeck {

StreamGroups::StreamGroups(StreamDocument *document, QObject *parent)
    : QObject(parent)
    , m_document(document)
{
    connect(document, &StreamDocument::acted, this, &StreamGroups::takeOutcome);
}

StreamGroups::~StreamGroups()
{
    m_stop.request_stop();
}

const StreamGroup *StreamGroups::current() const
{
    const auto found = std::find_if(m_groups.cbegin(), m_groups.cend(),
                                    [this](const StreamGroup &group) { return group.name == m_group; });
    return m_group.isNull() || found == m_groups.cend() ? nullptr : &*found;
}

void StreamGroups::reload()
{
    read(What::Groups);
}

void StreamGroups::select(const QByteArray &group)
{
    if (group == m_group && group.isNull() == m_group.isNull())
        return;
    m_group = group;
    m_query = {};
    m_consumers.clear();
    m_pending.clear();
    m_hasMorePending = false;
    emit insideChanged();
    if (!m_group.isNull())
        read(What::Inside);
}

void StreamGroups::setQuery(const PendingQuery &query)
{
    if (query == m_query && query.consumer.isNull() == m_query.consumer.isNull())
        return;
    m_query = query;
    read(What::Pending);
}

void StreamGroups::showMorePending()
{
    if (m_hasMorePending)
        read(What::MorePending);
}

void StreamGroups::read(What what)
{
    Session *session = m_document->session();
    if (!session || (what != What::Groups && m_group.isNull()))
        return;
    // The newest wish counts; what was asked before is not of interest any more.
    m_stop.request_stop();
    m_stop = {};
    const QByteArray key = m_document->key();
    StreamId from = StreamId::smallest();
    if (what == What::MorePending)
        from = StreamId::parse(m_pending.last().id).value_or(StreamId()).next();
    const Command pending = streamCommands::pending(key, m_group, m_query, from, StreamId::largest(), pendingWindow);
    QList<Command> commands;
    if (what == What::Groups)
        commands = {streamCommands::groups(key)};
    else if (what == What::Inside)
        commands = {streamCommands::consumers(key, m_group), pending};
    else
        commands = {pending};
    m_loading = true;
    m_error.reset();
    const std::stop_token stop = m_stop.get_token();
    auto task = session->pipeline(commands, {}, stop);
    QCoro::connect(std::move(task), this, [this, stop, what](const Result<Replies> &replies) {
        if (stop.stop_requested())
            return;
        m_loading = false;
        if (!replies)
            m_error = replies.error();
        for (size_t i = 0; replies && i < replies->size() && !m_error; ++i) {
            const Result<Reply> &reply = (*replies)[i];
            const auto take = [&](auto decoded, auto accept) {
                if (decoded)
                    accept(*decoded);
                else
                    m_error = decoded.error();
            };
            if (!reply) {
                m_error = reply.error();
            } else if (what == What::Groups) {
                take(decodeStreamGroups(*reply), [this](const auto &groups) { takeGroups(groups); });
            } else if (what == What::Inside && i == 0) {
                take(decodeStreamConsumers(*reply), [this](const auto &consumers) { m_consumers = consumers; });
            } else {
                take(decodePending(*reply),
                     [&](const auto &entries) { takePending(entries, what == What::MorePending); });
            }
        }
        if (what == What::Groups && !m_error)
            emit groupsChanged();
        emit insideChanged();
        emit changed();
        // Which group to look into is known only now.
        if (what == What::Groups && !m_error && !m_group.isNull())
            read(What::Inside);
    });
    emit changed();
}

void StreamGroups::takeGroups(const QList<StreamGroup> &groups)
{
    m_groups = groups;
    m_isLoaded = true;
    if (current())
        return;
    // The one that was looked into is gone, or there was none.
    m_group = groups.isEmpty() ? QByteArray() : groups.first().name;
    if (!groups.isEmpty() && m_group.isNull())
        m_group = QByteArray("");
    m_query = {};
    m_consumers.clear();
    m_pending.clear();
    m_hasMorePending = false;
}

void StreamGroups::takePending(const QList<PendingEntry> &entries, bool more)
{
    if (more)
        m_pending += entries;
    else
        m_pending = entries;
    m_hasMorePending = entries.size() >= pendingWindow;
}

void StreamGroups::takeOutcome(const StreamAct &act, const StreamOutcome &outcome)
{
    if (!m_isLoaded || act.kind == StreamAct::Kind::Add || act.kind == StreamAct::Kind::Delete
        || act.kind == StreamAct::Kind::Trim)
        return;
    if (!outcome.groups) {
        reload(); // it was refused: what is shown is out of date
        return;
    }
    const QByteArray before = m_group;
    const bool isCreated = act.kind == StreamAct::Kind::CreateGroup && outcome.kind == StreamOutcome::Kind::Done;
    if (isCreated) { // what was made is what one looks at next
        m_group = act.group.isNull() ? QByteArray("") : act.group;
        m_query = {};
        m_consumers.clear();
        m_pending.clear();
        m_hasMorePending = false;
    }
    takeGroups(*outcome.groups);
    if (act.group == m_group && outcome.consumers)
        m_consumers = *outcome.consumers;
    if (act.group == m_group && outcome.pending)
        takePending(*outcome.pending, false);
    emit groupsChanged();
    emit insideChanged();
    emit changed();
    if ((isCreated || before != m_group) && !m_group.isNull())
        read(What::Inside);
}

} // namespace stashdeck
