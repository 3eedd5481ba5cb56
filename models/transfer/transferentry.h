// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyspace/keytype.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace stashdeck {

/// A command about one key, which stands at `keyAt` of its words.
struct KeyedCommand {
    QList<QByteArray> words;
    int keyAt = 1;
    bool isOptional = false; ///< bookkeeping that some servers do not have: a refusal changes nothing else
    friend bool operator==(const KeyedCommand &, const KeyedCommand &) = default;
};

/// An entry of a stream that a consumer was given and has not acknowledged.
struct StreamPending {
    QByteArray id;
    QByteArray consumer;
    qint64 deliveredAt = 0; ///< milliseconds since 1970
    qint64 count = 1; ///< deliveries
    friend bool operator==(const StreamPending &, const StreamPending &) = default;
};
struct StreamGroup {
    QByteArray name;
    QByteArray lastId = "0-0";
    qint64 read = -1; ///< entries read, as the server counts them; -1 when it does not tell
    QList<QByteArray> consumers;
    QList<StreamPending> pending;
    friend bool operator==(const StreamGroup &, const StreamGroup &) = default;
};
/// What a stream knows beside its entries.
struct StreamState {
    QByteArray lastId = "0-0";
    qint64 added = -1; ///< entries ever added; -1 when the server does not tell
    QByteArray maxDeletedId; ///< empty when the server does not tell
    QList<StreamGroup> groups;
    friend bool operator==(const StreamState &, const StreamState &) = default;
};

/// A key with its value, or one part of a large one: what readers give and writers take. Parts of a key follow each
/// other, the first has number 0.
struct TransferEntry {
    static constexpr qint64 noExpiry = -1;
    enum class Form {
        Words, ///< the value taken apart
        Dump, ///< as DUMP gave it
        Commands, ///< what a file of commands says about a key
    };

    QByteArray key;
    KeyType type = KeyType::Unknown;
    qint64 expiry = noExpiry; ///< milliseconds since 1970; the same in each part
    Form form = Form::Words;
    /// string, JSON: the value; list: elements; set: members; hash: field, value, …; zset: score, member, …;
    /// stream: ID, number of words, field, value, …
    QList<QByteArray> words;
    QList<qint64> fieldExpiries; ///< as many as there are fields, noExpiry for none; or empty
    QByteArray dump;
    QList<KeyedCommand> commands;
    std::optional<StreamState> stream; ///< in the last part
    QList<QByteArray> hiddenFields; ///< of a hash: left out of `words`
    qint64 hiddenInside = 0; ///< places in other values that hold a mask instead of what was there
    qint64 members = -1; ///< elements of the whole key; -1 when not known
    int part = 0;
    bool more = false; ///< another part follows
    bool broken = false; ///< read from a file: other parts of this key cannot be read
    qint64 line = 0; ///< read from a file: where it begins, from 1; the offset in an archive

    [[nodiscard]] bool isPart() const { return part > 0 || more; }
    /// Bytes of names and values, about.
    [[nodiscard]] qint64 bytes() const
    {
        qint64 sum = key.size() + dump.size();
        for (const QByteArray &word : words)
            sum += word.size();
        for (const KeyedCommand &command : commands) {
            for (const QByteArray &word : command.words)
                sum += word.size();
        }
        return sum;
    }
    /// Elements in `words`.
    [[nodiscard]] qint64 elements() const;
};

/// Elements that these words are, for a type.
[[nodiscard]] qint64 elementsOf(KeyType type, const QList<QByteArray> &words);

} // namespace stashdeck
