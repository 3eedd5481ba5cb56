// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/session/session.h"

#include <QPointer>

namespace stashdeck {

enum class DuplicateOutcome { Duplicated, TargetExists, Gone };
[[nodiscard]] Command duplicateCommand(const QByteArray &from, const QByteArray &to);
/// Copies a key with its expiry to a name that is free; another key is never overwritten. COPY, else DUMP and RESTORE
/// where the server has no COPY. A lost answer is settled by looking where that can tell, else UnknownOutcome.
[[nodiscard]] QCoro::Task<Result<DuplicateOutcome>> duplicateKey(QPointer<Session> session, QByteArray from,
                                                                 QByteArray to, std::stop_token stop);

} // namespace stashdeck
