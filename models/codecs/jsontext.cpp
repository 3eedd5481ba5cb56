// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/codecs/jsontext.h"

#include "models/base/bytetext.h"

#include <vector>

namespace stashdeck {

namespace {

constexpr qsizetype inlineArrayLimit = 72;
constexpr int indentWidth = 2;

constexpr bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}
constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
constexpr bool isHex(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

JsonIssue issueAt(QByteArrayView text, qsizetype offset, JsonIssue::Kind kind)
{
    JsonIssue issue;
    issue.kind = kind;
    issue.offset = offset;
    qsizetype lineStart = 0;
    for (qsizetype i = 0; i < offset; ++i) {
        if (text[i] == '\n') {
            ++issue.line;
            lineStart = i + 1;
        }
    }
    for (qsizetype i = lineStart; i < offset; ++i) {
        if ((uchar(text[i]) & 0xC0) != 0x80)
            ++issue.column;
    }
    return issue;
}

/// Follows the grammar token by token, with a stack of open containers instead of recursion.
class Grammar {
public:
    /// What is wrong with this token here, if anything.
    std::optional<JsonIssue::Kind> take(const JsonLexer::Token &token, char first)
    {
        using Type = JsonLexer::Type;
        if (token.type == Type::Error)
            return token.issue;
        if (token.type == Type::End) {
            if (m_expect == Expect::End)
                return {};
            return m_open.empty() && m_expect == Expect::Value ? JsonIssue::Kind::Empty
                                                               : JsonIssue::Kind::UnexpectedEnd;
        }
        if (m_expect == Expect::End)
            return JsonIssue::Kind::TextAfterEnd;
        if (token.type == Type::Punctuation)
            return punctuation(first);
        if (m_expect == Expect::Key || m_expect == Expect::KeyOrClose) {
            if (token.type != Type::String)
                return JsonIssue::Kind::UnexpectedCharacter;
            m_expect = Expect::Colon;
            return {};
        }
        if (m_expect != Expect::Value && m_expect != Expect::ValueOrClose)
            return JsonIssue::Kind::UnexpectedCharacter;
        afterValue();
        return {};
    }
    [[nodiscard]] size_t depth() const { return m_open.size(); }
    [[nodiscard]] bool isComplete() const { return m_expect == Expect::End; }

private:
    enum class Expect { Value, ValueOrClose, Key, KeyOrClose, Colon, CommaOrClose, End };

    std::optional<JsonIssue::Kind> punctuation(char c)
    {
        const bool wantsValue = m_expect == Expect::Value || m_expect == Expect::ValueOrClose;
        switch (c) {
        case '{':
        case '[':
            if (!wantsValue)
                return JsonIssue::Kind::UnexpectedCharacter;
            if (m_open.size() >= size_t(jsonDepthLimit))
                return JsonIssue::Kind::TooDeep;
            m_open.push_back(c);
            m_expect = c == '{' ? Expect::KeyOrClose : Expect::ValueOrClose;
            return {};
        case '}':
        case ']': {
            const bool closes = !m_open.empty() && m_open.back() == (c == '}' ? '{' : '[')
                && (m_expect == Expect::CommaOrClose
                    || m_expect == (c == '}' ? Expect::KeyOrClose : Expect::ValueOrClose));
            if (!closes)
                return JsonIssue::Kind::UnexpectedCharacter;
            m_open.pop_back();
            afterValue();
            return {};
        }
        case ',':
            if (m_expect != Expect::CommaOrClose)
                return JsonIssue::Kind::UnexpectedCharacter;
            m_expect = m_open.back() == '{' ? Expect::Key : Expect::Value;
            return {};
        default:
            if (m_expect != Expect::Colon)
                return JsonIssue::Kind::UnexpectedCharacter;
            m_expect = Expect::Value;
            return {};
        }
    }
    void afterValue() { m_expect = m_open.empty() ? Expect::End : Expect::CommaOrClose; }

    std::vector<char> m_open;
    Expect m_expect = Expect::Value;
};

/// The array that opens at `offset` on one line, when it is short and holds only scalars.
std::optional<QByteArray> inlineArray(QByteArrayView text, qsizetype offset, qsizetype *end)
{
    JsonLexer lexer(text.sliced(offset));
    QByteArray line;
    for (;;) {
        const JsonLexer::Token token = lexer.next();
        if (token.type == JsonLexer::Type::End || token.type == JsonLexer::Type::Error)
            return {};
        const QByteArrayView word = lexer.text(token);
        const bool opens = token.type == JsonLexer::Type::Punctuation && (word == "[" || word == "{");
        if ((opens && !line.isEmpty()) || line.size() + word.size() > inlineArrayLimit)
            return {};
        line.append(word.data(), word.size());
        if (token.type == JsonLexer::Type::Punctuation) {
            if (word == "]") {
                *end = offset + token.offset + token.length;
                return line;
            }
            if (word == ",")
                line.append(' ');
        }
    }
}

} // namespace

JsonLexer::Token JsonLexer::next()
{
    while (m_at < m_text.size() && isSpace(m_text[m_at]))
        ++m_at;
    if (m_at >= m_text.size())
        return {Type::End, m_text.size(), 0};
    const char c = m_text[m_at];
    switch (c) {
    case '{':
    case '}':
    case '[':
    case ']':
    case ',':
    case ':':
        return {Type::Punctuation, m_at++, 1};
    case '"':
        return string();
    default:
        break;
    }
    if (c == '-' || isDigit(c))
        return number();
    return word();
}

JsonLexer::Token JsonLexer::string()
{
    const qsizetype start = m_at++;
    while (m_at < m_text.size()) {
        const char c = m_text[m_at];
        if (c == '"') {
            ++m_at;
            return {Type::String, start, m_at - start};
        }
        if (uchar(c) < 0x20)
            return {Type::Error, m_at, 0, JsonIssue::Kind::BadString};
        if (c != '\\') {
            ++m_at;
            continue;
        }
        if (m_at + 1 >= m_text.size())
            break;
        const char escaped = m_text[m_at + 1];
        if (escaped == 'u') {
            for (qsizetype i = m_at + 2; i < m_at + 6; ++i) {
                if (i >= m_text.size())
                    return {Type::Error, m_text.size(), 0, JsonIssue::Kind::UnexpectedEnd};
                if (!isHex(m_text[i]))
                    return {Type::Error, m_at, 0, JsonIssue::Kind::BadString};
            }
            m_at += 6;
        } else if (QByteArrayView("\"\\/bfnrt").contains(escaped)) {
            m_at += 2;
        } else {
            return {Type::Error, m_at, 0, JsonIssue::Kind::BadString};
        }
    }
    return {Type::Error, m_text.size(), 0, JsonIssue::Kind::UnexpectedEnd};
}

JsonLexer::Token JsonLexer::number()
{
    const qsizetype start = m_at;
    const auto digits = [this] {
        const qsizetype from = m_at;
        while (m_at < m_text.size() && isDigit(m_text[m_at]))
            ++m_at;
        return m_at > from;
    };
    const Token bad{Type::Error, start, 0, JsonIssue::Kind::BadNumber};
    if (m_text[m_at] == '-')
        ++m_at;
    if (m_at < m_text.size() && m_text[m_at] == '0')
        ++m_at;
    else if (!digits())
        return bad;
    if (m_at < m_text.size() && m_text[m_at] == '.') {
        ++m_at;
        if (!digits())
            return bad;
    }
    if (m_at < m_text.size() && (m_text[m_at] == 'e' || m_text[m_at] == 'E')) {
        ++m_at;
        if (m_at < m_text.size() && (m_text[m_at] == '+' || m_text[m_at] == '-'))
            ++m_at;
        if (!digits())
            return bad;
    }
    // "01" and "1x" are one wrong word, not two tokens.
    if (m_at < m_text.size() && (isDigit(m_text[m_at]) || m_text[m_at] == '.' || m_text[m_at] == '_'))
        return bad;
    return {Type::Number, start, m_at - start};
}

JsonLexer::Token JsonLexer::word()
{
    for (const QByteArrayView known : {QByteArrayView("true"), QByteArrayView("false"), QByteArrayView("null")}) {
        if (m_text.sliced(m_at).startsWith(known)) {
            const Token token{Type::Word, m_at, known.size()};
            m_at += known.size();
            return token;
        }
    }
    return {Type::Error, m_at, 0, JsonIssue::Kind::UnexpectedCharacter};
}

JsonIssue jsonPlace(QByteArrayView text, qsizetype offset)
{
    return issueAt(text, offset, JsonIssue::Kind::UnexpectedCharacter);
}

std::optional<JsonIssue> checkJson(QByteArrayView text)
{
    JsonLexer lexer(text);
    Grammar grammar;
    for (;;) {
        const JsonLexer::Token token = lexer.next();
        const char first = token.length > 0 ? text[token.offset] : '\0';
        if (const auto wrong = grammar.take(token, first))
            return issueAt(text, token.offset, *wrong);
        if (token.type == JsonLexer::Type::End)
            break;
    }
    if (!isUtf8(text))
        return issueAt(text, 0, JsonIssue::Kind::NotUtf8);
    return {};
}

std::optional<QByteArray> prettyJson(QByteArrayView text)
{
    if (checkJson(text))
        return {};
    QByteArray out;
    out.reserve(text.size() + text.size() / 4 + 16);
    qsizetype depth = 0;
    const auto newLine = [&out, &depth] {
        out.append('\n');
        out.append(depth * indentWidth, ' ');
    };
    JsonLexer lexer(text);
    bool emptyContainer = false; // the last token opened one
    for (;;) {
        const JsonLexer::Token token = lexer.next();
        if (token.type == JsonLexer::Type::End)
            break;
        const QByteArrayView word = lexer.text(token);
        const char c = token.type == JsonLexer::Type::Punctuation ? word[0] : '\0';
        if (c == '}' || c == ']') {
            --depth;
            if (!emptyContainer)
                newLine();
            out.append(c);
            emptyContainer = false;
            continue;
        }
        if (emptyContainer)
            newLine();
        emptyContainer = false;
        if (c == '[') {
            qsizetype end = 0;
            if (const auto line = inlineArray(text, token.offset, &end)) {
                out.append(*line);
                text = text.sliced(end);
                lexer = JsonLexer(text);
                continue;
            }
        }
        out.append(word.data(), word.size());
        if (c == '{' || c == '[') {
            ++depth;
            emptyContainer = true;
        } else if (c == ',') {
            newLine();
        } else if (c == ':') {
            out.append(' ');
        }
    }
    return out;
}

std::optional<QByteArray> minifiedJson(QByteArrayView text)
{
    if (checkJson(text))
        return {};
    QByteArray out;
    out.reserve(text.size());
    JsonLexer lexer(text);
    for (JsonLexer::Token token = lexer.next(); token.type != JsonLexer::Type::End; token = lexer.next()) {
        const QByteArrayView word = lexer.text(token);
        out.append(word.data(), word.size());
    }
    return out;
}

bool isMinifiedJson(QByteArrayView text)
{
    if (text.isEmpty() || (text[0] != '{' && text[0] != '['))
        return false;
    const std::optional<QByteArray> minified = minifiedJson(text);
    return minified && QByteArrayView(*minified) == text;
}

} // namespace stashdeck
