// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"

#include <QByteArray>
#include <QString>

namespace stashdeck {

/// Writes a file that only its owner may read (0600) in a folder that only its owner may enter (0700 when made here;
/// an existing folder is left as it is). Atomic: after any failure the old file is untouched. The error is Storage with
/// the operating system's reason. Blocks for the disk.
[[nodiscard]] Result<void> writePrivateFile(const QString &path, const QByteArray &content);

/// Reads a regular file of at most `maxBytes`. A missing file, a folder, a device or a longer file is a Storage error.
[[nodiscard]] Result<QByteArray> readSmallFile(const QString &path, qint64 maxBytes = 16LL * 1024 * 1024);

/// Makes the folder and its missing parents, 0700 each.
[[nodiscard]] Result<void> makePrivateFolder(const QString &path);

} // namespace stashdeck
