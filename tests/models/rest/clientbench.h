// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rest/networkmanager.h"
#include "models/rest/restclient.h"
#include "tests/support/faultserver.h"

#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QTest>
#include <QTimer>

namespace stashdeck {

inline const QByteArray testToken = "AZ_the-only_token.of=these+tests/";

/// A client with short times and no waits between attempts, and everything it needs.
struct ClientBench {
    explicit ClientBench(const QUrl &url, const QString &caFile = {})
    {
        using namespace std::chrono_literals;
        endpoint.url = url;
        endpoint.token = Secret(testToken);
        endpoint.caFile = caFile;
        endpoint.connectTimeout = 10s; // a handshake takes its time on a busy machine; who wants it short says so
        endpoint.idleTimeout = 120ms;
        endpoint.deadline = 15s;
        endpoint.maxBodyBytes = 4LL * 1024 * 1024;
        renew();
    }
    void renew()
    {
        client = std::make_unique<RestClient>(network.get(), endpoint, &clock);
        client->setRetryRandom([] { return 0.0; });
        QObject::connect(client.get(), &RestClient::exchanged, client.get(),
                         [this](const ExchangeRecord &record) { records.append(record); });
    }

    SystemClock clock;
    Endpoint endpoint;
    std::unique_ptr<QNetworkAccessManager> network = makeNetworkManager();
    QList<ExchangeRecord> records;
    std::unique_ptr<RestClient> client;
};

/// What a call came to, and how often it said so.
template <typename T> class Watched {
    struct State {
        QEventLoop loop;
        int completions = 0;
        Result<T> result = failure(Error::Kind::Protocol);
    };
    // Shared with the task: a check that fails leaves the test while the task is still under way.
    std::shared_ptr<State> m_state = std::make_shared<State>();

public:
    int &completions = m_state->completions;
    Result<T> &result = m_state->result;

    /// Receives the task's result.
    void watch(QCoro::Task<Result<T>> task)
    {
        std::move(task).then([state = m_state](Result<T> value) {
            ++state->completions;
            state->result = std::move(value);
            state->loop.quit();
        });
    }
    /// Until it completed, at most 20 s; then once around the loop, in case it would complete again.
    void wait()
    {
        if (completions == 0) {
            QTimer::singleShot(std::chrono::seconds{20}, &m_state->loop, &QEventLoop::quit);
            m_state->loop.exec();
        }
        QCoreApplication::processEvents();
    }
    [[nodiscard]] int kind() const { return result ? -1 : int(result.error().kind); }
};

} // namespace stashdeck
