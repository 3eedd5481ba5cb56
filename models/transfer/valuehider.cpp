// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/valuehider.h"

#include "models/codecs/jsontext.h"
#include "models/transfer/entryjson.h"
#include "models/transfer/jsonpart.h"

namespace stashdeck {

namespace {

using Type = JsonLexer::Type;

bool isLower(char c)
{
    return c >= 'a' && c <= 'z';
}

bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/// The words of a name in lower case: access_token, accessToken, ACCESS-TOKEN and APIToken all have "token".
QList<QByteArray> wordsOf(QByteArrayView name)
{
    QList<QByteArray> words;
    QByteArray word;
    const auto end = [&] {
        if (!word.isEmpty())
            words.append(word.toLower());
        word.clear();
    };
    for (qsizetype i = 0; i < name.size(); ++i) {
        const char c = name[i];
        const bool isLetter = isLower(c) || isUpper(c) || static_cast<unsigned char>(c) >= 0x80;
        if (!isLetter) {
            end();
            continue;
        }
        const bool afterLower = !word.isEmpty() && isLower(word.back());
        const bool beforeLower = i + 1 < name.size() && isLower(name[i + 1]) && !word.isEmpty() && isUpper(word.back());
        if (isUpper(c) && (afterLower || beforeLower))
            end();
        word.append(c);
    }
    end();
    return words;
}

QByteArray plain(QByteArrayView name)
{
    QByteArray letters;
    for (const char c : name) {
        if (c != '-' && c != '_' && c != '.' && c != ' ')
            letters.append(c);
    }
    return letters.toLower();
}

} // namespace

ValueHider::ValueHider(const QList<QByteArray> &words)
{
    for (const QByteArray &word : words) {
        if (const QByteArray letters = plain(word.trimmed()); !letters.isEmpty())
            m_words.insert(letters);
    }
}

bool ValueHider::hidesName(QByteArrayView name) const
{
    if (m_words.isEmpty() || name.size() > 1024)
        return false;
    if (m_words.contains(plain(name)))
        return true;
    const QList<QByteArray> words = wordsOf(name);
    for (qsizetype i = 0; i < words.size(); ++i) {
        // apiKey for api_key: two words that follow each other count as one, too.
        if (m_words.contains(words[i]) || (i > 0 && m_words.contains(words[i - 1] + words[i])))
            return true;
    }
    return false;
}

std::pair<QByteArray, qint64> ValueHider::hidden(const QByteArray &text) const
{
    const QByteArray head = text.left(64).trimmed();
    if (m_words.isEmpty() || (!head.startsWith('{') && !head.startsWith('[')) || checkJson(text))
        return {text, 0};
    QByteArray out;
    qint64 count = 0;
    qsizetype copied = 0;
    QList<bool> isObject; // of the containers that are open
    bool expectsName = false;
    JsonLexer lexer(text);
    for (JsonLexer::Token token = lexer.next(); token.type != Type::End && token.type != Type::Error;
         token = lexer.next()) {
        const QByteArrayView piece = lexer.text(token);
        if (token.type == Type::Punctuation) {
            const char c = piece.front();
            if (c == '{' || c == '[') {
                isObject.append(c == '{');
                expectsName = c == '{';
            } else if (c == '}' || c == ']') {
                isObject.removeLast();
                expectsName = false;
            } else if (c == ',') {
                expectsName = !isObject.isEmpty() && isObject.last();
            }
            continue;
        }
        if (!expectsName || token.type != Type::String)
            continue;
        expectsName = false;
        // A name with half a surrogate pair is no word of ours.
        if (!hidesName(jsonStringBytes(piece).value_or(QByteArray())))
            continue;
        (void)lexer.next(); // the colon
        JsonLexer::Token value = lexer.next();
        const qsizetype from = value.offset;
        qsizetype to = value.offset + value.length;
        int depth = 0;
        for (;;) {
            const QByteArrayView inside = lexer.text(value);
            if (value.type == Type::Punctuation && (inside == "{" || inside == "["))
                ++depth;
            else if (value.type == Type::Punctuation && (inside == "}" || inside == "]"))
                --depth;
            to = value.offset + value.length;
            if (depth <= 0 || value.type == Type::End || value.type == Type::Error)
                break;
            value = lexer.next();
        }
        out.append(QByteArrayView(text).sliced(copied, from - copied));
        out.append('"').append(hiddenMask).append('"');
        copied = to;
        ++count;
    }
    if (count == 0)
        return {text, 0};
    out.append(QByteArrayView(text).sliced(copied));
    return {out, count};
}

qint64 ValueHider::mask(QByteArray &word) const
{
    auto [text, count] = hidden(word);
    if (count > 0)
        word = text;
    return count;
}

qint64 ValueHider::hide(TransferEntry &entry) const
{
    if (m_words.isEmpty() || entry.form != TransferEntry::Form::Words)
        return 0;
    QList<QByteArray> &words = entry.words;
    qint64 inside = 0;
    switch (entry.type) {
    case KeyType::Hash: {
        QList<QByteArray> kept;
        QList<qint64> expiries;
        for (qsizetype i = 0; i + 1 < words.size(); i += 2) {
            if (hidesName(words[i])) {
                entry.hiddenFields.append(words[i]);
                continue;
            }
            // A field that holds a mask cannot be given back: it is left out like one with such a name.
            if (hidden(words[i + 1]).second > 0) {
                entry.hiddenFields.append(words[i]);
                continue;
            }
            kept << words[i] << words[i + 1];
            if (!entry.fieldExpiries.isEmpty())
                expiries.append(entry.fieldExpiries.value(i / 2, TransferEntry::noExpiry));
        }
        words = kept;
        entry.fieldExpiries = expiries;
        return entry.hiddenFields.size();
    }
    case KeyType::Stream:
        for (qsizetype at = 0; at + 1 < words.size();) {
            const qsizetype count = words[at + 1].toLongLong();
            for (qsizetype i = at + 2; i + 1 < std::min(at + 2 + count, words.size()); i += 2) {
                if (hidesName(words[i])) {
                    words[i + 1] = hiddenMask;
                    ++inside;
                } else {
                    inside += mask(words[i + 1]);
                }
            }
            at += 2 + count;
        }
        break;
    case KeyType::SortedSet:
        for (qsizetype i = 1; i < words.size(); i += 2)
            inside += mask(words[i]);
        break;
    case KeyType::String:
    case KeyType::Json:
    case KeyType::List:
    case KeyType::Set:
        for (QByteArray &word : words)
            inside += mask(word);
        break;
    case KeyType::Unknown:
    case KeyType::Other:
        break;
    }
    entry.hiddenInside += inside;
    return inside;
}

} // namespace stashdeck
