// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/navigation/placememory.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

/// Longer names are not remembered: the settings are one small file.
constexpr qsizetype longestName = 1024;

QJsonArray toJson(const QList<OpenTab> &tabs)
{
    QJsonArray entries;
    for (const OpenTab &tab : tabs) {
        if (tab.key.size() > longestName)
            continue;
        QJsonObject entry{{u"key"_s, QString::fromLatin1(tab.key.toBase64())}};
        if (!tab.typeName.isEmpty())
            entry.insert("type"_L1, QString::fromUtf8(tab.typeName));
        if (tab.isPinned)
            entry.insert("pinned"_L1, true);
        entries.append(entry);
    }
    return entries;
}

QList<OpenTab> fromJson(const QJsonArray &entries)
{
    QList<OpenTab> tabs;
    for (const QJsonValue &value : entries) {
        const QJsonObject entry = value.toObject();
        if (!entry.value("key"_L1).isString())
            continue;
        OpenTab tab;
        tab.key = QByteArray::fromBase64(entry.value("key"_L1).toString().toLatin1());
        tab.typeName = entry.value("type"_L1).toString().toUtf8();
        tab.isPinned = entry.value("pinned"_L1).toBool();
        tabs.append(tab);
    }
    return tabs;
}

} // namespace

QByteArray jsonFromTabs(const QList<OpenTab> &tabs)
{
    return QJsonDocument(toJson(tabs)).toJson(QJsonDocument::Compact);
}

QList<OpenTab> tabsFromJson(const QByteArray &json)
{
    return fromJson(QJsonDocument::fromJson(json).array());
}

bool PlaceMemory::remembers(const Settings *settings)
{
    return settings != nullptr && settings->value(enabled);
}

void PlaceMemory::forgetAll(Settings *settings)
{
    settings->resetAll("browser/place/"_L1);
    settings->resetAll("browser/recent/"_L1);
}

PlaceMemory::PlaceMemory(Settings *settings, QUuid database)
    : m_settings(settings)
    , m_setting("browser/place/" + database.toByteArray(QUuid::WithoutBraces))
{
}

std::optional<BrowserPlace> PlaceMemory::load() const
{
    if (!remembers(m_settings))
        return {};
    const Setting<QByteArray> setting{m_setting.constData()};
    if (!m_settings->isSet(setting))
        return {};
    const QJsonObject stored = QJsonDocument::fromJson(m_settings->value(setting)).object();
    BrowserPlace place;
    place.tabs = fromJson(stored.value("tabs"_L1).toArray()).mid(0, mostTabs);
    place.current = QByteArray::fromBase64(stored.value("current"_L1).toString().toLatin1());
    place.pattern = stored.value("pattern"_L1).toString();
    place.types = stored.value("types"_L1).toVariant().toStringList();
    place.expiry = stored.value("expiry"_L1).toInt();
    place.isList = stored.value("list"_L1).toBool();
    return place;
}

void PlaceMemory::save(const BrowserPlace &place)
{
    if (!remembers(m_settings))
        return;
    QJsonObject stored{{u"tabs"_s, toJson(place.tabs.mid(0, mostTabs))}, {u"list"_s, place.isList}};
    if (place.current.size() <= longestName)
        stored.insert("current"_L1, QString::fromLatin1(place.current.toBase64()));
    if (place.pattern.size() <= longestName)
        stored.insert("pattern"_L1, place.pattern);
    stored.insert("types"_L1, QJsonArray::fromStringList(place.types));
    stored.insert("expiry"_L1, place.expiry);
    m_settings->set(Setting<QByteArray>{m_setting.constData()}, QJsonDocument(stored).toJson(QJsonDocument::Compact));
}

} // namespace stashdeck
