// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/quotawording.h"

#include "models/base/error.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

struct Quota {
    Q_DECLARE_TR_FUNCTIONS(stashdeck::Quota)
};

QString number(qint64 value)
{
    return QLocale().toString(value);
}

/// "$60", "$7.50".
QString dollars(double amount)
{
    const bool whole = amount == std::floor(amount);
    return u"$"_s + QLocale().toString(amount, 'f', whole ? 0 : 2);
}

std::optional<qint64> figureAfter(const QString &message, const QString &word)
{
    const QRegularExpression pattern(word + u":\\s*(\\d{1,18})"_s, QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = pattern.match(message);
    return match.hasMatch() ? std::optional(match.captured(1).toLongLong()) : std::nullopt;
}

/// "9h 57m", "12m", "8d 9h": two units at most.
QString timeLeft(Milliseconds left)
{
    using namespace std::chrono;
    const auto whole = std::max(ceil<minutes>(left), minutes(1));
    const qint64 d = whole / days(1);
    const qint64 h = (whole % days(1)) / hours(1);
    const qint64 m = (whole % hours(1)).count();
    if (d > 0)
        return Quota::tr("%1d %2h").arg(d).arg(h);
    if (h > 0)
        return Quota::tr("%1h %2m").arg(h).arg(m);
    return Quota::tr("%1m").arg(m);
}

} // namespace

std::optional<double> quotaShare(const QuotaFigures &figures)
{
    if (figures.environment == Environment::Sandbox)
        return std::nullopt;
    if (figures.usedUp)
        return 1.0;
    const bool counted
        = figures.limits.period == PlanLimits::Period::Daily || figures.limits.period == PlanLimits::Period::Monthly;
    if (!counted || figures.limits.commands <= 0 || !figures.used)
        return std::nullopt;
    return std::clamp(double(*figures.used) / double(figures.limits.commands), 0.0, 1.0);
}

QuotaLevel quotaLevel(const QuotaFigures &figures)
{
    const auto share = quotaShare(figures);
    if (!share || *share < 0.8)
        return QuotaLevel::Normal;
    return *share < 1.0 ? QuotaLevel::NearLimit : QuotaLevel::UsedUp;
}

QuotaText quotaText(const QuotaFigures &figures, bool narrow)
{
    if (figures.environment == Environment::Sandbox)
        return {{}, Quota::tr("No quota"), {}};
    const QString app = number(figures.thisApp);
    const QString limit = number(figures.limits.commands);
    const bool known = figures.limits.commands > 0;
    QuotaText text;
    if (quotaLevel(figures) == QuotaLevel::UsedUp) {
        text = {Quota::tr("Used up"), {}, Quota::tr("· this app %1").arg(app)};
    } else {
        const QuotaText ownOnly{Quota::tr("This app %1").arg(app), {}, {}};
        switch (figures.limits.period) {
        case PlanLimits::Period::Daily:
            if (known && figures.used)
                text
                    = {number(*figures.used), Quota::tr("of %1 today").arg(limit), Quota::tr("· this app %1").arg(app)};
            else
                text = {ownOnly.bold, {}, known ? Quota::tr("· limit %1 a day").arg(limit) : QString()};
            break;
        case PlanLimits::Period::Monthly:
            if (known && figures.used)
                text = {number(*figures.used), Quota::tr("of %1 this month").arg(limit),
                        Quota::tr("· this app %1").arg(app)};
            else
                text = {ownOnly.bold, {}, known ? Quota::tr("· limit %1 a month").arg(limit) : QString()};
            break;
        case PlanLimits::Period::PayAsYouGo:
            text = {ownOnly.bold,
                    {},
                    figures.limits.budgetDollars > 0
                        ? Quota::tr("· budget %1 a month").arg(dollars(figures.limits.budgetDollars))
                        : Quota::tr("· pay as you go")};
            break;
        case PlanLimits::Period::None:
            text = ownOnly;
            break;
        }
    }
    if (narrow)
        text.dim.clear();
    return text;
}

