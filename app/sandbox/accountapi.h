// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/meter.h"
#include "app/sandbox/options.h"

#include <string>
#include <string_view>

namespace stashdeck::sandbox {

/// The account API's shapes for the one database there is, under /v2: the list, the database, its statistics. Every
/// figure is counted from traffic really served; there is no history from before the start. Safe for many threads.
class AccountApi final {
public:
    /// `options` and `meter` must outlive it.
    AccountApi(const Options &options, const Meter &meter, int port);

    struct Answer {
        int status = 200;
        std::string body;
    };
    /// `target` begins with /v2/. `authorization` is the header as sent.
    [[nodiscard]] Answer answer(std::string_view method, std::string_view target, std::string_view authorization) const;

private:
    [[nodiscard]] std::string database(bool withCredentials) const;
    [[nodiscard]] std::string statistics(std::string_view period) const;

    const Options &m_options;
    const Meter &m_meter;
    const int m_port;
    const Meter::Clock::time_point m_started;
};

} // namespace stashdeck::sandbox
