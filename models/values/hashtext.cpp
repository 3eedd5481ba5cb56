// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/hashtext.h"

#include "models/base/bytetext.h"

namespace stashdeck {

namespace {

constexpr char hexDigits[] = "0123456789abcdef";

void appendHex(QByteArray &text, char byte)
{
    text += hexDigits[uchar(byte) >> 4];
    text += hexDigits[uchar(byte) & 15];
}

/// Without the escapes that JSON does not demand: a path stays readable.
void appendJson(QByteArray &text, const QByteArray &utf8)
{
    text += '"';
    for (const char c : utf8) {
        if (c == '"' || c == '\\') {
            text += '\\';
            text += c;
        } else if (c == '\n') {
            text += "\\n";
        } else if (c == '\t') {
            text += "\\t";
        } else if (c == '\r') {
            text += "\\r";
        } else if (uchar(c) < 0x20) {
            text += "\\u00";
            appendHex(text, c);
        } else {
            text += c;
        }
    }
    text += '"';
}

void appendRaw(QByteArray &text, const QByteArray &bytes)
{
    text += '"';
    for (const char c : bytes) {
        if (c == '"' || c == '\\') {
            text += '\\';
            text += c;
        } else if (c == '\n') {
            text += "\\n";
        } else if (c == '\r') {
            text += "\\r";
        } else if (c == '\t') {
            text += "\\t";
        } else if (c == '\a') {
            text += "\\a";
        } else if (c == '\b') {
            text += "\\b";
        } else if (uchar(c) < 0x20 || uchar(c) >= 0x7f) {
            text += "\\x";
            appendHex(text, c);
        } else {
            text += c;
        }
    }
    text += '"';
}

void appendJsonField(HashText &text, const HashField &field)
{
    if (isUtf8(field.name)) {
        appendJson(text.bytes, field.name);
    } else {
        ++text.encoded;
        appendJson(text.bytes, "base64:" + field.name.toBase64());
    }
    text.bytes += ": ";
    if (isUtf8(field.value)) {
        appendJson(text.bytes, field.value);
    } else {
        ++text.encoded;
        text.bytes += "{\"base64\": \"" + field.value.toBase64() + "\"}";
    }
}

} // namespace

HashText hashText(const QList<HashField> &fields, HashTextForm form, const std::stop_token &stop)
{
    HashText text;
    if (form == HashTextForm::Json)
        text.bytes = fields.isEmpty() ? "{" : "{\n";
    qsizetype number = 0;
    for (const HashField &field : fields) {
        if (stop.stop_requested())
            break;
        if (form == HashTextForm::Json) {
            text.bytes += number++ == 0 ? "  " : ",\n  ";
            appendJsonField(text, field);
            continue;
        }
        for (const QByteArray &part : {field.name, field.value}) {
            text.bytes += QByteArray::number(++number) + ") ";
            appendRaw(text.bytes, part);
            text.bytes += '\n';
        }
    }
    if (form == HashTextForm::Json)
        text.bytes += fields.isEmpty() ? "}" : "\n}";
    else if (text.bytes.endsWith('\n'))
        text.bytes.chop(1);
    return text;
}

} // namespace stashdeck
