// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/valuekind.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace stashdeck {

/// What "Copy as" is about: a key, or some of its elements.
struct SnippetSubject {
    QByteArray key;
    ValueKind kind = ValueKind::None;
    std::optional<qint64> expiresAt; ///< of the key, milliseconds since 1970
    /// `words` are elements that were chosen, not the whole key.
    bool isElement = false;
    /// `words` hold all of it. Without: it can only be read.
    bool hasValue = false;
    /// String and JSON: the value. List: elements. Set: members. Hash: field, value, … Sorted set: member, score, …
    /// Stream: ID, number of words that follow, field, value, …
    QList<QByteArray> words;
    /// Of one element of a list its index, of a JSON document the path of the place.
    QByteArray place;

    /// Bytes of all words.
    [[nodiscard]] qint64 bytes() const;
};

/// What it is written as.
enum class SnippetForm {
    Command, ///< as redis-cli reads it
    Curl, ///< for the REST API; address and token are environment variables
    TypeScript, ///< @upstash/redis
    Python, ///< upstash-redis
    Json, ///< the value alone
};
enum class SnippetAim { Read, Write };

/// The text for the clipboard, or why there is none.
struct Snippet {
    enum class Issue {
        None,
        NotLoaded, ///< the value is not here, or not all of it
        TooLarge, ///< more than `largestSnippet`
        NotText, ///< holds bytes that this form cannot carry
        NotPossible, ///< there is no command that writes this
    };
    QString text;
    Issue issue = Issue::None;
};
inline constexpr qint64 largestSnippet = 1024LL * 1024;

/// Pure. Json has no aim. The token of a database is never in it.
[[nodiscard]] Snippet snippetOf(const SnippetSubject &subject, SnippetForm form, SnippetAim aim);

} // namespace stashdeck
