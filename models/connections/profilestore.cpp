// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connections/profilestore.h"

#include "models/base/privatefile.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int fileVersion = 1;
constexpr qint64 largestFile = 8LL * 1024 * 1024;
constexpr std::array environmentWords{"production"_L1, "staging"_L1, "development"_L1, "sandbox"_L1, "temporary"_L1};
constexpr std::array periodWords{"none"_L1, "daily"_L1, "monthly"_L1, "payAsYouGo"_L1};

template <size_t N> int indexOfWord(const std::array<QLatin1StringView, N> &words, const QString &word, int fallback)
{
    for (size_t i = 0; i < N; ++i) {
        if (word == words.at(i))
            return int(i);
    }
    return fallback;
}

QJsonValue timeToJson(WallTime time)
{
    return time == WallTime{} ? QJsonValue() : QJsonValue(qint64(time.time_since_epoch().count()));
}

WallTime timeFromJson(const QJsonValue &json)
{
    return WallTime(Milliseconds(json.toInteger()));
}

} // namespace

QString environmentWord(Environment environment)
{
    return environmentWords.at(size_t(environment));
}

QJsonObject profileToJson(const Profile &profile, QJsonObject into)
{
    const auto set = [&into](QLatin1StringView key, const QJsonValue &value) {
        if (value.isNull())
            into.remove(key);
        else
            into.insert(key, value);
    };
    set("id"_L1, profile.id.toString(QUuid::WithoutBraces));
    set("name"_L1, profile.name);
    set("url"_L1, profile.url.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo | QUrl::RemoveQuery));
    set("environment"_L1, environmentWord(profile.environment));
    set("group"_L1, profile.group.isEmpty() ? QJsonValue() : QJsonValue(profile.group));
    set("readOnly"_L1, profile.readOnly);
    set("confirmDeletes"_L1, profile.confirmDeletes);
    set("caFile"_L1, profile.caFile.isEmpty() ? QJsonValue() : QJsonValue(profile.caFile));
    set("dailyCommandBudget"_L1, profile.dailyCommandBudget);
    set("lastUsed"_L1, timeToJson(profile.lastUsed));
    set("expiresAt"_L1, timeToJson(profile.expiresAt));
    QJsonObject limits = into.value("limits"_L1).toObject();
    limits.insert("period"_L1, periodWords.at(size_t(profile.limits.period)));
    limits.insert("commands"_L1, profile.limits.commands);
    limits.insert("budgetDollars"_L1, profile.limits.budgetDollars);
    limits.insert("maxRequestBytes"_L1, profile.limits.maxRequestBytes);
    into.insert("limits"_L1, limits);
    return into;
}

std::optional<Profile> profileFromJson(const QJsonObject &json)
{
    Profile profile;
    profile.id = QUuid::fromString(json.value("id"_L1).toString());
    profile.url = QUrl(json.value("url"_L1).toString(), QUrl::StrictMode);
    const bool web = profile.url.scheme() == "https"_L1 || profile.url.scheme() == "http"_L1;
    if (profile.id.isNull() || !web || profile.url.host().isEmpty() || !profile.url.userInfo().isEmpty())
        return std::nullopt;
    profile.name = json.value("name"_L1).toString().left(200);
    if (profile.name.trimmed().isEmpty())
        profile.name = profile.url.host();
    // A word of a newer version is treated with the most care.
    profile.environment = Environment(indexOfWord(environmentWords, json.value("environment"_L1).toString(), 0));
    profile.group = json.value("group"_L1).toString();
    profile.readOnly = json.value("readOnly"_L1).toBool(profile.environment == Environment::Production);
    profile.confirmDeletes = json.value("confirmDeletes"_L1).toBool();
    profile.caFile = json.value("caFile"_L1).toString();
    profile.dailyCommandBudget = int(qBound(
        qint64(0), json.value("dailyCommandBudget"_L1).toInteger(profile.dailyCommandBudget), qint64(100'000'000)));
    profile.lastUsed = timeFromJson(json.value("lastUsed"_L1));
    profile.expiresAt = timeFromJson(json.value("expiresAt"_L1));
    const QJsonObject limits = json.value("limits"_L1).toObject();
    profile.limits.period = PlanLimits::Period(indexOfWord(periodWords, limits.value("period"_L1).toString(), 0));
    profile.limits.commands = qMax<qint64>(0, limits.value("commands"_L1).toInteger());
    profile.limits.budgetDollars = qMax(0.0, limits.value("budgetDollars"_L1).toDouble());
    profile.limits.maxRequestBytes
        = qMax<qint64>(1024, limits.value("maxRequestBytes"_L1).toInteger(profile.limits.maxRequestBytes));
    return profile;
}

ProfileStore::ProfileStore(QString filePath, QObject *parent)
    : QObject(parent)
    , m_filePath(std::move(filePath))
{
    using namespace std::chrono_literals;
    m_write.setSingleShot(true);
    m_write.setInterval(200ms);
    connect(&m_write, &QTimer::timeout, this, [this] {
        if (const auto written = flush(); !written)
            emit writeFailed(written.error());
    });
    load();
}

ProfileStore::~ProfileStore()
{
    (void)flush(); // nobody is left to tell
}

