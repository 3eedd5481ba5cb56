// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rest/operation.h"

#include "models/rest/connectionepoch.h"
#include "models/rest/errorclassifier.h"

#include <QNetworkAccessManager>
#include <QRandomGenerator>
#include <QThreadPool>
#include <QTimer>

#include <algorithm>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;
using std::chrono::steady_clock;
using Core = std::shared_ptr<ClientCore>;

namespace {

/// A body beyond this is taken apart on a worker: 1 MiB takes about 2 ms.
constexpr qsizetype mostBytesOnThisThread = 1024LL * 1024;
/// How often a change of network may send one operation again: a network that comes and goes is no network.
constexpr int mostRenewals = 3;
constexpr char probeText[] = "upstash-b64-probe";

Conclusion failed(Error error)
{
    Conclusion conclusion;
    conclusion.error = std::move(error);
    return conclusion;
}

Error cancelled()
{
    Error error;
    error.kind = Error::Kind::Cancelled;
    return error;
}

/// Gives when the time is over, or at once when either token stops.
QCoro::Task<> pause(Core core, milliseconds time, std::stop_token stop)
{
    const Handover<bool> over(core->resumer);
    QTimer timer;
    timer.setSingleShot(true);
    QObject::connect(&timer, &QTimer::timeout, &timer, [over] { over.give(true); });
    const auto wake = [over] {
        over.give(false);
    };
    const std::stop_callback byCaller(stop, wake);
    const std::stop_callback byClient(core->shutdown.get_token(), wake);
    timer.start(time);
    co_await over;
}

QCoro::Task<ExchangeLane::Place> place(Core core, RequestOptions::Priority priority, std::stop_token stop)
{
    const auto kind
        = priority == RequestOptions::Priority::Visible ? ExchangeLane::Kind::Visible : ExchangeLane::Kind::Background;
    auto *lane = ExchangeLane::of(core->network, core->endpoint.url);
    const Handover<ExchangeLane::Place> entry = lane->enter(kind, core->resumer);
    const auto withdraw = [entry] {
        entry.give(ExchangeLane::Place());
    };
    const std::stop_callback byCaller(stop, withdraw);
    const std::stop_callback byClient(core->shutdown.get_token(), withdraw);
    ExchangeLane::Place given = co_await entry;
    co_return given;
}

QCoro::Task<HttpOutcome> exchanged(Core core, HttpRequest request, std::stop_token stop)
{
    const Handover<HttpOutcome> done(core->resumer);
    const ConnectionEpoch::Source connections = ConnectionEpoch::of(core->network)->current();
    const auto exchange = std::make_unique<HttpExchange>(
        core->network, std::move(request), [done](HttpOutcome outcome) { done.give(std::move(outcome)); });
    exchange->start();
    const auto stopIt = [&exchange] {
        exchange->stop();
    };
    const auto breakIt = [&exchange] {
        exchange->breakOff();
    };
    const std::stop_callback byCaller(stop, stopIt);
    const std::stop_callback byClient(core->shutdown.get_token(), stopIt);
    const std::stop_callback byNetwork(connections->get_token(), breakIt);
    HttpOutcome outcome = co_await done;
    co_return outcome;
}

QCoro::Task<ParsedBody> parsed(Core core, QByteArray body, StringEncoding encoding)
{
    if (body.size() <= mostBytesOnThisThread)
        co_return parseBody(body, encoding);
    const Handover<ParsedBody> done(core->resumer);
    QThreadPool::globalInstance()->start([body, encoding, done, resumer = core->resumer]() mutable {
        auto result = std::make_shared<ParsedBody>(parseBody(body, encoding));
        // Everything that belongs to the client's thread goes back there, the last references included.
        auto *to = resumer.get();
        QMetaObject::invokeMethod(
            to, [result = std::move(result), done, keep = std::move(resumer)] { done.give(std::move(*result)); },
            Qt::QueuedConnection);
    });
    ParsedBody result = co_await done;
    co_return result;
}

milliseconds wholeDeadline(const Core &core, const Operation &operation, const RequestOptions &options, bool &grows)
{
    grows = false;
    if (options.deadline > milliseconds{0})
        return options.deadline;
    if (core->endpoint.deadline > milliseconds{0})
        return core->endpoint.deadline;
    grows = true;
    return operation.isBroad ? milliseconds{60'000} : milliseconds{30'000};
}

void reportAttempt(const Core &core, const Operation &operation, const RequestOptions &options,
                   const HttpOutcome &outcome, const Judgement &judgement, int attempt)
{
    if (!core->report)
        return;
    ExchangeRecord record;
    record.purpose = options.purpose;
    record.commands = judgement.executed ? operation.commands + operation.request.wrappedCommands : 0;
    record.bytesOut = outcome.bytesOut;
    record.bytesIn = outcome.bytesIn;
    record.duration = outcome.duration;
    record.attempt = attempt;
    record.answered = judgement.answered;
    record.commandName = operation.firstName;
    record.finishedAt = core->clock->now();
    core->report(record);
}

bool isProbeAnswer(const Conclusion &conclusion, Reply::Kind kind)
{
    return !conclusion.error && conclusion.entries.size() == 1 && !conclusion.entries.front().error
        && conclusion.entries.front().reply.kind == kind && conclusion.entries.front().reply.bytes == probeText;
}

QCoro::Task<> probeEncoding(Core core, RequestOptions options, std::stop_token stop);

/// What the body says about the server's encoding; true when it is worth a question.
bool needsProbe(const Core &core, const HttpOutcome &outcome, const ParsedBody &body)
{
    if (core->encoding != ClientCore::Encoding::Unknown || !body.complete || outcome.end != HttpOutcome::End::Answered
        || outcome.httpStatus != 200)
        return false;
    if (body.undecodable > 0)
        return true;
    if (!body.holdsText)
        return false;
    if (outcome.syncToken.isEmpty())
        return true;
    core->encoding = ClientCore::Encoding::Base64;
    return false;
}

StringEncoding stringEncoding(const Core &core)
{
    return core->encoding == ClientCore::Encoding::Plain ? StringEncoding::Plain : StringEncoding::Base64;
}

QCoro::Task<Conclusion> attempts(Core core, Operation operation, RequestOptions options, std::stop_token stop,
                                 bool mayProbe)
{
    bool grows = false;
    const milliseconds whole = wholeDeadline(core, operation, options, grows);
    const auto isStopped = [&] {
        return stop.stop_requested() || core->shutdown.stop_requested() || !core->network;
    };
    std::optional<steady_clock::time_point> begin;
    int renewals = 0;
    for (int attempt = 1;; ++attempt) {
        if (isStopped())
            co_return failed(cancelled());
        ExchangeLane::Place mine = co_await place(core, options.priority, stop);
        if (!mine.isValid() || isStopped())
            co_return failed(cancelled());
        ConnectionEpoch::of(core->network)->look();
        if (operation.isWrite)
            ExchangeLane::of(core->network, core->endpoint.url)->prepareWrite();
        if (!begin)
            begin = steady_clock::now();
        HttpRequest request;
        request.request
            = core->requests.request(operation.request.path, operation.request.contentType, core->syncToken);
        request.body = operation.request.body;
        request.connectTimeout = core->endpoint.connectTimeout;
        request.idleTimeout = core->endpoint.idleTimeout;
        request.deadline
            = std::max(whole - std::chrono::duration_cast<milliseconds>(steady_clock::now() - *begin), milliseconds{1});
        request.deadlineGrows = grows;
        request.maxBodyBytes = options.maxBodyBytes > 0 ? options.maxBodyBytes : core->endpoint.maxBodyBytes;
        request.progress = options.progress;
        const HttpOutcome outcome = co_await exchanged(core, std::move(request), stop);
        mine.release();

        if (!outcome.syncToken.isEmpty())
            core->syncToken = outcome.syncToken;
        ParsedBody body;
        const bool hasBody = outcome.end != HttpOutcome::End::Stopped && outcome.httpStatus > 0;
        if (hasBody)
            body = co_await parsed(core, outcome.body, stringEncoding(core));
        if (mayProbe && needsProbe(core, outcome, body)) {
            co_await probeEncoding(core, options, stop);
            if (core->encoding == ClientCore::Encoding::Plain)
                body = co_await parsed(core, outcome.body, StringEncoding::Plain);
        }
        Expectation expected;
        expected.isWrite = operation.isWrite;
        expected.entries = operation.expectsArray ? operation.commands : 0;
        Judgement judgement = judged(outcome, std::move(body), expected);
        reportAttempt(core, operation, options, outcome, judgement, attempt);

        Conclusion conclusion;
        conclusion.entries = std::move(judgement.entries);
        conclusion.error = judgement.error;
        if (!conclusion.error) {
            core->retries.succeeded();
            co_return conclusion;
        }
        if (outcome.connectionLost && judgement.mayRepeat && renewals < mostRenewals) {
            // Nobody failed, so that it takes no retry, and the time asleep was nobody's either.
            ++renewals;
            begin.reset();
            continue;
        }
        AttemptOutcome another;
        another.error = *conclusion.error;
        another.mayRepeat = judgement.mayRepeat;
        another.worthRepeating = judgement.worthRepeating;
        const milliseconds left = whole - std::chrono::duration_cast<milliseconds>(steady_clock::now() - *begin);
        const auto delay = core->retries.delayAfter(attempt - renewals, another, left);
        if (!delay)
            co_return conclusion;
        co_await pause(core, *delay, stop);
    }
}

QCoro::Task<> probeEncoding(Core core, RequestOptions options, std::stop_token stop)
{
    if (core->isProbing) {
        const Handover<bool> settled(core->resumer);
        core->waitingForProbe.push_back(settled);
        co_await settled;
        co_return;
    }
    core->isProbing = true;
    Operation probe;
    probe.firstName = "ECHO"_ba;
    QByteArray body;
    appendJson(body, {"ECHO"_ba, QByteArray(probeText)});
    probe.request.body = body;
    options.progress = {};
    options.maxBodyBytes = 0;
    const Conclusion answer = co_await attempts(core, std::move(probe), options, stop, false);
    if (isProbeAnswer(answer, Reply::Kind::String))
        core->encoding = ClientCore::Encoding::Base64;
    else if (isProbeAnswer(answer, Reply::Kind::Undecodable))
        core->encoding = ClientCore::Encoding::Plain;
    core->isProbing = false;
    for (const Handover<bool> &waiting : std::exchange(core->waitingForProbe, {}))
        waiting.give(true);
}

} // namespace

ClientCore::ClientCore(QNetworkAccessManager *manager, Endpoint to, const Clock *c)
    : network(manager)
    , endpoint(std::move(to))
    , clock(c)
    , requests(endpoint)
    , retries([] { return QRandomGenerator::global()->generateDouble(); })
{
}

QCoro::Task<Conclusion> concluded(Core core, Operation operation, RequestOptions options, std::stop_token stop)
{
    if (!isTokenForm(core->endpoint.token.reveal())) {
        Error error;
        error.kind = Error::Kind::Unauthorized;
        error.message = u"the token has characters that no token has"_s;
        co_return failed(error);
    }
    if (!core->requests.caProblem().isEmpty()) {
        Error error;
        error.kind = Error::Kind::Tls;
        error.message = core->requests.caProblem();
        co_return failed(error);
    }
    Conclusion conclusion = co_await attempts(core, std::move(operation), std::move(options), stop, true);
    co_return conclusion;
}

} // namespace stashdeck
