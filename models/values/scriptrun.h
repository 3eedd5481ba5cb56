// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/session/session.h"

#include <QPointer>

namespace stashdeck {

/// Runs one of our constant scripts (a whole EVAL) as an edit, and learns whether this server and token run scripts at
/// all: Unsupported when they do not, and then nothing was written.
[[nodiscard]] QCoro::Task<Result<Reply>> runScript(QPointer<Session> session, Command script, std::stop_token stop);

} // namespace stashdeck
