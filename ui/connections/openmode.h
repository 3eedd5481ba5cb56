// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace stashdeck {

/// How a saved database is opened.
enum class OpenMode { Normal, ReadOnly, NewWindow };

} // namespace stashdeck
