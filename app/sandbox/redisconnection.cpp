// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/redisconnection.h"

#include <sys/time.h>

#include <algorithm>

namespace stashdeck::sandbox {
namespace {

/// A buffer above this size is given back, so that one huge value does not stay in memory for ever.
constexpr size_t MaxIdleBuffer = 1024 * 1024;
constexpr size_t MaxIdleConnections = 64;

} // namespace

ReplyPtr replyFromResp(std::string_view resp)
{
    struct ReaderDeleter {
        void operator()(redisReader *reader) const { redisReaderFree(reader); }
    };
    const std::unique_ptr<redisReader, ReaderDeleter> reader(redisReaderCreate());
    redisReaderFeed(reader.get(), resp.data(), resp.size());
    void *reply = nullptr;
    if (redisReaderGetReply(reader.get(), &reply) != REDIS_OK || reply == nullptr)
        return errorReply("ERR the sandbox could not build this reply");
    return ReplyPtr(static_cast<redisReply *>(reply));
}

ReplyPtr errorReply(std::string_view message)
{
    std::string line = "-";
    // One line by definition: a line break inside would end the reply early.
    std::transform(message.begin(), message.end(), std::back_inserter(line),
                   [](char c) { return c == '\r' || c == '\n' ? ' ' : c; });
    return replyFromResp(line + "\r\n");
}

ReplyPtr statusReply(std::string_view status)
{
    return replyFromResp("+" + std::string(status) + "\r\n");
}

ReplyPtr integerReply(long long value)
{
    return replyFromResp(":" + std::to_string(value) + "\r\n");
}

ReplyPtr bulkReply(std::string_view bytes)
{
    std::string resp;
    appendBulk(resp, bytes);
    return replyFromResp(resp);
}

ReplyPtr nilReply()
{
    return replyFromResp("$-1\r\n");
}

void appendBulk(std::string &resp, std::string_view bytes)
{
    resp += '$';
    resp += std::to_string(bytes.size());
    resp += "\r\n";
    resp += bytes;
    resp += "\r\n";
}

void appendArrayHead(std::string &resp, size_t size)
{
    resp += '*';
    resp += std::to_string(size);
    resp += "\r\n";
}

std::unique_ptr<RedisConnection> RedisConnection::open(const RedisAddress &address, std::string &error)
{
    const timeval patience = {5, 0};
    redisContext *context = address.unixSocket.empty()
        ? redisConnectWithTimeout(address.host.c_str(), address.port, patience)
        : redisConnectUnixWithTimeout(address.unixSocket.c_str(), patience);
    if (context == nullptr) {
        error = "out of memory";
        return nullptr;
    }
    auto connection = std::unique_ptr<RedisConnection>(new RedisConnection(context));
    if (context->err != 0) {
        error = context->errstr;
        return nullptr;
    }
    // The connect timeout would also end every read: a script may run longer than that.
    redisSetTimeout(context, timeval{0, 0});
    context->reader->maxbuf = MaxIdleBuffer;
    if (!address.password.empty()) {
        const Arguments auth = address.user.empty() ? Arguments{"AUTH", address.password}
                                                    : Arguments{"AUTH", address.user, address.password};
        const ReplyPtr reply = connection->call(auth);
        if (reply->type == REDIS_REPLY_ERROR) {
            error = text(*reply);
            return nullptr;
        }
    }
    if (address.database != 0) {
        const ReplyPtr reply = connection->call({"SELECT", std::to_string(address.database)});
        if (reply->type == REDIS_REPLY_ERROR) {
            error = text(*reply);
            return nullptr;
        }
    }
    return connection;
}

void RedisConnection::append(const Arguments &command)
{
    m_pointers.clear();
    m_lengths.clear();
    for (const std::string &argument : command) {
        m_pointers.push_back(argument.data());
        m_lengths.push_back(argument.size());
    }
    redisAppendCommandArgv(m_context.get(), static_cast<int>(command.size()), m_pointers.data(), m_lengths.data());
}

void RedisConnection::appendRaw(std::string_view resp)
{
    redisAppendFormattedCommand(m_context.get(), resp.data(), resp.size());
}

ReplyPtr RedisConnection::read()
{
    void *reply = nullptr;
    if (broken() || redisGetReply(m_context.get(), &reply) != REDIS_OK || reply == nullptr)
        return errorReply("ERR the sandbox lost its connection to Redis: " + std::string(m_context->errstr));
    return ReplyPtr(static_cast<redisReply *>(reply));
}

ReplyPtr RedisConnection::call(const Arguments &command)
{
    append(command);
    return read();
}

ReplyPtr RedisConnection::readBuffered()
{
    void *reply = nullptr;
    if (broken() || redisGetReplyFromReader(m_context.get(), &reply) != REDIS_OK)
        return nullptr;
    return ReplyPtr(static_cast<redisReply *>(reply));
}

bool RedisConnection::fill()
{
    return redisBufferRead(m_context.get()) == REDIS_OK;
}

RedisPool::Lease RedisPool::borrow(std::string &error)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_idle.empty()) {
            std::unique_ptr<RedisConnection> connection = std::move(m_idle.back());
            m_idle.pop_back();
            return {*this, std::move(connection)};
        }
    }
    return {*this, open(error)};
}

std::unique_ptr<RedisConnection> RedisPool::open(std::string &error) const
{
    return RedisConnection::open(m_address, error);
}

void RedisPool::giveBack(std::unique_ptr<RedisConnection> connection)
{
    if (!connection || connection->broken())
        return;
    const std::lock_guard lock(m_mutex);
    if (m_idle.size() < MaxIdleConnections)
        m_idle.push_back(std::move(connection));
}

} // namespace stashdeck::sandbox
