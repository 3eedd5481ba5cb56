// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <hiredis/hiredis.h>

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace stashdeck::sandbox {

using Arguments = std::vector<std::string>;

struct ReplyDeleter {
    void operator()(redisReply *reply) const { freeReplyObject(reply); }
};
using ReplyPtr = std::unique_ptr<redisReply, ReplyDeleter>;

/// The bytes of a string, status or error reply.
[[nodiscard]] inline std::string_view text(const redisReply &reply)
{
    return {reply.str, reply.len};
}

/// Builds a reply from RESP2 text, so that answers of our own look exactly like those of Redis.
[[nodiscard]] ReplyPtr replyFromResp(std::string_view resp);
[[nodiscard]] ReplyPtr errorReply(std::string_view message);
[[nodiscard]] ReplyPtr statusReply(std::string_view status);
[[nodiscard]] ReplyPtr integerReply(long long value);
[[nodiscard]] ReplyPtr bulkReply(std::string_view bytes);
[[nodiscard]] ReplyPtr nilReply();
/// Appends one bulk string, or an array's head, in RESP2.
void appendBulk(std::string &resp, std::string_view bytes);
void appendArrayHead(std::string &resp, size_t size);

/// Where Redis listens: a Unix socket, or host and port.
struct RedisAddress {
    std::string unixSocket;
    std::string host;
    int port = 6379;
    std::string user;
    std::string password;
    int database = 0;
};

/// One blocking connection, used by one thread at a time. After an input/output error it is `broken` and thrown away.
class RedisConnection final {
public:
    /// Null, with the reason in `error`, when Redis cannot be reached or refuses the password.
    [[nodiscard]] static std::unique_ptr<RedisConnection> open(const RedisAddress &address, std::string &error);

    void append(const Arguments &command);
    /// Commands that are already in RESP form (a pipeline of many equal ones is made faster by hand).
    void appendRaw(std::string_view resp);
    /// The next reply in order. Never null: a lost connection gives an error reply and `broken()`.
    [[nodiscard]] ReplyPtr read();
    [[nodiscard]] ReplyPtr call(const Arguments &command);

    [[nodiscard]] bool broken() const { return m_context->err != 0; }
    [[nodiscard]] int descriptor() const { return m_context->fd; }
    /// A reply that is already in the buffer, or null; for streams that wait with poll().
    [[nodiscard]] ReplyPtr readBuffered();
    /// Reads what the socket has; false when the connection ended.
    [[nodiscard]] bool fill();

private:
    struct ContextDeleter {
        void operator()(redisContext *context) const { redisFree(context); }
    };
    explicit RedisConnection(redisContext *context)
        : m_context(context)
    {
    }

    std::unique_ptr<redisContext, ContextDeleter> m_context;
    std::vector<const char *> m_pointers;
    std::vector<size_t> m_lengths;
};

/// Connections that are idle wait here; a request borrows one and gives it back.
class RedisPool final {
public:
    explicit RedisPool(RedisAddress address)
        : m_address(std::move(address))
    {
    }

    class Lease final {
    public:
        Lease(RedisPool &pool, std::unique_ptr<RedisConnection> connection)
            : m_pool(pool)
            , m_connection(std::move(connection))
        {
        }
        ~Lease() { m_pool.giveBack(std::move(m_connection)); }
        Lease(const Lease &) = delete;
        Lease &operator=(const Lease &) = delete;
        explicit operator bool() const { return m_connection != nullptr; }
        RedisConnection &operator*() const { return *m_connection; }
        RedisConnection *operator->() const { return m_connection.get(); }

    private:
        RedisPool &m_pool;
        std::unique_ptr<RedisConnection> m_connection;
    };

    /// An empty lease, with the reason in `error`, when Redis cannot be reached.
    [[nodiscard]] Lease borrow(std::string &error);
    /// A connection of its own, for a stream.
    [[nodiscard]] std::unique_ptr<RedisConnection> open(std::string &error) const;
    [[nodiscard]] const RedisAddress &address() const { return m_address; }

private:
    void giveBack(std::unique_ptr<RedisConnection> connection);

    RedisAddress m_address;
    std::mutex m_mutex;
    std::vector<std::unique_ptr<RedisConnection>> m_idle;
};

} // namespace stashdeck::sandbox
