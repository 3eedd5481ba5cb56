// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/codecs/budget.h"
#include "models/codecs/format.h"
#include "models/codecs/markedjson.h"
#include "models/codecs/textform.h"

#include <QList>

#include <optional>

namespace stashdeck {

/// A value as one format shows it, with all that is needed to write an edit back: made on a worker, handed over.
struct ValueView {
    /// What the bytes were found to be, from the outside in: {Gzip, Json}. Never empty.
    QList<Format> detected{Format::Text};
    /// What is shown. All but the last are envelopes. A last one of Base64 shows the bytes themselves in Base64.
    QList<Format> shown{Format::Text};
    /// Why the format that was asked for is not what is shown.
    std::optional<CodecIssue> issue;
    QByteArray inner; ///< what is in the envelopes; the value itself without one
    QList<QByteArray> envelopes; ///< the bytes of each, the outermost first
    TextForm text; ///< what an editor shows, unless the last format is Hex
    QByteArray shownBytes; ///< the same as bytes, where it cannot be edited
    bool isNumber = false; ///< a whole number that is shown as it is
    /// The JSON is stored on one line, so it is shown indented and goes back on one line.
    bool isShownIndented = false;
    /// An edit can be written back without loss. If not: View only in this format.
    bool isWritable = true;
    bool isTooLong = false; ///< unpacked it is too much for an editor; `shownBytes` has it

    /// `text` is what `shownBytes` says, and an editor gives it back unchanged.
    [[nodiscard]] bool isEditable() const { return !isTooLong && leaf() != Format::Hex && text.isEditable(); }
    [[nodiscard]] Format leaf() const { return shown.last(); }
};

/// Above this many bytes `viewOf()` and `editedValue()` belong on a worker.
inline constexpr qsizetype viewInlineLimit = 64LL * 1024;

/// Shows `bytes` as `wanted`, or as what they look like. A format that the bytes are not in leaves `issue` and shows
/// what they look like. Never fails.
[[nodiscard]] ValueView viewOf(const QByteArray &bytes, std::optional<Format> wanted,
                               CodecBudget budget = CodecBudget());

/// For the beginning of a large value: Text or Hex, whatever the cut does to the last character.
[[nodiscard]] Format formatOfBeginning(QByteArrayView bytes);

/// An edit, as bytes to store.
struct EditedValue {
    enum class Problem {
        None,
        Text, ///< not (such) JSON: `text`
        Base64, ///< not strict Base64
        Codec, ///< the format cannot hold it: `codec`
    };
    Problem problem = Problem::None;
    MarkedJsonIssue text;
    CodecIssue codec;
    /// What to store. With a problem: the text as it was typed, for who wants to keep it all the same.
    QByteArray bytes;
};
/// `text` was typed into what `view` shows.
[[nodiscard]] EditedValue editedValue(const ValueView &view, const QString &text, CodecBudget budget = CodecBudget());
/// `inner` is what shall be in the envelopes.
[[nodiscard]] EditedValue editedInner(const ValueView &view, const QByteArray &inner,
                                      CodecBudget budget = CodecBudget());

} // namespace stashdeck
