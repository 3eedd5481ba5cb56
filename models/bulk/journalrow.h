// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyspace/keytype.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace stashdeck {

/// How far one key of a run is. The numbers are what the journal holds: never renumber.
enum class RowState {
    Pending = 0,
    Prepared = 1, ///< what is needed to take it back is on disk: copy, old expiry; or it lies in the other database
    InDoubt = 2, ///< the change was sent and no answer came: looked at before it is sent again
    Done = 3,
    Gone = 4, ///< not there any more before we came
    Changed = 5, ///< somebody went on changing it, so it was left alone
    Exists = 6, ///< a key with the new name is in the way
    Skipped = 7, ///< the condition did not hold
    Failed = 8, ///< `note` has the server's words
};
inline constexpr int rowStateCount = 9;

/// What taking back did to one key. Numbers as above.
enum class UndoState {
    None = 0,
    Undone = 1,
    Exists = 2, ///< a key with its name is there; it was left alone
    Expired = 3, ///< its time would be over by now
    Changed = 4, ///< not as the run left it; left alone
    Failed = 5,
    InDoubt = 6,
};
inline constexpr int undoStateCount = 7;

/// One key of a run's fixed list.
struct JournalRow {
    static constexpr qint64 noExpiry = -1;

    qint64 id = 0;
    QByteArray key;
    KeyType type = KeyType::Unknown;
    RowState state = RowState::Pending;
    UndoState undo = UndoState::None;
    QByteArray target; ///< the new name, or the name in the other database
    qint64 before = noExpiry; ///< expiry before, in milliseconds since 1970
    qint64 after = noExpiry; ///< expiry that the run set
    QByteArray sha; ///< SHA-1 of the copy, in hex
    QByteArray dump; ///< the copy; only where it was asked for
    QString note;
};

} // namespace stashdeck
