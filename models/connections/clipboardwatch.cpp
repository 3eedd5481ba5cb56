// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connections/clipboardwatch.h"

#include "models/connections/connectiontext.h"

namespace stashdeck {

ClipboardPairs pairsInClipboard(const QString &text)
{
    constexpr qsizetype longest = 64LL * 1024;
    ClipboardPairs pairs;
    if (text.size() > longest)
        return pairs;
    const ConnectionText found = connectionsInText(text);
    for (const ConnectionCandidate &candidate : found.candidates) {
        if (!candidate.isComplete() || candidate.tokenIsTcpPassword)
            continue;
        if (pairs.count++ == 0)
            pairs.firstHost = candidate.url.host();
    }
    return pairs;
}

} // namespace stashdeck
