// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/collectionpage.h"

#include <QString>

#include <vector>

namespace stashdeck {

// Entries as text for other programs. Exact: bytes that are not UTF-8 are written as escapes.

/// One block an entry: its ID, then a line "field: value" each, with \xNN for what is not text.
[[nodiscard]] QString streamAsText(const std::vector<CollectionRow> &entries);
/// An array of {"id", "fields"}; fields are an object where each has a name of its own and all are UTF-8, else a list
/// of [field, value] pairs; bytes that are not UTF-8 are {"base64": "…"}.
[[nodiscard]] QByteArray streamAsJson(const std::vector<CollectionRow> &entries);
/// A line XADD for each as redis-cli reads it, with the entries' own IDs, oldest first.
[[nodiscard]] QString streamAsCommands(const QByteArray &key, const std::vector<CollectionRow> &entries);

} // namespace stashdeck
