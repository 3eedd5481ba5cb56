// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/windowsources.h"

#include "models/base/bytetext.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/databaseswitcher.h"
#include "ui/shell/fuzzymatch.h"

#include <QAction>
#include <QCoreApplication>
#include <QPointer>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

struct Palette {
    Q_DECLARE_TR_FUNCTIONS(stashdeck::Palette)
};

struct Scored {
    int score = 0;
    PaletteItem item;
};

QList<PaletteItem> best(std::vector<Scored> scored, int max)
{
    std::stable_sort(scored.begin(), scored.end(), [](const Scored &a, const Scored &b) { return a.score > b.score; });
    QList<PaletteItem> items;
    for (Scored &row : scored) {
        if (items.size() == max)
            break;
        items.append(std::move(row.item));
    }
    return items;
}

} // namespace

ActionSource::ActionSource(const ActionRegistry *registry, std::function<bool(int page)> isReachable,
                           std::function<void(int page)> beforePageAction)
    : m_registry(registry)
    , m_isReachable(std::move(isReachable))
    , m_beforePageAction(std::move(beforePageAction))
{
}

QString ActionSource::groupTitle() const
{
    return Palette::tr("Actions");
}

void ActionSource::items(const QString &query, int max, Callback callback)
{
    std::vector<Scored> scored;
    const QList<ActionRegistry::Entry> entries = m_registry->entries();
    for (const ActionRegistry::Entry &entry : entries) {
        if (!entry.action->isEnabled() || !entry.action->isVisible() || !m_isReachable(entry.page))
            continue;
        const QString text = plainActionText(entry.action);
        const auto match = fuzzyMatch(query, text);
        if (!match)
            continue;
        PaletteItem item;
        item.text = text;
        item.icon = entry.action->property("iconName").toString();
        if (item.icon.isEmpty())
            item.icon = u"command"_s;
        item.detail = entry.group;
        item.shortcut = entry.action->shortcut().toString(QKeySequence::PortableText);
        item.matched = match->positions;
        item.activate = [action = entry.action, page = entry.page, before = m_beforePageAction] {
            if (page != ActionRegistry::anyPage)
                before(page);
            if (action)
                action->trigger();
        };
        scored.push_back({match->score, std::move(item)});
    }
    callback(best(std::move(scored), max));
}

DatabaseSource::DatabaseSource(Databases databases, std::function<QUuid()> current, Open open)
    : m_databases(std::move(databases))
    , m_current(std::move(current))
    , m_open(std::move(open))
{
}

QString DatabaseSource::groupTitle() const
{
    return Palette::tr("Databases");
}

void DatabaseSource::items(const QString &query, int max, Callback callback)
{
    QList<Profile> others = m_databases();
    const QUuid current = m_current();
    others.removeIf([&current](const Profile &profile) { return profile.id == current; });
    callback(databaseItems(others, query, max, m_open));
}

QList<PaletteItem> databaseItems(const QList<Profile> &databases, const QString &query, int max,
                                 const DatabaseSource::Open &open)
{
    std::vector<Scored> scored;
    for (const Profile &profile : databases) {
        const QString name = displayText(profile.name.toUtf8(), 200);
        const QString host = hostText(profile);
        const auto byName = fuzzyMatch(query, name);
        const auto byHost = fuzzyMatch(query, host);
        if (!byName && !byHost)
            continue;
        PaletteItem item;
        item.text = name;
        item.environment = profile.environment;
        item.detail = host;
        item.matched = byName ? byName->positions : QList<int>();
        item.activate = [open, id = profile.id] {
            open(id, false);
        };
        item.alternateText = Palette::tr("open in a new window");
        item.alternate = [open, id = profile.id] {
            open(id, true);
        };
        scored.push_back({byName ? byName->score : byHost->score / 2, std::move(item)});
    }
    return best(std::move(scored), max);
}

HelpSource::HelpSource(std::function<void(const QString &text)> openPalette, std::function<void()> openHelp)
    : m_openPalette(std::move(openPalette))
    , m_openHelp(std::move(openHelp))
{
}

QString HelpSource::groupTitle() const
{
    return Palette::tr("Help");
}

void HelpSource::items(const QString &query, int max, Callback callback)
{
    std::vector<Scored> scored;
    const auto add
        = [&](const QString &text, const QString &icon, std::function<void()> activate, const QString &shortcut = {}) {
              const auto match = fuzzyMatch(query, text);
              if (!match)
                  return;
              PaletteItem item;
              item.text = text;
              item.icon = icon;
              item.shortcut = shortcut;
              item.matched = match->positions;
              item.activate = std::move(activate);
              scored.push_back({match->score, std::move(item)});
          };
    const auto typed = [this](const QString &prefix) {
        return [open = m_openPalette, prefix] {
            open(prefix);
        };
    };
    add(Palette::tr("> finds actions only"), u"command"_s, typed(u">"_s));
    add(Palette::tr(": finds keys only"), u"key-round"_s, typed(u":"_s));
    add(Palette::tr("@ finds databases only"), u"database"_s, typed(u"@"_s));
    add(Palette::tr("Show all shortcuts"), u"keyboard"_s, m_openHelp, u"F1"_s);
    callback(best(std::move(scored), max));
}

} // namespace stashdeck
