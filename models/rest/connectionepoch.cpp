// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rest/connectionepoch.h"

#include <QNetworkAccessManager>

#include <ctime>
#include <utility>

#ifdef Q_OS_WIN
#include <windows.h>
#endif

namespace stashdeck {

using std::chrono::milliseconds;

namespace {

/// Shorter sleeps break no connection.
constexpr milliseconds shortestSleep{1'000};
constexpr milliseconds usualInterval{2'000};

#ifndef Q_OS_WIN
milliseconds read(clockid_t clock)
{
    timespec time = {};
    if (::clock_gettime(clock, &time) != 0)
        return milliseconds{0};
    return std::chrono::seconds(time.tv_sec)
        + std::chrono::duration_cast<milliseconds>(std::chrono::nanoseconds(time.tv_nsec));
}
#endif

/// A clock that runs on while the computer sleeps, less one that does not. The wall clock would not do: somebody may
/// set it.
milliseconds timeAsleep()
{
#if defined(Q_OS_LINUX)
    return read(CLOCK_BOOTTIME) - read(CLOCK_MONOTONIC);
#elif defined(Q_OS_DARWIN)
    return read(CLOCK_MONOTONIC) - read(CLOCK_UPTIME_RAW);
#elif defined(Q_OS_WIN)
    ULONGLONG awake = 0; // in 100 ns
    if (!QueryUnbiasedInterruptTime(&awake))
        return milliseconds{0};
    return milliseconds{qint64(GetTickCount64()) - qint64(awake / 10'000)};
#else
    return milliseconds{0};
#endif
}

} // namespace

ConnectionEpoch *ConnectionEpoch::of(QNetworkAccessManager *network)
{
    if (auto *known = network->findChild<ConnectionEpoch *>(QString(), Qt::FindDirectChildrenOnly))
        return known;
    return new ConnectionEpoch(network);
}

ConnectionEpoch::ConnectionEpoch(QNetworkAccessManager *network)
    : QObject(network)
    , m_network(network)
    , m_sleepClock(timeAsleep)
    , m_slept(m_sleepClock())
{
    m_watch.setInterval(usualInterval);
    m_watch.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_watch, &QTimer::timeout, this, [this] {
        look();
        if (m_source.use_count() == 1) // nothing is in flight
            m_watch.stop();
    });
}

ConnectionEpoch::Source ConnectionEpoch::current()
{
    if (!m_watch.isActive())
        m_watch.start();
    return m_source;
}

void ConnectionEpoch::end()
{
    const auto lost = std::exchange(m_source, std::make_shared<std::stop_source>());
    lost->request_stop();
    // Nothing runs any more. What is sent again waits for the event loop and finds no old connection.
    m_network->clearConnectionCache();
    emit ended();
}

void ConnectionEpoch::look()
{
    const milliseconds slept = m_sleepClock();
    if (slept - std::exchange(m_slept, slept) >= shortestSleep)
        end();
}

void ConnectionEpoch::setSleepClock(SleepClock clock, milliseconds interval)
{
    m_sleepClock = std::move(clock);
    m_slept = m_sleepClock();
    m_watch.setInterval(interval);
    m_watch.setTimerType(Qt::CoarseTimer);
}

} // namespace stashdeck
