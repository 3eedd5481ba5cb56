// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/transfer/linereader.h"
#include "models/transfer/transferreader.h"

namespace stashdeck {

/// Reads what JsonLinesWriter writes, and files of such lines from elsewhere, without head and foot.
class JsonLinesReader final : public TransferReader {
public:
    explicit JsonLinesReader(QIODevice *device);

    [[nodiscard]] std::optional<Item> next() override;
    [[nodiscard]] qint64 bytesRead() const override { return m_lines.bytesRead(); }

private:
    LineReader m_lines;
    bool m_told = false; ///< that the file ends too early
};

} // namespace stashdeck
