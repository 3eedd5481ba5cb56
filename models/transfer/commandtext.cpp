// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/commandtext.h"

#include "models/base/bytetext.h"
#include "models/rest/commandtable.h"

namespace stashdeck {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f' || c == '\0';
}

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/// From the byte behind the opening quote to the byte behind the closing one; -1 when there is none.
qsizetype takeDoubleQuoted(QByteArrayView line, qsizetype at, QByteArray &word)
{
    for (; at < line.size(); ++at) {
        const char c = line[at];
        if (c == '"')
            return at + 1;
        if (c != '\\') {
            word.append(c);
            continue;
        }
        if (at + 3 < line.size() && line[at + 1] == 'x' && hexValue(line[at + 2]) >= 0 && hexValue(line[at + 3]) >= 0) {
            word.append(char(hexValue(line[at + 2]) * 16 + hexValue(line[at + 3])));
            at += 3;
            continue;
        }
        if (++at >= line.size())
            return -1;
        switch (line[at]) {
        case 'n':
            word.append('\n');
            break;
        case 'r':
            word.append('\r');
            break;
        case 't':
            word.append('\t');
            break;
        case 'b':
            word.append('\b');
            break;
        case 'a':
            word.append('\a');
            break;
        default:
            word.append(line[at]);
            break;
        }
    }
    return -1;
}

qsizetype takeSingleQuoted(QByteArrayView line, qsizetype at, QByteArray &word)
{
    for (; at < line.size(); ++at) {
        if (line[at] == '\'')
            return at + 1;
        if (line[at] == '\\' && at + 1 < line.size() && line[at + 1] == '\'')
            ++at;
        word.append(line[at]);
    }
    return -1;
}

bool isPlain(const QByteArray &word)
{
    if (word.isEmpty() || word.startsWith('#'))
        return false;
    for (const char c : word) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || QByteArrayView("-_.:/@{}*+").contains(c);
        if (!plain)
            return false;
    }
    return true;
}

} // namespace

std::optional<QList<QByteArray>> splitCommandLine(QByteArrayView line)
{
    QList<QByteArray> words;
    qsizetype at = 0;
    for (;;) {
        while (at < line.size() && isBlank(line[at]))
            ++at;
        if (at >= line.size())
            return words;
        QByteArray word;
        while (at < line.size() && !isBlank(line[at])) {
            const char c = line[at];
            if (c != '"' && c != '\'') {
                word.append(c);
                ++at;
                continue;
            }
            at = c == '"' ? takeDoubleQuoted(line, at + 1, word) : takeSingleQuoted(line, at + 1, word);
            if (at < 0 || (at < line.size() && !isBlank(line[at])))
                return std::nullopt;
            break;
        }
        words.append(word.isNull() ? QByteArray("") : word);
    }
}

void appendCommandWord(QByteArray &line, const QByteArray &word)
{
    static constexpr char hex[] = "0123456789abcdef";
    if (isPlain(word)) {
        line.append(word);
        return;
    }
    const bool isText = isUtf8(word);
    line.append('"');
    for (const char c : word) {
        const auto byte = static_cast<unsigned char>(c);
        switch (c) {
        case '"':
        case '\\':
            line.append('\\').append(c);
            break;
        case '\n':
            line.append("\\n");
            break;
        case '\r':
            line.append("\\r");
            break;
        case '\t':
            line.append("\\t");
            break;
        case '\b':
            line.append("\\b");
            break;
        case '\a':
            line.append("\\a");
            break;
        default:
            if (byte < 0x20 || byte == 0x7f || (byte >= 0x80 && !isText))
                line.append("\\x").append(hex[byte >> 4]).append(hex[byte & 0xf]);
            else
                line.append(c);
            break;
        }
    }
    line.append('"');
}

QByteArray commandLine(const QList<QByteArray> &words)
{
    QByteArray line;
    for (const QByteArray &word : words) {
        if (!line.isEmpty())
            line.append(' ');
        appendCommandWord(line, word);
    }
    return line;
}

bool beginsWithCommand(QByteArrayView head)
{
    while (!head.isEmpty()) {
        const qsizetype end = head.indexOf('\n');
        const QByteArrayView line = (end < 0 ? head : head.first(end)).trimmed();
        if (!line.isEmpty() && line.front() != '#') {
            qsizetype length = 0;
            while (length < line.size() && !isBlank(line[length]))
                ++length;
            const QByteArray name = line.first(length).toByteArray().toUpper();
            return factsOf(std::string_view(name.constData(), size_t(name.size()))) != nullptr;
        }
        if (end < 0)
            return false;
        head = head.sliced(end + 1);
    }
    return false;
}

} // namespace stashdeck
