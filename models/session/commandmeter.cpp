// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/session/commandmeter.h"

#include <algorithm>
#include <numeric>

namespace stashdeck {

void CommandMeter::count(const ExchangeRecord &record)
{
    m_commands.at(size_t(record.purpose)) += record.commands;
    m_requests += 1;
    m_bytesIn += record.bytesIn;
    m_bytesOut += record.bytesOut;
    emit changed();
}

qint64 CommandMeter::commands() const
{
    return std::accumulate(m_commands.begin(), m_commands.end(), qint64(0));
}

void LatencyWindow::add(std::chrono::microseconds duration)
{
    m_samples.at(size_t(m_next)) = duration.count();
    m_next = (m_next + 1) % capacity;
    m_count = std::min(m_count + 1, capacity);
    emit changed();
}

std::chrono::microseconds LatencyWindow::percentile(int p) const
{
    return percentileOfLast(capacity, p);
}

std::chrono::microseconds LatencyWindow::median() const
{
    return percentileOfLast(20, 50);
}

std::chrono::microseconds LatencyWindow::percentileOfLast(int samples, int p) const
{
    const int n = std::min(samples, m_count);
    if (n == 0)
        return std::chrono::microseconds(0);
    std::vector<qint64> sorted;
    sorted.reserve(size_t(n));
    for (int i = 1; i <= n; ++i)
        sorted.push_back(m_samples.at(size_t((m_next - i + capacity) % capacity)));
    std::sort(sorted.begin(), sorted.end());
    // Nearest rank: the smallest sample that at least p per cent of them do not pass.
    const int rank = std::clamp((p * n + 99) / 100, 1, n);
    return std::chrono::microseconds(sorted.at(size_t(rank - 1)));
}

} // namespace stashdeck
