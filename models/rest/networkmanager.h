// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

class QNetworkAccessManager;

namespace stashdeck {

/// The manager every client of a program shares, made once in main(). It asks the system for a proxy, except for
/// addresses on this computer and for plain http: a proxy would see the token of those, while through a proxy https
/// is a tunnel. No cookies, no cache, no stored logins.
[[nodiscard]] std::unique_ptr<QNetworkAccessManager> makeNetworkManager();

} // namespace stashdeck
