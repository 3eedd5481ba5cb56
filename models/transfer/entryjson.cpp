// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/entryjson.h"

#include "models/base/bytetext.h"
#include "models/rest/base64.h"
#include "models/transfer/jsonpart.h"

#include <QString>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

void appendBytes(QByteArray &out, const QByteArray &bytes)
{
    if (isUtf8(bytes)) {
        appendJsonString(out, bytes);
    } else {
        out.append("{\"b64\":\"");
        out.append(bytes.toBase64());
        out.append("\"}");
    }
}

void appendNumber(QByteArray &out, const char *name, qint64 number)
{
    out.append(",\"").append(name).append("\":").append(QByteArray::number(number));
}

void appendGroup(QByteArray &out, const StreamGroup &group)
{
    out.append("{\"name\":");
    appendBytes(out, group.name);
    out.append(",\"lastId\":");
    appendBytes(out, group.lastId);
    if (group.read >= 0)
        appendNumber(out, "read", group.read);
    out.append(",\"consumers\":[");
    for (qsizetype i = 0; i < group.consumers.size(); ++i) {
        if (i > 0)
            out.append(',');
        appendBytes(out, group.consumers[i]);
    }
    out.append("],\"pending\":[");
    for (qsizetype i = 0; i < group.pending.size(); ++i) {
        const StreamPending &pending = group.pending[i];
        out.append(i > 0 ? ",[" : "[");
        appendBytes(out, pending.id);
        out.append(',');
        appendBytes(out, pending.consumer);
        out.append(',').append(QByteArray::number(pending.deliveredAt));
        out.append(',').append(QByteArray::number(pending.count)).append(']');
    }
    out.append("]}");
}

void appendStream(QByteArray &out, const TransferEntry &entry)
{
    out.append(",\"entries\":[");
    for (qsizetype at = 0; at + 1 < entry.words.size();) {
        const qsizetype count = std::min<qsizetype>(entry.words[at + 1].toLongLong(), entry.words.size() - at - 2);
        out.append(at > 0 ? ",[" : "[");
        appendBytes(out, entry.words[at]);
        out.append(",[");
        for (qsizetype i = 0; i < count; ++i) {
            if (i > 0)
                out.append(',');
            appendBytes(out, entry.words[at + 2 + i]);
        }
        out.append("]]");
        at += 2 + count;
    }
    out.append(']');
    if (!entry.stream)
        return;
    out.append(",\"lastId\":");
    appendBytes(out, entry.stream->lastId);
    if (entry.stream->added >= 0)
        appendNumber(out, "added", entry.stream->added);
    if (!entry.stream->maxDeletedId.isEmpty()) {
        out.append(",\"maxDeletedId\":");
        appendBytes(out, entry.stream->maxDeletedId);
    }
    if (entry.stream->groups.isEmpty())
        return;
    out.append(",\"groups\":[");
    for (qsizetype i = 0; i < entry.stream->groups.size(); ++i) {
        if (i > 0)
            out.append(',');
        appendGroup(out, entry.stream->groups[i]);
    }
    out.append(']');
}

void appendFields(QByteArray &out, const TransferEntry &entry)
{
    out.append(",\"fields\":[");
    bool first = true;
    for (qsizetype i = 0; i + 1 < entry.words.size(); i += 2) {
        out.append(first ? "[" : ",[");
        first = false;
        appendBytes(out, entry.words[i]);
        out.append(',');
        appendBytes(out, entry.words[i + 1]);
        const qint64 expiry = entry.fieldExpiries.value(i / 2, TransferEntry::noExpiry);
        if (expiry != TransferEntry::noExpiry)
            out.append(',').append(QByteArray::number(expiry));
        out.append(']');
    }
    for (const QByteArray &field : entry.hiddenFields) {
        out.append(first ? "[" : ",[");
        first = false;
        appendBytes(out, field);
        out.append(",{\"hidden\":true}]");
    }
    out.append(']');
}

void appendList(QByteArray &out, const char *name, const QList<QByteArray> &words)
{
    out.append(",\"").append(name).append("\":[");
    for (qsizetype i = 0; i < words.size(); ++i) {
        if (i > 0)
            out.append(',');
        appendBytes(out, words[i]);
    }
    out.append(']');
}

void appendMembers(QByteArray &out, const TransferEntry &entry)
{
    out.append(",\"members\":[");
    for (qsizetype i = 0; i + 1 < entry.words.size(); i += 2) {
        out.append(i > 0 ? ",[" : "[");
        appendBytes(out, entry.words[i + 1]);
        out.append(',');
        appendBytes(out, entry.words[i]);
        out.append(']');
    }
    out.append(']');
}

