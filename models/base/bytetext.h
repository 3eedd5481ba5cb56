// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace stashdeck {

/// Bytes become text only here. What a database holds is hostile: controls, bidirectional overrides, zero-width and
/// other invisible characters come out as visible escapes (\n, \x1b, \u202E), bytes that are not UTF-8 as \xNN.
/// At most `maxCharacters` UTF-16 units, then "…". The result is for plain-text sinks only.
[[nodiscard]] QString displayText(QByteArrayView bytes, qsizetype maxCharacters = 512);

/// True when the bytes survive `QString::fromUtf8(b).toUtf8()` unchanged and hold no BOM, no NUL and no control but
/// TAB, LF and CR: such a value may be edited as text.
[[nodiscard]] bool isEditableText(QByteArrayView bytes);

/// True for well-formed UTF-8 (what a JSON string can carry unchanged, NUL included).
[[nodiscard]] bool isUtf8(QByteArrayView bytes);

/// The inverse of the escaped form for fields where a person types a key: \xNN, \n, \t, \r, \\, \0, \uNNNN. Anything
/// else is taken as it stands.
[[nodiscard]] QByteArray bytesFromEscaped(const QString &text);
/// Text that `bytesFromEscaped` turns back into exactly these bytes, without a length cap.
[[nodiscard]] QString escapedFromBytes(QByteArrayView bytes);

} // namespace stashdeck
