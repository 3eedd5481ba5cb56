// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/navigation/opentab.h"

#include <QUuid>

namespace stashdeck {

class Settings;

/// The keys that were opened last in one database, the newest first; remembered in the settings by name, unless the
/// person does not want open keys remembered (PlaceMemory::remembers).
class RecentKeys {
public:
    static constexpr qsizetype most = 30;

    /// `settings` may be null: then nothing is remembered beyond this object. It must outlive this object.
    RecentKeys(Settings *settings, QUuid database);

    [[nodiscard]] const QList<OpenTab> &all() const { return m_keys; }
    void note(const QByteArray &key, const QByteArray &typeName);
    void noteRenamed(const QByteArray &from, const QByteArray &to);
    void remove(const QByteArray &key);
    void clear();

private:
    void save();

    Settings *m_settings;
    QByteArray m_setting;
    QList<OpenTab> m_keys;
};

} // namespace stashdeck
