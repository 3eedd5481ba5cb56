// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/codecs/treeformat.h"

#include <QCborStreamReader>
#include <QFloat16>
#include <QtEndian>

namespace stashdeck::tree {

namespace {

using Kind = CodecIssue::Kind;

class Reader {
public:
    Reader(QByteArrayView bytes, CodecBudget &budget)
        : m_size(bytes.size())
        , m_reader(bytes.data(), bytes.size())
        , m_budget(budget)
    {
    }

    Decoded<Node> value(int depth)
    {
        if (!m_budget.take())
            return m_budget.refusal(Kind::TooManyElements, m_reader.currentOffset());
        if (depth > m_budget.limits().depth)
            return codecIssue(Kind::TooDeep, m_reader.currentOffset());
        Node node;
        switch (m_reader.type()) {
        case QCborStreamReader::UnsignedInteger:
            node = Node::unsignedInteger(m_reader.toUnsignedInteger());
            break;
        case QCborStreamReader::NegativeInteger:
            // Qt gives the amount, 0 standing for 2^64.
            node = Node::unsignedInteger(quint64(m_reader.toNegativeInteger()) - 1);
            node.isNegative = true;
            break;
        case QCborStreamReader::ByteArray:
        case QCborStreamReader::String:
            return string();
        case QCborStreamReader::Array:
        case QCborStreamReader::Map:
            return container(depth);
        case QCborStreamReader::Tag: {
            const auto tag = quint64(m_reader.toTag());
            m_reader.next();
            Decoded<Node> inner = value(depth + 1);
            if (!inner)
                return inner;
            return Node::marked("$tag", Node::unsignedInteger(tag), std::move(*inner));
        }
        case QCborStreamReader::SimpleType:
            node = simple(quint8(m_reader.toSimpleType()));
            break;
        case QCborStreamReader::Float16:
            node = Node::floating(double(float(m_reader.toFloat16())), 16);
            break;
        case QCborStreamReader::Float:
            node = Node::floating(double(m_reader.toFloat()), 32);
            break;
        case QCborStreamReader::Double:
            node = Node::floating(m_reader.toDouble());
            break;
        case QCborStreamReader::Invalid:
            return broken();
        }
        m_reader.next();
        // What follows the last value is looked at later; its mistakes are not this value's.
        if (depth > 0 && m_reader.lastError() != QCborError::NoError)
            return broken();
        return node;
    }
    [[nodiscard]] qint64 offset() const { return m_reader.currentOffset(); }

private:
    static Node simple(quint8 number)
    {
        switch (number) {
        case 20:
        case 21:
            return Node::boolean(number == 21);
        case 22:
            return {};
        default:
            return Node::marked("$simple", Node::unsignedInteger(number));
        }
    }
    Decoded<Node> string()
    {
        const bool isText = m_reader.isString();
        QByteArray bytes;
        for (;;) {
            if (isText) {
                const auto chunk = m_reader.readString();
                if (chunk.status == QCborStreamReader::Error)
                    return broken();
                if (chunk.status == QCborStreamReader::EndOfString)
                    break;
                bytes += chunk.data.toUtf8();
            } else {
                const auto chunk = m_reader.readByteArray();
                if (chunk.status == QCborStreamReader::Error)
                    return broken();
                if (chunk.status == QCborStreamReader::EndOfString)
                    break;
                bytes += chunk.data;
            }
        }
        return isText ? Node::text(bytes) : Node::binary(bytes);
    }
    Decoded<Node> container(int depth)
    {
        Node node = Node::container(m_reader.isMap() ? Node::Kind::Map : Node::Kind::Array);
        if (!m_reader.enterContainer())
            return broken();
        while (m_reader.hasNext()) {
            Decoded<Node> child = value(depth + 1);
            if (!child)
                return child;
            node.children.push_back(std::move(*child));
        }
        if (m_reader.lastError() != QCborError::NoError || !m_reader.leaveContainer())
            return broken();
        if (node.kind == Node::Kind::Map && node.children.size() % 2 != 0)
            return codecIssue(Kind::Corrupt, m_reader.currentOffset());
        return node;
    }
    tl::unexpected<CodecIssue> broken()
    {
        const bool isCut = m_reader.lastError() == QCborError::EndOfFile || m_reader.currentOffset() >= m_size;
        return codecIssue(isCut ? Kind::Truncated : Kind::Corrupt, m_reader.currentOffset());
    }

    qint64 m_size;
    QCborStreamReader m_reader;
    CodecBudget &m_budget;
};

class Writer {
public:
    bool write(const Node &node)
    {
        switch (node.kind) {
        case Node::Kind::Null:
            out += char(0xF6);
            return true;
        case Node::Kind::Bool:
            out += char(node.number ? 0xF5 : 0xF4);
            return true;
        case Node::Kind::Integer:
            head(node.isNegative ? 1 : 0, node.number);
            return true;
        case Node::Kind::Real:
            real(node);
            return true;
        case Node::Kind::Text:
        case Node::Kind::Binary:
            head(node.kind == Node::Kind::Text ? 3 : 2, quint64(node.bytes.size()));
            out += node.bytes;
            return true;
        case Node::Kind::Array:
            head(4, node.children.size());
            return children(node);
        case Node::Kind::Map:
            head(5, node.children.size() / 2);
            return children(node);
        case Node::Kind::Marked:
            return mark(node);
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
    void head(uint major, quint64 n)
    {
        const uint lead = major << 5;
        if (n < 24)
            out += char(lead | uint(n));
        else if (n <= 0xFF)
            put(uchar(lead | 24), quint8(n));
        else if (n <= 0xFFFF)
            put(uchar(lead | 25), quint16(n));
        else if (n <= 0xFFFFFFFF)
            put(uchar(lead | 26), quint32(n));
        else
            put(uchar(lead | 27), n);
    }
    void real(const Node &node)
    {
        if (node.width == 16)
            put(0xF9, qfloat16(float(node.real)));
        else if (node.width == 32)
            put(0xFA, float(node.real));
        else
            put(0xFB, node.real);
    }
    bool children(const Node &node)
    {
        return std::all_of(node.children.begin(), node.children.end(),
                           [this](const Node &child) { return write(child); });
    }
    bool mark(const Node &node)
    {
        const bool hasNumber
            = !node.children.empty() && node.children[0].kind == Node::Kind::Integer && !node.children[0].isNegative;
        if (node.bytes == "$tag" && hasNumber && node.children.size() == 2) {
            head(6, node.children[0].number);
            return write(node.children[1]);
        }
        if (node.bytes == "$simple" && hasNumber && node.children.size() == 1) {
            const quint64 number = node.children[0].number;
            if (number < 20 || number == 23)
                out += char(0xE0 | uint(number));
            else if (number >= 32 && number <= 255)
                put(0xF8, quint8(number));
            else
                return false;
            return true;
        }
        return false;
    }
};

} // namespace

Decoded<Node> readCbor(QByteArrayView bytes, CodecBudget &budget)
{
    if (bytes.isEmpty())
        return codecIssue(Kind::OtherFormat);
    Reader reader(bytes, budget);
    Decoded<Node> node = reader.value(0);
    if (node && reader.offset() < bytes.size())
        return codecIssue(Kind::TrailingBytes, reader.offset());
    return node;
}

Decoded<QByteArray> writeCbor(const Node &node)
{
    Writer writer;
    if (!writer.write(node))
        return codecIssue(Kind::NotRepresentable);
    return writer.out;
}

} // namespace stashdeck::tree
