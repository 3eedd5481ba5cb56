// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/base/settings.h"
#include "models/connections/localsandbox.h"
#include "models/connections/profilestore.h"
#include "models/connections/secretstore.h"
#include "ui/connections/connectionservices.h"
#include "ui/theme/theme.h"

#include <QNetworkAccessManager>
#include <QTemporaryDir>

namespace stashdeck {

/// All that a page of connections needs, with tokens in memory instead of a keychain of the machine.
struct ConnectionFixture {
    ConnectionFixture() = default;
    ConnectionFixture(const ConnectionFixture &) = delete;
    ConnectionFixture &operator=(const ConnectionFixture &) = delete;
    /// What was stopped ends in the next turn of the event loop, while clock and network are still there.
    ~ConnectionFixture()
    {
        for (int turn = 0; turn < 3; ++turn) {
            QCoreApplication::processEvents();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        }
    }

    QTemporaryDir folder;
    ProfileStore profiles{folder.filePath(QStringLiteral("profiles.json"))};
    FallbackSecretStore secrets{std::make_unique<SessionOnlyStore>()};
    QNetworkAccessManager network;
    SystemClock clock;
    Settings settings{folder.filePath(QStringLiteral("settings.json"))};
    Theme theme;

    [[nodiscard]] ConnectionServices services(LocalSandbox *sandbox = nullptr)
    {
        return {&profiles, &secrets, &network, &clock, &settings, sandbox};
    }
    QUuid add(const QString &name, const QUrl &url, const QByteArray &token,
              Environment environment = Environment::Development)
    {
        Profile profile;
        profile.name = name;
        profile.url = url;
        profile.environment = environment;
        profile.readOnly = environment == Environment::Production;
        const QUuid id = profiles.add(profile);
        if (!token.isEmpty())
            secrets.keepForSession(id, TokenKind::Standard, Secret(token));
        return id;
    }
};

} // namespace stashdeck
