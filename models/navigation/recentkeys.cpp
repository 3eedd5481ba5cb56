// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/navigation/recentkeys.h"

#include "models/base/settings.h"
#include "models/navigation/placememory.h"

namespace stashdeck {

RecentKeys::RecentKeys(Settings *settings, QUuid database)
    : m_settings(settings)
    , m_setting("browser/recent/" + database.toByteArray(QUuid::WithoutBraces))
{
    if (PlaceMemory::remembers(settings))
        m_keys = tabsFromJson(m_settings->value(Setting<QByteArray>{m_setting.constData()})).mid(0, most);
}

void RecentKeys::note(const QByteArray &key, const QByteArray &typeName)
{
    OpenTab recent{key, typeName, false};
    for (const OpenTab &known : std::as_const(m_keys)) {
        if (known.key == key && recent.typeName.isEmpty())
            recent.typeName = known.typeName;
    }
    if (!m_keys.isEmpty() && m_keys.first() == recent)
        return;
    m_keys.removeIf([&](const OpenTab &known) { return known.key == key; });
    m_keys.prepend(recent);
    if (m_keys.size() > most)
        m_keys.removeLast();
    save();
}

void RecentKeys::noteRenamed(const QByteArray &from, const QByteArray &to)
{
    const auto found
        = std::find_if(m_keys.begin(), m_keys.end(), [&](const OpenTab &known) { return known.key == from; });
    if (found == m_keys.end())
        return;
    found->key = to;
    save();
}

void RecentKeys::remove(const QByteArray &key)
{
    if (m_keys.removeIf([&](const OpenTab &known) { return known.key == key; }) > 0)
        save();
}

void RecentKeys::clear()
{
    m_keys.clear();
    save();
}

void RecentKeys::save()
{
    if (PlaceMemory::remembers(m_settings))
        m_settings->set(Setting<QByteArray>{m_setting.constData()}, jsonFromTabs(m_keys));
}

} // namespace stashdeck
