// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/keydocument.h"

#include "models/session/serverclock.h"

namespace stashdeck {

KeyDocument::KeyDocument(Session *session, QByteArray key, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_key(std::move(key))
    , m_string(session, m_key)
    , m_collection(session)
{
    connect(&m_string, &StringDocument::saved, this, [this] {
        m_expiresAt = m_string.ttlForCreation() ? m_expiresAt : std::nullopt;
        if (m_session)
            m_loadedAt = m_session->serverClock()->now();
        if (m_state == State::Gone) {
            m_state = State::Ready;
            emit stateChanged();
        }
        emit metaChanged();
    });
}

KeyDocument::~KeyDocument()
{
    m_stop.request_stop();
}

qint64 KeyDocument::length() const
{
    return m_kind == ValueKind::String ? m_string.length() : m_collection.length();
}

void KeyDocument::load(ValueKind known, Purpose purpose)
{
    if (m_reloading || !m_session)
        return;
    m_reloading = true;
    const ValueKind expected = m_kind == ValueKind::None ? known : m_kind;
    auto task = openKey(m_session, m_key, expected, purpose, m_stop.get_token());
    QCoro::connect(std::move(task), this, [this](const Result<OpenedKey> &opened) { take(opened); });
    emit metaChanged();
}

void KeyDocument::take(const Result<OpenedKey> &opened)
{
    m_reloading = false;
    m_reloadFailed = !opened;
    if (!opened) {
        m_error = opened.error();
        if (m_state == State::Loading)
            m_state = State::Failed;
        emit stateChanged();
        emit metaChanged();
        return;
    }
    const bool keepsEdits = m_kind == ValueKind::String && m_string.isDirty();
    const bool isGone = opened->kind == ValueKind::None;
    if (!isGone) {
        m_expiresAt = opened->expiresAt;
        m_ttl = opened->ttl.value_or(Milliseconds(0));
    }
    m_loadedAt = opened->loadedAt;
    if (opened->kind == ValueKind::String || keepsEdits || (isGone && m_kind == ValueKind::String))
        m_string.take(*opened);
    if (!isGone && !keepsEdits) {
        m_kind = opened->kind;
        m_typeName = opened->typeName;
        if (m_kind != ValueKind::String)
            m_collection.take(m_key, *opened);
    }
    m_state = isGone ? State::Gone : State::Ready;
    emit stateChanged();
    emit metaChanged();
}

void KeyDocument::noteRenamed(const QByteArray &key)
{
    m_key = key;
    m_string.setKey(key);
    m_collection.setKey(key);
    emit renamed(key);
}

void KeyDocument::noteExpiry(std::optional<WallTime> expiresAt)
{
    m_expiresAt = expiresAt;
    if (expiresAt && m_session)
        m_ttl = *expiresAt - m_session->serverClock()->now();
    m_string.setExpiry(expiresAt);
    emit metaChanged();
}

} // namespace stashdeck
