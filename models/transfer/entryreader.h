// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/bulk/journalrow.h"
#include "models/session/session.h"
#include "models/transfer/exportplan.h"
#include "models/transfer/transferentry.h"

#include <QPointer>

#include <optional>
#include <stop_token>

namespace stashdeck {

/// How much of a value is asked for at once.
inline constexpr qint64 stringWindow = 256LL * 1024;
inline constexpr qint64 elementWindow = 1000;

/// A request's worth of keys to read. A value: coroutines take it by copy.
struct EntriesWork {
    QPointer<Session> session;
    QList<JournalRow> rows;
    bool dump = false; ///< as DUMP gives them, else taken apart
    bool fieldExpiries = false; ///< ask for those of hash fields where the server has them
    std::stop_token stop;
};

struct EntriesRead {
    QList<TransferEntry> entries;
    QList<JournalRow> large; ///< more than one command can hold, or another type than it was: for readLargeKey()
    QList<ExportProblem> problems;
    qint64 gone = 0;
    qint64 bytes = 0;
    int requests = 0;
    qint64 commands = 0;
    bool tooLarge = false; ///< had to be cut smaller: ask for fewer keys at once
    bool cannotDump = false; ///< this server or token gives no DUMP; nothing was read
    /// Why nothing of this batch was read and the run cannot go on.
    std::optional<Error> hold;
};

/// Reads small keys whole: the value and its expiry in one pipeline. A type that is not known costs a command more.
[[nodiscard]] QCoro::Task<EntriesRead> readEntries(EntriesWork work);

/// Milliseconds since 1970 of the server's clock, as far as it is known, for a PTTL that was answered to a request sent
/// at `sentAt`.
[[nodiscard]] qint64 exportedExpiry(Session *session, qint64 ttl, WallTime sentAt);
[[nodiscard]] ExportProblem problemFrom(const QByteArray &key, const Error &error);
/// The words of a reply to the read of `type`: HSCAN and SSCAN with their cursor, all others without.
[[nodiscard]] QList<QByteArray> wordsFrom(KeyType type, const Reply &reply);
/// HPEXPIRETIME's answer put into the entry.
void takeFieldExpiries(TransferEntry &entry, const Reply &expiries);
[[nodiscard]] Command fieldExpiryQuestion(const QByteArray &key, const QList<QByteArray> &words);
/// Learns from an answer to it; false when there is no such command.
bool learnFieldExpiries(Session *session, const Result<Reply> &reply);

} // namespace stashdeck
