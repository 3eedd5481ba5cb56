// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyspace/globpattern.h"

#include <algorithm>

namespace stashdeck {

QByteArray escapedGlob(QByteArrayView text)
{
    QByteArray escaped;
    escaped.reserve(text.size() + 4);
    for (const char byte : text) {
        if (QByteArrayView("*?[]\\").contains(byte))
            escaped.append('\\');
        escaped.append(byte);
    }
    return escaped;
}

bool hasWildcards(QByteArrayView text)
{
    return std::any_of(text.begin(), text.end(), [](char byte) { return QByteArrayView("*?[\\").contains(byte); });
}

namespace {

// One element of a pattern that eats one byte. Moves `at` behind the element.
bool elementMatches(QByteArrayView pattern, qsizetype &at, char byte)
{
    const auto value = static_cast<signed char>(byte); // redis compares ranges as signed characters
    switch (pattern[at]) {
    case '?':
        ++at;
        return true;
    case '\\':
        if (at + 1 < pattern.size())
            ++at;
        return pattern[at++] == byte;
    case '[': {
        ++at;
        const bool negated = at < pattern.size() && pattern[at] == '^';
        if (negated)
            ++at;
        bool found = false;
        // As in redis: "[" without an end means the rest of the pattern, "]" can be escaped, ranges may be reversed.
        while (at < pattern.size() && pattern[at] != ']') {
            if (pattern[at] == '\\' && at + 1 < pattern.size()) {
                ++at;
                found = found || pattern[at] == byte;
                ++at;
            } else if (at + 2 < pattern.size() && pattern[at + 1] == '-') {
                // By value: std::minmax would hand back references to the two temporaries.
                const auto first = static_cast<signed char>(pattern[at]);
                const auto last = static_cast<signed char>(pattern[at + 2]);
                found = found || (value >= std::min(first, last) && value <= std::max(first, last));
                at += 3;
            } else {
                found = found || pattern[at] == byte;
                ++at;
            }
        }
        if (at < pattern.size())
            ++at;
        return found != negated;
    }
    default:
        return pattern[at++] == byte;
    }
}

} // namespace

bool globMatches(QByteArrayView pattern, QByteArrayView text)
{
    // Only the last star needs to be tried again, so two remembered positions replace recursion.
    qsizetype at = 0;
    qsizetype from = 0;
    qsizetype starAt = -1;
    qsizetype starFrom = 0;
    while (from < text.size()) {
        if (at < pattern.size() && pattern[at] == '*') {
            starAt = ++at;
            starFrom = from;
            continue;
        }
        if (at < pattern.size() && elementMatches(pattern, at, text[from])) {
            ++from;
            continue;
        }
        if (starAt < 0)
            return false;
        at = starAt;
        from = ++starFrom;
    }
    while (at < pattern.size() && pattern[at] == '*')
        ++at;
    return at == pattern.size();
}

} // namespace stashdeck
