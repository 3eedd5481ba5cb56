// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyspace/keyfacts.h"
#include "models/keyspace/keyroles.h"

#include <QVariant>

namespace stashdeck {

/// What list and tree answer alike for a key; an invalid QVariant for every other role.
[[nodiscard]] QVariant keyCell(const KeyTable &keys, KeyRow row, const KeyFacts &facts, int role);
/// A name for a cell; the empty name, which is a legal key, gets words, and spaces at the ends are made visible.
[[nodiscard]] QString keyCellText(QByteArrayView name);
[[nodiscard]] QVariant keyColumnHeader(int section, Qt::Orientation orientation, int role);

} // namespace stashdeck
