// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/codecs/budget.h"
#include "models/codecs/format.h"
#include "models/codecs/node.h"

namespace stashdeck {

/// The value that all of `bytes` is in this format. Bounded by the budget; nothing is executed or looked up. Pure; on a
/// worker above 64 KiB.
[[nodiscard]] Decoded<Node> readTree(Format format, QByteArrayView bytes, CodecBudget &budget);

/// The shortest bytes of this value. NotRepresentable for a value that the format cannot hold, and for formats that are
/// only read.
[[nodiscard]] Decoded<QByteArray> writeTree(Format format, const Node &node);

namespace tree {

/// Marks: {"$ext": [type, {"$binary": …}]}, {"$float32": …}.
[[nodiscard]] Decoded<Node> readMessagePack(QByteArrayView bytes, CodecBudget &budget);
[[nodiscard]] Decoded<QByteArray> writeMessagePack(const Node &node);
/// Marks: {"$tag": [number, value]}, {"$simple": [number]} (23 is undefined), {"$float32": …}, {"$float16": …}.
[[nodiscard]] Decoded<Node> readCbor(QByteArrayView bytes, CodecBudget &budget);
[[nodiscard]] Decoded<QByteArray> writeCbor(const Node &node);
/// PHP's serialize(). Marks: {"$object": [class, {properties}]}, {"$custom": [class, data]}, {"$enum": [case]},
/// {"$ref": ["R" or "r", number]}.
[[nodiscard]] Decoded<Node> readPhp(QByteArrayView bytes, CodecBudget &budget);
[[nodiscard]] Decoded<QByteArray> writePhp(const Node &node);
/// The wire without a schema: fields by number, repeated ones one after the other. Whether a length-delimited field is
/// a text, a message or bytes is a guess. Marks: {"$fixed32": […]}, {"$fixed64": […]}, {"$group": [{…}]}.
[[nodiscard]] Decoded<Node> readProtobuf(QByteArrayView bytes, CodecBudget &budget);
/// Java's object stream as {"$object": [class, {fields}]}; what only the class could read is {"$data": […]}.
[[nodiscard]] Decoded<Node> readJava(QByteArrayView bytes, CodecBudget &budget);
/// What a pickle would build, without building it: classes and calls are names only. Marks: {"$global": [name]},
/// {"$call": [callable, arguments…]}, {"$build": [object, state]}, {"$tuple": […]}, {"$set": […]}, {"$memo": [number]}.
[[nodiscard]] Decoded<Node> readPickle(QByteArrayView bytes, CodecBudget &budget);

} // namespace tree

} // namespace stashdeck
