// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/gateway.h"

#include <optional>
#include <thread>

namespace stashdeck::sandbox {
namespace {

constexpr std::string_view Unauthorized
    = "WRONGPASS invalid or missing auth token. See "
      "https://docs.upstash.com/redis/troubleshooting/http_unauthorized for details.";

GatewayAnswer failure(int status, std::string_view message)
{
    GatewayAnswer answer;
    answer.status = status;
    appendErrorObject(answer.body, message);
    return answer;
}

GatewayAnswer failure(const CommandRunner::Outcome &outcome)
{
    return failure(outcome.lost ? 500 : 400, outcome.failure);
}

/// Takes the same time wherever the texts differ.
bool sameToken(std::string_view a, std::string_view b)
{
    unsigned difference = a.size() == b.size() ? 0 : 1;
    for (size_t i = 0; i < a.size(); ++i)
        difference
            |= static_cast<unsigned>(static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i % b.size()]));
    return difference == 0;
}

std::string_view withoutScheme(std::string_view authorization)
{
    constexpr size_t Scheme = 7;
    if (authorization.size() >= Scheme && equalsIgnoringCase(authorization.substr(0, Scheme), "BEARER "))
        authorization.remove_prefix(Scheme);
    while (!authorization.empty() && authorization.front() == ' ')
        authorization.remove_prefix(1);
    return authorization;
}

std::optional<StreamRequest> streamRequest(const RestPath &path)
{
    if (path.segments.empty())
        return std::nullopt;
    const std::string &name = path.segments.front();
    Arguments names(path.segments.begin() + 1, path.segments.end());
    if (name == "monitor" && names.empty())
        return StreamRequest{StreamRequest::Kind::Monitor, {}};
    if (name == "subscribe" && !names.empty())
        return StreamRequest{StreamRequest::Kind::Subscribe, std::move(names)};
    if (name == "psubscribe" && !names.empty())
        return StreamRequest{StreamRequest::Kind::PatternSubscribe, std::move(names)};
    return std::nullopt;
}

} // namespace

Gateway::Gateway(const Options &options, RedisPool &pool, CommandRunner &runner, Meter &meter, MonitorFeed &feed)
    : m_options(options)
    , m_pool(pool)
    , m_runner(runner)
    , m_meter(meter)
    , m_feed(feed)
{
}

std::string Gateway::syncToken() const
{
    static constexpr char Digits[] = "0123456789abcdefghijklmnopqrstuv";
    std::string token(13, '0');
    uint64_t rest = m_runner.writes();
    for (size_t i = token.size(); i-- > 0; rest >>= 5)
        token[i] = Digits[rest & 31];
    return token;
}

std::string Gateway::tooLarge(size_t actual) const
{
    return "ERR max request size exceeded. Limit: " + std::to_string(m_options.maxRequestBytes)
        + " bytes, Actual: " + std::to_string(actual)
        + " bytes. See https://upstash.com/docs/redis/troubleshooting/max_request_size_exceeded for details";
}

GatewayAnswer Gateway::answer(const GatewayRequest &request)
{
    if (m_options.latency.count() > 0)
        std::this_thread::sleep_for(m_options.latency);
    const uint64_t number = ++m_requests;
    const auto strikes = [number](int every) {
        return every > 0 && number % static_cast<uint64_t>(every) == 0;
    };
    if (strikes(m_options.fault401))
        return failure(401, Unauthorized);
    if (strikes(m_options.fault500))
        return failure(500, "ERR internal error");
    if (strikes(m_options.faultHtml)) {
        GatewayAnswer answer;
        answer.status = 502;
        answer.contentType = "text/html";
        answer.body = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>\n";
        return answer;
    }
    GatewayAnswer answer = route(request);
    m_meter.addBytes(request.bodySize, answer.body.size());
    answer.cut = strikes(m_options.faultCut);
    return answer;
}

