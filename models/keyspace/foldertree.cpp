// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyspace/foldertree.h"

#include <algorithm>

namespace stashdeck {

namespace {

// The end of the run of positions from `first` whose keys begin with `path`. Doubles its stride before it halves it:
// most folders are small beside the span they lie in.
quint32 endOfFolder(const OrderedKeys &keys, quint32 first, quint32 last, QByteArrayView path)
{
    quint32 inside = first;
    quint32 stride = 1;
    while (inside + stride < last && keys.at(inside + stride).startsWith(path)) {
        inside += stride;
        stride *= 2;
    }
    const auto begin = keys.rows->begin();
    const auto end = std::partition_point(begin + inside, begin + std::min(inside + stride, last),
                                          [&](KeyRow row) { return keys.keys.at(row).startsWith(path); });
    return static_cast<quint32>(end - begin);
}

} // namespace

std::optional<quint32> OrderedKeys::positionOf(QByteArrayView key) const
{
    const auto found = std::lower_bound(rows->begin(), rows->end(), key,
                                        [this](KeyRow row, QByteArrayView wanted) { return keys.at(row) < wanted; });
    if (found == rows->end() || keys.at(*found) != key)
        return std::nullopt;
    return static_cast<quint32>(found - rows->begin());
}

std::optional<FolderListing> listFolder(const OrderedKeys &keys, KeySpan span, quint32 prefix, QByteArrayView separator,
                                        quint32 budget, const std::stop_token &stop)
{
    FolderListing listing;
    const auto addKey = [&listing](quint32 position) {
        if (!listing.keyRuns.empty() && listing.keyRuns.back().last == position)
            ++listing.keyRuns.back().last;
        else
            listing.keyRuns.push_back({position, position + 1});
        ++listing.keyCount;
    };
    if (separator.isEmpty()) {
        if (span.size() > 0)
            listing.keyRuns.push_back(span);
        listing.keyCount = span.size();
        return listing;
    }
    constexpr quint32 folderCost = 8;
    for (quint32 at = span.first; at < span.last;) {
        if (budget != noBudget) {
            if (budget < folderCost)
                return std::nullopt;
        } else if ((at & 0xfff) == 0 && stop.stop_requested()) {
            return std::nullopt;
        }
        const QByteArrayView key = keys.at(at);
        const qsizetype found = key.indexOf(separator, prefix);
        quint32 last = at + 1;
        if (found >= 0)
            last = endOfFolder(keys, at, span.last, key.first(found + separator.size()));
        if (last - at > 1)
            listing.folders.push_back({at, last});
        else
            addKey(at);
        if (budget != noBudget)
            budget -= last - at > 1 ? folderCost : 1;
        at = last;
    }
    std::stable_sort(listing.folders.begin(), listing.folders.end(),
                     [](const KeySpan &a, const KeySpan &b) { return a.size() > b.size(); });
    return listing;
}

quint32 FolderNode::show(quint32 count)
{
    const auto before = static_cast<quint32>(rows.size());
    const quint32 target = before + nextShown(count);
    rows.reserve(target);
    for (quint32 row = before; row < std::min<quint32>(target, static_cast<quint32>(listing.folders.size())); ++row)
        rows.push_back(listing.folders[row]);
    // Keys: skip what is shown, run by run.
    quint32 skip = static_cast<quint32>(rows.size()) - static_cast<quint32>(listing.folders.size());
    for (const KeySpan &run : listing.keyRuns) {
        if (rows.size() >= target)
            break;
        if (skip >= run.size()) {
            skip -= run.size();
            continue;
        }
        for (quint32 at = run.first + skip; at < run.last && rows.size() < target; ++at)
            rows.push_back({at, at + 1});
        skip = 0;
    }
    return target - before;
}

std::optional<quint32> FolderNode::rowOf(quint32 position) const
{
    const auto found = std::find_if(rows.begin(), rows.end(), [position](const KeySpan &row) {
        return position >= row.first && position < row.last;
    });
    if (found == rows.end())
        return std::nullopt;
    return static_cast<quint32>(found - rows.begin());
}

quint32 childPrefix(const OrderedKeys &keys, const FolderNode &node, quint32 row, QByteArrayView separator)
{
    return static_cast<quint32>(keys.at(node.rows[row].first).indexOf(separator, node.prefix) + separator.size());
}

FolderShape shapeOf(const FolderNode &node, const OrderedKeys &keys)
{
    FolderShape shape;
    if (node.span.size() > 0)
        shape.path = keys.at(node.span.first).first(node.prefix).toByteArray();
    shape.shown = static_cast<quint32>(node.rows.size());
    for (const auto &[row, child] : node.children)
        shape.open.push_back(shapeOf(*child, keys));
    return shape;
}

void openFolders(const OrderedKeys &keys, FolderNode &node, const FolderShape &shape, QByteArrayView separator,
                 quint32 budget, const std::stop_token &stop)
{
    if (!node.listed) {
        auto listing = listFolder(keys, node.span, node.prefix, separator, budget, stop);
        if (!listing)
            return;
        node.listing = std::move(*listing);
        node.listed = true;
    }
    const quint32 wantedRows = std::max(shape.shown, folderPage);
    if (wantedRows > node.rows.size())
        node.show(wantedRows - static_cast<quint32>(node.rows.size()));
    for (const FolderShape &wanted : shape.open) {
        // The folder's keys begin at the first one that is not less than its path.
        const auto begin = keys.rows->begin();
        const auto first
            = std::lower_bound(begin + node.span.first, begin + node.span.last, wanted.path,
                               [&](KeyRow row, const QByteArray &path) { return keys.keys.at(row) < path; });
        const auto row = node.rowOf(static_cast<quint32>(first - begin));
        if (!row || !node.isFolder(*row) || childPrefix(keys, node, *row, separator) != wanted.path.size()
            || !keys.at(node.rows[*row].first).startsWith(wanted.path))
            continue;
        std::unique_ptr<FolderNode> &child = node.children[*row];
        if (!child) {
            child = std::make_unique<FolderNode>();
            child->parent = &node;
            child->rowInParent = *row;
            child->span = node.rows[*row];
            child->prefix = static_cast<quint32>(wanted.path.size());
        }
        openFolders(keys, *child, wanted, separator, budget, stop);
    }
}

std::unique_ptr<FolderNode> buildTree(const OrderedKeys &keys, const FolderShape &shape, QByteArrayView separator,
                                      const std::stop_token &stop)
{
    auto root = std::make_unique<FolderNode>();
    root->span = {0, keys.size()};
    openFolders(keys, *root, shape, separator, noBudget, stop);
    return root;
}

} // namespace stashdeck
