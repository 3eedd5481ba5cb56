// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/codecs/envelope.h"

namespace stashdeck {

namespace {

/// Standard or URL alphabet, with the padding that it must have; nothing else, no white space.
Decoded<QByteArray> base64Unpacked(QByteArrayView bytes)
{
    using Kind = CodecIssue::Kind;
    if (bytes.isEmpty() || bytes.size() % 4 == 1)
        return codecIssue(bytes.isEmpty() ? Kind::OtherFormat : Kind::Truncated, bytes.size());
    const auto decoded = QByteArray::fromBase64Encoding(
        bytes.toByteArray(), QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
    if (decoded && decoded.decoded.toBase64() == bytes)
        return decoded.decoded;
    const auto url = QByteArray::fromBase64Encoding(
        bytes.toByteArray(), QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    if (url) {
        const auto options = QByteArray::Base64UrlEncoding;
        if (url.decoded.toBase64(options) == bytes
            || url.decoded.toBase64(options | QByteArray::OmitTrailingEquals) == bytes)
            return url.decoded;
    }
    if (decoded && decoded.decoded.toBase64(QByteArray::OmitTrailingEquals) == bytes)
        return decoded.decoded;
    return codecIssue(Kind::OtherFormat);
}

/// In the alphabet and with the padding of `original`.
QByteArray base64Packed(QByteArrayView plain, QByteArrayView original)
{
    QByteArray::Base64Options options = QByteArray::Base64Encoding;
    if (original.contains('-') || original.contains('_'))
        options = QByteArray::Base64UrlEncoding;
    const bool unpadded = !original.isEmpty() && original.size() % 4 != 0;
    if (unpadded)
        options |= QByteArray::OmitTrailingEquals;
    return plain.toByteArray().toBase64(options);
}

Decoded<QByteArray> rawPacked(Format format, QByteArrayView plain, QByteArrayView original)
{
    switch (format) {
    case Format::Base64:
        return base64Packed(plain, original);
    case Format::Gzip:
    case Format::Zlib:
    case Format::Deflate:
        return envelope::deflated(format, plain, original);
    case Format::Zstd:
        return envelope::zstdPacked(plain, original);
    case Format::Lz4:
        return envelope::lz4Packed(plain, original);
    case Format::Brotli:
        return envelope::brotliPacked(plain);
    case Format::Text:
    case Format::Json:
    case Format::Hex:
    case Format::MessagePack:
    case Format::Cbor:
    case Format::Php:
    case Format::Protobuf:
    case Format::Java:
    case Format::Pickle:
        break;
    }
    return codecIssue(CodecIssue::Kind::OtherFormat);
}

} // namespace

Decoded<QByteArray> unpacked(Format format, QByteArrayView bytes, CodecBudget &budget)
{
    switch (format) {
    case Format::Base64:
        return base64Unpacked(bytes);
    case Format::Gzip:
    case Format::Zlib:
    case Format::Deflate:
        return envelope::inflated(format, bytes, budget);
    case Format::Zstd:
        return envelope::zstdUnpacked(bytes, budget);
    case Format::Lz4:
        return envelope::lz4Unpacked(bytes, budget);
    case Format::Brotli:
        return envelope::brotliUnpacked(bytes, budget);
    case Format::Text:
    case Format::Json:
    case Format::Hex:
    case Format::MessagePack:
    case Format::Cbor:
    case Format::Php:
    case Format::Protobuf:
    case Format::Java:
    case Format::Pickle:
        break;
    }
    return codecIssue(CodecIssue::Kind::OtherFormat);
}

Decoded<QByteArray> packed(Format format, QByteArrayView plain, QByteArrayView original, CodecBudget &budget)
{
    Decoded<QByteArray> result = rawPacked(format, plain, original);
    if (!result)
        return result;
    const Decoded<QByteArray> again = unpacked(format, *result, budget);
    if (!again && again.error().kind == CodecIssue::Kind::Cancelled)
        return tl::unexpected(again.error());
    if (!again || QByteArrayView(*again) != plain)
        return codecIssue(CodecIssue::Kind::NotReversible);
    return result;
}

bool looksLikeEnvelope(Format format, QByteArrayView bytes)
{
    if (format == Format::Gzip)
        return bytes.size() >= 18 && bytes.startsWith("\x1f\x8b\x08");
    if (format == Format::Zlib) {
        const bool isHeader = bytes.size() >= 8 && (uchar(bytes[0]) & 0x8F) == 0x08;
        return isHeader && ((uchar(bytes[0]) << 8) | uchar(bytes[1])) % 31 == 0;
    }
    if (format == Format::Zstd)
        return bytes.size() >= 9 && bytes.startsWith("\x28\xb5\x2f\xfd");
    if (format == Format::Lz4)
        return bytes.size() >= 11 && bytes.startsWith("\x04\x22\x4d\x18");
    return false;
}

} // namespace stashdeck
