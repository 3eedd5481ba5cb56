// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/codecs/markedjson.h"

#include "models/base/bytetext.h"

#include <QLocale>
#include <QString>

#include <cmath>

namespace stashdeck {

namespace {

/// Invisible in an editor, or a mark of the text document itself: shown as escapes, so that they can be seen and kept.
bool isEscaped(char32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || (c >= 0x200B && c <= 0x200F)
        || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || c == 0xFFFC
        || (c >= 0xFDD0 && c <= 0xFDEF) || c == 0xFFFE || c == 0xFFFF;
}

void appendEscape(QByteArray &out, char32_t c)
{
    switch (c) {
    case '\n':
        out += "\\n";
        return;
    case '\t':
        out += "\\t";
        return;
    case '\r':
        out += "\\r";
        return;
    default:
        out += "\\u" + QByteArray::number(uint(c), 16).rightJustified(4, '0');
    }
}

/// `utf8` must be well-formed.
void appendString(QByteArray &out, QByteArrayView utf8)
{
    out += '"';
    for (qsizetype i = 0; i < utf8.size();) {
        const uchar lead = uchar(utf8[i]);
        if (lead < 0x80) {
            if (lead == '"' || lead == '\\')
                (out += '\\') += char(lead);
            else if (isEscaped(lead))
                appendEscape(out, lead);
            else
                out += char(lead);
            ++i;
            continue;
        }
        const int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        char32_t c = lead & (0x7F >> length);
        for (int k = 1; k < length; ++k)
            c = (c << 6) | (uchar(utf8[i + k]) & 0x3F);
        if (isEscaped(c))
            appendEscape(out, c);
        else
            out.append(utf8.data() + i, length);
        i += length;
    }
    out += '"';
}

class Writer {
public:
    explicit Writer(bool ownNumbers)
        : m_ownNumbers(ownNumbers)
    {
    }

    void write(const Node &node)
    {
        switch (node.kind) {
        case Node::Kind::Null:
            out += "null";
            break;
        case Node::Kind::Bool:
            out += node.number ? "true" : "false";
            break;
        case Node::Kind::Integer:
            integer(node);
            break;
        case Node::Kind::Real:
            real(node);
            break;
        case Node::Kind::Text:
            if (isUtf8(node.bytes))
                appendString(out, node.bytes);
            else
                out += R"({"$text":")" + node.bytes.toBase64() + "\"}";
            break;
        case Node::Kind::Binary:
            out += R"({"$binary":")" + node.bytes.toBase64() + "\"}";
            break;
        case Node::Kind::Array:
            list(node);
            break;
        case Node::Kind::Map:
            map(node);
            break;
        case Node::Kind::Marked:
            out += '{';
            appendString(out, node.bytes);
            out += ':';
            list(node);
            out += '}';
            break;
        }
    }

    QByteArray out;

private:
    void integer(const Node &node)
    {
        if (!node.isNegative) {
            out += QByteArray::number(node.number);
        } else if (node.number == std::numeric_limits<quint64>::max()) {
            out += "-18446744073709551616"; // CBOR reaches that far
        } else {
            (out += '-') += QByteArray::number(node.number + 1);
        }
    }
    void real(const Node &node)
    {
        const char *mark = node.width == 16 ? R"({"$float16":)" : R"({"$float32":)";
        if (!std::isfinite(node.real)) {
            const char *name = std::isnan(node.real) ? "NaN" : node.real > 0 ? "Infinity" : "-Infinity";
            if (node.width == 64)
                out += R"({"$float":)";
            else
                out += mark;
            ((out += '"') += name) += "\"}";
            return;
        }
        QByteArray text = node.bytes;
        if (!m_ownNumbers || text.isEmpty()) {
            // The shortest text that reads as the same number, also for the narrow ones.
            text = node.width == 64 ? QByteArray::number(node.real, 'g', QLocale::FloatingPointShortest)
                                    : shortestFloat(float(node.real));
        }
        if (!text.contains('.') && !text.contains('e') && !text.contains('E'))
            text += ".0";
        if (node.width == 64)
            out += text;
        else
            ((out += mark) += text) += '}';
    }
    static QByteArray shortestFloat(float value)
    {
        for (int digits = 1; digits < 9; ++digits) {
            const QByteArray text = QByteArray::number(double(value), 'g', digits);
            if (text.toFloat() == value)
                return text;
        }
        return QByteArray::number(double(value), 'g', 9);
    }
    void list(const Node &node)
    {
        out += '[';
        for (size_t i = 0; i < node.children.size(); ++i) {
            if (i > 0)
                out += ',';
            write(node.children[i]);
        }
        out += ']';
    }
    void map(const Node &node)
    {
        bool isPlain = true;
        for (size_t i = 0; i + 1 < node.children.size() && isPlain; i += 2)
            isPlain = node.children[i].kind == Node::Kind::Text && isUtf8(node.children[i].bytes);
        if (isPlain && node.children.size() == 2)
            isPlain = !node.children[0].bytes.startsWith('$');
        out += isPlain ? "{" : R"({"$map":[)";
        for (size_t i = 0; i + 1 < node.children.size(); i += 2) {
            if (i > 0)
                out += ',';
            if (!isPlain)
                out += '[';
            write(node.children[i]);
            out += isPlain ? ':' : ',';
            write(node.children[i + 1]);
            if (!isPlain)
                out += ']';
        }
        out += isPlain ? "}" : "]}";
    }

