// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/session/session.h"
#include "models/values/valuekind.h"

#include <QPointer>

#include <optional>

namespace stashdeck {

/// One element of a hash, set or sorted set as it shall become. A value is a field's value or a score's text; a set's
/// members have the empty value.
struct MapEdit {
    QByteArray name;
    std::optional<QByteArray> base; ///< on the server when it was edited; empty: it was not there
    std::optional<QByteArray> mine; ///< empty: removed
    QByteArray renamedFrom; ///< the field whose own expiry comes along
    friend bool operator==(const MapEdit &, const MapEdit &) = default;
};

/// What the server holds of one element.
struct MapValue {
    QByteArray name;
    std::optional<QByteArray> value;
};

struct MapSaveOutcome {
    enum class Kind {
        Saved,
        Changed, ///< nothing was written; `values` are those that are not their base any more
        Gone, ///< there is no such key now; nothing was written
        OtherType, ///< nothing was written; `typeName` says what it is now
        CannotCompare, ///< this server runs no scripts for this token; nothing was written
        Exists, ///< createMap() only: somebody was faster
    };
    Kind kind = Kind::Saved;
    QByteArray typeName;
    QList<MapValue> values; ///< Saved: scores as the server prints them
};

/// At most this many edits go in one request.
inline constexpr qsizetype mostMapEdits = 1000;

/// The request of saveMap(), for the preview: a constant script.
[[nodiscard]] Command saveMapCommand(ValueKind kind, const QByteArray &key, const QList<MapEdit> &edits,
                                     bool keepFieldTtls);
/// Commands that are billed for it at most: the script and what runs inside.
[[nodiscard]] qint64 saveMapCost(const QList<MapEdit> &edits, bool keepFieldTtls);
/// The commands inside that write, as a person would type them.
[[nodiscard]] QList<Command> mapWriteCommands(ValueKind kind, const QByteArray &key, const QList<MapEdit> &edits);

/// Writes all edits, or nothing when one of the elements is not its base any more; in one request. The key keeps its
/// expiry, and fields keep theirs. UnknownOutcome when the answer was lost: see readMap().
[[nodiscard]] QCoro::Task<Result<MapSaveOutcome>> saveMap(QPointer<Session> session, ValueKind kind, QByteArray key,
                                                          QList<MapEdit> edits, std::stop_token stop);
/// For a server that runs no scripts, after the user agreed: reads, compares here, then writes in one transaction. A
/// change between the two requests is lost.
[[nodiscard]] QCoro::Task<Result<MapSaveOutcome>>
saveMapUnsafely(QPointer<Session> session, ValueKind kind, QByteArray key, QList<MapEdit> edits, std::stop_token stop);

/// Some elements of a key as they are now.
struct CurrentMap {
    QByteArray typeName; ///< "none" when it is gone
    QList<MapValue> values;
};
/// One request of two commands.
[[nodiscard]] QCoro::Task<Result<CurrentMap>> readMap(QPointer<Session> session, ValueKind kind, QByteArray key,
                                                      QList<QByteArray> names, std::stop_token stop);

/// A new key with these elements; never replaces one. In one request; a lost answer is UnknownOutcome.
[[nodiscard]] Command createMapCommand(ValueKind kind, const QByteArray &key, const QList<MapValue> &elements,
                                       std::optional<Milliseconds> ttl);
[[nodiscard]] QCoro::Task<Result<MapSaveOutcome>> createMap(QPointer<Session> session, ValueKind kind, QByteArray key,
                                                            QList<MapValue> elements, std::optional<Milliseconds> ttl,
                                                            std::stop_token stop);

} // namespace stashdeck
