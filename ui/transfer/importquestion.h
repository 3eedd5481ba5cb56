// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/connections/profile.h"
#include "models/transfer/importplan.h"
#include "ui/widgets/question.h"

#include <optional>

namespace stashdeck {

/// The last question before an import: where production is written its name must be typed; elsewhere it is asked only
/// when something is overwritten. Nothing when there is no need to ask. `tally` is the dry run's, or null.
[[nodiscard]] std::optional<Question> importQuestion(const ImportPlan &plan, qint64 keys, const ImportTally *tally,
                                                     const Profile &target);

} // namespace stashdeck
