// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/bulk/bulkpreview.h"
#include "models/connections/profile.h"
#include "ui/widgets/question.h"

namespace stashdeck {

/// The last question before a run: what, how many, how to take it back, what it costs. Where production is written the
/// name of its database must be typed. `target` is the other database of copies and moves, else null.
[[nodiscard]] Question bulkQuestion(const BulkPlan &plan, const BulkPreview &preview, const Profile &profile,
                                    const Profile *target);

} // namespace stashdeck
