// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/snippets/snippet.h"
#include "models/values/collectionpage.h"

#include <vector>

namespace stashdeck {

class KeyDocument;

/// An open key as it was loaded: without unsaved edits of elements, a string as it is edited. `hasValue` is false when
/// not all of it is loaded. No command is sent.
[[nodiscard]] SnippetSubject subjectOf(const KeyDocument &document);

/// Some elements of a key, as they are loaded.
[[nodiscard]] SnippetSubject subjectOf(ValueKind kind, const QByteArray &key, std::vector<CollectionRow> rows);

} // namespace stashdeck
