// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyspace/keyfacts.h"

#include <algorithm>

namespace stashdeck {

namespace {
constexpr qint64 unknown = 0;
constexpr qint64 never = -1;
constexpr quint32 inKiB = 0x80000000U;
} // namespace

const KeyFacts::Chunk *KeyFacts::chunkOf(KeyRow row) const
{
    const size_t index = row >> chunkBits;
    return index < m_chunks.size() ? m_chunks[index].get() : nullptr;
}

KeyFacts::Chunk &KeyFacts::makeChunk(KeyRow row)
{
    const size_t index = row >> chunkBits;
    if (index >= m_chunks.size())
        m_chunks.resize(index + 1);
    if (!m_chunks[index])
        m_chunks[index] = std::make_unique<Chunk>();
    return *m_chunks[index];
}

KeyExpiry KeyFacts::expiry(KeyRow row) const
{
    const Chunk *chunk = chunkOf(row);
    const qint64 stored = chunk == nullptr ? unknown : chunk->expiry[row % chunkSize];
    if (stored == unknown)
        return {};
    if (stored == never)
        return {KeyExpiry::State::Never, {}};
    return {KeyExpiry::State::At, WallTime(Milliseconds(stored))};
}

void KeyFacts::setExpiry(KeyRow row, const KeyExpiry &expiry)
{
    qint64 &stored = makeChunk(row).expiry[row % chunkSize];
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

std::optional<qint64> KeyFacts::size(KeyRow row) const
{
    const Chunk *chunk = chunkOf(row);
    const quint32 stored = chunk == nullptr ? 0 : chunk->size[row % chunkSize];
    if (stored == 0)
        return std::nullopt;
    if ((stored & inKiB) != 0)
        return static_cast<qint64>(stored & ~inKiB) * 1024;
    return static_cast<qint64>(stored) - 1;
}

void KeyFacts::setSize(KeyRow row, qint64 bytes)
{
    const qint64 size = std::max<qint64>(0, bytes);
    quint32 &stored = makeChunk(row).size[row % chunkSize];
    stored = size + 1 < static_cast<qint64>(inKiB)
        ? static_cast<quint32>(size + 1)
        : inKiB | static_cast<quint32>(std::min<qint64>(size / 1024, inKiB - 1));
}

void KeyFacts::forget(KeyRow row)
{
    m_gone.remove(row);
    if (chunkOf(row) == nullptr)
        return;
    setExpiry(row, {});
    makeChunk(row).size[row % chunkSize] = 0;
}

void KeyFacts::clear()
{
    m_chunks.clear();
    m_gone.clear();
    m_knownExpiries = 0;
}

} // namespace stashdeck
