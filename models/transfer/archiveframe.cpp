// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/archiveframe.h"

#include <QtEndian>

#include <zlib.h>

namespace stashdeck {

namespace {

constexpr int level = 3; ///< most of the gain at a third of the time of the usual 6

const Bytef *input(QByteArrayView bytes)
{
    return reinterpret_cast<const Bytef *>(bytes.data());
}

quint32 checksumOf(QByteArrayView header, QByteArrayView stored)
{
    const QByteArrayView covered = header.sliced(4, 12);
    uLong sum = crc32(0, input(covered), uInt(covered.size()));
    if (!stored.isEmpty())
        sum = crc32(sum, input(stored), uInt(stored.size()));
    return quint32(sum);
}

void appendNumber(QByteArray &out, quint32 number)
{
    char bytes[4];
    qToLittleEndian(number, bytes);
    out.append(bytes, sizeof bytes);
}

} // namespace

std::optional<FrameHeader> FrameHeader::read(QByteArrayView bytes)
{
    if (bytes.size() < size || !bytes.startsWith(mark) || bytes[5] != 0 || bytes[6] != 0 || bytes[7] != 0)
        return std::nullopt;
    if (bytes[4] != 'H' && bytes[4] != 'B' && bytes[4] != 'E')
        return std::nullopt;
    FrameHeader header;
    header.kind = static_cast<FrameKind>(bytes[4]);
    header.stored = qFromLittleEndian<quint32>(bytes.data() + 8);
    header.raw = qFromLittleEndian<quint32>(bytes.data() + 12);
    header.checksum = qFromLittleEndian<quint32>(bytes.data() + 16);
    if (header.stored > largestFrame + largestFrame / 100 || header.raw > largestFrame)
        return std::nullopt;
    return header;
}

QByteArray frameOf(FrameKind kind, const QByteArray &raw)
{
    Q_ASSERT(raw.size() <= qsizetype(largestFrame));
    uLongf length = compressBound(uLong(raw.size()));
    QByteArray stored(qsizetype(length), Qt::Uninitialized);
    const int result
        = compress2(reinterpret_cast<Bytef *>(stored.data()), &length, input(raw), uLong(raw.size()), level);
    Q_ASSERT(result == Z_OK); // only memory can be missing, and that ends a program before
    Q_UNUSED(result)
    stored.truncate(qsizetype(length));
    QByteArray frame;
    frame.reserve(FrameHeader::size + stored.size());
    frame.append(FrameHeader::mark).append(char(kind)).append(3, '\0');
    appendNumber(frame, quint32(stored.size()));
    appendNumber(frame, quint32(raw.size()));
    appendNumber(frame, checksumOf(frame, stored));
    frame.append(stored);
    return frame;
}

bool isIntact(QByteArrayView header, QByteArrayView stored)
{
    return checksumOf(header, stored) == qFromLittleEndian<quint32>(header.data() + 16);
}

std::optional<QByteArray> inflated(QByteArrayView stored, quint32 raw)
{
    QByteArray out(qsizetype(raw), Qt::Uninitialized);
    uLongf length = raw;
    Bytef none = 0;
    const int result = uncompress(raw > 0 ? reinterpret_cast<Bytef *>(out.data()) : &none, &length, input(stored),
                                  uLong(stored.size()));
    if (result != Z_OK || length != raw)
        return std::nullopt;
    return out;
}

} // namespace stashdeck
