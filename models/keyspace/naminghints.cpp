// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyspace/naminghints.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

namespace stashdeck {

namespace {

constexpr std::string_view separators = ":/.|";
/// Beyond this many first parts they are names or numbers of single things, not kinds of things.
constexpr size_t mostGroups = 50'000;
constexpr size_t mostHints = 100;
constexpr std::string_view cacheWords[]
    = {"cache", "cached",    "caches",  "tmp",  "temp", "session", "sessions", "sess",   "lock",
       "locks", "ratelimit", "limiter", "rate", "otp",  "nonce",   "csrf",     "captcha"};

struct Group {
    qint64 keys = 0;
    qint64 neverExpires = 0;
    qint64 unknownExpiry = 0;
    KeyRow firstRow = 0;
    KeyRow lastingRow = 0; // one that never runs out
};

using Groups = std::unordered_map<std::string_view, Group>; // by prefix with its separator

std::string_view wordOf(std::string_view prefix)
{
    return prefix.substr(0, prefix.size() - 1);
}

std::string lowered(std::string_view word)
{
    std::string lower(word);
    for (char &c : lower) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

/// One form for "User", "users", "category" and "categories".
std::string singular(std::string_view word)
{
    std::string base = lowered(word);
    const auto endsWith = [&base](std::string_view end) {
        return base.size() > end.size() + 1 && std::string_view(base).substr(base.size() - end.size()) == end;
    };
    if (endsWith("ies"))
        base.replace(base.size() - 3, 3, "y");
    else if (endsWith("sses") || endsWith("shes") || endsWith("ches") || endsWith("xes"))
        base.resize(base.size() - 2);
    else if (endsWith("s") && !endsWith("ss") && !endsWith("us") && !endsWith("is"))
        base.resize(base.size() - 1);
    return base;
}

QByteArray bytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

Groups groupsOf(const KeyTable &keys, const KeyFactsTable &facts, const std::stop_token &stop)
{
    Groups groups;
    for (KeyRow row = 0; row < keys.rows(); ++row) {
        if ((row & 0xfff) == 0 && stop.stop_requested())
            return {};
        if (!keys.isAlive(row))
            continue;
        const QByteArrayView key = keys.at(row);
        const std::string_view name(key.data(), static_cast<size_t>(key.size()));
        const size_t end = name.find_first_of(separators);
        if (end == std::string_view::npos || end == 0)
            continue;
        const std::string_view prefix = name.substr(0, end + 1);
        auto found = groups.find(prefix);
        if (found == groups.end()) {
            if (groups.size() >= mostGroups)
                continue;
            found = groups.emplace(prefix, Group()).first;
            found->second.firstRow = row;
        }
        Group &group = found->second;
        ++group.keys;
        switch (facts.expiry(row).state) {
        case KeyExpiry::State::Unknown:
            ++group.unknownExpiry;
            break;
        case KeyExpiry::State::Never:
            if (group.neverExpires++ == 0)
                group.lastingRow = row;
            break;
        case KeyExpiry::State::At:
            break;
        }
    }
    return groups;
}

} // namespace

std::vector<NamingHint> namingHints(const KeyTable &keys, const KeyFactsTable &facts, const std::stop_token &stop)
{
    const Groups groups = groupsOf(keys, facts, stop);
    // Kinds of things with every way in which they are written. Numbers are ids, no kinds.
    std::map<std::string, std::vector<const Groups::value_type *>> kinds;
    std::vector<NamingHint> hints;
    for (const Groups::value_type &group : groups) {
        const std::string_view word = wordOf(group.first);
        if (word.find_first_not_of("0123456789abcdefABCDEF-") != std::string_view::npos || word.size() < 4)
            kinds[singular(word)].push_back(&group);
        const std::string lower = lowered(word);
        if (group.second.neverExpires > 0
            && std::find(std::begin(cacheWords), std::end(cacheWords), lower) != std::end(cacheWords)) {
            NamingHint hint;
            hint.kind = NamingHint::Kind::CacheWithoutTtl;
            hint.first = bytes(group.first);
            hint.firstKeys = group.second.neverExpires;
            hint.unknownKeys = group.second.unknownExpiry;
            hint.example = keys.at(group.second.lastingRow).toByteArray();
            hints.push_back(std::move(hint));
        }
    }
    for (auto &[base, spellings] : kinds) {
        std::sort(spellings.begin(), spellings.end(), [](const auto *a, const auto *b) {
            return a->second.keys != b->second.keys ? a->second.keys > b->second.keys : a->first < b->first;
        });
        const auto *most = spellings.front();
        for (size_t i = 1; i < spellings.size(); ++i) {
            const auto *other = spellings[i];
            const bool sameWord = wordOf(most->first) == wordOf(other->first);
            const bool digitsOnly = base.find_first_not_of("0123456789") == std::string::npos;
            if (digitsOnly)
                continue;
            NamingHint hint;
            hint.kind = sameWord ? NamingHint::Kind::MixedSeparators : NamingHint::Kind::Twins;
            hint.first = bytes(most->first);
            hint.second = bytes(other->first);
            hint.firstKeys = most->second.keys;
            hint.secondKeys = other->second.keys;
            hint.example = keys.at(other->second.firstRow).toByteArray();
            hints.push_back(std::move(hint));
        }
    }
    std::sort(hints.begin(), hints.end(), [](const NamingHint &a, const NamingHint &b) {
        const qint64 aKeys = a.firstKeys + a.secondKeys;
        const qint64 bKeys = b.firstKeys + b.secondKeys;
        return aKeys != bKeys ? aKeys > bKeys : a.first != b.first ? a.first < b.first : a.second < b.second;
    });
    if (hints.size() > mostHints)
        hints.resize(mostHints);
    if (stop.stop_requested())
        hints.clear();
    return hints;
}

} // namespace stashdeck
