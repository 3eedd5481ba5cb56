// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QIcon>

namespace stashdeck {

/// An environment's tag as an icon, for lists of databases, at the start of a picture that is `room` wide, so that tags
/// of several widths stand in line. In the colours of the theme as it is now.
[[nodiscard]] QIcon tagIcon(Environment environment, const Theme &theme, const QSize &room = {});

} // namespace stashdeck
