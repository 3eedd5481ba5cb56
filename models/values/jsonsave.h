// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/session/session.h"
#include "models/values/jsonedits.h"

#include <QPointer>

#include <optional>

namespace stashdeck {

/// What became of a write of a JSON document. Nothing was written unless it is Saved.
struct JsonSaveOutcome {
    enum class Kind {
        Saved,
        Changed, ///< a place is not what was loaded
        Gone,
        OtherType, ///< the key holds `typeName` now
        Exists, ///< createJson() only: somebody was faster
        CannotCompare, ///< this server or token runs no scripts
    };
    Kind kind = Kind::Saved;
    QByteArray text; ///< in Saved: the whole document as the server holds it now
    QByteArray typeName;
};

/// The one request of a save: a constant script that compares the places of all edits with what was loaded, then
/// applies all of them, or none. The key's expiry stays.
[[nodiscard]] Command saveJsonCommand(const QByteArray &key, const QList<JsonEdit> &edits);
/// What the script is billed for, at most.
[[nodiscard]] qint64 saveJsonCost(const QList<JsonEdit> &edits);
/// The writing commands as a person reads them.
[[nodiscard]] QList<Command> jsonWriteCommands(const QByteArray &key, const QList<JsonEdit> &edits);
/// A lost answer is UnknownOutcome. A second request is sent only when the places are the same but written in another
/// way (white space, order of members).
[[nodiscard]] QCoro::Task<Result<JsonSaveOutcome>> saveJson(QPointer<Session> session, QByteArray key,
                                                            QList<JsonEdit> edits, std::stop_token stop);
/// For a server that runs no scripts, after the user agreed: reads, compares with `loaded` here, then writes in one
/// transaction. A change between the two requests is lost. `ttl` is given again to a document that is set whole.
[[nodiscard]] QCoro::Task<Result<JsonSaveOutcome>> saveJsonUnsafely(QPointer<Session> session, QByteArray key,
                                                                    QByteArray loaded, QList<JsonEdit> edits,
                                                                    std::optional<Milliseconds> ttl,
                                                                    std::stop_token stop);

/// A new key with this document; never replaces one.
[[nodiscard]] Command createJsonCommand(const QByteArray &key, const QByteArray &text, std::optional<Milliseconds> ttl);
[[nodiscard]] QCoro::Task<Result<JsonSaveOutcome>> createJson(QPointer<Session> session, QByteArray key,
                                                              QByteArray text, std::optional<Milliseconds> ttl,
                                                              std::stop_token stop);

/// A document as it is now, whole, with its type.
struct CurrentJson {
    QByteArray typeName; ///< "none" when it is gone
    QByteArray text;
};
/// One request of two commands. `progress` may be empty; it is called on the caller's thread.
[[nodiscard]] QCoro::Task<Result<CurrentJson>> readJson(QPointer<Session> session, QByteArray key, Purpose purpose,
                                                        std::function<void(qint64, qint64)> progress,
                                                        std::stop_token stop);

} // namespace stashdeck
