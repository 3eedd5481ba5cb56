// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/bytetext.h"
#include "models/codecs/bytereader.h"
#include "models/codecs/treeformat.h"

#include <cmath>

namespace stashdeck::tree {

namespace {

using Kind = CodecIssue::Kind;

/// PHP's strings are bytes; those that are UTF-8 are shown as text.
Node phpString(QByteArrayView bytes)
{
    return isUtf8(bytes) ? Node::text(bytes.toByteArray()) : Node::binary(bytes.toByteArray());
}

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
        Decoded<Node> node = typed(char(m_reader.byte()), depth);
        if (node && m_reader.failed())
            return codecIssue(m_reader.atEnd() ? Kind::Truncated : Kind::Corrupt, start);
        return node;
    }
    [[nodiscard]] const ByteReader &bytes() const { return m_reader; }

private:
    Decoded<Node> typed(char type, int depth)
    {
        if (type == 'N') {
            expect(';');
            return Node();
        }
        expect(':');
        switch (type) {
        case 'b': {
            const QByteArrayView word = m_reader.until(';');
            if (word != "0" && word != "1")
                m_reader.fail();
            return Node::boolean(word == "1");
        }
        case 'i':
            return Node::integer(integer(m_reader.until(';')));
        case 'd':
            return real(m_reader.until(';').toByteArray());
        case 's': {
            const QByteArrayView text = quoted();
            expect(';');
            return phpString(text);
        }
        case 'a':
            return array(depth);
        case 'O': {
            const QByteArrayView name = quoted();
            expect(':');
            Decoded<Node> properties = pairs(depth);
            if (!properties)
                return properties;
            return Node::marked("$object", phpString(name), std::move(*properties));
        }
        case 'C': {
            const QByteArrayView name = quoted();
            expect(':');
            const qint64 length = integer(m_reader.until(':'));
            expect('{');
            const QByteArrayView data = m_reader.take(quint64(length));
            expect('}');
            return Node::marked("$custom", phpString(name), phpString(data));
        }
        case 'E': {
            const QByteArrayView name = quoted();
            expect(';');
            return Node::marked("$enum", phpString(name));
        }
        case 'R':
        case 'r':
            return Node::marked("$ref", Node::text(QByteArray(1, type)), Node::integer(integer(m_reader.until(';'))));
        default:
            return codecIssue(Kind::OtherFormat, m_reader.offset());
        }
    }
    void expect(char c)
    {
        if (char(m_reader.byte()) != c)
            m_reader.fail();
    }
    qint64 integer(QByteArrayView word)
    {
        bool isNumber = false;
        const qint64 number = word.toByteArray().toLongLong(&isNumber);
        if (!isNumber)
            m_reader.fail();
        return number;
    }
    Node real(const QByteArray &word)
    {
        Node node = Node::floating(0);
        bool isNumber = true;
        if (word == "NAN")
            node.real = std::numeric_limits<double>::quiet_NaN();
        else if (word == "INF" || word == "-INF")
            node.real = word.startsWith('-') ? -HUGE_VAL : HUGE_VAL;
        else
            node.real = word.toDouble(&isNumber);
        node.bytes = word;
        if (!isNumber)
            m_reader.fail();
        return node;
    }
    /// 5:"bytes"
    QByteArrayView quoted()
    {
        const qint64 length = integer(m_reader.until(':'));
        expect('"');
        const QByteArrayView bytes = m_reader.take(quint64(length));
        expect('"');
        return bytes;
    }
    Decoded<Node> pairs(int depth)
    {
        const qint64 count = integer(m_reader.until(':'));
        expect('{');
        if (depth >= m_budget.limits().depth)
            return codecIssue(Kind::TooDeep, m_reader.offset());
        if (m_reader.failed() || count < 0 || count > m_reader.left())
            return codecIssue(Kind::Corrupt, m_reader.offset());
        Node node = Node::container(Node::Kind::Map);
        for (qint64 i = 0; i < count * 2; ++i) {
            Decoded<Node> child = value(depth + 1);
            if (!child)
                return child;
            const bool isKey = i % 2 == 0;
            if (isKey && child->kind != Node::Kind::Integer && child->kind != Node::Kind::Text
                && child->kind != Node::Kind::Binary)
                return codecIssue(Kind::Corrupt, m_reader.offset());
            node.children.push_back(std::move(*child));
        }
        expect('}');
        return node;
    }
    Decoded<Node> array(int depth)
    {
        Decoded<Node> map = pairs(depth);
        if (!map)
            return map;
        // Keys 0, 1, 2 … in order are a list, and so is an array without elements.
        for (size_t i = 0; i < map->children.size(); i += 2) {
            const Node &key = map->children[i];
            if (key.kind != Node::Kind::Integer || key.isNegative || key.number != i / 2)
                return map;
        }
        Node list = Node::container(Node::Kind::Array);
        list.children.reserve(map->children.size() / 2);
        for (size_t i = 1; i < map->children.size(); i += 2)
            list.children.push_back(std::move(map->children[i]));
        return list;
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
            out += "N;";
            return true;
        case Node::Kind::Bool:
            out += node.number ? "b:1;" : "b:0;";
            return true;
        case Node::Kind::Integer:
            if (!node.fitsSigned())
                return false;
            out += "i:" + QByteArray::number(node.toSigned()) + ';';
            return true;
        case Node::Kind::Real:
            return real(node);
        case Node::Kind::Text:
        case Node::Kind::Binary:
            out += "s:";
            quoted(node.bytes);
            out += ';';
            return true;
        case Node::Kind::Array: {
            out += "a:" + QByteArray::number(qint64(node.children.size())) + ":{";
            for (size_t i = 0; i < node.children.size(); ++i) {
                out += "i:" + QByteArray::number(qint64(i)) + ';';
                if (!write(node.children[i]))
                    return false;
            }
            out += '}';
            return true;
        }
        case Node::Kind::Map:
            out += "a:";
            return pairs(node);
        case Node::Kind::Marked:
            return mark(node);
        }
        return false;
    }

    QByteArray out;

