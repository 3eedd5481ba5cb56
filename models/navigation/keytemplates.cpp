// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/navigation/keytemplates.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimeZone>
#include <QUuid>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

using namespace std::chrono_literals;

/// A pasted text beyond this is not looked into.
constexpr qsizetype longestJudged = 512 * 1024;

QList<KeyTemplate> makeTemplates()
{
    QList<KeyTemplate> templates;
    KeyTemplate session;
    session.id = KeyTemplate::Id::Session;
    session.typeName = "hash";
    session.name = "session:{id}";
    session.elements = {{"user_id", "42"}, {"created_at", ""}, {"csrf", ""}};
    session.ttl = 24h;
    templates.append(session);

    KeyTemplate rate;
    rate.id = KeyTemplate::Id::RateCounter;
    rate.typeName = "string";
    rate.name = "rate:{user}:{hour}";
    rate.text = "0";
    rate.ttl = 1h;
    templates.append(rate);

    KeyTemplate board;
    board.id = KeyTemplate::Id::Leaderboard;
    board.typeName = "zset";
    board.name = "leaderboard:{name}";
    board.elements = {{"player:1", "100"}, {"player:2", "50"}};
    templates.append(board);

    KeyTemplate cache;
    cache.id = KeyTemplate::Id::CacheEntry;
    cache.typeName = "string";
    cache.name = "cache:{resource}";
    cache.ttl = 5min;
    templates.append(cache);

    KeyTemplate queue;
    queue.id = KeyTemplate::Id::Queue;
    queue.typeName = "list";
    queue.name = "queue:{name}";
    queue.elements = {{"first job", ""}};
    templates.append(queue);

    KeyTemplate json;
    json.id = KeyTemplate::Id::JsonText;
    json.typeName = "string";
    json.name = "{kind}:{id}";
    json.text = "{\n  \"name\": \"\"\n}";
    templates.append(json);

    KeyTemplate stream;
    stream.id = KeyTemplate::Id::EventStream;
    stream.typeName = "stream";
    stream.name = "events:{name}";
    stream.elements = {{"type", "created"}, {"payload", "{}"}};
    templates.append(stream);
    return templates;
}

} // namespace

const QList<KeyTemplate> &keyTemplates()
{
    static const QList<KeyTemplate> templates = makeTemplates();
    return templates;
}

const KeyTemplate &keyTemplate(KeyTemplate::Id id)
{
    const QList<KeyTemplate> &templates = keyTemplates();
    const auto found
        = std::find_if(templates.cbegin(), templates.cend(), [id](const KeyTemplate &each) { return each.id == id; });
    return found == templates.cend() ? templates.first() : *found;
}

QList<QByteArray> placeholdersOf(const QByteArray &name)
{
    QList<QByteArray> found;
    qsizetype open = name.indexOf('{');
    while (open >= 0) {
        const qsizetype close = name.indexOf('}', open);
        if (close < 0)
            break;
        const QByteArray placeholder = name.mid(open + 1, close - open - 1);
        if (!placeholder.isEmpty() && !found.contains(placeholder))
            found.append(placeholder);
        open = name.indexOf('{', close);
    }
    return found;
}

QByteArray proposalFor(const QByteArray &placeholder, WallTime now)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(now.time_since_epoch().count(), QTimeZone::utc());
    if (placeholder == "hour")
        return at.toString(u"yyyy-MM-dd'T'HH"_s).toLatin1();
    if (placeholder == "day")
        return at.toString(u"yyyy-MM-dd"_s).toLatin1();
    if (placeholder == "id")
        return QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    return {};
}

QByteArray filledName(QByteArray name, const QList<std::pair<QByteArray, QByteArray>> &values)
{
    // From left to right over the template, so that a value that holds braces itself is not filled in again.
    QByteArray filled;
    qsizetype at = 0;
    while (at < name.size()) {
        const auto match = std::find_if(values.cbegin(), values.cend(), [&](const auto &value) {
            return !value.second.isEmpty() && QByteArrayView(name).sliced(at).startsWith('{' + value.first + '}');
        });
        if (match == values.cend()) {
            filled += name.at(at++);
            continue;
        }
        filled += match->second;
        at += match->first.size() + 2;
    }
    return filled;
}

PastedValue judgePasted(const QByteArray &text)
{
    PastedValue judged;
    const QByteArray trimmed = text.trimmed();
    if (trimmed.size() < 2 || trimmed.size() > longestJudged || (trimmed.front() != '{' && trimmed.front() != '['))
        return judged;
    const QJsonDocument document = QJsonDocument::fromJson(trimmed);
    judged.isJson = !document.isNull();
    const QJsonObject object = document.object();
    const auto word = [&](QLatin1StringView field) {
        const QJsonValue value = object.value(field);
        if (value.isDouble() && value.toDouble() == double(value.toInteger()))
            return QByteArray::number(value.toInteger());
        return value.isString() && value.toString().size() <= 64 ? value.toString().toUtf8() : QByteArray();
    };
    if (const QByteArray key = word("key"_L1); !key.isEmpty()) {
        judged.name = key;
        return judged;
    }
    QByteArray id = word("id"_L1);
    if (id.isEmpty())
        id = word("uuid"_L1);
    if (id.isEmpty())
        return judged;
    QByteArray kind = word("type"_L1);
    if (kind.isEmpty())
        kind = word("kind"_L1);
    judged.name = kind.isEmpty() ? "item:" + id : kind.toLower() + ':' + id;
    return judged;
}

} // namespace stashdeck
