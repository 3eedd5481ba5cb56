// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/savestring.h"

#include <utility>

namespace stashdeck {

/// A key as it shall be created, of any type, with its first elements.
struct NewKey {
    QByteArray name;
    ValueKind kind = ValueKind::String;
    QByteArray text; ///< of a string or JSON
    /// Of a hash or stream (one entry): fields and values; of a sorted set: members and scores; of a list or set:
    /// values, the second half unused.
    QList<std::pair<QByteArray, QByteArray>> elements;
    std::optional<Milliseconds> ttl;
};

/// Why a key cannot be created as it stands; nothing is sent.
enum class NewKeyProblem { NoName, NoElements, TooManyElements, ScoreIsNoNumber, NotJson };
inline constexpr qsizetype mostNewElements = 1000;
[[nodiscard]] std::optional<NewKeyProblem> problemOf(const NewKey &key);

/// What the creation comes to, for a person to read: the write, and the expiry.
[[nodiscard]] QList<Command> newKeyCommands(const NewKey &key);

/// Creates the key in one request, atomically with its expiry, and only if there is none of this name: SET … NX for a
/// string, else a constant script; where scripts are missing, a transaction that writes aside and renames into a free
/// place. An answer that was lost is settled by looking where that can tell, else UnknownOutcome.
/// Unsupported when the server does not know the type.
[[nodiscard]] QCoro::Task<Result<CreateOutcome>> createKey(QPointer<Session> session, NewKey key, std::stop_token stop);

} // namespace stashdeck
