// SPDX-License-Identifier: GPL-3.0-or-later
// Figures of stashdeck-sandbox, measured from outside with bare sockets: commands a second over eight kept-alive
// connections, memory over a million requests, and listing a million keys with their types.
#include "tests/support/sandboxprocess.h"

#include <QCoreApplication>
#include <QFile>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;
using Clock = std::chrono::steady_clock;

namespace {

/// One kept-alive connection; blocking.
class BareConnection final {
public:
    BareConnection(int port, std::string token)
        : m_token(std::move(token))
        , m_socket(socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int yes = 1;
        setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        m_good = connect(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
        m_host = "127.0.0.1:" + std::to_string(port);
    }
    ~BareConnection() { close(m_socket); }
    BareConnection(const BareConnection &) = delete;
    BareConnection &operator=(const BareConnection &) = delete;

    /// The body of the answer; empty when the connection failed.
    const std::string &post(const std::string &body)
    {
        m_request = "POST / HTTP/1.1\r\nHost: " + m_host + "\r\nAuthorization: Bearer " + m_token
            + "\r\nContent-Type: application/json\r\nUpstash-Encoding: base64\r\nContent-Length: "
            + std::to_string(body.size()) + "\r\n\r\n" + body;
        m_answer.clear();
        m_good
            = m_good && send(m_socket, m_request.data(), m_request.size(), MSG_NOSIGNAL) == ssize_t(m_request.size());
        size_t head = std::string::npos;
        size_t length = 0;
        while (m_good && (head == std::string::npos || m_answer.size() < head + length)) {
            std::array<char, 65536> part{};
            const ssize_t got = recv(m_socket, part.data(), part.size(), 0);
            m_good = got > 0;
            if (m_good)
                m_answer.append(part.data(), static_cast<size_t>(got));
            if (head == std::string::npos && (head = m_answer.find("\r\n\r\n")) != std::string::npos) {
                head += 4;
                length = std::strtoul(m_answer.c_str() + m_answer.find("Content-Length: ") + 16, nullptr, 10);
            }
        }
        m_answer.erase(0, m_good ? head : m_answer.size());
        return m_answer;
    }

private:
    std::string m_token;
    std::string m_host;
    std::string m_request;
    std::string m_answer;
    int m_socket;
    bool m_good = false;
};

double seconds(Clock::time_point since)
{
    return std::chrono::duration<double>(Clock::now() - since).count();
}

double residentMb(qint64 process)
{
    QFile status(u"/proc/%1/status"_s.arg(process));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = status.readAll();
    return text.mid(text.indexOf("VmRSS:") + 6, 16).trimmed().split(' ').first().toDouble() / 1024.0;
}

/// Runs `total` GETs and SETs over eight connections; commands a second.
double burst(const SandboxProcess &sandbox, long total)
{
    constexpr int Connections = 8;
    std::atomic<long> left{total};
    std::atomic<long> failed{0};
    const auto begin = Clock::now();
    std::vector<std::thread> threads;
    for (int i = 0; i < Connections; ++i)
        threads.emplace_back([&, i] {
            BareConnection connection(sandbox.url().port(), sandbox.token().toStdString());
            const std::string get = R"(["GET","counter:orders"])";
            const std::string set = R"(["SET","bench:)" + std::to_string(i) + R"(","value",)" + R"("EX",60])";
            while (left.fetch_sub(1) > 0) {
                if (connection.post(left % 4 == 0 ? set : get).compare(0, 10, "{\"result\":") != 0)
                    ++failed;
            }
        });
    for (std::thread &thread : threads)
        thread.join();
    if (failed > 0)
        std::printf("  %ld requests failed\n", failed.load());
    return static_cast<double>(total) / seconds(begin);
}

void commandsPerSecond(long total)
{
    SandboxProcess sandbox({}, SandboxProcess::Log::Off);
    if (!sandbox.start())
        return void(std::printf("%s\n", sandbox.errorText().constData()));
    (void)burst(sandbox, 20000);
    std::printf("single commands over 8 connections: %.0f a second\n", burst(sandbox, 200000));
    const double before = residentMb(sandbox.processId());
    (void)burst(sandbox, total - 200000);
    std::printf("resident memory after 0.2 and %.1f million requests: %.1f and %.1f MB\n",
                static_cast<double>(total) / 1e6, before, residentMb(sandbox.processId()));
    BareConnection one(sandbox.url().port(), sandbox.token().toStdString());
    std::vector<double> times;
    for (int i = 0; i < 5000; ++i) {
        const auto begin = Clock::now();
        (void)one.post(R"(["GET","counter:orders"])");
        times.push_back(seconds(begin) * 1e3);
    }
    std::nth_element(times.begin(), times.begin() + 2500, times.end());
    std::printf("one connection, median of a GET: %.3f ms\n", times[2500]);
}

void scanMillion(long keys)
{
    const auto begin = Clock::now();
    SandboxProcess sandbox({u"--keys"_s, QString::number(keys)}, SandboxProcess::Log::Off);
    if (!sandbox.start())
        return void(std::printf("%s\n", sandbox.errorText().constData()));
    std::printf("started with %ld keys in %.1f s\n", keys, seconds(begin));
    for (const char *form : {R"(,"COUNT",1000])", R"(,"COUNT",1000,"WITHTYPE"])"}) {
        BareConnection connection(sandbox.url().port(), sandbox.token().toStdString());
        std::string cursor = "0";
        long calls = 0;
        size_t bytes = 0;
        const auto scanBegin = Clock::now();
        do {
            const std::string &answer = connection.post("[\"SCAN\",\"" + cursor + "\"" + form);
            // {"result":["<base64 cursor>",[…
            const size_t from = answer.find("[\"") + 2;
            cursor
                = QByteArray::fromBase64(QByteArray::fromStdString(answer.substr(from, answer.find('"', from) - from)))
                      .toStdString();
            bytes += answer.size();
            ++calls;
        } while (cursor != "0" && !cursor.empty());
        std::printf("SCAN%s: %ld calls in %.2f s, %.0f MB\n", form, calls, seconds(scanBegin),
                    static_cast<double>(bytes) / 1e6);
    }
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const long requests = argc > 1 ? std::atol(argv[1]) : 1000000;
    const long keys = argc > 2 ? std::atol(argv[2]) : 1000000;
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    commandsPerSecond(requests);
    scanMillion(keys);
    return 0;
}
