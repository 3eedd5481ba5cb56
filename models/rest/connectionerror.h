// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"

#include <QByteArray>
#include <QList>

class QNetworkReply;
class QSslError;

namespace stashdeck {

/// Why a certificate was refused, with its subject and dates.
[[nodiscard]] Error tlsError(const QList<QSslError> &errors);

/// What a broken connection means. `started` tells whether the request had begun to leave: before that it is NotSent,
/// Tls or Proxy, after that Network or Timeout.
[[nodiscard]] Error connectionErrorOf(const QNetworkReply &reply, bool started);

/// The host a 3xx points to, in ASCII; empty for other answers.
[[nodiscard]] QByteArray redirectHost(const QNetworkReply &reply);

} // namespace stashdeck
