// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>
#include <QUuid>

namespace stashdeck {

class Settings;

/// The patterns last searched in one database, the newest first; remembered in the settings.
class PatternHistory {
public:
    static constexpr int most = 12;

    /// `settings` may be null: then nothing is remembered beyond this object. It must outlive this object.
    PatternHistory(Settings *settings, QUuid database);

    [[nodiscard]] const QStringList &patterns() const { return m_patterns; }
    void add(const QString &pattern);
    void clear();

private:
    void save();

    Settings *m_settings;
    QByteArray m_key;
    QStringList m_patterns;
};

} // namespace stashdeck
