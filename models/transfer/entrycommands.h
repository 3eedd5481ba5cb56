// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/transfer/transferentry.h"

namespace stashdeck {

/// How much one command may hold.
struct CommandChunk {
    qsizetype words = 1000;
    qsizetype bytes = 256LL * 1024;
};

/// The commands that write an entry, or a part, where no key or only its earlier parts are: without the expiry of the
/// key, but for a DUMP, which carries it. The state of a stream comes behind its entries.
[[nodiscard]] QList<KeyedCommand> commandsOf(const TransferEntry &entry, CommandChunk chunk = {});

/// Bytes at the end of a piece of text that belong to a character that goes on in the next piece.
[[nodiscard]] qsizetype openTail(QByteArrayView piece);

/// Whether the expiry still has to be set: PEXPIREAT.
[[nodiscard]] bool needsExpiry(const TransferEntry &entry);
[[nodiscard]] KeyedCommand expiryCommand(qint64 expiry);

/// What is wrong with the words of a part, before anything is sent: a score that is no number, an ID that is none, an
/// odd number of words, a value that has none. Empty when it can be written.
[[nodiscard]] QString problemOf(const TransferEntry &entry);
/// Bytes of the largest word that no command can cut.
[[nodiscard]] qint64 largestWord(const TransferEntry &entry);

} // namespace stashdeck
