// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/redisserver.h"

#include <QDir>
#include <QFile>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <thread>

namespace stashdeck::sandbox {

using namespace std::chrono_literals;

namespace {

constexpr auto StartPatience = 10s;
constexpr auto StopPatience = 5s;

/// In the child, after fork(): only calls that are safe there. Reports errno through `report` and never returns.
[[noreturn]] void becomeRedis(std::vector<char *> &arguments, const char *logFile, int deathSignal, pid_t parent,
                              int report)
{
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    std::signal(SIGPIPE, SIG_DFL);
    prctl(PR_SET_PDEATHSIG, deathSignal);
    // The parent may have died before the line above took effect.
    if (getppid() != parent)
        _exit(1);
    // A terminal's Ctrl+C goes to a whole process group; the server is ours to stop, after the last request.
    setpgid(0, 0);
    const int nothing = open("/dev/null", O_RDONLY);
    const int log = open(logFile, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    dup2(nothing, STDIN_FILENO);
    if (log >= 0) {
        dup2(log, STDOUT_FILENO);
        dup2(log, STDERR_FILENO);
    }
    execvp(arguments[0], arguments.data());
    const int why = errno;
    [[maybe_unused]] const ssize_t written = write(report, &why, sizeof why);
    _exit(127);
}

} // namespace

std::unique_ptr<RedisServer> RedisServer::start(const Options &options, std::string &error)
{
    auto server = std::unique_ptr<RedisServer>(new RedisServer);
    // The socket's path must stay below 108 bytes, so it never lies in the person's own data folder.
    if (!server->m_temporary.isValid()) {
        error = "cannot create a temporary folder: " + server->m_temporary.errorString().toStdString();
        return nullptr;
    }
    server->m_socketFolder = server->m_temporary.path().toStdString();
    server->m_folder = options.dataFolder.empty() ? server->m_socketFolder : options.dataFolder;
    if (!options.dataFolder.empty() && !QDir().mkpath(QString::fromStdString(options.dataFolder))) {
        error = "cannot create the data folder " + options.dataFolder;
        return nullptr;
    }
    chmod(server->m_folder.c_str(), S_IRWXU);
    if (!server->spawn(options, error) || !server->waitUntilReady(error))
        return nullptr;
    return server;
}

bool RedisServer::spawn(const Options &options, std::string &error)
{
    const bool keep = !options.dataFolder.empty();
    const std::string socket = m_socketFolder + "/redis.sock";
    const std::string log = m_socketFolder + "/redis.log";
    std::vector<std::string> words{options.program, "--port", "0", "--unixsocket", socket, "--unixsocketperm", "700",
                                   "--dir", m_folder, "--daemonize", "no", "--save", "", "--appendonly",
                                   keep ? "yes" : "no", "--hz", "20", "--maxclients", "1000",
                                   // Redis also counts its own protocol limit; ours is checked at the HTTP door.
                                   "--proto-max-bulk-len", "512mb", "--loglevel", "notice"};
    std::vector<char *> arguments;
    std::transform(words.begin(), words.end(), std::back_inserter(arguments),
                   [](std::string &word) { return word.data(); });
    arguments.push_back(nullptr);

    std::array<int, 2> report{};
    if (pipe2(report.data(), O_CLOEXEC) != 0) {
        error = std::string("cannot start redis-server: ") + std::strerror(errno);
        return false;
    }
    const pid_t self = getpid();
    m_process = fork();
    if (m_process == 0)
        becomeRedis(arguments, log.c_str(), keep ? SIGTERM : SIGKILL, self, report[1]);
    close(report[1]);
    int why = 0;
    const ssize_t got = m_process < 0 ? 0 : read(report[0], &why, sizeof why);
    close(report[0]);
    if (m_process > 0 && got == 0)
        return true;
    if (m_process < 0)
        why = errno;
    else
        waitpid(m_process, nullptr, 0);
    m_process = -1;
    error = why == ENOENT
        ? options.program + " was not found. Install it (on Debian: apt install redis-server) or pass --redis-url."
        : "cannot start " + options.program + ": " + std::strerror(why);
    return false;
}

bool RedisServer::waitUntilReady(std::string &error)
{
    const auto until = std::chrono::steady_clock::now() + StartPatience;
    std::string reason;
    while (std::chrono::steady_clock::now() < until) {
        if (ended()) {
            error = "redis-server ended at once: " + lastWords();
            return false;
        }
        if (const auto connection = RedisConnection::open(address(), reason)) {
            const ReplyPtr reply = connection->call({"PING"});
            if (reply->type == REDIS_REPLY_STATUS)
                return true;
            reason = text(*reply);
        }
        std::this_thread::sleep_for(2ms);
    }
    error = "redis-server does not answer: " + reason;
    return false;
}

RedisServer::~RedisServer()
{
    if (m_process <= 0)
        return;
    kill(m_process, SIGTERM);
    const auto until = std::chrono::steady_clock::now() + StopPatience;
    while (!ended() && std::chrono::steady_clock::now() < until)
        std::this_thread::sleep_for(2ms);
    if (m_process > 0) {
        // A script that never ends keeps the server from obeying SIGTERM.
        kill(m_process, SIGKILL);
        waitpid(m_process, nullptr, 0);
    }
}

RedisAddress RedisServer::address() const
{
    RedisAddress address;
    address.unixSocket = m_socketFolder + "/redis.sock";
    return address;
}

bool RedisServer::ended()
{
    if (m_process > 0 && waitpid(m_process, nullptr, WNOHANG) == m_process)
        m_process = -1;
    return m_process <= 0;
}

std::string RedisServer::lastWords() const
{
    QFile log(QString::fromStdString(m_socketFolder + "/redis.log"));
    if (!log.open(QIODevice::ReadOnly))
        return "no log";
    QByteArray last;
    while (!log.atEnd()) {
        const QByteArray line = log.readLine().trimmed();
        if (!line.isEmpty())
            last = line;
    }
    return last.toStdString();
}

} // namespace stashdeck::sandbox
