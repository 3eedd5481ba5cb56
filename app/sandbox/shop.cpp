// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/shop.h"

#include "app/sandbox/replywriter.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <cstdio>

// Outside of every namespace: a static library's resources are not registered by themselves.
static void registerSampleResource()
{
    Q_INIT_RESOURCE(sample);
}

namespace stashdeck::sandbox {

using namespace Qt::Literals::StringLiterals;

namespace {

std::vector<std::string> words(const QJsonValue &list)
{
    std::vector<std::string> out;
    for (const QJsonValue word : list.toArray())
        out.push_back(word.toString().toStdString());
    return out;
}

std::string jsonString(const std::string &value)
{
    std::string out;
    appendJsonString(out, value);
    return out;
}

std::string price(int cents)
{
    std::array<char, 32> out{};
    std::snprintf(out.data(), out.size(), "%d.%02d", cents / 100, cents % 100);
    return out.data();
}

} // namespace

Shop::Shop()
{
    registerSampleResource();
    QFile file(u":/sample/shop.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the sample data is not compiled in");
    const QJsonObject data = QJsonDocument::fromJson(file.readAll()).object();
    const QJsonObject categories = data.value("categories"_L1).toObject();
    for (auto it = categories.begin(); it != categories.end(); ++it) {
        for (const std::string &title : words(it.value()))
            m_titles.emplace_back(title, it.key().toStdString());
    }
    m_adjectives = words(data.value("adjectives"_L1));
    m_firstNames = words(data.value("firstNames"_L1));
    m_lastNames = words(data.value("lastNames"_L1));
    m_mailHosts = words(data.value("mailHosts"_L1));
    m_pages = words(data.value("pages"_L1));
    m_devices = words(data.value("devices"_L1));
    m_searches = words(data.value("searches"_L1));
    m_states = words(data.value("orderStates"_L1));
    for (const QJsonValue entry : data.value("cities"_L1).toArray()) {
        const QJsonArray city = entry.toArray();
        m_cities.push_back({city.at(0).toString().toStdString(), city.at(1).toString().toStdString(),
                            QByteArray::number(city.at(2).toDouble(), 'f', 4).toStdString(),
                            QByteArray::number(city.at(3).toDouble(), 'f', 4).toStdString()});
    }
    m_featureFlags
        = QJsonDocument(data.value("featureFlags"_L1).toObject()).toJson(QJsonDocument::Compact).toStdString();
    const QJsonObject encodings = data.value("encoded"_L1).toObject();
    for (auto it = encodings.begin(); it != encodings.end(); ++it)
        m_encoded[it.key().toStdString()] = QByteArray::fromBase64(it.value().toString().toLatin1()).toStdString();
}

uint64_t Shop::mixed(uint64_t number)
{
    // The finaliser of SplitMix64: neighbours come out unlike each other.
    number += 0x9e3779b97f4a7c15;
    number = (number ^ (number >> 30)) * 0xbf58476d1ce4e5b9;
    number = (number ^ (number >> 27)) * 0x94d049bb133111eb;
    return number ^ (number >> 31);
}

Shop::Product Shop::product(uint64_t number) const
{
    const uint64_t dice = mixed(number);
    const auto &[title, category] = m_titles[dice % m_titles.size()];
    Product product;
    product.sku = std::to_string(10000000 + number);
    product.title = title + ", " + m_adjectives[(dice >> 16) % m_adjectives.size()];
    product.category = category;
    product.cents = static_cast<int>(290 + (dice >> 24) % 18000);
    product.stock = static_cast<int>((dice >> 40) % 240);
    return product;
}

std::string Shop::productJson(uint64_t number) const
{
    const Product p = product(number);
    return "{\"sku\":" + jsonString(p.sku) + ",\"title\":" + jsonString(p.title)
        + ",\"category\":" + jsonString(p.category) + ",\"price\":" + price(p.cents)
        + ",\"currency\":\"EUR\",\"stock\":" + std::to_string(p.stock) + ",\"rating\":"
        + std::to_string(3 + mixed(number + 7) % 3) + "." + std::to_string(mixed(number + 9) % 10) + "}";
}

Shop::Customer Shop::customer(uint64_t number) const
{
    const uint64_t dice = mixed(number * 31 + 5);
    const std::string &first = m_firstNames[dice % m_firstNames.size()];
    const std::string &last = m_lastNames[(dice >> 12) % m_lastNames.size()];
    const City &city = m_cities[(dice >> 24) % m_cities.size()];
    Customer customer;
    customer.name = first + " " + last;
    customer.email
        = first + "." + last + std::to_string(number % 97) + "@" + m_mailHosts[(dice >> 36) % m_mailHosts.size()];
    for (char &c : customer.email)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    customer.country = city.country;
    customer.city = city.name;
    customer.device = m_devices[(dice >> 44) % m_devices.size()];
    return customer;
}

std::string Shop::productKey(uint64_t number)
{
    return "cache:product:" + std::to_string(10000000 + number);
}

std::string Shop::randomId(uint64_t number, int digits)
{
    std::array<char, 17> out{};
    std::snprintf(out.data(), out.size(), "%016llx", static_cast<unsigned long long>(mixed(number ^ 0x5e55)));
    return std::string(out.data()).substr(16 - static_cast<size_t>(digits));
}

std::string Shop::userId(uint64_t number)
{
    return "u_" + std::to_string(number % 100000);
}

} // namespace stashdeck::sandbox
