// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/monitorfeed.h"

#include <array>
#include <cstdio>

namespace stashdeck::sandbox {
namespace {

constexpr size_t MaxLinesWaiting = 10000;

/// A word as Redis quotes it.
void appendQuoted(std::string &line, std::string_view word)
{
    static constexpr char Hex[] = "0123456789abcdef";
    line += '"';
    for (const char c : word) {
        const auto byte = static_cast<unsigned char>(c);
        switch (c) {
        case '\\':
        case '"':
            line += '\\';
            line += c;
            break;
        case '\n':
            line += "\\n";
            break;
        case '\r':
            line += "\\r";
            break;
        case '\t':
            line += "\\t";
            break;
        case '\a':
            line += "\\a";
            break;
        case '\b':
            line += "\\b";
            break;
        default:
            if (byte >= 0x20 && byte < 0x7f) {
                line += c;
            } else {
                line += "\\x";
                line += Hex[byte >> 4];
                line += Hex[byte & 15];
            }
        }
    }
    line += '"';
}

} // namespace

std::optional<std::string> MonitorFeed::Listener::next(std::chrono::milliseconds patience)
{
    std::unique_lock lock(m_mutex);
    if (!m_wake.wait_for(lock, patience, [this] { return !m_lines.empty(); }))
        return std::nullopt;
    std::string line = std::move(m_lines.front());
    m_lines.pop_front();
    return line;
}

std::shared_ptr<MonitorFeed::Listener> MonitorFeed::listen()
{
    auto listener = std::make_shared<Listener>();
    const std::lock_guard lock(m_mutex);
    m_listeners.push_back(listener);
    m_count = static_cast<int>(m_listeners.size());
    return listener;
}

void MonitorFeed::publish(const Arguments &command)
{
    if (m_count.load(std::memory_order_relaxed) == 0)
        return;
    const auto now
        = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch())
              .count();
    std::array<char, 64> head{};
    std::snprintf(head.data(), head.size(), "%lld.%06lld [0 0.0.0.0:0]", static_cast<long long>(now / 1000000),
                  static_cast<long long>(now % 1000000));
    std::string line = head.data();
    for (const std::string &word : command) {
        line += ' ';
        appendQuoted(line, word);
    }
    const std::lock_guard lock(m_mutex);
    m_listeners.remove_if([](const std::weak_ptr<Listener> &listener) { return listener.expired(); });
    m_count = static_cast<int>(m_listeners.size());
    for (const std::weak_ptr<Listener> &weak : m_listeners) {
        const std::shared_ptr<Listener> listener = weak.lock();
        if (!listener)
            continue;
        const std::lock_guard lineLock(listener->m_mutex);
        if (listener->m_lines.size() == MaxLinesWaiting)
            listener->m_lines.pop_front();
        listener->m_lines.push_back(line);
        listener->m_wake.notify_one();
    }
}

} // namespace stashdeck::sandbox
