// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rest/command.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace stashdeck {

/// A word so that redis-cli reads exactly these bytes: bare, or in double quotes with \xNN for what is not printable
/// ASCII. Text in UTF-8 stays readable, but for characters that are not seen.
[[nodiscard]] QByteArray cliWord(const QByteArray &word);

/// A string literal that JSON, JavaScript and Python read as the same text; nothing for bytes that are not UTF-8.
/// Controls and characters that are not seen are escaped.
[[nodiscard]] std::optional<QByteArray> textLiteral(const QByteArray &bytes);

/// In single quotes, for a POSIX shell.
[[nodiscard]] QByteArray shellWord(const QByteArray &text);
/// What `printf` of a POSIX shell writes as exactly these bytes, in single quotes.
[[nodiscard]] QByteArray printfWord(const QByteArray &bytes);

/// The words as a JSON array; nothing when one is not UTF-8.
[[nodiscard]] std::optional<QByteArray> jsonWords(const Command &command);

} // namespace stashdeck
