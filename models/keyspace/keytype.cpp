// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyspace/keytype.h"

#include <array>
#include <utility>

namespace stashdeck {

namespace {
struct Word {
    QByteArrayView word;
    KeyType type;
};
// The first word of a type is the one we send; RedisJSON calls its type ReJSON-RL, Upstash calls it json.
constexpr std::array words{Word{"string", KeyType::String},  Word{"hash", KeyType::Hash},
                           Word{"list", KeyType::List},      Word{"set", KeyType::Set},
                           Word{"zset", KeyType::SortedSet}, Word{"stream", KeyType::Stream},
                           Word{"json", KeyType::Json},      Word{"ReJSON-RL", KeyType::Json}};
} // namespace

KeyType keyTypeFromWord(QByteArrayView word)
{
    for (const Word &known : words) {
        if (known.word == word)
            return known.type;
    }
    return word.isEmpty() || word == QByteArrayView("none") ? KeyType::Unknown : KeyType::Other;
}

QByteArrayView wordOf(KeyType type)
{
    for (const Word &known : words) {
        if (known.type == type)
            return known.word;
    }
    return {};
}

} // namespace stashdeck
