// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>
#include <QString>

namespace stashdeck {

class Theme;

/// resources/theme/style.qss with each @name replaced by the token's colour and each @px(n) by n scaled pixels.
[[nodiscard]] QString themeStyleSheet(const Theme &theme);
/// QPalette as tokens.json "palette" names it.
[[nodiscard]] QPalette themePalette(const Theme &theme);

} // namespace stashdeck
