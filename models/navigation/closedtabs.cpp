// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/navigation/closedtabs.h"

namespace stashdeck {

void ClosedTabs::add(const QList<OpenTab> &closedTogether)
{
    if (closedTogether.isEmpty())
        return;
    m_groups.append(closedTogether);
    if (m_groups.size() > most)
        m_groups.removeFirst();
}

QList<OpenTab> ClosedTabs::take()
{
    return m_groups.isEmpty() ? QList<OpenTab>() : m_groups.takeLast();
}

void ClosedTabs::rename(const QByteArray &from, const QByteArray &to)
{
    for (QList<OpenTab> &group : m_groups) {
        for (OpenTab &tab : group) {
            if (tab.key == from)
                tab.key = to;
        }
    }
}

void ClosedTabs::remove(const QByteArray &key)
{
    for (QList<OpenTab> &group : m_groups)
        group.removeIf([&](const OpenTab &tab) { return tab.key == key; });
    m_groups.removeIf([](const QList<OpenTab> &group) { return group.isEmpty(); });
}

} // namespace stashdeck
