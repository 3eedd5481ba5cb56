// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/bytetext.h"

#include <QChar>

namespace stashdeck {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr char32_t invalid = 0xffffffff;
constexpr char32_t zeroWidthJoiner = 0x200d;
constexpr char32_t emojiPresentation = 0xfe0f;
/// More marks on one base letter than any script needs only paint over the lines above and below.
constexpr int maxStackedMarks = 3;

struct CodePoint {
    char32_t value = invalid;
    qsizetype length = 1; ///< bytes taken; 1 for an invalid one
};

bool isContinuation(uchar byte)
{
    return (byte & 0xc0) == 0x80;
}

/// Strict UTF-8: no overlong form, no surrogate, nothing above U+10FFFF.
CodePoint decodeAt(QByteArrayView bytes, qsizetype at)
{
    const auto byte = [&](qsizetype i) {
        return static_cast<uchar>(bytes[i]);
    };
    const qsizetype left = bytes.size() - at;
    const uchar first = byte(at);
    if (first < 0x80)
        return {first, 1};
    if (first >= 0xc2 && first <= 0xdf && left >= 2 && isContinuation(byte(at + 1)))
        return {(char32_t(first & 0x1f) << 6) | (byte(at + 1) & 0x3fu), 2};
    if ((first & 0xf0) == 0xe0 && left >= 3 && isContinuation(byte(at + 1)) && isContinuation(byte(at + 2))) {
        const char32_t value
            = (char32_t(first & 0x0f) << 12) | (char32_t(byte(at + 1) & 0x3f) << 6) | (byte(at + 2) & 0x3fu);
        if (value >= 0x800 && (value < 0xd800 || value > 0xdfff))
            return {value, 3};
    }
    if (first >= 0xf0 && first <= 0xf4 && left >= 4 && isContinuation(byte(at + 1)) && isContinuation(byte(at + 2))
        && isContinuation(byte(at + 3))) {
        const char32_t value = (char32_t(first & 0x07) << 18) | (char32_t(byte(at + 1) & 0x3f) << 12)
            | (char32_t(byte(at + 2) & 0x3f) << 6) | (byte(at + 3) & 0x3fu);
        if (value >= 0x10000 && value <= 0x10ffff)
            return {value, 4};
    }
    return {};
}

bool isSymbol(char32_t c)
{
    if (c == invalid)
        return false;
    return QChar::category(c) == QChar::Symbol_Other || (c >= 0x1f3fb && c <= 0x1f3ff); // and the skin tones
}

bool isMark(char32_t c)
{
    const auto category = QChar::category(c);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing;
}

/// Characters that draw nothing, or change how others are drawn, although their category does not tell.
bool isInvisible(char32_t c)
{
    return c == 0x034f || c == 0x115f || c == 0x1160 || c == 0x17b4 || c == 0x17b5 || (c >= 0x180b && c <= 0x180f)
        || c == 0x2800 || c == 0x3164 || (c >= 0xfe00 && c <= 0xfe0f) || c == 0xffa0 || (c >= 0xe0000 && c <= 0xe0fff);
}

bool needsEscape(char32_t c)
{
    if (c < 0x80)
        return c < 0x20 || c == 0x7f;
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format: // bidirectional controls, zero-width characters, soft hyphen, tags
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
    case QChar::Separator_Space: // all but U+0020, which is below 0x80
        return true;
    default:
        return isInvisible(c);
    }
}

void appendHex(QString &out, quint32 value, int digits)
{
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4)
        out.append(QChar(u"0123456789ABCDEF"[(value >> shift) & 0xf]));
}

void appendByteEscape(QString &out, uchar byte)
{
    out.append(u"\\x");
    appendHex(out, byte, 2);
}

void appendEscape(QString &out, char32_t c)
{
    switch (c) {
    case 0:
        out.append(u"\\0");
        return;
    case '\n':
        out.append(u"\\n");
        return;
    case '\r':
        out.append(u"\\r");
        return;
    case '\t':
        out.append(u"\\t");
        return;
    default:
        break;
    }
    if (c < 0x80) {
        out.append(u"\\x");
        // Lower case for controls, as programmers write \x1b.
        const auto hex = QString::number(uint(c), 16).rightJustified(2, u'0');
        out.append(hex);
    } else if (c < 0x10000) {
        out.append(u"\\u");
        appendHex(out, c, 4);
    } else {
        out.append(u"\\u");
        appendHex(out, QChar::highSurrogate(c), 4);
        out.append(u"\\u");
        appendHex(out, QChar::lowSurrogate(c), 4);
    }
}

/// Emoji are joined and coloured by invisible characters; between two symbols these may stay.
bool joinsSymbols(char32_t c, char32_t before, QByteArrayView bytes, qsizetype next)
{
    if (c == emojiPresentation)
        return isSymbol(before);
    return c == zeroWidthJoiner && (isSymbol(before) || before == emojiPresentation) && next < bytes.size()
        && isSymbol(decodeAt(bytes, next).value);
}

enum class Backslash { Plain, Doubled };

