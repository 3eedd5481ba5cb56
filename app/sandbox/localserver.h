// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <httplib.h>

#include <atomic>
#include <mutex>
#include <set>

namespace stashdeck::sandbox {

/// The library's server with connections of our own: the library looks at an idle connection a hundred times a second,
/// and its stop() waits until every one of them has timed out.
class LocalServer final : public httplib::Server {
public:
    /// Stops listening and ends every connection: idle ones at once, busy ones after their answer.
    void stopAll();

private:
    bool process_and_close_socket(socket_t descriptor) override;

    std::atomic<bool> m_stopping{false};
    std::mutex m_mutex;
    std::set<socket_t> m_open;
};

} // namespace stashdeck::sandbox
