// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QMenu>

namespace stashdeck {

class Favourites;
class PatternHistory;
class RecentKeys;

/// Where to go in one database: starred keys and patterns, the keys that were opened last, the patterns that were
/// searched before. Deletes itself when it closes.
class PlacesMenu final : public QMenu {
    Q_OBJECT

public:
    /// `favourites` and `recent` may be null.
    PlacesMenu(const Theme *theme, PatternHistory *history, Favourites *favourites, RecentKeys *recent,
               QWidget *parent);

signals:
    void keyChosen(const QByteArray &key, const QByteArray &typeName);
    void patternChosen(const QString &pattern);

private:
    void addFavourites(const Favourites &favourites);
    void addRecent(RecentKeys *recent);
    void addPatterns(PatternHistory *history);
    void addTitle(const QString &text);
    QAction *addEntry(QMenu *menu, const QString &icon, const QByteArray &name);

    const Theme *m_theme;
};

} // namespace stashdeck
