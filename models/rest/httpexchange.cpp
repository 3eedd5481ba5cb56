// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rest/httpexchange.h"

#include "models/rest/connectionerror.h"
#include "models/rest/oneshotbody.h"

#include <QLibraryInfo>
#include <QLocale>
#include <QNetworkAccessManager>
#include <QVersionNumber>

#include <algorithm>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;

namespace {

using Cause = Error::Cause;
using Kind = Error::Kind;

/// Older Qt lacks the fixes of CVE-2023-51714 and CVE-2024-39936 in its HTTP/2 code.
bool mayUseHttp2()
{
    static const bool may = QLibraryInfo::version() >= QVersionNumber(6, 8);
    return may;
}

milliseconds parsedRetryAfter(const QByteArray &header)
{
    bool isNumber = false;
    const qint64 seconds = header.trimmed().toLongLong(&isNumber);
    if (isNumber)
        return std::chrono::seconds(std::clamp<qint64>(seconds, 0, 86'400));
    const QDateTime date
        = QLocale::c().toDateTime(QString::fromLatin1(header.trimmed()), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    if (!date.isValid())
        return milliseconds{0};
    const QDateTime utc(date.date(), date.time(), Qt::UTC);
    return milliseconds{std::clamp<qint64>(QDateTime::currentDateTimeUtc().msecsTo(utc), 0, 86'400'000)};
}

} // namespace

void applyRequestRules(QNetworkRequest &request)
{
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, mayUseHttp2());
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setTransferTimeout(0); // idle time and deadline are watched here, so that each is told apart
}

void takeHeaders(HttpOutcome &outcome, const QNetworkReply &reply)
{
    outcome.httpStatus = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    outcome.contentType = reply.rawHeader("Content-Type");
    outcome.hasLength = reply.hasRawHeader("Content-Length");
    outcome.syncToken = reply.rawHeader("Upstash-Sync-Token");
    outcome.redirectTarget = redirectHost(reply);
    if (const QByteArray after = reply.rawHeader("Retry-After"); !after.isEmpty())
        outcome.retryAfter = parsedRetryAfter(after);
}

bool isWholeAnswer(const QNetworkReply &reply)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0)
        return false;
    // With a status line Qt's error mostly repeats the status; what counts is whether the body is whole.
    const QNetworkReply::NetworkError code = reply.error();
    const bool statusError = code >= QNetworkReply::ContentAccessDenied && code != QNetworkReply::ContentReSendError
        && code != QNetworkReply::UnknownContentError;
    // A body that cannot be sent twice makes Qt complain about the 307 and 308 it will not follow anyway.
    const bool isRedirect = status >= 300 && status < 400;
    // Without a length the end of the connection is the end of the body. Qt may take it for a lost connection and wish
    // to send again what can be sent once only; whether the body is whole is then up to who parses it.
    const bool endsWithConnection = !reply.hasRawHeader("Content-Length") && !reply.hasRawHeader("Transfer-Encoding")
        && (code == QNetworkReply::ContentReSendError || code == QNetworkReply::RemoteHostClosedError);
    return isRedirect || code == QNetworkReply::NoError || statusError || endsWithConnection
        || code == QNetworkReply::ProxyAuthenticationRequiredError
        || (status >= 400 && code == QNetworkReply::UnknownContentError);
}

HttpExchange::HttpExchange(QNetworkAccessManager *network, HttpRequest request, Done done)
    : m_network(network)
    , m_request(std::move(request))
    , m_done(std::move(done))
{
    m_watch.setSingleShot(true);
    connect(&m_watch, &QTimer::timeout, this, &HttpExchange::watch);
}

HttpExchange::~HttpExchange()
{
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    if (m_body)
        m_body->revoke();
    endReply();
}

void HttpExchange::endReply()
{
    // Aborting a reply whose request Qt has not begun yet makes it fail a second time later; deleting it is enough.
    if (m_body && m_body->wasStarted())
        m_reply->abort();
    m_reply->deleteLater();
}

void HttpExchange::start()
{
    QNetworkRequest request = m_request.request;
    applyRequestRules(request);
    request.setHeader(QNetworkRequest::ContentLengthHeader, m_request.body.size());
    request.setDecompressedSafetyCheckThreshold(m_request.maxBodyBytes);

    m_clock.start();
    m_body = new OneShotBody(std::move(m_request.body));
    m_body->onRead([this, isFirst = true]() mutable {
        m_lastActivity = m_clock.elapsed();
        if (std::exchange(isFirst, false)) // the connection stands: from here on silence counts, not the connect time
            m_watch.start(std::min(m_request.idleTimeout, m_request.deadline));
    });
    m_reply = m_network->post(request, m_body.get());
    m_body->setParent(m_reply.get());
    connect(m_reply.get(), &QNetworkReply::readyRead, this, &HttpExchange::read);
    connect(m_reply.get(), &QNetworkReply::finished, this, &HttpExchange::finish);
    connect(m_reply.get(), &QNetworkReply::sslErrors, this,
            [this](const QList<QSslError> &errors) { m_outcome.error = tlsError(errors); });
    // The manager was destroyed under us: no more signals would come.
    connect(m_reply.get(), &QObject::destroyed, this, [this] { give(HttpOutcome::End::Stopped); });
    watch();
}

void HttpExchange::stop()
{
    if (m_given)
        return;
    abortAs(HttpOutcome::End::Stopped);
}

