// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyspace/keytype.h"

#include <QByteArrayView>

#include <atomic>
#include <memory>
#include <vector>

namespace stashdeck {

/// The number of a key in the order in which it was first seen. Stays valid for the life of its store.
using KeyRow = quint32;
/// Rows in some order. Shared as `std::shared_ptr<const KeyRows>` between threads.
using KeyRows = std::vector<KeyRow>;

/// The bytes and types of the first `rows()` keys of a KeyStore. A copy is cheap (it shares the blocks) and may be read
/// on any thread while the store goes on growing: blocks only grow at their end, and a type is one atomic byte.
/// Views stay valid as long as any copy lives.
class KeyTable {
public:
    [[nodiscard]] KeyRow rows() const { return m_rows; }
    [[nodiscard]] QByteArrayView at(KeyRow row) const
    {
        const quint32 offset = m_offsets[row >> chunkBits][row & chunkMask];
        const char *bytes = m_blocks[offset >> blockBits].get() + (offset & blockMask);
        const auto length = static_cast<quint8>(*bytes);
        return length < longKey ? QByteArrayView(bytes + 1, length) : longKeyAt(bytes);
    }
    [[nodiscard]] KeyType typeAt(KeyRow row) const { return static_cast<KeyType>(flags(row) & ~goneFlag); }
    /// False once the key was removed.
    [[nodiscard]] bool isAlive(KeyRow row) const { return (flags(row) & goneFlag) == 0; }

private:
    friend class KeyStore;

    static constexpr quint32 blockBits = 20; // 1 MiB: small enough that filling one never stalls a frame
    static constexpr quint32 blockSize = 1U << blockBits;
    static constexpr quint32 blockMask = blockSize - 1;
    static constexpr quint32 chunkBits = 14;
    static constexpr quint32 chunkSize = 1U << chunkBits;
    static constexpr quint32 chunkMask = chunkSize - 1;
    static constexpr quint8 longKey = 255; // the length follows in four bytes
    static constexpr quint8 goneFlag = 0x80;

    [[nodiscard]] static QByteArrayView longKeyAt(const char *bytes);
    [[nodiscard]] quint8 flags(KeyRow row) const
    {
        return std::atomic_ref(m_types[row >> chunkBits][row & chunkMask]).load(std::memory_order_relaxed);
    }

    std::vector<std::shared_ptr<char[]>> m_blocks;
    std::vector<std::shared_ptr<quint32[]>> m_offsets;
    std::vector<std::shared_ptr<quint8[]>> m_types;
    KeyRow m_rows = 0;
};

} // namespace stashdeck
