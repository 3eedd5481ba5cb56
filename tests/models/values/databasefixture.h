// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/session/capabilities.h"
#include "models/session/commandmeter.h"
#include "models/session/session.h"
#include "models/session/writelock.h"
#include "tests/support/sandboxprocess.h"

#include <QNetworkAccessManager>

#include <memory>

namespace stashdeck {

/// A sandbox with an empty database, and sessions on it.
class DatabaseFixture {
public:
    [[nodiscard]] bool start() { return m_sandbox.start(); }
    [[nodiscard]] QByteArray errorText() const { return m_sandbox.errorText(); }
    [[nodiscard]] SandboxProcess &sandbox() { return m_sandbox; }
    [[nodiscard]] QVariant redis(const QByteArrayList &command) const { return m_sandbox.redis(command); }
    [[nodiscard]] QByteArray get(const QByteArray &key) const { return redis({"GET", key}).toByteArray(); }
    [[nodiscard]] QByteArray type(const QByteArray &key) const { return redis({"TYPE", key}).toByteArray(); }
    [[nodiscard]] qlonglong pttl(const QByteArray &key) const { return redis({"PTTL", key}).toLongLong(); }
    void flush() { (void)redis({"FLUSHALL"}); }

    [[nodiscard]] std::unique_ptr<Session> session(const QUrl &url = {}, Environment environment = Environment::Sandbox)
    {
        Profile profile;
        profile.id = QUuid::createUuid();
        profile.name = QStringLiteral("test");
        profile.url = url.isEmpty() ? m_sandbox.url() : url;
        profile.environment = environment;
        return std::make_unique<Session>(profile, Secret(m_sandbox.token()), &m_network, &m_clock);
    }
    [[nodiscard]] const Clock *clock() const { return &m_clock; }

private:
    SystemClock m_clock;
    QNetworkAccessManager m_network;
    SandboxProcess m_sandbox{{QStringLiteral("--no-sample-data")}};
};

} // namespace stashdeck
