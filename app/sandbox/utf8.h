// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace stashdeck::sandbox {

/// The length of the well-formed UTF-8 sequence at `at`, or 0 when there is none (overlong forms, surrogates and
/// code points above U+10FFFF are not well-formed).
[[nodiscard]] size_t utf8Length(const char *at, const char *end);
[[nodiscard]] bool isUtf8(std::string_view bytes);
/// Every byte that belongs to no well-formed sequence becomes U+FFFD.
[[nodiscard]] std::string replacedInvalidUtf8(std::string_view bytes);
void appendUtf8(std::string &out, uint32_t codePoint);

} // namespace stashdeck::sandbox
