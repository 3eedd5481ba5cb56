// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/keypalettesource.h"

#include "models/base/bytetext.h"
#include "models/keyspace/globpattern.h"
#include "models/keyspace/keyspace.h"

#include <QCoreApplication>
#include <QLocale>

namespace stashdeck {

void KeyPaletteSource::setKeyspace(Keyspace *keyspace)
{
    m_keyspace = keyspace;
}

QString KeyPaletteSource::groupTitle() const
{
    return tr("Keys already loaded");
}

void KeyPaletteSource::items(const QString &query, int max, Callback callback)
{
    if (!m_keyspace || query.isEmpty()) {
        callback({});
        return;
    }
    const QByteArray text = bytesFromEscaped(query);
    m_keyspace->findLoaded(text, max, this, [this, query, callback = std::move(callback)](const QList<KeyHit> &hits) {
        QList<PaletteItem> rows;
        for (const KeyHit &hit : hits)
            rows.append(itemFor(hit.key, wordOf(hit.type).toByteArray()));
        rows.append(scanItem(query));
        callback(rows);
    });
}

PaletteItem KeyPaletteSource::itemFor(const QByteArray &key, const QByteArray &typeName)
{
    PaletteItem item;
    item.text = displayText(key, 120);
    item.mono = true;
    item.typeBadge = QString::fromLatin1(typeName);
    item.activate = [this, key] {
        emit keyOpenRequested(key);
    };
    return item;
}

PaletteItem KeyPaletteSource::scanItem(const QString &query)
{
    const QByteArray typed = bytesFromEscaped(query);
    const QByteArray pattern = hasWildcards(typed) ? typed : '*' + escapedGlob(typed) + '*';
    PaletteItem item;
    item.icon = QStringLiteral("search");
    item.text = tr("Scan the database for %1").arg(displayText(pattern, 80));
    const qint64 price = m_keyspace ? m_keyspace->scanPrice() : -1;
    item.detail = price < 0 ? tr("1 command for each 1,000 keys") : tr("up to %n command(s)", nullptr, int(price));
    item.activate = [this, pattern] {
        emit scanRequested(pattern);
    };
    return item;
}

} // namespace stashdeck
