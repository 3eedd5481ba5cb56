// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connections/connectiondoctor.h"

#include "models/rest/restclient.h"

#include <QPointer>

#include <algorithm>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

using Id = DoctorFinding::Id;
using Severity = DoctorFinding::Severity;

// Upstash's tokens have 40 characters and more; a double click or a narrow column takes only a part.
constexpr qsizetype shortestUpstashToken = 40;
constexpr std::chrono::seconds clockTolerance{60};
constexpr qint64 latestBelievedSecond = 253'402'300'799; // the end of the year 9999

DoctorFinding finding(Id id, Severity severity, QString text = {})
{
    DoctorFinding result;
    result.id = id;
    result.severity = severity;
    result.text = std::move(text);
    return result;
}

DoctorFinding failed(Id id, Error error, const Secret &token)
{
    error.message.replace(QString::fromLatin1(token.reveal()), u"[token]"_s);
    auto told = finding(id, Severity::Error);
    told.error = std::move(error);
    return told;
}

// What the exchanges of one run cost.
struct Tally {
    int commands = 0;
    std::chrono::microseconds lastRoundTrip{0};
};

using Progress = std::function<void(const DoctorReport &)>;

// The answer was not one: whose fault is it?
void explainFailure(const Error &error, const DoctorQuestion &question, const Clock *clock, DoctorReport &report)
{
    switch (error.kind) {
    case Error::Kind::Cancelled:
        report.findings.append(finding(Id::Cancelled, Severity::Info));
        return;
    case Error::Kind::Unauthorized: {
        report.findings.append(finding(Id::Reached, Severity::Ok, report.url.host()));
        report.findings.append(failed(Id::TokenRefused, error, report.token));
        const bool isUpstash = isUpstashHost(report.url.host());
        if (question.tokenIsTcpPassword) {
            report.findings.append(finding(Id::TokenIsTcpPassword, Severity::Error));
        } else if (isUpstash && report.token.reveal().size() < shortestUpstashToken) {
            auto told = finding(Id::TokenCutOff, Severity::Error);
            told.number = report.token.reveal().size();
            report.findings.append(told);
        }
        return;
    }
    case Error::Kind::Quota:
    case Error::Kind::RateLimited:
    case Error::Kind::Unavailable: {
        report.findings.append(finding(Id::Reached, Severity::Ok, report.url.host()));
        auto told = failed(Id::Refused, error, report.token);
        told.severity = error.kind == Error::Kind::Unavailable ? Severity::Error : Severity::Warning;
        report.findings.append(told);
        return;
    }
    case Error::Kind::Tls:
        report.findings.append(failed(Id::ConnectionFailed, error, report.token));
        if (error.cause == Error::Cause::CertificateExpired || error.cause == Error::Cause::CertificateNotYetValid) {
            auto told = finding(Id::ClockSuspect, Severity::Warning);
            told.number = clock->now().time_since_epoch().count();
            report.findings.append(told);
        }
        return;
    case Error::Kind::NotSent:
    case Error::Kind::Proxy:
    case Error::Kind::Timeout:
    case Error::Kind::Network:
    case Error::Kind::UnknownOutcome:
    case Error::Kind::NoPermission:
    case Error::Kind::TooLarge:
    case Error::Kind::Unsupported:
    case Error::Kind::NotRestEndpoint:
    case Error::Kind::WrongType:
    case Error::Kind::Command:
    case Error::Kind::Protocol:
    case Error::Kind::Locked:
    case Error::Kind::Storage:
        break;
    }
    report.findings.append(failed(Id::ConnectionFailed, error, report.token));
}

// The server answered the command, if only to say that it may not be run.
bool isAnswer(Error::Kind kind)
{
    return kind == Error::Kind::NoPermission || kind == Error::Kind::Unsupported || kind == Error::Kind::Command;
}

