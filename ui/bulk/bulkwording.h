// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/bulk/bulkjobs.h"
#include "models/bulk/bulkpreview.h"

#include <QString>

namespace stashdeck {

/// Words about acts on many keys.
namespace bulkWords {

/// "1,204"
[[nodiscard]] QString number(qint64 count);
/// "1,204 keys"
[[nodiscard]] QString keys(qint64 count);
/// "13 commands"
[[nodiscard]] QString commands(qint64 count);
/// "7 requests"
[[nodiscard]] QString requests(qint64 count);
/// "this session 3,412 of 10,000 today": all that this window has used, not one run's part of it; empty when the plan
/// has no such limit.
[[nodiscard]] QString sessionShare(const Session &session);
/// "session:eu:*", or "12 chosen keys".
[[nodiscard]] QString subject(const BulkPlan &plan, qint64 total);
/// "Delete keys in bulk": of the dialog in which a run is prepared.
[[nodiscard]] QString dialogTitle(BulkAct act);
/// "Delete", "Set TTL", "Rename", "Copy", "Move".
[[nodiscard]] QString verb(BulkAct act);
/// "Continue with 1,204 keys…"
[[nodiscard]] QString proceed(qint64 count);
/// "Delete 1,204 keys": on the button that does it.
[[nodiscard]] QString doIt(BulkAct act, qint64 count);
/// "Deleting 1,204 keys", "Restoring 700 keys".
[[nodiscard]] QString progressTitle(BulkAct act, BulkAim aim, qint64 count);
/// "700 of 1,204 deleted"
[[nodiscard]] QString progress(const BulkRun &run);
/// "deleted", "renamed": a count goes before it.
[[nodiscard]] QString done(BulkAct act);
/// "1,204 keys deleted, 1 failed"
[[nodiscard]] QString endHeading(const BulkRun &run);
/// One sentence about what can be done now, and for how long.
[[nodiscard]] QString endText(const BulkRun &run);
/// "Delete of session:eu:* stopped at 700 of 1,204."
[[nodiscard]] QString storedTitle(const StoredRun &run);
/// Why a run waits or paused; empty when it does not.
[[nodiscard]] QString holdText(const BulkRun &run);
/// What happened to one key, for reports.
[[nodiscard]] QString rowText(const JournalRow &row);
/// What a run costs, one or two sentences.
[[nodiscard]] QString price(const BulkPlan &plan, const BulkPrice &price);
/// "38 within an hour, 12 never expire": of the sample.
[[nodiscard]] QString expiryMix(const BulkPreview &preview);
/// "about 1.6 MB ± 0.2 MB", "1.6 MB", or "unknown".
[[nodiscard]] QString memory(const BulkPreview &preview);
/// A failure of a list, a preview or a journal.
[[nodiscard]] QString error(const Error &error);

} // namespace bulkWords

} // namespace stashdeck
