// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

#include <QList>
#include <QString>
#include <QUrl>
#include <QUuid>

namespace stashdeck {

enum class Environment { Production, Staging, Development, Sandbox, Temporary };
inline constexpr int environmentCount = 5;

/// What the plan allows, from the account or typed by the user. Never a constant of ours.
struct PlanLimits {
    enum class Period { None, Daily, Monthly, PayAsYouGo } period = Period::None;
    qint64 commands = 0; ///< per period; 0 when unknown
    double budgetDollars = 0; ///< pay as you go only; 0 for none
    qint64 maxRequestBytes = 10LL * 1024 * 1024;
    friend bool operator==(const PlanLimits &, const PlanLimits &) = default;
};

/// A saved database, without its token: that is in the keychain under `id`.
struct Profile {
    QUuid id;
    QString name;
    QUrl url;
    Environment environment = Environment::Development;
    QString group;
    bool readOnly = false; ///< opens with writing locked
    bool confirmDeletes = false;
    QString caFile;
    PlanLimits limits;
    int dailyCommandBudget = 1000; ///< of this program's own polling; 0 stops polling
    WallTime lastUsed{}; ///< epoch when never
    WallTime expiresAt{}; ///< temporary databases; epoch for none
    friend bool operator==(const Profile &, const Profile &) = default;
};

} // namespace stashdeck
