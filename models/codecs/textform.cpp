// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/codecs/textform.h"

#include "models/base/bytetext.h"
#include "models/codecs/jsontext.h"

#include <algorithm>

namespace stashdeck {

DetectedFormat detectFormat(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return DetectedFormat::Empty;
    if (!isEditableText(bytes))
        return DetectedFormat::Binary;
    if (wholeNumber(bytes))
        return DetectedFormat::Number;
    qsizetype first = 0;
    while (first < bytes.size() && QByteArrayView(" \t\r\n").contains(bytes[first]))
        ++first;
    if (first < bytes.size() && (bytes[first] == '{' || bytes[first] == '[') && !checkJson(bytes))
        return DetectedFormat::Json;
    return DetectedFormat::Text;
}

std::optional<qint64> wholeNumber(QByteArrayView bytes)
{
    if (bytes.isEmpty() || bytes.size() > 20)
        return {};
    bool isNumber = false;
    const qint64 value = bytes.toByteArray().toLongLong(&isNumber);
    if (!isNumber || QByteArrayView(QByteArray::number(value)) != bytes)
        return {};
    return value;
}

TextForm::TextForm(const QByteArray &bytes)
{
    m_editable = isEditableText(bytes);
    if (!m_editable)
        return;
    const qsizetype feeds = bytes.count('\n');
    const qsizetype returns = bytes.count('\r');
    if (returns > 0)
        m_ending = returns == feeds && bytes.count("\r\n") == feeds ? LineEnding::CrLf : LineEnding::Mixed;
    m_text = QString::fromUtf8(bytes);
    if (m_ending == LineEnding::CrLf)
        m_text.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    // These four separate paragraphs and frames inside a text document and would come back as something else.
    const bool hasDocumentMarks = std::any_of(m_text.cbegin(), m_text.cend(), [](QChar c) {
        return c == QChar::ParagraphSeparator || c.unicode() == 0xFDD0 || c.unicode() == 0xFDD1
            || c == QChar::ObjectReplacementCharacter;
    });
    if (m_ending == LineEnding::Mixed || hasDocumentMarks || encoded(m_text) != bytes) {
        m_editable = false;
        m_text.clear();
        return;
    }
    qsizetype lineStart = 0;
    while (lineStart <= m_text.size()) {
        qsizetype end = m_text.indexOf(QLatin1Char('\n'), lineStart);
        if (end < 0)
            end = m_text.size();
        m_longestLine = std::max(m_longestLine, end - lineStart);
        lineStart = end + 1;
    }
}

QByteArray TextForm::encoded(const QString &text) const
{
    QByteArray bytes = text.toUtf8();
    if (m_ending == LineEnding::CrLf)
        bytes.replace("\n", "\r\n");
    return bytes;
}

} // namespace stashdeck
