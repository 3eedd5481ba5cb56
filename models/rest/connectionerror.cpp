// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rest/connectionerror.h"

#include "models/base/logredactor.h"

#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QSslCertificate>
#include <QSslError>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

using Cause = Error::Cause;
using Kind = Error::Kind;

Cause causeOf(const QSslError &error)
{
    switch (error.error()) {
    case QSslError::CertificateExpired:
        return Cause::CertificateExpired;
    case QSslError::CertificateNotYetValid:
        return Cause::CertificateNotYetValid;
    case QSslError::HostNameMismatch:
        return Cause::CertificateHostMismatch;
    default:
        return Cause::CertificateUntrusted;
    }
}

/// Whether a proxy stands between this computer and the host of the reply.
bool goesThroughProxy(const QNetworkReply &reply)
{
    const QNetworkAccessManager *network = reply.manager();
    if (!network)
        return false;
    QNetworkProxyFactory *factory = network->proxyFactory();
    const QNetworkProxy proxy
        = factory ? factory->queryProxy(QNetworkProxyQuery(reply.url())).value(0) : network->proxy();
    return proxy.type() != QNetworkProxy::NoProxy && proxy.type() != QNetworkProxy::DefaultProxy;
}

/// What Qt says of the host when it was the proxy that failed or refused the tunnel: its 404 becomes "host not found",
/// its 503 "connection refused", everything else an unknown error.
bool mayBeTheProxys(QNetworkReply::NetworkError code)
{
    return code == QNetworkReply::HostNotFoundError || code == QNetworkReply::ConnectionRefusedError
        || code == QNetworkReply::UnknownNetworkError;
}

} // namespace

Error tlsError(const QList<QSslError> &errors)
{
    Error result;
    result.kind = Kind::Tls;
    result.cause = Cause::CertificateUntrusted;
    QStringList words;
    for (const QSslError &error : errors) {
        // A wrong date or name is the better explanation than "not trusted", which often comes with it.
        if (const Cause cause = causeOf(error); cause != Cause::CertificateUntrusted)
            result.cause = cause;
        words.append(error.errorString());
    }
    const QSslCertificate certificate = errors.isEmpty() ? QSslCertificate() : errors.first().certificate();
    if (!certificate.isNull()) {
        words.append(u"certificate of %1, valid from %2 to %3"_s.arg(
            certificate.subjectInfo(QSslCertificate::CommonName).join(u", "_s),
            certificate.effectiveDate().toString(Qt::ISODate), certificate.expiryDate().toString(Qt::ISODate)));
    }
    words.removeDuplicates();
    result.message = words.join(u"; "_s).left(500);
    return result;
}

Error connectionErrorOf(const QNetworkReply &reply, bool started)
{
    Error error;
    error.message = withoutCredentials(reply.errorString()).left(500);
    if (!started && mayBeTheProxys(reply.error()) && goesThroughProxy(reply)) {
        error.kind = Kind::Proxy;
        error.cause = Cause::ProxyFailed;
        return error;
    }
    switch (reply.error()) {
    case QNetworkReply::HostNotFoundError:
        error.kind = Kind::NotSent;
        error.cause = Cause::HostNotFound;
        return error;
    case QNetworkReply::ConnectionRefusedError:
        error.kind = Kind::NotSent;
        error.cause = Cause::ConnectionRefused;
        return error;
    case QNetworkReply::SslHandshakeFailedError:
        error.kind = Kind::Tls;
        error.cause = error.message.contains("wrong version number"_L1) || error.message.contains("http request"_L1)
                || error.message.contains("unknown protocol"_L1) || error.message.contains("packet length"_L1)
            ? Cause::PlainHttpPeer
            : Cause::TlsHandshake;
        return error;
    case QNetworkReply::ProxyAuthenticationRequiredError:
        error.kind = Kind::Proxy;
        error.cause = Cause::ProxyLogin;
        return error;
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::UnknownProxyError:
        error.kind = started ? Kind::Network : Kind::Proxy;
        error.cause = Cause::ProxyFailed;
        return error;
    case QNetworkReply::TimeoutError:
        error.kind = started ? Kind::Timeout : Kind::NotSent;
        error.cause = started ? Cause::None : Cause::ConnectTimeout;
        return error;
    default:
        error.kind = started ? Kind::Network : Kind::NotSent;
        error.cause = started ? Cause::None : Cause::Unreachable;
        return error;
    }
}

QByteArray redirectHost(const QNetworkReply &reply)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status < 300 || status >= 400)
        return {};
    const QUrl target = reply.url().resolved(QUrl(QString::fromUtf8(reply.rawHeader("Location"))));
    return target.host(QUrl::FullyEncoded).toUtf8();
}

} // namespace stashdeck
