// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyspace/keyarrangement.h"

#include "models/keyspace/keyorder.h"

#include <algorithm>

namespace stashdeck {

namespace {

constexpr KeyRow stopEvery = 0xfff;

constexpr size_t firstRows = 256; // more than a screen
constexpr size_t mostExamined = 20'000; // about two milliseconds

bool passes(const ArrangementRequest &request, KeyRow row)
{
    return request.keys.isAlive(row) && request.filter.passes(request.keys, row)
        && (request.expiry == ExpiryClass::Any || isOfClass(request.facts.expiry(row), request.expiry, request.now));
}

std::vector<bool> passingRows(const ArrangementRequest &request, const std::vector<bool> &swept,
                              const std::stop_token &stop, KeyRow &count)
{
    const KeyTable &keys = request.keys;
    std::vector<bool> passing(keys.rows(), false);
    for (KeyRow row = 0; row < keys.rows(); ++row) {
        if ((row & stopEvery) == 0 && stop.stop_requested())
            break;
        if ((!swept.empty() && swept[row]) || !passes(request, row))
            continue;
        passing[row] = true;
        ++count;
    }
    return passing;
}

} // namespace

Arrangement arrange(const ArrangementRequest &request, const std::stop_token &stop)
{
    const KeyTable &keys = request.keys;
    Arrangement result;
    result.separator = request.separator;
    result.sorted = request.sorted;
    if (!result.sorted)
        result.sorted = std::make_shared<const KeyRows>(sortedRows(keys, stop));
    else if (result.sorted->size() < keys.rows())
        result.sorted = std::make_shared<const KeyRows>(sortedRows(keys, *result.sorted, stop));
    if (stop.stop_requested())
        return result;

    std::vector<bool> swept;
    if (request.sweep) {
        swept.resize(keys.rows(), false);
        const KeySweep &sweep = *request.sweep;
        for (KeyRow row = 0; row < std::min(sweep.before, keys.rows()); ++row) {
            if (keys.isAlive(row) && (row >= sweep.seen.size() || !sweep.seen[row]) && sweep.filter.passes(keys, row)) {
                swept[row] = true;
                result.swept.push_back(row);
            }
        }
    }

    KeyRow count = 0;
    const std::vector<bool> passing = passingRows(request, swept, stop, count);
    result.shown.keys = keys;
    if (count == result.sorted->size()) {
        result.shown.rows = result.sorted; // nothing is left out: one order serves both
    } else {
        KeyRows shown;
        shown.reserve(count);
        for (const KeyRow row : *result.sorted) {
            if (passing[row])
                shown.push_back(row);
        }
        result.shown.rows = std::make_shared<const KeyRows>(std::move(shown));
    }
    result.order = sortedList(result.shown, request.facts, request.sort, stop);
    result.root = buildTree(result.shown, request.shape, request.separator, stop);
    result.complete = !stop.stop_requested();
    return result;
}

std::optional<Arrangement> arrangeFirst(const ArrangementRequest &request, const std::stop_token &stop)
{
    const KeyTable &keys = request.keys;
    if (!request.sorted || request.sorted->size() < keys.rows() || request.sweep
        || request.sort.column != KeySort::Column::Name)
        return std::nullopt;
    const KeyRows &sorted = *request.sorted;
    const bool backwards = request.sort.order == Qt::DescendingOrder;
    std::vector<quint32> positions; // in `sorted`
    for (size_t i = 0; i < std::min(sorted.size(), mostExamined) && positions.size() < firstRows; ++i) {
        const size_t position = backwards ? sorted.size() - 1 - i : i;
        if (passes(request, sorted[position]))
            positions.push_back(static_cast<quint32>(position));
    }
    if (positions.size() < firstRows || stop.stop_requested())
        return std::nullopt;
    for (const KeyRow row : request.held) {
        if (row >= keys.rows() || !passes(request, row))
            continue;
        const QByteArrayView key = keys.at(row);
        const auto found = std::lower_bound(sorted.begin(), sorted.end(), key,
                                            [&keys](KeyRow a, QByteArrayView b) { return keys.at(a) < b; });
        if (found != sorted.end() && *found == row)
            positions.push_back(static_cast<quint32>(found - sorted.begin()));
    }
    std::sort(positions.begin(), positions.end());
    positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
    KeyRows shown;
    shown.reserve(positions.size());
    for (const quint32 position : positions)
        shown.push_back(sorted[position]);
    Arrangement first;
    first.sorted = request.sorted;
    first.separator = request.separator;
    first.shown.keys = keys;
    first.shown.rows = std::make_shared<const KeyRows>(std::move(shown));
    first.order = sortedList(first.shown, request.facts, request.sort, stop);
    first.root = buildTree(first.shown, request.shape, request.separator, stop);
    first.isFirst = true;
    first.complete = !stop.stop_requested();
    return first;
}

} // namespace stashdeck
