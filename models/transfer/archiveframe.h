// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace stashdeck {

/// How a .stash file begins. Then frames follow each other to its end; all numbers are little-endian:
///
///   offset  bytes
///   0       4      "SDFR"
///   4       1      'H' head, 'B' block of records, 'E' foot
///   5       3      zero
///   8       4      bytes of the payload as it is stored
///   12      4      bytes of it once it is inflated
///   16      4      CRC-32 (zlib's) of the bytes 4–15 and of the stored payload
///   20             the payload, a zlib stream (RFC 1950)
///
/// Head and foot are the JSON objects of filehead.h. A block is records, each a kind (1 byte), the length of what
/// follows (4 bytes), and
///   'D'  type (1: string, hash, list, set, zset, stream, JSON, other, counted from 1), expiry (8: milliseconds since
///        1970, -1 for none), elements (8: -1 when not known), length of the name (4), name, DUMP
///   'J'  a JSON object of entryjson.h, for what the server gave no DUMP of
/// A reader leaves out a frame whose checksum is wrong and goes on at the next "SDFR".
inline constexpr char archiveMagicText[] = "\x89STASHDECK\r\n\x1a\n";
[[nodiscard]] inline QByteArrayView archiveMagic()
{
    return {archiveMagicText, sizeof archiveMagicText - 1};
}

enum class FrameKind : char { Head = 'H', Block = 'B', Foot = 'E' };

struct FrameHeader {
    static constexpr qsizetype size = 20;
    static constexpr QByteArrayView mark{"SDFR", 4};
    FrameKind kind = FrameKind::Block;
    quint32 stored = 0;
    quint32 raw = 0;
    quint32 checksum = 0;

    /// Nothing where no frame begins, or where one says it is larger than any may be.
    [[nodiscard]] static std::optional<FrameHeader> read(QByteArrayView bytes);
};
inline constexpr quint32 largestFrame = 80U * 1024 * 1024;

/// A whole frame. `raw` is at most `largestFrame` bytes.
[[nodiscard]] QByteArray frameOf(FrameKind kind, const QByteArray &raw);
/// Whether the checksum is that of this header and payload.
[[nodiscard]] bool isIntact(QByteArrayView header, QByteArrayView stored);
/// Nothing when it is no zlib stream of exactly `raw` bytes.
[[nodiscard]] std::optional<QByteArray> inflated(QByteArrayView stored, quint32 raw);

} // namespace stashdeck
