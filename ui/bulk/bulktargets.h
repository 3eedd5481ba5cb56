// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/connections/profile.h"

#include <QList>
#include <QObject>

#include <functional>
#include <memory>

namespace stashdeck {

class Session;

/// The other databases that keys can be copied to. The application has the tokens; this is all that a dialog sees.
class BulkTargets {
public:
    virtual ~BulkTargets() = default;

    /// The saved ones, in their order.
    [[nodiscard]] virtual QList<Profile> databases() const = 0;
    /// Opens a session of its own on one of them. `opened` is called once, later, unless `context` is gone: with the
    /// session, or with null and what went wrong, in words. The session lives as long as somebody holds it.
    virtual void open(const QUuid &profile, QObject *context,
                      std::function<void(std::shared_ptr<Session> session, const QString &problem)> opened)
        = 0;
};

} // namespace stashdeck
