// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyspace/keyselection.h"

#include <QModelIndex>

namespace stashdeck {

/// What can be done from the key pane: with the row a gesture is about, with several keys, or with the pane itself.
enum class KeyVerb {
    FindByPattern,
    AddKey,
    Paste, ///< the clipboard's text as the value of a new key
    Rescan,
    Open, ///< a key to stay; a folder opens or closes
    OpenInNewTab,
    CopyName, ///< of a folder its pattern
    ToggleFavourite, ///< of a folder its pattern; several keys are only added
    Duplicate,
    Rename,
    Delete,
    ScanFolder, ///< searches for its pattern
    OpenAll, ///< the keys of a small folder, each in a tab
    ExpandAll, ///< all loaded folders in this one, or in the tree
    CollapseAll,
    AboutFolder, ///< what lies in it; without a folder: in the whole database
    NamingHints,
    ToggleCheck, ///< of the row, for acts on many keys
    CheckAll, ///< that the filter shows
    InvertChecks,
    ClearChecks,
    DeleteMany,
    ChangeExpiryOfMany,
    RenameMany,
    CopyMany,
    ExportMany,
};

/// What a verb is about: a key, a folder, the keys that were chosen, or nothing. A value: it stays true when the rows
/// move.
struct KeySubject {
    enum class Kind { None, Key, Folder, Chosen };
    Kind kind = Kind::None;
    QByteArray name; ///< of the key, or the folder's path with its separator
    KeyType type = KeyType::Unknown; ///< of a key
    qint64 count = 0; ///< keys in the folder as far as they are loaded, or chosen ones

    /// Of larger folders not all keys are opened at once.
    static constexpr qint64 mostOpened = 20;

    [[nodiscard]] static KeySubject at(const QModelIndex &index);
    [[nodiscard]] static KeySubject ofChosen(qint64 count);
    /// For acts on many keys, of a key or a folder: a folder is all that the database holds below it, loaded or not.
    /// The names of chosen keys are gathered by Keyspace::selectChecked().
    [[nodiscard]] KeySelection selection() const;
    /// The folder's keys, as MATCH takes it.
    [[nodiscard]] QByteArray pattern() const;
};

/// The act on many keys that the verb asks for; nothing for other verbs.
[[nodiscard]] std::optional<ManyKeysAct> manyKeysActOf(KeyVerb verb);
/// True for verbs that change the database.
[[nodiscard]] bool writes(KeyVerb verb);
/// True for verbs that are about the chosen keys as soon as there are some.
[[nodiscard]] bool isAboutChosen(KeyVerb verb);
/// True when the verb means something for this subject.
[[nodiscard]] bool applies(KeyVerb verb, const KeySubject &subject);

} // namespace stashdeck
