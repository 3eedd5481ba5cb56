// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/gateway.h"

#include "app/sandbox/restpath.h"

#include <optional>

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

/// Takes the same time wherever the texts differ.
bool sameToken(std::string_view a, std::string_view b)
{
    unsigned difference = a.size() == b.size() ? 0 : 1;
    for (size_t i = 0; i < a.size(); ++i)
        difference |= static_cast<unsigned char>(a[i] ^ b[i < b.size() ? i : 0]);
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

} // namespace

Gateway::Gateway(const Options &options, RedisPool &pool, CommandTable table, CommandLog &log)
    : m_options(options)
    , m_pool(pool)
    , m_dialect(std::move(table))
    , m_log(log)
{
}

std::string Gateway::syncToken() const
{
    static constexpr char Digits[] = "0123456789abcdefghijklmnopqrstuv";
    std::string token;
    for (uint64_t n = m_writes.load(std::memory_order_relaxed); n != 0 || token.size() < 13; n >>= 5)
        token.insert(token.begin(), Digits[n & 31]);
    return token;
}

GatewayAnswer Gateway::answer(const GatewayRequest &request)
{
    const RestPath path = parseTarget(request.target);
    const std::string_view token = path.token ? std::string_view(*path.token) : withoutScheme(request.authorization);
    Access access = Access::Full;
    if (!sameToken(token, m_options.token)) {
        if (!sameToken(token, m_options.readOnlyToken))
            return failure(401, Unauthorized);
        access = Access::ReadOnly;
    }
    const bool base64 = equalsIgnoringCase(request.encoding, "BASE64");
    const bool resp = equalsIgnoringCase(request.format, "RESP2");
    const ReplyFormat format = base64 ? ReplyFormat::Base64 : resp ? ReplyFormat::Resp2 : ReplyFormat::Json;
    const bool post = request.method == "POST" || request.method == "PUT";
    if (post && path.segments.empty())
        return single(parseCommand(request.body), access, format);
    if (post && path.segments.size() == 1 && path.segments.front() == "pipeline")
        return pipeline(parseBatch(request.body), access, format);
    if (post && path.segments.size() == 1 && path.segments.front() == "multi-exec")
        return transaction(parseBatch(request.body), access, base64 ? ReplyFormat::Base64 : ReplyFormat::Json);

    CommandRequest command{path.segments, {}};
    if (post && !request.body.empty())
        command.arguments.emplace_back(request.body);
    command.arguments.insert(command.arguments.end(), path.query.begin(), path.query.end());
    if (command.arguments.empty())
        command.error = "ERR empty command";
    return single(command, access, format);
}

GatewayAnswer Gateway::single(const CommandRequest &command, Access access, ReplyFormat format)
{
    if (!command.error.empty())
        return failure(400, command.error);
    Plan plan = m_dialect.plan(command.arguments, access);
    ReplyPtr reply = std::move(plan.ready);
    if (!reply) {
        std::string error;
        const RedisPool::Lease connection = m_pool.borrow(error);
        if (!connection)
            return failure(500, "ERR the sandbox cannot reach Redis: " + error);
        reply = connection->call(plan.send);
        if (plan.finish)
            reply = plan.finish(std::move(reply), *connection);
    }
    if (plan.write)
        m_writes.fetch_add(1, std::memory_order_relaxed);
    m_log.add({"single", command.arguments, access == Access::ReadOnly, reply->type == REDIS_REPLY_ERROR});
    GatewayAnswer answer;
    if (reply->type == REDIS_REPLY_ERROR)
        answer.status = 400;
    if (format == ReplyFormat::Resp2) {
        answer.contentType = "application/octet-stream";
        appendResp(answer.body, *reply);
    } else {
        appendReplyObject(answer.body, *reply, format == ReplyFormat::Base64);
    }
    return answer;
}

