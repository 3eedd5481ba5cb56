// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/base/error.h"

#include <QString>

namespace stashdeck {

/// "58s", "4m 10s", "41m", "3h 20m", "5d 9h"; never negative. Seconds only below five minutes.
[[nodiscard]] QString ttlText(Milliseconds left);
/// "40 B", "1.4 KB", "212 KB", "8.2 MB"; base 1024.
[[nodiscard]] QString sizeText(qint64 bytes);
/// Below this the TTL is shown in seconds and in amber.
inline constexpr std::chrono::minutes soonGone{5};

/// What stopped a scan, for the key pane.
struct ScanErrorText {
    QString title;
    QString sentence;
    QString icon;
};
[[nodiscard]] ScanErrorText scanErrorText(const Error &error, const QString &host, WallTime at);

} // namespace stashdeck
