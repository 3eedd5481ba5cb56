// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/session/session.h"
#include "models/values/streamcommands.h"

#include <QPointer>

namespace stashdeck {

/// One thing that a person does to a stream. Entries cannot be edited, so each act is done at once, by one request that
/// also reads again what it touched.
struct StreamAct {
    enum class Kind {
        Add, ///< `entry`
        Delete, ///< `ids`
        Trim, ///< `trim`
        CreateGroup, ///< `group` from `id` on
        SetGroupId, ///< `group` to `id`
        DestroyGroup, ///< `group`
        DeleteConsumer, ///< `consumer` of `group`, with what is pending for it
        Acknowledge, ///< `ids` in `group`
        Claim, ///< `ids` of `group` for `consumer`, when idle for `idle`
        ClaimIdle, ///< what is idle for `idle` in `group`, for `consumer`
    };
    Kind kind = Kind::Add;
    QByteArray key;
    NewStreamEntry entry;
    QList<QByteArray> ids;
    StreamTrim trim;
    QByteArray group;
    QByteArray consumer;
    QByteArray id; ///< an ID or "$"
    Milliseconds idle{0};
    PendingQuery query; ///< of the pending entries that are shown
    StreamId newestSeen; ///< Add: the newest entry that was there before it, as far as it is known
    QByteArray before; ///< SetGroupId: what the group had
};

/// What became of an act.
struct StreamOutcome {
    enum class Kind {
        Done,
        Nothing, ///< there was nothing to do any more: `count` is 0
        Gone, ///< there is no such key now
        IdTooSmall, ///< Add: the stream has this ID or a larger one
        GroupExists,
        NoGroup, ///< there is no such group now
        NotDone, ///< the answer was lost, and looking showed that it never was done
    };
    Kind kind = Kind::Done;
    QByteArray id; ///< Add: the new entry's
    qint64 count = 0; ///< entries that were added, deleted, acknowledged or claimed; pending ones that went
    qint64 length = -1; ///< of the stream afterwards, where it was read
    bool isSettled = false; ///< the answer was lost, and looking showed this
    std::optional<std::vector<CollectionRow>> newer; ///< Add: what came after `newestSeen`, oldest first
    std::optional<QList<StreamGroup>> groups; ///< afterwards, of acts on groups
    std::optional<QList<StreamConsumer>> consumers;
    std::optional<QList<PendingEntry>> pending;
};

/// The command that changes something, for the preview.
[[nodiscard]] Command streamActCommand(const StreamAct &act);
/// The whole request of an act: what changes something, then what reads again.
[[nodiscard]] QList<Command> streamActCommands(const StreamAct &act);

/// One request, never sent twice. UnknownOutcome when its answer was lost: see settleStreamAct().
[[nodiscard]] QCoro::Task<Result<StreamOutcome>> doStreamAct(QPointer<Session> session, StreamAct act,
                                                             std::stop_token stop);
/// After a lost answer: looks whether the act was done. UnknownOutcome says that looking cannot tell. Reads only; one
/// request, or up to ten to find an entry whose ID the server chose.
[[nodiscard]] QCoro::Task<Result<StreamOutcome>> settleStreamAct(QPointer<Session> session, StreamAct act,
                                                                 std::stop_token stop);

/// How many entries a trim would delete now; asks one command of a bounded answer.
struct TrimPreview {
    qint64 length = 0;
    qint64 deletes = 0;
    bool isLowerBound = false; ///< there are at least so many
};
/// By ID, at most this many are counted.
inline constexpr qint64 trimPreviewLimit = 500;
[[nodiscard]] QCoro::Task<Result<TrimPreview>> previewTrim(QPointer<Session> session, QByteArray key, StreamTrim trim,
                                                           std::stop_token stop);

} // namespace stashdeck
