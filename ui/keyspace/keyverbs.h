// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyspace/keyselection.h"
#include "ui/keyspace/keyverb.h"

#include <QObject>

namespace stashdeck {

class Favourites;
class KeyViews;
class Keyspace;

/// Carries out verbs: on the rows, the clipboard and the favourites itself, all else by asking for it.
class KeyVerbs final : public QObject {
    Q_OBJECT

public:
    /// Both outlive this object.
    KeyVerbs(Keyspace *keyspace, KeyViews *views, QObject *parent);

    void setFavourites(Favourites *favourites) { m_favourites = favourites; } ///< may be null; outlives this object
    void perform(KeyVerb verb, const KeySubject &about);
    [[nodiscard]] bool isFavourite(const KeySubject &about) const;

signals:
    void patternFieldRequested();
    void scanRequested(const QString &pattern);
    void openInNewTabRequested(const QByteArray &key, stashdeck::KeyType type);
    void addKeyRequested(const QByteArray &prefix);
    void pasteRequested(const QByteArray &text);
    void duplicateRequested(const QByteArray &key, stashdeck::KeyType type);
    void renameRequested(const QByteArray &key, stashdeck::KeyType type);
    void deleteRequested(const QByteArray &key, stashdeck::KeyType type);
    void manyKeysRequested(stashdeck::ManyKeysAct act, const stashdeck::KeySelection &selection);
    void aboutFolderRequested(const QByteArray &path); ///< empty: the whole database
    void namingHintsRequested();
    void noticeRequested(const QString &text);

private:
    void performOnMany(ManyKeysAct act, const KeySubject &about);
    void copyName(const KeySubject &about);
    void paste();
    void openAll(const KeySubject &about);
    void toggleFavourite(const KeySubject &about);
    void addFavourites(const KeySelection &selection);
    [[nodiscard]] QModelIndex folderOf(const KeySubject &about) const; ///< invalid for other subjects

    Keyspace *m_keyspace;
    KeyViews *m_views;
    Favourites *m_favourites = nullptr;
};

} // namespace stashdeck
