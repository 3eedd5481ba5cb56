// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/secret.h"
#include "models/connections/secretstore.h"

#include <qcoro/qcorotask.h>
#include <QUuid>

#include <stop_token>

namespace stashdeck {

/// The standard token, else the read-only one, which is then all that this database has here.
[[nodiscard]] QCoro::Task<SecretResult<Secret>> profileToken(SecretStore *secrets, QUuid profile, std::stop_token stop);

} // namespace stashdeck
