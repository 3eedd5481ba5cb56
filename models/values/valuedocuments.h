// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/valuedocument.h"

#include <memory>

namespace stashdeck {

/// The document for values of this kind; nullptr for a kind that can only be looked at.
[[nodiscard]] std::unique_ptr<ValueDocument> makeValueDocument(ValueKind kind, Session *session, const QByteArray &key);

} // namespace stashdeck
