// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace stashdeck {

/// JSON as text. Values are never parsed into numbers or maps and written again: key order, duplicate keys and the
/// text of every number survive, and only white space between tokens changes (reliability-security.md §1.10). No
/// recursion; nesting beyond `jsonDepthLimit` is an error of its own. All functions are pure and may run on any thread.
inline constexpr int jsonDepthLimit = 512;

struct JsonIssue {
    enum class Kind {
        Empty,
        UnexpectedCharacter,
        UnexpectedEnd,
        BadString, ///< a raw control character or a wrong escape
        BadNumber,
        TooDeep,
        TextAfterEnd,
        NotUtf8,
    };
    Kind kind = Kind::UnexpectedCharacter;
    qsizetype offset = 0; ///< in bytes
    int line = 1;
    int column = 1; ///< in characters, from 1
    friend bool operator==(const JsonIssue &, const JsonIssue &) = default;
};

/// The tokens of a JSON text, one at a time.
class JsonLexer {
public:
    enum class Type { Punctuation, String, Number, Word, End, Error };
    struct Token {
        Type type = Type::End;
        qsizetype offset = 0;
        qsizetype length = 0;
        JsonIssue::Kind issue = JsonIssue::Kind::UnexpectedCharacter; ///< of Type::Error
    };

    explicit JsonLexer(QByteArrayView text)
        : m_text(text)
    {
    }
    [[nodiscard]] Token next();
    [[nodiscard]] QByteArrayView text(const Token &token) const { return m_text.sliced(token.offset, token.length); }

private:
    [[nodiscard]] Token string();
    [[nodiscard]] Token number();
    [[nodiscard]] Token word();

    QByteArrayView m_text;
    qsizetype m_at = 0;
};

/// Line and column of an offset.
[[nodiscard]] JsonIssue jsonPlace(QByteArrayView text, qsizetype offset);
/// The first thing that is wrong, or nothing for one well-formed JSON text (RFC 8259; scalars too).
[[nodiscard]] std::optional<JsonIssue> checkJson(QByteArrayView text);

/// Indented by two spaces; short arrays of scalars stay on one line. Empty for a text that is not well-formed.
[[nodiscard]] std::optional<QByteArray> prettyJson(QByteArrayView text);
/// Without white space between tokens. Empty for a text that is not well-formed.
[[nodiscard]] std::optional<QByteArray> minifiedJson(QByteArrayView text);
/// True when the text begins as an object or an array, is well-formed and has no white space between tokens.
[[nodiscard]] bool isMinifiedJson(QByteArrayView text);

} // namespace stashdeck
