// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/placespalettesource.h"

#include "models/base/bytetext.h"
#include "models/navigation/favourites.h"
#include "models/navigation/recentkeys.h"
#include "ui/browser/browserpage.h"

#include <QSet>

namespace stashdeck {

PlacesPaletteSource::PlacesPaletteSource(BrowserPage *browser)
    : m_browser(browser)
{
}

QString PlacesPaletteSource::groupTitle() const
{
    return tr("Favourites and recent keys");
}

void PlacesPaletteSource::items(const QString &query, int max, Callback callback)
{
    QList<PaletteItem> rows;
    Favourites *favourites = m_browser ? m_browser->favourites() : nullptr;
    RecentKeys *recent = m_browser ? m_browser->recentKeys() : nullptr;
    if (favourites == nullptr || recent == nullptr) {
        callback(rows);
        return;
    }
    QSet<QByteArray> shown;
    const auto matches = [&](const QString &text) {
        return query.isEmpty() || text.contains(query, Qt::CaseInsensitive);
    };
    const QList<Favourite> &all = favourites->all();
    for (auto it = all.crbegin(); it != all.crend() && rows.size() < max; ++it) {
        PaletteItem item;
        item.text = displayText(it->name, 120);
        if (!matches(item.text))
            continue;
        item.mono = true;
        item.icon = QStringLiteral("star");
        item.detail = it->kind == Favourite::Kind::Pattern ? tr("favourite pattern") : tr("favourite");
        const Favourite favourite = *it;
        item.activate = [this, favourite] {
            if (favourite.kind == Favourite::Kind::Pattern)
                emit scanRequested(favourite.name);
            else
                emit keyOpenRequested(favourite.name);
        };
        if (favourite.kind == Favourite::Kind::Key)
            shown.insert(favourite.name);
        rows.append(item);
    }
    const QList<OpenTab> &keys = recent->all();
    for (const OpenTab &key : keys) {
        PaletteItem item;
        item.text = displayText(key.key, 120);
        if (rows.size() >= max || shown.contains(key.key) || !matches(item.text))
            continue;
        item.mono = true;
        if (key.typeName.isEmpty())
            item.icon = QStringLiteral("history");
        else
            item.typeBadge = QString::fromLatin1(key.typeName);
        item.detail = tr("recent");
        item.activate = [this, name = key.key] {
            emit keyOpenRequested(name);
        };
        rows.append(item);
    }
    callback(rows);
}

} // namespace stashdeck
