// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/bulk/bulkjournal.h"
#include "models/session/session.h"

#include <qcoro/qcorofuture.h>
#include <QPointer>

#include <optional>
#include <stop_token>

namespace stashdeck {

/// A request's worth of rows and what it is done with. A value: coroutines take it by copy.
struct RowWork {
    QPointer<Session> session;
    QPointer<Session> other; ///< where to, for copies and moves
    std::shared_ptr<BulkJournal> journal;
    BulkPlan plan;
    QList<JournalRow> rows;
    bool lastPass = false; ///< a key that changed again is left alone for good
    std::stop_token stop;
};

/// What came of it. Rows that are not in `settled` stay as the journal has them and are taken again later.
struct RowsOutcome {
    QList<JournalRow> settled;
    qint64 goneAmongDone = 0;
    qint64 copyBytes = 0; ///< saved by this work
    int requests = 0;
    qint64 commands = 0; ///< as they are billed
    bool changedAgain = false; ///< some rows changed in between and wait for a later pass
    bool tooLarge = false; ///< had to be cut smaller: take fewer rows at once
    /// Why the rest of the rows, and of the run, cannot go on.
    std::optional<Error> hold;
    bool cannotCopy = false; ///< `hold` says that this server or token makes no copies
    bool cannotCompare = false; ///< removed without a comparison on the server: see deleterows.h

    void add(RowsOutcome more);
};

/// What an error of a whole request means for a run.
[[nodiscard]] bool concernsOneKey(Error::Kind kind);

/// Worth waiting for: the connection, or a server that is busy for a moment.
[[nodiscard]] bool passesByItself(Error::Kind kind);

[[nodiscard]] RequestOptions bulkOptions(Purpose purpose);
/// Milliseconds since 1970 of an expiry `ttl` ms away that was told in answer to a request sent at `sentAt`;
/// JournalRow::noExpiry for a negative ttl.
[[nodiscard]] qint64 expiryMoment(Session *session, qint64 ttl, WallTime sentAt);
/// Milliseconds left of it for RESTORE and PEXPIRE: 0 for no expiry, nothing when it is over.
[[nodiscard]] std::optional<qint64> leftOf(qint64 expiry, WallTime now);
/// Two halves, for a request that was too large. `work.rows` has two rows at least.
[[nodiscard]] std::pair<RowWork, RowWork> halves(const RowWork &work);

} // namespace stashdeck
