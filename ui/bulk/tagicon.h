// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QIcon>

namespace stashdeck {

/// An environment's tag as an icon, for lists of databases. In the colours of the theme as it is now.
[[nodiscard]] QIcon tagIcon(Environment environment, const Theme &theme);

} // namespace stashdeck
