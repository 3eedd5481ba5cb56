// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/session/session.h"

#include <QPointer>

#include <optional>

namespace stashdeck {

/// When a key shall expire.
struct TtlChange {
    enum class Mode { In, At, Never };
    Mode mode = Mode::In;
    Milliseconds in{0};
    WallTime at{};
    bool onlyIfLonger = false; ///< keeps an expiry that is later already; not for Never
};
/// EXPIRE or PEXPIRE, PEXPIREAT in UTC, PERSIST.
[[nodiscard]] Command ttlCommand(const QByteArray &key, const TtlChange &change);

struct TtlOutcome {
    enum class Kind {
        Changed,
        Gone,
        NotLonger, ///< `onlyIfLonger`, and it expires later already or never; nothing was changed
    };
    Kind kind = Kind::Changed;
    std::optional<WallTime> expiresAt; ///< as it is now
};
/// One command; a second one reads the expiry when the first was refused or its answer was lost.
[[nodiscard]] QCoro::Task<Result<TtlOutcome>> changeTtl(QPointer<Session> session, QByteArray key, TtlChange change,
                                                        std::stop_token stop);

enum class RenameOutcome { Renamed, TargetExists, Gone };
/// RENAMENX and nothing else: another key is never overwritten.
[[nodiscard]] Command renameCommand(const QByteArray &from, const QByteArray &to);
/// A lost answer is settled by looking at both names.
[[nodiscard]] QCoro::Task<Result<RenameOutcome>> renameKey(QPointer<Session> session, QByteArray from, QByteArray to,
                                                           std::stop_token stop);

/// A deleted key as it can be restored.
struct SavedCopy {
    QByteArray key;
    QByteArray typeName;
    QByteArray dump; ///< the server's own serialisation
    std::optional<WallTime> expiresAt;
    WallTime takenAt{};
    qint64 length = -1; ///< bytes of a string, elements of a collection; -1 when not known
    friend bool operator==(const SavedCopy &, const SavedCopy &) = default;
};

struct DeleteRequest {
    QByteArray key;
    QByteArray typeName; ///< as far as it is known; for the words of the notice
    qint64 length = -1;
    qint64 knownBytes = -1; ///< -1 asks the server before a copy is taken
    bool keepCopy = true;
    qint64 copyLimit = 0; ///< largest copy that may be taken
};
struct DeleteOutcome {
    enum class Kind {
        Deleted,
        Gone, ///< it was not there any more
        CopyTooLarge, ///< nothing was deleted
        CopyImpossible, ///< this server or token cannot copy; nothing was deleted
    };
    Kind kind = Kind::Deleted;
    std::optional<SavedCopy> copy; ///< empty when none was wanted, or when its answer was lost
};
[[nodiscard]] QList<Command> deleteCommands(const QByteArray &key, bool keepCopy);
/// Takes a copy and deletes in one transaction. Nothing is deleted when no copy can be taken, unless `keepCopy` is
/// false. A lost answer is settled by looking: then the key may be gone and the copy with it.
[[nodiscard]] QCoro::Task<Result<DeleteOutcome>> deleteKey(QPointer<Session> session, DeleteRequest request,
                                                           std::stop_token stop);

struct RestoreOutcome {
    enum class Kind {
        Restored,
        Exists, ///< a key with this name is there; nothing was changed
        Expired, ///< it would have expired meanwhile; nothing was written
    };
    Kind kind = Kind::Restored;
    std::optional<SavedCopy> replaced; ///< what was there, when it was replaced
};
enum class ReplaceExisting { No, Yes };
/// Brings a deleted key back with the time it had left. With ReplaceExisting::Yes a copy of what is there is taken in
/// the same transaction.
[[nodiscard]] QCoro::Task<Result<RestoreOutcome>> restoreKey(QPointer<Session> session, SavedCopy copy,
                                                             ReplaceExisting replace, std::stop_token stop);

} // namespace stashdeck
