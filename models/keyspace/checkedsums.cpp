// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyspace/checkedsums.h"

namespace stashdeck {

namespace {
quint32 counted(const CheckedKeys &checks, const OrderedKeys &keys, quint32 first, quint32 last)
{
    quint32 count = 0;
    for (quint32 position = first; position < last; ++position)
        count += checks.isChecked(keys.rowAt(position)) ? 1 : 0;
    return count;
}
} // namespace

CheckedSums::CheckedSums(const CheckedKeys &checks, const OrderedKeys &keys)
{
    m_before.reserve(keys.size() / step + 1);
    quint32 sum = 0;
    for (quint32 first = 0;; first += step) {
        m_before.push_back(sum);
        if (keys.size() - first < step)
            break;
        sum += counted(checks, keys, first, first + step);
    }
}

quint32 CheckedSums::countIn(const CheckedKeys &checks, const OrderedKeys &keys, KeySpan span) const
{
    if (span.size() <= step)
        return counted(checks, keys, span.first, span.last);
    const quint32 from = (span.first + step - 1) / step;
    const quint32 to = span.last / step;
    return counted(checks, keys, span.first, from * step) + (m_before[to] - m_before[from])
        + counted(checks, keys, to * step, span.last);
}

} // namespace stashdeck
