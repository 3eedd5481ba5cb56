// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a fuzz target without libFuzzer: every seed, every seed cut at every byte, and 20,000 mutations that are the
// same on every run.
#include "tests/fuzz/fuzztarget.h"

#include <cstdio>
#include <random>

namespace {

void runOne(const QByteArray &bytes)
{
    // A copy of exactly this size, so that the address sanitizer sees a read beyond its end.
    const auto copy = std::make_unique<uint8_t[]>(size_t(bytes.size()));
    std::copy(bytes.begin(), bytes.end(), copy.get());
    LLVMFuzzerTestOneInput(copy.get(), size_t(bytes.size()));
}

/// What the parsers look for, and what they must not stumble over.
constexpr char meaningful[] = "\"\\{}[],:=/%\n\r\0\xff\xc0\xed.@?#";

QByteArray mutated(const QList<QByteArray> &seeds, std::mt19937 &random)
{
    const auto below = [&random](qsizetype limit) {
        return limit <= 0 ? qsizetype(0) : qsizetype(random() % static_cast<unsigned long>(limit));
    };
    QByteArray bytes = seeds.at(below(seeds.size()));
    const qsizetype changes = 1 + below(6);
    for (qsizetype i = 0; i < changes; ++i) {
        const qsizetype at = below(bytes.size());
        switch (below(7)) {
        case 0: // flip a bit
            if (!bytes.isEmpty())
                bytes[at] = char(bytes.at(at) ^ char(1 << below(8)));
            break;
        case 1: // any byte
            bytes.insert(at, char(below(256)));
            break;
        case 2: // a byte that means something
            bytes.insert(at, meaningful[below(qsizetype(sizeof meaningful - 1))]);
            break;
        case 3:
            bytes.remove(at, 1 + below(8));
            break;
        case 4: // repeat a part
            bytes.insert(at, bytes.mid(below(bytes.size()), below(32)));
            break;
        case 5: // splice with another seed
            bytes = bytes.first(at) + seeds.at(below(seeds.size())).mid(below(40));
            break;
        default:
            bytes.truncate(at);
            break;
        }
    }
    return bytes;
}

} // namespace

int main()
{
    const QList<QByteArray> seeds = stashdeck::fuzz::seeds();
    if (seeds.isEmpty())
        return 1;
    qint64 runs = 0;
    for (const QByteArray &seed : seeds) {
        for (qsizetype cut = 0; cut <= seed.size(); ++cut, ++runs)
            runOne(seed.first(cut));
    }
    std::mt19937 random(20'260'823); // NOLINT(cert-msc51-cpp): the same mutations on every run
    for (int i = 0; i < 20'000; ++i, ++runs)
        runOne(mutated(seeds, random));
    std::printf("%lld inputs\n", static_cast<long long>(runs));
    return 0;
}
