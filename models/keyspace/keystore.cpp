// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyspace/keystore.h"

#include <QHashFunctions>
#include <QRandomGenerator>

#include <cstring>
#include <limits>

namespace stashdeck {

namespace {
constexpr quint8 tagOf(size_t hash)
{
    const auto tag = static_cast<quint8>(hash >> 48);
    return tag == 0 ? 1 : tag;
}
constexpr size_t shardOf(size_t hash)
{
    return hash >> 56;
}
static_assert(sizeof(size_t) == 8, "the shard and the tag are taken from the upper bytes of the hash");
} // namespace

QByteArrayView KeyTable::longKeyAt(const char *bytes)
{
    quint32 length = 0;
    std::memcpy(&length, bytes + 1, sizeof length);
    return {bytes + 1 + sizeof length, static_cast<qsizetype>(length)};
}

// A seed of its own: key names come from outside and must not be able to choose their slots.
KeyStore::KeyStore()
    : m_seed(QRandomGenerator::global()->generate64())
{
}
KeyStore::~KeyStore() = default;

size_t KeyStore::hashOf(QByteArrayView key) const
{
    const size_t hash = qHashBits(key.data(), static_cast<size_t>(key.size()), m_seed);
    return hash ^ (hash << 31); // the upper bytes choose shard and tag; not every hash of Qt's fills them
}

quint32 KeyStore::slotFor(const Shard &shard, size_t hash, QByteArrayView key) const
{
    const quint8 tag = tagOf(hash);
    const quint32 mask = shard.capacity - 1;
    quint32 slot = static_cast<quint32>(hash) & mask;
    while (shard.tags[slot] != 0) {
        if (shard.tags[slot] == tag && m_table.at(shard.rows[slot]) == key)
            break;
        slot = (slot + 1) & mask;
    }
    return slot;
}

void KeyStore::expect(qint64 keys)
{
    constexpr qint64 most = 1'000'000;
    // Shards differ by chance: a tenth more than the mean, at five eighths full.
    const auto perShard = static_cast<quint64>(std::clamp<qint64>(keys, 0, most)) * 11 / 10 / m_shards.size();
    const auto capacity = static_cast<quint32>(std::bit_ceil(perShard * 8 / 5 + 1));
    for (Shard &shard : m_shards) {
        if (capacity > shard.capacity && capacity > 16)
            grow(shard, capacity);
    }
}

void KeyStore::grow(Shard &shard, quint32 capacity)
{
    Shard bigger;
    bigger.capacity = capacity;
    bigger.count = shard.count;
    bigger.tags = std::make_unique<quint8[]>(bigger.capacity);
    bigger.rows = std::make_unique_for_overwrite<KeyRow[]>(bigger.capacity);
    const quint32 mask = bigger.capacity - 1;
    for (quint32 old = 0; old < shard.capacity; ++old) {
        if (shard.tags[old] == 0)
            continue;
        quint32 slot = static_cast<quint32>(hashOf(m_table.at(shard.rows[old]))) & mask;
        while (bigger.tags[slot] != 0)
            slot = (slot + 1) & mask;
        bigger.tags[slot] = shard.tags[old];
        bigger.rows[slot] = shard.rows[old];
    }
    shard = std::move(bigger);
}

bool KeyStore::append(QByteArrayView key, KeyType type)
{
    const bool isLong = key.size() >= KeyTable::longKey;
    const quint64 needed = static_cast<quint64>(key.size()) + (isLong ? 1 + sizeof(quint32) : 1);
    quint64 capacity = static_cast<quint64>(m_table.m_blocks.size()) << KeyTable::blockBits;
    quint64 offset = m_used;
    if (offset + needed > capacity) {
        // A key lies in one piece: the rest of the last block stays empty. A giant gets blocks that follow each other.
        const quint64 blocks = (needed + KeyTable::blockSize - 1) >> KeyTable::blockBits;
        offset = capacity;
        capacity += blocks << KeyTable::blockBits;
        if (capacity > (quint64(1) << 32) || m_table.m_rows == std::numeric_limits<KeyRow>::max())
            return false;
        const std::shared_ptr<char[]> whole(new char[blocks << KeyTable::blockBits]);
        for (quint64 i = 0; i < blocks; ++i)
            m_table.m_blocks.emplace_back(whole, whole.get() + (i << KeyTable::blockBits));
    }
    char *bytes = m_table.m_blocks[offset >> KeyTable::blockBits].get() + (offset & KeyTable::blockMask);
    if (isLong) {
        *bytes = static_cast<char>(KeyTable::longKey);
        const auto length = static_cast<quint32>(key.size());
        std::memcpy(bytes + 1, &length, sizeof length);
        bytes += 1 + sizeof length;
    } else {
        *bytes++ = static_cast<char>(key.size());
    }
    if (!key.isEmpty())
        std::memcpy(bytes, key.data(), static_cast<size_t>(key.size()));
    m_used = offset + needed;

    const KeyRow row = m_table.m_rows;
    if ((row & KeyTable::chunkMask) == 0) {
        m_table.m_offsets.emplace_back(new quint32[KeyTable::chunkSize]);
        m_table.m_types.emplace_back(new quint8[KeyTable::chunkSize]);
    }
    m_table.m_offsets[row >> KeyTable::chunkBits][row & KeyTable::chunkMask] = static_cast<quint32>(offset);
    m_table.m_types[row >> KeyTable::chunkBits][row & KeyTable::chunkMask] = static_cast<quint8>(type);
    ++m_table.m_rows;
    return true;
}

std::optional<KeyStore::Inserted> KeyStore::insert(QByteArrayView key, KeyType type)
{
    const size_t hash = hashOf(key);
    Shard &shard = m_shards[shardOf(hash)];
    if ((shard.count + 1) * 8 > shard.capacity * 5)
        grow(shard, shard.capacity == 0 ? 16 : shard.capacity * 2);
    const quint32 slot = slotFor(shard, hash, key);
    if (shard.tags[slot] != 0) {
        const KeyRow row = shard.rows[slot];
        const bool wasGone = !m_table.isAlive(row);
        if (wasGone || (type != KeyType::Unknown && type != m_table.typeAt(row)))
            setType(row, type == KeyType::Unknown && !wasGone ? m_table.typeAt(row) : type);
        m_size += wasGone ? 1 : 0;
        return Inserted{row, wasGone};
    }
    const KeyRow row = m_table.m_rows;
    if (!append(key, type))
        return std::nullopt;
    shard.tags[slot] = tagOf(hash);
    shard.rows[slot] = row;
    ++shard.count;
    ++m_size;
    return Inserted{row, true};
}

std::optional<KeyRow> KeyStore::find(QByteArrayView key) const
{
    const size_t hash = hashOf(key);
    const Shard &shard = m_shards[shardOf(hash)];
    if (shard.capacity == 0)
        return std::nullopt;
    const quint32 slot = slotFor(shard, hash, key);
    if (shard.tags[slot] == 0 || !m_table.isAlive(shard.rows[slot]))
        return std::nullopt;
    return shard.rows[slot];
}

void KeyStore::setType(KeyRow row, KeyType type)
{
    quint8 &flags = m_table.m_types[row >> KeyTable::chunkBits][row & KeyTable::chunkMask];
    std::atomic_ref(flags).store(static_cast<quint8>(type), std::memory_order_relaxed);
}

bool KeyStore::remove(KeyRow row)
{
    if (row >= rows() || !m_table.isAlive(row))
        return false;
    quint8 &flags = m_table.m_types[row >> KeyTable::chunkBits][row & KeyTable::chunkMask];
    std::atomic_ref(flags).store(static_cast<quint8>(m_table.typeAt(row)) | KeyTable::goneFlag,
                                 std::memory_order_relaxed);
    --m_size;
    return true;
}

void KeyStore::clear()
{
    m_table = KeyTable();
    m_shards = {};
    m_size = 0;
    m_used = 0;
}

qint64 KeyStore::memoryBytes() const
{
    qint64 bytes = static_cast<qint64>(m_table.m_blocks.size()) * KeyTable::blockSize
        + static_cast<qint64>(m_table.m_offsets.size()) * KeyTable::chunkSize * (sizeof(quint32) + sizeof(quint8));
    for (const Shard &shard : m_shards)
        bytes += static_cast<qint64>(shard.capacity) * (sizeof(KeyRow) + sizeof(quint8));
    return bytes;
}

} // namespace stashdeck
