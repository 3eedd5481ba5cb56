// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/keyspace/keytype.h"
#include "models/transfer/transferformat.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <array>
#include <optional>

namespace stashdeck {

/// Something in a file that cannot be imported. Words for a person are chosen in `ui/`.
struct ImportProblem {
    enum class Kind {
        Truncated, ///< the file ends in the middle; what came before is whole
        NotWhole, ///< the export that wrote it was cancelled
        Garbled, ///< a line or block that cannot be read; `note` says what is wrong with it
        BadChecksum, ///< a block of an archive is damaged and was left out
        LineTooLong,
        NotAWrite, ///< a command that changes no key
        UnknownCommand,
        SeveralKeys, ///< a command about more than one key
        NotAllowed, ///< a write that names no key, or runs a script
        BadQuotes, ///< redis-cli would refuse this line
        PartMissing, ///< a large key without one of its parts
        NewerVersion, ///< written by a newer version; not read at all
    };
    Kind kind = Kind::Garbled;
    qint64 line = 0; ///< from 1; the byte's offset in an archive
    QByteArray key; ///< where one is known
    QString note; ///< technical, or the refused word; hostile text
    friend bool operator==(const ImportProblem &, const ImportProblem &) = default;
};

/// What a file holds, found out by reading all of it.
struct ImportFacts {
    QString path;
    TransferFormat format = TransferFormat::Archive;
    qint64 fileBytes = 0;
    qint64 keys = 0;
    std::array<qint64, keyTypeCount> types{}; ///< by KeyType
    qint64 valueBytes = 0; ///< of names and values
    qint64 largest = 0; ///< bytes of the largest key
    qint64 largeKeys = 0; ///< above the limit that was given: written in parts
    qint64 withExpiry = 0;
    qint64 expired = 0; ///< their time is over already
    QString sourceName; ///< empty where the file does not say it
    QString serverVersion;
    std::optional<WallTime> exportedAt;
    qint64 hiddenValues = 0; ///< values that the export left out; never imported
    bool hides = false; ///< the export was told to hide values
    QList<ImportProblem> problems; ///< the first thousand
    qint64 problemCount = 0;
    bool isWhole = true; ///< false when it ends too early
    [[nodiscard]] qint64 of(KeyType type) const { return types.at(size_t(type)); }
};

} // namespace stashdeck
