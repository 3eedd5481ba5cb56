// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/sampledata.h"

#include "app/sandbox/commandwriter.h"
#include "app/sandbox/sampleshowcase.h"

#include <array>
#include <chrono>
#include <cstdint>

namespace stashdeck::sandbox {

using namespace std::chrono_literals;

namespace {

using Seconds = std::chrono::seconds;

/// Between the two, the same for the same number.
Seconds spread(uint64_t number, Seconds least, Seconds most)
{
    const auto range = static_cast<uint64_t>((most - least).count());
    return least + Seconds(Shop::mixed(number * 13 + 1) % range);
}

/// Writes the n-th key of one kind.
class BulkWriter final {
public:
    BulkWriter(CommandWriter &writer, const Shop &shop, Seconds now)
        : m_writer(writer)
        , m_shop(shop)
        , m_now(now)
    {
    }

    void product(uint64_t n) { m_writer.setText(Shop::productKey(n), m_shop.productJson(n), spread(n, 1h, 24h)); }

    void page(uint64_t n)
    {
        const std::string path = m_shop.page(n);
        m_writer.setText("cache:page:" + Shop::randomId(n + 1000000, 16),
                         "<!doctype html><title>" + path + "</title><main data-page=\"" + std::to_string(n)
                             + "\">The shop's page " + path + ", rendered at the edge.</main>",
                         spread(n, 10min, 2h));
    }

    void entity(uint64_t n)
    {
        static constexpr std::array<const char *, 3> Operations{"summary", "orders", "recommendations"};
        m_writer.setText("customer:" + std::to_string(n / Operations.size()) + ":" + Operations[n % Operations.size()],
                         "{\"customer\":" + std::to_string(n / Operations.size())
                             + ",\"total\":" + std::to_string(Shop::mixed(n) % 90000)
                             + ",\"count\":" + std::to_string(Shop::mixed(n) % 40) + ",\"fresh\":true}",
                         spread(n, 10min, 1h));
    }

    void session(uint64_t n)
    {
        const Shop::Customer customer = m_shop.customer(n);
        const std::string key = (n % 3 == 0 ? "session:us:" : "session:eu:") + Shop::randomId(n, 14);
        const uint64_t dice = Shop::mixed(n + 3);
        m_writer.add({"HSET",       key,
                      "user_id",    std::to_string(n),
                      "email",      customer.email,
                      "plan",       dice % 4 == 0 ? "team" : "personal",
                      "cart_items", std::to_string(dice % 7),
                      "csrf",       Shop::randomId(n + 77, 10),
                      "last_seen",  std::to_string(m_now.count() - static_cast<long long>(dice % 3000)),
                      "prefs",      R"({"theme":"dark","lang":"en-GB","beta":true,"panes":["orders","live"]})",
                      "ip",         "203.0.113." + std::to_string(dice % 250),
                      "device",     customer.device});
        m_writer.expire(key, spread(n, 10min, 24h));
    }

    void user(uint64_t n)
    {
        const Shop::Customer customer = m_shop.customer(n);
        m_writer.add({"HSET", "user:" + std::to_string(1000000 + n), "name", customer.name, "email", customer.email,
                      "country", customer.country, "city", customer.city, "orders",
                      std::to_string(Shop::mixed(n) % 60)});
    }

    void cart(uint64_t n)
    {
        const std::string key = "cart:" + Shop::randomId(n + 5000000, 16);
        Arguments command{"HSET", key};
        for (uint64_t item = 0; item <= Shop::mixed(n) % 5; ++item) {
            command.push_back("sku:" + m_shop.product(n * 7 + item).sku);
            command.push_back(std::to_string(1 + Shop::mixed(n + item) % 3));
        }
        m_writer.add(command);
        m_writer.expire(key, spread(n, 24h, 7 * 24h));
    }

