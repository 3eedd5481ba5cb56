// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/rest/command.h"
#include "models/rest/reply.h"
#include "models/values/collectionpage.h"
#include "models/values/streamid.h"

#include <optional>
#include <vector>

namespace stashdeck {

/// How a stream is cut at its old end.
struct StreamTrim {
    enum class By { Nothing, Length, Id };
    By by = By::Nothing;
    qint64 length = 0; ///< entries that stay
    StreamId id; ///< the oldest that may stay
    bool isExact = true; ///< else the server may keep some more, and works less
    friend bool operator==(const StreamTrim &, const StreamTrim &) = default;
};

/// An entry that is to be added.
struct NewStreamEntry {
    QList<QByteArray> fields; ///< fields and values, one after the other
    std::optional<StreamId> id; ///< empty: the server gives one
    bool createsKey = true; ///< else nothing is written when there is no such key
    StreamTrim trim;
};

/// A stream as a whole. What this server does not tell is empty or -1.
struct StreamFacts {
    qint64 length = -1;
    QByteArray firstId;
    QByteArray lastId;
    QByteArray lastGeneratedId;
    qint64 groups = -1;
    qint64 entriesAdded = -1;
};

struct StreamGroup {
    QByteArray name;
    qint64 consumers = 0;
    qint64 pending = 0;
    QByteArray lastDelivered;
    qint64 entriesRead = -1; ///< -1 when this server does not know
    qint64 lag = -1; ///< -1 when this server does not know
    friend bool operator==(const StreamGroup &, const StreamGroup &) = default;
};

struct StreamConsumer {
    QByteArray name;
    qint64 pending = 0;
    Milliseconds idle{0};
    friend bool operator==(const StreamConsumer &, const StreamConsumer &) = default;
};

/// An entry that was delivered and not yet acknowledged.
struct PendingEntry {
    QByteArray id;
    QByteArray consumer;
    Milliseconds idle{0};
    qint64 deliveries = 0;
    friend bool operator==(const PendingEntry &, const PendingEntry &) = default;
};

/// Which pending entries are asked for.
struct PendingQuery {
    Milliseconds idle{0}; ///< at least this long
    QByteArray consumer; ///< null for all
    friend bool operator==(const PendingQuery &, const PendingQuery &) = default;
};

inline constexpr qint64 streamWindow = 100; ///< entries that one request reads
inline constexpr qint64 pendingWindow = 100;

namespace streamCommands {

/// At most `count` entries of [from, to]: from the newest down, or from the oldest up.
[[nodiscard]] Command range(const QByteArray &key, StreamId from, StreamId to, bool newestFirst, qint64 count);
[[nodiscard]] Command length(const QByteArray &key);
[[nodiscard]] Command add(const QByteArray &key, const NewStreamEntry &entry);
[[nodiscard]] Command remove(const QByteArray &key, const QList<QByteArray> &ids);
[[nodiscard]] Command trim(const QByteArray &key, const StreamTrim &trim);
[[nodiscard]] Command facts(const QByteArray &key);
[[nodiscard]] Command groups(const QByteArray &key);
[[nodiscard]] Command consumers(const QByteArray &key, const QByteArray &group);
[[nodiscard]] Command pending(const QByteArray &key, const QByteArray &group, const PendingQuery &query, StreamId from,
                              StreamId to, qint64 count);
/// `id` is an ID, or "$" for what comes from now on.
[[nodiscard]] Command createGroup(const QByteArray &key, const QByteArray &group, const QByteArray &id);
[[nodiscard]] Command setGroupId(const QByteArray &key, const QByteArray &group, const QByteArray &id);
[[nodiscard]] Command destroyGroup(const QByteArray &key, const QByteArray &group);
[[nodiscard]] Command deleteConsumer(const QByteArray &key, const QByteArray &group, const QByteArray &consumer);
[[nodiscard]] Command acknowledge(const QByteArray &key, const QByteArray &group, const QList<QByteArray> &ids);
/// Gives these entries to a consumer when nobody was given them in the last `idle`. Does not count as a delivery.
[[nodiscard]] Command claim(const QByteArray &key, const QByteArray &group, const QByteArray &consumer,
                            Milliseconds idle, const QList<QByteArray> &ids);
/// The same for all that are idle that long, from `from` on, at most `pendingWindow`.
[[nodiscard]] Command claimIdle(const QByteArray &key, const QByteArray &group, const QByteArray &consumer,
                                Milliseconds idle, const QByteArray &from);

} // namespace streamCommands

/// The answer to `range`. Protocol when it has another shape.
[[nodiscard]] Result<std::vector<CollectionRow>> decodeStreamRange(const Reply &reply);
[[nodiscard]] Result<StreamFacts> decodeStreamFacts(const Reply &reply);
[[nodiscard]] Result<QList<StreamGroup>> decodeStreamGroups(const Reply &reply);
[[nodiscard]] Result<QList<StreamConsumer>> decodeStreamConsumers(const Reply &reply);
[[nodiscard]] Result<QList<PendingEntry>> decodePending(const Reply &reply);

} // namespace stashdeck
