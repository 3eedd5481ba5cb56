// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/browser/browsernavigation.h"

#include "models/base/settings.h"
#include "ui/keyspace/keypane.h"
#include "ui/values/valuepane.h"

#include <QMenu>

namespace stashdeck {

BrowserNavigation::BrowserNavigation(Settings *settings, QUuid database, KeyPane *keys, ValuePane *values)
    : m_settings(settings)
    , m_keys(keys)
    , m_values(values)
    , m_favourites(settings, database)
    , m_recent(settings, database)
    , m_memory(settings, database)
{
    using namespace std::chrono_literals;
    m_keys->setPlaces(&m_favourites, &m_recent);
    m_saveSoon.setSingleShot(true);
    m_saveSoon.setInterval(200ms); // a pattern is typed letter by letter
    connect(&m_saveSoon, &QTimer::timeout, this, &BrowserNavigation::save);
    connect(m_keys, &KeyPane::placeChanged, &m_saveSoon, qOverload<>(&QTimer::start));
    connect(m_values, &ValuePane::tabsChanged, &m_saveSoon, qOverload<>(&QTimer::start));
    connect(m_values, &ValuePane::tabsChanged, this, &BrowserNavigation::noteCurrent);
    connect(m_values, &ValuePane::keyRenamed, this, [this](const QByteArray &from, const QByteArray &to) {
        m_favourites.noteRenamed(from, to);
        m_recent.noteRenamed(from, to);
    });
    connect(m_values, &ValuePane::keyDeleted, this, [this](const QByteArray &key) { m_recent.remove(key); });
    connect(m_values, &ValuePane::tabMenuOpened, this, &BrowserNavigation::addToTabMenu);
    connect(m_settings, &Settings::changed, this, [this](const QString &key) {
        if (key != QLatin1StringView(PlaceMemory::enabled.key))
            return;
        if (PlaceMemory::remembers(m_settings)) {
            save();
        } else {
            PlaceMemory::forgetAll(m_settings);
            m_recent.clear();
        }
    });
}

BrowserNavigation::~BrowserNavigation()
{
    if (m_saveSoon.isActive())
        save();
    m_keys->setPlaces(nullptr, nullptr);
}

void BrowserNavigation::noteManyRenamed(const QList<std::pair<QByteArray, QByteArray>> &keys)
{
    QHash<QByteArray, QByteArray> names;
    for (const auto &[from, to] : keys) {
        m_recent.noteRenamed(from, to);
        names.insert(from, to);
    }
    const QList<Favourite> starred = m_favourites.all();
    for (const Favourite &favourite : starred) {
        const QByteArray to = names.value(favourite.name);
        if (favourite.kind == Favourite::Kind::Key && !to.isNull())
            m_favourites.noteRenamed(favourite.name, to);
    }
}

void BrowserNavigation::restore()
{
    if (const std::optional<BrowserPlace> place = m_memory.load()) {
        m_keys->restorePlace(*place);
        m_values->restoreTabs(place->tabs, place->current);
    }
    m_isRestored = true;
}

void BrowserNavigation::noteCurrent()
{
    if (!m_isRestored || m_values->count() == 0)
        return;
    m_recent.note(m_values->currentKey(), m_values->currentTypeName());
}

void BrowserNavigation::save()
{
    m_saveSoon.stop();
    if (!m_isRestored)
        return;
    BrowserPlace place;
    m_keys->storePlace(&place);
    place.tabs = m_values->openTabs();
    place.current = m_values->currentKey();
    m_memory.save(place);
}

void BrowserNavigation::addToTabMenu(QMenu *menu, const QByteArray &key, const QByteArray &typeName)
{
    menu->addSeparator();
    const bool isFavourite = m_favourites.contains(key);
    connect(menu->addAction(isFavourite ? tr("Remove from favourites") : tr("Add to favourites")), &QAction::triggered,
            this, [this, key, typeName, isFavourite] {
                if (isFavourite)
                    m_favourites.remove(key);
                else
                    m_favourites.add({{Favourite::Kind::Key, key, typeName}});
            });
    connect(menu->addAction(tr("Show in the key list")), &QAction::triggered, m_keys,
            [keys = m_keys, key] { keys->reveal(key); });
}

} // namespace stashdeck
