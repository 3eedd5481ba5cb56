// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/accountapi.h"

#include "app/sandbox/commandtable.h"
#include "app/sandbox/restpath.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>
#include <functional>
#include <map>

namespace stashdeck::sandbox {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr QLatin1StringView DatabaseId = "5a4db0c5-0000-4000-8000-5a4dbec50001"_L1;
constexpr double DollarsPerCommand = 0.20 / 100000;

QString fromBytes(const std::string &bytes)
{
    return QString::fromStdString(bytes);
}

/// Go's default form, always UTC.
QString goTime(Meter::Clock::time_point at)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s) + u" +0000 UTC"_s;
}

QJsonObject point(Meter::Clock::time_point at, double value)
{
    return {{u"x"_s, goTime(at)}, {u"y"_s, value}};
}

using Samples = std::vector<Meter::Sample>;

QJsonArray levels(const Samples &samples, const std::function<double(const Meter::Sample &)> &value)
{
    QJsonArray series;
    for (const Meter::Sample &sample : samples)
        series.append(point(sample.at, value(sample)));
    return series;
}

/// The growth of a total between samples, a second.
QJsonArray rates(const Samples &samples, const std::function<double(const Meter::Sample &)> &total)
{
    QJsonArray series;
    for (size_t i = 1; i < samples.size(); ++i) {
        const double span = std::chrono::duration<double>(samples[i].at - samples[i - 1].at).count();
        series.append(point(samples[i].at, (total(samples[i]) - total(samples[i - 1])) / std::max(span, 0.001)));
    }
    return series;
}

std::chrono::seconds lengthOf(std::string_view period)
{
    static const std::map<std::string_view, std::chrono::seconds> lengths{
        {"1h", 1h}, {"3h", 3h}, {"12h", 12h}, {"1d", 24h}, {"3d", 72h}, {"7d", 168h}, {"30d", 720h}};
    const auto found = lengths.find(period);
    return found == lengths.end() ? 0s : found->second;
}

QJsonArray commandCounts(const Samples &samples)
{
    std::map<std::string, QJsonArray> counts;
    for (size_t i = 1; i < samples.size(); ++i) {
        for (const auto &[name, total] : samples[i].perCommand) {
            const auto before = samples[i - 1].perCommand.find(name);
            const long long grown = total - (before == samples[i - 1].perCommand.end() ? 0 : before->second);
            counts[name].append(point(samples[i].at, static_cast<double>(grown)));
        }
    }
    QJsonArray out;
    for (const auto &[name, series] : counts)
        out.append(QJsonObject{{u"metric_identifier"_s, fromBytes(name)}, {u"data_points"_s, series}});
    return out;
}

std::string text(const QJsonDocument &document)
{
    return document.toJson(QJsonDocument::Compact).toStdString();
}

AccountApi::Answer failure(int status, std::string_view message)
{
    return {status,
            text(QJsonDocument(
                QJsonObject{{u"error"_s, QString::fromUtf8(message.data(), static_cast<qsizetype>(message.size()))}}))};
}

} // namespace

AccountApi::AccountApi(const Options &options, const Meter &meter, int port)
    : m_options(options)
    , m_meter(meter)
    , m_port(port)
    , m_started(Meter::Clock::now())
{
}

AccountApi::Answer AccountApi::answer(std::string_view method, std::string_view target,
                                      std::string_view authorization) const
{
    const std::string pair = m_options.accountEmail + ":" + m_options.accountKey;
    const QByteArray expected = QByteArray::fromStdString(pair).toBase64();
    if (authorization.size() < 6 || !equalsIgnoringCase(authorization.substr(0, 6), "BASIC ")
        || authorization.substr(6) != std::string_view(expected.constData(), static_cast<size_t>(expected.size())))
        return failure(401, "Unauthorized");
    if (method != "GET")
        return failure(405, "the sandbox's account API is read-only");
    const RestPath path = parseTarget(target);
    const auto query = [&path](std::string_view name) -> std::string {
        for (size_t i = 0; i + 1 < path.query.size(); i += 2) {
            if (path.query[i] == name)
                return path.query[i + 1];
        }
        return {};
    };
    const Arguments &parts = path.segments; // v2, redis, …
    if (parts.size() == 3 && parts[1] == "redis" && parts[2] == "databases")
        return {200, "[" + database(query("credentials") != "hide") + "]"};
    if (parts.size() == 2 && parts[1] == "teams")
        return {200, "[]"};
    if (parts.size() != 4 || parts[1] != "redis")
        return failure(404, "not found");
    if (parts[3] != QByteArray(DatabaseId.data(), DatabaseId.size()).toStdString())
        return failure(404, "database not found");
    if (parts[2] == "database")
        return {200, database(query("credentials") != "hide")};
    if (parts[2] == "list-backup")
        return {200, "[]"};
    if (parts[2] != "stats")
        return failure(404, "not found");
    const std::string period = query("period").empty() ? "3h" : query("period");
    return lengthOf(period) == 0s ? failure(400, "invalid period: " + period) : Answer{200, statistics(period)};
}

