// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace stashdeck {

/// The text with * ? [ ] \ escaped, so that MATCH takes every byte of it literally.
[[nodiscard]] QByteArray escapedGlob(QByteArrayView text);
/// True when the text holds * ? [ or a backslash, and so means more than itself.
[[nodiscard]] bool hasWildcards(QByteArrayView text);
/// What `MATCH pattern` on the server would say, byte by byte: * ? [abc] [^a] [a-z] and backslash escapes. Work is
/// bounded by pattern × text, whatever the pattern.
[[nodiscard]] bool globMatches(QByteArrayView pattern, QByteArrayView text);

} // namespace stashdeck
