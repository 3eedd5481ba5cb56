// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rest/eventstream.h"

#include "models/rest/answer.h"
#include "models/rest/connectionerror.h"
#include "models/rest/errorclassifier.h"
#include "models/rest/networkmanager.h"
#include "models/rest/oneshotbody.h"
#include "models/rest/operation.h"

#include <QNetworkAccessManager>
#include <QRandomGenerator>

#include <algorithm>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;

namespace {

constexpr qsizetype longestRefusal = 64LL * 1024;
constexpr qint64 readAheadBytes = 1024LL * 1024;

/// Trying again could only be refused again.
bool isFinal(const Error &error)
{
    switch (error.kind) {
    case Error::Kind::Network:
    case Error::Kind::Timeout:
    case Error::Kind::NotSent:
    case Error::Kind::Unavailable:
    case Error::Kind::RateLimited:
        return false;
    default:
        return true;
    }
}

} // namespace

EventStream::EventStream(std::shared_ptr<ClientCore> core, RestClient::StreamKind kind, QByteArray channel,
                         QObject *parent)
    : QObject(parent)
    , m_core(std::move(core))
    , m_kind(kind)
    , m_channel(std::move(channel))
    , m_network(makeNetworkManager())
    , m_onShutdown(m_core->shutdown.get_token(), [this] { close(); })
{
    m_retry.setSingleShot(true);
    m_silence.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &EventStream::connectNow);
    connect(&m_silence, &QTimer::timeout, this, &EventStream::checkSilence);
    // From the event loop, so that whoever opens it can connect to the signals first.
    m_retry.start(0);
}

EventStream::~EventStream()
{
    dropReply();
}

void EventStream::setTiming(milliseconds firstWait, milliseconds longestWait, milliseconds heartbeatTimeout)
{
    m_firstWait = firstWait;
    m_longestWait = longestWait;
    m_heartbeatTimeout = heartbeatTimeout;
}

void EventStream::watchConnections()
{
    m_onLost.reset();
    m_connections.reset();
    if (!m_core->network)
        return;
    m_connections = ConnectionEpoch::of(m_core->network)->current();
    // From the event loop: this very callback is replaced when it connects again.
    m_onLost.emplace(m_connections->get_token(),
                     [this] { QMetaObject::invokeMethod(this, &EventStream::renew, Qt::QueuedConnection); });
}

void EventStream::renew()
{
    if (m_state == State::Failed || m_state == State::Closed)
        return;
    const QPointer<EventStream> self(this);
    const bool wasOpen = m_state == State::Open;
    if (wasOpen)
        m_lostAt = m_core->clock->now();
    m_failures = 0;
    dropReply();
    m_network->clearConnectionCache();
    if (wasOpen) {
        Error error;
        error.kind = Error::Kind::Network;
        error.message = u"the computer slept or changed its network"_s;
        emit interrupted(error);
    }
    if (self && m_state != State::Closed)
        connectNow();
}

void EventStream::close()
{
    m_onLost.reset();
    m_connections.reset();
    m_retry.stop();
    m_silence.stop();
    dropReply();
    setState(State::Closed);
}

void EventStream::reconnect()
{
    if (m_state == State::Closed)
        return;
    if (m_wasOpen && m_state == State::Open)
        m_lostAt = m_core->clock->now();
    m_failures = 0;
    dropReply();
    connectNow();
}

void EventStream::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    emit stateChanged(state);
}

QByteArray EventStream::path() const
{
    switch (m_kind) {
    case RestClient::StreamKind::Subscribe:
        return "/subscribe/" + m_channel.toPercentEncoding();
    case RestClient::StreamKind::PatternSubscribe:
        return "/psubscribe/" + m_channel.toPercentEncoding();
    case RestClient::StreamKind::Monitor:
        break;
    }
    return "/monitor"_ba;
}

