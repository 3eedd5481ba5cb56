// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tools/probejson.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

tl::unexpected<Error> bad(const QString &why)
{
    return failure(Error::Kind::Protocol, why);
}

Result<QByteArray> parsedWord(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::String:
        return value.toString().toUtf8();
    case QJsonValue::Bool:
        return value.toBool() ? "true"_ba : "false"_ba;
    case QJsonValue::Double: {
        const qint64 integer = value.toInteger(0);
        if (double(integer) == value.toDouble())
            return QByteArray::number(integer);
        return QByteArray::number(value.toDouble(), 'g', 17);
    }
    case QJsonValue::Object: {
        const QJsonObject object = value.toObject();
        const QJsonValue text = object.value("base64"_L1);
        if (object.size() != 1 || !text.isString())
            return bad(u"an argument that is an object must be {\"base64\":\"…\"}"_s);
        const auto decoded = QByteArray::fromBase64Encoding(
            text.toString().toLatin1(), QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
        if (!decoded)
            return bad(u"an argument's base64 cannot be decoded"_s);
        return *decoded;
    }
    default:
        return bad(u"an argument must be a string, a number, a boolean or {\"base64\":\"…\"}"_s);
    }
}

Result<Command> parsedCommand(const QJsonValue &value)
{
    if (!value.isArray() || value.toArray().isEmpty())
        return bad(u"a command must be an array that is not empty"_s);
    Command command;
    for (const QJsonValue &word : value.toArray()) {
        auto bytes = parsedWord(word);
        if (!bytes)
            return tl::unexpected(bytes.error());
        command.append(std::move(*bytes));
    }
    return command;
}

QLatin1StringView kindName(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::Cancelled:
        return "cancelled"_L1;
    case Error::Kind::NotSent:
        return "not-sent"_L1;
    case Error::Kind::Tls:
        return "tls"_L1;
    case Error::Kind::Proxy:
        return "proxy"_L1;
    case Error::Kind::Timeout:
        return "timeout"_L1;
    case Error::Kind::Network:
        return "network"_L1;
    case Error::Kind::UnknownOutcome:
        return "unknown-outcome"_L1;
    case Error::Kind::Unauthorized:
        return "unauthorized"_L1;
    case Error::Kind::NoPermission:
        return "no-permission"_L1;
    case Error::Kind::Quota:
        return "quota"_L1;
    case Error::Kind::RateLimited:
        return "rate-limited"_L1;
    case Error::Kind::TooLarge:
        return "too-large"_L1;
    case Error::Kind::Unavailable:
        return "unavailable"_L1;
    case Error::Kind::Unsupported:
        return "unsupported"_L1;
    case Error::Kind::NotRestEndpoint:
        return "not-rest-endpoint"_L1;
    case Error::Kind::WrongType:
        return "wrong-type"_L1;
    case Error::Kind::Command:
        return "command"_L1;
    case Error::Kind::Protocol:
        return "protocol"_L1;
    case Error::Kind::Locked:
        return "locked"_L1;
    case Error::Kind::Storage:
        return "storage"_L1;
    }
    return "protocol"_L1;
}

QLatin1StringView causeName(Error::Cause cause)
{
    switch (cause) {
    case Error::Cause::None:
        return {};
    case Error::Cause::HostNotFound:
        return "host-not-found"_L1;
    case Error::Cause::ConnectionRefused:
        return "connection-refused"_L1;
    case Error::Cause::ConnectTimeout:
        return "connect-timeout"_L1;
    case Error::Cause::Unreachable:
        return "unreachable"_L1;
    case Error::Cause::CertificateUntrusted:
        return "certificate-untrusted"_L1;
    case Error::Cause::CertificateExpired:
        return "certificate-expired"_L1;
    case Error::Cause::CertificateNotYetValid:
        return "certificate-not-yet-valid"_L1;
    case Error::Cause::CertificateHostMismatch:
        return "certificate-host-mismatch"_L1;
    case Error::Cause::TlsHandshake:
        return "tls-handshake"_L1;
    case Error::Cause::PlainHttpPeer:
        return "plain-http-peer"_L1;
    case Error::Cause::ProxyLogin:
        return "proxy-login"_L1;
    case Error::Cause::ProxyFailed:
        return "proxy-failed"_L1;
    case Error::Cause::Redirect:
        return "redirect"_L1;
    case Error::Cause::WebPage:
        return "web-page"_L1;
    case Error::Cause::NotFound:
        return "not-found"_L1;
    }
    return {};
}

/// An error that is about the exchange, not one the server gave to one command.
bool isOfTheExchange(const Error &error)
{
    switch (error.kind) {
    case Error::Kind::Cancelled:
    case Error::Kind::NotSent:
    case Error::Kind::Tls:
    case Error::Kind::Proxy:
    case Error::Kind::Timeout:
    case Error::Kind::Network:
    case Error::Kind::UnknownOutcome:
    case Error::Kind::Protocol:
    case Error::Kind::NotRestEndpoint:
        return true;
    default:
        return false;
    }
}

} // namespace

