// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/base/secret.h"

#include <QUrl>

#include <chrono>

namespace stashdeck {

/// Where a database answers, and its token. The token goes to this origin only, in one header.
struct Endpoint {
    QUrl url; ///< scheme, host and port only; see `normalizedRestUrl`
    Secret token;
    QString caFile; ///< extra certificate authorities in PEM, added to the system's; empty for none
    std::chrono::milliseconds connectTimeout{10'000};
    std::chrono::milliseconds idleTimeout{15'000}; ///< silence on an open exchange
    std::chrono::milliseconds deadline{0}; ///< whole exchange; 0 takes 30 s + body / 100 kB/s (60 s for broad commands)
    qint64 maxBodyBytes = 64LL * 1024 * 1024; ///< answers beyond it are stopped as TooLarge
};

/// Accepts what a person pastes: spaces, a missing scheme, a trailing slash. Only https, or http to a loopback or
/// private host; no user, query or fragment. `redis://` is the caller's to translate (models/connections).
[[nodiscard]] Result<QUrl> normalizedRestUrl(const QString &text);

/// [A-Za-z0-9+/=_.-]{8,4096}: a token with anything else in it cannot be a header and is refused before it is sent.
[[nodiscard]] bool isTokenForm(const QByteArray &token);

} // namespace stashdeck
