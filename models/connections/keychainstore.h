// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/connections/secretstore.h"

#include <chrono>
#include <functional>

namespace stashdeck {

/// The system's keychain service, one entry a call. The seam at which tests put a locked, refusing or silent one.
class KeychainBackend {
public:
    enum class Status { Done, NotFound, NoBackend, Locked, Denied, Failed };
    struct Answer {
        Status status = Status::Failed;
        Secret secret; ///< of a read
        QString detail;
    };
    /// Called at most once, on the thread of the call, never from inside the call itself.
    using Callback = std::function<void(Answer)>;

    virtual ~KeychainBackend() = default;
    virtual void read(const QString &key, Callback callback) = 0;
    virtual void write(const QString &key, const Secret &secret, Callback callback) = 0;
    virtual void remove(const QString &key, Callback callback) = 0;
};

/// QtKeychain: Secret Service or KWallet, macOS Keychain, Windows Credential Manager. Never its plain-text fallback.
[[nodiscard]] std::unique_ptr<KeychainBackend> systemKeychain();

/// Tokens in the system keychain, as "<profile id>" and "<profile id>/read-only" of the service "stashdeck".
class KeychainStore final : public SecretStore {
    Q_OBJECT

public:
    /// The keychain may wait for a person for ever, so it gets a timer of its own.
    explicit KeychainStore(std::unique_ptr<KeychainBackend> backend, QObject *parent = nullptr,
                           std::chrono::milliseconds patience = std::chrono::seconds(30));
    ~KeychainStore() override;

    [[nodiscard]] Persistence persistence() const override { return Persistence::Keychain; }
    [[nodiscard]] QCoro::Task<SecretResult<Secret>> read(QUuid profile, TokenKind kind,
                                                         std::stop_token stop = {}) override;
    [[nodiscard]] QCoro::Task<SecretResult<Persistence>> write(QUuid profile, TokenKind kind, Secret secret,
                                                               std::stop_token stop = {}) override;
    [[nodiscard]] QCoro::Task<SecretResult<void>> remove(QUuid profile, TokenKind kind,
                                                         std::stop_token stop = {}) override;

private:
    std::unique_ptr<KeychainBackend> m_backend;
    std::chrono::milliseconds m_patience;
    std::stop_source m_stop; ///< destroying the store completes what waits as Cancelled
};

} // namespace stashdeck
