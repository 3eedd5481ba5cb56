// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyspace/keytype.h"
#include "models/navigation/favourites.h"
#include "ui/keyspace/keyplace.h"
#include "ui/theme/theme.h"

#include <QPointer>
#include <QSet>
#include <QStackedWidget>
#include <QTimer>

class QAbstractItemView;

namespace stashdeck {

class KeyChooser;
class KeyListView;
class KeyTreeView;
class Keyspace;

/// The keys as a tree or as a list, one of them shown. Gestures on rows become signals; the place of the person is
/// kept; the keyspace learns which rows are on screen, while they can be seen.
class KeyViews final : public QStackedWidget {
    Q_OBJECT

public:
    /// Both outlive the views.
    KeyViews(const Theme *theme, Keyspace *keyspace, QWidget *parent = nullptr);
    ~KeyViews() override;

    void showTree(bool tree); ///< false: the list
    [[nodiscard]] bool showsTree() const { return m_showsTree; }
    [[nodiscard]] QAbstractItemView *view() const; ///< the one that is shown
    [[nodiscard]] KeyTreeView *tree() const { return m_tree; }
    [[nodiscard]] KeyListView *list() const { return m_list; }

    [[nodiscard]] QModelIndex currentIndex() const; ///< in the name column
    [[nodiscard]] QByteArray currentKey() const; ///< null bytes when a folder or nothing is current
    /// Makes the key current and opens its folders, as far as it is loaded.
    void reveal(const QByteArray &key);
    /// The row of a key, or of a folder by its path.
    [[nodiscard]] QModelIndex find(const QByteArray &name) const { return m_place.find(name); }
    /// Opens a key or a folder, closes an open folder, shows more rows.
    void open(const QModelIndex &index);
    /// Opens the loaded folders below this one (or all), as many as stay quick to look at; false when some stay
    /// closed.
    bool expandBelow(const QModelIndex &folder);
    void collapseBelow(const QModelIndex &folder);
    /// The loaded keys of a folder with their types, `most` at most.
    [[nodiscard]] QList<std::pair<QByteArray, KeyType>> keysBelow(const QModelIndex &folder, qsizetype most);
    void toggleCheck(const QModelIndex &index); ///< of a key, or of a folder with all its loaded keys
    /// Their rows have a star. Null for none; outlives the views, or is taken away before it goes.
    void setFavourites(const Favourites *favourites);
    /// No folder is open after the next arrangement, as with another separator.
    void forgetFolders() { m_place.forgetFolders(); }

signals:
    void keyClicked(const QByteArray &key, stashdeck::KeyType type);
    void keyOpened(const QByteArray &key, stashdeck::KeyType type); ///< Enter, double-click
    void currentChanged();
    void menuRequested(const QModelIndex &index, const QPoint &globalPosition); ///< of a key or folder
    /// Widths of the TTL and size columns, and of what stands right of them (a scroll bar).
    void columnsChanged(int ttl, int size, int beyond);

protected:
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setUp(QAbstractItemView *view);
    void setListModel(bool wanted);
    void clicked(const QModelIndex &index);
    void requestMenu(const QPoint &at);
    void noteCurrent();
    void layOutColumns();
    void noteVisibleRows();

    const Theme *m_theme;
    Keyspace *m_keyspace;
    KeyTreeView *m_tree;
    KeyListView *m_list;
    KeyPlace m_place;
    KeyChooser *m_chooser;
    QTimer m_visibleSoon;
    QPointer<const Favourites> m_favourites;
    QSet<QByteArray> m_starred;
    bool m_showsTree = true;
};

} // namespace stashdeck
