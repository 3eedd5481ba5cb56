// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace stashdeck {

/// How many complete databases (address and token) a clipboard holds, and the host of the first. Keeps no secret.
struct ClipboardPairs {
    int count = 0;
    QString firstHost;
    friend bool operator==(const ClipboardPairs &, const ClipboardPairs &) = default;
};

/// Looks at 64 KiB at most; a longer text is taken for something else. Pure.
[[nodiscard]] ClipboardPairs pairsInClipboard(const QString &text);

} // namespace stashdeck