void appendVisible(QString &out, QByteArrayView bytes, Backslash backslash, qsizetype maxCharacters)
{
    char32_t before = invalid;
    int marks = maxStackedMarks; // a mark with no base letter before it is escaped
    for (qsizetype at = 0; at < bytes.size();) {
        const auto [c, length] = decodeAt(bytes, at);
        const qsizetype sizeBefore = out.size();
        bool plain = false;
        if (c == invalid) {
            appendByteEscape(out, static_cast<uchar>(bytes[at]));
        } else if (c == '\\' && backslash == Backslash::Doubled) {
            out.append(u"\\\\");
        } else if (isMark(c) && !isInvisible(c)) {
            if (++marks > maxStackedMarks)
                appendEscape(out, c);
            else
                plain = true;
        } else if (needsEscape(c) && !joinsSymbols(c, before, bytes, at + length)) {
            appendEscape(out, c);
        } else {
            plain = true;
            marks = 0;
        }
        if (plain)
            out.append(QChar::fromUcs4(c));
        else
            marks = maxStackedMarks;
        if (maxCharacters >= 0 && out.size() > maxCharacters) {
            out.truncate(sizeBefore); // never half an escape or half a pair
            out.append(QChar(0x2026));
            return;
        }
        before = c;
        at += length;
    }
}

int hexDigit(QChar c)
{
    const char16_t u = c.unicode();
    if (u >= u'0' && u <= u'9')
        return u - u'0';
    if (u >= u'a' && u <= u'f')
        return u - u'a' + 10;
    if (u >= u'A' && u <= u'F')
        return u - u'A' + 10;
    return -1;
}

/// The value of `digits` hexadecimal digits at `at`, or -1.
int hexAt(QStringView text, qsizetype at, int digits)
{
    if (at + digits > text.size())
        return -1;
    int value = 0;
    for (int i = 0; i < digits; ++i) {
        const int digit = hexDigit(text[at + i]);
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

/// Reads one escape that begins at the backslash at `at`; returns its length, or 0 when it is none.
qsizetype takeEscape(QStringView text, qsizetype at, QByteArray &out)
{
    if (at + 1 >= text.size())
        return 0;
    switch (text[at + 1].unicode()) {
    case u'n':
        out.append('\n');
        return 2;
    case u't':
        out.append('\t');
        return 2;
    case u'r':
        out.append('\r');
        return 2;
    case u'\\':
        out.append('\\');
        return 2;
    case u'0':
        out.append('\0');
        return 2;
    case u'x':
        if (const int byte = hexAt(text, at + 2, 2); byte >= 0) {
            out.append(char(byte));
            return 4;
        }
        return 0;
    case u'u':
        if (const int unit = hexAt(text, at + 2, 4); unit >= 0) {
            if (!QChar::isSurrogate(char32_t(unit))) {
                out.append(QString(QChar(unit)).toUtf8());
                return 6;
            }
            const bool paired = QChar::isHighSurrogate(char32_t(unit)) && at + 7 < text.size() && text[at + 6] == u'\\'
                && text[at + 7] == u'u';
            const int low = paired ? hexAt(text, at + 8, 4) : -1;
            if (low >= 0 && QChar::isLowSurrogate(char32_t(low))) {
                const QChar units[] = {QChar(unit), QChar(low)};
                out.append(QStringView(units, 2).toUtf8());
                return 12;
            }
        }
        return 0; // a lone surrogate is no character
    default:
        return 0;
    }
}

} // namespace

QString displayText(QByteArrayView bytes, qsizetype maxCharacters)
{
    QString text;
    text.reserve(qMin(bytes.size(), qMax<qsizetype>(maxCharacters, 0) + 16));
    appendVisible(text, bytes, Backslash::Plain, qMax<qsizetype>(maxCharacters, 0));
    return text;
}

bool isEditableText(QByteArrayView bytes)
{
    if (bytes.startsWith("\xef\xbb\xbf"_ba))
        return false;
    for (const char c : bytes) {
        const auto byte = static_cast<uchar>(c);
        if ((byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7f)
            return false;
    }
    return isUtf8(bytes);
}

bool isUtf8(QByteArrayView bytes)
{
    return bytes.isValidUtf8();
}

QByteArray bytesFromEscaped(const QString &text)
{
    QByteArray out;
    out.reserve(text.size());
    qsizetype plainFrom = 0;
    const QStringView view(text);
    for (qsizetype at = 0; at < view.size();) {
        if (view[at] != u'\\') {
            ++at;
            continue;
        }
        out.append(view.sliced(plainFrom, at - plainFrom).toUtf8());
        const qsizetype length = takeEscape(view, at, out);
        if (length == 0)
            out.append('\\');
        at += qMax<qsizetype>(length, 1);
        plainFrom = at;
    }
    out.append(view.sliced(plainFrom).toUtf8());
    return out;
}

QString escapedFromBytes(QByteArrayView bytes)
{
    QString text;
    text.reserve(bytes.size());
    appendVisible(text, bytes, Backslash::Doubled, -1);
    return text;
}

} // namespace stashdeck
