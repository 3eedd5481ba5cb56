// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/localserver.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>

namespace stashdeck::sandbox {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

/// A little more than is announced, so that no request meets the end of its connection.
constexpr std::chrono::milliseconds KeepAlive = 65s;
constexpr std::chrono::milliseconds Silence = 10s; ///< within a request
constexpr std::chrono::milliseconds WriteStall = 30s;
/// From a request's first byte to its last, however evenly they drip.
constexpr std::chrono::milliseconds WholeRequest = 120s;

bool waitFor(int descriptor, short events, std::chrono::milliseconds patience)
{
    pollfd wait{descriptor, events, 0};
    int got = 0;
    do {
        got = poll(&wait, 1, static_cast<int>(patience.count()));
    } while (got < 0 && errno == EINTR);
    return got > 0;
}

void addressOf(int (*ask)(int, sockaddr *, socklen_t *), int descriptor, std::string &ip, int &port)
{
    sockaddr_in address{};
    socklen_t size = sizeof address;
    if (ask(descriptor, reinterpret_cast<sockaddr *>(&address), &size) != 0 || address.sin_family != AF_INET)
        return;
    std::array<char, INET_ADDRSTRLEN> text{};
    ip = inet_ntop(AF_INET, &address.sin_addr, text.data(), text.size()) != nullptr ? text.data() : "";
    port = ntohs(address.sin_port);
}

class Connection final : public httplib::Stream {
public:
    explicit Connection(socket_t descriptor)
        : m_descriptor(descriptor)
    {
    }

    /// Until the first byte of another request; false when there will be none.
    bool waitForRequest()
    {
        const bool waiting = m_begin < m_end || (waitFor(m_descriptor, POLLIN, KeepAlive) && fill());
        m_deadline = Clock::now() + WholeRequest;
        return waiting;
    }

    [[nodiscard]] bool is_readable() const override
    {
        return m_begin < m_end || waitFor(m_descriptor, POLLIN, Silence);
    }

    /// False also when the reader has gone: an event stream asks this to know when to end.
    [[nodiscard]] bool is_writable() const override
    {
        pollfd wait{m_descriptor, POLLOUT | POLLRDHUP, 0};
        return poll(&wait, 1, static_cast<int>(WriteStall.count())) > 0
            && (wait.revents & (POLLRDHUP | POLLHUP | POLLERR)) == 0;
    }

    ssize_t read(char *to, size_t size) override
    {
        if (m_begin == m_end && (Clock::now() > m_deadline || !waitFor(m_descriptor, POLLIN, Silence) || !fill()))
            return -1;
        const size_t count = std::min(size, m_end - m_begin);
        std::memcpy(to, m_buffer.data() + m_begin, count);
        m_begin += count;
        return static_cast<ssize_t>(count);
    }

    ssize_t write(const char *from, size_t size) override
    {
        return waitFor(m_descriptor, POLLOUT, WriteStall) ? send(m_descriptor, from, size, MSG_NOSIGNAL) : -1;
    }

    void get_remote_ip_and_port(std::string &ip, int &port) const override
    {
        addressOf(getpeername, m_descriptor, ip, port);
    }

    void get_local_ip_and_port(std::string &ip, int &port) const override
    {
        addressOf(getsockname, m_descriptor, ip, port);
    }

    [[nodiscard]] socket_t socket() const override { return m_descriptor; }

private:
    bool fill()
    {
        const ssize_t got = recv(m_descriptor, m_buffer.data(), m_buffer.size(), 0);
        m_begin = 0;
        m_end = got > 0 ? static_cast<size_t>(got) : 0;
        acknowledge();
        return got > 0;
    }

    /// At once: a client that writes a long body in pieces, with Nagle's algorithm as Qt does, holds the next piece
    /// back until this one is acknowledged, and the kernel would wait 40 ms in hope of an answer to send along.
    void acknowledge() const
    {
#ifdef TCP_QUICKACK
        const int on = 1;
        (void)setsockopt(m_descriptor, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
#endif
    }

    socket_t m_descriptor;
    size_t m_begin = 0;
    size_t m_end = 0;
    Clock::time_point m_deadline;
    std::array<char, 16384> m_buffer;
};

} // namespace

void LocalServer::stopAll()
{
    m_stopping = true;
    {
        const std::lock_guard lock(m_mutex);
        for (const socket_t descriptor : m_open)
            ::shutdown(descriptor, SHUT_RD);
    }
    stop();
}

bool LocalServer::process_and_close_socket(socket_t descriptor)
{
    {
        const std::lock_guard lock(m_mutex);
        m_open.insert(descriptor);
    }
    Connection connection(descriptor);
    bool good = true;
    bool closed = false;
    while (good && !closed && !m_stopping && connection.waitForRequest())
        good = process_request(connection, false, closed, nullptr);
    {
        const std::lock_guard lock(m_mutex);
        m_open.erase(descriptor);
    }
    ::shutdown(descriptor, SHUT_RDWR);
    ::close(descriptor);
    return good;
}

} // namespace stashdeck::sandbox
