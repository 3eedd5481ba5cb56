// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/sampleshowcase.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <ctime>

namespace stashdeck::sandbox {

using namespace std::chrono_literals;
using namespace std::string_literals;

namespace {

using Seconds = std::chrono::seconds;

constexpr uint64_t AllTimeMembers = 100000;
constexpr uint64_t WeeklyMembers = 2400;

std::string formatTime(Seconds at, const char *format)
{
    const std::time_t time = at.count();
    std::tm parts{};
    gmtime_r(&time, &parts);
    std::array<char, 64> out{};
    std::strftime(out.data(), out.size(), format, &parts);
    return out.data();
}

void writeCaches(CommandWriter &writer, const Shop &shop, Seconds now)
{
    writer.setText("dashboard:stats",
                   R"({"orders":1284,"revenue":48210.5,"visitors":9120,"conversion":0.0321,"generatedAt":")"
                       + formatTime(now, "%Y-%m-%dT%H:%M:%SZ") + "\"}",
                   90s);
    writer.setText("dashboard:stats:week", R"({"orders":9410,"revenue":351902.25,"visitors":61044})", 300s);
    writer.setText("cache:menu",
                   R"(["Ceramics","Textiles","Kitchen","Stationery","Lighting","Garden","Outdoors","Pantry"])", 1h);
    writer.setText("cache:inventory:low", R"({"skus":["1042","1077","1190"],"threshold":5})", 30s);
    for (uint64_t n = 0; n < 12; ++n)
        writer.setText("search:" + shop.searchWord(n),
                       "{\"hits\":[" + shop.productJson(n) + "," + shop.productJson(n + 40) + "],\"took\":12}", 2min);
    for (uint64_t n = 0; n < 8; ++n)
        writer.setText("order:" + std::to_string(50210 + n) + ":summary",
                       "{\"state\":\"" + shop.orderState(n) + "\",\"items\":" + std::to_string(1 + n % 4) + "}", 5min);
    writer.setText("feature:flags", shop.featureFlags());
    writer.setText("deploy:sha", "9f2c61d4e7b8a0153c2d4e6f8091a2b3c4d5e6f7", 6 * 24h);
    writer.setText("config:checkout",
                   "{\n  \"currency\": \"EUR\",\n  \"freeShippingFrom\": 60,\n  \"carriers\": [\"dhl\", \"ups\"],\n"
                   "  \"vat\": { \"DE\": 0.19, \"FR\": 0.2, \"IT\": 0.22 }\n}\n");
    writer.setText("maintenance:message", "");
    writer.setText("counter:orders", "50218");
    writer.setText("lock:reindex", Shop::randomId(9, 10), 4min);
    writer.add({"HSET",       "session:eu:7f3a94d01b",
                "user_id",    "1042",
                "email",      "mira.okafor@example.com",
                "plan",       "\"team\"",
                "cart_items", "3",
                "csrf",       "b7f0c2a15d3e91ce",
                "last_seen",  std::to_string(now.count() - 3),
                "prefs",      R"({"theme":"dark","lang":"en-GB","beta":true,"panes":["orders","live"]})",
                "ip",         "203.0.113.88",
                "otp_hash",   "$2b$10$1uQmZr6H0oXk3Jd8vYpT.e",
                "device",     "Firefox 131 / macOS"});
    writer.expire("session:eu:7f3a94d01b", 41min);
    writer.add({"HSET", "cart:88213", "sku:1042", "2", "sku:1077", "1", "sku:1190", "1", "coupon", "WINTER10",
                "currency", "EUR", "note", "gift wrap", "updated", std::to_string(now.count())});
    writer.expire("cart:88213", 7 * 24h);
}

void writeLimiters(CommandWriter &writer, Seconds now)
{
    const long long ms = now.count() * 1000;
    const std::string hour = std::to_string(now.count() / 3600);
    const std::string before = std::to_string(now.count() / 3600 - 1);
    const Seconds toHour{3600 - now.count() % 3600};
    // Made by hand: INCR, and EXPIRE on the first hit. The limit of the shop is 10 an hour.
    for (uint64_t n = 0; n < 40; ++n)
        writer.setText("rate:" + Shop::userId(n) + ":" + hour, std::to_string(n < 3 ? 10 + n : 1 + Shop::mixed(n) % 9),
                       toHour + 60s);
    writer.setText("rate:u_2:" + before, "14", toHour);
    // The process died between INCR and EXPIRE: these never go away.
    writer.setText("rate_limit:u_7:" + formatTime(now - 26h, "%Y-%m-%dT%H"), "100");
    writer.setText("rate_limit:u_19:" + formatTime(now - 50h, "%Y-%m-%dT%H"), "31");
    writer.setText("rate_limit:u_7:" + formatTime(now, "%Y-%m-%dT%H"), "8", toHour);

    // @upstash/ratelimit, fixed window of 60 s: <prefix>:<identifier>:<bucket>.
    const auto bucket = [ms](long long window) {
        return ms / window;
    };
    for (uint64_t n = 0; n < 30; ++n)
        writer.setText("@upstash/ratelimit:user:" + std::to_string(40 + n) + ":" + std::to_string(bucket(60000)),
                       std::to_string(n % 7 == 0 ? 23 : 1 + Shop::mixed(n) % 20), 60s);
    writer.setText("@upstash/ratelimit:2001:db8::7:" + std::to_string(bucket(60000)), "4", 60s);
    // Sliding window of 10 min: this bucket and the one before, each lives twice the window and a second.
    for (uint64_t n = 0; n < 20; ++n) {
        const std::string name = "@upstash/ratelimit/search:ip:198.51.100." + std::to_string(10 + n) + ":";
        writer.setText(name + std::to_string(bucket(600000) - 1), std::to_string(5 + Shop::mixed(n) % 40), 700s);
        writer.setText(name + std::to_string(bucket(600000)), std::to_string(n < 2 ? 50 : Shop::mixed(n + 1) % 30),
                       1201s);
    }
    // Token bucket: a hash. Ten tokens, one every 10 s.
    for (uint64_t n = 0; n < 15; ++n) {
        const std::string key = "@upstash/ratelimit/ai:user:" + std::to_string(40 + n);
        const uint64_t tokens = n < 2 ? 0 : Shop::mixed(n) % 10;
        writer.add({"HSET", key, "refilledAt", std::to_string(ms - static_cast<long long>(Shop::mixed(n) % 9000)),
                    "tokens", std::to_string(tokens)});
        writer.expire(key, Seconds((10 - static_cast<long long>(tokens)) * 10));
    }
    writer.add({"HSET", "@upstash/ratelimit/py:user:42", "refilled_at", std::to_string(ms - 4000), "tokens", "6"});
    writer.expire("@upstash/ratelimit/py:user:42", 40s);
    // Cached fixed window: the library never sets their expiry, so they stay.
    for (int back = 1; back <= 6; ++back)
        writer.setText("@upstash/ratelimit/cached:user:42:" + std::to_string(bucket(3600000) - back * 24),
                       std::to_string(10 + back));
    writer.setText("@upstash/ratelimit:dynamic:global", "120");
    writer.add({"SADD", "@upstash/ratelimit:denyList:all", "203.0.113.66", "198.51.100.200", "curl/7.1", "user:666"});
    writer.add({"SADD", "@upstash/ratelimit:denyList:ipDenyList", "203.0.113.66", "198.51.100.200"});
    writer.setText("@upstash/ratelimit:ipDenyListStatus", "valid", 5h);
    // Analytics: one sorted set an hour, never expiring.
    for (int back = 0; back < 24; ++back) {
        const std::string key = "@upstash/ratelimit:events:" + std::to_string((now.count() / 3600 - back) * 3600000);
        Arguments command{"ZADD", key};
        for (uint64_t n = 0; n < 12; ++n) {
            const std::string who = "{\"identifier\":\"user:" + std::to_string(40 + n) + "\",\"success\":";
            command.insert(command.end(),
                           {std::to_string(20 + Shop::mixed(n + static_cast<uint64_t>(back)) % 300), who + "true}"});
            if (n % 4 == 0)
                command.insert(command.end(), {std::to_string(1 + Shop::mixed(n * 3) % 40), who + "false}"});
        }
        command.insert(command.end(), {"3", R"({"identifier":"203.0.113.66","success":"denied"})"});
        writer.add(command);
    }
    // Other libraries' layouts.
    writer.setText("rlflx:login_mira@example.com", "3", 540s);
    writer.setText("rl:203.0.113.9", "57", 45s);
    writer.setText("LIMITS:LIMITER/10.0.0.1/login/5/1/minute", "5", 50s);
}

void writeBoards(CommandWriter &writer, const Shop &shop, Seconds now)
{
    const auto board = [&](const std::string &key, uint64_t members, uint64_t seed, double top) {
        constexpr uint64_t Batch = 500;
        for (uint64_t first = 0; first < members; first += Batch) {
            Arguments command{"ZADD", key};
            for (uint64_t n = first; n < std::min(members, first + Batch); ++n) {
                // A few far ahead, a long tail, and ties.
                const double share = static_cast<double>(Shop::mixed(n + seed) % 100000) / 100000.0;
                command.push_back(std::to_string(std::llround(top * std::pow(share, 3))));
                command.push_back(n < 2000 ? shop.customer(n).name + " #" + std::to_string(n)
                                           : "player:" + std::to_string(n));
            }
            writer.add(command);
        }
    };
    board(weeklyBoard(now), WeeklyMembers, 1, 9800);
    board(weeklyBoard(now - 7 * 24h), WeeklyMembers, 2, 10400);
    board(weeklyBoard(now - 14 * 24h), WeeklyMembers, 3, 9100);
    board("lb:all-time", AllTimeMembers, 4, 250000);
    writer.add({"ZADD", "lb:referrals", "12", "mira", "12", "tomas", "12", "aiko", "7", "lena", "3.5", "noah", "0",
                "priya", "-2", "jonas", "inf", "house"});
    for (uint64_t n = 0; n < 21; ++n)
        board("lb:store:" + std::to_string(n + 1), 40 + n, 10 + n, 700);
}

void writeQueuesAndStreams(CommandWriter &writer, const Shop &shop, Seconds now)
{
    for (uint64_t n = 0; n < 480; ++n)
        writer.add({"RPUSH", "queue:emails",
                    "{\"to\":\"" + shop.customer(n).email + "\",\"template\":\"order-" + shop.orderState(n)
                        + "\",\"attempt\":" + std::to_string(n % 3) + "}"});
    for (uint64_t n = 0; n < 36; ++n)
        writer.add({"RPUSH", "queue:images", "products/" + std::to_string(1000 + n) + "/hero.jpg"});
    for (uint64_t n = 0; n < 50; ++n)
        writer.add({"RPUSH", "activity:recent", shop.customer(n).name + " bought " + shop.product(n).title});
    constexpr uint64_t Orders = 5000;
    for (uint64_t n = 0; n < Orders; ++n) {
        const Shop::Product product = shop.product(n);
        const long long at
            = (now.count() - static_cast<long long>(Orders - n) * 17) * 1000 + static_cast<long long>(n % 997);
        writer.add({"XADD", "events:orders", std::to_string(at) + "-0", "order", std::to_string(45218 + n), "state",
                    shop.orderState(n), "sku", product.sku, "cents", std::to_string(product.cents), "country",
                    shop.customer(n).country});
    }
    writer.add({"XGROUP", "CREATE", "events:orders", "billing", "0"});
    writer.add({"XGROUP", "CREATE", "events:orders", "shipping", "$"});
    writer.add({"XREADGROUP", "GROUP", "billing", "worker-1", "COUNT", "40", "STREAMS", "events:orders", ">"});
    writer.add({"XREADGROUP", "GROUP", "billing", "worker-2", "COUNT", "25", "STREAMS", "events:orders", ">"});
    for (uint64_t n = 0; n < 200; ++n)
        writer.add({"XADD", "events:logins",
                    std::to_string((now.count() - 7200 + static_cast<long long>(n) * 36) * 1000) + "-0", "user",
                    std::to_string(1000 + n), "ok", n % 9 == 0 ? "0" : "1"});
    Arguments online{"SADD", "users:online"};
    for (uint64_t n = 0; n < 1500; ++n)
        online.push_back(std::to_string(1000 + n * 3));
    writer.add(online);
    writer.add({"SADD", "tags:sale", "mug", "lamp", "throw", "ink", "1042", "größe", "日本"});
    writer.add({"SADD", "flags:beta-users", "1", "2", "3", "5", "8", "13"});
    Arguments geo{"GEOADD", "geo:stores"};
    for (const Shop::City &city : shop.cities())
        geo.insert(geo.end(), {city.longitude, city.latitude, city.name});
    writer.add(geo);
    const std::string today = formatTime(now, "%Y-%m-%d");
    for (uint64_t n = 0; n < 400; ++n)
        writer.add({"PFADD", "visitors:" + today, Shop::randomId(n, 10)});
    for (uint64_t n = 0; n < 300; ++n)
        writer.add({"SETBIT", "active:" + today, std::to_string(Shop::mixed(n) % 20000), "1"});
}

/// What goes wrong in consoles: names and values that are not text, that look like markup, or that are huge.
void writeOddities(CommandWriter &writer, const Shop &shop)
{
    const auto keep = [&writer](const std::string &key, const std::string &value) {
        writer.setText(key, value);
    };
    std::string allBytes;
    for (int byte = 0; byte < 256; ++byte)
        allBytes += static_cast<char>(byte);
    keep("odd:binary:all-bytes", allBytes);
    keep("odd:binary:nul\0inside"s, "a\0b"s);
    keep("odd:binary:\xff\xfe\x80", "\xff\xfe not UTF-8 \xc3\x28");
    keep("odd:gzip", shop.encoded("gzip"));
    keep("odd:zlib", shop.encoded("zlib"));
    keep("odd:msgpack", shop.encoded("msgpack"));
    keep("odd:<b>x</b>", "<b>bold?</b><script>alert(1)</script>");
    keep("odd:<img src=file:///etc/passwd>", "<img src=\"file:///etc/passwd\">");
    keep("odd:path/with/slashes?and=query#hash%20percent", "1");
    keep("odd: spaces  and\ttabs ", "  kept  ");
    keep("odd:line\nbreak\r\n", "two\nlines\r\n");
    keep("odd:quote\"back\\slash'", "\"quoted\"");
    keep("odd:glob*[a-z]?\\", "1");
    keep("odd:emoji:🛒🧡", "👩‍👩‍👧 family, 🇵🇹 flag");
    keep("odd:rtl:\u202Egnp.exe", "\u202Ereversed\u202C");
    keep("odd:zero\u200Bwidth\uFEFF", "\uFEFFBOM first");
    keep("odd:ünïcödé:日本語:العربية", "naïve café");
    keep("odd:e\u0301 decomposed", "e\u0301");
    keep("odd:::empty::segments:", "1");
    keep(":", "a key of one separator");
    keep(" ", "a key of one space");
    keep("OK", "OK");
    keep("odd:long-name:" + std::string(32768 - 14, 'n'), "its name has 32,768 bytes");
    keep("odd:int64:max", "9223372036854775807");
    keep("odd:int64:min", "-9223372036854775808");
    keep("odd:number:too-big", "9223372036854775808");
    keep("odd:number:1e400", "1e400");
    keep("odd:number:leading-zeros", "007");
    keep("odd:number:float", "3.0000000000000001");
    keep("odd:json:duplicate-keys", R"({"a":1,"a":2,"n":12345678901234567890,"f":1.10})");
    keep("odd:json:broken", R"({"a":1,)");
    keep("odd:json:deep", std::string(200, '[') + std::string(200, ']'));
    keep("odd:base64", "eyJ0b2tlbiI6ImV4YW1wbGUifQ==");
    std::string catalogue = "{\"generated\":true,\"products\":[";
    constexpr size_t CatalogueBytes = 1200000;
    for (uint64_t n = 0; catalogue.size() < CatalogueBytes; ++n)
        catalogue += (n == 0 ? "" : ",") + shop.productJson(n);
    keep("catalogue:export", catalogue + "]}");
    writer.add({"HSET", "odd:hash", "", "empty name", "bin\0field"s, "\x01\x02\xff"s, "<i>field</i>", "", "json",
                R"({"nested":{"deep":[1,2,3]}})", "9007199254740993", "9007199254740993"});
    writer.add({"RPUSH", "odd:list", "", "same", "same", "\xff\x00\x80"s, "line\nbreak"});
    writer.add({"SADD", "odd:set", "", "\x00"s, "a b", "<b>x</b>"});
    writer.add({"ZADD", "odd:zset", "-inf", "least", "1e-7", "tiny", "9007199254740993", "beyond 2^53", "inf", "most"});
    for (uint64_t n = 0; n < 3000; ++n)
        writer.add({"HSET", "inventory:all", "sku:" + shop.product(n).sku, std::to_string(shop.product(n).stock)});
}

} // namespace

std::string weeklyBoard(std::chrono::seconds now)
{
    return "lb:weekly:" + formatTime(now, "%G-w%V");
}

void writeShowcase(CommandWriter &writer, const Shop &shop, Seconds now)
{
    writeCaches(writer, shop, now);
    writeLimiters(writer, now);
    writeBoards(writer, shop, now);
    writeQueuesAndStreams(writer, shop, now);
    writeOddities(writer, shop);
}

} // namespace stashdeck::sandbox
