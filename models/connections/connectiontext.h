// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/connections/credentialtext.h"
#include "models/connections/profile.h"

#include <optional>

namespace stashdeck {

/// A database found in a pasted text or a file. Any of address and tokens may be missing.
struct ConnectionCandidate {
    QString name; ///< from the variable's prefix, the account's JSON, or the host's first label; never empty
    QString variable; ///< the variable that named it, "STAGING_SHOP_UPSTASH_REDIS_REST_URL"; empty when there was none
    QUrl url; ///< empty when no usable address was found
    CleanedAddress::Problem addressProblem = CleanedAddress::Problem::Empty; ///< why `url` is empty
    Secret token;
    CleanedToken::Problem tokenProblem = CleanedToken::Problem::Empty; ///< why `token` is empty
    Secret readOnlyToken;
    std::optional<Environment> environment; ///< a guess from names; nothing when nothing points to one
    QList<TextFix> fixes;
    /// `token` is the password of a redis:// address: older databases have another REST token.
    bool tokenIsTcpPassword = false;

    [[nodiscard]] bool isComplete() const { return !url.isEmpty() && (!token.isEmpty() || !readOnlyToken.isEmpty()); }
};

/// What a text holds. Nothing in it is executed or expanded; variables that are not Upstash Redis's are not kept.
struct ConnectionText {
    static constexpr qsizetype maxBytes = 1024LL * 1024;
    static constexpr int maxCandidates = 200;

    QList<ConnectionCandidate> candidates;
    int placeholders = 0; ///< recognised names whose value was none: process.env.X, <token>, $(…)
    int otherProducts = 0; ///< variables of Upstash Vector, Search, QStash…
    bool tooLarge = false; ///< nothing was read

    [[nodiscard]] int completeCount() const;
};

/// Finds databases in anything a person may paste: address and token in any order, .env lines, shell and YAML and JSON
/// forms, redis:// addresses, redis-cli and curl command lines, code samples, the account API's JSON.
/// `sourceName` (".env.production") helps to guess the environment. Thread-safe, pure.
[[nodiscard]] ConnectionText connectionsInText(const QString &text, const QString &sourceName = {});

/// The same for a regular file of at most 1 MiB in the folder a person chose; a link that leads out of that folder is
/// refused. Blocks for the disk: call it on a worker thread.
[[nodiscard]] Result<ConnectionText> connectionsInFile(const QString &path);

/// A guess from words such as "prod", "stg", ".env.local".
[[nodiscard]] std::optional<Environment> environmentFromWords(const QString &words);

} // namespace stashdeck
