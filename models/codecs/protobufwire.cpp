// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/bytetext.h"
#include "models/codecs/bytereader.h"
#include "models/codecs/treeformat.h"

namespace stashdeck::tree {

namespace {

using Kind = CodecIssue::Kind;

/// A guess that goes deeper finds messages in noise.
constexpr int messageDepth = 24;

quint64 varint(ByteReader &reader)
{
    quint64 value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
        const uchar byte = reader.byte();
        if (shift == 63 && byte > 1)
            break;
        value |= quint64(byte & 0x7F) << shift;
        if (byte < 0x80)
            return value;
    }
    reader.fail();
    return 0;
}

Decoded<Node> message(QByteArrayView bytes, CodecBudget &budget, int depth);

/// Text before message: short texts often read as messages, messages seldom as text.
Decoded<Node> delimited(QByteArrayView bytes, CodecBudget &budget, int depth)
{
    if (bytes.isEmpty() || isEditableText(bytes))
        return Node::text(bytes.toByteArray());
    if (depth < messageDepth) {
        Decoded<Node> inner = message(bytes, budget, depth + 1);
        if (inner || inner.error().kind == Kind::Cancelled || inner.error().kind == Kind::TooManyElements)
            return inner;
    }
    return Node::binary(bytes.toByteArray());
}

Decoded<Node> fields(ByteReader &reader, CodecBudget &budget, int depth, quint64 group)
{
    Node node = Node::container(Node::Kind::Map);
    while (!reader.atEnd()) {
        const qsizetype start = reader.offset();
        if (!budget.take())
            return budget.refusal(Kind::TooManyElements, start);
        const quint64 tag = varint(reader);
        const quint64 number = tag >> 3;
        if (reader.failed() || number == 0 || number >= (1U << 29))
            return codecIssue(Kind::OtherFormat, start);
        Node value;
        switch (tag & 7) {
        case 0:
            value = Node::unsignedInteger(varint(reader));
            break;
        case 1: {
            const auto raw = reader.little<quint64>();
            value = Node::marked("$fixed64", Node::unsignedInteger(raw), Node::floating(qFromUnaligned<double>(&raw)));
            break;
        }
        case 2: {
            const quint64 length = varint(reader);
            const QByteArrayView inside = reader.take(length);
            if (reader.failed())
                return codecIssue(Kind::Truncated, start);
            Decoded<Node> inner = delimited(inside, budget, depth);
            if (!inner)
                return inner;
            value = std::move(*inner);
            break;
        }
        case 3: {
            if (depth >= messageDepth)
                return codecIssue(Kind::TooDeep, start);
            Decoded<Node> inner = fields(reader, budget, depth + 1, number);
            if (!inner)
                return inner;
            value = Node::marked("$group", std::move(*inner));
            break;
        }
        case 4:
            if (number != group)
                return codecIssue(Kind::OtherFormat, start);
            return node;
        case 5: {
            const auto raw = reader.little<quint32>();
            value = Node::marked("$fixed32", Node::unsignedInteger(raw),
                                 Node::floating(double(qFromUnaligned<float>(&raw)), 32));
            break;
        }
        default:
            return codecIssue(Kind::OtherFormat, start);
        }
        if (reader.failed())
            return codecIssue(Kind::Truncated, start);
        node.append(Node::text(QByteArray::number(number)), std::move(value));
    }
    if (group != 0)
        return codecIssue(Kind::Truncated, reader.offset());
    return node;
}

Decoded<Node> message(QByteArrayView bytes, CodecBudget &budget, int depth)
{
    ByteReader reader(bytes);
    return fields(reader, budget, depth, 0);
}

} // namespace

Decoded<Node> readProtobuf(QByteArrayView bytes, CodecBudget &budget)
{
    if (bytes.isEmpty())
        return codecIssue(Kind::OtherFormat);
    return message(bytes, budget, 0);
}

} // namespace stashdeck::tree