GatewayAnswer Gateway::route(const GatewayRequest &request)
{
    const RestPath path = parseTarget(request.target);
    const std::string_view token = path.token ? std::string_view(*path.token) : withoutScheme(request.authorization);
    Access access = Access::Full;
    if (!sameToken(token, m_options.token)) {
        if (!sameToken(token, m_options.readOnlyToken))
            return failure(401, Unauthorized);
        access = Access::ReadOnly;
    }
    const bool post = request.method == "POST" || request.method == "PUT";
    const bool base64 = equalsIgnoringCase(request.encoding, "BASE64");
    if (request.bodySize > static_cast<size_t>(m_options.maxRequestBytes))
        return failure(400, tooLarge(request.bodySize));
    if (post && path.segments.size() == 1 && path.segments.front() == "multi-exec")
        return transaction(parseBatch(request.body), access, base64);

    const bool resp = equalsIgnoringCase(request.format, "RESP2");
    if (!request.format.empty() && !resp && !equalsIgnoringCase(request.format, "JSON"))
        return failure(400, "ERR unsupported response format: " + std::string(request.format));
    if (resp && base64)
        return failure(400, "ERR base64 encoding is not supported with the resp2 response format");
    const ReplyFormat format = base64 ? ReplyFormat::Base64 : resp ? ReplyFormat::Resp2 : ReplyFormat::Json;
    if (post && path.segments.empty())
        return single(parseCommand(request.body), access, format);
    if (post && path.segments.size() == 1 && path.segments.front() == "pipeline")
        return pipeline(parseBatch(request.body), access, format);
    if (const std::optional<StreamRequest> stream = streamRequest(path))
        return openStream(*stream, access);

    CommandRequest command{path.segments, {}};
    if (post && !request.body.empty())
        command.arguments.emplace_back(request.body);
    command.arguments.insert(command.arguments.end(), path.query.begin(), path.query.end());
    if (command.arguments.empty())
        command.error = "ERR empty command";
    return single(std::move(command), access, format);
}

GatewayAnswer Gateway::single(CommandRequest command, Access access, ReplyFormat format)
{
    if (!command.error.empty())
        return failure(400, command.error);
    std::vector<CommandRequest> commands;
    commands.push_back(std::move(command));
    const CommandRunner::Outcome outcome = m_runner.run(commands, access, CommandRunner::Route::Single);
    if (!outcome.failure.empty())
        return failure(outcome);
    const redisReply &reply = *outcome.replies.front();
    GatewayAnswer answer;
    if (reply.type == REDIS_REPLY_ERROR)
        answer.status = 400;
    if (format == ReplyFormat::Resp2) {
        answer.contentType = "application/octet-stream";
        appendResp(answer.body, reply);
    } else {
        appendReplyObject(answer.body, reply, format == ReplyFormat::Base64);
    }
    if (answer.body.size() > static_cast<size_t>(m_options.maxRequestBytes))
        return failure(400, tooLarge(answer.body.size()));
    return answer;
}

GatewayAnswer Gateway::pipeline(const BatchRequest &batch, Access access, ReplyFormat format)
{
    if (!batch.error.empty())
        return failure(400, batch.error);
    CommandRunner::Outcome outcome = m_runner.run(batch.commands, access, CommandRunner::Route::Pipeline);
    if (!outcome.failure.empty())
        return failure(outcome);
    GatewayAnswer answer;
    const bool resp = format == ReplyFormat::Resp2;
    if (resp)
        answer.contentType = "application/octet-stream";
    answer.body += resp ? "" : "[";
    for (ReplyPtr &reply : outcome.replies) {
        if (!resp && &reply != &outcome.replies.front())
            answer.body += ',';
        const size_t before = answer.body.size();
        if (resp)
            appendResp(answer.body, *reply);
        else
            appendReplyObject(answer.body, *reply, format == ReplyFormat::Base64);
        if (const size_t size = answer.body.size() - before; size > static_cast<size_t>(m_options.maxRequestBytes)) {
            answer.body.resize(before);
            if (resp)
                appendResp(answer.body, *errorReply(tooLarge(size)));
            else
                appendErrorObject(answer.body, tooLarge(size));
        }
        reply.reset();
    }
    answer.body += resp ? "" : "]";
    return answer;
}

GatewayAnswer Gateway::transaction(const BatchRequest &batch, Access access, bool base64)
{
    if (!batch.error.empty())
        return failure(400, batch.error);
    const CommandRunner::Outcome outcome = m_runner.runTransaction(batch.commands, access);
    if (!outcome.failure.empty())
        return failure(outcome);
    GatewayAnswer answer;
    answer.body += '[';
    for (const ReplyPtr &reply : outcome.replies) {
        if (&reply != &outcome.replies.front())
            answer.body += ',';
        appendReplyObject(answer.body, *reply, base64);
    }
    answer.body += ']';
    if (answer.body.size() > static_cast<size_t>(m_options.maxRequestBytes))
        return failure(400, tooLarge(answer.body.size()));
    return answer;
}

GatewayAnswer Gateway::openStream(const StreamRequest &request, Access access)
{
    GatewayAnswer answer;
    answer.contentType = "text/event-stream";
    if (request.kind == StreamRequest::Kind::Monitor) {
        if (access == Access::ReadOnly)
            return failure(400, "NOPERM this user has no permissions to run the 'monitor' command");
        answer.stream = makeMonitor(m_feed.listen());
        return answer;
    }
    std::string error;
    std::unique_ptr<RedisConnection> connection = m_pool.open(error);
    if (!connection)
        return failure(500, "ERR the sandbox cannot reach Redis: " + error);
    answer.stream = makeSubscription(std::move(connection), request);
    return answer;
}

} // namespace stashdeck::sandbox
