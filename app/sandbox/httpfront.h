// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/accountapi.h"
#include "app/sandbox/gateway.h"

#include <atomic>
#include <memory>
#include <string>
#include <thread>

namespace httplib {
struct Request;
struct Response;
} // namespace httplib

namespace stashdeck::sandbox {

class LocalServer;

/// The HTTP door on 127.0.0.1: who may knock (Host and Origin), how much they may bring, and one thread a connection.
class HttpFront final {
public:
    HttpFront(const Options &options, Gateway &gateway);
    ~HttpFront();
    HttpFront(const HttpFront &) = delete;
    HttpFront &operator=(const HttpFront &) = delete;

    /// False, with one line in `error`, when the port is taken.
    [[nodiscard]] bool listen(std::string &error);
    void stop();
    /// Requests under /v2 go there from now on. It must outlive the serving.
    void setAccountApi(const AccountApi *api) { m_accountApi = api; }
    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(m_port); }

private:
    [[nodiscard]] bool admit(const httplib::Request &request, httplib::Response &response) const;
    void serve(const httplib::Request &request, httplib::Response &response, std::string_view body, size_t bodySize);

    const Options &m_options;
    Gateway &m_gateway;
    std::atomic<const AccountApi *> m_accountApi{nullptr};
    std::unique_ptr<LocalServer> m_server;
    std::thread m_thread;
    int m_port = 0;
};

} // namespace stashdeck::sandbox
