// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/filehead.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimeZone>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longest = 64LL * 1024;

QString nameOf(TransferFormat format)
{
    return QString(suffixOf(format));
}

std::optional<TransferFormat> formatNamed(const QString &name)
{
    for (int i = 0; i < transferFormatCount; ++i) {
        const auto format = static_cast<TransferFormat>(i);
        if (name == nameOf(format))
            return format;
    }
    return std::nullopt;
}

QByteArray quoted(const QString &text)
{
    // An array of one, without its brackets: QJsonDocument has no scalars.
    const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return array.sliced(1, array.size() - 2);
}

std::optional<QJsonObject> objectOf(QByteArrayView json)
{
    if (json.size() > longest)
        return std::nullopt;
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json.toByteArray(), &error);
    if (error.error != QJsonParseError::NoError || !document.isObject())
        return std::nullopt;
    return document.object();
}

} // namespace

// Written by hand, so that a person finds the important things first: QJsonObject sorts by name.
QByteArray headText(const FileHead &head)
{
    QByteArray out
        = "{\"stashdeck\":" + quoted(nameOf(head.format)) + ",\"version\":" + QByteArray::number(head.version);
    out += ",\"source\":" + quoted(head.source);
    if (head.exportedAt) {
        const qint64 ms = head.exportedAt->time_since_epoch().count();
        out += ",\"exportedAt\":" + QByteArray::number(ms)
            + ",\"time\":" + quoted(QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::utc()).toString(Qt::ISODateWithMs));
    }
    if (head.keys >= 0)
        out += ",\"keys\":" + QByteArray::number(head.keys);
    if (!head.server.isEmpty())
        out += ",\"server\":" + quoted(head.server);
    if (!head.hides.isEmpty()) {
        out += ",\"hides\":[";
        for (qsizetype i = 0; i < head.hides.size(); ++i)
            out += (i > 0 ? "," : "") + quoted(QString::fromUtf8(head.hides[i]));
        out += ']';
    }
    return out + '}';
}

QByteArray footText(const FileFoot &foot)
{
    return "{\"stashdeck\":\"end\",\"keys\":" + QByteArray::number(foot.keys)
        + ",\"gone\":" + QByteArray::number(foot.gone) + ",\"failed\":" + QByteArray::number(foot.failed)
        + ",\"hidden\":" + QByteArray::number(foot.hidden) + ",\"whole\":" + (foot.whole ? "true" : "false") + '}';
}

std::optional<FileHead> headFromText(QByteArrayView json)
{
    const std::optional<QJsonObject> object = objectOf(json);
    if (!object)
        return std::nullopt;
    const std::optional<TransferFormat> format = formatNamed(object->value(u"stashdeck"_s).toString());
    if (!format)
        return std::nullopt;
    FileHead head;
    head.format = *format;
    head.version = object->value(u"version"_s).toInt(0);
    head.source = object->value(u"source"_s).toString().left(500);
    if (const QJsonValue time = object->value(u"exportedAt"_s); time.isDouble())
        head.exportedAt = WallTime(Milliseconds(time.toInteger()));
    head.keys = object->value(u"keys"_s).toInteger(-1);
    head.server = object->value(u"server"_s).toString().left(100);
    const QJsonArray hides = object->value(u"hides"_s).toArray();
    for (const QJsonValue &word : hides)
        head.hides.append(word.toString().toUtf8());
    return head;
}

std::optional<FileFoot> footFromText(QByteArrayView json)
{
    const std::optional<QJsonObject> object = objectOf(json);
    if (!object || object->value(u"stashdeck"_s).toString() != u"end")
        return std::nullopt;
    FileFoot foot;
    foot.keys = object->value(u"keys"_s).toInteger();
    foot.gone = object->value(u"gone"_s).toInteger();
    foot.failed = object->value(u"failed"_s).toInteger();
    foot.hidden = object->value(u"hidden"_s).toInteger();
    foot.whole = object->value(u"whole"_s).toBool(true);
    return foot;
}

} // namespace stashdeck
