// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connections/healthcheck.h"

#include "models/rest/restclient.h"

#include <QPointer>

namespace stashdeck {

namespace {

constexpr int atOnce = 3;

struct Checked {
    ProfileHealth health;
    qint64 commands = 0;
};

QCoro::Task<Checked> checkedHealth(Profile profile, SecretStore *secrets, QNetworkAccessManager *network,
                                   const Clock *clock, std::stop_token stop)
{
    Checked checked;
    ProfileHealth &health = checked.health;
    const QPointer secretsAlive(secrets);
    auto token = co_await secrets->read(profile.id, TokenKind::Standard, stop);
    if (!token && token.error().reason == SecretError::Reason::NotFound && secretsAlive)
        token = co_await secrets->read(profile.id, TokenKind::ReadOnly, stop);
    if (!token) {
        health.state = token.error().reason == SecretError::Reason::Cancelled ? ProfileHealth::State::Unknown
                                                                              : ProfileHealth::State::TokenMissing;
        health.secretError = token.error();
        co_return checked;
    }
    if (stop.stop_requested())
        co_return checked;

    Endpoint endpoint;
    endpoint.url = profile.url;
    endpoint.token = *token;
    endpoint.caFile = profile.caFile;
    endpoint.deadline = std::chrono::seconds(15);
    // Deleted later: this coroutine resumes from inside the client.
    const std::unique_ptr<RestClient, QScopedPointerDeleteLater> client(new RestClient(network, endpoint, clock));
    const auto seen = std::make_shared<ExchangeRecord>();
    QObject::connect(client.get(), &RestClient::exchanged, client.get(), [seen](const ExchangeRecord &record) {
        seen->commands += record.commands;
        seen->duration = record.duration;
    });
    const Command command = Command::of("DBSIZE");
    RequestOptions options;
    options.purpose = Purpose::Poll;
    const auto reply = co_await client->send(command, options, stop);
    if (reply) {
        health.state = ProfileHealth::State::Reachable;
        if (reply->isInteger())
            health.keyCount = reply->integer;
    } else if (reply.error().kind == Error::Kind::NoPermission || reply.error().kind == Error::Kind::Unsupported) {
        health.state = ProfileHealth::State::Reachable; // it answered; this token may not count
    } else if (reply.error().kind != Error::Kind::Cancelled) {
        health.state = ProfileHealth::State::Unreachable;
        health.error = reply.error();
    }
    checked.commands = seen->commands;
    health.roundTrip = std::chrono::duration_cast<std::chrono::milliseconds>(seen->duration);
    co_return checked;
}

} // namespace

HealthCheck::HealthCheck(ProfileStore *profiles, SecretStore *secrets, QNetworkAccessManager *network,
                         const Clock *clock, QObject *parent)
    : QObject(parent)
    , m_profiles(profiles)
    , m_secrets(secrets)
    , m_network(network)
    , m_clock(clock)
{
    connect(profiles, &ProfileStore::removed, this, [this](const QUuid &id) { m_waiting.removeAll(id); });
}

HealthCheck::~HealthCheck()
{
    m_stop.request_stop();
}

void HealthCheck::check(const QList<QUuid> &ids)
{
    if (!isRunning())
        m_roundCommands = 0;
    for (const QUuid &id : ids) {
        if (!m_waiting.contains(id) && !m_asking.contains(id))
            m_waiting.append(id);
    }
    startNext();
}

void HealthCheck::stop()
{
    m_waiting.clear();
    m_stop.request_stop();
    m_stop = std::stop_source();
}

void HealthCheck::startNext()
{
    while (m_running < atOnce && !m_waiting.isEmpty()) {
        const QUuid id = m_waiting.takeFirst();
        const auto profile = m_profiles->find(id);
        if (!profile)
            continue;
        ++m_running;
        m_asking.append(id);
        ProfileHealth checking;
        checking.state = ProfileHealth::State::Checking;
        emit changed(id, checking);
        QCoro::connect(checkedHealth(*profile, m_secrets, m_network, m_clock, m_stop.get_token()), this,
                       [this, id](const Checked &checked) {
                           --m_running;
                           m_asking.removeAll(id);
                           m_commands += checked.commands;
                           m_roundCommands += checked.commands;
                           ProfileHealth health = checked.health;
                           health.checkedAt = m_clock->now();
                           m_lastFinished = health.checkedAt;
                           emit changed(id, health);
                           startNext();
                           if (!isRunning())
                               emit finished();
                       });
    }
}

} // namespace stashdeck
