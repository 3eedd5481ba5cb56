// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rest/restclient.h"

#include <QObject>

#include <array>

namespace stashdeck {

/// What this window has cost since it opened: commands as Upstash bills them, by purpose, and bytes.
class CommandMeter : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    void count(const ExchangeRecord &record);
    [[nodiscard]] qint64 commands() const;
    [[nodiscard]] qint64 commands(Purpose purpose) const { return m_commands.at(size_t(purpose)); }
    [[nodiscard]] qint64 requests() const { return m_requests; }
    [[nodiscard]] qint64 bytesIn() const { return m_bytesIn; }
    [[nodiscard]] qint64 bytesOut() const { return m_bytesOut; }

signals:
    void changed();

private:
    std::array<qint64, purposeCount> m_commands{};
    qint64 m_requests = 0;
    qint64 m_bytesIn = 0;
    qint64 m_bytesOut = 0;
};

/// The last round trips, in microseconds.
class LatencyWindow : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    void add(std::chrono::microseconds duration);
    [[nodiscard]] int count() const { return m_count; }
    /// The p-th percentile (0..100) of the last 200 round trips, or of the last 20 for `median`; 0 when there is none.
    [[nodiscard]] std::chrono::microseconds percentile(int p) const;
    [[nodiscard]] std::chrono::microseconds median() const;

signals:
    void changed();

private:
    [[nodiscard]] std::chrono::microseconds percentileOfLast(int samples, int p) const;

    static constexpr int capacity = 200;
    std::array<qint64, capacity> m_samples{};
    int m_count = 0;
    int m_next = 0;
};

} // namespace stashdeck
