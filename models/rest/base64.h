// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace stashdeck {

/// Strict base64 of the standard alphabet with its padding (RFC 4648 §4): a foreign character, a length that is no
/// multiple of four, padding in the middle or bits left over give nothing, where Qt would skip and guess.
[[nodiscard]] std::optional<QByteArray> strictBase64Decoded(QByteArrayView text);

} // namespace stashdeck
