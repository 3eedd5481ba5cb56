// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/codecs/envelope.h"

#include <zlib.h>

#include <array>
#include <cstring>

namespace stashdeck {

namespace {

using Kind = CodecIssue::Kind;

constexpr qsizetype stepBytes = 256 * 1024;
constexpr size_t headerTextLimit = 4096;
constexpr size_t headerExtraLimit = 65'536;

int windowBits(Format format)
{
    if (format == Format::Gzip)
        return 15 + 16;
    return format == Format::Zlib ? 15 : -15;
}

// zlib's structure takes input by a pointer to bytes that it promises not to change.
Bytef *input(QByteArrayView bytes)
{
    return reinterpret_cast<Bytef *>(const_cast<char *>(bytes.data())); // NOLINT(cppcoreguidelines-pro-type-const-cast)
}

/// What a gzip header says beside the data.
struct GzipHeader {
    gz_header fields{};
    std::array<Bytef, headerTextLimit> name{};
    std::array<Bytef, headerTextLimit> comment{};
    std::vector<Bytef> extra = std::vector<Bytef>(headerExtraLimit);
    int level = Z_DEFAULT_COMPRESSION;

    GzipHeader()
    {
        fields.name = name.data();
        fields.name_max = uInt(name.size());
        fields.comment = comment.data();
        fields.comm_max = uInt(comment.size());
        fields.extra = extra.data();
        fields.extra_max = uInt(extra.size());
    }
    GzipHeader(const GzipHeader &) = delete;
    GzipHeader &operator=(const GzipHeader &) = delete;

    /// False when a part of it does not fit here, so that it could not be written again.
    bool read(QByteArrayView bytes)
    {
        z_stream stream{};
        if (inflateInit2(&stream, windowBits(Format::Gzip)) != Z_OK)
            return false;
        inflateGetHeader(&stream, &fields);
        stream.next_in = input(bytes);
        stream.avail_in = uInt(std::min<qsizetype>(bytes.size(), 1 << 20));
        Bytef nothing = 0;
        stream.next_out = &nothing;
        stream.avail_out = 0;
        inflate(&stream, Z_BLOCK);
        inflateEnd(&stream);
        const bool isComplete = fields.done == 1 && (!fields.name || name.back() == 0)
            && (!fields.comment || comment.back() == 0) && (!fields.extra || fields.extra_len <= fields.extra_max);
        level = fields.xflags == 2 ? Z_BEST_COMPRESSION : fields.xflags == 4 ? Z_BEST_SPEED : Z_DEFAULT_COMPRESSION;
        return isComplete;
    }
};

/// The level that a zlib header admits to.
int zlibLevel(QByteArrayView original)
{
    switch (original.size() > 1 ? uchar(original[1]) >> 6 : 2) {
    case 0:
        return Z_BEST_SPEED;
    case 1:
        return 4;
    case 3:
        return Z_BEST_COMPRESSION;
    default:
        return Z_DEFAULT_COMPRESSION;
    }
}

} // namespace

namespace envelope {

Decoded<QByteArray> inflated(Format format, QByteArrayView bytes, CodecBudget &budget)
{
    if (bytes.isEmpty() || bytes.size() > std::numeric_limits<uInt>::max())
        return codecIssue(Kind::OtherFormat);
    z_stream stream{};
    if (inflateInit2(&stream, windowBits(format)) != Z_OK)
        return codecIssue(Kind::OtherFormat);
    stream.next_in = input(bytes);
    stream.avail_in = uInt(bytes.size());
    QByteArray out;
    Decoded<QByteArray> result;
    for (;;) {
        const qsizetype had = out.size();
        const qsizetype step = std::clamp<qsizetype>(bytes.size() * 4, 1024, stepBytes);
        out.resize(had + step);
        stream.next_out = reinterpret_cast<Bytef *>(out.data() + had);
        stream.avail_out = uInt(step);
        const int state = inflate(&stream, Z_NO_FLUSH);
        out.resize(out.size() - stream.avail_out);
        const qint64 offset = bytes.size() - stream.avail_in;
        if (state == Z_STREAM_END) {
            if (stream.avail_in == 0)
                result = std::move(out);
            else
                result = codecIssue(Kind::TrailingBytes, offset);
            break;
        }
        if (state == Z_NEED_DICT)
            result = codecIssue(Kind::NeedsDictionary, offset);
        else if (state == Z_BUF_ERROR || (state == Z_OK && stream.avail_in == 0 && stream.avail_out > 0))
            result = codecIssue(Kind::Truncated, offset);
        else if (state != Z_OK)
            result = codecIssue(out.isEmpty() && stream.total_in < 16 ? Kind::OtherFormat : Kind::Corrupt, offset);
        else if (budget.isStopped())
            result = codecIssue(Kind::Cancelled);
        else if (!budget.allows(bytes.size(), out.size()))
            result = codecIssue(Kind::TooLarge, offset);
        else
            continue;
        break;
    }
    inflateEnd(&stream);
    return result;
}

Decoded<QByteArray> deflated(Format format, QByteArrayView plain, QByteArrayView original)
{
    GzipHeader header;
    const bool isGzip = format == Format::Gzip;
    int level = Z_DEFAULT_COMPRESSION;
    if (isGzip && !original.isEmpty()) {
        if (!header.read(original))
            return codecIssue(Kind::NotReversible);
        level = header.level;
    } else if (format == Format::Zlib) {
        level = zlibLevel(original);
    }
    z_stream stream{};
    if (plain.size() > std::numeric_limits<uInt>::max()
        || deflateInit2(&stream, level, Z_DEFLATED, windowBits(format), 9, Z_DEFAULT_STRATEGY) != Z_OK)
        return codecIssue(Kind::NotReversible);
    if (isGzip && !original.isEmpty())
        deflateSetHeader(&stream, &header.fields);
    QByteArray out;
    out.resize(qsizetype(deflateBound(&stream, uLong(plain.size()))) + 64);
    stream.next_in = input(plain);
    stream.avail_in = uInt(plain.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = uInt(out.size());
    const int state = deflate(&stream, Z_FINISH);
    out.resize(out.size() - stream.avail_out);
    deflateEnd(&stream);
    if (state != Z_STREAM_END)
        return codecIssue(Kind::NotReversible);
    return out;
}

} // namespace envelope

} // namespace stashdeck
