// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/connections/profile.h"

#include <QString>

#include <optional>

namespace stashdeck {

struct Error;

/// What is known about a database's quota. Without the account only this window's own commands are known.
struct QuotaFigures {
    Environment environment = Environment::Development;
    PlanLimits limits;
    qint64 thisApp = 0; ///< commands this window sent
    std::optional<qint64> used; ///< the database's total in the period, all programs together
    bool usedUp = false; ///< the server refuses commands
    friend bool operator==(const QuotaFigures &, const QuotaFigures &) = default;
};

enum class QuotaLevel { Normal, NearLimit, UsedUp };

/// Used up when the server says so or all is used; near from 80%.
[[nodiscard]] QuotaLevel quotaLevel(const QuotaFigures &figures);
/// The share that is used, 0..1; nothing while the total or the limit is not known.
[[nodiscard]] std::optional<double> quotaShare(const QuotaFigures &figures);

/// The pill's text: what stands out, the rest and what is dim ("3,412", "of 10,000 today", "· this app 214").
/// Narrow leaves out "this app" where something else is shown.
struct QuotaText {
    QString bold;
    QString plain;
    QString dim;
};
[[nodiscard]] QuotaText quotaText(const QuotaFigures &figures, bool narrow);
/// The same as a sentence, for the tool tip and screen readers.
[[nodiscard]] QString quotaSentence(const QuotaFigures &figures);

/// "1 command", "1,204 commands".
[[nodiscard]] QString commandCountText(qint64 commands);

/// What a refusal of the server says about the plan: the period, and the figures where it names them.
struct QuotaRefusal {
    PlanLimits::Period period = PlanLimits::Period::None; ///< None: it does not say
    std::optional<qint64> limit;
    std::optional<qint64> used;
    friend bool operator==(const QuotaRefusal &, const QuotaRefusal &) = default;
};
[[nodiscard]] QuotaRefusal quotaRefusal(const Error &error);

/// When the period that `now` lies in ends: midnight UTC, or the first of the next month in UTC.
[[nodiscard]] std::optional<WallTime> quotaPeriodEnd(PlanLimits::Period period, WallTime now);
/// "Upstash refuses commands until midnight UTC, in 9h 57m."
[[nodiscard]] QString quotaBannerText(const QuotaRefusal &refusal, WallTime now);
/// "Daily quota used up."
[[nodiscard]] QString quotaBannerTitle(const QuotaRefusal &refusal);

} // namespace stashdeck