    void rate(uint64_t n)
    {
        const std::string hour = std::to_string(m_now.count() / 3600);
        m_writer.setText("rate:" + Shop::userId(n + 100) + ":" + hour, std::to_string(1 + Shop::mixed(n) % 9),
                         spread(n, 10min, 1h));
    }

    void limiter(uint64_t n)
    {
        constexpr long long WindowMs = 3600000;
        m_writer.setText("@upstash/ratelimit:api:" + Shop::userId(n + 100) + ":"
                             + std::to_string(m_now.count() * 1000 / WindowMs),
                         std::to_string(1 + Shop::mixed(n) % 60), spread(n, 10min, 1h));
    }

    void views(uint64_t n)
    {
        m_writer.setText("views:product:" + std::to_string(10000000 + n), std::to_string(Shop::mixed(n) % 100000));
    }

    void wishlist(uint64_t n)
    {
        Arguments command{"SADD", "wishlist:" + std::to_string(1000000 + n)};
        for (uint64_t item = 0; item <= Shop::mixed(n) % 6; ++item)
            command.push_back(std::to_string(1000 + Shop::mixed(n * 3 + item) % 7000));
        m_writer.add(command);
    }

    void recentlyViewed(uint64_t n)
    {
        Arguments command{"RPUSH", "recent:" + std::to_string(1000000 + n)};
        for (uint64_t item = 0; item <= Shop::mixed(n) % 8; ++item)
            command.push_back(std::to_string(1000 + Shop::mixed(n * 5 + item) % 7000));
        m_writer.add(command);
    }

    void categoryTop(uint64_t n)
    {
        Arguments command{"ZADD", "lb:shop:" + std::to_string(n)};
        for (uint64_t item = 0; item < 4; ++item) {
            command.push_back(std::to_string(Shop::mixed(n + item) % 5000));
            command.push_back("p" + std::to_string(Shop::mixed(n * 11 + item) % 7000));
        }
        m_writer.add(command);
    }

private:
    CommandWriter &m_writer;
    const Shop &m_shop;
    Seconds m_now;
};

struct Kind {
    void (BulkWriter::*write)(uint64_t);
    int share; ///< of a hundred
};

constexpr std::array<Kind, 12> Kinds{{{&BulkWriter::product, 34},
                                      {&BulkWriter::page, 13},
                                      {&BulkWriter::entity, 3},
                                      {&BulkWriter::session, 18},
                                      {&BulkWriter::user, 8},
                                      {&BulkWriter::cart, 4},
                                      {&BulkWriter::rate, 5},
                                      {&BulkWriter::limiter, 3},
                                      {&BulkWriter::views, 5},
                                      {&BulkWriter::wishlist, 3},
                                      {&BulkWriter::recentlyViewed, 2},
                                      {&BulkWriter::categoryTop, 2}}};

} // namespace

bool SampleData::load(long long keys, std::string &error)
{
    const Seconds now = std::chrono::duration_cast<Seconds>(std::chrono::system_clock::now().time_since_epoch());
    CommandWriter writer(m_connection);
    writeShowcase(writer, m_shop, now);
    writer.finish();

    const ReplyPtr size = m_connection.call({"DBSIZE"});
    const long long bulk = keys - (size->type == REDIS_REPLY_INTEGER ? size->integer : 0);
    BulkWriter bulkWriter(writer, m_shop, now);
    // The first kind takes what rounding leaves over, so that the sum is exact.
    long long left = bulk;
    for (size_t kind = Kinds.size(); bulk > 0 && kind-- > 0;) {
        const long long count = kind == 0 ? left : bulk * Kinds[kind].share / 100;
        left -= count;
        for (long long n = 0; n < count; ++n)
            (bulkWriter.*Kinds[kind].write)(static_cast<uint64_t>(n));
    }
    writer.finish();
    (void)m_connection.call({"CONFIG", "RESETSTAT"});
    error = writer.error();
    return error.empty();
}

} // namespace stashdeck::sandbox
