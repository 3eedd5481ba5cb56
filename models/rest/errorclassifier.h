// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"

#include <QByteArrayView>

namespace stashdeck {

/// The server's words about a command, made safe to keep: UTF-8, at most 500 characters, no token.
[[nodiscard]] QString serverWords(QByteArrayView text);

/// What an `{"error":"…"}` means (upstash-rest-api.md §6). Matches the code or a fixed phrase, never a whole text.
/// `httpStatus` of a single command's answer; 200 for an entry of a pipeline.
[[nodiscard]] Error classifiedError(QByteArrayView text, int httpStatus);

/// What an answer without an error object means by its status alone. `body` is quoted for the details, capped.
[[nodiscard]] Error classifiedStatus(int httpStatus, QByteArrayView contentType, QByteArrayView body);

/// True for a body that is a web page: a captive portal's, a proxy's.
[[nodiscard]] bool looksLikeWebPage(QByteArrayView contentType, QByteArrayView body);

} // namespace stashdeck
