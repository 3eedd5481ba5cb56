// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/bulk/bulkjournal.h"
#include "models/session/session.h"

#include <QPointer>

#include <optional>
#include <stop_token>

namespace stashdeck {

/// One key of a sample.
struct SampleKey {
    QByteArray key;
    QByteArray target; ///< its new name; empty where it keeps its own
    KeyType type = KeyType::Unknown;
    qint64 ttlMs = -1; ///< -1 for no expiry, -2 when it is gone already
    qint64 bytes = -1; ///< -1 when the server does not tell
};

/// What a run would do, before anything is written.
struct BulkPreview {
    qint64 keys = 0;
    QList<SampleKey> sample;
    qint64 bytes = -1; ///< in the server's memory; -1 when it does not tell
    qint64 bytesError = 0; ///< half of the 95 % interval; 0 when every key was measured
    // The sample's times to live.
    int never = 0;
    int withinHour = 0;
    int withinDay = 0;
    int beyondDay = 0;
    qint64 untouched = 0; ///< keys that the rename rule does not touch; they are skipped
    QList<JournalRow> collisionsInside; ///< names that two keys would get; the first hundred
    qint64 existing = 0; ///< targets that exist already
    QList<QByteArray> existingNames; ///< the first hundred
    bool copiesPossible = true;
    qint64 commandsUsed = 0; ///< by the preview itself

    [[nodiscard]] qint64 averageBytes() const { return keys > 0 && bytes >= 0 ? bytes / keys : 0; }
};

/// What a run costs.
struct BulkPrice {
    qint64 reading = 0; ///< values and TTLs, for copies and for the way back
    qint64 writing = 0;
    qint64 elsewhere = 0; ///< in the other database
    qint64 requests = 0;
    [[nodiscard]] qint64 here() const { return reading + writing; }
    friend bool operator==(const BulkPrice &, const BulkPrice &) = default;
};
[[nodiscard]] BulkPrice bulkPrice(const BulkPlan &plan, qint64 keys);

inline constexpr int previewSample = 50;
/// Keys of one request of a run.
inline constexpr int rowsPerRequest = 500;

/// Applies the plan's new names to the list, measures a sample (two to three commands for each of its keys), and asks
/// which targets exist (one command a hundred, in `other` for copies). Nothing is written to a database.
[[nodiscard]] QCoro::Task<Result<BulkPreview>> previewOf(QPointer<Session> session, QPointer<Session> other,
                                                         std::shared_ptr<BulkJournal> journal, BulkPlan plan,
                                                         std::stop_token stop);

} // namespace stashdeck
