// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/jsontree.h"

#include <vector>

namespace stashdeck {

/// The places of a document that a path with wildcards names.
struct JsonMatches {
    enum class Kind {
        Found, ///< none is a result too
        NotAPath,
        Filter, ///< "[?…]" is for the server to answer
    };
    Kind kind = Kind::Found;
    std::vector<int> nodes; ///< in the order of the document, each once
};

/// True when the path may name several places: wildcards, "..", slices, lists, filters.
[[nodiscard]] bool namesManyPlaces(const QString &path);
/// "$.a[*].b", "$..id", "$.a[1:3]", "$['a','b']", "$.list[0,-1]" …; the same grammar as JsonTree::find() beside that.
/// Pure; looks at each node a few times, so a large tree is for a worker.
[[nodiscard]] JsonMatches jsonMatches(const JsonTree &tree, const QString &path);

} // namespace stashdeck
