// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1String>
#include <QList>
#include <QStringView>

#include <optional>

namespace stashdeck {

/// What bytes can be read as. The first three are ways to look at any bytes; envelopes hold other bytes; the rest are
/// trees of values that are shown as JSON.
enum class Format {
    Text,
    Json,
    Hex,
    Base64,
    Gzip,
    Zlib,
    Deflate,
    Zstd,
    Lz4,
    Brotli,
    MessagePack,
    Cbor,
    Php,
    Protobuf,
    Java,
    Pickle,
};

/// Stable names: "text", "msgpack" … They are identifiers, not words for a person.
[[nodiscard]] QLatin1String formatId(Format format);
[[nodiscard]] std::optional<Format> formatOfId(QStringView id);
[[nodiscard]] const QList<Format> &allFormats();

/// Holds other bytes: Base64 and the compressions.
[[nodiscard]] bool isEnvelope(Format format);
/// A tree of values that is shown as JSON with marks (markedjson.h).
[[nodiscard]] bool isTree(Format format);
/// Can be written back. Protobuf without its schema, Java and Pickle can only be read.
[[nodiscard]] bool isWritable(Format format);

} // namespace stashdeck
