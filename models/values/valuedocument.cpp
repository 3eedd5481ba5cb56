// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/valuedocument.h"

#include "models/session/serverclock.h"

namespace stashdeck {

ValueDocument::ValueDocument(Session *session, QByteArray key, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_key(std::move(key))
{
}

ValueDocument::~ValueDocument()
{
    m_stop.request_stop();
}

std::optional<Milliseconds> ValueDocument::ttlForCreation() const
{
    if (m_expiresAt && m_session) {
        const Milliseconds left = *m_expiresAt - m_session->serverClock()->now();
        if (left.count() > 0)
            return left;
    }
    return m_expiresAt ? m_ttl : std::nullopt;
}

void ValueDocument::setExpiry(std::optional<WallTime> expiresAt)
{
    m_expiresAt = expiresAt;
    m_ttl.reset();
    if (expiresAt && m_session)
        m_ttl = *expiresAt - m_session->serverClock()->now();
}

void ValueDocument::takeExpiry(const OpenedKey &opened)
{
    m_expiresAt = opened.expiresAt;
    m_ttl = opened.ttl;
}

void ValueDocument::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    emit stateChanged(state);
}

void ValueDocument::setOtherType(const QByteArray &typeName)
{
    m_otherType = typeName;
    setState(State::TypeChanged);
}

void ValueDocument::updateDirty()
{
    const bool dirty = isDirty();
    if (dirty != m_wasDirty) {
        m_wasDirty = dirty;
        emit dirtyChanged(dirty);
    }
    emit editsChanged();
}

} // namespace stashdeck
