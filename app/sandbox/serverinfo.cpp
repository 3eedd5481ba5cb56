// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/serverinfo.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace stashdeck::sandbox {
namespace {

/// The limits of the free plan, which the sandbox stands in for.
constexpr long long MaxDataSize = 268435456;
constexpr long long MaxCommandsPerSecond = 10000;
constexpr long long MaxClients = 10000;

/// The version of the service whose behaviour is imitated, and the Redis it says to be.
constexpr std::string_view ServiceVersion = "1.13.3";
constexpr std::string_view ClaimedRedis = "8.2.0";

struct Section {
    std::string name;
    std::string heading;
    std::vector<std::pair<std::string, std::string>> fields;
};

std::string number(long long value)
{
    return std::to_string(value);
}

std::vector<Section> sections(std::string_view info, long long ownHits)
{
    const auto text = [info](std::string_view field) {
        return std::string(infoField(info, field));
    };
    const auto count = [info](std::string_view field) {
        return infoNumber(info, field);
    };
    const std::string keyspace = text("db0");
    long long keys = 0;
    if (keyspace.rfind("keys=", 0) == 0)
        keys = std::atoll(keyspace.c_str() + 5);
    const long long used = count("used_memory");
    const long long data = count("used_memory_dataset");
    return {
        {"server",
         "Server",
         {{"upstash_version", std::string(ServiceVersion)},
          {"redis_version", std::string(ClaimedRedis)},
          {"redis_git_sha1", text("redis_git_sha1")},
          {"redis_build_id", text("redis_build_id")},
          {"redis_mode", "standalone"}}},
        {"clients", "Clients", {{"connected_clients", text("connected_clients")}, {"maxclients", number(MaxClients)}}},
        {"memory",
         "Memory",
         {{"used_memory", number(used)},
          {"used_memory_human", humanBytes(used)},
          {"maxmemory", number(MaxDataSize)},
          {"maxmemory_human", humanBytes(MaxDataSize)},
          {"maxmemory_policy", "noeviction"}}},
        {"persistence",
         "Persistence",
         {{"total_keys", number(keys)},
          {"total_data_size", number(data)},
          {"total_data_size_human", humanBytes(data)},
          {"max_data_size", number(MaxDataSize)},
          {"max_data_size_human", humanBytes(MaxDataSize)}}},
        {"stats",
         "Stats",
         {{"total_connections_received", text("total_connections_received")},
          {"total_commands_processed", text("total_commands_processed")},
          {"instantaneous_ops_per_sec", text("instantaneous_ops_per_sec")},
          {"max_ops_per_sec", number(MaxCommandsPerSecond)},
          {"evicted_clients", text("evicted_clients")},
          {"expired_keys", text("expired_keys")},
          {"evicted_keys", text("evicted_keys")},
          {"keyspace_hits", number(count("keyspace_hits") - ownHits)},
          {"keyspace_misses", text("keyspace_misses")},
          {"total_reads_processed", text("total_reads_processed")},
          {"total_writes_processed", text("total_writes_processed")}}},
        {"replication", "Replication", {}},
        {"cluster", "Cluster", {{"cluster_enabled", "0"}, {"local_member", "sandbox"}, {"primary_member", "sandbox"}}},
        {"keyspace", "Keyspace",
         keyspace.empty() ? std::vector<std::pair<std::string, std::string>>{}
                          : std::vector<std::pair<std::string, std::string>>{{"db0", keyspace}}},
    };
}

} // namespace

std::string_view infoField(std::string_view info, std::string_view field)
{
    size_t at = 0;
    while (at < info.size()) {
        const size_t end = std::min(info.find("\r\n", at), info.size());
        const std::string_view line = info.substr(at, end - at);
        if (line.size() > field.size() && line[field.size()] == ':' && line.substr(0, field.size()) == field)
            return line.substr(field.size() + 1);
        at = end + 2;
    }
    return {};
}

long long infoNumber(std::string_view info, std::string_view field)
{
    return std::atoll(std::string(infoField(info, field)).c_str());
}

std::string serviceInfo(std::string_view redisInfo, std::string_view section, long long ownHits)
{
    const bool all = section == "default" || section == "all" || section == "everything";
    std::string out;
    for (const Section &part : sections(redisInfo, ownHits)) {
        if (!all && part.name != section)
            continue;
        if (!out.empty())
            out += "\r\n";
        out += "# " + part.heading + "\r\n";
        for (const auto &[name, value] : part.fields)
            out += name + ":" + value + "\r\n";
    }
    if (out.empty()) {
        std::string heading(section);
        if (!heading.empty() && heading.front() >= 'a' && heading.front() <= 'z')
            heading.front() = static_cast<char>(heading.front() - 'a' + 'A');
        out = "# " + heading + "\r\n";
    }
    return out;
}

std::string humanBytes(long long bytes)
{
    constexpr std::string_view Units = "BKMGT";
    auto value = static_cast<double>(bytes);
    size_t unit = 0;
    while (value >= 1024 && unit + 1 < Units.size()) {
        value /= 1024;
        ++unit;
    }
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), unit == 0 ? "%.0f%c" : "%.3f%c", value, Units[unit]);
    return text.data();
}

} // namespace stashdeck::sandbox
