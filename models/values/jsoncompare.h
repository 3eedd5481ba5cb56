// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/codecs/jsontext.h"
#include "models/values/jsonedits.h"

#include <memory>

namespace stashdeck {

using JsonTreePointer = std::shared_ptr<const JsonTree>;

/// One place that was changed here and on the server; an empty side: it is not there.
struct JsonConflict {
    QByteArray path;
    std::optional<QByteArray> loaded;
    std::optional<QByteArray> mine;
    std::optional<QByteArray> theirs;
};

/// A text, and how it differs from what was loaded.
struct JsonReading {
    QByteArray text;
    JsonTreePointer loadedTree; ///< only when it was read anew
    JsonTreePointer tree; ///< null when the text is not well-formed
    std::optional<JsonIssue> issue;
    QList<JsonEdit> edits;
};

/// The server's document beside what was loaded and what was edited.
struct JsonComparison {
    enum class Kind { AsLoaded, AsMine, OtherPlaces, Conflict };
    Kind kind = Kind::AsLoaded;
    QList<JsonConflict> conflicts; ///< empty in Conflict: the whole document
};

// All three are pure, for any thread, and take time for long texts.

/// `loadedTree` may be null: then `loaded` is read too.
[[nodiscard]] JsonReading readJsonText(const QByteArray &text, const QByteArray &loaded, JsonTreePointer loadedTree,
                                       bool indents);
/// `mine` is null when what was typed is not well-formed.
[[nodiscard]] JsonComparison compareJson(const QByteArray &theirs, const QByteArray &loaded,
                                         const JsonTreePointer &loadedTree, const JsonTreePointer &mine,
                                         const QList<JsonEdit> &edits);
/// `theirs` with the places `paths` as they are in `mine`.
[[nodiscard]] QByteArray carriedOver(const QByteArray &theirs, const JsonTree &mine, const QList<QByteArray> &paths);

} // namespace stashdeck
