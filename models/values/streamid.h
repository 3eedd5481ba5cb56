// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <compare>
#include <limits>
#include <optional>

namespace stashdeck {

/// The ID of a stream entry: milliseconds of the server's clock, and a number that counts within one.
struct StreamId {
    quint64 time = 0;
    quint64 sequence = 0;

    /// "1700000000000-5", or "1700000000000" for its first entry. Nothing for anything else.
    [[nodiscard]] static std::optional<StreamId> parse(QByteArrayView text);
    [[nodiscard]] QByteArray bytes() const;
    [[nodiscard]] StreamId next() const; ///< the smallest ID behind it; the largest stays as it is
    [[nodiscard]] StreamId previous() const; ///< the largest ID before it; 0-0 stays as it is
    [[nodiscard]] WallTime when() const;

    [[nodiscard]] static constexpr StreamId smallest() { return {0, 0}; }
    [[nodiscard]] static constexpr StreamId largest()
    {
        return {std::numeric_limits<quint64>::max(), std::numeric_limits<quint64>::max()};
    }
    friend auto operator<=>(const StreamId &, const StreamId &) = default;
};

/// Which end of a stretch of time a person names: a day is from its first millisecond to its last.
enum class StreamEdge { From, To };

/// What a person types to say where in a stream: an ID, "-" or "+", or a date with or without a time of day, of this
/// computer's clock: "2026-11-24", "2026-11-24 14:02", "2026-11-24 14:02:18". Nothing for anything else, and for an
/// empty text.
[[nodiscard]] std::optional<StreamId> streamPlace(const QString &text, StreamEdge edge);

} // namespace stashdeck
