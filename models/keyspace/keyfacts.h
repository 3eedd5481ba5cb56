// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/keyspace/keytable.h"

#include <QHash>
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

/// What was learned about single keys beside name and type. Twelve bytes a key, allocated by the thousand when the
/// first of a thousand is learned. GUI thread.
class KeyFacts {
public:
    [[nodiscard]] KeyExpiry expiry(KeyRow row) const;
    void setExpiry(KeyRow row, const KeyExpiry &expiry);
    /// Bytes in the server's memory, or nothing when unknown. Above 2 GiB rounded to KiB.
    [[nodiscard]] std::optional<qint64> size(KeyRow row) const;
    void setSize(KeyRow row, qint64 bytes);
    void forget(KeyRow row);
    void clear();

    /// The key vanished and is still shown, struck through.
    [[nodiscard]] bool isGone(KeyRow row) const { return m_gone.contains(row); }
    void setGone(KeyRow row, std::chrono::steady_clock::time_point since) { m_gone.insert(row, since); }
    void unsetGone(KeyRow row) { m_gone.remove(row); }
    [[nodiscard]] const QHash<KeyRow, std::chrono::steady_clock::time_point> &gone() const { return m_gone; }

    [[nodiscard]] qint64 knownExpiries() const { return m_knownExpiries; }

private:
    static constexpr KeyRow chunkBits = 10;
    static constexpr KeyRow chunkSize = 1U << chunkBits;
    struct Chunk {
        std::array<qint64, chunkSize> expiry{}; // 0 unknown, -1 never, else milliseconds since 1970
        std::array<quint32, chunkSize> size{}; // 0 unknown, else size + 1, in KiB when the top bit is set
    };
    [[nodiscard]] const Chunk *chunkOf(KeyRow row) const;
    Chunk &makeChunk(KeyRow row);

    std::vector<std::unique_ptr<Chunk>> m_chunks;
    QHash<KeyRow, std::chrono::steady_clock::time_point> m_gone;
    qint64 m_knownExpiries = 0;
};

} // namespace stashdeck

Q_DECLARE_METATYPE(stashdeck::KeyExpiry)
