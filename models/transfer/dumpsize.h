// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace stashdeck {

/// How many elements a DUMP of Redis' own format holds, from its first bytes; -1 where that cannot be told: strings,
/// streams, lists of several nodes, other formats.
[[nodiscard]] qint64 membersOfDump(QByteArrayView dump);

} // namespace stashdeck
