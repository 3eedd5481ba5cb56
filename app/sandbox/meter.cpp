// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/meter.h"

#include "app/sandbox/options.h"

#include <algorithm>

namespace stashdeck::sandbox {
namespace {

constexpr size_t MaxSamples = 7 * 24 * 60; // a week at one a minute
constexpr size_t MaxLatencies = 10000;
constexpr size_t DaysReported = 5;

double quantileMs(std::vector<std::chrono::microseconds> values, double part)
{
    if (values.empty())
        return 0;
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(part * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), at, values.end());
    return static_cast<double>(at->count()) / 1000.0;
}

} // namespace

Meter::Meter(const Options &options)
    : m_dailyQuota(options.dailyQuota)
    , m_monthlyQuota(options.monthlyQuota)
    , m_today(std::chrono::floor<std::chrono::days>(Clock::now()))
{
}

void Meter::rollOver()
{
    const auto today = std::chrono::floor<std::chrono::days>(Clock::now());
    if (today == m_today)
        return;
    const std::chrono::year_month_day before(m_today);
    const std::chrono::year_month_day now(today);
    if (before.month() != now.month() || before.year() != now.year())
        m_month = {};
    m_today = today;
    while (m_days.size() >= DaysReported)
        m_days.erase(m_days.begin());
}

std::optional<std::string> Meter::overQuota() const
{
    const auto today = m_days.find(m_today);
    const long long usedToday = today == m_days.end() ? 0 : today->second.commands;
    if (m_dailyQuota > 0 && usedToday >= m_dailyQuota)
        return "ERR max daily request limit exceeded. Limit: " + std::to_string(m_dailyQuota)
            + ", Usage: " + std::to_string(usedToday + 1)
            + ". See https://upstash.com/docs/redis/troubleshooting/max_daily_request_limit for details";
    if (m_monthlyQuota > 0 && m_month.commands >= m_monthlyQuota)
        return "ERR max requests limit exceeded. Limit: " + std::to_string(m_monthlyQuota)
            + ", Usage: " + std::to_string(m_month.commands)
            + ". See https://upstash.com/docs/redis/troubleshooting/max_requests_limit for details";
    return std::nullopt;
}

std::optional<std::string> Meter::admit(const std::string &command, bool write)
{
    const std::lock_guard lock(m_mutex);
    rollOver();
    if (std::optional<std::string> refusal = overQuota())
        return refusal;
    for (Totals *totals : {&m_days[m_today], &m_month, &m_all}) {
        ++totals->commands;
        ++(write ? totals->writes : totals->reads);
    }
    ++m_perCommand[command];
    return std::nullopt;
}

void Meter::addInner(long long commands)
{
    const std::lock_guard lock(m_mutex);
    for (Totals *totals : {&m_days[m_today], &m_month, &m_all})
        totals->commands += commands;
}

void Meter::addLatency(std::chrono::microseconds latency, bool write)
{
    const std::lock_guard lock(m_mutex);
    std::vector<std::chrono::microseconds> &into = write ? m_writeLatencies : m_readLatencies;
    if (into.size() < MaxLatencies)
        into.push_back(latency);
}

void Meter::addBytes(size_t in, size_t out)
{
    const std::lock_guard lock(m_mutex);
    for (Totals *totals : {&m_days[m_today], &m_month, &m_all})
        totals->bytes += static_cast<long long>(in + out);
}

void Meter::sample(long long keys, long long storedBytes, long long hits, long long misses)
{
    const std::lock_guard lock(m_mutex);
    Sample sample;
    sample.at = Clock::now();
    sample.totals = m_all;
    sample.keys = keys;
    sample.storedBytes = storedBytes;
    sample.hits = hits;
    sample.misses = misses;
    sample.readMedianMs = quantileMs(m_readLatencies, 0.5);
    sample.writeMedianMs = quantileMs(m_writeLatencies, 0.5);
    sample.p99Ms = std::max(quantileMs(m_readLatencies, 0.99), quantileMs(m_writeLatencies, 0.99));
    sample.perCommand = m_perCommand;
    m_readLatencies.clear();
    m_writeLatencies.clear();
    if (m_samples.size() == MaxSamples)
        m_samples.erase(m_samples.begin());
    m_samples.push_back(std::move(sample));
}

Meter::Report Meter::report() const
{
    const std::lock_guard lock(m_mutex);
    Report report;
    report.samples = m_samples;
    report.month = m_month;
    for (size_t back = DaysReported; back-- > 0;) {
        const std::chrono::sys_days date = m_today - std::chrono::days(back);
        const auto found = m_days.find(date);
        report.days.push_back({date, found == m_days.end() ? Totals{} : found->second});
    }
    return report;
}

} // namespace stashdeck::sandbox