    bool m_ownNumbers;
};

/// Reads text that checkJson() has accepted, so that only meaning can be wrong.
class Reader {
public:
    explicit Reader(QByteArrayView text)
        : m_text(text)
        , m_lexer(text)
    {
        advance();
    }

    Node value()
    {
        const JsonLexer::Token token = m_token;
        const QByteArrayView word = m_lexer.text(token);
        advance();
        switch (token.type) {
        case JsonLexer::Type::String:
            return Node::text(string(token));
        case JsonLexer::Type::Number:
            return number(token);
        case JsonLexer::Type::Word:
            return word == "null" ? Node() : Node::boolean(word == "true");
        case JsonLexer::Type::Punctuation:
            return word == "[" ? array() : object(token);
        case JsonLexer::Type::End:
        case JsonLexer::Type::Error:
            break;
        }
        return {};
    }

    std::optional<std::pair<MarkedJsonIssue::Kind, qsizetype>> issue;

private:
    void advance() { m_token = m_lexer.next(); }
    [[nodiscard]] bool at(char punctuation) const
    {
        return m_token.type == JsonLexer::Type::Punctuation && m_text[m_token.offset] == punctuation;
    }
    void fail(MarkedJsonIssue::Kind kind, qsizetype offset)
    {
        if (!issue)
            issue.emplace(kind, offset);
    }

    QByteArray string(const JsonLexer::Token &token)
    {
        const QByteArrayView raw = m_text.sliced(token.offset + 1, token.length - 2);
        if (!raw.contains('\\'))
            return raw.toByteArray();
        QByteArray out;
        out.reserve(raw.size());
        for (qsizetype i = 0; i < raw.size(); ++i) {
            if (raw[i] != '\\') {
                out += raw[i];
                continue;
            }
            const char c = raw[++i];
            static constexpr char from[] = "bfnrt";
            static constexpr char to[] = "\b\f\n\r\t";
            if (c == 'u') {
                char32_t code = unit(raw, i);
                i += 4;
                if (code >= 0xD800 && code < 0xDC00 && raw.sliced(i + 1).startsWith("\\u")) {
                    const char32_t low = unit(raw, i + 2);
                    if (low >= 0xDC00 && low < 0xE000) {
                        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
                        i += 6;
                    }
                }
                if (code >= 0xD800 && code < 0xE000)
                    fail(MarkedJsonIssue::Kind::BadText, token.offset);
                else
                    out += QString::fromUcs4(&code, 1).toUtf8();
            } else if (const char *known = std::strchr(from, c)) {
                out += to[known - from];
            } else {
                out += c;
            }
        }
        return out;
    }
    static char32_t unit(QByteArrayView raw, qsizetype u)
    {
        return char32_t(raw.sliced(u + 1, 4).toByteArray().toUInt(nullptr, 16));
    }

