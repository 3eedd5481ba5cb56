// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyspace/keyfactstable.h"
#include "models/keyspace/sampleestimate.h"

#include <stop_token>

namespace stashdeck {

/// Keys by the time they have left.
struct ExpiryMix {
    qint64 never = 0;
    qint64 withinHour = 0;
    qint64 withinDay = 0; ///< not within the hour; so for the others
    qint64 withinWeek = 0;
    qint64 beyondWeek = 0;

    void add(const KeyExpiry &expiry, WallTime now); ///< nothing when it is unknown
    [[nodiscard]] qint64 known() const { return never + withinHour + withinDay + withinWeek + beyondWeek; }
    friend bool operator==(const ExpiryMix &, const ExpiryMix &) = default;
};

/// What the loaded keys under a prefix tell for free.
struct PrefixFacts {
    QByteArray prefix;
    qint64 keys = 0;
    std::array<qint64, keyTypeCount> types{}; ///< by KeyType
    ExpiryMix expiries; ///< of the keys whose TTL is known: not a random part of all
    qint64 sizesKnown = 0;
    qint64 bytesKnown = 0; ///< what these hold together
};

/// The facts, and the rows they are about. Pure; any thread; about 20 ms a million keys.
[[nodiscard]] PrefixFacts prefixFacts(const KeyTable &keys, const KeyFactsTable &facts, const QByteArray &prefix,
                                      WallTime now, KeyRows *rows = nullptr, const std::stop_token &stop = {});

/// `count` of `rows`, drawn at random, each at most once; all of them in their order when there are no more.
[[nodiscard]] KeyRows drawn(KeyRows rows, qint64 count);

} // namespace stashdeck
