// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/codecs/format.h"

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

QLatin1String formatId(Format format)
{
    switch (format) {
    case Format::Text:
        return "text"_L1;
    case Format::Json:
        return "json"_L1;
    case Format::Hex:
        return "hex"_L1;
    case Format::Base64:
        return "base64"_L1;
    case Format::Gzip:
        return "gzip"_L1;
    case Format::Zlib:
        return "zlib"_L1;
    case Format::Deflate:
        return "deflate"_L1;
    case Format::Zstd:
        return "zstd"_L1;
    case Format::Lz4:
        return "lz4"_L1;
    case Format::Brotli:
        return "brotli"_L1;
    case Format::MessagePack:
        return "msgpack"_L1;
    case Format::Cbor:
        return "cbor"_L1;
    case Format::Php:
        return "php"_L1;
    case Format::Protobuf:
        return "protobuf"_L1;
    case Format::Java:
        return "java"_L1;
    case Format::Pickle:
        return "pickle"_L1;
    }
    return {};
}

const QList<Format> &allFormats()
{
    static const QList<Format> formats{Format::Text,        Format::Json,     Format::Hex,    Format::Base64,
                                       Format::MessagePack, Format::Gzip,     Format::Zlib,   Format::Deflate,
                                       Format::Zstd,        Format::Lz4,      Format::Brotli, Format::Cbor,
                                       Format::Php,         Format::Protobuf, Format::Java,   Format::Pickle};
    return formats;
}

std::optional<Format> formatOfId(QStringView id)
{
    for (const Format format : allFormats()) {
        if (formatId(format) == id)
            return format;
    }
    return {};
}

bool isEnvelope(Format format)
{
    switch (format) {
    case Format::Base64:
    case Format::Gzip:
    case Format::Zlib:
    case Format::Deflate:
    case Format::Zstd:
    case Format::Lz4:
    case Format::Brotli:
        return true;
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
    return false;
}

bool isTree(Format format)
{
    return format >= Format::MessagePack;
}

bool isWritable(Format format)
{
    return format != Format::Protobuf && format != Format::Java && format != Format::Pickle;
}

} // namespace stashdeck
