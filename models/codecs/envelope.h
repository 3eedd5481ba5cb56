// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/codecs/budget.h"
#include "models/codecs/format.h"

#include <QByteArray>
#include <QByteArrayView>

namespace stashdeck {

/// What is inside an envelope. All input must belong to it. Pure; on a worker above 64 KiB.
[[nodiscard]] Decoded<QByteArray> unpacked(Format envelope, QByteArrayView bytes, CodecBudget &budget);

/// `plain` in an envelope like `original`: name, time and comment of a gzip header, levels, block sizes and checksums
/// are kept. The result is unpacked again and compared before it is handed out; NotReversible when it is not the same,
/// or when `original` has parts that would be lost (several members, skippable frames).
[[nodiscard]] Decoded<QByteArray> packed(Format envelope, QByteArrayView plain, QByteArrayView original,
                                         CodecBudget &budget);

/// Begins as this envelope. Deflate and Brotli have no mark to go by: always false.
[[nodiscard]] bool looksLikeEnvelope(Format envelope, QByteArrayView bytes);

namespace envelope {

// One file each: zlibenvelope, zstdenvelope, lz4envelope, brotlienvelope.
[[nodiscard]] Decoded<QByteArray> inflated(Format format, QByteArrayView bytes, CodecBudget &budget);
[[nodiscard]] Decoded<QByteArray> deflated(Format format, QByteArrayView plain, QByteArrayView original);
[[nodiscard]] Decoded<QByteArray> zstdUnpacked(QByteArrayView bytes, CodecBudget &budget);
[[nodiscard]] Decoded<QByteArray> zstdPacked(QByteArrayView plain, QByteArrayView original);
[[nodiscard]] Decoded<QByteArray> lz4Unpacked(QByteArrayView bytes, CodecBudget &budget);
[[nodiscard]] Decoded<QByteArray> lz4Packed(QByteArrayView plain, QByteArrayView original);
[[nodiscard]] Decoded<QByteArray> brotliUnpacked(QByteArrayView bytes, CodecBudget &budget);
[[nodiscard]] Decoded<QByteArray> brotliPacked(QByteArrayView plain);

} // namespace envelope

} // namespace stashdeck
