// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/eventstream.h"

#include "app/sandbox/utf8.h"

#include <poll.h>

#include <optional>
#include <utility>

namespace stashdeck::sandbox {
namespace {

class Subscription final : public EventStream {
public:
    Subscription(std::unique_ptr<RedisConnection> connection, const StreamRequest &request)
        : m_connection(std::move(connection))
    {
        Arguments command{request.kind == StreamRequest::Kind::Subscribe ? "SUBSCRIBE" : "PSUBSCRIBE"};
        command.insert(command.end(), request.names.begin(), request.names.end());
        m_connection->append(command);
        take(m_connection->read());
    }

    std::string next(std::chrono::milliseconds patience) override
    {
        takeBuffered();
        if (m_waiting.empty() && !m_connection->broken()) {
            pollfd wait{m_connection->descriptor(), POLLIN, 0};
            if (poll(&wait, 1, static_cast<int>(patience.count())) > 0 && m_connection->fill())
                takeBuffered();
        }
        return std::exchange(m_waiting, {});
    }

    [[nodiscard]] bool ended() const override { return m_connection->broken(); }

private:
    void takeBuffered()
    {
        while (ReplyPtr reply = m_connection->readBuffered())
            take(std::move(reply));
    }

    /// [kind, channel, payload] and [pmessage, pattern, channel, payload], joined by commas without quoting.
    void take(ReplyPtr reply)
    {
        if (reply->type != REDIS_REPLY_ARRAY)
            return;
        std::string line;
        for (size_t i = 0; i < reply->elements; ++i) {
            const redisReply &part = *reply->element[i];
            if (i != 0)
                line += ',';
            if (part.type == REDIS_REPLY_INTEGER)
                line += std::to_string(part.integer);
            else if (part.type != REDIS_REPLY_NIL)
                line += text(part);
        }
        m_waiting += eventFrame(line);
    }

    std::unique_ptr<RedisConnection> m_connection;
    std::string m_waiting;
};

class Monitor final : public EventStream {
public:
    explicit Monitor(std::shared_ptr<MonitorFeed::Listener> listener)
        : m_listener(std::move(listener))
    {
    }

    std::string next(std::chrono::milliseconds patience) override
    {
        std::string out = std::exchange(m_first, {});
        if (!out.empty())
            return out;
        std::optional<std::string> line = m_listener->next(patience);
        for (int lines = 0; line && lines < 1000; ++lines) {
            out += eventFrame(*line);
            line = m_listener->next(std::chrono::milliseconds(0));
        }
        if (line)
            out += eventFrame(*line);
        return out;
    }

private:
    std::shared_ptr<MonitorFeed::Listener> m_listener;
    std::string m_first = eventFrame("\"OK\"");
};

} // namespace

std::unique_ptr<EventStream> makeSubscription(std::unique_ptr<RedisConnection> connection, const StreamRequest &request)
{
    return std::make_unique<Subscription>(std::move(connection), request);
}

std::unique_ptr<EventStream> makeMonitor(std::shared_ptr<MonitorFeed::Listener> listener)
{
    return std::make_unique<Monitor>(std::move(listener));
}

std::string eventFrame(std::string_view payload)
{
    std::string frame = "data: ";
    for (size_t i = 0; i < payload.size(); ++i) {
        const char c = payload[i];
        if (c == '\r' && i + 1 < payload.size() && payload[i + 1] == '\n')
            continue;
        if (c == '\n' || c == '\r')
            frame += "\ndata: ";
        else
            frame += c;
    }
    frame += "\n\n";
    return isUtf8(frame) ? frame : replacedInvalidUtf8(frame);
}

} // namespace stashdeck::sandbox
