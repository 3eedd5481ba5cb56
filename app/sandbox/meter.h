// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace stashdeck::sandbox {

struct Options;

/// Counts what the service would bill and refuses when a quota is used up. Days and months are UTC. Safe for many
/// threads.
class Meter final {
public:
    using Clock = std::chrono::system_clock;

    explicit Meter(const Options &options);

    /// Counts one command, or says in the service's words why it is refused.
    [[nodiscard]] std::optional<std::string> admit(const std::string &command, bool write);
    /// Commands that ran inside a script.
    void addInner(long long commands);
    void addLatency(std::chrono::microseconds latency, bool write);
    void addBytes(size_t in, size_t out);

    struct Totals {
        long long commands = 0;
        long long reads = 0;
        long long writes = 0;
        long long bytes = 0;
    };
    /// One step of the recent past.
    struct Sample {
        Clock::time_point at;
        Totals totals; ///< since the start
        long long keys = 0;
        long long storedBytes = 0;
        long long hits = 0; ///< since the start
        long long misses = 0;
        double readMedianMs = 0;
        double writeMedianMs = 0;
        double p99Ms = 0;
        std::map<std::string, long long> perCommand; ///< since the start
    };
    /// Takes a sample; the caller asks Redis for what only Redis knows.
    void sample(long long keys, long long storedBytes, long long hits, long long misses);

    struct Day {
        std::chrono::sys_days date;
        Totals totals;
    };
    struct Report {
        std::vector<Sample> samples; ///< oldest first, at most a week
        std::vector<Day> days; ///< the last five, oldest first
        Totals month;
    };
    [[nodiscard]] Report report() const;

private:
    [[nodiscard]] std::optional<std::string> overQuota() const;
    void rollOver();

    const long long m_dailyQuota;
    const long long m_monthlyQuota;
    mutable std::mutex m_mutex;
    std::chrono::sys_days m_today;
    std::map<std::chrono::sys_days, Totals> m_days;
    Totals m_month;
    Totals m_all;
    std::map<std::string, long long> m_perCommand;
    std::vector<Sample> m_samples;
    std::vector<std::chrono::microseconds> m_readLatencies;
    std::vector<std::chrono::microseconds> m_writeLatencies;
};

} // namespace stashdeck::sandbox
