// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstddef>
#include <cstdint>

/// A fuzz target: takes any bytes, must neither crash nor hang, and aborts when a promise of the parser is broken. Each
/// is linked with libFuzzer (STASHDECK_FUZZERS) and with replay.cpp, which runs the seeds and 20,000 mutations of them
/// as an ordinary test.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

namespace stashdeck::fuzz {

/// Seeds of this target, in the source: each a line of the corpus file or a literal.
[[nodiscard]] QList<QByteArray> seeds();

inline void promise(bool kept)
{
    if (!kept)
        __builtin_trap();
}

} // namespace stashdeck::fuzz
