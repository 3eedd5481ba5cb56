// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/traffic.h"

#include "app/sandbox/sampleshowcase.h"

#include <chrono>

namespace stashdeck::sandbox {
namespace {

using Clock = std::chrono::steady_clock;

} // namespace

Traffic::Traffic(CommandRunner &runner, const Shop &shop, double commandsPerSecond)
    : m_runner(runner)
    , m_shop(shop)
    , m_rate(commandsPerSecond)
    , m_thread([this] { work(); })
{
}

Traffic::~Traffic()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void Traffic::work()
{
    double owed = 0;
    Clock::time_point last = Clock::now();
    std::unique_lock lock(m_mutex);
    while (!m_wake.wait_for(lock, std::chrono::milliseconds(50), [this] { return m_stopping; })) {
        const Clock::time_point now = Clock::now();
        owed = std::min(owed + std::chrono::duration<double>(now - last).count() * m_rate, m_rate);
        last = now;
        while (owed >= 1) {
            const std::vector<CommandRequest> commands = visit();
            (void)m_runner.run(commands, Access::Full, CommandRunner::Route::Traffic);
            owed -= static_cast<double>(commands.size());
        }
    }
}

std::vector<CommandRequest> Traffic::visit()
{
    using namespace std::chrono;
    const seconds now = duration_cast<seconds>(system_clock::now().time_since_epoch());
    std::vector<CommandRequest> commands;
    const auto add = [&commands](Arguments arguments) {
        commands.push_back({std::move(arguments), {}});
    };
    // Few customers come often, many seldom.
    const uint64_t person = dice(3) == 0 ? dice(10) : dice(2000);
    const uint64_t product = dice(2) == 0 ? dice(50) : dice(9000);
    const std::string productKey = Shop::productKey(product);
    switch (dice(10)) {
    case 0:
        add({"SETEX", "dashboard:stats", "90",
             "{\"orders\":" + std::to_string(1284 + now.count() % 600) + ",\"revenue\":"
                 + std::to_string(48210 + dice(9000)) + ",\"visitors\":" + std::to_string(9000 + dice(900)) + "}"});
        break;
    case 1: {
        const std::string key = "rate:" + Shop::userId(person % 40) + ":" + std::to_string(now.count() / 3600);
        add({"INCR", key});
        add({"EXPIRE", key, "3600", "NX"});
        break;
    }
    case 2: {
        const std::string key
            = "@upstash/ratelimit:user:" + std::to_string(40 + person % 30) + ":" + std::to_string(now.count() / 60);
        add({"INCRBY", key, "1"});
        add({"PEXPIRE", key, "60000", "NX"});
        break;
    }
    case 3:
        add({"ZINCRBY", weeklyBoard(now), std::to_string(5 + dice(120)),
             m_shop.customer(person).name + " #" + std::to_string(person)});
        add({"ZINCRBY", "lb:all-time", "5", m_shop.customer(person).name + " #" + std::to_string(person)});
        break;
    case 4:
        add({"HSET", "session:eu:7f3a94d01b", "last_seen", std::to_string(now.count()), "cart_items",
             std::to_string(1 + dice(6))});
        add({"SADD", "users:online", std::to_string(1000 + person * 3)});
        add({"SREM", "users:online", std::to_string(1000 + dice(1500) * 3)});
        break;
    case 5: {
        const std::string order = std::to_string(50218 + now.count() % 100000);
        add({"INCR", "counter:orders"});
        add({"XADD", "events:orders", "MAXLEN", "~", "6000", "*", "order", order, "state", "created", "sku",
             std::to_string(10000000 + product), "cents", std::to_string(m_shop.product(product).cents), "country",
             m_shop.customer(person).country});
        add({"RPUSH", "queue:emails",
             "{\"to\":\"" + m_shop.customer(person).email + "\",\"template\":\"order-created\"}"});
        add({"LPOP", "queue:emails"});
        add({"PUBLISH", "orders:live", "{\"order\":" + order + ",\"state\":\"created\"}"});
        break;
    }
    case 6:
        add({"GET", "search:" + m_shop.searchWord(dice(40))});
        add({"GET", "dashboard:stats"});
        break;
    default:
        // A cache's life: look, and on a miss do the work and keep it.
        add({"GET", productKey});
        add({"INCR", "views:product:" + std::to_string(10000000 + product)});
        if (dice(6) == 0)
            add({"SETEX", productKey, "3600", m_shop.productJson(product)});
    }
    return commands;
}

} // namespace stashdeck::sandbox
