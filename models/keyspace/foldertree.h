// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyspace/keytable.h"

#include <QByteArray>

#include <memory>
#include <optional>
#include <stop_token>
#include <unordered_map>

namespace stashdeck {

/// Keys in byte order: what list and tree are views of. Immutable, shared between threads.
struct OrderedKeys {
    KeyTable keys;
    std::shared_ptr<const KeyRows> rows = std::make_shared<const KeyRows>();

    [[nodiscard]] quint32 size() const { return static_cast<quint32>(rows->size()); }
    [[nodiscard]] QByteArrayView at(quint32 position) const { return keys.at((*rows)[position]); }
    [[nodiscard]] KeyRow rowAt(quint32 position) const { return (*rows)[position]; }
    /// Where the key is.
    [[nodiscard]] std::optional<quint32> positionOf(QByteArrayView key) const;
};

/// Positions [first, last) of an OrderedKeys.
struct KeySpan {
    quint32 first = 0;
    quint32 last = 0;
    [[nodiscard]] quint32 size() const { return last - first; }
    friend bool operator==(const KeySpan &, const KeySpan &) = default;
};

/// What lies directly in one folder: sub-folders, the biggest first, then keys in byte order. A folder holds at least
/// two keys; a lonely key stands as itself with the rest of its name.
struct FolderListing {
    std::vector<KeySpan> folders;
    std::vector<KeySpan> keyRuns;
    quint32 keyCount = 0;

    [[nodiscard]] quint32 size() const { return static_cast<quint32>(folders.size()) + keyCount; }
};

/// Lists the folder whose keys are `span` and whose path is their first `prefix` bytes. Nothing when that would take
/// more than `budget` steps (about 0.3 µs each) or was stopped: then it is work for another thread.
[[nodiscard]] std::optional<FolderListing> listFolder(const OrderedKeys &keys, KeySpan span, quint32 prefix,
                                                      QByteArrayView separator, quint32 budget,
                                                      const std::stop_token &stop = {});
/// A listing that may take as long as it takes.
inline constexpr quint32 noBudget = ~0U;

/// An opened folder and the rows it shows. Exists only for folders that were opened, so a million keys cost nothing.
struct FolderNode {
    FolderNode *parent = nullptr;
    quint32 rowInParent = 0;
    KeySpan span;
    quint32 prefix = 0; ///< bytes of the path, with the separator at its end
    bool listed = false; ///< `listing` and `rows` hold something
    bool awaitsListing = false; ///< a worker is at it
    FolderListing listing;
    std::vector<KeySpan> rows; ///< the part of `listing` that is shown
    std::unordered_map<quint32, std::unique_ptr<FolderNode>> children; ///< by row

    [[nodiscard]] quint32 hidden() const { return listing.size() - static_cast<quint32>(rows.size()); }
    [[nodiscard]] bool isFolder(quint32 row) const { return row < listing.folders.size(); }
    /// Makes `rows` longer by up to `count` and returns by how much.
    quint32 show(quint32 count);
    [[nodiscard]] quint32 nextShown(quint32 count) const { return std::min(count, hidden()); }
    /// The row that is, or holds, the key at this position; nothing when it is not shown yet.
    [[nodiscard]] std::optional<quint32> rowOf(quint32 position) const;
};

/// Which folders are open, and how many rows of each are shown: enough to open them again over another order.
struct FolderShape {
    QByteArray path;
    quint32 shown = 0;
    std::vector<FolderShape> open;
};
[[nodiscard]] FolderShape shapeOf(const FolderNode &node, const OrderedKeys &keys);

inline constexpr quint32 folderPage = 500;

/// The bytes of the path of the folder that `row` of `node` is: up to and with the next separator.
[[nodiscard]] quint32 childPrefix(const OrderedKeys &keys, const FolderNode &node, quint32 row,
                                  QByteArrayView separator);

/// Opens in `node` what `shape` has open and is not open yet; folders that are gone are left out. One that would take
/// more than `budget` steps to list stays unlisted.
void openFolders(const OrderedKeys &keys, FolderNode &node, const FolderShape &shape, QByteArrayView separator,
                 quint32 budget, const std::stop_token &stop = {});
[[nodiscard]] std::unique_ptr<FolderNode> buildTree(const OrderedKeys &keys, const FolderShape &shape,
                                                    QByteArrayView separator, const std::stop_token &stop = {});

} // namespace stashdeck
