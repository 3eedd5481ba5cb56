// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <optional>

namespace stashdeck {

/// A place on earth, in degrees.
struct Coordinates {
    double latitude = 0;
    double longitude = 0;
};

/// The place that GEOADD stored as this score (52 bits, latitude and longitude by turns); empty when the text is no
/// such score. Whether a sorted set holds places is not to be seen from it: any whole number is a place, too.
[[nodiscard]] std::optional<Coordinates> coordinatesFromScore(QByteArrayView score);

} // namespace stashdeck
