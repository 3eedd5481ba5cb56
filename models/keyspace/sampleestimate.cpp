// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyspace/sampleestimate.h"

#include <algorithm>
#include <cmath>

namespace stashdeck {

namespace {
constexpr double z95 = 1.96;
constexpr qint64 enough = 30;
constexpr double decides = 0.2; // one key holds this part of everything measured

/// Nothing is left to chance when everything is drawn.
double finiteCorrection(double sampled, double population)
{
    return population <= 1 ? 0 : std::sqrt(std::max(0.0, (population - sampled) / (population - 1)));
}
} // namespace

void SampleSum::add(double value)
{
    ++count;
    sum += value;
    squares += value * value;
    largest = std::max(largest, value);
}

Estimate estimatedTotal(const SampleSum &sample, qint64 population)
{
    Estimate estimate;
    if (population <= 0 || sample.count >= population) {
        estimate.value = estimate.low = estimate.high = sample.sum;
        estimate.isExact = true;
        return estimate;
    }
    estimate.isRough = sample.count < enough || sample.largest > decides * sample.sum;
    if (sample.count == 0)
        return estimate;
    const auto n = static_cast<double>(sample.count);
    const auto all = static_cast<double>(population);
    const double mean = sample.sum / n;
    const double variance = n < 2 ? 0 : std::max(0.0, (sample.squares - n * mean * mean) / (n - 1));
    const double half = z95 * all * std::sqrt(variance / n) * finiteCorrection(n, all);
    estimate.value = all * mean;
    estimate.low = std::max(sample.sum, estimate.value - half);
    estimate.high = estimate.value + half;
    return estimate;
}

Estimate estimatedCount(qint64 hits, qint64 sampled, qint64 population)
{
    Estimate estimate;
    const auto all = static_cast<double>(std::max<qint64>(0, population));
    if (sampled >= population) {
        estimate.value = estimate.low = estimate.high = static_cast<double>(hits);
        estimate.isExact = true;
        return estimate;
    }
    estimate.isRough = sampled < enough;
    if (sampled == 0) {
        estimate.high = all;
        return estimate;
    }
    const auto n = static_cast<double>(sampled);
    const double part = static_cast<double>(hits) / n;
    const double z = z95 * finiteCorrection(n, all);
    const double divisor = 1 + z * z / n;
    const double centre = (part + z * z / (2 * n)) / divisor;
    const double half = z * std::sqrt(part * (1 - part) / n + z * z / (4 * n * n)) / divisor;
    estimate.value = all * part;
    // Hits were seen, and so were the others: both are facts.
    estimate.low = std::clamp(all * (centre - half), static_cast<double>(hits), all);
    estimate.high = std::clamp(all * (centre + half), estimate.low, all - (n - static_cast<double>(hits)));
    return estimate;
}

} // namespace stashdeck
