// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/base/secret.h"

#include <qcoro/qcorotask.h>
#include <QHash>
#include <QObject>
#include <QUuid>

#include <stop_token>

namespace stashdeck {

/// A database may have two tokens: one that may write and one that may not.
enum class TokenKind { Standard, ReadOnly };
inline constexpr int tokenKindCount = 2;
[[nodiscard]] inline size_t qHash(TokenKind kind, size_t seed = 0)
{
    return ::qHash(int(kind), seed);
}

/// Why a token could not be read or kept.
struct SecretError {
    enum class Reason {
        NotFound, ///< no such entry: never kept, or removed behind our back
        NoBackend, ///< this computer has no keychain service
        Locked, ///< the person closed the keychain's question
        Denied, ///< the keychain refused this program
        TimedOut, ///< the keychain did not answer within 30 s (its question may still be open)
        Cancelled,
        Failed,
    };
    Reason reason = Reason::Failed;
    QString detail; ///< the keychain's own words; plain text
    friend bool operator==(const SecretError &, const SecretError &) = default;
};
template <typename T> using SecretResult = tl::expected<T, SecretError>;

/// Where a token ends up. What is not in the keychain is gone when the program closes, and the window says so.
enum class Persistence { Keychain, SessionOnly };

/// Keeps tokens. Every operation is asynchronous, completes exactly once and never throws. Lives on the GUI thread.
class SecretStore : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// Where `write` puts a token as far as is known now.
    [[nodiscard]] virtual Persistence persistence() const = 0;
    [[nodiscard]] virtual QCoro::Task<SecretResult<Secret>> read(QUuid profile, TokenKind kind,
                                                                 std::stop_token stop = {})
        = 0;
    /// Completes with where the token is kept now.
    [[nodiscard]] virtual QCoro::Task<SecretResult<Persistence>> write(QUuid profile, TokenKind kind, Secret secret,
                                                                       std::stop_token stop = {})
        = 0;
    /// An entry that is not there counts as removed.
    [[nodiscard]] virtual QCoro::Task<SecretResult<void>> remove(QUuid profile, TokenKind kind,
                                                                 std::stop_token stop = {})
        = 0;

signals:
    void persistenceChanged(stashdeck::Persistence persistence);
};

/// Tokens in memory until the program closes.
class SessionOnlyStore final : public SecretStore {
    Q_OBJECT

public:
    using SecretStore::SecretStore;

    [[nodiscard]] Persistence persistence() const override { return Persistence::SessionOnly; }
    [[nodiscard]] QCoro::Task<SecretResult<Secret>> read(QUuid profile, TokenKind kind,
                                                         std::stop_token stop = {}) override;
    [[nodiscard]] QCoro::Task<SecretResult<Persistence>> write(QUuid profile, TokenKind kind, Secret secret,
                                                               std::stop_token stop = {}) override;
    [[nodiscard]] QCoro::Task<SecretResult<void>> remove(QUuid profile, TokenKind kind,
                                                         std::stop_token stop = {}) override;

    [[nodiscard]] bool contains(QUuid profile, TokenKind kind) const { return m_secrets.contains({profile, kind}); }
    /// At once, without a task.
    void keep(QUuid profile, TokenKind kind, const Secret &secret) { m_secrets.insert({profile, kind}, secret); }
    void forget(QUuid profile, TokenKind kind) { m_secrets.remove({profile, kind}); }

private:
    QHash<std::pair<QUuid, TokenKind>, Secret> m_secrets;
};

/// The keychain first; what it cannot keep stays in memory until the program closes. Without any keychain service it
/// becomes session-only and says so by `persistenceChanged`.
class FallbackSecretStore final : public SecretStore {
    Q_OBJECT

public:
    /// Takes ownership of `keychain`.
    explicit FallbackSecretStore(std::unique_ptr<SecretStore> keychain, QObject *parent = nullptr);
    ~FallbackSecretStore() override;

    [[nodiscard]] Persistence persistence() const override { return m_persistence; }
    [[nodiscard]] QCoro::Task<SecretResult<Secret>> read(QUuid profile, TokenKind kind,
                                                         std::stop_token stop = {}) override;
    [[nodiscard]] QCoro::Task<SecretResult<Persistence>> write(QUuid profile, TokenKind kind, Secret secret,
                                                               std::stop_token stop = {}) override;
    [[nodiscard]] QCoro::Task<SecretResult<void>> remove(QUuid profile, TokenKind kind,
                                                         std::stop_token stop = {}) override;
    /// For a token that is worth nothing after this run, such as the local sandbox's.
    void keepForSession(QUuid profile, TokenKind kind, Secret secret);
    /// Why the last `write` fell back to memory; Reason::NotFound when none did.
    [[nodiscard]] const SecretError &fallbackReason() const { return m_reason; }

private:
    void setPersistence(Persistence persistence);

    std::unique_ptr<SecretStore> m_keychain;
    SessionOnlyStore m_session;
    Persistence m_persistence = Persistence::Keychain;
    SecretError m_reason{SecretError::Reason::NotFound, {}};
};

} // namespace stashdeck
