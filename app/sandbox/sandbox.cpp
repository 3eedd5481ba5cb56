// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/sandbox.h"

#include "app/sandbox/accountapi.h"
#include "app/sandbox/commandtable.h"
#include "app/sandbox/gateway.h"
#include "app/sandbox/httpfront.h"
#include "app/sandbox/redisserver.h"
#include "app/sandbox/redisurl.h"
#include "app/sandbox/replywriter.h"
#include "app/sandbox/sampledata.h"
#include "app/sandbox/sampler.h"
#include "app/sandbox/traffic.h"

#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>

namespace stashdeck::sandbox {
namespace {

int fail(int code, const std::string &line)
{
    std::fprintf(stderr, "stashdeck-sandbox: %s\n", line.c_str());
    return code;
}

/// Signals that end us, and the end of our Redis, arrive as bytes to poll() for: every thread made later has them
/// blocked.
int openSignals()
{
    std::signal(SIGPIPE, SIG_IGN);
    sigset_t set;
    sigemptyset(&set);
    for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGCHLD})
        sigaddset(&set, number);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

void printReadyLine(const Options &options, const HttpFront &front, const RedisAddress &redis)
{
    std::string line = "{\"ready\":true,\"url\":";
    appendJsonString(line, front.url());
    line += ",\"token\":";
    appendJsonString(line, options.token);
    line += ",\"readOnlyToken\":";
    appendJsonString(line, options.readOnlyToken);
    line += ",\"redisSocket\":";
    appendJsonString(line, redis.unixSocket);
    if (options.accountApi) {
        line += ",\"accountUrl\":";
        appendJsonString(line, front.url() + "/v2");
        line += ",\"accountEmail\":";
        appendJsonString(line, options.accountEmail);
        line += ",\"accountKey\":";
        appendJsonString(line, options.accountKey);
    }
    line += ",\"pid\":" + std::to_string(getpid()) + ",\"version\":";
    appendJsonString(line, STASHDECK_VERSION);
    line += '}';
    std::printf("%s\n", line.c_str());
    if (options.printEnv)
        std::printf("UPSTASH_REDIS_REST_URL=\"%s\"\nUPSTASH_REDIS_REST_TOKEN=\"%s\"\n", front.url().c_str(),
                    options.token.c_str());
    std::fflush(stdout);
}

/// Data of an earlier run, or somebody's own, is never mixed with samples.
bool isEmpty(RedisConnection &connection)
{
    const ReplyPtr size = connection.call({"DBSIZE"});
    return size->type == REDIS_REPLY_INTEGER && size->integer == 0;
}

/// Waits on the main thread; true for an orderly end, false when Redis ended under us.
bool waitForEnd(const Options &options, int signalPipe, RedisServer *server)
{
    for (;;) {
        std::array<pollfd, 2> waits{{{signalPipe, POLLIN, 0}, {options.watchParent ? STDIN_FILENO : -1, POLLIN, 0}}};
        if (poll(waits.data(), waits.size(), -1) < 0)
            continue;
        if (waits[1].revents != 0) {
            std::array<char, 256> ignored{};
            if (read(STDIN_FILENO, ignored.data(), ignored.size()) <= 0)
                return true;
        }
        signalfd_siginfo info{};
        while (read(signalPipe, &info, sizeof info) == sizeof info) {
            if (info.ssi_signo != SIGCHLD)
                return true;
            if (server != nullptr && server->ended())
                return false;
        }
    }
}

} // namespace

int run(Options options)
{
    const int signalPipe = openSignals();
    std::string error;
    std::unique_ptr<RedisServer> server;
    RedisAddress address;
    if (options.redisUrl.empty()) {
        server = RedisServer::start({options.redisProgram, options.dataFolder}, error);
        if (!server)
            return fail(ExitNoRedis, error);
        address = server->address();
    } else if (const std::optional<RedisAddress> parsed = parseRedisUrl(options.redisUrl, error)) {
        address = *parsed;
    } else {
        return fail(ExitUsage, error);
    }
    RedisPool pool(address);
    const std::unique_ptr<RedisConnection> first = pool.open(error);
    if (!first)
        return fail(ExitNoRedis, "cannot reach Redis: " + error);
    CommandLog log;
    if (!options.logFile.empty() && !log.open(options.logFile))
        return fail(ExitLogFile, "cannot write the log file " + options.logFile);

    const Shop shop;
    if (options.sampleData && isEmpty(*first) && !SampleData(*first, shop).load(options.keys, error))
        return fail(ExitFailed, "cannot load the sample data: " + error);
    Meter meter(options);
    MonitorFeed feed;
    CommandRunner runner(options, pool, CommandTable::load(*first), meter, log, feed);
    Gateway gateway(options, pool, runner, meter, feed);
    HttpFront front(options, gateway);
    if (!front.listen(error))
        return fail(ExitPortInUse, error);
    std::unique_ptr<AccountApi> account;
    std::unique_ptr<Sampler> sampler;
    if (options.accountApi) {
        account = std::make_unique<AccountApi>(options, meter, front.port());
        sampler = std::make_unique<Sampler>(pool, meter, std::chrono::seconds(10));
        front.setAccountApi(account.get());
    }
    std::unique_ptr<Traffic> traffic;
    if (options.trafficRate > 0)
        traffic = std::make_unique<Traffic>(runner, shop, options.trafficRate);
    printReadyLine(options, front, address);
    const bool orderly = waitForEnd(options, signalPipe, server.get());
    traffic.reset();
    front.stop();
    return orderly ? ExitOk : fail(ExitFailed, "redis-server ended: " + server->lastWords());
}

} // namespace stashdeck::sandbox