void HttpExchange::breakOff()
{
    if (m_given)
        return;
    m_outcome.connectionLost = true;
    m_outcome.error = Error();
    m_outcome.error.kind = m_body && m_body->wasStarted() ? Kind::Network : Kind::NotSent;
    m_outcome.error.message = u"the computer slept or changed its network"_s;
    abortAs(HttpOutcome::End::Failed);
}

milliseconds HttpExchange::elapsed() const
{
    return milliseconds{m_clock.elapsed()};
}

milliseconds HttpExchange::currentDeadline() const
{
    if (!m_request.deadlineGrows)
        return m_request.deadline;
    const qint64 transferred = m_outcome.bytesIn + (m_body ? m_body->handedOut() : 0);
    return m_request.deadline + milliseconds{transferred / 100}; // 100 kB/s are 100 bytes a millisecond
}

void HttpExchange::watch()
{
    if (m_given)
        return;
    const milliseconds now = elapsed();
    const bool started = m_body && m_body->wasStarted();
    milliseconds limit = currentDeadline();
    Cause cause = Cause::None;
    QString why = u"no complete answer within %1 ms"_s.arg(limit.count());
    if (!started) {
        if (m_request.connectTimeout < limit) {
            limit = m_request.connectTimeout;
            why = u"no connection within %1 ms"_s.arg(limit.count());
        }
        cause = Cause::ConnectTimeout;
    } else if (const milliseconds silent = milliseconds{m_lastActivity} + m_request.idleTimeout; silent < limit) {
        limit = silent;
        why = u"silence for %1 ms"_s.arg(m_request.idleTimeout.count());
    }
    if (now < limit) {
        m_watch.start(std::max(limit - now, milliseconds{1}));
        return;
    }
    m_outcome.error.kind = started ? Kind::Timeout : Kind::NotSent;
    m_outcome.error.cause = cause;
    m_outcome.error.message = why;
    abortAs(HttpOutcome::End::TimedOut);
}

void HttpExchange::read()
{
    if (m_given || !m_reply)
        return;
    m_lastActivity = m_clock.elapsed();
    const qint64 available = m_reply->bytesAvailable();
    if (m_outcome.body.isEmpty()) {
        const qint64 length = m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
        if (length > available && length <= m_request.maxBodyBytes)
            m_outcome.body.reserve(length);
    }
    if (m_outcome.body.isEmpty() && m_outcome.body.capacity() < available) {
        m_outcome.body = m_reply->readAll();
    } else {
        const qsizetype size = m_outcome.body.size();
        m_outcome.body.resize(size + available);
        const qint64 got = m_reply->read(m_outcome.body.data() + size, available);
        m_outcome.body.resize(size + std::max<qint64>(got, 0));
    }
    m_outcome.bytesIn = m_outcome.body.size();
    if (m_outcome.bytesIn > m_request.maxBodyBytes) {
        m_outcome.error.kind = Kind::TooLarge;
        m_outcome.error.message = u"the answer is larger than %1 bytes"_s.arg(m_request.maxBodyBytes);
        abortAs(HttpOutcome::End::TooLarge);
        return;
    }
    if (m_request.progress && m_lastActivity - m_lastProgress >= 50) {
        m_lastProgress = m_lastActivity;
        const QVariant length = m_reply->header(QNetworkRequest::ContentLengthHeader);
        m_request.progress(m_outcome.bytesIn, length.isValid() ? length.toLongLong() : -1);
    }
}

void HttpExchange::finish()
{
    if (m_given || !m_reply)
        return;
    if (m_reply->bytesAvailable() > 0)
        read();
    if (m_given)
        return;
    if (isWholeAnswer(*m_reply)) {
        give(HttpOutcome::End::Answered);
        return;
    }
    // Qt's guard against decompression bombs says this, with no words.
    const bool hasStatus = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).isValid();
    if (hasStatus && m_reply->error() == QNetworkReply::UnknownContentError
        && (m_reply->errorString().isEmpty() || !m_reply->rawHeader("Content-Encoding").isEmpty())) {
        m_outcome.error.kind = Kind::TooLarge;
        m_outcome.error.message = u"the answer unpacks to more than %1 bytes"_s.arg(m_request.maxBodyBytes);
        give(HttpOutcome::End::TooLarge);
        return;
    }
    if (m_outcome.error.kind != Kind::Tls) // the certificate already said why
        m_outcome.error = connectionErrorOf(*m_reply, m_body && m_body->wasStarted());
    give(HttpOutcome::End::Failed);
}

void HttpExchange::abortAs(HttpOutcome::End end)
{
    if (m_given)
        return;
    // First the answer, then the abort: the abort's own signals find it given.
    const QPointer<HttpExchange> self(this);
    give(end);
    if (self && m_reply) {
        m_reply->disconnect(this);
        endReply();
    }
}

void HttpExchange::give(HttpOutcome::End end)
{
    if (m_given)
        return;
    m_given = true;
    m_watch.stop();
    m_outcome.end = end;
    m_outcome.duration = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::nanoseconds(m_clock.isValid() ? m_clock.nsecsElapsed() : 0));
    if (m_body) {
        m_body->onRead({});
        m_body->revoke();
        m_outcome.neverStarted = !m_body->wasStarted();
        m_outcome.mayHaveArrived = m_body->wasHandedOut();
        m_outcome.bytesOut = m_body->handedOut();
    }
    if (m_reply)
        takeHeaders(m_outcome, *m_reply);
    // The caller may destroy this object in the call.
    const Done done = std::move(m_done);
    done(std::move(m_outcome));
}

} // namespace stashdeck
