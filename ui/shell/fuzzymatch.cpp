// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/fuzzymatch.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace stashdeck {

namespace {

constexpr qsizetype maxLetters = 256;
constexpr int none = std::numeric_limits<int>::min() / 2;

/// What a match at this place is worth by itself.
int placeBonus(const QString &text, qsizetype at)
{
    if (at == 0)
        return 12;
    const QChar before = text.at(at - 1);
    if (!before.isLetterOrNumber())
        return 8;
    if (before.isLower() && text.at(at).isUpper())
        return 6;
    return 0;
}

} // namespace

std::optional<FuzzyMatch> fuzzyMatch(const QString &query, const QString &text)
{
    QString wanted;
    for (const QChar letter : query) {
        if (!letter.isSpace() && wanted.size() < maxLetters)
            wanted.append(letter.toCaseFolded());
    }
    if (wanted.isEmpty())
        return FuzzyMatch{};
    const qsizetype n = std::min(text.size(), maxLetters);
    const qsizetype m = wanted.size();
    if (m > n)
        return std::nullopt;

    // best[i][j]: the best score of matching the first i+1 letters with the last of them at text[j].
    constexpr int hit = 2;
    constexpr int following = 10;
    std::vector<std::vector<int>> best(size_t(m), std::vector<int>(size_t(n), none));
    std::vector<std::vector<int>> from(size_t(m), std::vector<int>(size_t(n), -1));
    for (qsizetype i = 0; i < m; ++i) {
        int earlier = none; // the best end of the previous letter before j - 1
        int earlierAt = -1;
        for (qsizetype j = i; j < n; ++j) {
            if (i > 0 && j >= 2 && best[size_t(i - 1)][size_t(j - 2)] > earlier) {
                earlier = best[size_t(i - 1)][size_t(j - 2)];
                earlierAt = int(j - 2);
            }
            if (text.at(j).toCaseFolded() != wanted.at(i))
                continue;
            const int own = hit + placeBonus(text, j);
            if (i == 0) {
                best[0][size_t(j)] = own - int(std::min<qsizetype>(j, 8)) / 4;
                continue;
            }
            const int adjacent = j >= 1 ? best[size_t(i - 1)][size_t(j - 1)] : none;
            if (adjacent > none / 2 && adjacent + following >= earlier) {
                best[size_t(i)][size_t(j)] = adjacent + following + own;
                from[size_t(i)][size_t(j)] = int(j - 1);
            } else if (earlier > none / 2) {
                best[size_t(i)][size_t(j)] = earlier + own;
                from[size_t(i)][size_t(j)] = earlierAt;
            }
        }
    }
    const auto &last = best.back();
    const auto top = std::max_element(last.cbegin(), last.cend());
    if (*top <= none / 2)
        return std::nullopt;
    FuzzyMatch match;
    match.score = *top * 4 - int(n) / 8; // of two equal matches the shorter text is meant
    match.positions.resize(m);
    int at = int(top - last.cbegin());
    for (qsizetype i = m - 1; i >= 0; --i) {
        match.positions[i] = at;
        at = from[size_t(i)][size_t(at)];
    }
    return match;
}

} // namespace stashdeck
