// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/secret.h"
#include "ui/bulk/bulktargets.h"
#include "ui/connections/connectionservices.h"

#include <QHash>

#include <functional>
#include <stop_token>

namespace stashdeck {

/// Sessions on saved databases beside the one a window shows: where keys are copied to. A database is opened once,
/// however many ask for it, and closed when nobody holds it. Locked as a window on it would be.
class OtherDatabases final : public BulkTargets {
public:
    /// `services` outlive this object; `noteSecret` hears of each token, so that no log ever shows it.
    OtherDatabases(const ConnectionServices &services, std::function<void(const Secret &)> noteSecret);
    ~OtherDatabases() override;

    [[nodiscard]] QList<Profile> databases() const override;
    void open(const QUuid &profile, QObject *context,
              std::function<void(std::shared_ptr<Session>, const QString &)> opened) override;

private:
    [[nodiscard]] std::shared_ptr<Session> session(const Profile &profile, const Secret &token);

    ConnectionServices m_services;
    std::function<void(const Secret &)> m_noteSecret;
    QHash<QUuid, std::weak_ptr<Session>> m_sessions;
    std::stop_source m_stop;
};

} // namespace stashdeck
