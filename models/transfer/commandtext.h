// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

namespace stashdeck {

/// A line as redis-cli takes it apart: words between blanks; "…" with \xHH, \n, \r, \t, \b, \a and \ before any other
/// character for itself; '…' with \' only; a quote must be followed by a blank or the end. Nothing where redis-cli says
/// "Invalid argument(s)".
[[nodiscard]] std::optional<QList<QByteArray>> splitCommandLine(QByteArrayView line);

/// A word so that redis-cli reads it as exactly these bytes: as it is where it holds only letters, digits and
/// -_.:/@{}*+, else in double quotes. Text in UTF-8 stays readable, all else is escaped.
void appendCommandWord(QByteArray &line, const QByteArray &word);
[[nodiscard]] QByteArray commandLine(const QList<QByteArray> &words);

/// Whether the first line that is neither empty nor a comment begins with the name of a command.
[[nodiscard]] bool beginsWithCommand(QByteArrayView head);

} // namespace stashdeck
