// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"

#include <QList>
#include <QSslCertificate>

namespace stashdeck {

/// The certificate authorities in a PEM file of at most 4 MB. A file that cannot be read or that holds no certificate
/// is a Storage error with a sentence. Blocks for the disk; may be called on any thread.
[[nodiscard]] Result<QList<QSslCertificate>> readAuthorities(const QString &path);

} // namespace stashdeck