QString quotaSentence(const QuotaFigures &figures)
{
    if (figures.environment == Environment::Sandbox)
        return Quota::tr("The sandbox has no quota. This app sent %1.").arg(commandCountText(figures.thisApp));
    const QString app = number(figures.thisApp);
    const QString sent = commandCountText(figures.thisApp);
    const QString limit = number(figures.limits.commands);
    const bool daily = figures.limits.period == PlanLimits::Period::Daily;
    const bool monthly = figures.limits.period == PlanLimits::Period::Monthly;
    if (quotaLevel(figures) == QuotaLevel::UsedUp)
        return Quota::tr("The quota is used up. This app sent %1.").arg(sent);
    if ((daily || monthly) && figures.limits.commands > 0) {
        if (figures.used)
            return daily
                ? Quota::tr("%1 of %2 commands used today, this app %3.").arg(number(*figures.used), limit, app)
                : Quota::tr("%1 of %2 commands used this month, this app %3.").arg(number(*figures.used), limit, app);
        return daily
            ? Quota::tr("This app sent %1. The plan allows %2 a day; what other programs used is not known here.")
                  .arg(sent, limit)
            : Quota::tr("This app sent %1. The plan allows %2 a month; what other programs used is not known here.")
                  .arg(sent, limit);
    }
    if (figures.limits.period == PlanLimits::Period::PayAsYouGo && figures.limits.budgetDollars > 0)
        return Quota::tr("This app sent %1. The plan is paid as you go, up to %2 a month; what other programs used is "
                         "not known here.")
            .arg(sent, dollars(figures.limits.budgetDollars));
    return Quota::tr("This app sent %1. What other programs used is not known here.").arg(sent);
}

QString commandCountText(qint64 commands)
{
    return commands == 1 ? Quota::tr("1 command") : Quota::tr("%1 commands").arg(number(commands));
}

QuotaRefusal quotaRefusal(const Error &error)
{
    QuotaRefusal refusal;
    if (error.message.contains("daily"_L1, Qt::CaseInsensitive))
        refusal.period = PlanLimits::Period::Daily;
    else if (error.message.contains("requests limit"_L1, Qt::CaseInsensitive)
             || error.message.contains("month"_L1, Qt::CaseInsensitive))
        refusal.period = PlanLimits::Period::Monthly;
    refusal.limit = figureAfter(error.message, u"limit"_s);
    refusal.used = figureAfter(error.message, u"usage"_s);
    return refusal;
}

std::optional<WallTime> quotaPeriodEnd(PlanLimits::Period period, WallTime now)
{
    using namespace std::chrono;
    const auto today = floor<days>(now);
    switch (period) {
    case PlanLimits::Period::Daily:
        return WallTime(today + days(1));
    case PlanLimits::Period::Monthly: {
        const year_month_day date(today);
        const auto next = year_month(date.year(), date.month()) + months(1);
        return WallTime(sys_days(next / 1));
    }
    case PlanLimits::Period::PayAsYouGo:
    case PlanLimits::Period::None:
        return std::nullopt;
    }
    Q_UNREACHABLE();
}

QString quotaBannerTitle(const QuotaRefusal &refusal)
{
    switch (refusal.period) {
    case PlanLimits::Period::Daily:
        return Quota::tr("Daily quota used up.");
    case PlanLimits::Period::Monthly:
        return Quota::tr("Monthly quota used up.");
    case PlanLimits::Period::PayAsYouGo:
    case PlanLimits::Period::None:
        return Quota::tr("Quota used up.");
    }
    Q_UNREACHABLE();
}

QString quotaBannerText(const QuotaRefusal &refusal, WallTime now)
{
    const auto end = quotaPeriodEnd(refusal.period, now);
    if (!end)
        return Quota::tr("Upstash refuses commands until the plan's next period. Your edits are kept.");
    const QString left = timeLeft(*end - now);
    return refusal.period == PlanLimits::Period::Daily
        ? Quota::tr("Upstash refuses commands until midnight UTC, in %1. Your edits are kept.").arg(left)
        : Quota::tr("Upstash refuses commands until the first of the month UTC, in %1. Your edits are kept.").arg(left);
}

} // namespace stashdeck
