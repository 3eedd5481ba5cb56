// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyspace/patternhistory.h"

#include "models/base/settings.h"

namespace stashdeck {

PatternHistory::PatternHistory(Settings *settings, QUuid database)
    : m_settings(settings)
    , m_key("browser/patterns/" + database.toByteArray(QUuid::WithoutBraces))
{
    if (m_settings != nullptr)
        m_patterns = m_settings->value(Setting<QStringList>{m_key.constData()}).mid(0, most);
}

void PatternHistory::add(const QString &pattern)
{
    if (pattern.isEmpty())
        return;
    m_patterns.removeAll(pattern);
    m_patterns.prepend(pattern);
    m_patterns = m_patterns.mid(0, most);
    save();
}

void PatternHistory::clear()
{
    m_patterns.clear();
    save();
}

void PatternHistory::save()
{
    if (m_settings != nullptr)
        m_settings->set(Setting<QStringList>{m_key.constData()}, m_patterns);
}

} // namespace stashdeck