GatewayAnswer Gateway::pipeline(const BatchRequest &batch, Access access, ReplyFormat format)
{
    if (!batch.error.empty())
        return failure(400, batch.error);
    std::string error;
    const RedisPool::Lease connection = m_pool.borrow(error);
    if (!connection)
        return failure(500, "ERR the sandbox cannot reach Redis: " + error);
    std::vector<Plan> plans;
    plans.reserve(batch.commands.size());
    for (const CommandRequest &command : batch.commands) {
        if (command.error.empty()) {
            plans.push_back(m_dialect.plan(command.arguments, access));
        } else {
            plans.emplace_back().ready = errorReply(command.error);
        }
        if (!plans.back().ready)
            connection->append(plans.back().send);
        if (plans.back().write)
            m_writes.fetch_add(1, std::memory_order_relaxed);
    }
    for (Plan &plan : plans) {
        if (!plan.ready)
            plan.ready = connection->read();
    }
    GatewayAnswer answer;
    if (format == ReplyFormat::Resp2)
        answer.contentType = "application/octet-stream";
    else
        answer.body += '[';
    for (Plan &plan : plans) {
        if (plan.finish)
            plan.ready = plan.finish(std::move(plan.ready), *connection);
        m_log.add({"pipeline", batch.commands[static_cast<size_t>(&plan - plans.data())].arguments,
                   access == Access::ReadOnly, plan.ready->type == REDIS_REPLY_ERROR});
        if (format == ReplyFormat::Resp2) {
            appendResp(answer.body, *plan.ready);
            continue;
        }
        if (&plan != &plans.front())
            answer.body += ',';
        appendReplyObject(answer.body, *plan.ready, format == ReplyFormat::Base64);
        plan.ready.reset();
    }
    if (format != ReplyFormat::Resp2)
        answer.body += ']';
    return answer;
}

GatewayAnswer Gateway::transaction(const BatchRequest &batch, Access access, ReplyFormat format)
{
    if (!batch.error.empty())
        return failure(400, batch.error);
    std::vector<Plan> plans;
    for (const CommandRequest &command : batch.commands) {
        if (!command.error.empty())
            return failure(400, command.error);
        plans.push_back(m_dialect.plan(command.arguments, access));
        if (plans.back().refused)
            return failure(400, text(*plans.back().ready));
    }
    std::string error;
    const RedisPool::Lease connection = m_pool.borrow(error);
    if (!connection)
        return failure(500, "ERR the sandbox cannot reach Redis: " + error);
    connection->append({"MULTI"});
    for (const Plan &plan : plans) {
        if (!plan.ready)
            connection->append(plan.send);
    }
    if (const ReplyPtr begun = connection->read(); begun->type == REDIS_REPLY_ERROR)
        return failure(400, text(*begun));
    ReplyPtr refused;
    for (const Plan &plan : plans) {
        if (plan.ready)
            continue;
        ReplyPtr queued = connection->read();
        if (queued->type == REDIS_REPLY_ERROR && !refused)
            refused = std::move(queued);
    }
    if (refused) {
        (void)connection->call({"DISCARD"});
        return failure(400, text(*refused));
    }
    const ReplyPtr done = connection->call({"EXEC"});
    if (done->type != REDIS_REPLY_ARRAY)
        return failure(400, done->type == REDIS_REPLY_ERROR ? text(*done) : "EXECABORT Transaction discarded");
    size_t next = 0;
    GatewayAnswer answer;
    answer.body += '[';
    for (Plan &plan : plans) {
        if (!plan.ready)
            plan.ready.reset(std::exchange(done->element[next++], nullptr));
        if (plan.finish)
            plan.ready = plan.finish(std::move(plan.ready), *connection);
        m_log.add({"multi-exec", batch.commands[static_cast<size_t>(&plan - plans.data())].arguments,
                   access == Access::ReadOnly, plan.ready->type == REDIS_REPLY_ERROR});
        if (&plan != &plans.front())
            answer.body += ',';
        appendReplyObject(answer.body, *plan.ready, format == ReplyFormat::Base64);
        if (plan.write)
            m_writes.fetch_add(1, std::memory_order_relaxed);
    }
    answer.body += ']';
    return answer;
}

} // namespace stashdeck::sandbox
