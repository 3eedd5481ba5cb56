// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyspace/prefixfacts.h"

#include <QRandomGenerator>

namespace stashdeck {

void ExpiryMix::add(const KeyExpiry &expiry, WallTime now)
{
    using namespace std::chrono_literals;
    switch (expiry.state) {
    case KeyExpiry::State::Unknown:
        return;
    case KeyExpiry::State::Never:
        ++never;
        return;
    case KeyExpiry::State::At:
        break;
    }
    const auto left = expiry.at - now;
    qint64 &part = left < 1h ? withinHour : left < 24h ? withinDay : left < 7 * 24h ? withinWeek : beyondWeek;
    ++part;
}

PrefixFacts prefixFacts(const KeyTable &keys, const KeyFactsTable &facts, const QByteArray &prefix, WallTime now,
                        KeyRows *rows, const std::stop_token &stop)
{
    PrefixFacts result;
    result.prefix = prefix;
    for (KeyRow row = 0; row < keys.rows(); ++row) {
        if ((row & 0xfff) == 0 && stop.stop_requested())
            break;
        if (!keys.isAlive(row) || !keys.at(row).startsWith(prefix))
            continue;
        ++result.keys;
        ++result.types[static_cast<size_t>(keys.typeAt(row))];
        result.expiries.add(facts.expiry(row), now);
        if (const auto size = facts.size(row)) {
            ++result.sizesKnown;
            result.bytesKnown += *size;
        }
        if (rows != nullptr)
            rows->push_back(row);
    }
    return result;
}

KeyRows drawn(KeyRows rows, qint64 count)
{
    if (count >= static_cast<qint64>(rows.size()))
        return rows;
    auto *random = QRandomGenerator::global();
    const auto wanted = static_cast<size_t>(std::max<qint64>(0, count));
    for (size_t i = 0; i < wanted; ++i) {
        const auto left = static_cast<quint32>(rows.size() - i);
        std::swap(rows[i], rows[i + random->bounded(left)]);
    }
    rows.resize(wanted);
    rows.shrink_to_fit();
    return rows;
}

} // namespace stashdeck
