// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/keyspace/keytype.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QMetaType>
#include <QSet>
#include <QString>

#include <array>
#include <numeric>

namespace stashdeck {

/// What happens to a key whose name exists already. Decided in the request that writes, so that a key that somebody
/// made meanwhile is treated by it too.
enum class ImportPolicy {
    Skip,
    Replace, ///< what is there goes, in the same moment
    /// Fields of hashes, members of sets and sorted sets are added or overwritten, the expiry stays as it is; keys of
    /// another type, and strings, lists, streams and JSON, which cannot be merged, are skipped.
    Merge,
    Fail, ///< as Skip, but a problem
};

/// An import as it was asked for. Part of its journal; holds no value of a key.
struct ImportPlan {
    QString path;
    QByteArray prefix; ///< put before each name
    ImportPolicy policy = ImportPolicy::Skip;
    /// Bytes of one request. A larger key is written in parts under a name of its own and then renamed; one value that
    /// is larger than this cannot be written.
    qint64 requestLimit = 1024LL * 1024;
    bool largeInParts = true; ///< false: large keys end as TooLarge
    /// Only these keys, by the names in the file; none for all. For trying again what failed.
    QSet<QByteArray> only;
    friend bool operator==(const ImportPlan &, const ImportPlan &) = default;
    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] static ImportPlan fromJson(const QJsonObject &json);
};

/// What came, or in a dry run would come, of one key. The numbers are what a journal holds: never renumber.
enum class ImportOutcome {
    New = 0,
    Replaced = 1,
    Merged = 2,
    Skipped = 3, ///< exists
    Refused = 4, ///< exists, under ImportPolicy::Fail
    Expired = 5, ///< its time was over; not written
    Hidden = 6, ///< its value was hidden by the export; not written
    Invalid = 7, ///< cannot be a key of its type; `note` says why
    TooLarge = 8, ///< one value is larger than a request, or parts were not wanted
    Failed = 9, ///< `note` has the server's words
};
inline constexpr int importOutcomeCount = 10;

/// One key of an import.
struct ImportRow {
    qint64 ordinal = 0; ///< from 1, in the order of the file
    QByteArray key; ///< as it is, or would be, in the database: with the prefix
    KeyType type = KeyType::Unknown;
    qint64 members = -1; ///< elements; -1 for strings and where the file does not say it
    qint64 bytes = 0; ///< of name and value
    qint64 line = 0; ///< where it begins in the file; offset in an archive
    ImportOutcome outcome = ImportOutcome::New;
    KeyType existing = KeyType::Unknown; ///< dry run only: the type of what is there
    qint64 hiddenFields = 0; ///< fields of a hash that were left out: what the database has of them stays
    QString note;
    friend bool operator==(const ImportRow &, const ImportRow &) = default;
};

struct ImportTally {
    std::array<qint64, importOutcomeCount> outcomes{};
    qint64 keys = 0; ///< in all, when it is known; 0 before
    qint64 hiddenValues = 0; ///< left out
    qint64 commands = 0; ///< as they are billed
    qint64 requests = 0;
    qint64 bytes = 0; ///< of names and values that are settled

    [[nodiscard]] qint64 of(ImportOutcome outcome) const { return outcomes.at(size_t(outcome)); }
    [[nodiscard]] qint64 settled() const { return std::accumulate(outcomes.begin(), outcomes.end(), qint64(0)); }
    /// In the database now (in a dry run: would be).
    [[nodiscard]] qint64 written() const
    {
        return of(ImportOutcome::New) + of(ImportOutcome::Replaced) + of(ImportOutcome::Merged);
    }
    /// What a report has to tell about: not written, and not by choice.
    [[nodiscard]] qint64 problems() const
    {
        return of(ImportOutcome::Refused) + of(ImportOutcome::Hidden) + of(ImportOutcome::Invalid)
            + of(ImportOutcome::TooLarge) + of(ImportOutcome::Failed);
    }
    friend bool operator==(const ImportTally &, const ImportTally &) = default;
};
[[nodiscard]] constexpr bool isProblem(ImportOutcome outcome)
{
    return outcome == ImportOutcome::Refused || outcome == ImportOutcome::Hidden || outcome == ImportOutcome::Invalid
        || outcome == ImportOutcome::TooLarge || outcome == ImportOutcome::Failed;
}

/// What writing would cost, about.
struct ImportPrice {
    qint64 commands = 0;
    qint64 requests = 0;
    friend bool operator==(const ImportPrice &, const ImportPrice &) = default;
};

} // namespace stashdeck

Q_DECLARE_METATYPE(stashdeck::ImportRow)
