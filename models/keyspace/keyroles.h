// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Qt>

namespace stashdeck {

/// The contract between the models of the key pane and its delegates.
enum KeyRole {
    KeyNameRole = Qt::UserRole + 1, ///< QByteArray: the key; of a folder its path, with the separator
    KeyTypeRole, ///< KeyType; of keys only
    KeyTtlRole, ///< KeyExpiry; of keys only
    KeySizeRole, ///< qint64 bytes, or invalid while unknown
    IsFolderRole, ///< bool
    CountRole, ///< qint64: keys in a folder
    GoneRole, ///< bool: vanished from the database, leaves in a moment
    MoreRole, ///< qint64: rows still hidden, on the row that shows more of them; else 0
    DimPrefixRole, ///< int: UTF-16 units at the start of the display text that are to be dimmed
    DimSuffixRole, ///< int: the same at its end, for the separator of a folder
    CheckedCountRole, ///< qint64: checked keys in a folder, or of a key 0 or 1. Qt::CheckStateRole tells the state
};

enum KeyColumn { KeyNameColumn, KeyTtlColumn, KeySizeColumn, keyColumnCount };

} // namespace stashdeck
