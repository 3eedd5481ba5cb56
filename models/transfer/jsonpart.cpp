// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/jsonpart.h"

#include "models/base/bytetext.h"
#include "models/codecs/jsontext.h"

namespace stashdeck {

namespace {

using Type = JsonLexer::Type;

uint hexNumber(QByteArrayView digits)
{
    uint number = 0;
    for (const char c : digits) {
        const uint value = c <= '9' ? uint(c - '0') : uint((c | 0x20) - 'a' + 10);
        number = number * 16 + value;
    }
    return number;
}

void appendUtf8(QByteArray &out, uint code)
{
    if (code < 0x80) {
        out.append(char(code));
    } else if (code < 0x800) {
        out.append(char(0xc0 | (code >> 6)));
        out.append(char(0x80 | (code & 0x3f)));
    } else if (code < 0x10000) {
        out.append(char(0xe0 | (code >> 12)));
        out.append(char(0x80 | ((code >> 6) & 0x3f)));
        out.append(char(0x80 | (code & 0x3f)));
    } else {
        out.append(char(0xf0 | (code >> 18)));
        out.append(char(0x80 | ((code >> 12) & 0x3f)));
        out.append(char(0x80 | ((code >> 6) & 0x3f)));
        out.append(char(0x80 | (code & 0x3f)));
    }
}

class Parser {
public:
    explicit Parser(QByteArrayView json)
        : m_lexer(json)
    {
        advance();
    }

    bool value(JsonPart &part, int depth)
    {
        if (++m_values > JsonPart::mostValues || depth > JsonPart::deepest)
            return false;
        const QByteArrayView text = m_lexer.text(m_token);
        switch (m_token.type) {
        case Type::String:
            part.kind = JsonPart::Kind::Text;
            if (!string(part.text))
                return false;
            return true;
        case Type::Number:
            part.kind = JsonPart::Kind::Number;
            part.text = text.toByteArray();
            advance();
            return true;
        case Type::Word:
            part.kind = text == "null" ? JsonPart::Kind::Null : JsonPart::Kind::Bool;
            part.text = text.toByteArray();
            advance();
            return text == "null" || text == "true" || text == "false";
        case Type::Punctuation:
            if (text == "[")
                return array(part, depth);
            return text == "{" && object(part, depth);
        case Type::End:
        case Type::Error:
            return false;
        }
        return false;
    }
    [[nodiscard]] bool isAtEnd() const { return m_token.type == Type::End; }

private:
    void advance() { m_token = m_lexer.next(); }
    [[nodiscard]] bool isAt(char c) const
    {
        return m_token.type == Type::Punctuation && m_lexer.text(m_token).front() == c;
    }
    bool take(char c)
    {
        if (!isAt(c))
            return false;
        advance();
        return true;
    }
    bool string(QByteArray &out)
    {
        if (m_token.type != Type::String)
            return false;
        const std::optional<QByteArray> bytes = jsonStringBytes(m_lexer.text(m_token));
        if (!bytes)
            return false;
        out = *bytes;
        advance();
        return true;
    }
    bool array(JsonPart &part, int depth)
    {
        part.kind = JsonPart::Kind::Array;
        advance();
        if (take(']'))
            return true;
        do {
            if (!value(part.items.emplace_back(), depth + 1))
                return false;
        } while (take(','));
        return take(']');
    }
    bool object(JsonPart &part, int depth)
    {
        part.kind = JsonPart::Kind::Object;
        advance();
        if (take('}'))
            return true;
        do {
            JsonPart &name = part.items.emplace_back();
            name.kind = JsonPart::Kind::Text;
            if (!string(name.text) || !take(':') || !value(part.items.emplace_back(), depth + 1))
                return false;
        } while (take(','));
        return take('}');
    }

    JsonLexer m_lexer;
    JsonLexer::Token m_token;
    qsizetype m_values = 0;
};

} // namespace

const JsonPart *JsonPart::find(QByteArrayView name) const
{
    const JsonPart *found = nullptr;
    if (kind != Kind::Object)
        return found;
    for (size_t i = 0; i + 1 < items.size(); i += 2) {
        if (items[i].text == name)
            found = &items[i + 1];
    }
    return found;
}

std::optional<qint64> JsonPart::integer() const
{
    if (kind != Kind::Number)
        return std::nullopt;
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

std::optional<JsonPart> JsonPart::parse(QByteArrayView json)
{
    if (!isUtf8(json))
        return std::nullopt;
    Parser parser(json);
    JsonPart part;
    if (!parser.value(part, 0) || !parser.isAtEnd())
        return std::nullopt;
    return part;
}

std::optional<QByteArray> jsonStringBytes(QByteArrayView token)
{
    if (token.size() < 2)
        return std::nullopt;
    const QByteArrayView text = token.sliced(1, token.size() - 2);
    if (!text.contains('\\'))
        return text.toByteArray();
    QByteArray out;
    out.reserve(text.size());
    for (qsizetype at = 0; at < text.size();) {
        if (text[at] != '\\') {
            out.append(text[at++]);
            continue;
        }
        if (at + 1 >= text.size())
            return std::nullopt;
        const char escaped = text[at + 1];
        at += 2;
        switch (escaped) {
        case 'b':
            out.append('\b');
            break;
        case 'f':
            out.append('\f');
            break;
        case 'n':
            out.append('\n');
            break;
        case 'r':
            out.append('\r');
            break;
        case 't':
            out.append('\t');
            break;
        case 'u': {
            if (at + 4 > text.size())
                return std::nullopt;
            uint code = hexNumber(text.sliced(at, 4));
            at += 4;
            if (code >= 0xdc00 && code < 0xe000)
                return std::nullopt;
            if (code >= 0xd800 && code < 0xdc00) {
                if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u')
                    return std::nullopt;
                const uint low = hexNumber(text.sliced(at + 2, 4));
                if (low < 0xdc00 || low >= 0xe000)
                    return std::nullopt;
                code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
                at += 6;
            }
            appendUtf8(out, code);
            break;
        }
        default:
            out.append(escaped);
            break;
        }
    }
    return out;
}

void appendJsonString(QByteArray &out, QByteArrayView utf8)
{
    static constexpr char hex[] = "0123456789abcdef";
    out.append('"');
    const char *plain = utf8.data();
    const char *const end = plain + utf8.size();
    for (const char *at = plain; at != end; ++at) {
        const auto byte = static_cast<unsigned char>(*at);
        if (byte >= 0x20 && byte != '"' && byte != '\\')
            continue;
        out.append(plain, at - plain);
        plain = at + 1;
        switch (byte) {
        case '"':
            out.append("\\\"");
            break;
        case '\\':
            out.append("\\\\");
            break;
        case '\n':
            out.append("\\n");
            break;
        case '\r':
            out.append("\\r");
            break;
        case '\t':
            out.append("\\t");
            break;
        default:
            out.append("\\u00");
            out.append(hex[byte >> 4]);
            out.append(hex[byte & 0xf]);
            break;
        }
    }
    out.append(plain, end - plain);
    out.append('"');
}

} // namespace stashdeck
