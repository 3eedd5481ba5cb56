// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVariant>
#include <QWidget>

namespace stashdeck {

/// Sets a dynamic property that the style sheet selects on and applies the new rules at once.
void setStyleProperty(QWidget *widget, const char *name, const QVariant &value);

} // namespace stashdeck
