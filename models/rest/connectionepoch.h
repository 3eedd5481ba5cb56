// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>

class QNetworkAccessManager;

namespace stashdeck {

/// What is connected through one network manager, as one thing that can be lost: after a sleep or a change of network
/// no socket leads anywhere, although none says so for minutes. Shared by every client of the manager. One thread.
class ConnectionEpoch final : public QObject {
    Q_OBJECT

public:
    /// Of this manager; made on first use, owned by the manager.
    [[nodiscard]] static ConnectionEpoch *of(QNetworkAccessManager *network);

    explicit ConnectionEpoch(QNetworkAccessManager *network);

    using Source = std::shared_ptr<const std::stop_source>;
    /// Stops when what is connected now is lost. Whoever uses a connection holds it: while anybody does, the computer's
    /// sleep is looked for.
    [[nodiscard]] Source current();

    /// What was connected is not any more: breaks off everything in flight (reads are sent again by themselves, writes
    /// that had left become unknown outcomes) and forgets the idle connections.
    void end();
    /// Ends the epoch when the computer has slept since the last look. Costs nothing; called before every exchange.
    void look();

    /// Time the computer has spent asleep, counted from anywhere.
    using SleepClock = std::function<std::chrono::milliseconds()>;
    /// For tests: another clock, looked at so often while anything is in flight.
    void setSleepClock(SleepClock clock, std::chrono::milliseconds interval);

signals:
    /// After `end`: the network may be another one from here on.
    void ended();

private:
    QNetworkAccessManager *m_network;
    std::shared_ptr<std::stop_source> m_source = std::make_shared<std::stop_source>();
    SleepClock m_sleepClock;
    std::chrono::milliseconds m_slept{0};
    QTimer m_watch;
};

} // namespace stashdeck
