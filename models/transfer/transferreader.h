// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/transfer/filehead.h"
#include "models/transfer/importfacts.h"
#include "models/transfer/transferentry.h"

#include <memory>
#include <variant>

class QIODevice;

namespace stashdeck {

/// Reads a file of one format, an entry at a time, with bounded memory whatever it holds. Never throws away silently:
/// what cannot be read comes as a problem. Blocks for the disk; may be used on any one thread.
class TransferReader {
public:
    /// Longer lines, cells and blocks are not read.
    static constexpr qsizetype longestLine = 64LL * 1024 * 1024;

    virtual ~TransferReader() = default;

    using Item = std::variant<TransferEntry, ImportProblem>;
    /// The next entry or problem; nothing at the end.
    [[nodiscard]] virtual std::optional<Item> next() = 0;
    /// Once it was read: before the first entry.
    [[nodiscard]] const std::optional<FileHead> &head() const { return m_head; }
    /// At the end.
    [[nodiscard]] const std::optional<FileFoot> &foot() const { return m_foot; }
    [[nodiscard]] virtual qint64 bytesRead() const = 0;

protected:
    std::optional<FileHead> m_head;
    std::optional<FileFoot> m_foot;
};

/// The device is open for reading, at its beginning, and outlives the reader.
[[nodiscard]] std::unique_ptr<TransferReader> transferReader(TransferFormat format, QIODevice *device);

} // namespace stashdeck
