// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/otherdatabases.h"

#include "app/profiletoken.h"
#include "models/base/settings.h"
#include "models/connections/profilestore.h"
#include "models/session/session.h"
#include "ui/connections/connectionspage.h"

#include <QCoreApplication>
#include <QTimer>

namespace stashdeck {

OtherDatabases::OtherDatabases(const ConnectionServices &services, std::function<void(const Secret &)> noteSecret)
    : m_services(services)
    , m_noteSecret(std::move(noteSecret))
{
}

OtherDatabases::~OtherDatabases()
{
    m_stop.request_stop();
}

QList<Profile> OtherDatabases::databases() const
{
    return m_services.profiles->profiles();
}

std::shared_ptr<Session> OtherDatabases::session(const Profile &profile, const Secret &token)
{
    std::shared_ptr<Session> open = m_sessions.value(profile.id).lock();
    if (open)
        return open;
    m_noteSecret(token);
    Profile opened = profile;
    opened.readOnly = profile.readOnly
        || (profile.environment == Environment::Production
            && m_services.settings->value(Keys::productionOpensReadOnly));
    open = std::make_shared<Session>(opened, token, m_services.network, m_services.clock);
    m_sessions.insert(profile.id, open);
    return open;
}

void OtherDatabases::open(const QUuid &id, QObject *context,
                          std::function<void(std::shared_ptr<Session>, const QString &)> opened)
{
    const std::optional<Profile> profile = m_services.profiles->find(id);
    if (!profile) {
        QTimer::singleShot(0, context, [opened = std::move(opened)] {
            opened(nullptr, QCoreApplication::translate("stashdeck::OtherDatabases", "It is not saved here any more."));
        });
        return;
    }
    QCoro::connect(profileToken(m_services.secrets, id, m_stop.get_token()), context,
                   [this, profile = *profile, opened = std::move(opened)](const SecretResult<Secret> &token) {
                       if (token)
                           opened(session(profile, *token), {});
                       else
                           opened(nullptr,
                                  QCoreApplication::translate("stashdeck::OtherDatabases",
                                                              "Its token could not be read from the keychain. "
                                                              "Open the database once and enter it."));
                   });
}

} // namespace stashdeck