Result<ProbeRequest> parsedProbeRequest(const QByteArray &line)
{
    QJsonParseError parse;
    const QJsonDocument document = QJsonDocument::fromJson(line, &parse);
    if (parse.error != QJsonParseError::NoError)
        return bad(u"not JSON: %1 at byte %2"_s.arg(parse.errorString()).arg(parse.offset));
    if (!document.isObject())
        return bad(u"a request must be an object"_s);
    const QJsonObject object = document.object();
    if (object.size() != 1)
        return bad(u"a request has one field: command, pipeline or transaction"_s);
    ProbeRequest request;
    const QString form = object.constBegin().key();
    const QJsonValue value = object.constBegin().value();
    if (form == "command"_L1) {
        auto command = parsedCommand(value);
        if (!command)
            return tl::unexpected(command.error());
        request.commands.append(std::move(*command));
        return request;
    }
    if (form != "pipeline"_L1 && form != "transaction"_L1)
        return bad(u"a request has one field: command, pipeline or transaction"_s);
    request.form = form == "pipeline"_L1 ? ProbeRequest::Form::Pipeline : ProbeRequest::Form::Transaction;
    if (!value.isArray())
        return bad(u"a pipeline or transaction must be an array of commands"_s);
    for (const QJsonValue &entry : value.toArray()) {
        auto command = parsedCommand(entry);
        if (!command)
            return tl::unexpected(command.error());
        request.commands.append(std::move(*command));
    }
    return request;
}

QString probeClass(const Error &error)
{
    switch (error.kind) {
    case Error::Kind::Cancelled:
        return u"cancelled"_s;
    case Error::Kind::NotSent:
        return error.cause == Error::Cause::ConnectTimeout ? u"timeout"_s : u"network"_s;
    case Error::Kind::Tls:
    case Error::Kind::Proxy:
    case Error::Kind::Network:
        return u"network"_s;
    case Error::Kind::Timeout:
        return u"timeout"_s;
    case Error::Kind::UnknownOutcome:
        return u"unknown-outcome"_s;
    case Error::Kind::Unauthorized:
        return u"unauthorized"_s;
    case Error::Kind::NoPermission:
        return u"no-permission"_s;
    case Error::Kind::Quota:
    case Error::Kind::RateLimited:
        return u"quota"_s;
    case Error::Kind::TooLarge:
        return u"too-large"_s;
    case Error::Kind::Unavailable: // a gateway's 5xx; with another status the server's own word, such as LOADING
        return error.httpStatus >= 500 ? u"network"_s : u"command-error"_s;
    case Error::Kind::Protocol:
    case Error::Kind::NotRestEndpoint:
        return u"protocol"_s;
    case Error::Kind::Unsupported:
    case Error::Kind::WrongType:
    case Error::Kind::Command:
    case Error::Kind::Locked:
    case Error::Kind::Storage:
        return u"command-error"_s;
    }
    return u"protocol"_s;
}

QJsonValue probeReply(const Reply &reply)
{
    switch (reply.kind) {
    case Reply::Kind::Nil:
        return QJsonValue::Null;
    case Reply::Kind::Integer:
        return QJsonValue(reply.integer);
    case Reply::Kind::String:
        return QString::fromLatin1(reply.bytes.toBase64());
    case Reply::Kind::Undecodable:
        return QJsonObject{{u"undecodable"_s, QString::fromLatin1(reply.bytes.toBase64())}};
    case Reply::Kind::Array: {
        QJsonArray items;
        for (const Reply &item : reply.items)
            items.append(probeReply(item));
        return items;
    }
    }
    return QJsonValue::Null;
}

QJsonObject probeError(const Error &error)
{
    QJsonObject out;
    out.insert("class"_L1, probeClass(error));
    out.insert("reply"_L1, QJsonValue::Null);
    out.insert("error"_L1, error.message.isEmpty() ? QString(kindName(error.kind)) : error.message);
    out.insert("kind"_L1, kindName(error.kind));
    if (error.cause != Error::Cause::None)
        out.insert("cause"_L1, causeName(error.cause));
    if (error.httpStatus != 0)
        out.insert("status"_L1, error.httpStatus);
    return out;
}

QJsonObject probeResult(const Result<Reply> &result)
{
    if (!result)
        return probeError(result.error());
    return {{u"class"_s, u"ok"_s}, {u"reply"_s, probeReply(*result)}, {u"error"_s, QJsonValue::Null}};
}

QJsonObject probeResults(const Result<Replies> &results)
{
    if (!results)
        return probeError(results.error());
    QJsonArray entries;
    const Error *worst = nullptr;
    for (const Result<Reply> &result : *results) {
        entries.append(probeResult(result));
        if (!result && isOfTheExchange(result.error())
            && (!worst || result.error().kind == Error::Kind::UnknownOutcome))
            worst = &result.error();
    }
    QJsonObject out = worst ? probeError(*worst) : QJsonObject{{u"class"_s, u"ok"_s}, {u"error"_s, QJsonValue::Null}};
    out.insert("reply"_L1, entries);
    return out;
}

QJsonObject probeBadRequest(const QString &why)
{
    return {{u"class"_s, u"bad-request"_s},
            {u"reply"_s, QJsonValue::Null},
            {u"error"_s, why},
            {u"attempts"_s, 0},
            {u"ms"_s, 0},
            {u"commands"_s, 0}};
}

} // namespace stashdeck
