// SPDX-License-Identifier: GPL-3.0-or-later
// The value alone as JSON. Bytes that are not text become {"base64": …}.
#include "models/codecs/jsontext.h"
#include "models/snippets/snippetcommands.h"
#include "models/snippets/snippetforms.h"
#include "models/snippets/snippettext.h"

namespace stashdeck::snippetForms {

namespace {

QByteArray valueOf(const QByteArray &bytes)
{
    const std::optional<QByteArray> literal = textLiteral(bytes);
    return literal ? *literal : "{\"base64\":\"" + bytes.toBase64() + "\"}";
}

/// Names that are not text make a list of pairs: a JSON object has only text for names.
QByteArray objectOf(const QList<QByteArray> &pairs)
{
    bool isText = true;
    for (qsizetype i = 0; i < pairs.size(); i += 2)
        isText = isText && textLiteral(pairs[i]).has_value();
    QByteArrayList parts;
    for (qsizetype i = 0; i + 1 < pairs.size(); i += 2) {
        parts.append(isText ? valueOf(pairs[i]) + ": " + valueOf(pairs[i + 1])
                            : '[' + valueOf(pairs[i]) + ", " + valueOf(pairs[i + 1]) + ']');
    }
    if (parts.isEmpty())
        return isText ? "{}" : "[]";
    const QByteArray inside = "\n  " + parts.join(",\n  ") + '\n';
    return isText ? '{' + inside + '}' : '[' + inside + ']';
}

QByteArray listOf(const QByteArrayList &parts)
{
    return parts.isEmpty() ? "[]" : "[\n  " + parts.join(",\n  ") + "\n]";
}

} // namespace

Snippet json(const SnippetSubject &subject)
{
    const QList<QByteArray> &words = subject.words;
    QByteArrayList parts;
    QByteArray text;
    switch (subject.kind) {
    case ValueKind::String:
        // A document that is stored as text is copied as it is.
        text = checkJson(words.value(0)) ? valueOf(words.value(0)) : words.value(0);
        break;
    case ValueKind::Json:
        text = words.value(0);
        break;
    case ValueKind::Hash:
        text = subject.isElement && words.size() == 2 ? valueOf(words[1]) : objectOf(words);
        break;
    case ValueKind::List:
    case ValueKind::Set:
        for (const QByteArray &word : words)
            parts.append(valueOf(word));
        text = subject.isElement && parts.size() == 1 ? parts.first() : listOf(parts);
        break;
    case ValueKind::SortedSet:
        for (qsizetype i = 0; i + 1 < words.size(); i += 2) {
            // Infinity is no JSON number.
            const bool isNumber = !words[i + 1].contains("inf") && !words[i + 1].contains("nan");
            parts.append("{\"member\": " + valueOf(words[i])
                         + ", \"score\": " + (isNumber ? words[i + 1] : valueOf(words[i + 1])) + '}');
        }
        text = listOf(parts);
        break;
    case ValueKind::Stream:
        for (const SnippetEntry &entry : entriesOf(words)) {
            QByteArrayList fields;
            for (const QByteArray &field : entry.fields)
                fields.append(valueOf(field));
            // A list: an entry may hold a field twice.
            parts.append("{\"id\": " + valueOf(entry.id) + ", \"fields\": [" + fields.join(", ") + "]}");
        }
        text = listOf(parts);
        break;
    case ValueKind::None:
    case ValueKind::Unknown:
        return {{}, Snippet::Issue::NotPossible};
    }
    return {QString::fromUtf8(text), Snippet::Issue::None};
}

} // namespace stashdeck::snippetForms
