// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/redisconnection.h"
#include "app/sandbox/shop.h"

#include <string>

namespace stashdeck::sandbox {

/// Fills an empty database with the shop: first the keys that every page of the console has something to show of
/// (sampleshowcase.h), then as many caches, sessions, carts and counters as make `keys` in all.
class SampleData final {
public:
    SampleData(RedisConnection &connection, const Shop &shop)
        : m_connection(connection)
        , m_shop(shop)
    {
    }

    /// False, with one line in `error`, when Redis refused something. The statistics begin anew afterwards.
    [[nodiscard]] bool load(long long keys, std::string &error);

private:
    RedisConnection &m_connection;
    const Shop &m_shop;
};

} // namespace stashdeck::sandbox