void EventStream::connectNow()
{
    m_retry.stop();
    dropReply();
    m_droppedBefore += m_splitter.dropped();
    m_splitter = SseSplitter();
    m_refusal.clear();
    m_tlsError = Error();
    m_isEventStream = false;
    m_bytesIn = 0;
    ++m_attempt;
    watchConnections();
    const QPointer<EventStream> self(this);
    setState(State::Connecting);
    if (!self || m_state != State::Connecting) // a slot closed the stream
        return;

    QNetworkRequest request = m_core->requests.request(path(), "application/json"_ba, {});
    applyRequestRules(request);
    request.setRawHeader("Accept", "text/event-stream");
    request.setRawHeader("Cache-Control", "no-cache");
    request.setHeader(QNetworkRequest::ContentLengthHeader, 2);
    m_body = new OneShotBody("[]"_ba);
    m_reply = m_network->post(request, m_body.get());
    m_body->setParent(m_reply.get());
    m_reply->setReadBufferSize(readAheadBytes); // a flood waits in the server's socket, not in our memory
    connect(m_reply.get(), &QNetworkReply::readyRead, this, &EventStream::read);
    connect(m_reply.get(), &QNetworkReply::metaDataChanged, this, &EventStream::read);
    connect(m_reply.get(), &QNetworkReply::finished, this, &EventStream::finish);
    connect(m_reply.get(), &QNetworkReply::sslErrors, this,
            [this](const QList<QSslError> &errors) { m_tlsError = tlsError(errors); });
    m_connecting.start();
    m_silence.start(m_core->endpoint.connectTimeout);
}

void EventStream::dropReply()
{
    m_silence.stop();
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    m_reply->abort();
    m_reply->deleteLater();
    m_reply = nullptr;
}

void EventStream::read()
{
    if (!m_reply)
        return;
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0)
        return;
    const QByteArray type = m_reply->rawHeader("Content-Type").toLower();
    if (!m_isEventStream && status == 200 && type.startsWith("text/event-stream")) {
        m_isEventStream = true;
        m_silence.stop(); // silence is normal from here on
        const QPointer<EventStream> self(this);
        opened();
        if (!self || !m_reply)
            return;
    }
    const QByteArray bytes = m_reply->readAll();
    m_bytesIn += bytes.size();
    if (!m_isEventStream) {
        if (m_refusal.size() < longestRefusal)
            m_refusal.append(bytes.first(std::min(bytes.size(), longestRefusal - m_refusal.size())));
        return;
    }
    if (bytes.isEmpty())
        return;
    const QList<QByteArray> events = m_splitter.feed(bytes);
    if (m_splitter.comments() > 0)
        m_silence.start(m_heartbeatTimeout); // a server that has a heartbeat and stops is gone
    take(events);
}

void EventStream::take(const QList<QByteArray> &events)
{
    QList<StreamMessage> batch;
    batch.reserve(events.size());
    for (const QByteArray &event : events) {
        if (auto message = parsed(event))
            batch.append(std::move(*message));
    }
    if (!batch.isEmpty())
        emit messages(batch);
}

std::optional<StreamMessage> EventStream::parsed(const QByteArray &event) const
{
    StreamMessage message;
    switch (m_kind) {
    case RestClient::StreamKind::Monitor:
        if (event == "\"OK\"")
            return std::nullopt;
        message.payload = event;
        return message;
    case RestClient::StreamKind::Subscribe: {
        // The name is known, so a comma in it does no harm.
        const QByteArray head = "message," + m_channel + ',';
        if (!event.startsWith(head))
            return std::nullopt;
        message.channel = m_channel;
        message.payload = event.sliced(head.size());
        return message;
    }
    case RestClient::StreamKind::PatternSubscribe: {
        const QByteArray head = "pmessage," + m_channel + ',';
        if (!event.startsWith(head))
            return std::nullopt;
        const qsizetype comma = event.indexOf(',', head.size());
        if (comma < 0)
            return std::nullopt;
        message.pattern = m_channel;
        message.channel = event.sliced(head.size(), comma - head.size());
        message.payload = event.sliced(comma + 1);
        return message;
    }
    }
    return std::nullopt;
}

