// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/transfer/archiveframe.h"
#include "models/transfer/transferreader.h"

namespace stashdeck {

/// Reads archives. Damaged frames are told and left out; reading goes on behind them. The device can seek.
class ArchiveReader final : public TransferReader {
public:
    explicit ArchiveReader(QIODevice *device);

    [[nodiscard]] std::optional<Item> next() override;
    [[nodiscard]] qint64 bytesRead() const override { return m_offset; }

private:
    struct Frame {
        FrameKind kind = FrameKind::Block;
        QByteArray raw;
    };
    enum class Step { Frame, Damaged, Truncated, End };
    [[nodiscard]] Step readFrame(Frame &frame);
    [[nodiscard]] std::optional<ImportProblem> takeFrame(const Frame &frame);
    [[nodiscard]] Item record();
    void findNextFrame();

    QIODevice *m_device;
    QByteArray m_block;
    qsizetype m_at = 0; ///< in the block
    qint64 m_blockOffset = 0;
    qint64 m_offset = 0; ///< of the next frame
    qint64 m_spent = 0; ///< bytes read in vain while looking for one
    bool m_ended = false;
};

} // namespace stashdeck
