// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/settings.h"
#include "models/navigation/opentab.h"

#include <QStringList>
#include <QUuid>

namespace stashdeck {

/// Where a person was in the Browser of one database.
struct BrowserPlace {
    QList<OpenTab> tabs;
    QByteArray current; ///< the key whose tab was shown
    QString pattern; ///< as it was typed
    QStringList types; ///< of the type chips, as TYPE says them; none for all
    int expiry = 0; ///< the TTL chip, an enumerator of the key pane's
    bool isList = false;
    friend bool operator==(const BrowserPlace &, const BrowserPlace &) = default;
};

/// Keeps the place from one start to the next: names of keys and a pattern, in the settings' private file. Nothing at
/// all when the person does not want it.
class PlaceMemory {
public:
    static constexpr qsizetype mostTabs = 40;
    /// The switch: "Remember open keys".
    static constexpr Setting<bool> enabled{"browser/remembersPlace", true};
    [[nodiscard]] static bool remembers(const Settings *settings);
    /// Forgets the places and recent keys of all databases.
    static void forgetAll(Settings *settings);

    /// `settings` may be null; it must outlive this object.
    PlaceMemory(Settings *settings, QUuid database);

    [[nodiscard]] std::optional<BrowserPlace> load() const;
    void save(const BrowserPlace &place);

private:
    Settings *m_settings;
    QByteArray m_setting;
};

/// The wire form of tabs in the settings; what cannot be understood is left out.
[[nodiscard]] QByteArray jsonFromTabs(const QList<OpenTab> &tabs);
[[nodiscard]] QList<OpenTab> tabsFromJson(const QByteArray &json);

} // namespace stashdeck