std::optional<QByteArray> bytesOf(const JsonPart &part)
{
    if (part.kind == JsonPart::Kind::Text)
        return part.text;
    const JsonPart *coded = part.find("b64");
    if (!coded || coded->kind != JsonPart::Kind::Text)
        return std::nullopt;
    return strictBase64Decoded(coded->text);
}

bool isList(const JsonPart *part)
{
    return part && part->kind == JsonPart::Kind::Array;
}

bool takeList(const JsonPart *list, QList<QByteArray> &words)
{
    if (!isList(list))
        return false;
    words.reserve(words.size() + qsizetype(list->items.size()));
    for (const JsonPart &item : list->items) {
        const std::optional<QByteArray> bytes = bytesOf(item);
        if (!bytes)
            return false;
        words.append(*bytes);
    }
    return true;
}

bool takeFields(const JsonPart *list, TransferEntry &entry)
{
    if (!isList(list))
        return false;
    bool anyExpires = false;
    for (const JsonPart &item : list->items) {
        if (item.kind != JsonPart::Kind::Array || item.items.size() < 2 || item.items.size() > 3)
            return false;
        const std::optional<QByteArray> field = bytesOf(item.items[0]);
        if (!field)
            return false;
        if (const JsonPart *hidden = item.items[1].find("hidden"); hidden && hidden->isTrue()) {
            entry.hiddenFields.append(*field);
            continue;
        }
        const std::optional<QByteArray> value = bytesOf(item.items[1]);
        if (!value)
            return false;
        qint64 expiry = TransferEntry::noExpiry;
        if (item.items.size() == 3) {
            const std::optional<qint64> moment = item.items[2].integer();
            if (!moment || *moment < 0)
                return false;
            expiry = *moment;
            anyExpires = true;
        }
        entry.words << *field << *value;
        entry.fieldExpiries.append(expiry);
    }
    if (!anyExpires)
        entry.fieldExpiries.clear();
    return true;
}

bool takeMembers(const JsonPart *list, QList<QByteArray> &words)
{
    if (!isList(list))
        return false;
    for (const JsonPart &item : list->items) {
        if (item.kind != JsonPart::Kind::Array || item.items.size() != 2)
            return false;
        const std::optional<QByteArray> member = bytesOf(item.items[0]);
        const JsonPart &score = item.items[1];
        if (!member || (score.kind != JsonPart::Kind::Text && score.kind != JsonPart::Kind::Number))
            return false;
        words << score.text << *member;
    }
    return true;
}

bool takeGroup(const JsonPart &part, StreamGroup &group)
{
    const JsonPart *name = part.find("name");
    const JsonPart *lastId = part.find("lastId");
    const std::optional<QByteArray> bytes = name ? bytesOf(*name) : std::nullopt;
    if (!bytes || !lastId || lastId->kind != JsonPart::Kind::Text)
        return false;
    group.name = *bytes;
    group.lastId = lastId->text;
    if (const JsonPart *read = part.find("read"))
        group.read = read->integer().value_or(-1);
    if (const JsonPart *consumers = part.find("consumers"); consumers && !takeList(consumers, group.consumers))
        return false;
    const JsonPart *pending = part.find("pending");
    if (!pending)
        return true;
    for (const JsonPart &item : pending->items) {
        if (item.kind != JsonPart::Kind::Array || item.items.size() != 4)
            return false;
        const std::optional<QByteArray> id = bytesOf(item.items[0]);
        const std::optional<QByteArray> consumer = bytesOf(item.items[1]);
        const std::optional<qint64> at = item.items[2].integer();
        const std::optional<qint64> count = item.items[3].integer();
        if (!id || !consumer || !at || !count)
            return false;
        group.pending.append({*id, *consumer, *at, *count});
    }
    return true;
}

bool takeStream(const JsonPart &object, TransferEntry &entry)
{
    const JsonPart *entries = object.find("entries");
    if (!isList(entries))
        return false;
    for (const JsonPart &item : entries->items) {
        if (item.kind != JsonPart::Kind::Array || item.items.size() != 2)
            return false;
        const std::optional<QByteArray> id = bytesOf(item.items[0]);
        QList<QByteArray> fields;
        if (!id || !takeList(&item.items[1], fields) || fields.isEmpty() || fields.size() % 2 != 0)
            return false;
        entry.words << *id << QByteArray::number(fields.size());
        entry.words += fields;
    }
    const JsonPart *lastId = object.find("lastId");
    if (!lastId)
        return true;
    StreamState state;
    state.lastId = lastId->text;
    if (const JsonPart *added = object.find("added"))
        state.added = added->integer().value_or(-1);
    if (const JsonPart *deleted = object.find("maxDeletedId"))
        state.maxDeletedId = deleted->text;
    if (const JsonPart *groups = object.find("groups")) {
        if (!isList(groups))
            return false;
        for (const JsonPart &item : groups->items) {
            StreamGroup group;
            if (!takeGroup(item, group))
                return false;
            state.groups.append(std::move(group));
        }
    }
    entry.stream = std::move(state);
    return true;
}

