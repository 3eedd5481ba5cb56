// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>

namespace stashdeck {

/// What a value's bytes look like. Decides the view it opens in, nothing else.
enum class DetectedFormat { Empty, Text, Json, Number, Binary };

/// Looks at all bytes, so run it on a worker above a few hundred kilobytes. Json means an object or an array.
[[nodiscard]] DetectedFormat detectFormat(QByteArrayView bytes);

/// A whole number that INCRBY accepts and that prints as the very same bytes.
[[nodiscard]] std::optional<qint64> wholeNumber(QByteArrayView bytes);

/// A value as a person edits it in a text field that knows only one line ending. The bytes come back exactly:
/// `encoded(text)` of an untouched text equals what it was made from, or `isEditable()` is false.
class TextForm {
public:
    enum class LineEnding { Lf, CrLf, Mixed };

    TextForm() = default;
    explicit TextForm(const QByteArray &bytes);

    /// With \n for every line ending. Empty when not editable.
    [[nodiscard]] const QString &text() const { return m_text; }
    [[nodiscard]] bool isEditable() const { return m_editable; }
    [[nodiscard]] LineEnding lineEnding() const { return m_ending; }
    /// Characters of the longest line.
    [[nodiscard]] qsizetype longestLine() const { return m_longestLine; }
    /// The bytes of an edited text, with the line ending that the value had.
    [[nodiscard]] QByteArray encoded(const QString &text) const;

private:
    QString m_text;
    LineEnding m_ending = LineEnding::Lf;
    qsizetype m_longestLine = 0;
    bool m_editable = true;
};

} // namespace stashdeck