    Node number(const JsonLexer::Token &token)
    {
        const QByteArray word = m_lexer.text(token).toByteArray();
        bool isGood = false;
        if (word.contains('.') || word.contains('e') || word.contains('E')) {
            Node node = Node::floating(word.toDouble(&isGood));
            node.bytes = word;
            if (!isGood || !std::isfinite(node.real))
                fail(MarkedJsonIssue::Kind::BadNumber, token.offset);
            return node;
        }
        const bool isNegative = word.startsWith('-');
        Node node = Node::unsignedInteger(word.mid(isNegative ? 1 : 0).toULongLong(&isGood));
        if (word == "-18446744073709551616") {
            node.number = std::numeric_limits<quint64>::max();
            node.isNegative = isGood = true;
        } else if (isNegative && node.number > 0) {
            node.isNegative = true;
            --node.number;
        } else if (isNegative) {
            isGood = false; // -0 is no integer
        }
        if (!isGood)
            fail(MarkedJsonIssue::Kind::BadNumber, token.offset);
        return node;
    }

    Node array()
    {
        Node node = Node::container(Node::Kind::Array);
        while (!at(']') && !issue) {
            node.children.push_back(value());
            if (at(','))
                advance();
        }
        advance();
        return node;
    }

    Node object(const JsonLexer::Token &start)
    {
        Node node = Node::container(Node::Kind::Map);
        while (!at('}') && !issue) {
            node.children.push_back(Node::text(string(m_token)));
            advance(); // the key
            advance(); // the colon
            node.children.push_back(value());
            if (at(','))
                advance();
        }
        advance();
        if (node.children.size() == 2 && node.children[0].bytes.startsWith('$') && !issue)
            return mark(node.children[0].bytes, std::move(node.children[1]), start.offset);
        return node;
    }

    Node mark(const QByteArray &name, Node value, qsizetype offset)
    {
        const bool isBinary = name == "$binary";
        if (isBinary || name == "$text") {
            const auto decoded = QByteArray::fromBase64Encoding(
                value.bytes, QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
            if (value.kind == Node::Kind::Text && decoded && decoded.decoded.toBase64() == value.bytes)
                return isBinary ? Node::binary(decoded.decoded) : Node::text(decoded.decoded);
        } else if (name == "$float" || name == "$float32" || name == "$float16") {
            const quint8 width = name == "$float" ? 64 : name == "$float32" ? 32 : 16;
            if (value.kind == Node::Kind::Text && value.bytes == "NaN")
                return Node::floating(std::numeric_limits<double>::quiet_NaN(), width);
            if (value.kind == Node::Kind::Text && (value.bytes == "Infinity" || value.bytes == "-Infinity")) {
                const double infinity = std::numeric_limits<double>::infinity();
                return Node::floating(value.bytes.startsWith('-') ? -infinity : infinity, width);
            }
            if (value.kind == Node::Kind::Real && width == 32)
                return Node::floating(double(float(value.real)), width);
            if (value.kind == Node::Kind::Real)
                return Node::floating(value.real, width);
            if (value.kind == Node::Kind::Integer)
                return Node::floating(value.isNegative ? -1.0 - double(value.number) : double(value.number), width);
        } else if (name == "$map" && value.kind == Node::Kind::Array) {
            Node map = Node::container(Node::Kind::Map);
            bool isGood = true;
            for (Node &pair : value.children) {
                isGood = isGood && pair.kind == Node::Kind::Array && pair.children.size() == 2;
                if (isGood)
                    map.append(std::move(pair.children[0]), std::move(pair.children[1]));
            }
            if (isGood)
                return map;
        } else if (value.kind == Node::Kind::Array) {
            Node marked = Node::marked(name);
            marked.children = std::move(value.children);
            return marked;
        }
        fail(MarkedJsonIssue::Kind::BadMark, offset);
        return {};
    }

    QByteArrayView m_text;
    JsonLexer m_lexer;
    JsonLexer::Token m_token;
};

} // namespace

QByteArray toMarkedJson(const Node &node, bool ownNumbers)
{
    Writer writer(ownNumbers);
    writer.write(node);
    return writer.out;
}

tl::expected<Node, MarkedJsonIssue> fromMarkedJson(QByteArrayView text)
{
    MarkedJsonIssue wrong;
    if (const auto issue = checkJson(text)) {
        wrong.json = *issue;
        return tl::unexpected(wrong);
    }
    Reader reader(text);
    Node node = reader.value();
    if (!reader.issue)
        return node;
    wrong.kind = reader.issue->first;
    wrong.json = jsonPlace(text, reader.issue->second);
    return tl::unexpected(wrong);
}

} // namespace stashdeck
