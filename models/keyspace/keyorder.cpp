// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyspace/keyorder.h"

#include <QtEndian>

#include <algorithm>
#include <array>
#include <cstring>
#include <numeric>
#include <span>
#include <utility>

namespace stashdeck {

namespace {

// Eight bytes of the key, so that nearly all comparisons stay inside the array that is sorted.
struct Item {
    quint64 head;
    KeyRow row;
};

quint64 headOf(QByteArrayView key, qsizetype depth)
{
    quint64 head = 0;
    const qsizetype left = key.size() - depth;
    if (left > 0)
        std::memcpy(&head, key.data() + depth, static_cast<size_t>(std::min<qsizetype>(left, sizeof head)));
    return qFromBigEndian(head);
}

// Stable, so that equals stay in the order of their rows: the keys of a group then lie in memory in the order in which
// the next eight bytes are read, which saves more time than the sorting takes.
void radixSort(std::span<Item> items, std::vector<Item> &spare)
{
    constexpr size_t bytes = sizeof(quint64);
    std::array<std::array<quint32, 256>, bytes> counts{};
    for (const Item &item : items) {
        for (size_t byte = 0; byte < bytes; ++byte)
            ++counts[byte][item.head >> (byte * 8) & 0xff];
    }
    if (spare.size() < items.size())
        spare.resize(items.size());
    std::span<Item> from = items;
    std::span<Item> to(spare.data(), items.size());
    for (size_t byte = 0; byte < bytes; ++byte) {
        std::array<quint32, 256> &places = counts[byte];
        if (places[from.front().head >> (byte * 8) & 0xff] == items.size())
            continue; // the same in all
        quint32 next = 0;
        for (quint32 &place : places)
            next += std::exchange(place, next);
        for (const Item &item : from)
            to[places[item.head >> (byte * 8) & 0xff]++] = item;
        std::swap(from, to);
    }
    if (from.data() != items.data())
        std::copy(from.begin(), from.end(), items.begin());
}

// Sorts by the eight bytes at `depth`, then every group of equals by the next eight. An explicit stack, because keys
// of 32 KB that differ in their last byte would otherwise recurse four thousand deep.
void sortItems(const KeyTable &keys, std::vector<Item> &items, const std::stop_token &stop)
{
    struct Group {
        size_t first;
        size_t last;
        qsizetype depth;
    };
    if (items.empty())
        return;
    constexpr size_t manyItems = 512; // from here on counting bytes beats comparing
    std::vector<Item> spare;
    std::vector<Group> groups{{0, items.size(), 0}};
    constexpr auto width = static_cast<qsizetype>(sizeof(quint64));
    while (!groups.empty() && !stop.stop_requested()) {
        const Group group = groups.back();
        groups.pop_back();
        const std::span<Item> span(items.data() + group.first, group.last - group.first);
        for (Item &item : span)
            item.head = headOf(keys.at(item.row), group.depth);
        if (span.size() >= manyItems)
            radixSort(span, spare);
        else
            std::sort(span.begin(), span.end(), [](const Item &a, const Item &b) { return a.head < b.head; });
        for (size_t first = 0; first < span.size();) {
            size_t last = first + 1;
            while (last < span.size() && span[last].head == span[first].head)
                ++last;
            if (last - first > 1) {
                // Keys that end here are prefixes of the others in the group; zero bytes were only padded.
                const auto ended = std::partition(
                    span.begin() + static_cast<ptrdiff_t>(first), span.begin() + static_cast<ptrdiff_t>(last),
                    [&](const Item &item) { return keys.at(item.row).size() <= group.depth + width; });
                std::sort(span.begin() + static_cast<ptrdiff_t>(first), ended,
                          [&](const Item &a, const Item &b) { return keys.at(a.row).size() < keys.at(b.row).size(); });
                const auto rest = group.first + static_cast<size_t>(ended - span.begin());
                if (group.first + last - rest > 1)
                    groups.push_back({rest, group.first + last, group.depth + width});
            }
            first = last;
        }
    }
}

KeyRows sortedRange(const KeyTable &keys, KeyRow first, const std::stop_token &stop)
{
    std::vector<Item> items(keys.rows() - first);
    for (KeyRow row = first; row < keys.rows(); ++row)
        items[row - first].row = row;
    sortItems(keys, items, stop);
    KeyRows rows;
    rows.reserve(items.size());
    for (const Item &item : items)
        rows.push_back(item.row);
    return rows;
}

} // namespace

KeyRows sortedRows(const KeyTable &keys, const std::stop_token &stop)
{
    return sortedRange(keys, 0, stop);
}

KeyRows sortedRows(const KeyTable &keys, const KeyRows &sorted, const std::stop_token &stop)
{
    const size_t added = keys.rows() - sorted.size();
    if (added * 8 > sorted.size())
        return sortedRows(keys, stop);
    // Few came: a binary search each, and the stretches between them are copied whole.
    const KeyRows fresh = sortedRange(keys, static_cast<KeyRow>(sorted.size()), stop);
    KeyRows merged;
    merged.reserve(keys.rows());
    auto from = sorted.begin();
    for (const KeyRow row : fresh) {
        const QByteArrayView key = keys.at(row);
        const auto to
            = std::lower_bound(from, sorted.end(), key, [&](KeyRow a, QByteArrayView b) { return keys.at(a) < b; });
        merged.insert(merged.end(), from, to);
        merged.push_back(row);
        from = to;
    }
    merged.insert(merged.end(), from, sorted.end());
    return merged;
}

} // namespace stashdeck
