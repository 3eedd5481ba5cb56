// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/navigation/keyhistory.h"

#include <algorithm>

namespace stashdeck {

void KeyHistory::visit(const QByteArray &key)
{
    if (m_at >= 0 && m_keys.at(m_at) == key)
        return;
    m_keys.resize(m_at + 1);
    m_keys.append(key);
    if (m_keys.size() > most)
        m_keys.removeFirst();
    m_at = m_keys.size() - 1;
}

QByteArray KeyHistory::back()
{
    return canGoBack() ? m_keys.at(--m_at) : QByteArray();
}

QByteArray KeyHistory::forward()
{
    return canGoForward() ? m_keys.at(++m_at) : QByteArray();
}

void KeyHistory::rename(const QByteArray &from, const QByteArray &to)
{
    std::replace(m_keys.begin(), m_keys.end(), from, to);
    joinNeighbours();
}

void KeyHistory::remove(const QByteArray &key)
{
    for (qsizetype i = m_keys.size() - 1; i >= 0; --i) {
        if (m_keys.at(i) != key)
            continue;
        m_keys.removeAt(i);
        if (i <= m_at)
            --m_at;
    }
    m_at = m_keys.isEmpty() ? -1 : std::max<qsizetype>(m_at, 0);
    joinNeighbours();
}

void KeyHistory::joinNeighbours()
{
    for (qsizetype i = m_keys.size() - 1; i > 0; --i) {
        if (m_keys.at(i) != m_keys.at(i - 1))
            continue;
        m_keys.removeAt(i);
        if (i <= m_at)
            --m_at;
    }
}

} // namespace stashdeck
