// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/keyspace/keytable.h"

#include <QMetaType>

#include <array>
#include <memory>
#include <optional>

namespace stashdeck {

/// When a key runs out, as far as we know.
struct KeyExpiry {
    enum class State { Unknown, Never, At };
    State state = State::Unknown;
    WallTime at{}; ///< by this computer's clock; only for At
    friend bool operator==(const KeyExpiry &, const KeyExpiry &) = default;
};

/// TTLs and sizes as they were known at one moment. A copy is cheap (it shares the chunks) and may be read on any
/// thread while the KeyFacts it came from learn more.
class KeyFactsTable {
public:
    [[nodiscard]] KeyExpiry expiry(KeyRow row) const;
    /// Bytes in the server's memory, or nothing when unknown. Above 2 GiB rounded to KiB.
    [[nodiscard]] std::optional<qint64> size(KeyRow row) const;

private:
    friend class KeyFacts;

    static constexpr KeyRow chunkBits = 10;
    static constexpr KeyRow chunkSize = 1U << chunkBits;
    static constexpr quint32 inKiB = 0x80000000U;
    struct Chunk {
        std::array<qint64, chunkSize> expiry{}; // 0 unknown, -1 never, else milliseconds since 1970
        std::array<quint32, chunkSize> size{}; // 0 unknown, else size + 1, in KiB when the top bit is set
    };
    [[nodiscard]] const Chunk *chunkOf(KeyRow row) const
    {
        const size_t index = row >> chunkBits;
        return index < m_chunks.size() ? m_chunks[index].get() : nullptr;
    }

    std::vector<std::shared_ptr<Chunk>> m_chunks;
};

} // namespace stashdeck

Q_DECLARE_METATYPE(stashdeck::KeyExpiry)
