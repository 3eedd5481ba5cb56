// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/valuewording.h"

#include "models/base/bytetext.h"
#include "models/values/fieldttls.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <cmath>

namespace stashdeck::valueWords {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("stashdeck::valueWords", text);
}

QDateTime localTime(WallTime when)
{
    return QDateTime::fromMSecsSinceEpoch(when.time_since_epoch().count());
}

constexpr qsizetype commandWordCharacters = 120;

} // namespace

QString bytes(qint64 count)
{
    const QLocale locale;
    if (count < 1024)
        return tr("%1 B").arg(locale.toString(count));
    static const char *const units[]
        = {QT_TRANSLATE_NOOP("stashdeck::valueWords", "%1 KB"), QT_TRANSLATE_NOOP("stashdeck::valueWords", "%1 MB"),
           QT_TRANSLATE_NOOP("stashdeck::valueWords", "%1 GB")};
    double size = double(count) / 1024;
    size_t unit = 0;
    while (size >= 1023.95 && unit + 1 < std::size(units)) {
        size /= 1024;
        ++unit;
    }
    const bool isWhole = std::abs(size - std::round(size)) < 0.05 || size >= 100;
    return tr(units[unit]).arg(locale.toString(size, 'f', isWhole ? 0 : 1));
}

QString countdown(Milliseconds left)
{
    const qint64 seconds = std::max<qint64>(0, (left.count() + 999) / 1000);
    const auto padded = [](qint64 number) {
        return QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0'));
    };
    if (seconds < 3600)
        return tr("%1:%2").arg(seconds / 60).arg(padded(seconds % 60));
    if (seconds < 86400)
        return tr("%1h %2m").arg(seconds / 3600).arg(padded(seconds / 60 % 60));
    return tr("%1d %2h").arg(seconds / 86400).arg(seconds / 3600 % 24);
}

QString fieldTimeLeft(qint64 left)
{
    if (left == FieldTtls::never)
        return tr("–");
    if (left == FieldTtls::gone)
        return tr("Expired");
    if (left < 0)
        return {};
    const qint64 seconds = (left + 999) / 1000;
    if (seconds < 60)
        return tr("%1s").arg(seconds);
    if (seconds < 3600)
        return tr("%1m %2s").arg(seconds / 60).arg(seconds % 60);
    return countdown(Milliseconds(left));
}

QString duration(Milliseconds time)
{
    const qint64 seconds = std::abs(time.count()) / 1000;
    if (seconds < 60)
        return tr("%1 s").arg(seconds);
    if (seconds < 3600)
        return tr("%1 min").arg(seconds / 60);
    if (seconds < 86400)
        return seconds / 60 % 60 == 0 ? tr("%1 h").arg(seconds / 3600)
                                      : tr("%1 h %2 min").arg(seconds / 3600).arg(seconds / 60 % 60);
    return seconds / 3600 % 24 == 0 ? tr("%1 d").arg(seconds / 86400)
                                    : tr("%1 d %2 h").arg(seconds / 86400).arg(seconds / 3600 % 24);
}

QString clockTime(WallTime when)
{
    return localTime(when).toString(QStringLiteral("HH:mm:ss"));
}

QString day(WallTime when, WallTime now)
{
    const QDate date = localTime(when).date();
    const QDate today = localTime(now).date();
    if (date == today)
        return tr("today");
    if (date == today.addDays(1))
        return tr("tomorrow");
    return tr("on %1").arg(QLocale().toString(date, QLocale::ShortFormat));
}

QString count(ValueKind kind, qint64 elements)
{
    if (elements < 0)
        return {};
    const QString number = QLocale().toString(elements);
    const bool one = elements == 1;
    switch (kind) {
    case ValueKind::Hash:
        return (one ? tr("%1 field") : tr("%1 fields")).arg(number);
    case ValueKind::List:
        return (one ? tr("%1 element") : tr("%1 elements")).arg(number);
    case ValueKind::Set:
    case ValueKind::SortedSet:
        return (one ? tr("%1 member") : tr("%1 members")).arg(number);
    case ValueKind::Stream:
        return (one ? tr("%1 entry") : tr("%1 entries")).arg(number);
    case ValueKind::None:
    case ValueKind::String:
    case ValueKind::Json:
    case ValueKind::Unknown:
        break;
    }
    return {};
}

