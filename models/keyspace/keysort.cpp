// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyspace/keysort.h"

#include <algorithm>
#include <limits>

namespace stashdeck {

namespace {

constexpr quint32 stopEvery = 0xffff;

struct Valued {
    qint64 value;
    quint32 position;
};

std::optional<qint64> valueOf(const OrderedKeys &keys, const KeyFactsTable &facts, KeySort::Column column,
                              quint32 position)
{
    const KeyRow row = keys.rowAt(position);
    switch (column) {
    case KeySort::Column::Name:
        break;
    case KeySort::Column::Type: {
        const KeyType type = keys.keys.typeAt(row);
        return type == KeyType::Unknown ? std::nullopt : std::optional<qint64>(static_cast<qint64>(type));
    }
    case KeySort::Column::Ttl: {
        const KeyExpiry expiry = facts.expiry(row);
        if (expiry.state == KeyExpiry::State::Unknown)
            return std::nullopt;
        return expiry.state == KeyExpiry::State::Never ? std::numeric_limits<qint64>::max()
                                                       : qint64(expiry.at.time_since_epoch().count());
    }
    case KeySort::Column::Size:
        return facts.size(row);
    }
    return std::nullopt;
}

} // namespace

ListOrder ListOrder::reversed()
{
    ListOrder order;
    order.m_reversed = true;
    return order;
}

ListOrder ListOrder::of(std::vector<quint32> positions, quint32 unknown)
{
    std::vector<quint32> rows(positions.size());
    for (size_t row = 0; row < positions.size(); ++row)
        rows[positions[row]] = static_cast<quint32>(row);
    ListOrder order;
    order.m_positions = std::make_shared<const std::vector<quint32>>(std::move(positions));
    order.m_rows = std::make_shared<const std::vector<quint32>>(std::move(rows));
    order.m_unknown = unknown;
    return order;
}

ListOrder sortedList(const OrderedKeys &keys, const KeyFactsTable &facts, const KeySort &sort,
                     const std::stop_token &stop)
{
    const bool descending = sort.order == Qt::DescendingOrder;
    if (sort.column == KeySort::Column::Name)
        return descending ? ListOrder::reversed() : ListOrder();
    std::vector<Valued> known;
    std::vector<quint32> unknown;
    for (quint32 position = 0; position < keys.size(); ++position) {
        if ((position & stopEvery) == 0 && stop.stop_requested())
            return {};
        if (const auto value = valueOf(keys, facts, sort.column, position))
            known.push_back({*value, position});
        else
            unknown.push_back(position);
    }
    std::sort(known.begin(), known.end(), [descending](const Valued &a, const Valued &b) {
        if (a.value != b.value)
            return descending ? a.value > b.value : a.value < b.value;
        return a.position < b.position;
    });
    std::vector<quint32> positions;
    positions.reserve(keys.size());
    for (const Valued &each : known)
        positions.push_back(each.position);
    positions.insert(positions.end(), unknown.begin(), unknown.end());
    return ListOrder::of(std::move(positions), static_cast<quint32>(unknown.size()));
}

} // namespace stashdeck
