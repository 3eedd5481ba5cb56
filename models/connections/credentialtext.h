// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/secret.h"

#include <QList>
#include <QString>
#include <QUrl>

namespace stashdeck {

/// What was silently wrong with a pasted address or token and is right now. Each one is told to the person.
enum class TextFix {
    LineBreakRemoved, ///< at an end, also a literal \n from `vercel env`
    SpacesRemoved,
    QuotesRemoved,
    InvisibleRemoved, ///< zero-width characters, byte order mark
    BearerRemoved, ///< "Bearer " or "Authorization: Bearer " before the token
    NameRemoved, ///< "UPSTASH_REDIS_REST_TOKEN=" before the value
    LinesJoined, ///< a token broken over lines by a mail or a terminal
    SchemeAdded, ///< https:// was missing
    TcpTranslated, ///< redis:// or rediss:// turned into https://
    TcpPortRemoved, ///< :6379 of the TCP address
    PathRemoved, ///< a path or a query behind the host
    CredentialsRemoved, ///< user and password before the host
    SuffixAdded, ///< ".upstash.io" behind a bare database name
};

/// A token as typed or pasted, made clean.
struct CleanedToken {
    enum class Problem {
        None,
        Empty,
        IsAddress, ///< a URL or a host name: address and token are swapped
        Masked, ///< dots or stars, copied from a page that hides it
        Placeholder, ///< <token>, ${NAME}, process.env.NAME, "your_token_here"
        BadCharacters, ///< cannot be a header, so it is not sent
    };
    Secret token; ///< empty when there is a problem
    QList<TextFix> fixes;
    Problem problem = Problem::None;
    QString detail; ///< the first character that cannot be part of a token; never the token
};
[[nodiscard]] CleanedToken cleanedToken(const QString &text);

/// An address as typed or pasted, made clean.
struct CleanedAddress {
    enum class Problem {
        None,
        Empty,
        IsToken, ///< looks like a token: address and token are swapped
        ConsolePage, ///< console.upstash.com: the page about a database, not the database
        Placeholder,
        InsecureScheme, ///< http:// to a host of the internet
        Malformed,
    };
    QUrl url; ///< scheme, host, port; empty when there is a problem
    QList<TextFix> fixes;
    Problem problem = Problem::None;
    Secret token; ///< found in ?_token= or as the password before the host
    bool fromTcp = false; ///< was redis:// or rediss://: `token` is then the password of the TCP address
};
[[nodiscard]] CleanedAddress cleanedAddress(const QString &text);

/// Upstash's own host names.
[[nodiscard]] bool isUpstashHost(const QString &host);
/// This computer: localhost, 127.0.0.0/8, ::1.
[[nodiscard]] bool isLoopbackHost(const QString &host);
/// True for a text that stands for a value and is not one.
[[nodiscard]] bool isPlaceholder(const QString &value);
/// A long word of the characters tokens are made of, with letters and digits in it.
[[nodiscard]] bool looksLikeToken(const QString &word);

} // namespace stashdeck
