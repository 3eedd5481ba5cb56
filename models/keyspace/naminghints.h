// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyspace/keyfactstable.h"

#include <stop_token>

namespace stashdeck {

/// Something about how keys are named that is likely to trip people or code.
struct NamingHint {
    enum class Kind {
        MixedSeparators, ///< `first` "user:" and `second` "user/" begin keys of one kind
        Twins, ///< `first` "user:" and `second` "users:", or "User:": two names for one thing
        CacheWithoutTtl, ///< `first` "cache:" sounds as if its keys could be made again, and some never run out
    };
    Kind kind = Kind::MixedSeparators;
    QByteArray first; ///< a prefix with its separator; the one with more keys
    QByteArray second; ///< empty for CacheWithoutTtl
    qint64 firstKeys = 0; ///< for CacheWithoutTtl those that never run out
    qint64 secondKeys = 0;
    qint64 unknownKeys = 0; ///< for CacheWithoutTtl: keys of the prefix whose TTL is not known yet
    QByteArray example; ///< a key that the hint is about: of `second`, or one that never runs out
    friend bool operator==(const NamingHint &, const NamingHint &) = default;
};

/// Looks at the part of each name before its first separator (: / . |), those with most keys first. Pure; any thread;
/// about 0.1 s a million keys. Empty when stopped.
[[nodiscard]] std::vector<NamingHint> namingHints(const KeyTable &keys, const KeyFactsTable &facts,
                                                  const std::stop_token &stop = {});

} // namespace stashdeck