void EventStream::opened()
{
    m_failures = 0;
    const QPointer<EventStream> self(this);
    report(true);
    if (!self)
        return;
    const bool isAgain = std::exchange(m_wasOpen, true);
    setState(State::Open);
    if (self && isAgain && m_state == State::Open)
        emit gap(m_lostAt, m_core->clock->now());
}

Error EventStream::connectionError() const
{
    Error error = m_tlsError;
    if (error.kind == Error::Kind::Tls)
        return error;
    return connectionErrorOf(*m_reply, m_body && m_body->wasStarted());
}

void EventStream::finish()
{
    if (!m_reply)
        return;
    const QPointer<EventStream> self(this);
    read();
    if (!self || !m_reply)
        return;
    if (m_isEventStream) {
        Error error;
        error.kind = Error::Kind::Network;
        error.message
            = m_reply->error() == QNetworkReply::NoError ? u"the server ended the stream"_s : connectionError().message;
        breakOff(error);
        return;
    }
    if (!isWholeAnswer(*m_reply)) {
        breakOff(connectionError());
        return;
    }
    HttpOutcome outcome;
    outcome.end = HttpOutcome::End::Answered;
    takeHeaders(outcome, *m_reply);
    outcome.body = m_refusal;
    Judgement judgement = judged(outcome, parseBody(m_refusal, StringEncoding::Base64), Expectation());
    Error error;
    if (judgement.error) {
        error = *judgement.error;
    } else if (!judgement.entries.empty() && judgement.entries.front().error) {
        error = classifiedError(*judgement.entries.front().error, outcome.httpStatus);
    } else {
        error.kind = Error::Kind::Unsupported;
        error.message = u"the server answered the subscription like a command"_s;
    }
    report(true);
    if (self)
        breakOff(error);
}

void EventStream::checkSilence()
{
    Error error;
    if (m_isEventStream) {
        error.kind = Error::Kind::Network;
        error.message = u"the server's heartbeat stopped"_s;
    } else if (m_body && m_body->wasStarted()) {
        error.kind = Error::Kind::Timeout;
        error.message = u"no answer in time"_s;
    } else {
        error.kind = Error::Kind::NotSent;
        error.cause = Error::Cause::ConnectTimeout;
        error.message = u"no connection in time"_s;
    }
    breakOff(error);
}

void EventStream::breakOff(Error error)
{
    const bool wasOpen = m_state == State::Open;
    dropReply();
    if (wasOpen)
        m_lostAt = m_core->clock->now();
    const QPointer<EventStream> self(this);
    if (isFinal(error)) {
        m_onLost.reset();
        m_connections.reset();
        setState(State::Failed);
        if (self && m_state == State::Failed)
            emit failed(error);
        return;
    }
    const qint64 ceiling = std::min<qint64>(m_longestWait.count(), m_firstWait.count() << std::min(m_failures, 20));
    ++m_failures;
    // Between half and the whole, so that a thousand clients do not come back in one moment.
    const auto wait = static_cast<qint64>(static_cast<double>(ceiling)
                                          * (0.5 + 0.5 * QRandomGenerator::global()->generateDouble()));
    m_retry.start(std::max(milliseconds{wait}, error.retryAfter));
    setState(State::Waiting);
    if (self && m_state == State::Waiting)
        emit interrupted(error);
}

void EventStream::report(bool answered)
{
    if (!m_core->report)
        return;
    ExchangeRecord record;
    record.purpose = Purpose::Poll;
    record.commands = m_isEventStream ? 1 : 0;
    record.bytesOut = 2;
    record.bytesIn = m_bytesIn;
    record.duration
        = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::nanoseconds(m_connecting.nsecsElapsed()));
    record.attempt = m_attempt;
    record.answered = answered;
    record.commandName = m_kind == RestClient::StreamKind::Monitor ? "MONITOR"_ba
        : m_kind == RestClient::StreamKind::Subscribe              ? "SUBSCRIBE"_ba
                                                                   : "PSUBSCRIBE"_ba;
    record.finishedAt = m_core->clock->now();
    m_core->report(record);
}

} // namespace stashdeck
