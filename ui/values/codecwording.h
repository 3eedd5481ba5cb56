// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/codecs/valueview.h"

#include <QString>

namespace stashdeck::codecWords {

/// "JSON", "MsgPack": short, for a segment.
[[nodiscard]] QString name(Format format);
/// "gzip, then JSON".
[[nodiscard]] QString chain(const QList<Format> &formats);
/// What was found and how it is shown: "gzip, then JSON", "Text shown as MsgPack". No size.
[[nodiscard]] QString detected(const ValueView &view);
/// Why the bytes are not shown in a format, as one sentence.
[[nodiscard]] QString issue(const CodecIssue &issue, Format format);
/// Why an edit cannot be saved in its format; empty without a problem.
[[nodiscard]] QString problem(const EditedValue &edited, Format format);
/// The line of the problem, from 1; 0 when it has none.
[[nodiscard]] int problemLine(const EditedValue &edited);

} // namespace stashdeck::codecWords
