// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyspace/checkedkeys.h"
#include "models/keyspace/foldertree.h"

namespace stashdeck {

/// How many keys of any span are checked, in a few microseconds however long the span is. Made for one order and one
/// state of the checks; about two milliseconds a million keys.
class CheckedSums {
public:
    CheckedSums(const CheckedKeys &checks, const OrderedKeys &keys);
    [[nodiscard]] quint32 countIn(const CheckedKeys &checks, const OrderedKeys &keys, KeySpan span) const;

private:
    static constexpr quint32 step = 512;
    std::vector<quint32> m_before; // checked keys before position i * step
};

} // namespace stashdeck