QString commands(qsizetype count)
{
    return count == 1 ? tr("1 command") : tr("%1 commands").arg(QLocale().toString(count));
}

QString error(const Error &error)
{
    const QString words = displayText(error.message.toUtf8(), 300);
    switch (error.kind) {
    case Error::Kind::Cancelled:
        return tr("Stopped.");
    case Error::Kind::NotSent:
        return tr("The database could not be reached, and nothing was sent.");
    case Error::Kind::Tls:
        return tr("The server's certificate was refused, and nothing was sent.");
    case Error::Kind::Proxy:
        return tr("The proxy refused the request.");
    case Error::Kind::Timeout:
        return tr("The database did not answer in time.");
    case Error::Kind::Network:
        return tr("The connection broke before an answer came.");
    case Error::Kind::UnknownOutcome:
        return tr("The answer was lost. The change may or may not have been applied.");
    case Error::Kind::Unauthorized:
        return tr("The token was refused.");
    case Error::Kind::NoPermission:
        return tr("This token may not run it.");
    case Error::Kind::Quota:
        return tr("The plan's limit is reached: %1").arg(words);
    case Error::Kind::RateLimited:
        return tr("The server asks for a pause. Nothing was changed.");
    case Error::Kind::TooLarge:
        return tr("It is larger than the plan or this program allows.");
    case Error::Kind::Unavailable:
        return tr("The database is not available right now. Nothing was changed.");
    case Error::Kind::Unsupported:
        return tr("This server does not know the command.");
    case Error::Kind::NotRestEndpoint:
        return tr("The address does not answer as an Upstash database.");
    case Error::Kind::WrongType:
        return tr("The key holds another type now.");
    case Error::Kind::Command:
        return words.isEmpty() ? tr("The server refused the command.") : tr("The server says: %1").arg(words);
    case Error::Kind::Protocol:
        return tr("The server's answer could not be understood.");
    case Error::Kind::Locked:
        return readOnlyTip();
    case Error::Kind::Storage:
        return tr("The saved copy is not kept any more.");
    }
    return {};
}

QString jsonIssue(const JsonIssue &issue)
{
    const auto at = [&issue](const QString &what) {
        return tr("%1 Line %2, column %3.").arg(what).arg(issue.line).arg(issue.column);
    };
    switch (issue.kind) {
    case JsonIssue::Kind::Empty:
        return tr("There is no JSON yet.");
    case JsonIssue::Kind::UnexpectedCharacter:
        return at(tr("This is not valid JSON: unexpected character."));
    case JsonIssue::Kind::UnexpectedEnd:
        return at(tr("This is not valid JSON: it ends too early."));
    case JsonIssue::Kind::BadString:
        return at(tr("This is not valid JSON: wrong character in a string."));
    case JsonIssue::Kind::BadNumber:
        return at(tr("This is not valid JSON: wrong number."));
    case JsonIssue::Kind::TooDeep:
        return at(tr("This is nested deeper than %1 levels.").arg(jsonDepthLimit));
    case JsonIssue::Kind::TextAfterEnd:
        return at(tr("This is not valid JSON: text after the end."));
    case JsonIssue::Kind::NotUtf8:
        return tr("This is not UTF-8 text.");
    }
    return {};
}

QString saveLabel(Environment environment)
{
    switch (environment) {
    case Environment::Production:
        return tr("Save to production");
    case Environment::Staging:
        return tr("Save to staging");
    case Environment::Development:
    case Environment::Sandbox:
    case Environment::Temporary:
        break;
    }
    return tr("Save");
}

QString command(const Command &command)
{
    QString line;
    for (const QByteArray &word : command.words()) {
        const QString shown = displayText(word, commandWordCharacters);
        if (!line.isEmpty())
            line += QLatin1Char(' ');
        const bool needsQuotes
            = shown.isEmpty() || shown.contains(QLatin1Char(' ')) || shown.contains(QLatin1Char('"'));
        line += needsQuotes ? QLatin1Char('\'') + shown + QLatin1Char('\'') : shown;
    }
    return line;
}

QString readOnlyTip()
{
    return tr("Read-only. Unlock writing in the top bar (Ctrl+Shift+L).");
}

} // namespace stashdeck::valueWords
