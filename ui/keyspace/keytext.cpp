// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyspace/keytext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {
QString words(const char *text)
{
    return QCoreApplication::translate("stashdeck::KeyPane", text);
}
} // namespace

QString ttlText(Milliseconds left)
{
    using namespace std::chrono;
    const qint64 all = std::max<qint64>(0, duration_cast<seconds>(left + milliseconds(999)).count());
    const auto two = [](qint64 big, const char *bigUnit, qint64 small, const char *smallUnit) {
        const QString first = words(bigUnit).arg(big);
        return small == 0 ? first : words("%1 %2").arg(first, words(smallUnit).arg(small));
    };
    if (all < 60)
        return words("%1s").arg(all);
    if (all < duration_cast<seconds>(soonGone).count())
        return two(all / 60, "%1m", all % 60, "%1s");
    if (all < 3600)
        return words("%1m").arg(all / 60);
    if (all < 86'400)
        return two(all / 3600, "%1h", all / 60 % 60, "%1m");
    return two(all / 86'400, "%1d", all / 3600 % 24, "%1h");
}

QString sizeText(qint64 bytes)
{
    if (bytes < 1024)
        return words("%1 B").arg(QLocale().toString(bytes));
    double size = static_cast<double>(bytes) / 1024;
    const char *unit = "%1 KB";
    for (const char *next : {"%1 MB", "%1 GB", "%1 TB"}) {
        if (size < 1000)
            break;
        size /= 1024;
        unit = next;
    }
    return words(unit).arg(QLocale().toString(size, 'f', size < 9.95 ? 1 : 0));
}

ScanErrorText scanErrorText(const Error &error, const QString &host, WallTime at)
{
    const QString time = QLocale().toString(
        QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count()).toLocalTime().time(), u"HH:mm:ss"_s);
    switch (error.kind) {
    case Error::Kind::Cancelled:
    case Error::Kind::UnknownOutcome:
        return {words("The scan was interrupted"), words("Keys that were found are still shown."), u"circle-alert"_s};
    case Error::Kind::NotSent:
        return {words("The database cannot be reached"),
                words("No connection to %1 at %2. Your edits are kept.").arg(host, time), u"unplug"_s};
    case Error::Kind::Tls:
        return {words("The secure connection was refused"),
                words("The certificate of %1 could not be trusted. Nothing was sent.").arg(host), u"shield-alert"_s};
    case Error::Kind::Proxy:
        return {words("The proxy refused the connection"),
                words("Check the proxy of this computer. Nothing was sent to %1.").arg(host), u"unplug"_s};
    case Error::Kind::Timeout:
    case Error::Kind::Network:
        return {words("Lost the connection"), words("%1 stopped answering at %2. Your edits are kept.").arg(host, time),
                u"unplug"_s};
    case Error::Kind::Unauthorized:
        return {words("The token was refused"), words("%1 does not accept the saved token.").arg(host), u"key-round"_s};
    case Error::Kind::NoPermission:
        return {words("Not permitted"), words("This token may not list keys."), u"lock"_s};
    case Error::Kind::Quota:
        return {words("Quota used up"),
                words("Upstash refuses commands until the quota starts anew. Keys that were found are still shown."),
                u"ban"_s};
    case Error::Kind::RateLimited:
        return {words("Too many requests"), words("%1 asks to wait a moment before the next request.").arg(host),
                u"hourglass"_s};
    case Error::Kind::TooLarge:
        return {words("The answer is too large"), words("One page of keys is over the limit for an answer."),
                u"circle-alert"_s};
    case Error::Kind::Unavailable:
        return {words("The database is not available"),
                words("%1 answered at %2 that it cannot serve requests now.").arg(host, time), u"unplug"_s};
    case Error::Kind::Unsupported:
        return {words("This server cannot list keys"), words("It does not know the command."), u"circle-alert"_s};
    case Error::Kind::NotRestEndpoint:
        return {words("This is no REST address"), words("%1 answered, but not as an Upstash database.").arg(host),
                u"circle-alert"_s};
    case Error::Kind::WrongType:
    case Error::Kind::Command:
    case Error::Kind::Protocol:
    case Error::Kind::Locked:
    case Error::Kind::Storage:
        return {words("The scan could not go on"), words("%1 gave an answer that does not fit.").arg(host),
                u"circle-alert"_s};
    }
    return {};
}

} // namespace stashdeck
