// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyspace/keytable.h"

#include <array>
#include <optional>

namespace stashdeck {

/// A million distinct key names in about 40 MiB: bytes in blocks, found again by open addressing. SCAN may return one
/// key many times; it is kept once. Lives on one thread; workers read a `table()` of it.
class KeyStore {
public:
    struct Inserted {
        KeyRow row = 0;
        bool isNew = false; ///< the key was not there, or had been removed
    };

    KeyStore();
    ~KeyStore();
    KeyStore(const KeyStore &) = delete;
    KeyStore &operator=(const KeyStore &) = delete;

    /// Adds the key, or finds it and takes over `type` unless that is Unknown. Nothing when 4 GiB of names are full.
    std::optional<Inserted> insert(QByteArrayView key, KeyType type);
    /// The row of a key that is there and was not removed.
    [[nodiscard]] std::optional<KeyRow> find(QByteArrayView key) const;
    /// The row keeps its number and its bytes, so that a key that comes back finds its old place.
    bool remove(KeyRow row);
    void setType(KeyRow row, KeyType type);
    void clear();
    /// Makes room for this many keys at once (at most a million), so that a long scan need not hash them again and
    /// again. A guess: fewer may come, or more.
    void expect(qint64 keys);

    [[nodiscard]] qsizetype size() const { return m_size; } ///< without the removed ones
    [[nodiscard]] bool isEmpty() const { return m_size == 0; }
    [[nodiscard]] KeyRow rows() const { return m_table.m_rows; } ///< with the removed ones
    [[nodiscard]] QByteArrayView at(KeyRow row) const { return m_table.at(row); }
    [[nodiscard]] KeyType typeAt(KeyRow row) const { return m_table.typeAt(row); }
    [[nodiscard]] bool isAlive(KeyRow row) const { return m_table.isAlive(row); }
    [[nodiscard]] const KeyTable &table() const { return m_table; }
    /// What was allocated, in bytes.
    [[nodiscard]] qint64 memoryBytes() const;

private:
    // The hash table is cut in 256 shards, so that growing it moves a few thousand rows at a time, never all of them.
    struct Shard {
        std::unique_ptr<quint8[]> tags; // 0: empty; else eight bits of the hash, which spare most look-ups of bytes
        std::unique_ptr<KeyRow[]> rows;
        quint32 capacity = 0;
        quint32 count = 0;
    };

    [[nodiscard]] size_t hashOf(QByteArrayView key) const;
    [[nodiscard]] quint32 slotFor(const Shard &shard, size_t hash, QByteArrayView key) const;
    void grow(Shard &shard, quint32 capacity);
    [[nodiscard]] bool append(QByteArrayView key, KeyType type);

    KeyTable m_table;
    std::array<Shard, 256> m_shards;
    qsizetype m_size = 0;
    quint64 m_used = 0; // bytes of m_table.m_blocks
    size_t m_seed;
};

} // namespace stashdeck
