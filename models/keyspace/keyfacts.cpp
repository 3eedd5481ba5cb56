// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyspace/keyfacts.h"

#include <algorithm>
#include <atomic>

namespace stashdeck {

namespace {
constexpr qint64 unknown = 0;
constexpr qint64 never = -1;
} // namespace

KeyExpiry KeyFactsTable::expiry(KeyRow row) const
{
    const Chunk *chunk = chunkOf(row);
    const qint64 stored = chunk == nullptr ? unknown : chunk->expiry[row % chunkSize];
    if (stored == unknown)
        return {};
    if (stored == never)
        return {KeyExpiry::State::Never, {}};
    return {KeyExpiry::State::At, WallTime(Milliseconds(stored))};
}

std::optional<qint64> KeyFactsTable::size(KeyRow row) const
{
    const Chunk *chunk = chunkOf(row);
    const quint32 stored = chunk == nullptr ? 0 : chunk->size[row % chunkSize];
    if (stored == 0)
        return std::nullopt;
    if ((stored & inKiB) != 0)
        return static_cast<qint64>(stored & ~inKiB) * 1024;
    return static_cast<qint64>(stored) - 1;
}

// A chunk that a copy of the table still reads is left to it.
KeyFactsTable::Chunk &KeyFacts::makeChunk(KeyRow row)
{
    using Chunk = KeyFactsTable::Chunk;
    const size_t index = row >> KeyFactsTable::chunkBits;
    if (index >= m_table.m_chunks.size())
        m_table.m_chunks.resize(index + 1);
    std::shared_ptr<Chunk> &chunk = m_table.m_chunks[index];
    if (!chunk)
        chunk = std::make_shared<Chunk>();
    else if (chunk.use_count() > 1)
        chunk = std::make_shared<Chunk>(*chunk);
    else
        std::atomic_thread_fence(std::memory_order_acquire); // a reader on another thread has just let go of it
    return *chunk;
}

void KeyFacts::setExpiry(KeyRow row, const KeyExpiry &expiry)
{
    qint64 &stored = makeChunk(row).expiry[row % KeyFactsTable::chunkSize];
    m_knownExpiries -= stored == unknown ? 0 : 1;
    switch (expiry.state) {
    case KeyExpiry::State::Unknown:
        stored = unknown;
        break;
    case KeyExpiry::State::Never:
        stored = never;
        break;
    case KeyExpiry::State::At:
        stored = std::max<qint64>(1, expiry.at.time_since_epoch().count());
        break;
    }
    m_knownExpiries += stored == unknown ? 0 : 1;
}

void KeyFacts::setSize(KeyRow row, qint64 bytes)
{
    constexpr quint32 inKiB = KeyFactsTable::inKiB;
    const qint64 size = std::max<qint64>(0, bytes);
    quint32 &stored = makeChunk(row).size[row % KeyFactsTable::chunkSize];
    stored = size + 1 < static_cast<qint64>(inKiB)
        ? static_cast<quint32>(size + 1)
        : inKiB | static_cast<quint32>(std::min<qint64>(size / 1024, inKiB - 1));
}

void KeyFacts::forget(KeyRow row)
{
    m_gone.remove(row);
    if (m_table.chunkOf(row) == nullptr)
        return;
    setExpiry(row, {});
    makeChunk(row).size[row % KeyFactsTable::chunkSize] = 0;
}

void KeyFacts::clear()
{
    m_table = {};
    m_gone.clear();
    m_knownExpiries = 0;
}

} // namespace stashdeck
