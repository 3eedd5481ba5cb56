// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyspace/keyarrangement.h"

#include "models/keyspace/keyorder.h"

namespace stashdeck {

namespace {

constexpr KeyRow stopEvery = 0xfff;

std::vector<bool> passingRows(const ArrangementRequest &request, const std::vector<bool> &swept,
                              const std::stop_token &stop, KeyRow &count)
{
    const KeyTable &keys = request.keys;
    std::vector<bool> passing(keys.rows(), false);
    for (KeyRow row = 0; row < keys.rows(); ++row) {
        if ((row & stopEvery) == 0 && stop.stop_requested())
            break;
        if (!keys.isAlive(row) || (!swept.empty() && swept[row]) || !request.filter.passes(keys, row)
            || (request.expiry != ExpiryClass::Any
                && !isOfClass(request.facts.expiry(row), request.expiry, request.now)))
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

} // namespace stashdeck
