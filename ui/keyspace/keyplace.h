// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QModelIndex>
#include <QSet>

class QAbstractItemView;

namespace stashdeck {

class KeyListView;
class KeyTreeView;
class Keyspace;

/// Where a person is among the keys, kept over every new arrangement of the rows: the current row, else the rows
/// around it, the row at the top of the view, and which folders are open.
class KeyPlace {
public:
    /// All outlive this object.
    KeyPlace(Keyspace *keyspace, KeyTreeView *tree, KeyListView *list);

    void setTree(bool tree) { m_isTree = tree; } ///< which of the two is shown
    void noteCurrent(); ///< the person moved
    void noteFolder(const QModelIndex &folder, bool isOpen); ///< the person opened or closed it
    void forgetFolders() { m_openFolders.clear(); }

    void remember(); ///< the rows are about to be arranged anew
    void restore(); ///< they were
    /// The row of a key, or of a folder by its path.
    [[nodiscard]] QModelIndex find(const QByteArray &name) const;

private:
    [[nodiscard]] QAbstractItemView *view() const;
    [[nodiscard]] QModelIndex currentIndex() const;
    void openRememberedFolders();

    Keyspace *m_keyspace;
    KeyTreeView *m_tree;
    KeyListView *m_list;
    QSet<QByteArray> m_openFolders;
    QByteArray m_current; // name of the current key or folder, to find it again
    QList<QByteArray> m_neighbours; // where to go when it vanished: the rows after it, then those before
    QByteArray m_top;
    bool m_isTree = true;
    bool m_isRestoring = false;
};

} // namespace stashdeck
