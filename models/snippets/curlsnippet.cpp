// SPDX-License-Identifier: GPL-3.0-or-later
// The REST API by curl: upstash-rest-api.md §2.1 for text, §2.3 where the bytes are no text, §2.5 for several at once.
#include "models/base/bytetext.h"
#include "models/snippets/snippetforms.h"
#include "models/snippets/snippettext.h"

#include <algorithm>

namespace stashdeck::snippetForms {

namespace {

constexpr char authorization[] = "  -H \"Authorization: Bearer $UPSTASH_REDIS_REST_TOKEN\"";

/// The words before the one that is not text as a path, it as the body, the words behind it as name=value.
std::optional<QByteArray> rawBody(const Command &command)
{
    const QList<QByteArray> &words = command.words();
    const auto isBinary = [](const QByteArray &word) {
        return !isUtf8(word);
    };
    const qsizetype at = std::distance(words.cbegin(), std::find_if(words.cbegin(), words.cend(), isBinary));
    const qsizetype behind = words.size() - at - 1;
    if (std::count_if(words.cbegin(), words.cend(), isBinary) != 1 || behind % 2 != 0)
        return {};
    QByteArray path;
    for (qsizetype i = 0; i < at; ++i) {
        if (words[i].isEmpty())
            return {}; // two slashes in a row are not documented
        path += '/' + (i == 0 ? words[i].toLower() : words[i].toPercentEncoding());
    }
    QByteArray query;
    for (qsizetype i = at + 1; i < words.size(); i += 2)
        query += (query.isEmpty() ? '?' : '&') + words[i].toPercentEncoding() + '=' + words[i + 1].toPercentEncoding();
    // The address is a variable, so it stands in double quotes; what percent-encoding leaves is harmless in them.
    return "printf " + printfWord(words[at]) + " |\ncurl -sS \"$UPSTASH_REDIS_REST_URL" + path + query + "\" \\\n"
        + authorization + " \\\n  --data-binary @-\n";
}

QByteArray posted(const QByteArray &path, const QByteArray &body)
{
    return "curl -sS \"$UPSTASH_REDIS_REST_URL" + path + "\" \\\n" + authorization
        + " \\\n  -H 'Content-Type: application/json' \\\n  --data-raw " + shellWord(body) + '\n';
}

} // namespace

Snippet curl(const QList<Command> &commands)
{
    QList<QByteArray> bodies;
    for (const Command &command : commands) {
        const std::optional<QByteArray> body = jsonWords(command);
        if (!body)
            break;
        bodies.append(*body);
    }
    if (bodies.size() == commands.size()) {
        if (bodies.size() == 1)
            return {QString::fromUtf8(posted({}, bodies.first())), Snippet::Issue::None};
        return {QString::fromUtf8(posted("/multi-exec", '[' + bodies.join(",\n") + ']')), Snippet::Issue::None};
    }
    QByteArray text;
    for (const Command &command : commands) {
        const std::optional<QByteArray> body = jsonWords(command);
        const std::optional<QByteArray> part = body ? posted({}, *body) : rawBody(command);
        if (!part)
            return {{}, Snippet::Issue::NotText};
        text += *part;
    }
    return {QString::fromUtf8(text), Snippet::Issue::None};
}

} // namespace stashdeck::snippetForms
