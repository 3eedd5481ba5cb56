// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/httpfront.h"

#include "app/sandbox/connectionthreads.h"
#include "app/sandbox/localserver.h"

#include <httplib.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <limits>
#include <regex>

namespace stashdeck::sandbox {
namespace {

/// A connection serves as many requests as it likes; the library's default is 5.
constexpr size_t RequestsPerConnection = std::numeric_limits<int>::max();
constexpr time_t KeepAliveSeconds = 60;
/// The library listens with a queue of 5, which makes the seventh client of a burst wait a second.
constexpr int Backlog = 512;
constexpr const char *AnyPath = R"([\s\S]*)";

/// Bodies above the request limit are read and thrown away, so that the refusal can be read; above this the connection
/// is cut.
constexpr size_t MaxBodyRead = size_t(1) << 30;
constexpr auto StreamPatience = std::chrono::milliseconds(250);

void put(httplib::Response &response, GatewayAnswer answer)
{
    response.status = answer.status;
    response.body = std::move(answer.body);
    response.set_header("Content-Type", answer.contentType);
}

void refuseRequest(httplib::Response &response, int status, std::string_view message)
{
    GatewayAnswer answer;
    answer.status = status;
    appendErrorObject(answer.body, message);
    put(response, std::move(answer));
}

/// The library waits for the connection's end when a POST has neither a length nor chunks; such a body is empty.
bool hasBody(const httplib::Request &request)
{
    return request.has_header("Content-Length") || request.has_header("Transfer-Encoding");
}

/// http://localhost:3000 and the like: a page of the person's own development server.
bool isLoopbackOrigin(const std::string &origin)
{
    static const std::regex form(R"(https?://(localhost|127\.0\.0\.1|\[::1\])(:[0-9]{1,5})?)");
    return std::regex_match(origin, form);
}

/// Sends events as they come, a comment when none did for a while, until the reader has gone.
void putStream(httplib::Response &response, std::shared_ptr<EventStream> stream, std::chrono::seconds heartbeat)
{
    response.status = 200;
    response.set_header("Cache-Control", "no-cache");
    using Clock = std::chrono::steady_clock;
    auto lastSent = std::make_shared<Clock::time_point>(Clock::now());
    response.set_chunked_content_provider(
        "text/event-stream", [stream = std::move(stream), lastSent, heartbeat](size_t, httplib::DataSink &sink) {
            std::string events = stream->next(StreamPatience);
            if (events.empty() && (stream->ended() || !sink.is_writable()))
                return false;
            if (events.empty() && Clock::now() - *lastSent >= heartbeat)
                events = ": keepalive\n\n";
            if (events.empty())
                return true;
            *lastSent = Clock::now();
            return sink.write(events.data(), events.size());
        });
}

/// The head promises a body of which half comes.
void putCut(httplib::Response &response, GatewayAnswer answer)
{
    response.status = answer.status;
    const size_t size = answer.body.size();
    response.set_content_provider(size, answer.contentType,
                                  [body = std::move(answer.body)](size_t, size_t, httplib::DataSink &sink) {
                                      sink.write(body.data(), body.size() / 2);
                                      return false;
                                  });
}

} // namespace

HttpFront::HttpFront(const Options &options, Gateway &gateway)
    : m_options(options)
    , m_gateway(gateway)
    , m_server(std::make_unique<LocalServer>())
{
    m_server->new_task_queue = [] {
        return new ConnectionThreads;
    };
    m_server->set_keep_alive_max_count(RequestsPerConnection);
    m_server->set_keep_alive_timeout(KeepAliveSeconds);
    m_server->set_tcp_nodelay(true);
    m_server->set_payload_max_length(MaxBodyRead);
    m_server->set_pre_routing_handler([this](const httplib::Request &request, httplib::Response &response) {
        if (!admit(request, response))
            return httplib::Server::HandlerResponse::Handled;
        if ((request.method == "POST" || request.method == "PUT") && hasBody(request))
            return httplib::Server::HandlerResponse::Unhandled;
        serve(request, response, {}, 0);
        return httplib::Server::HandlerResponse::Handled;
    });
    const auto withBody
        = [this](const httplib::Request &request, httplib::Response &response, const httplib::ContentReader &readBody) {
              const auto limit = static_cast<size_t>(m_options.maxRequestBytes);
              std::string body;
              size_t size = 0;
              const bool complete = readBody([&](const char *data, size_t count) {
                  size += count;
                  body.append(data, std::min(count, limit - std::min(limit, body.size())));
                  return true;
              });
              if (complete)
                  serve(request, response, body, size);
          };
    m_server->Post(AnyPath, withBody);
    m_server->Put(AnyPath, withBody);
}

HttpFront::~HttpFront()
{
    stop();
}

bool HttpFront::listen(std::string &error)
{
    int socket = -1;
    m_server->set_socket_options([&socket](int descriptor) {
        const int yes = 1;
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        socket = descriptor;
    });
    if (m_options.port == 0) {
        m_port = m_server->bind_to_any_port("127.0.0.1");
        if (m_port <= 0) {
            error = std::string("cannot listen on 127.0.0.1: ") + std::strerror(errno);
            return false;
        }
    } else {
        if (!m_server->bind_to_port("127.0.0.1", m_options.port)) {
            error = errno == EADDRINUSE
                ? "port " + std::to_string(m_options.port) + " is in use"
                : "cannot listen on port " + std::to_string(m_options.port) + ": " + std::strerror(errno);
            return false;
        }
        m_port = m_options.port;
    }
    ::listen(socket, Backlog);
    m_thread = std::thread([this] { m_server->listen_after_bind(); });
    // The library forgets a stop() that comes before its thread runs.
    while (!m_server->is_running())
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return true;
}

void HttpFront::stop()
{
    if (!m_thread.joinable())
        return;
    m_server->stopAll();
    m_thread.join();
}

bool HttpFront::admit(const httplib::Request &request, httplib::Response &response) const
{
    // A web page can make its own name point at 127.0.0.1 (DNS rebinding): it cannot choose the Host header then.
    const std::string port = ":" + std::to_string(m_port);
    const std::string host = request.get_header_value("Host");
    const bool known = host == "127.0.0.1" + port || host == "localhost" + port || host == "[::1]" + port;
    if (!known || request.get_header_value_count("Host") != 1 || request.target.empty() || request.target[0] != '/') {
        refuseRequest(response, 421, "ERR this host is not served here");
        return false;
    }
    if (request.has_header("Origin")) {
        const std::string origin = request.get_header_value("Origin");
        if (!isLoopbackOrigin(origin)) {
            refuseRequest(response, 403, "ERR web pages of other hosts may not use the sandbox");
            return false;
        }
        response.set_header("Access-Control-Allow-Origin", origin);
        response.set_header("Access-Control-Allow-Credentials", "true");
    }
    if (request.method == "OPTIONS") {
        response.status = 200;
        response.set_header("Access-Control-Allow-Methods", "HEAD, GET, POST, PUT");
        response.set_header("Access-Control-Allow-Headers",
                            "Authorization, Content-Type, Upstash-Encoding, Upstash-Response-Format, "
                            "Upstash-Sync-Token, Upstash-Telemetry-Sdk, Upstash-Telemetry-Runtime, "
                            "Upstash-Telemetry-Platform");
        return false;
    }
    if (request.method != "GET" && request.method != "HEAD" && request.method != "POST" && request.method != "PUT") {
        response.status = 405;
        return false;
    }
    return true;
}

void HttpFront::serve(const httplib::Request &request, httplib::Response &response, std::string_view body,
                      size_t bodySize)
{
    const std::string authorization = request.get_header_value("Authorization");
    if (const AccountApi *api = m_accountApi; api != nullptr && request.target.compare(0, 4, "/v2/") == 0) {
        AccountApi::Answer account = api->answer(request.method, request.target, authorization);
        GatewayAnswer out;
        out.status = account.status;
        out.body = std::move(account.body);
        put(response, std::move(out));
        return;
    }
    const std::string encoding = request.get_header_value("Upstash-Encoding");
    const std::string format = request.get_header_value("Upstash-Response-Format");
    GatewayAnswer answer
        = m_gateway.answer({request.method, request.target, authorization, encoding, format, body, bodySize});
    response.set_header("Upstash-Sync-Token", m_gateway.syncToken());
    if (answer.stream)
        putStream(response, std::move(answer.stream), std::chrono::seconds(m_options.heartbeatSeconds));
    else if (answer.cut)
        putCut(response, std::move(answer));
    else
        put(response, std::move(answer));
}

} // namespace stashdeck::sandbox
