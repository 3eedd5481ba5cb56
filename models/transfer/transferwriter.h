// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/transfer/filehead.h"
#include "models/transfer/transferentry.h"

#include <memory>

namespace stashdeck {

/// Turns entries into the bytes of a file of one format, and nothing else: who calls it writes them. All append to
/// `out`. May be used on any one thread.
class TransferWriter {
public:
    virtual ~TransferWriter() = default;

    virtual void begin(const FileHead &head, QByteArray &out) = 0;
    virtual void add(const TransferEntry &entry, QByteArray &out) = 0;
    /// Nothing is held back after it: the file may be cut here, and goes on here.
    virtual void flush(QByteArray &out) { Q_UNUSED(out) }
    virtual void end(const FileFoot &foot, QByteArray &out) = 0;
};

[[nodiscard]] std::unique_ptr<TransferWriter> transferWriter(TransferFormat format);

} // namespace stashdeck
