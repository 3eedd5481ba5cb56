// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/connections/profilehealth.h"
#include "models/connections/profilestore.h"

class QNetworkAccessManager;

namespace stashdeck {

/// Asks saved databases how they are: one command each (their number of keys), three at a time, only when told to.
/// Destroying it stops what it started.
class HealthCheck final : public QObject {
    Q_OBJECT

public:
    /// All four must outlive it.
    HealthCheck(ProfileStore *profiles, SecretStore *secrets, QNetworkAccessManager *network, const Clock *clock,
                QObject *parent = nullptr);
    ~HealthCheck() override;

    /// Temporary and sandbox databases too; those already being checked are not asked twice.
    void check(const QList<QUuid> &ids);
    void stop();

    [[nodiscard]] bool isRunning() const { return m_running > 0 || !m_waiting.isEmpty(); }
    /// Commands since the program started.
    [[nodiscard]] qint64 commands() const { return m_commands; }
    /// Commands of the last round, for "Checked 14:02 · 6 commands".
    [[nodiscard]] qint64 commandsOfLastRound() const { return m_roundCommands; }
    [[nodiscard]] WallTime lastFinished() const { return m_lastFinished; }

signals:
    void changed(const QUuid &id, const stashdeck::ProfileHealth &health);
    void finished();

private:
    void startNext();

    ProfileStore *m_profiles;
    SecretStore *m_secrets;
    QNetworkAccessManager *m_network;
    const Clock *m_clock;
    std::stop_source m_stop;
    QList<QUuid> m_waiting;
    QList<QUuid> m_asking;
    int m_running = 0;
    qint64 m_commands = 0;
    qint64 m_roundCommands = 0;
    WallTime m_lastFinished{};
};

} // namespace stashdeck
