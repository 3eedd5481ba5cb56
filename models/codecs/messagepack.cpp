// SPDX-License-Identifier: GPL-3.0-or-later
// Our own bounded reader: the format is forty lines of a table, and a library's object tree would know neither our
// limits nor the widths that tell whether a value can be written back unchanged.
#include "models/codecs/bytereader.h"
#include "models/codecs/treeformat.h"

#include <cmath>

namespace stashdeck::tree {

namespace {

using Kind = CodecIssue::Kind;

class Reader {
public:
    Reader(QByteArrayView bytes, CodecBudget &budget)
        : m_reader(bytes)
        , m_budget(budget)
    {
    }

    Decoded<Node> value(int depth)
    {
        const qsizetype start = m_reader.offset();
        if (!m_budget.take())
            return m_budget.refusal(Kind::TooManyElements, start);
        const uchar lead = m_reader.byte();
        Decoded<Node> node = lead < 0xC0 || lead >= 0xE0 ? compact(lead, depth) : wide(lead, depth);
        if (node && m_reader.failed())
            return codecIssue(Kind::Truncated, start);
        return node;
    }
    [[nodiscard]] const ByteReader &bytes() const { return m_reader; }

private:
    Decoded<Node> compact(uchar lead, int depth)
    {
        if (lead < 0x80)
            return Node::unsignedInteger(lead);
        if (lead >= 0xE0)
            return Node::integer(qint8(lead));
        if (lead < 0x90)
            return container(Node::Kind::Map, lead & 0x0FU, depth);
        if (lead < 0xA0)
            return container(Node::Kind::Array, lead & 0x0FU, depth);
        return text(lead & 0x1FU);
    }
    Decoded<Node> wide(uchar lead, int depth)
    {
        switch (lead) {
        case 0xC0:
            return Node();
        case 0xC2:
        case 0xC3:
            return Node::boolean(lead == 0xC3);
        case 0xC4:
            return binary(m_reader.big<quint8>());
        case 0xC5:
            return binary(m_reader.big<quint16>());
        case 0xC6:
            return binary(m_reader.big<quint32>());
        case 0xC7:
            return extension(m_reader.big<quint8>());
        case 0xC8:
            return extension(m_reader.big<quint16>());
        case 0xC9:
            return extension(m_reader.big<quint32>());
        case 0xCA:
            return Node::floating(double(m_reader.big<float>()), 32);
        case 0xCB:
            return Node::floating(m_reader.big<double>());
        case 0xCC:
            return Node::unsignedInteger(m_reader.big<quint8>());
        case 0xCD:
            return Node::unsignedInteger(m_reader.big<quint16>());
        case 0xCE:
            return Node::unsignedInteger(m_reader.big<quint32>());
        case 0xCF:
            return Node::unsignedInteger(m_reader.big<quint64>());
        case 0xD0:
            return Node::integer(m_reader.big<qint8>());
        case 0xD1:
            return Node::integer(m_reader.big<qint16>());
        case 0xD2:
            return Node::integer(m_reader.big<qint32>());
        case 0xD3:
            return Node::integer(m_reader.big<qint64>());
        case 0xD4:
        case 0xD5:
        case 0xD6:
        case 0xD7:
        case 0xD8:
            return extension(1U << (lead - 0xD4));
        case 0xD9:
            return text(m_reader.big<quint8>());
        case 0xDA:
            return text(m_reader.big<quint16>());
        case 0xDB:
            return text(m_reader.big<quint32>());
        case 0xDC:
            return container(Node::Kind::Array, m_reader.big<quint16>(), depth);
        case 0xDD:
            return container(Node::Kind::Array, m_reader.big<quint32>(), depth);
        case 0xDE:
            return container(Node::Kind::Map, m_reader.big<quint16>(), depth);
        case 0xDF:
            return container(Node::Kind::Map, m_reader.big<quint32>(), depth);
        default:
            return codecIssue(Kind::Corrupt, m_reader.offset() - 1); // 0xC1 is never used
        }
    }
    Node text(quint32 length) { return Node::text(m_reader.take(length).toByteArray()); }
    Node binary(quint32 length) { return Node::binary(m_reader.take(length).toByteArray()); }
    Node extension(quint32 length)
    {
        const qint8 type = m_reader.big<qint8>();
        return Node::marked("$ext", Node::integer(type), binary(length));
    }
    Decoded<Node> container(Node::Kind kind, quint32 count, int depth)
    {
        if (depth >= m_budget.limits().depth)
            return codecIssue(Kind::TooDeep, m_reader.offset());
        const quint64 values = quint64(count) * (kind == Node::Kind::Map ? 2 : 1);
        // Each value is a byte at least: a count beyond that is a lie, and nothing is set aside for it.
        if (m_reader.failed() || values > quint64(m_reader.left()))
            return codecIssue(Kind::Truncated, m_reader.offset());
        Node node = Node::container(kind);
        for (quint64 i = 0; i < values; ++i) {
            Decoded<Node> child = value(depth + 1);
            if (!child)
                return child;
            node.children.push_back(std::move(*child));
        }
        return node;
    }

