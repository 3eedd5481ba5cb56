// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractItemView;

namespace stashdeck {

/// What the tree and the list of keys have in common: whole rows, one of them current, a menu of their own, no frame,
/// nothing edited in place, no scrolling sideways.
void setUpKeyRows(QAbstractItemView *view);

} // namespace stashdeck
