// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/bulk/bulkscripts.h"
#include "models/session/session.h"

#include <QPointer>

#include <optional>
#include <stop_token>

namespace stashdeck {

/// Keys to restore from their DUMPs.
struct RestoreBatch {
    QPointer<Session> session;
    QList<bulkScripts::RestoreItem> items;
    /// As many as items: this one was sent before and its answer was lost. An existing key with the same content then
    /// counts as restored.
    QList<bool> inDoubt;
    bool replace = false;
    std::stop_token stop;
};

struct RestoredItem {
    enum class Kind {
        NotTried,
        Restored,
        Exists, ///< nothing was changed
        OtherFormat, ///< this server cannot read the copy
        Failed,
        InDoubt, ///< sent, no answer
    };
    Kind kind = Kind::NotTried;
    QString note; ///< the server's words
};

struct RestoreResult {
    QList<RestoredItem> items; ///< one for each of the batch
    int requests = 0;
    qint64 commands = 0;
    bool tooLarge = false;
    std::optional<Error> hold; ///< why the rest was not tried
};

/// RESTORE of many keys: up to a megabyte of copies goes in one constant script, which takes binary words in a tenth of
/// the bytes that single wrapped commands would; what is larger goes by itself, as the body of its request. Where the
/// server has no scripts every key goes by itself.
[[nodiscard]] QCoro::Task<RestoreResult> restoreKeys(RestoreBatch batch);

} // namespace stashdeck
