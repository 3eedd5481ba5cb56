// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"

#include <QElapsedTimer>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>

class QNetworkAccessManager;

namespace stashdeck {

class OneShotBody;

/// What one HTTP request needs, complete. The token is among the headers of `request`.
struct HttpRequest {
    QNetworkRequest request;
    QByteArray body;
    std::chrono::milliseconds connectTimeout{10'000};
    std::chrono::milliseconds idleTimeout{15'000};
    std::chrono::milliseconds deadline{30'000}; ///< from the start to the last byte
    /// The deadline moves with a transfer that keeps at least 100 kB/s.
    bool deadlineGrows = false;
    qint64 maxBodyBytes = 0;
    std::function<void(qint64 received, qint64 total)> progress; ///< at most every 50 ms
};

/// How one HTTP request ended.
struct HttpOutcome {
    enum class End {
        Answered, ///< headers and the body as far as Qt can tell; the body may still be cut (see `cut`)
        Failed, ///< the connection: `error` says why
        TimedOut, ///< silence, no connection in time, or the deadline
        Stopped, ///< by `stop()`
        TooLarge, ///< the answer passed `maxBodyBytes`
    };
    End end = End::Failed;
    int httpStatus = 0;
    QByteArray contentType;
    QByteArray syncToken;
    QByteArray redirectTarget; ///< host of a 3xx
    std::chrono::milliseconds retryAfter{0};
    QByteArray body; ///< what came, even if the end is not Answered
    bool hasLength = false; ///< the answer said how long its body is, and Qt checks that
    /// True when the last byte of the request was handed to a connection: only then can it have been applied.
    bool mayHaveArrived = false;
    bool neverStarted = true; ///< no connection stood
    bool connectionLost = false; ///< by `breakOff()`: not the server's fault
    Error error; ///< for Failed and TimedOut: NotSent, Tls, Proxy, Timeout or Network, with the cause
    qint64 bytesOut = 0;
    qint64 bytesIn = 0;
    std::chrono::microseconds duration{0};
};

/// One POST, delivered at most once: one-shot body, manual redirects, own deadline, idle timeout and byte cap.
/// Calls back exactly once, unless it is destroyed before. Never sends anything a second time. Lives on the manager's
/// thread.
class HttpExchange final : public QObject {
    Q_OBJECT

public:
    using Done = std::function<void(HttpOutcome)>;

    HttpExchange(QNetworkAccessManager *network, HttpRequest request, Done done);
    ~HttpExchange() override;

    void start();
    /// Ends it now, as Stopped.
    void stop();
    /// The computer slept or changed its network: ends it now, as Failed. Waiting for an answer would be in vain.
    void breakOff();

private:
    void read();
    void finish();
    void watch();
    void give(HttpOutcome::End end);
    void abortAs(HttpOutcome::End end);
    void endReply();
    [[nodiscard]] std::chrono::milliseconds elapsed() const;
    [[nodiscard]] std::chrono::milliseconds currentDeadline() const;

    QNetworkAccessManager *m_network;
    HttpRequest m_request;
    Done m_done;
    QPointer<QNetworkReply> m_reply;
    QPointer<OneShotBody> m_body;
    HttpOutcome m_outcome;
    QTimer m_watch;
    QElapsedTimer m_clock;
    qint64 m_lastActivity = 0; ///< ms on m_clock
    qint64 m_lastProgress = -1000;
    bool m_given = false;
};

/// Status and headers of an answer, as far as they are there.
void takeHeaders(HttpOutcome &outcome, const QNetworkReply &reply);
/// True for a status line that came with all Qt knows of a body, whatever the status says; false when the connection
/// broke in the middle.
[[nodiscard]] bool isWholeAnswer(const QNetworkReply &reply);

/// The attributes and headers every request of ours carries.
void applyRequestRules(QNetworkRequest &request);

} // namespace stashdeck
