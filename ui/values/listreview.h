// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/listdocument.h"
#include "ui/widgets/dialogshell.h"

namespace stashdeck {

/// The edited elements that are not what was loaded any more: loaded, yours and the server's side by side. One decision
/// for all: a list has no names to tell its elements by.
class ListReview final : public DialogShell {
    Q_OBJECT

public:
    ListReview(const Theme *theme, ListDocument *document, Environment environment, QWidget *parent);
};

} // namespace stashdeck
