// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyspace/placesmenu.h"

#include "models/base/bytetext.h"
#include "models/keyspace/patternhistory.h"
#include "models/navigation/favourites.h"
#include "models/navigation/recentkeys.h"

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {
/// More than these go into a menu of their own.
constexpr qsizetype shownAtOnce = 12;
constexpr qsizetype shownRecent = 10;
} // namespace

PlacesMenu::PlacesMenu(const Theme *theme, PatternHistory *history, Favourites *favourites, RecentKeys *recent,
                       QWidget *parent)
    : QMenu(parent)
    , m_theme(theme)
{
    setObjectName(u"patternHistoryMenu"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    if (favourites != nullptr)
        addFavourites(*favourites);
    if (recent != nullptr && !recent->all().isEmpty())
        addRecent(recent);
    addPatterns(history);
}

void PlacesMenu::addTitle(const QString &text)
{
    QAction *title = addAction(text);
    title->setEnabled(false);
}

QAction *PlacesMenu::addEntry(QMenu *menu, const QString &icon, const QByteArray &name)
{
    QString shown = displayText(name, 60);
    shown.replace(u'&', u"&&"_s);
    return menu->addAction(m_theme->icon(icon), shown);
}

void PlacesMenu::addFavourites(const Favourites &favourites)
{
    addTitle(tr("Favourites"));
    const QList<Favourite> &all = favourites.all();
    if (all.isEmpty())
        addTitle(tr("None yet: add a key or a folder by its menu"));
    QMenu *more = nullptr;
    for (qsizetype i = all.size() - 1; i >= 0; --i) { // the newest first
        QMenu *menu = this;
        if (all.size() - i > shownAtOnce) {
            if (more == nullptr) {
                more = addMenu(tr("More favourites"));
                more->setObjectName(u"moreFavourites"_s);
            }
            menu = more;
        }
        const Favourite favourite = all.at(i);
        QAction *entry = addEntry(menu, u"star"_s, favourite.name);
        connect(entry, &QAction::triggered, this, [this, favourite] {
            if (favourite.kind == Favourite::Kind::Pattern)
                emit patternChosen(QString::fromUtf8(favourite.name));
            else
                emit keyChosen(favourite.name, favourite.typeName);
        });
    }
    addSeparator();
}

void PlacesMenu::addRecent(RecentKeys *recent)
{
    addTitle(tr("Recent keys"));
    const QList<OpenTab> keys = recent->all().mid(0, shownRecent);
    for (const OpenTab &key : keys) {
        connect(addEntry(this, u"key-round"_s, key.key), &QAction::triggered, this,
                [this, key] { emit keyChosen(key.key, key.typeName); });
    }
    connect(addAction(tr("Clear recent keys")), &QAction::triggered, this, [recent] { recent->clear(); });
    addSeparator();
}

void PlacesMenu::addPatterns(PatternHistory *history)
{
    const QStringList patterns = history->patterns();
    if (patterns.isEmpty()) {
        addTitle(tr("No patterns yet"));
        return;
    }
    addTitle(tr("Patterns"));
    for (const QString &pattern : patterns) {
        connect(addEntry(this, u"history"_s, pattern.toUtf8()), &QAction::triggered, this,
                [this, pattern] { emit patternChosen(pattern); });
    }
    connect(addAction(tr("Clear history")), &QAction::triggered, this, [history] { history->clear(); });
}

} // namespace stashdeck
