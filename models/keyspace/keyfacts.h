// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyspace/keyfactstable.h"

#include <QHash>

namespace stashdeck {

/// What was learned about single keys beside name and type. Twelve bytes a key, allocated by the thousand when the
/// first of a thousand is learned. GUI thread; workers read a `table()` of it.
class KeyFacts {
public:
    [[nodiscard]] KeyExpiry expiry(KeyRow row) const { return m_table.expiry(row); }
    void setExpiry(KeyRow row, const KeyExpiry &expiry);
    /// Bytes in the server's memory, or nothing when unknown. Above 2 GiB rounded to KiB.
    [[nodiscard]] std::optional<qint64> size(KeyRow row) const { return m_table.size(row); }
    void setSize(KeyRow row, qint64 bytes);
    void forget(KeyRow row);
    void clear();
    /// What is known now; a copy does not change any more.
    [[nodiscard]] const KeyFactsTable &table() const { return m_table; }

    /// The key vanished and is still shown, struck through.
    [[nodiscard]] bool isGone(KeyRow row) const { return m_gone.contains(row); }
    void setGone(KeyRow row, std::chrono::steady_clock::time_point since) { m_gone.insert(row, since); }
    void unsetGone(KeyRow row) { m_gone.remove(row); }
    [[nodiscard]] const QHash<KeyRow, std::chrono::steady_clock::time_point> &gone() const { return m_gone; }

    [[nodiscard]] qint64 knownExpiries() const { return m_knownExpiries; }

private:
    KeyFactsTable::Chunk &makeChunk(KeyRow row);

    KeyFactsTable m_table;
    QHash<KeyRow, std::chrono::steady_clock::time_point> m_gone;
    qint64 m_knownExpiries = 0;
};

} // namespace stashdeck
