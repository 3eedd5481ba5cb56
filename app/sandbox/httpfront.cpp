// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/httpfront.h"

#include "app/sandbox/connectionthreads.h"

#include <httplib.h>

#include <cerrno>
#include <cstring>
#include <limits>

namespace stashdeck::sandbox {
namespace {

/// A connection serves as many requests as it likes; the library's default is 5.
constexpr size_t RequestsPerConnection = std::numeric_limits<int>::max();
constexpr time_t KeepAliveSeconds = 60;
constexpr time_t ReadSeconds = 10;
constexpr time_t WriteSeconds = 30;
/// The library listens with a queue of 5, which makes the seventh client of a burst wait a second.
constexpr int Backlog = 512;

void put(httplib::Response &response, GatewayAnswer answer)
{
    response.status = answer.status;
    response.body = std::move(answer.body);
    response.set_header("Content-Type", answer.contentType);
}

/// The library waits for the connection's end when a POST has neither a length nor chunks; such a body is empty.
bool hasBody(const httplib::Request &request)
{
    return request.has_header("Content-Length") || request.has_header("Transfer-Encoding");
}

} // namespace

HttpFront::HttpFront(const Options &options, Gateway &gateway)
    : m_options(options)
    , m_gateway(gateway)
    , m_server(std::make_unique<httplib::Server>())
{
    m_server->new_task_queue = [] {
        return new ConnectionThreads;
    };
    m_server->set_keep_alive_max_count(RequestsPerConnection);
    m_server->set_keep_alive_timeout(KeepAliveSeconds);
    m_server->set_read_timeout(ReadSeconds);
    m_server->set_write_timeout(WriteSeconds);
    m_server->set_tcp_nodelay(true);
    m_server->set_payload_max_length(static_cast<size_t>(m_options.maxRequestBytes) + 1);
    m_server->set_pre_routing_handler([this](const httplib::Request &request, httplib::Response &response) {
        if (!admit(request, response))
            return httplib::Server::HandlerResponse::Handled;
        const bool carriesBody = (request.method == "POST" || request.method == "PUT") && hasBody(request);
        if (carriesBody)
            return httplib::Server::HandlerResponse::Unhandled;
        serve(request, response, {});
        return httplib::Server::HandlerResponse::Handled;
    });
    const auto withBody
        = [this](const httplib::Request &request, httplib::Response &response, const httplib::ContentReader &read) {
              std::string body;
              read([&body](const char *data, size_t size) {
                  body.append(data, size);
                  return true;
              });
              serve(request, response, body);
          };
    m_server->Post(R"([\s\S]*)", withBody);
    m_server->Put(R"([\s\S]*)", withBody);
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
    return true;
}

void HttpFront::stop()
{
    if (!m_thread.joinable())
        return;
    m_server->stop();
    m_thread.join();
}

bool HttpFront::admit(const httplib::Request &request, httplib::Response &response) const
{
    // A web page can make its own name point at 127.0.0.1 (DNS rebinding): it cannot choose the Host header then.
    const std::string port = ":" + std::to_string(m_port);
    const std::string host = request.get_header_value("Host");
    const bool known = host == "127.0.0.1" + port || host == "localhost" + port || host == "[::1]" + port;
    if (!known || request.get_header_value_count("Host") != 1 || request.target.empty() || request.target[0] != '/') {
        put(response, {421, "application/json; charset=utf-8", R"({"error":"ERR this host is not served here"})"});
        return false;
    }
    if (request.has_header("Origin")) {
        put(response, {403, "application/json; charset=utf-8", R"({"error":"ERR web pages may not use the sandbox"})"});
        return false;
    }
    return true;
}

void HttpFront::serve(const httplib::Request &request, httplib::Response &response, std::string_view body)
{
    const std::string authorization = request.get_header_value("Authorization");
    const std::string encoding = request.get_header_value("Upstash-Encoding");
    const std::string format = request.get_header_value("Upstash-Response-Format");
    put(response, m_gateway.answer({request.method, request.target, authorization, encoding, format, body}));
    response.set_header("Upstash-Sync-Token", m_gateway.syncToken());
}

} // namespace stashdeck::sandbox
