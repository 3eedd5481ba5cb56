// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rest/answer.h"

#include "models/rest/errorclassifier.h"

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

using Cause = Error::Cause;
using Kind = Error::Kind;

Error protocolError(const QString &problem, int status)
{
    Error error;
    error.kind = Kind::Protocol;
    error.message = problem;
    error.httpStatus = status;
    return error;
}

bool isWorthRepeating(const Error &error)
{
    switch (error.kind) {
    case Kind::Network:
    case Kind::Timeout:
    case Kind::Unavailable:
    case Kind::RateLimited:
        return true;
    case Kind::NotSent:
        return error.cause != Cause::ConnectTimeout; // once through the whole connect timer is enough waiting
    default:
        return false;
    }
}

/// After a write, an error that does not tell whether the command ran becomes an unknown outcome.
bool leavesOutcomeOpen(const Error &error)
{
    switch (error.kind) {
    case Kind::Network:
    case Kind::Timeout:
        return true;
    case Kind::Unavailable: // LOADING and the like come as the command's own error; a gateway's 5xx says nothing
        return error.httpStatus >= 500;
    case Kind::Protocol:
    case Kind::NotRestEndpoint: // with another status it was not a database that answered
    case Kind::TooLarge:
        return error.httpStatus >= 200 && error.httpStatus < 300;
    default:
        return false;
    }
}

Error redirectError(const HttpOutcome &outcome)
{
    Error error;
    error.kind = Kind::NotRestEndpoint;
    error.cause = Cause::Redirect;
    error.message = QString::fromUtf8(outcome.redirectTarget);
    return error;
}

/// A complete body of a status below 300.
std::optional<Error> takeEntries(ParsedBody &body, const Expectation &expected, Judgement &judgement)
{
    const bool wholeRefused = !body.isArray && body.entries.front().error.has_value();
    if (wholeRefused)
        return classifiedError(*body.entries.front().error, 200);
    if (body.isArray != (expected.entries > 0))
        return protocolError(u"the answer has another shape than the request"_s, 200);
    if (body.isArray && body.entries.size() != size_t(expected.entries)) {
        return protocolError(
            u"the answer has %1 entries for %2 commands"_s.arg(body.entries.size()).arg(expected.entries), 200);
    }
    judgement.entries = std::move(body.entries);
    return std::nullopt;
}

std::optional<Error> judgeStatus(const HttpOutcome &outcome, ParsedBody &body, const Expectation &expected,
                                 Judgement &judgement)
{
    const int status = outcome.httpStatus;
    if (status >= 300 && status < 400)
        return redirectError(outcome);
    if (status < 200 || status >= 300) {
        const bool hasWords = body.complete && !body.isArray && body.entries.front().error;
        Error error = hasWords ? classifiedError(*body.entries.front().error, status)
                               : classifiedStatus(status, outcome.contentType, outcome.body);
        error.retryAfter = error.kind == Kind::RateLimited ? outcome.retryAfter : std::chrono::milliseconds{0};
        return error;
    }
    if (body.complete)
        return takeEntries(body, expected, judgement);
    if (looksLikeWebPage(outcome.contentType, outcome.body)) {
        Error page = classifiedStatus(status, outcome.contentType, outcome.body);
        page.kind = Kind::NotRestEndpoint;
        page.cause = Cause::WebPage;
        return page;
    }
    if (body.truncated && !outcome.hasLength) {
        // Qt takes the end of the connection for the end of the body; only the envelope shows that it was cut.
        Error cut;
        cut.kind = Kind::Network;
        cut.message = u"the connection was lost in the middle of the answer"_s;
        return cut;
    }
    return protocolError(body.problem, status);
}

/// The complete entries of a list that was cut: these commands have their answers.
void keepCutEntries(ParsedBody &body, const Expectation &expected, Judgement &judgement)
{
    if (!judgement.entries.empty())
        return; // they were taken over already
    if (body.isArray && !body.complete && body.entries.size() <= size_t(expected.entries))
        judgement.entries = std::move(body.entries);
}

} // namespace

Judgement judged(const HttpOutcome &outcome, ParsedBody body, const Expectation &expected)
{
    Judgement judgement;
    judgement.executed = outcome.mayHaveArrived;
    switch (outcome.end) {
    case HttpOutcome::End::Stopped: {
        Error error;
        error.kind = expected.isWrite && outcome.mayHaveArrived ? Kind::UnknownOutcome : Kind::Cancelled;
        judgement.error = error;
        return judgement;
    }
    case HttpOutcome::End::Answered:
        judgement.error = judgeStatus(outcome, body, expected, judgement);
        judgement.answered = !judgement.error || judgement.error->kind != Kind::Network;
        break;
    case HttpOutcome::End::Failed:
    case HttpOutcome::End::TimedOut:
    case HttpOutcome::End::TooLarge:
        judgement.error = outcome.error;
        if (outcome.mayHaveArrived
            && (judgement.error->kind == Kind::NotSent || judgement.error->kind == Kind::Proxy
                || judgement.error->kind == Kind::Tls)) {
            judgement.error->kind = Kind::Network; // whatever broke did so after the request had left
        }
        break;
    }
    if (!judgement.error)
        return judgement;

    Error &error = *judgement.error;
    error.httpStatus = outcome.httpStatus;
    switch (error.kind) {
    case Kind::Unauthorized:
    case Kind::NotRestEndpoint:
    case Kind::RateLimited:
    case Kind::Proxy:
        judgement.executed = false;
        break;
    default:
        break;
    }
    judgement.worthRepeating = isWorthRepeating(error);
    judgement.mayRepeat = !expected.isWrite || !outcome.mayHaveArrived;
    if (outcome.httpStatus >= 200 && outcome.httpStatus < 300 && error.kind != Kind::NotRestEndpoint
        && expected.isWrite)
        keepCutEntries(body, expected, judgement);
    if (!expected.isWrite)
        return judgement;
    if (outcome.mayHaveArrived) {
        if (leavesOutcomeOpen(error))
            error.kind = Kind::UnknownOutcome;
    } else if (error.kind == Kind::Network || error.kind == Kind::Timeout) {
        error.kind = Kind::NotSent; // it broke while the request was on its way: no server can have read it whole
    }
    return judgement;
}

} // namespace stashdeck
