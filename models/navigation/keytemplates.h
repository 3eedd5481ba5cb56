// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

#include <QByteArray>
#include <QList>

#include <optional>
#include <utility>

namespace stashdeck {

/// A common kind of key, ready to be filled in. Its name holds placeholders in braces, such as rate:{user}:{hour}.
struct KeyTemplate {
    enum class Id { Session, RateCounter, Leaderboard, CacheEntry, Queue, JsonText, EventStream };
    Id id = Id::CacheEntry;
    QByteArray typeName; ///< as TYPE says it
    QByteArray name;
    QByteArray text; ///< of a string
    /// Of a hash or stream: fields and values; of a sorted set: members and scores; of a list or set: values.
    QList<std::pair<QByteArray, QByteArray>> elements;
    std::optional<Milliseconds> ttl;
};

[[nodiscard]] const QList<KeyTemplate> &keyTemplates();
[[nodiscard]] const KeyTemplate &keyTemplate(KeyTemplate::Id id);

/// The placeholders of a template's name, without braces, in order, each once.
[[nodiscard]] QList<QByteArray> placeholdersOf(const QByteArray &name);
/// What a placeholder can be filled with at once: {hour}, {day} and {id} (random); empty for those that a person must
/// fill in, such as {user}. Times are UTC, as most programs write them.
[[nodiscard]] QByteArray proposalFor(const QByteArray &placeholder, WallTime now);
/// The name with these placeholders filled in; others stay.
[[nodiscard]] QByteArray filledName(QByteArray name, const QList<std::pair<QByteArray, QByteArray>> &values);

/// What a pasted text proposes for a new key: a JSON value that is whole. Free; never keeps the text.
struct PastedValue {
    QByteArray name; ///< from an "id", "key" or "name" field beside its kind, such as "user:42"; may be empty
    bool isJson = false;
};
[[nodiscard]] PastedValue judgePasted(const QByteArray &text);

} // namespace stashdeck
