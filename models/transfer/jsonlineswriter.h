// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/transfer/transferwriter.h"

namespace stashdeck {

/// JSON Lines: the head, then one object a key (entryjson.h), then the foot, each on a line of its own that ends in \n.
/// UTF-8 without a byte order mark.
class JsonLinesWriter final : public TransferWriter {
public:
    void begin(const FileHead &head, QByteArray &out) override;
    void add(const TransferEntry &entry, QByteArray &out) override;
    void end(const FileFoot &foot, QByteArray &out) override;
};

} // namespace stashdeck
