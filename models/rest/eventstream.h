// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rest/connectionepoch.h"
#include "models/rest/restclient.h"
#include "models/rest/ssesplitter.h"

#include <QElapsedTimer>
#include <QList>
#include <QNetworkReply>
#include <QPointer>
#include <QTimer>

namespace stashdeck {

struct ClientCore;
class OneShotBody;

/// One message of a stream.
struct StreamMessage {
    QByteArray pattern; ///< PatternSubscribe only: the pattern that matched
    QByteArray channel; ///< empty for Monitor
    QByteArray payload; ///< for Monitor the whole line: 1721284005.242090 [0 0.0.0.0:0] "GET" "cart:1"
    friend bool operator==(const StreamMessage &, const StreamMessage &) = default;
};

/// SUBSCRIBE, PSUBSCRIBE or MONITOR as server-sent events. Reconnects by itself with back-off (1, 2, 4 … 60 s) and
/// tells of every gap: what was published in it is lost. Has a connection of its own, so that it takes none from
/// commands. It costs one command a connection. Ends with the object, or when the client is destroyed. Lives on one
/// thread.
class EventStream final : public QObject {
    Q_OBJECT

public:
    enum class State {
        Connecting,
        Open,
        Waiting, ///< for the next attempt
        Failed, ///< refused for good: see `failed`
        Closed,
    };
    Q_ENUM(State)

    /// Made by `RestClient::openStream`.
    EventStream(std::shared_ptr<ClientCore> core, RestClient::StreamKind kind, QByteArray channel, QObject *parent);
    ~EventStream() override;

    [[nodiscard]] RestClient::StreamKind kind() const { return m_kind; }
    [[nodiscard]] const QByteArray &channel() const { return m_channel; }
    [[nodiscard]] State state() const { return m_state; }
    /// Messages that were longer than 1 MiB and dropped.
    [[nodiscard]] qint64 droppedMessages() const { return m_droppedBefore + m_splitter.dropped(); }

    /// Stops for good. No signal but stateChanged follows.
    void close();
    /// Connects again now, as after sleep or when the user asks.
    void reconnect();

    /// For tests: the first and the longest wait, and the silence after which a server that sends heartbeats is gone.
    void setTiming(std::chrono::milliseconds firstWait, std::chrono::milliseconds longestWait,
                   std::chrono::milliseconds heartbeatTimeout);

signals:
    void stateChanged(stashdeck::EventStream::State state);
    /// All that came in one read, in order.
    void messages(const QList<stashdeck::StreamMessage> &messages);
    /// The stream is open again; what happened between the two moments is not known.
    void gap(stashdeck::WallTime from, stashdeck::WallTime to);
    /// The connection broke; another attempt follows.
    void interrupted(const stashdeck::Error &error);
    /// Refused, and trying again would not help: token, permission, no such endpoint.
    void failed(const stashdeck::Error &error);

private:
    void connectNow();
    void read();
    void take(const QList<QByteArray> &events);
    void opened();
    void finish();
    void breakOff(Error error);
    void dropReply();
    void setState(State state);
    void checkSilence();
    void watchConnections();
    void renew();
    void report(bool answered);
    [[nodiscard]] Error connectionError() const;
    [[nodiscard]] QByteArray path() const;
    [[nodiscard]] std::optional<StreamMessage> parsed(const QByteArray &event) const;

    const std::shared_ptr<ClientCore> m_core;
    const RestClient::StreamKind m_kind;
    const QByteArray m_channel;
    const std::unique_ptr<QNetworkAccessManager> m_network;
    QPointer<QNetworkReply> m_reply;
    QPointer<OneShotBody> m_body;
    SseSplitter m_splitter;
    QByteArray m_refusal; ///< the body of an answer that is no stream, capped
    Error m_tlsError;
    State m_state = State::Connecting;
    QTimer m_retry;
    QTimer m_silence;
    QElapsedTimer m_connecting;
    std::chrono::milliseconds m_firstWait{1'000};
    std::chrono::milliseconds m_longestWait{60'000};
    std::chrono::milliseconds m_heartbeatTimeout{45'000};
    int m_failures = 0; ///< in a row
    int m_attempt = 0;
    bool m_wasOpen = false;
    bool m_isEventStream = false;
    WallTime m_lostAt{};
    qint64 m_droppedBefore = 0;
    qint64 m_bytesIn = 0;
    /// After sleep or a change of network: connects anew at once.
    ConnectionEpoch::Source m_connections;
    std::optional<std::stop_callback<std::function<void()>>> m_onLost;
    /// The client is going: so does its stream.
    std::stop_callback<std::function<void()>> m_onShutdown;
};

} // namespace stashdeck
