// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rest/command.h"
#include "models/snippets/snippet.h"

namespace stashdeck {

/// An entry of a stream, of the words of a subject.
struct SnippetEntry {
    QByteArray id;
    QList<QByteArray> fields; ///< field, value, …
};
[[nodiscard]] QList<SnippetEntry> entriesOf(const QList<QByteArray> &words);

/// The commands that read the key, or the elements.
[[nodiscard]] QList<Command> commandsToRead(const SnippetSubject &subject);
/// The commands that write what `words` hold, and the expiry of a whole key. Empty when there are none.
[[nodiscard]] QList<Command> commandsToWrite(const SnippetSubject &subject);

} // namespace stashdeck
