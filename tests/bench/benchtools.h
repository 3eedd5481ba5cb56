// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QObject>
#include <QString>
#include <QTimer>

#include <sys/resource.h>
#include <time.h>

#include <algorithm>
#include <functional>
#include <vector>

namespace stashdeck {

inline double cpuSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

inline double threadCpuMilliseconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

inline double residentMiB()
{
    QFile status(QStringLiteral("/proc/self/statm"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    return static_cast<double>(status.readAll().split(' ').value(1).toLongLong()) * 4096 / (1024 * 1024);
}

inline double milliseconds(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

/// A timer that should fire every two milliseconds; how late it is tells how long the loop was busy. Beside the time
/// that passed, what this thread computed in it: on a machine that others use only the latter is ours.
class Heartbeat : public QObject {
public:
    Heartbeat()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, &Heartbeat::beat);
    }
    void start()
    {
        m_late.clear();
        m_busy.clear();
        m_last.start();
        m_cpu = threadCpuMilliseconds();
        m_timer.start(std::chrono::milliseconds(2));
    }
    QString stop()
    {
        m_timer.stop();
        beat();
        return QStringLiteral("stall ms: p50 %1, p99 %2, worst %3; computing: p99 %4, worst %5")
            .arg(at(m_late, 0.5), 0, 'f', 1)
            .arg(at(m_late, 0.99), 0, 'f', 1)
            .arg(at(m_late, 1), 0, 'f', 1)
            .arg(at(m_busy, 0.99), 0, 'f', 1)
            .arg(at(m_busy, 1), 0, 'f', 1);
    }

private:
    void beat()
    {
        m_late.push_back(milliseconds(m_last) - 2);
        m_last.start();
        const double cpu = threadCpuMilliseconds();
        m_busy.push_back(cpu - m_cpu);
        m_cpu = cpu;
    }
    static double at(std::vector<double> &values, double part)
    {
        std::sort(values.begin(), values.end());
        return std::max(0.0, values.at(static_cast<size_t>(part * static_cast<double>(values.size() - 1))));
    }

    QTimer m_timer;
    QElapsedTimer m_last;
    double m_cpu = 0;
    std::vector<double> m_late;
    std::vector<double> m_busy;
};

inline void waitUntil(const std::function<bool()> &done)
{
    QEventLoop loop;
    QTimer poll;
    QObject::connect(&poll, &QTimer::timeout, &loop, [&] {
        if (done())
            loop.quit();
    });
    poll.start(std::chrono::milliseconds(1));
    if (!done())
        loop.exec();
}

inline void waitFor(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

/// Fills a database with `count` keys of 23 bytes: five folders of different size below one, and one of 100,000 in a
/// million. For EVAL with the count as its argument.
inline constexpr char fillScript[]
    = "local n=tonumber(ARGV[1]) for i=1,n do local k if i%10==0 then k='rate:ip:'..string.format("
      "'%015d',i) else k='session:eu'..(i%4)..':'..string.format('%011d',i) end "
      "redis.call('SET',k,i) end return n";

} // namespace stashdeck
