// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace stashdeck::sandbox {

/// The shop whose data the sandbox shows: its vocabulary (resources/sample/shop.json) and what follows from it. The
/// same number always gives the same product, customer or session.
class Shop final {
public:
    Shop();

    struct Product {
        std::string sku;
        std::string title;
        std::string category;
        int cents = 0;
        int stock = 0;
    };
    struct Customer {
        std::string name;
        std::string email;
        std::string country;
        std::string city;
        std::string device;
    };
    struct City {
        std::string name;
        std::string country;
        std::string longitude;
        std::string latitude;
    };

    [[nodiscard]] Product product(uint64_t number) const;
    [[nodiscard]] std::string productJson(uint64_t number) const;
    [[nodiscard]] Customer customer(uint64_t number) const;
    [[nodiscard]] const std::vector<City> &cities() const { return m_cities; }
    [[nodiscard]] const std::string &page(uint64_t number) const { return m_pages[number % m_pages.size()]; }
    [[nodiscard]] const std::string &searchWord(uint64_t number) const
    {
        return m_searches[number % m_searches.size()];
    }
    [[nodiscard]] const std::string &orderState(uint64_t number) const { return m_states[number % m_states.size()]; }
    [[nodiscard]] const std::string &featureFlags() const { return m_featureFlags; }
    /// A document of the shop in a binary form: "gzip", "zlib" or "msgpack".
    [[nodiscard]] const std::string &encoded(const std::string &form) const { return m_encoded.at(form); }

    [[nodiscard]] static std::string productKey(uint64_t number);
    /// Hexadecimal digits that look random; at most 16.
    [[nodiscard]] static std::string randomId(uint64_t number, int digits);
    /// 1 to 10 are the same few customers, the busy ones; the rest is spread.
    [[nodiscard]] static std::string userId(uint64_t number);
    [[nodiscard]] static uint64_t mixed(uint64_t number);

private:
    std::vector<std::pair<std::string, std::string>> m_titles; ///< title and category
    std::vector<std::string> m_adjectives;
    std::vector<std::string> m_firstNames;
    std::vector<std::string> m_lastNames;
    std::vector<std::string> m_mailHosts;
    std::vector<std::string> m_pages;
    std::vector<std::string> m_devices;
    std::vector<std::string> m_searches;
    std::vector<std::string> m_states;
    std::vector<City> m_cities;
    std::string m_featureFlags;
    std::map<std::string, std::string> m_encoded;
};

} // namespace stashdeck::sandbox
