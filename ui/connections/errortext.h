// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"

#include <QString>

namespace stashdeck {

/// An error in words: what happened, what it means, what to do. Whole sentences; `explanation` may hold the server's
/// own words (through displayText), so all three go to plain-text sinks only.
struct ErrorText {
    QString title; ///< "The token was refused"
    QString explanation;
    QString nextStep; ///< empty when there is nothing to do
};

/// Words for every kind and cause. Cancelled gives empty texts: it is shown as nothing.
[[nodiscard]] ErrorText errorText(const Error &error);
/// Title alone, for a row or a tag: "Unreachable", "Token refused".
[[nodiscard]] QString shortErrorText(const Error &error);

} // namespace stashdeck
