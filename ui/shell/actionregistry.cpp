// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/actionregistry.h"

#include <QWidget>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

bool isWindowWide(const QAction *action)
{
    return action->shortcutContext() == Qt::WindowShortcut || action->shortcutContext() == Qt::ApplicationShortcut;
}

QList<const QWidget *> widgetsOf(const QAction *action)
{
    QList<const QWidget *> widgets;
    const QObjectList objects = action->associatedObjects();
    for (const QObject *object : objects) {
        // A menu only shows the action; the widget it was added to is the place where its keys work.
        if (const auto *widget = qobject_cast<const QWidget *>(object); widget && !widget->inherits("QMenu"))
            widgets.append(widget);
    }
    return widgets;
}

bool mayShareFocus(const QAction *a, const QAction *b)
{
    const QList<const QWidget *> first = widgetsOf(a);
    const QList<const QWidget *> second = widgetsOf(b);
    return std::any_of(first.cbegin(), first.cend(), [&second](const QWidget *one) {
        return std::any_of(second.cbegin(), second.cend(), [one](const QWidget *other) {
            return one == other || one->isAncestorOf(other) || other->isAncestorOf(one);
        });
    });
}

bool shareAPlace(const ActionRegistry::Entry &a, const ActionRegistry::Entry &b)
{
    const bool differentPages
        = a.page != b.page && a.page != ActionRegistry::anyPage && b.page != ActionRegistry::anyPage;
    if (differentPages)
        return false;
    return isWindowWide(a.action) || isWindowWide(b.action) || mayShareFocus(a.action, b.action);
}

} // namespace

void ActionRegistry::add(const ActionSpec &spec, int page)
{
    Q_ASSERT(spec.action);
    const bool known = std::any_of(m_entries.cbegin(), m_entries.cend(),
                                   [&spec](const Entry &entry) { return entry.action == spec.action; });
    if (known)
        return;
    m_entries.append({spec.action, spec.menu, spec.group, page});
    connect(spec.action, &QObject::destroyed, this, [this] {
        m_entries.removeIf([](const Entry &entry) { return entry.action.isNull(); });
        emit changed();
    });
    emit changed();
}

QList<ActionRegistry::Entry> ActionRegistry::entries() const
{
    QList<Entry> living = m_entries;
    living.removeIf([](const Entry &entry) { return entry.action.isNull(); });
    return living;
}

QList<ActionRegistry::Clash> ActionRegistry::clashes() const
{
    QList<Clash> found;
    const QList<Entry> all = entries();
    for (qsizetype i = 0; i < all.size(); ++i) {
        const QList<QKeySequence> keys = all.at(i).action->shortcuts();
        for (qsizetype j = i + 1; j < all.size(); ++j) {
            if (!shareAPlace(all.at(i), all.at(j)))
                continue;
            for (const QKeySequence &sequence : keys) {
                if (!sequence.isEmpty() && all.at(j).action->shortcuts().contains(sequence))
                    found.append({all.at(i).action, all.at(j).action, sequence});
            }
        }
    }
    return found;
}

QString plainActionText(const QAction *action)
{
    QString text = action->text();
    // "&&" is a real ampersand; a single one marks the next letter.
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) == u'&')
            text.remove(i, 1);
    }
    return text;
}

} // namespace stashdeck