std::string AccountApi::database(bool withCredentials) const
{
    QJsonObject object{
        {u"database_id"_s, QString(DatabaseId)},
        {u"database_name"_s, u"sandbox"_s},
        {u"region"_s, u"global"_s},
        {u"port"_s, 6379},
        {u"creation_time"_s, static_cast<qint64>(Meter::Clock::to_time_t(m_started))},
        {u"state"_s, u"active"_s},
        {u"endpoint"_s, u"127.0.0.1:%1"_s.arg(m_port)},
        {u"tls"_s, false},
        {u"type"_s, u"free"_s},
        {u"primary_region"_s, u"local"_s},
        {u"all_members"_s, QJsonArray{u"local"_s}},
        {u"read_regions"_s, QJsonArray{}},
        {u"eviction"_s, false},
        {u"auto_upgrade"_s, false},
        {u"modifying_state"_s, QString()},
        {u"prod_pack_enabled"_s, false},
        {u"daily_backup_enabled"_s, false},
        {u"db_acl_enabled"_s, u"false"_s},
        {u"user_email"_s, fromBytes(m_options.accountEmail)},
        {u"db_max_clients"_s, 10000},
        {u"db_max_commands_per_second"_s, 10000},
        {u"db_max_request_size"_s, m_options.maxRequestBytes},
        {u"db_max_entry_size"_s, 104857600},
        {u"db_disk_threshold"_s, m_options.capacityQuota > 0 ? m_options.capacityQuota : 268435456},
        {u"db_request_limit"_s, m_options.monthlyQuota > 0 ? m_options.monthlyQuota : 500000},
    };
    if (withCredentials) {
        object.insert(u"rest_token"_s, fromBytes(m_options.token));
        object.insert(u"read_only_rest_token"_s, fromBytes(m_options.readOnlyToken));
    }
    return text(QJsonDocument(object));
}

std::string AccountApi::statistics(std::string_view period) const
{
    Meter::Report report = m_meter.report();
    const Meter::Clock::time_point from = Meter::Clock::now() - lengthOf(period);
    Samples &samples = report.samples;
    samples.erase(samples.begin(), std::find_if(samples.begin(), samples.end(), [from](const Meter::Sample &sample) {
                      return sample.at >= from;
                  }));
    QJsonArray requests;
    QJsonArray bandwidths;
    QJsonArray billing;
    QJsonArray days;
    for (const Meter::Day &day : report.days) {
        const auto at = Meter::Clock::time_point(day.date.time_since_epoch());
        requests.append(point(at, static_cast<double>(day.totals.commands)));
        bandwidths.append(point(at, static_cast<double>(day.totals.bytes)));
        billing.append(point(at, static_cast<double>(day.totals.commands) * DollarsPerCommand));
        days.append(QLocale::c().dayName(static_cast<int>(std::chrono::weekday(day.date).iso_encoding())));
    }
    const Meter::Totals today = report.days.back().totals;
    const auto readMedian = [](const Meter::Sample &sample) {
        return sample.readMedianMs;
    };
    const auto writeMedian = [](const Meter::Sample &sample) {
        return sample.writeMedianMs;
    };
    const auto p99 = [](const Meter::Sample &sample) {
        return sample.p99Ms;
    };
    const qint64 stored = samples.empty() ? 0 : samples.back().storedBytes;
    const QJsonObject object{
        {u"keyspace"_s, levels(samples, [](const Meter::Sample &s) { return static_cast<double>(s.keys); })},
        {u"throughput"_s,
         rates(samples, [](const Meter::Sample &s) { return static_cast<double>(s.totals.commands); })},
        {u"read"_s, rates(samples, [](const Meter::Sample &s) { return static_cast<double>(s.totals.reads); })},
        {u"write"_s, rates(samples, [](const Meter::Sample &s) { return static_cast<double>(s.totals.writes); })},
        {u"hits"_s, rates(samples, [](const Meter::Sample &s) { return static_cast<double>(s.hits); })},
        {u"misses"_s, rates(samples, [](const Meter::Sample &s) { return static_cast<double>(s.misses); })},
        {u"diskusage"_s, levels(samples, [](const Meter::Sample &s) { return static_cast<double>(s.storedBytes); })},
        {u"latencymean"_s, levels(samples, readMedian)},
        {u"latency_p50"_s, levels(samples, readMedian)},
        {u"latency_99"_s, levels(samples, p99)},
        {u"read_latency_p50"_s, levels(samples, readMedian)},
        {u"read_latency_mean"_s, levels(samples, readMedian)},
        {u"write_latency_p50"_s, levels(samples, writeMedian)},
        {u"write_latency_mean"_s, levels(samples, writeMedian)},
        {u"command_counts"_s, commandCounts(samples)},
        {u"dailyrequests"_s, requests},
        {u"bandwidths"_s, bandwidths},
        {u"dailybilling"_s, billing},
        {u"days"_s, days},
        {u"dailybandwidth"_s, static_cast<qint64>(today.bytes)},
        {u"daily_net_commands"_s, static_cast<qint64>(today.commands)},
        {u"daily_read_requests"_s, static_cast<qint64>(today.reads)},
        {u"daily_write_requests"_s, static_cast<qint64>(today.writes)},
        {u"total_monthly_requests"_s, static_cast<qint64>(report.month.commands)},
        {u"total_monthly_read_requests"_s, static_cast<qint64>(report.month.reads)},
        {u"total_monthly_write_requests"_s, static_cast<qint64>(report.month.writes)},
        {u"total_monthly_script_requests"_s, 0},
        {u"total_monthly_bandwidth"_s, static_cast<qint64>(report.month.bytes)},
        {u"total_monthly_storage"_s, stored},
        {u"current_storage"_s, stored},
        {u"total_monthly_billing"_s, static_cast<double>(report.month.commands) * DollarsPerCommand},
    };
    return text(QJsonDocument(object));
}

} // namespace stashdeck::sandbox
