// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/navigation/opentab.h"

namespace stashdeck {

/// Tabs that were closed, to be opened again: what was closed at once comes back at once. Names only, for as long as
/// the window lives.
class ClosedTabs {
public:
    static constexpr qsizetype most = 20;

    void add(const QList<OpenTab> &closedTogether); ///< nothing for an empty list
    [[nodiscard]] bool isEmpty() const { return m_groups.isEmpty(); }
    /// What was closed last, and forgets it.
    [[nodiscard]] QList<OpenTab> take();
    void rename(const QByteArray &from, const QByteArray &to);
    void remove(const QByteArray &key); ///< the key is deleted

private:
    QList<QList<OpenTab>> m_groups; // the newest last
};

} // namespace stashdeck