private:
    static bool isString(const Node &node) { return node.kind == Node::Kind::Text || node.kind == Node::Kind::Binary; }
    void quoted(const QByteArray &bytes)
    {
        out += QByteArray::number(bytes.size()) + ":\"";
        out += bytes;
        out += '"';
    }
    bool real(const Node &node)
    {
        QByteArray text = node.bytes;
        if (node.width != 64)
            return false;
        if (std::isnan(node.real))
            text = "NAN";
        else if (std::isinf(node.real))
            text = node.real > 0 ? "INF" : "-INF";
        else if (text.isEmpty())
            text = QByteArray::number(node.real, 'g', 17);
        if (text.endsWith(".0") && !text.contains('e') && !text.contains('E'))
            text.chop(2);
        out += "d:" + text + ';';
        return true;
    }
    bool pairs(const Node &map)
    {
        out += QByteArray::number(qint64(map.children.size() / 2)) + ":{";
        for (size_t i = 0; i < map.children.size(); ++i) {
            const bool isKey = i % 2 == 0;
            if (isKey && map.children[i].kind != Node::Kind::Integer && !isString(map.children[i]))
                return false;
            if (!write(map.children[i]))
                return false;
        }
        out += '}';
        return true;
    }
    bool mark(const Node &node)
    {
        const std::vector<Node> &parts = node.children;
        const bool isNamed = !parts.empty() && isString(parts[0]);
        if (node.bytes == "$object" && isNamed && parts.size() == 2) {
            out += "O:";
            quoted(parts[0].bytes);
            out += ':';
            // An object without properties may be written as [] or {}.
            const bool isEmptyList = parts[1].kind == Node::Kind::Array && parts[1].children.empty();
            return (parts[1].kind == Node::Kind::Map || isEmptyList) && pairs(parts[1]);
        }
        if (node.bytes == "$custom" && isNamed && parts.size() == 2 && isString(parts[1])) {
            out += "C:";
            quoted(parts[0].bytes);
            out += ':' + QByteArray::number(parts[1].bytes.size()) + ":{" + parts[1].bytes + '}';
            return true;
        }
        if (node.bytes == "$enum" && isNamed && parts.size() == 1) {
            out += "E:";
            quoted(parts[0].bytes);
            out += ';';
            return true;
        }
        if (node.bytes == "$ref" && isNamed && parts.size() == 2 && (parts[0].bytes == "R" || parts[0].bytes == "r")
            && parts[1].kind == Node::Kind::Integer && parts[1].fitsSigned()) {
            out += parts[0].bytes + ':' + QByteArray::number(parts[1].toSigned()) + ';';
            return true;
        }
        return false;
    }
};

} // namespace

Decoded<Node> readPhp(QByteArrayView bytes, CodecBudget &budget)
{
    static constexpr QByteArrayView types = "NbidsaOCERr";
    if (bytes.size() < 2 || !types.contains(bytes[0]) || bytes[1] != (bytes[0] == 'N' ? ';' : ':'))
        return codecIssue(Kind::OtherFormat);
    Reader reader(bytes, budget);
    Decoded<Node> node = reader.value(0);
    if (node && !reader.bytes().atEnd())
        return codecIssue(Kind::TrailingBytes, reader.bytes().offset());
    return node;
}

Decoded<QByteArray> writePhp(const Node &node)
{
    Writer writer;
    if (!writer.write(node))
        return codecIssue(Kind::NotRepresentable);
    return writer.out;
}

} // namespace stashdeck::tree
