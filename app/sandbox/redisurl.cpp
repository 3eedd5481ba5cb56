// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/redisurl.h"

#include <QUrl>

namespace stashdeck::sandbox {

using namespace Qt::Literals::StringLiterals;

std::optional<RedisAddress> parseRedisUrl(const std::string &url, std::string &error)
{
    const QUrl parsed(QString::fromStdString(url), QUrl::StrictMode);
    RedisAddress address;
    if (parsed.isValid() && parsed.scheme() == "unix"_L1 && !parsed.path().isEmpty()) {
        address.unixSocket = parsed.path(QUrl::FullyDecoded).toStdString();
        return address;
    }
    if (parsed.scheme() == "rediss"_L1) {
        error = "rediss:// (TLS) is not supported; use redis:// or unix://";
        return std::nullopt;
    }
    if (!parsed.isValid() || parsed.scheme() != "redis"_L1 || parsed.host().isEmpty()) {
        error = "--redis-url needs redis://[user:password@]host[:port][/database] or unix:///path";
        return std::nullopt;
    }
    bool good = true;
    const QString database = parsed.path().mid(1);
    address.host = parsed.host().toStdString();
    address.port = parsed.port(6379);
    address.user = parsed.userName(QUrl::FullyDecoded).toStdString();
    address.password = parsed.password(QUrl::FullyDecoded).toStdString();
    address.database = database.isEmpty() ? 0 : database.toInt(&good);
    if (good)
        return address;
    error = "--redis-url has a database that is not a number";
    return std::nullopt;
}

} // namespace stashdeck::sandbox
