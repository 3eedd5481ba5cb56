// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/base/error.h"
#include "models/codecs/jsontext.h"
#include "models/connections/profile.h"
#include "models/rest/command.h"
#include "models/values/valuekind.h"

#include <QString>

namespace stashdeck {

/// Words of the value pane, one place for each kind of thing.
namespace valueWords {

/// "1.4 KB", base 1024.
[[nodiscard]] QString bytes(qint64 count);
/// "41:07" below an hour, "2h 05m", "5d 9h".
[[nodiscard]] QString countdown(Milliseconds left);
/// What is left of a field: "4m 12s", "58s", "–" for no expiry, "Expired"; empty while it is not known. Milliseconds,
/// or a word of FieldTtls.
[[nodiscard]] QString fieldTimeLeft(qint64 left);
/// "1 h 19 min", "40 s".
[[nodiscard]] QString duration(Milliseconds time);
/// Local time with seconds: "14:02:18".
[[nodiscard]] QString clockTime(WallTime when);
/// "today", "tomorrow" or the date.
[[nodiscard]] QString day(WallTime when, WallTime now);
/// "10 fields", "3 entries"; empty for strings and what has no count.
[[nodiscard]] QString count(ValueKind kind, qint64 elements);
/// "1 command", "3 commands".
[[nodiscard]] QString commands(qsizetype count);
/// What went wrong, as one sentence for a person.
[[nodiscard]] QString error(const Error &error);
[[nodiscard]] QString jsonIssue(const JsonIssue &issue);
/// "Save", "Save to staging", "Save to production".
[[nodiscard]] QString saveLabel(Environment environment);
/// One command as a person reads it, shortened.
[[nodiscard]] QString command(const Command &command);
/// "Read-only. Unlock writing in the top bar (Ctrl+Shift+L)."
[[nodiscard]] QString readOnlyTip();

} // namespace valueWords

} // namespace stashdeck
