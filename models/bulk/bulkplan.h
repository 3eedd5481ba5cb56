// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/bulk/renamerule.h"
#include "models/keyspace/keyselection.h"

#include <QJsonObject>
#include <QString>
#include <QUuid>

namespace stashdeck {

/// What a run does to each key of its list.
enum class BulkAct { Delete, ChangeExpiry, Rename, Copy, Move };

/// Which keys pass by their time to live. Anything but Any costs one command a key while the list is made.
enum class ExpiryFilter { Any, Never, Some, WithinHour, WithinDay, BeyondDay };

struct DeleteChoices {
    bool keepCopies = true; ///< DUMP and PTTL on disk before a key goes: can be undone
    bool inBackground = true; ///< UNLINK instead of DEL
    int keysPerCommand = 100; ///< only without copies: with them one script removes what a request read
    /// Bytes of copies in all. Beyond it the run stops and asks.
    qint64 copyLimit = 1024LL * 1024 * 1024;
    friend bool operator==(const DeleteChoices &, const DeleteChoices &) = default;
};

struct ExpiryChoices {
    enum class Mode { In, At, Never };
    enum class Only { Always, IfNone, IfSome, IfLonger, IfShorter };
    Mode mode = Mode::In;
    Milliseconds in{0};
    WallTime at{};
    Only only = Only::Always;
    /// Each key gets up to this much more, by chance, so that not all of them run out in the same moment.
    Milliseconds spread{0};
    friend bool operator==(const ExpiryChoices &, const ExpiryChoices &) = default;
};

struct CopyChoices {
    enum class IfExists { Skip, Replace, Fail };
    QUuid target; ///< the profile of the other database
    QString targetName;
    QByteArray prefix; ///< put before each name
    IfExists ifExists = IfExists::Skip;
    friend bool operator==(const CopyChoices &, const CopyChoices &) = default;
};

/// A run as it was asked for. Part of the journal, so that it can go on later; holds no secret and no value.
struct BulkPlan {
    BulkAct act = BulkAct::Delete;
    QByteArray pattern; ///< empty when the keys were chosen one by one
    QSet<KeyType> types; ///< none for all
    ExpiryFilter expiry = ExpiryFilter::Any;
    DeleteChoices deletion;
    ExpiryChoices change;
    RenameRule rule;
    CopyChoices copy;
    qint64 averageBytes = 0; ///< of a key's value, from the preview; 0 when not known

    friend bool operator==(const BulkPlan &, const BulkPlan &) = default;
    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] static BulkPlan fromJson(const QJsonObject &json);
};

} // namespace stashdeck
