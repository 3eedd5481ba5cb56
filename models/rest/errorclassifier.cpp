// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rest/errorclassifier.h"

#include "models/base/logredactor.h"

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

using Kind = Error::Kind;

enum class Where { Prefix, Anywhere };

struct Rule {
    Where where;
    Kind kind;
    const char *text; ///< lower case
};

/// The first that fits decides. Codes come first, then the phrases behind ERR.
constexpr Rule rules[] = {
    {Where::Prefix, Kind::Unauthorized, "wrongpass"},
    {Where::Prefix, Kind::Unauthorized, "noauth"},
    {Where::Prefix, Kind::Unauthorized, "unauthorized"},
    {Where::Prefix, Kind::Unauthorized, "invalid token"},
    {Where::Prefix, Kind::Unauthorized, "missing/invalid authorization header"},
    {Where::Prefix, Kind::NoPermission, "noperm"},
    {Where::Prefix, Kind::WrongType, "wrongtype"},
    {Where::Prefix, Kind::Unavailable, "loading"},
    {Where::Prefix, Kind::Unavailable, "busy "},
    {Where::Prefix, Kind::Unavailable, "tryagain"},
    {Where::Prefix, Kind::Unavailable, "masterdown"},
    {Where::Prefix, Kind::Unavailable, "clusterdown"},
    {Where::Prefix, Kind::Command, "readonly write commands are not allowed from read-only"},
    {Where::Prefix, Kind::Unavailable, "readonly"},
    {Where::Prefix, Kind::Quota, "oom "},
    {Where::Anywhere, Kind::Quota, "max daily request limit exceeded"},
    {Where::Anywhere, Kind::Quota, "max requests limit exceeded"},
    {Where::Anywhere, Kind::Quota, "db capacity quota exceeded"},
    {Where::Anywhere, Kind::Quota, "max monthly"},
    {Where::Anywhere, Kind::Quota, "budget"},
    {Where::Anywhere, Kind::TooLarge, "max request size exceeded"},
    {Where::Anywhere, Kind::TooLarge, "max single record size exceeded"},
    {Where::Anywhere, Kind::TooLarge, "max key size exceeded"},
    {Where::Anywhere, Kind::Unavailable, "max concurrent connections exceeded"},
    {Where::Prefix, Kind::RateLimited, "err max commands per second"},
    {Where::Prefix, Kind::Unsupported, "err command is not available"},
    {Where::Prefix, Kind::Unsupported, "err unknown command"},
    {Where::Prefix, Kind::Unsupported, "err unknown subcommand"},
    {Where::Prefix, Kind::Unsupported, "err unknown redis command called from script"},
    {Where::Anywhere, Kind::Unsupported, "is not allowed in rest or it has a special context path"},
    {Where::Prefix, Kind::Unavailable, "srh: unable to connect to the redis server"},
    {Where::Prefix, Kind::NotRestEndpoint, "srh: endpoint not found"},
};

/// A phrase behind ERR must be the server's own, not a user's text echoed somewhere in an error of a script.
bool isServersOwn(QByteArrayView lower)
{
    return !lower.startsWith("err error running script") && !lower.startsWith("err user_script");
}

QByteArray lowerHead(QByteArrayView text)
{
    return text.first(qMin<qsizetype>(text.size(), 300)).toByteArray().toLower();
}

Kind kindOfText(QByteArrayView text)
{
    const QByteArray lower = lowerHead(text);
    for (const Rule &rule : rules) {
        const bool fits = rule.where == Where::Prefix
            ? lower.startsWith(rule.text)
            : lower.startsWith("err ") && isServersOwn(lower) && lower.contains(rule.text);
        if (fits)
            return rule.kind;
    }
    return Kind::Command;
}

} // namespace

QString serverWords(QByteArrayView text)
{
    constexpr qsizetype cap = 500;
    QString words = QString::fromUtf8(text.first(qMin<qsizetype>(text.size(), cap * 4)));
    words = withoutCredentials(std::move(words));
    if (words.size() > cap) {
        words.truncate(words.at(cap - 2).isHighSurrogate() ? cap - 2 : cap - 1);
        words.append(QChar(0x2026));
    }
    return words;
}

Error classifiedError(QByteArrayView text, int httpStatus)
{
    Error error;
    error.httpStatus = httpStatus;
    error.message = serverWords(text);
    error.kind = kindOfText(text);
    if (error.kind == Kind::NotRestEndpoint)
        error.cause = Error::Cause::NotFound;
    if (error.kind != Kind::Command)
        return error;
    // The words say nothing special; the status may.
    switch (httpStatus) {
    case 401:
        error.kind = Kind::Unauthorized;
        break;
    case 403:
        error.kind = Kind::NoPermission;
        break;
    case 404:
    case 405:
        error.kind = Kind::NotRestEndpoint;
        error.cause = Error::Cause::NotFound;
        break;
    case 407:
        error.kind = Kind::Proxy;
        error.cause = Error::Cause::ProxyLogin;
        break;
    case 408:
        error.kind = Kind::Timeout;
        break;
    case 413:
        error.kind = Kind::TooLarge;
        break;
    case 429:
        error.kind = Kind::RateLimited;
        break;
    case 511: // "network authentication required": the network in between wants a person to sign in
        error.kind = Kind::NotRestEndpoint;
        error.cause = Error::Cause::WebPage;
        break;
    default:
        if (httpStatus >= 500)
            error.kind = Kind::Unavailable;
        break;
    }
    return error;
}

bool looksLikeWebPage(QByteArrayView contentType, QByteArrayView body)
{
    const QByteArray type = lowerHead(contentType);
    if (type.startsWith("text/html") || type.startsWith("application/xhtml"))
        return true;
    const QByteArray head = lowerHead(body).trimmed();
    return head.startsWith("<!doctype") || head.startsWith("<html") || head.startsWith("<head")
        || head.startsWith("<?xml") || head.startsWith("<body") || head.startsWith("<script")
        || head.startsWith("<!--");
}

Error classifiedStatus(int httpStatus, QByteArrayView contentType, QByteArrayView body)
{
    // Only for its reading of the status; the words are a quotation, not the server's error.
    Error error = classifiedError({}, httpStatus);
    error.message = serverWords(body.first(qMin<qsizetype>(body.size(), 800))).left(200);
    if (error.kind == Kind::Command)
        error.kind = Kind::Protocol;
    if (looksLikeWebPage(contentType, body)) {
        if (error.kind == Kind::Protocol)
            error.kind = Kind::NotRestEndpoint;
        if (error.kind == Kind::NotRestEndpoint || error.kind == Kind::Unavailable)
            error.cause = httpStatus == 404 || httpStatus == 405 ? Error::Cause::NotFound : Error::Cause::WebPage;
    }
    return error;
}

} // namespace stashdeck
