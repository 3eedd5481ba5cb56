// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/geohash.h"

#include <QtGlobal>

namespace stashdeck {

namespace {

constexpr int bitsEach = 26;
/// Web Mercator ends here.
constexpr double mostLatitude = 85.05112878;
constexpr double mostLongitude = 180;

/// Every second bit of `bits`, beginning with bit `first`.
quint64 everySecond(quint64 bits, int first)
{
    quint64 out = 0;
    for (int i = 0; i < bitsEach; ++i)
        out |= ((bits >> (2 * i + first)) & 1) << i;
    return out;
}

/// The middle of the cell.
double degrees(quint64 cell, double most)
{
    const double scale = double(quint64(1) << bitsEach);
    return -most + (double(cell) + 0.5) / scale * 2 * most;
}

} // namespace

std::optional<Coordinates> coordinatesFromScore(QByteArrayView score)
{
    bool isWhole = false;
    const quint64 bits = score.toByteArray().toULongLong(&isWhole);
    if (!isWhole || bits >= (quint64(1) << (2 * bitsEach)))
        return {};
    return Coordinates{degrees(everySecond(bits, 0), mostLatitude), degrees(everySecond(bits, 1), mostLongitude)};
}

} // namespace stashdeck
