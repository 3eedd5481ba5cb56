// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/transfer/transferwriter.h"

namespace stashdeck {

/// Commands for `redis-cli < file`, one a line, \n. Head and foot, and what was hidden, are ECHO commands, which do no
/// harm: ECHO "{\"stashdeck\":\"redis\",…}". Each key begins with DEL unless it is a string or JSON, so that playing it
/// again gives the same; an expiry is PEXPIREAT; collections come in commands of at most a thousand words.
///   ECHO "{\"stashdeck\":\"hidden\",\"key\":K,\"fields\":[B,…]}"    fields that were left out of the hash that follows
///   ECHO "{\"stashdeck\":\"hidden\",\"key\":K,\"inside\":2}"        a key that is not in the file for its hidden
///   values
class CommandsWriter final : public TransferWriter {
public:
    void begin(const FileHead &head, QByteArray &out) override;
    void add(const TransferEntry &entry, QByteArray &out) override;
    void end(const FileFoot &foot, QByteArray &out) override;
};

/// What CommandsWriter writes for one key: for a clipboard, too.
[[nodiscard]] QByteArray commandLinesOf(const TransferEntry &entry);

} // namespace stashdeck
