// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyspace/keyselection.h"

namespace stashdeck {

KeySelection selectionOf(const KeyTable &keys, const KeyRows &rows)
{
    KeySelection selection;
    selection.keys.reserve(static_cast<qsizetype>(rows.size()));
    for (const KeyRow row : rows) {
        if (row < keys.rows() && keys.isAlive(row))
            selection.keys.append(keys.at(row).toByteArray());
    }
    return selection;
}

KeySelection selectionOf(const KeyTable &keys, const KeyRows &rows, const KeyRows &order)
{
    std::vector<bool> wanted(keys.rows(), false);
    for (const KeyRow row : rows) {
        if (row < wanted.size())
            wanted[row] = true;
    }
    KeyRows ordered;
    ordered.reserve(rows.size());
    for (const KeyRow row : order) {
        if (row < wanted.size() && wanted[row]) {
            ordered.push_back(row);
            wanted[row] = false;
        }
    }
    for (const KeyRow row : rows) { // came after the order was made
        if (row < wanted.size() && wanted[row]) {
            ordered.push_back(row);
            wanted[row] = false;
        }
    }
    return selectionOf(keys, ordered);
}

} // namespace stashdeck
