// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/keydocument.h"

#include "models/session/serverclock.h"
#include "models/values/valuedocuments.h"

#include <utility>

namespace stashdeck {

KeyDocument::KeyDocument(Session *session, QByteArray key, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_key(std::move(key))
{
}

KeyDocument::~KeyDocument()
{
    m_stop.request_stop();
}

qint64 KeyDocument::length() const
{
    return m_value ? m_value->length() : -1;
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
    const bool isGone = opened->kind == ValueKind::None;
    const bool keepsEdits = isDirty();
    if (!isGone) {
        m_expiresAt = opened->expiresAt;
        m_ttl = opened->ttl.value_or(Milliseconds(0));
    }
    m_loadedAt = opened->loadedAt;
    if (!isGone && !keepsEdits) {
        const bool isOther = m_kind != opened->kind;
        m_kind = opened->kind;
        m_typeName = opened->typeName;
        if (isOther)
            replaceValue(makeValueDocument(m_kind, m_session, m_key));
    }
    if (m_value)
        m_value->take(*opened);
    m_state = isGone ? State::Gone : State::Ready;
    emit stateChanged();
    emit metaChanged();
}

void KeyDocument::replaceValue(std::unique_ptr<ValueDocument> value)
{
    const std::unique_ptr<ValueDocument> old = std::exchange(m_value, std::move(value));
    if (old)
        old->disconnect(this);
    if (m_value) {
        connect(m_value.get(), &ValueDocument::saved, this, [this] {
            if (m_state == State::Gone) {
                const std::optional<Milliseconds> ttl = m_value->ttlForCreation();
                m_expiresAt = ttl && m_session ? std::optional(m_session->serverClock()->now() + *ttl) : std::nullopt;
                m_state = State::Ready;
                emit stateChanged();
            }
            if (m_session)
                m_loadedAt = m_session->serverClock()->now();
            emit metaChanged();
        });
        connect(m_value.get(), &ValueDocument::lengthChanged, this, &KeyDocument::metaChanged);
        connect(m_value.get(), &ValueDocument::reloadNeeded, this, [this] { load(ValueKind::None, Purpose::Edit); });
    }
    emit valueReplaced();
}

void KeyDocument::noteRenamed(const QByteArray &key)
{
    m_key = key;
    if (m_value)
        m_value->setKey(key);
    emit renamed(key);
}

void KeyDocument::noteGone()
{
    if (m_state == State::Loading || m_state == State::Gone || !m_session)
        return; // what is being read tells it
    OpenedKey gone;
    gone.typeName = "none";
    gone.loadedAt = m_session->serverClock()->now();
    const bool wasReloading = m_reloading;
    take(gone);
    m_reloading = wasReloading;
}

void KeyDocument::noteExpiry(std::optional<WallTime> expiresAt)
{
    m_expiresAt = expiresAt;
    if (expiresAt && m_session)
        m_ttl = *expiresAt - m_session->serverClock()->now();
    if (m_value)
        m_value->setExpiry(expiresAt);
    emit metaChanged();
}

} // namespace stashdeck
