// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/streamact.h"
#include "ui/widgets/notice.h"

#include <QString>

namespace stashdeck::streamWords {

/// "2026-11-24 14:02:18", this computer's clock.
[[nodiscard]] QString time(const QByteArray &id);
[[nodiscard]] QString entries(qint64 count); ///< "1 entry", "3 entries"
/// "3 commands in 1 request".
[[nodiscard]] QString price(const StreamAct &act);
/// What became of an act, for a person.
[[nodiscard]] Notice notice(const StreamAct &act, const StreamOutcome &outcome);
[[nodiscard]] Notice failure(const StreamAct &act, const Error &error);

} // namespace stashdeck::streamWords
