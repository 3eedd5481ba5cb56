// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/navigation/favourites.h"
#include "models/navigation/placememory.h"
#include "models/navigation/recentkeys.h"

#include <QObject>
#include <QTimer>

class QMenu;

namespace stashdeck {

class KeyPane;
class Settings;
class ValuePane;

/// Getting around in one database: favourites, recent keys, and the place of the last time (tabs, pattern, chips,
/// view), kept up from what both panes tell. Sends nothing.
class BrowserNavigation final : public QObject {
    Q_OBJECT

public:
    /// All outlive this object.
    BrowserNavigation(Settings *settings, QUuid database, KeyPane *keys, ValuePane *values);
    ~BrowserNavigation() override;

    [[nodiscard]] Favourites *favourites() { return &m_favourites; }
    [[nodiscard]] RecentKeys *recentKeys() { return &m_recent; }

    /// Many keys have other names now: favourites and recent keys follow.
    void noteManyRenamed(const QList<std::pair<QByteArray, QByteArray>> &keys);
    /// Puts the panes where they were; until then nothing is remembered.
    void restore();

private:
    void noteCurrent();
    void save();
    void addToTabMenu(QMenu *menu, const QByteArray &key, const QByteArray &typeName);

    Settings *m_settings;
    KeyPane *m_keys;
    ValuePane *m_values;
    Favourites m_favourites;
    RecentKeys m_recent;
    PlaceMemory m_memory;
    QTimer m_saveSoon;
    bool m_isRestored = false;
};

} // namespace stashdeck
