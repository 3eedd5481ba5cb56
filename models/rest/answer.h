// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rest/httpexchange.h"
#include "models/rest/replyparser.h"

namespace stashdeck {

/// What a request asked for, as far as judging its answer goes.
struct Expectation {
    bool isWrite = false; ///< any of its commands
    int entries = 0; ///< a list of so many; 0 for a single command's one object
};

/// What an exchange came to: entries that were understood, and an error that holds for everything else.
struct Judgement {
    std::vector<Envelope> entries;
    std::optional<Error> error;
    bool mayRepeat = false; ///< a second delivery could do no harm
    bool worthRepeating = false; ///< and might succeed
    bool answered = false; ///< a complete answer came, whatever it says
    bool executed = false; ///< the commands may have been run, and so are billed
};

/// Turns how an exchange ended and what its body says into results and errors (reliability-security.md §5.4): one
/// place that decides between a known failure, a fault worth another attempt, and an unknown outcome.
[[nodiscard]] Judgement judged(const HttpOutcome &outcome, ParsedBody body, const Expectation &expected);

} // namespace stashdeck