void explainClock(const Reply &time, WallTime sentAt, WallTime answeredAt, DoctorReport &report)
{
    if (!time.isArray() || time.items.size() != 2)
        return;
    const qint64 seconds = time.items[0].toInteger();
    if (seconds <= 0 || seconds > latestBelievedSecond)
        return; // whatever it is, it is no time of today
    const qint64 microseconds = std::clamp<qint64>(time.items[1].toInteger(), 0, 999'999);
    const auto server = Milliseconds(seconds * 1000 + microseconds / 1000);
    const auto local = (sentAt + (answeredAt - sentAt) / 2).time_since_epoch();
    const Milliseconds offset = local - server;
    const bool wrong = std::chrono::abs(offset) > clockTolerance + (answeredAt - sentAt);
    auto told = finding(wrong ? Id::ClockWrong : Id::ClockGood, wrong ? Severity::Warning : Severity::Ok);
    told.milliseconds = offset;
    report.findings.append(told);
}

QString infoField(const QByteArray &info, QByteArrayView name)
{
    for (const QByteArray &line : info.split('\n')) {
        if (line.startsWith(name) && line.size() > name.size() && line.at(name.size()) == ':')
            return QString::fromUtf8(line.mid(name.size() + 1)).trimmed().left(40);
    }
    return {};
}

void explainIdentity(const Result<Reply> &size, const Result<Reply> &info, DoctorReport &report)
{
    auto told = finding(Id::DatabaseIdentity, Severity::Ok);
    told.number = size ? size->toInteger(-1) : -1;
    if (info && info->isString()) {
        const QString upstash = infoField(info->bytes, "upstash_version");
        const QString redis = infoField(info->bytes, "redis_version");
        if (!upstash.isEmpty())
            told.text = u"Upstash %1"_s.arg(upstash);
        else if (!redis.isEmpty())
            told.text = u"Redis %1"_s.arg(redis);
    }
    if (told.number >= 0 || !told.text.isEmpty())
        report.findings.append(told);
}

DoctorFinding kindByName(const QByteArray &user, DoctorReport &report)
{
    if (user == "default")
        return finding(Id::StandardToken, Severity::Ok);
    if (user == "default_ro") {
        report.isReadOnlyToken = true;
        return finding(Id::ReadOnlyToken, Severity::Info);
    }
    return finding(Id::UserToken, Severity::Info, QString::fromUtf8(user.left(100)));
}

QCoro::Task<DoctorReport> examined(DoctorQuestion question, DoctorReport report, QNetworkAccessManager *network,
                                   const Clock *clock, Progress progress, std::stop_token stop)
{
    const auto started = clock->steady();
    const auto tally = std::make_shared<Tally>();
    const auto settle = [&] {
        report.commands = tally->commands;
        report.elapsed = std::chrono::duration_cast<Milliseconds>(clock->steady() - started);
    };

    Endpoint endpoint;
    endpoint.url = report.url;
    endpoint.token = report.token;
    endpoint.caFile = question.caFile;
    endpoint.deadline = std::chrono::seconds(20);
    // Deleted later: this coroutine resumes from inside the client.
    const std::unique_ptr<RestClient, QScopedPointerDeleteLater> client(new RestClient(network, endpoint, clock));
    QObject::connect(client.get(), &RestClient::exchanged, client.get(), [tally](const ExchangeRecord &record) {
        tally->commands += record.commands;
        tally->lastRoundTrip = record.duration;
    });

    const Command timeCommand = Command::of("TIME");
    const WallTime sentAt = clock->now();
    const RequestOptions options;
    const auto time = co_await client->send(timeCommand, options, stop);
    const WallTime answeredAt = clock->now();
    if (!time && !isAnswer(time.error().kind)) {
        explainFailure(time.error(), question, clock, report);
        settle();
        co_return report;
    }
    progress(report);

    const QList<Command> questions{Command::of("ACL", "WHOAMI"), Command::of("DBSIZE"), Command::of("INFO", "server")};
    const auto answers = co_await client->pipeline(questions, options, stop);
    if (!answers || answers->size() != size_t(questions.size())) {
        if (!answers)
            explainFailure(answers.error(), question, clock, report);
        settle();
        co_return report;
    }
    // The second exchange: without looking up the name and the handshake.
    auto reached = finding(Id::Reached, Severity::Ok, report.url.host());
    reached.milliseconds = qMax(Milliseconds(1), std::chrono::duration_cast<Milliseconds>(tally->lastRoundTrip));
    report.findings.append(reached);
    report.findings.append(finding(Id::TokenFormGood, Severity::Ok));

    const Result<Reply> who = answers->at(0);
    if (who && who->isString()) {
        report.findings.append(kindByName(who->bytes, report));
    } else {
        // Read-only tokens may not list keys. Nothing is written to find out.
        const Command scan = Command::of("SCAN", "0", "COUNT", "1");
        const auto page = co_await client->send(scan, options, stop);
        if (page) {
            report.findings.append(finding(Id::StandardToken, Severity::Ok));
        } else if (page.error().kind == Error::Kind::NoPermission) {
            report.isReadOnlyToken = true;
            report.findings.append(finding(Id::ReadOnlyToken, Severity::Info));
        } else {
            report.findings.append(finding(Id::TokenKindUnknown, Severity::Info));
        }
    }
    explainIdentity(answers->at(1), answers->at(2), report);
    if (time)
        explainClock(*time, sentAt, answeredAt, report);
    report.passed = true;
    settle();
    co_return report;
}

} // namespace

ConnectionDoctor::ConnectionDoctor(QNetworkAccessManager *network, const Clock *clock, QObject *parent)
    : QObject(parent)
    , m_network(network)
    , m_clock(clock)
{
}

ConnectionDoctor::~ConnectionDoctor()
{
    m_stop.request_stop();
}

void ConnectionDoctor::run(const DoctorQuestion &question)
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    const int round = ++m_round;
    m_report = examineText(question);
    const bool keptBack = m_report.has(Id::TokenOfOtherDatabase) && !question.sendAnyway;
    if (m_report.url.isEmpty() || m_report.token.isEmpty() || keptBack) {
        m_running = false;
        emit progressed();
        emit finished();
        return;
    }
    if (question.sendAnyway) {
        for (DoctorFinding &found : m_report.findings) {
            if (found.id == Id::TokenOfOtherDatabase)
                found.severity = Severity::Warning;
        }
    }
    m_running = true;
    emit progressed();
    DoctorQuestion asked = question;
    asked.tokenText.clear();
    asked.saved.clear();
    const CleanedAddress address = cleanedAddress(question.addressText);
    asked.tokenIsTcpPassword |= address.fromTcp && !address.token.isEmpty() && address.token == m_report.token;
    const QPointer self(this);
    const Progress progress = [self, round](const DoctorReport &report) {
        if (self && self->m_round == round)
            self->take(report, false);
    };
    QCoro::connect(examined(asked, m_report, m_network, m_clock, progress, m_stop.get_token()), this,
                   [this, round](const DoctorReport &report) {
                       if (m_round == round)
                           take(report, true);
                   });
}

void ConnectionDoctor::take(const DoctorReport &report, bool last)
{
    m_report = report;
    m_running = m_running && !last;
    emit progressed();
    if (last)
        emit finished();
}

void ConnectionDoctor::cancel()
{
    if (!m_running)
        return;
    ++m_round; // what still comes is nobody's
    m_stop.request_stop();
    m_running = false;
    m_report.findings.append(finding(Id::Cancelled, Severity::Info));
    emit progressed();
    emit finished();
}

} // namespace stashdeck
