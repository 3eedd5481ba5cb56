// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/settings.h"
#include "ui/theme/theme.h"

namespace stashdeck::ShellSettings {

enum class Contrast { System, Off, On }; ///< of edges: as strong as text under On

inline constexpr Setting<Theme::Choice> theme{"appearance/theme", Theme::Choice::System};
inline constexpr Setting<Theme::Density> density{"appearance/density", Theme::Density::Standard};
inline constexpr Setting<int> textSize{"appearance/textSize", 13};
inline constexpr Setting<Contrast> contrast{"appearance/contrast", Contrast::System};
inline constexpr Setting<bool> reducedMotion{"appearance/reducedMotion", false};

/// Whether a database added as production starts with writing locked.
inline constexpr Setting<bool> productionOpensReadOnly{"connections/productionOpensReadOnly", true};
/// What key names are split by in the tree; empty for no tree.
inline constexpr Setting<QString> defaultSeparator{"browser/separator", u":"};

inline constexpr Setting<QStringList> windowGeometry{"window/geometry"};
inline constexpr Setting<bool> windowMaximized{"window/maximized", false};
inline constexpr Setting<bool> railCollapsed{"window/railCollapsed", false};
inline constexpr Setting<QString> lastPage{"window/page", u""};

} // namespace stashdeck::ShellSettings
