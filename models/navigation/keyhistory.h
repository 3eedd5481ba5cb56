// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace stashdeck {

/// The keys that were looked at, in order, with the place in it: what Back and Forward walk. As in a web browser, a
/// visit after going back forgets what lay ahead. Names only, for as long as the window lives.
class KeyHistory {
public:
    static constexpr qsizetype most = 100;

    /// Does nothing for the key that is visited already, as after back() and forward().
    void visit(const QByteArray &key);
    [[nodiscard]] bool canGoBack() const { return m_at > 0; }
    [[nodiscard]] bool canGoForward() const { return m_at + 1 < m_keys.size(); }
    /// The key before, which is visited now; null bytes when there is none.
    [[nodiscard]] QByteArray back();
    [[nodiscard]] QByteArray forward();
    void rename(const QByteArray &from, const QByteArray &to);
    void remove(const QByteArray &key); ///< the key is deleted: nobody goes back to it

private:
    void joinNeighbours();

    QList<QByteArray> m_keys;
    qsizetype m_at = -1;
};

} // namespace stashdeck
