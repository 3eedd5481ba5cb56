// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/snippets/snippettext.h"

#include "models/base/bytetext.h"

namespace stashdeck {

namespace {

bool isUnseen(char32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad || c == 0x061c || c == 0x180e
        || (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff;
}

bool isBare(const QByteArray &word)
{
    if (word.isEmpty())
        return false;
    for (const char c : word) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || QByteArrayView("-_.:/@{}*+$[]=").contains(c);
        if (!plain)
            return false;
    }
    return true;
}

struct Character {
    char32_t code = 0;
    qsizetype bytes = 1;
};

/// Of text that is known to be well-formed.
Character characterAt(const QByteArray &text, qsizetype at)
{
    const auto byte = [&](qsizetype i) {
        return uchar(text[at + i]);
    };
    const uchar lead = byte(0);
    if (lead < 0x80)
        return {lead, 1};
    if (lead < 0xe0)
        return {char32_t(lead & 0x1f) << 6 | (byte(1) & 0x3f), 2};
    if (lead < 0xf0)
        return {char32_t(lead & 0x0f) << 12 | char32_t(byte(1) & 0x3f) << 6 | (byte(2) & 0x3f), 3};
    return {char32_t(lead & 0x07) << 18 | char32_t(byte(1) & 0x3f) << 12 | char32_t(byte(2) & 0x3f) << 6
                | (byte(3) & 0x3f),
            4};
}

void appendHex(QByteArray &text, const char *prefix, uint value, int digits)
{
    text += prefix;
    text += QByteArray::number(value, 16).rightJustified(digits, '0');
}

} // namespace

QByteArray cliWord(const QByteArray &word)
{
    if (isBare(word))
        return word;
    const bool isText = isUtf8(word);
    QByteArray quoted = "\"";
    quoted.reserve(word.size() + 2);
    for (qsizetype at = 0; at < word.size();) {
        const Character character = isText ? characterAt(word, at) : Character{uchar(word[at]), 1};
        const char32_t c = character.code;
        if (c == '"' || c == '\\')
            quoted.append('\\').append(char(c));
        else if (c == '\n')
            quoted += "\\n";
        else if (c == '\r')
            quoted += "\\r";
        else if (c == '\t')
            quoted += "\\t";
        else if (isUnseen(c) || (!isText && c >= 0x7f)) {
            for (qsizetype i = 0; i < character.bytes; ++i)
                appendHex(quoted, "\\x", uchar(word[at + i]), 2);
        } else {
            quoted += QByteArrayView(word).sliced(at, character.bytes);
        }
        at += character.bytes;
    }
    return quoted + '"';
}

std::optional<QByteArray> textLiteral(const QByteArray &bytes)
{
    if (!isUtf8(bytes))
        return {};
    QByteArray literal = "\"";
    literal.reserve(bytes.size() + 2);
    for (qsizetype at = 0; at < bytes.size();) {
        const Character character = characterAt(bytes, at);
        const char32_t c = character.code;
        if (c == '"' || c == '\\')
            literal.append('\\').append(char(c));
        else if (c == '\n')
            literal += "\\n";
        else if (c == '\r')
            literal += "\\r";
        else if (c == '\t')
            literal += "\\t";
        else if (isUnseen(c)) // all of them are in the basic plane
            appendHex(literal, "\\u", uint(c), 4);
        else
            literal += QByteArrayView(bytes).sliced(at, character.bytes);
        at += character.bytes;
    }
    return literal + '"';
}

QByteArray shellWord(const QByteArray &text)
{
    return '\'' + QByteArray(text).replace('\'', "'\\''") + '\'';
}

QByteArray printfWord(const QByteArray &bytes)
{
    QByteArray word = "'";
    for (const char c : bytes) {
        if (c == '%')
            word += "%%";
        else if (uchar(c) >= 0x20 && uchar(c) < 0x7f && c != '\\' && c != '\'')
            word += c;
        else
            word += '\\' + QByteArray::number(uchar(c), 8).rightJustified(3, '0');
    }
    return word + '\'';
}

std::optional<QByteArray> jsonWords(const Command &command)
{
    QByteArray json = "[";
    for (const QByteArray &word : command.words()) {
        const std::optional<QByteArray> literal = textLiteral(word);
        if (!literal)
            return {};
        if (json.size() > 1)
            json += ',';
        json += *literal;
    }
    return json + ']';
}

} // namespace stashdeck
