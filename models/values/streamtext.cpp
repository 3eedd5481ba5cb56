// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/streamtext.h"

#include "models/base/bytetext.h"
#include "models/values/streamid.h"

#include <QSet>

#include <algorithm>

namespace stashdeck {

namespace {

QByteArray jsonString(QByteArrayView text)
{
    QByteArray json = "\"";
    json.reserve(text.size() + 2);
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            json += '\\';
            json += c;
        } else if (c == '\n') {
            json += "\\n";
        } else if (c == '\t') {
            json += "\\t";
        } else if (c == '\r') {
            json += "\\r";
        } else if (uchar(c) < 0x20) {
            json += "\\u00" + QByteArray(1, c).toHex();
        } else {
            json += c;
        }
    }
    return json + '"';
}

QByteArray jsonBytes(const QByteArray &bytes)
{
    return isUtf8(bytes) ? jsonString(bytes) : R"({"base64": ")" + bytes.toBase64() + R"("})";
}

bool isObject(const QList<QByteArray> &fields)
{
    QSet<QByteArray> names;
    for (qsizetype i = 0; i + 1 < fields.size(); i += 2) {
        if (!isUtf8(fields.at(i)) || !isUtf8(fields.at(i + 1)) || names.contains(fields.at(i)))
            return false;
        names.insert(fields.at(i));
    }
    return true;
}

QByteArray jsonFields(const QList<QByteArray> &fields)
{
    const bool object = isObject(fields);
    QByteArray json(1, object ? '{' : '[');
    for (qsizetype i = 0; i + 1 < fields.size(); i += 2) {
        if (i > 0)
            json += ", ";
        if (object)
            json += jsonString(fields.at(i)) + ": " + jsonString(fields.at(i + 1));
        else
            json += '[' + jsonBytes(fields.at(i)) + ", " + jsonBytes(fields.at(i + 1)) + ']';
    }
    return json + (object ? '}' : ']');
}

/// As redis-cli reads a word: bare when it is harmless, else in double quotes with escapes.
QString commandWord(const QByteArray &word)
{
    const bool isBare = !word.isEmpty() && std::all_of(word.cbegin(), word.cend(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || QByteArrayView("_-:.,/@+=*").contains(c);
    });
    if (isBare)
        return QString::fromLatin1(word);
    QByteArray quoted = "\"";
    const bool isText = isUtf8(word);
    for (const char c : word) {
        if (c == '"' || c == '\\')
            quoted += QByteArray("\\") + c;
        else if (c == '\n')
            quoted += "\\n";
        else if (c == '\r')
            quoted += "\\r";
        else if (c == '\t')
            quoted += "\\t";
        else if (uchar(c) < 0x20 || uchar(c) == 0x7f || (uchar(c) >= 0x80 && !isText))
            quoted += "\\x" + QByteArray(1, c).toHex();
        else
            quoted += c;
    }
    return QString::fromUtf8(quoted + '"');
}

} // namespace

QString streamAsText(const std::vector<CollectionRow> &entries)
{
    QString text;
    for (const CollectionRow &entry : entries) {
        if (!text.isEmpty())
            text += QLatin1Char('\n');
        text += QString::fromLatin1(entry.name) + QLatin1Char('\n');
        for (qsizetype i = 0; i + 1 < entry.fields.size(); i += 2) {
            text += escapedFromBytes(entry.fields.at(i)) + QLatin1String(": ")
                + escapedFromBytes(entry.fields.at(i + 1)) + QLatin1Char('\n');
        }
    }
    return text;
}

QByteArray streamAsJson(const std::vector<CollectionRow> &entries)
{
    QByteArray json = "[";
    for (const CollectionRow &entry : entries) {
        json += json.size() > 1 ? ",\n " : "";
        json += "{\"id\": " + jsonString(entry.name) + ", \"fields\": " + jsonFields(entry.fields) + '}';
    }
    return json + "]\n";
}

QString streamAsCommands(const QByteArray &key, const std::vector<CollectionRow> &entries)
{
    std::vector<const CollectionRow *> sorted;
    for (const CollectionRow &entry : entries)
        sorted.push_back(&entry);
    std::sort(sorted.begin(), sorted.end(), [](const CollectionRow *a, const CollectionRow *b) {
        return StreamId::parse(a->name) < StreamId::parse(b->name);
    });
    QString text;
    for (const CollectionRow *entry : sorted) {
        text += QLatin1String("XADD ") + commandWord(key) + QLatin1Char(' ') + QString::fromLatin1(entry->name);
        for (const QByteArray &word : entry->fields)
            text += QLatin1Char(' ') + commandWord(word);
        text += QLatin1Char('\n');
    }
    return text;
}

} // namespace stashdeck
