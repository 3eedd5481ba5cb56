// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connections/secretstore.h"

#include <QPointer>

namespace stashdeck {

namespace {

tl::unexpected<SecretError> secretFailure(SecretError::Reason reason, QString detail = {})
{
    return tl::unexpected(SecretError{reason, std::move(detail)});
}

} // namespace

QCoro::Task<SecretResult<Secret>> SessionOnlyStore::read(QUuid profile, TokenKind kind, std::stop_token /*stop*/)
{
    const auto it = m_secrets.constFind({profile, kind});
    if (it == m_secrets.constEnd())
        co_return secretFailure(SecretError::Reason::NotFound);
    co_return *it;
}

QCoro::Task<SecretResult<Persistence>> SessionOnlyStore::write(QUuid profile, TokenKind kind, Secret secret,
                                                               std::stop_token /*stop*/)
{
    keep(profile, kind, std::move(secret));
    co_return Persistence::SessionOnly;
}

QCoro::Task<SecretResult<void>> SessionOnlyStore::remove(QUuid profile, TokenKind kind, std::stop_token /*stop*/)
{
    forget(profile, kind);
    co_return SecretResult<void>();
}

FallbackSecretStore::FallbackSecretStore(std::unique_ptr<SecretStore> keychain, QObject *parent)
    : SecretStore(parent)
    , m_keychain(std::move(keychain))
{
}

FallbackSecretStore::~FallbackSecretStore() = default;

void FallbackSecretStore::keepForSession(QUuid profile, TokenKind kind, Secret secret)
{
    m_session.keep(profile, kind, std::move(secret));
}

QCoro::Task<SecretResult<Secret>> FallbackSecretStore::read(QUuid profile, TokenKind kind, std::stop_token stop)
{
    const QPointer self(this);
    if (m_session.contains(profile, kind) || m_persistence == Persistence::SessionOnly)
        co_return co_await m_session.read(profile, kind, stop);
    auto found = co_await m_keychain->read(profile, kind, stop);
    if (self && !found && found.error().reason == SecretError::Reason::NoBackend)
        setPersistence(Persistence::SessionOnly);
    co_return found;
}

QCoro::Task<SecretResult<Persistence>> FallbackSecretStore::write(QUuid profile, TokenKind kind, Secret secret,
                                                                  std::stop_token stop)
{
    const QPointer self(this);
    if (m_persistence == Persistence::SessionOnly) {
        m_session.keep(profile, kind, std::move(secret));
        co_return Persistence::SessionOnly;
    }
    // In memory first: the database can be opened while the keychain still asks its question.
    m_session.keep(profile, kind, secret);
    const auto kept = co_await m_keychain->write(profile, kind, secret, stop);
    if (!self)
        co_return secretFailure(SecretError::Reason::Cancelled);
    if (kept) {
        m_session.forget(profile, kind);
        co_return kept;
    }
    m_reason = kept.error();
    if (kept.error().reason == SecretError::Reason::NoBackend)
        setPersistence(Persistence::SessionOnly);
    co_return Persistence::SessionOnly;
}

QCoro::Task<SecretResult<void>> FallbackSecretStore::remove(QUuid profile, TokenKind kind, std::stop_token stop)
{
    m_session.forget(profile, kind);
    if (m_persistence == Persistence::SessionOnly)
        co_return SecretResult<void>();
    co_return co_await m_keychain->remove(profile, kind, stop);
}

void FallbackSecretStore::setPersistence(Persistence persistence)
{
    if (m_persistence == persistence)
        return;
    m_persistence = persistence;
    emit persistenceChanged(persistence);
}

} // namespace stashdeck
