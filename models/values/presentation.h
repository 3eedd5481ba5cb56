// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/codecs/textform.h"

namespace stashdeck {

/// Everything a view needs to know about a value before it shows it. A value without shared parts: made on a worker,
/// handed over.
struct Presentation {
    DetectedFormat format = DetectedFormat::Empty;
    TextForm text; ///< the bytes as they are
    /// Stored on one line, so the JSON view shows it indented and saves it on one line again.
    bool isShownIndented = false;
    TextForm json; ///< what the JSON view shows; the same as `text` unless `isShownIndented`
};

/// Above this many bytes `present()` belongs on a worker.
inline constexpr qsizetype presentInlineLimit = 64LL * 1024;
[[nodiscard]] Presentation present(const QByteArray &bytes);

/// For the beginning of a large value: Text or Binary, whatever the cut does to the last character.
[[nodiscard]] DetectedFormat formatOfBeginning(QByteArrayView bytes);

} // namespace stashdeck
