// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace stashdeck {

/// A key that is open in a tab.
struct OpenTab {
    QByteArray key;
    QByteArray typeName; ///< as far as it is known
    bool isPinned = false;
    friend bool operator==(const OpenTab &, const OpenTab &) = default;
};

} // namespace stashdeck
