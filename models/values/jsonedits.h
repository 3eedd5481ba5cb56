// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/jsontree.h"

#include <QByteArrayList>
#include <QList>

namespace stashdeck {

/// One change of a document, for one place that has an address.
struct JsonEdit {
    enum class Kind {
        Set, ///< the value at `path` becomes `values.first()`
        Add, ///< a member that was not there
        Remove, ///< a member
        Insert, ///< `values` into the array at `path`, before `index`
        RemoveElements, ///< `count` elements of the array at `path`, from `index` on
    };
    Kind kind = Kind::Set;
    QByteArray path; ///< "$" for the whole document
    QByteArrayList values; ///< as typed, without white space between tokens
    int index = 0;
    int count = 0;
    /// What must still be as it was loaded: the place itself, or the array or the element of an array around it,
    /// because an index means nothing once elements have moved.
    QByteArray guardPath;
    QByteArray
        guard; ///< its text as loaded; for Add the object at guardPath is only asked to be one, and this is empty
    int guardLength = -1; ///< the array that `guardPath` is an element of must still have as many; -1 for none
    [[nodiscard]] bool isWhole() const { return path == "$"; }
};

/// The smallest list of edits that turns `loaded` into `mine`: empty when they differ in white space only. Where names
/// cannot be addressed, the order of members differs, or too much changed, the nearest place around is set whole.
[[nodiscard]] QList<JsonEdit> jsonEdits(const JsonTree &loaded, const JsonTree &mine);

/// `into`'s text with the place `path` as it is in `from`: replaced, added or removed. Where the way to it does not
/// exist in `into`, the nearest place around that does is taken whole.
[[nodiscard]] QByteArray withPlaceFrom(const JsonTree &into, const JsonTree &from, const QByteArray &path);

/// Edits of one place as stretches of text; everything around keeps its bytes. Values and names are JSON tokens.
namespace jsonPatch {
[[nodiscard]] QByteArray replaced(const JsonTree &tree, int node, const QByteArray &value);
[[nodiscard]] QByteArray renamed(const JsonTree &tree, int member, const QByteArray &name);
/// `name` is empty in arrays; `row` may be the number of children: behind the last.
[[nodiscard]] QByteArray inserted(const JsonTree &tree, int container, int row, const QByteArray &name,
                                  const QByteArray &value);
[[nodiscard]] QByteArray removed(const JsonTree &tree, int node); ///< not the root
/// An element or member to another row of its parent.
[[nodiscard]] QByteArray moved(const JsonTree &tree, int node, int row);
} // namespace jsonPatch

} // namespace stashdeck
