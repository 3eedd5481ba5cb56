// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyspace/foldertree.h"
#include "models/keyspace/keyfactstable.h"

#include <stop_token>

namespace stashdeck {

/// By what the flat list is sorted. Only what is loaded counts; no command is sent.
struct KeySort {
    enum class Column { Name, Type, Ttl, Size };
    Column column = Column::Name;
    Qt::SortOrder order = Qt::AscendingOrder;
    friend bool operator==(const KeySort &, const KeySort &) = default;
};

/// Another order of the positions of an OrderedKeys: what row of the list shows which of them. A value, shared between
/// threads; the default is the byte order itself and takes no memory.
class ListOrder {
public:
    ListOrder() = default;
    /// From the last key to the first.
    [[nodiscard]] static ListOrder reversed();
    /// `positions` holds every position once; `unknown` of them, at the end, have no known value.
    [[nodiscard]] static ListOrder of(std::vector<quint32> positions, quint32 unknown);

    [[nodiscard]] bool isByteOrder() const { return !m_positions && !m_reversed; }
    [[nodiscard]] quint32 positionOf(quint32 row, quint32 size) const
    {
        return m_positions ? (*m_positions)[row] : m_reversed ? size - 1 - row : row;
    }
    [[nodiscard]] quint32 rowOf(quint32 position, quint32 size) const
    {
        return m_rows ? (*m_rows)[position] : m_reversed ? size - 1 - position : position;
    }
    /// Rows at the end whose type, TTL or size is not known, so that their place says nothing.
    [[nodiscard]] quint32 unknown() const { return m_unknown; }

private:
    std::shared_ptr<const std::vector<quint32>> m_positions;
    std::shared_ptr<const std::vector<quint32>> m_rows;
    quint32 m_unknown = 0;
    bool m_reversed = false;
};

/// Equals stay in byte order, whatever the direction; no TTL counts as the longest; what is not known comes last in
/// both directions. Pure; any thread; about 0.2 s a million known TTLs.
[[nodiscard]] ListOrder sortedList(const OrderedKeys &keys, const KeyFactsTable &facts, const KeySort &sort,
                                   const std::stop_token &stop = {});

} // namespace stashdeck