    ByteReader m_reader;
    CodecBudget &m_budget;
};

class Writer {
public:
    bool write(const Node &node)
    {
        switch (node.kind) {
        case Node::Kind::Null:
            out += char(0xC0);
            return true;
        case Node::Kind::Bool:
            out += char(node.number ? 0xC3 : 0xC2);
            return true;
        case Node::Kind::Integer:
            return integer(node);
        case Node::Kind::Real:
            return real(node);
        case Node::Kind::Text:
            return block(node.bytes, 31, 0xA0, 0xD9);
        case Node::Kind::Binary:
            return block(node.bytes, -1, 0, 0xC4);
        case Node::Kind::Array:
            head(quint64(node.children.size()), 15, 0x90, 0xDC);
            return children(node);
        case Node::Kind::Map:
            head(quint64(node.children.size() / 2), 15, 0x80, 0xDE);
            return children(node);
        case Node::Kind::Marked:
            return extension(node);
        }
        return false;
    }

    QByteArray out;

private:
    template <typename Number> void put(uchar lead, Number number)
    {
        char raw[sizeof(Number)];
        qToBigEndian(number, raw);
        out += char(lead);
        out.append(raw, sizeof raw);
    }
    bool integer(const Node &node)
    {
        const quint64 n = node.number;
        if (!node.isNegative) {
            if (n < 0x80)
                out += char(n);
            else if (n <= 0xFF)
                put(0xCC, quint8(n));
            else if (n <= 0xFFFF)
                put(0xCD, quint16(n));
            else if (n <= 0xFFFFFFFF)
                put(0xCE, quint32(n));
            else
                put(0xCF, n);
            return true;
        }
        if (!node.fitsSigned())
            return false;
        const qint64 value = node.toSigned();
        if (value >= -32)
            out += char(qint8(value));
        else if (value >= std::numeric_limits<qint8>::min())
            put(0xD0, qint8(value));
        else if (value >= std::numeric_limits<qint16>::min())
            put(0xD1, qint16(value));
        else if (value >= std::numeric_limits<qint32>::min())
            put(0xD2, qint32(value));
        else
            put(0xD3, value);
        return true;
    }
    bool real(const Node &node)
    {
        if (node.width == 64)
            put(0xCB, node.real);
        else if (node.width == 32)
            put(0xCA, float(node.real));
        return node.width >= 32;
    }
    /// The count of a container: up to `compactMax` in one byte, else 16 or 32 bits.
    void head(quint64 count, quint64 compactMax, uchar compact, uchar lead16)
    {
        if (count <= compactMax)
            out += char(compact | uchar(count));
        else if (count <= 0xFFFF)
            put(lead16, quint16(count));
        else
            put(uchar(lead16 + 1), quint32(count));
    }
    bool block(const QByteArray &bytes, qsizetype compactMax, uchar compact, uchar lead8)
    {
        if (bytes.size() > std::numeric_limits<quint32>::max())
            return false;
        if (bytes.size() <= compactMax)
            out += char(compact | uchar(bytes.size()));
        else if (bytes.size() <= 0xFF)
            put(lead8, quint8(bytes.size()));
        else if (bytes.size() <= 0xFFFF)
            put(uchar(lead8 + 1), quint16(bytes.size()));
        else
            put(uchar(lead8 + 2), quint32(bytes.size()));
        out += bytes;
        return true;
    }
    bool children(const Node &node)
    {
        return std::all_of(node.children.begin(), node.children.end(),
                           [this](const Node &child) { return write(child); });
    }
    bool extension(const Node &node)
    {
        if (node.bytes != "$ext" || node.children.size() != 2)
            return false;
        const Node &type = node.children[0];
        const Node &data = node.children[1];
        if (type.kind != Node::Kind::Integer || type.number > 127 || data.kind != Node::Kind::Binary)
            return false;
        const qsizetype size = data.bytes.size();
        if (size == 1 || size == 2 || size == 4 || size == 8 || size == 16)
            out += char(0xD4 + qCountTrailingZeroBits(quint32(size)));
        else if (size <= 0xFF)
            put(0xC7, quint8(size));
        else if (size <= 0xFFFF)
            put(0xC8, quint16(size));
        else
            put(0xC9, quint32(size));
        out += char(type.toSigned());
        out += data.bytes;
        return true;
    }
};

} // namespace

Decoded<Node> readMessagePack(QByteArrayView bytes, CodecBudget &budget)
{
    if (bytes.isEmpty())
        return codecIssue(Kind::OtherFormat);
    Reader reader(bytes, budget);
    Decoded<Node> node = reader.value(0);
    if (node && !reader.bytes().atEnd())
        return codecIssue(Kind::TrailingBytes, reader.bytes().offset());
    return node;
}

Decoded<QByteArray> writeMessagePack(const Node &node)
{
    Writer writer;
    if (!writer.write(node))
        return codecIssue(Kind::NotRepresentable);
    return writer.out;
}

} // namespace stashdeck::tree
