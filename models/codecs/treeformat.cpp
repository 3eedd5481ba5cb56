// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/codecs/treeformat.h"

namespace stashdeck {

Decoded<Node> readTree(Format format, QByteArrayView bytes, CodecBudget &budget)
{
    budget.restart();
    switch (format) {
    case Format::MessagePack:
        return tree::readMessagePack(bytes, budget);
    case Format::Cbor:
        return tree::readCbor(bytes, budget);
    case Format::Php:
        return tree::readPhp(bytes, budget);
    case Format::Protobuf:
        return tree::readProtobuf(bytes, budget);
    case Format::Java:
        return tree::readJava(bytes, budget);
    case Format::Pickle:
        return tree::readPickle(bytes, budget);
    case Format::Text:
    case Format::Json:
    case Format::Hex:
    case Format::Base64:
    case Format::Gzip:
    case Format::Zlib:
    case Format::Deflate:
    case Format::Zstd:
    case Format::Lz4:
    case Format::Brotli:
        break;
    }
    return codecIssue(CodecIssue::Kind::OtherFormat);
}

Decoded<QByteArray> writeTree(Format format, const Node &node)
{
    if (format == Format::MessagePack)
        return tree::writeMessagePack(node);
    if (format == Format::Cbor)
        return tree::writeCbor(node);
    if (format == Format::Php)
        return tree::writePhp(node);
    return codecIssue(CodecIssue::Kind::NotRepresentable);
}

} // namespace stashdeck
