// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyspace/keyroles.h"
#include "models/keyspace/keytype.h"

#include <QModelIndex>

namespace stashdeck {

/// True for a row that is a key; false for a folder, for the row that shows more, and for no row.
[[nodiscard]] inline bool isKey(const QModelIndex &index)
{
    return index.isValid() && !index.data(IsFolderRole).toBool() && index.data(MoreRole).toLongLong() == 0;
}
[[nodiscard]] inline bool isFolder(const QModelIndex &index)
{
    return index.isValid() && index.data(IsFolderRole).toBool();
}
/// The key, or the path of the folder; null bytes of no row.
[[nodiscard]] inline QByteArray nameAt(const QModelIndex &index)
{
    return index.isValid() ? index.data(KeyNameRole).toByteArray() : QByteArray();
}
[[nodiscard]] inline KeyType typeAt(const QModelIndex &index)
{
    return index.data(KeyTypeRole).value<KeyType>();
}

} // namespace stashdeck
