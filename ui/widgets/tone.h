// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/token.h"

#include <QLatin1String>

namespace stashdeck {

/// What a message or state means. Each is shown with an icon and words as well, never by its colour alone.
enum class Tone { Neutral, Info, Success, Warning, Danger };

struct ToneStyle {
    QLatin1String name; ///< the `tone` property in the style sheet
    Token text;
    Token soft;
    Token line;
    Token solid; ///< dots and bars; neutral is the accent
};
[[nodiscard]] ToneStyle toneStyle(Tone tone);

} // namespace stashdeck