void ProfileStore::load()
{
    if (!QFile::exists(m_filePath))
        return;
    const auto content = readSmallFile(m_filePath, largestFile);
    if (!content) {
        m_loaded.state = Loaded::State::Unreadable;
        m_loaded.error = content.error();
        return;
    }
    const QJsonDocument document = QJsonDocument::fromJson(*content);
    if (!document.isObject() || !document.object().value("profiles"_L1).isArray()) {
        m_loaded.state = Loaded::State::Broken;
        QString aside = m_filePath + u".broken"_s;
        for (int i = 2; QFile::exists(aside); ++i)
            aside = m_filePath + u".broken-%1"_s.arg(i);
        if (QFile::rename(m_filePath, aside)) {
            m_loaded.keptAs = aside;
        } else {
            m_loaded.state = Loaded::State::Unreadable; // never write over what could not be kept
            m_loaded.error = failure(Error::Kind::Storage, aside).value();
        }
        return;
    }
    m_loaded.state = Loaded::State::Read;
    m_root = document.object();
    const QJsonArray entries = m_root.value("profiles"_L1).toArray();
    for (const QJsonValueConstRef entry : entries) {
        const auto profile = profileFromJson(entry.toObject());
        if (!profile || indexOf(profile->id) >= 0) {
            ++m_loaded.skipped;
            m_foreign.append(entry);
            continue;
        }
        m_profiles.append(*profile);
        m_stored.insert(profile->id, entry.toObject());
    }
    sort();
}

Result<void> ProfileStore::flush()
{
    m_write.stop();
    if (!m_dirty)
        return {};
    if (m_loaded.state == Loaded::State::Unreadable)
        return tl::unexpected(m_loaded.error);
    QJsonArray entries;
    for (const Profile &profile : std::as_const(m_profiles))
        entries.append(profileToJson(profile, m_stored.value(profile.id)));
    for (const QJsonValue &entry : std::as_const(m_foreign))
        entries.append(entry);
    QJsonObject root = m_root;
    root.insert("version"_L1, qMax(fileVersion, int(m_root.value("version"_L1).toInteger())));
    root.insert("profiles"_L1, entries);
    auto written = writePrivateFile(m_filePath, QJsonDocument(root).toJson());
    if (written)
        m_dirty = false;
    return written;
}

void ProfileStore::changed()
{
    m_dirty = true;
    m_write.start();
}

void ProfileStore::sort()
{
    std::stable_sort(m_profiles.begin(), m_profiles.end(),
                     [](const Profile &a, const Profile &b) { return a.lastUsed > b.lastUsed; });
}

qsizetype ProfileStore::indexOf(const QUuid &id) const
{
    for (qsizetype i = 0; i < m_profiles.size(); ++i) {
        if (m_profiles.at(i).id == id)
            return i;
    }
    return -1;
}

std::optional<Profile> ProfileStore::find(const QUuid &id) const
{
    const qsizetype at = indexOf(id);
    return at < 0 ? std::nullopt : std::optional(m_profiles.at(at));
}

std::optional<Profile> ProfileStore::findByAddress(const QUrl &url) const
{
    const int fallback = url.scheme() == "https"_L1 ? 443 : 80;
    for (const Profile &profile : m_profiles) {
        if (profile.url.host().compare(url.host(), Qt::CaseInsensitive) == 0
            && profile.url.port(profile.url.scheme() == "https"_L1 ? 443 : 80) == url.port(fallback))
            return profile;
    }
    return std::nullopt;
}

QString ProfileStore::freeName(const QString &name, const QUuid &except) const
{
    const auto isTaken = [&](const QString &candidate) {
        return std::any_of(m_profiles.cbegin(), m_profiles.cend(), [&](const Profile &profile) {
            return profile.id != except && profile.name.compare(candidate, Qt::CaseInsensitive) == 0;
        });
    };
    QString candidate = name;
    for (int i = 2; isTaken(candidate); ++i)
        candidate = u"%1 %2"_s.arg(name).arg(i);
    return candidate;
}

QUuid ProfileStore::add(Profile profile)
{
    if (profile.id.isNull() || indexOf(profile.id) >= 0)
        profile.id = QUuid::createUuid();
    profile.name = freeName(profile.name);
    m_profiles.append(profile);
    sort();
    changed();
    emit added(profile);
    return profile.id;
}

void ProfileStore::update(const Profile &profile)
{
    const qsizetype at = indexOf(profile.id);
    if (at < 0 || m_profiles.at(at) == profile)
        return;
    const bool moved = m_profiles.at(at).lastUsed != profile.lastUsed;
    m_profiles[at] = profile;
    changed();
    emit updated(profile);
    if (moved) {
        sort();
        emit reordered();
    }
}

void ProfileStore::remove(const QUuid &id)
{
    const qsizetype at = indexOf(id);
    if (at < 0)
        return;
    m_profiles.removeAt(at);
    m_stored.remove(id);
    changed();
    emit removed(id);
}

QUuid ProfileStore::duplicate(const QUuid &id)
{
    auto copy = find(id);
    if (!copy)
        return {};
    copy->id = {};
    copy->lastUsed = {};
    return add(*copy);
}

void ProfileStore::markUsed(const QUuid &id, WallTime when)
{
    if (auto profile = find(id)) {
        profile->lastUsed = when;
        update(*profile);
    }
}

} // namespace stashdeck
