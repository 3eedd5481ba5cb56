// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace stashdeck {

struct FuzzyMatch {
    int score = 0; ///< higher is better; comparable only for the same query
    QList<int> positions; ///< of the matched letters in the text, ascending
};

/// The letters of `query` in their order somewhere in `text`, whatever their case and whatever lies between. Spaces in
/// the query are skipped. Letters that follow each other, begin a word or begin the text count more. An empty query
/// matches everything with score 0. Looks at the first 256 letters of each only, so that a long name costs nothing.
[[nodiscard]] std::optional<FuzzyMatch> fuzzyMatch(const QString &query, const QString &text);

} // namespace stashdeck
