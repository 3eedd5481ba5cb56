// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/session/session.h"
#include "models/transfer/importjournal.h"
#include "models/transfer/importsource.h"

#include <QPointer>

#include <optional>
#include <stop_token>

namespace stashdeck {

/// A large key that is being written: built under a name of its own, part after part.
struct LargeImport {
    ImportRow row;
    QByteArray temporary;
    KeyType existing = KeyType::Unknown; ///< what had its name before
    QList<QByteArray> hiddenFields;
    qint64 expiry = TransferEntry::noExpiry;
    bool setsExpiry = false; ///< its own commands say when it expires, if ever
    bool isSettled = false; ///< `row` has its outcome: what else comes of the key is passed over
    bool wasNamed = false; ///< an earlier run gave it its name, and its answer was lost
    bool isBuilt = false; ///< something lies under `temporary`
};

/// A request's worth of keys, or a part of a large one. A value: coroutines take it by copy.
struct ImportWork {
    QPointer<Session> session;
    std::shared_ptr<ImportJournal> journal;
    ImportHead head;
    std::shared_ptr<const SourceChunk> chunk;
    LargeImport large; ///< with a large chunk only
    bool withoutScripts = false;
    std::stop_token stop;
};

/// What came of it. With neither `hold` nor `isTooMuch` nor `lacksScripts` it is in the journal.
struct ImportDone {
    ImportHead head;
    QList<ImportRow> rows; ///< that are settled
    LargeImport large;
    bool isTooMuch = false; ///< nothing was written: fewer keys at once
    bool lacksScripts = false; ///< nothing was written
    std::optional<Error> hold;
};

/// Writes small keys by one script. Before it is sent the journal says so; what came of it is in the journal when this
/// ends.
[[nodiscard]] QCoro::Task<ImportDone> importSmallKeys(ImportWork work);
/// Writes a part of a large key; with the last one gives it its name.
[[nodiscard]] QCoro::Task<ImportDone> importPart(ImportWork work);
/// Clears away what an earlier run left of a large key. Where it has its name already, the head says so: `renaming`
/// without a `temporary`.
[[nodiscard]] QCoro::Task<ImportDone> importCleared(ImportWork work);

} // namespace stashdeck