bool takeValue(const JsonPart &object, const char *name, QList<QByteArray> &words)
{
    const JsonPart *value = object.find(name);
    const std::optional<QByteArray> bytes = value ? bytesOf(*value) : std::nullopt;
    if (!bytes)
        return false;
    words.append(*bytes);
    return true;
}

bool takeWords(const JsonPart &object, TransferEntry &entry)
{
    switch (entry.type) {
    case KeyType::String:
        return takeValue(object, "value", entry.words);
    case KeyType::Json:
        return takeValue(object, "json", entry.words);
    case KeyType::Hash:
        return takeFields(object.find("fields"), entry);
    case KeyType::List:
        return takeList(object.find("items"), entry.words);
    case KeyType::Set:
        return takeList(object.find("members"), entry.words);
    case KeyType::SortedSet:
        return takeMembers(object.find("members"), entry.words);
    case KeyType::Stream:
        return takeStream(object, entry);
    case KeyType::Unknown:
    case KeyType::Other:
        return false;
    }
    Q_UNREACHABLE();
}

} // namespace

void appendEntryJson(QByteArray &out, const TransferEntry &entry)
{
    out.append("{\"key\":");
    appendBytes(out, entry.key);
    out.append(",\"type\":\"").append(wordOf(entry.type)).append('"');
    if (entry.expiry != TransferEntry::noExpiry)
        appendNumber(out, "expiresAt", entry.expiry);
    if (entry.isPart()) {
        appendNumber(out, "part", entry.part);
        if (entry.more)
            out.append(",\"more\":true");
    }
    if (entry.members >= 0)
        appendNumber(out, "count", entry.members);
    if (entry.hiddenInside > 0)
        appendNumber(out, "hidden", entry.hiddenInside);
    switch (entry.type) {
    case KeyType::String:
        out.append(",\"value\":");
        appendBytes(out, entry.words.value(0));
        break;
    case KeyType::Json:
        out.append(",\"json\":");
        appendBytes(out, entry.words.value(0));
        break;
    case KeyType::Hash:
        appendFields(out, entry);
        break;
    case KeyType::List:
        appendList(out, "items", entry.words);
        break;
    case KeyType::Set:
        appendList(out, "members", entry.words);
        break;
    case KeyType::SortedSet:
        appendMembers(out, entry);
        break;
    case KeyType::Stream:
        appendStream(out, entry);
        break;
    case KeyType::Unknown:
    case KeyType::Other:
        break;
    }
    out.append('}');
}

std::optional<TransferEntry> entryFromJson(QByteArrayView json, QString &problem)
{
    const std::optional<JsonPart> object = JsonPart::parse(json);
    if (!object || object->kind != JsonPart::Kind::Object) {
        problem = u"not a JSON object"_s;
        return std::nullopt;
    }
    TransferEntry entry;
    const JsonPart *key = object->find("key");
    const std::optional<QByteArray> name = key ? bytesOf(*key) : std::nullopt;
    if (!name) {
        problem = u"no \"key\""_s;
        return std::nullopt;
    }
    entry.key = *name;
    const JsonPart *type = object->find("type");
    entry.type = type ? keyTypeFromWord(type->text) : KeyType::Unknown;
    if (const JsonPart *expiry = object->find("expiresAt")) {
        const std::optional<qint64> moment = expiry->integer();
        if (!moment || *moment < 0) {
            problem = u"\"expiresAt\" is no time"_s;
            return std::nullopt;
        }
        entry.expiry = *moment;
    }
    if (const JsonPart *part = object->find("part"))
        entry.part = int(std::clamp<qint64>(part->integer().value_or(0), 0, 1LL << 30));
    if (const JsonPart *more = object->find("more"))
        entry.more = more->isTrue();
    if (const JsonPart *count = object->find("count"))
        entry.members = std::max<qint64>(-1, count->integer().value_or(-1));
    if (const JsonPart *hidden = object->find("hidden"))
        entry.hiddenInside = std::max<qint64>(0, hidden->integer().value_or(0));
    if (!takeWords(*object, entry)) {
        problem = entry.type == KeyType::Unknown || entry.type == KeyType::Other ? u"an unknown \"type\""_s
                                                                                 : u"no value of its type"_s;
        return std::nullopt;
    }
    return entry;
}

} // namespace stashdeck
