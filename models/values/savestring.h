// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/session/capabilities.h"
#include "models/session/session.h"
#include "models/values/valuekind.h"

#include <QPointer>

#include <optional>

namespace stashdeck {

/// How a compare-and-set is made with this server.
enum class CompareMethod {
    SetIfEqual, ///< SET … IFEQ … KEEPTTL
    ScriptBySha, ///< a constant script that compares the SHA-1 of what was loaded
    ScriptByValue, ///< the same with the value itself, where scripts have no SHA-1
    None, ///< neither: only an unsafe write is possible
};
/// What is tried next, from what is known about the server and the size of what was loaded.
[[nodiscard]] CompareMethod compareMethod(const Capabilities &capabilities, qint64 baseBytes);
/// The command that replaces `base` by `value` and keeps the expiry; empty for None.
[[nodiscard]] Command saveCommand(CompareMethod method, const QByteArray &key, const QByteArray &base,
                                  const QByteArray &value);

struct SaveOutcome {
    enum class Kind {
        Saved,
        Changed, ///< another value is there now; nothing was written
        Gone, ///< there is no such key now; nothing was written
        OtherType, ///< nothing was written; `typeName` says what it is now
        CannotCompare, ///< this server has neither way to compare; nothing was written
    };
    Kind kind = Kind::Saved;
    QByteArray typeName;
};

/// Writes `value` only if the string is still `base`, in one request, and keeps its expiry. The first save on a server
/// without IFEQ takes a second request; what was learned is remembered in the session. UnknownOutcome when the answer
/// was lost: read the key to know.
[[nodiscard]] QCoro::Task<Result<SaveOutcome>> saveIfUnchanged(QPointer<Session> session, QByteArray key,
                                                               QByteArray base, QByteArray value, std::stop_token stop);
/// For a server that cannot compare, after the user agreed: reads, compares here, then writes an existing string and
/// keeps its expiry. A change between the two requests is lost.
[[nodiscard]] QCoro::Task<Result<SaveOutcome>> saveUnsafely(QPointer<Session> session, QByteArray key, QByteArray base,
                                                            QByteArray value, std::stop_token stop);

enum class CreateOutcome { Created, Exists };
[[nodiscard]] Command createCommand(const QByteArray &key, const QByteArray &value, std::optional<Milliseconds> ttl);
/// A new string; never replaces a key. An answer that was lost is settled by reading the key.
[[nodiscard]] QCoro::Task<Result<CreateOutcome>> createString(QPointer<Session> session, QByteArray key,
                                                              QByteArray value, std::optional<Milliseconds> ttl,
                                                              std::stop_token stop);

} // namespace stashdeck
