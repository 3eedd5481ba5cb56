// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/transfer/transferwriter.h"

namespace stashdeck {

/// The archive (archiveframe.h). Blocks are closed at some 256 KB, so that little is lost with one.
class ArchiveWriter final : public TransferWriter {
public:
    void begin(const FileHead &head, QByteArray &out) override;
    void add(const TransferEntry &entry, QByteArray &out) override;
    void flush(QByteArray &out) override;
    void end(const FileFoot &foot, QByteArray &out) override;

private:
    QByteArray m_block;
};

} // namespace stashdeck
