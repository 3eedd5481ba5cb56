// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/connections/profile.h"
#include "models/rest/restclient.h"

#include <qcoro/qcorotask.h>
#include <QObject>

#include <memory>
#include <optional>
#include <stop_token>

class QNetworkAccessManager;

namespace stashdeck {

class Capabilities;
class CommandMeter;
class LatencyWindow;
class Reconnector;
class ServerClock;
class WriteLock;

/// One open database: every command of every page goes through here, is counted, and is refused while writing is
/// locked. Owned by the window that shows it. Lives on the GUI thread; destroying it stops all that it started.
/// When the computer wakes up or changes its network, a database that could not be reached is asked again at once.
class Session : public QObject {
    Q_OBJECT

public:
    enum class State {
        Idle, ///< nothing was sent yet
        Online,
        Offline, ///< the last exchange did not reach the server
        TokenRejected,
        QuotaUsedUp,
    };
    Q_ENUM(State)

    Session(Profile profile, Secret token, QNetworkAccessManager *network, const Clock *clock,
            QObject *parent = nullptr);
    ~Session() override;

    [[nodiscard]] const Profile &profile() const;
    [[nodiscard]] const Clock *clock() const;
    [[nodiscard]] State state() const;
    /// What put the session into a state other than Online.
    [[nodiscard]] const Error &lastError() const;

    /// As RestClient's, plus: a write while locked completes as Locked, without a request.
    [[nodiscard]] QCoro::Task<Result<Reply>> send(Command command, RequestOptions options = {},
                                                  std::stop_token stop = {});
    [[nodiscard]] QCoro::Task<Result<Replies>> pipeline(QList<Command> commands, RequestOptions options = {},
                                                        std::stop_token stop = {});
    [[nodiscard]] QCoro::Task<Result<Replies>> transaction(QList<Command> commands, RequestOptions options = {},
                                                           std::stop_token stop = {});

    [[nodiscard]] WriteLock *writeLock() const; ///< may this window write, and for how long
    [[nodiscard]] CommandMeter *meter() const; ///< commands and bytes, by purpose
    [[nodiscard]] LatencyWindow *latency() const; ///< the last round trips
    [[nodiscard]] Capabilities *capabilities() const; ///< what this server and token can do, learned lazily
    [[nodiscard]] ServerClock *serverClock() const; ///< this computer's clock against the server's

    /// The token was replaced by the user: takes it over and returns to Idle. What was in flight completes first as
    /// Cancelled or UnknownOutcome.
    void setToken(Secret token);
    /// Whether the window can be seen. While it cannot, nothing is sent by itself.
    void setShown(bool shown);
    [[nodiscard]] bool isShown() const;
    /// When an unreachable database is asked again by itself (one PING, free when it fails); empty while reachable.
    [[nodiscard]] std::optional<WallTime> nextTry() const;
    /// Asks now, with one PING counted as Browse: "Try again", "Measure now".
    void ping();

signals:
    void stateChanged(stashdeck::Session::State state);
    /// After every attempt; for the status bar ("last command 18 ms · 1 command").
    void exchanged(const stashdeck::ExchangeRecord &record);
    void nextTryChanged();

private:
    using ListForm = QCoro::Task<Result<Replies>> (RestClient::*)(QList<Command>, RequestOptions, std::stop_token);
    [[nodiscard]] QCoro::Task<Result<Replies>> sendList(ListForm form, QList<Command> commands, RequestOptions options,
                                                        std::stop_token stop);

    class Private;
    std::unique_ptr<Private> d;
};

} // namespace stashdeck
