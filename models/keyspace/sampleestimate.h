// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace stashdeck {

/// A figure about many keys, from all of them or from a random sample, with the range it lies in (95 of 100 times).
struct Estimate {
    double value = 0;
    double low = 0;
    double high = 0;
    bool isExact = false; ///< every key was measured
    /// The range cannot be trusted: fewer than 30 keys, or a few very large ones decide. Measuring more helps.
    bool isRough = false;
};

/// What was measured on keys that were drawn at random.
struct SampleSum {
    qint64 count = 0;
    double sum = 0;
    double squares = 0;
    double largest = 0;
    void add(double value);
};

/// The total over `population` keys. Never lower than what was measured.
[[nodiscard]] Estimate estimatedTotal(const SampleSum &sample, qint64 population);
/// How many of `population` keys have what `hits` of `sampled` have (Wilson's interval, narrowed for a large sample).
[[nodiscard]] Estimate estimatedCount(qint64 hits, qint64 sampled, qint64 population);

} // namespace stashdeck
