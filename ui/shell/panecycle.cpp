// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/panecycle.h"

#include <QApplication>
#include <QWidget>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

constexpr char paneProperty[] = "pane";

bool holds(const QWidget *pane, const QWidget *widget)
{
    return widget && (pane == widget || pane->isAncestorOf(widget));
}

} // namespace

void markPane(QWidget *widget)
{
    widget->setProperty(paneProperty, true);
}

PaneCycle::PaneCycle(QWidget *window)
    : QObject(window)
    , m_window(window)
{
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { remember(now); });
}

QList<QWidget *> PaneCycle::panes() const
{
    QList<QWidget *> found;
    const auto all = m_window->findChildren<QWidget *>();
    for (QWidget *widget : all) {
        if (widget->property(paneProperty).toBool() && widget->isVisibleTo(m_window) && firstIn(widget))
            found.append(widget);
    }
    std::sort(found.begin(), found.end(), [this](const QWidget *a, const QWidget *b) {
        const QPoint first = a->mapTo(m_window, QPoint(0, 0));
        const QPoint second = b->mapTo(m_window, QPoint(0, 0));
        return std::pair(first.y(), first.x()) < std::pair(second.y(), second.x());
    });
    return found;
}

void PaneCycle::remember(QWidget *focused)
{
    if (!holds(m_window, focused))
        return;
    for (QWidget *widget = focused; widget && widget != m_window; widget = widget->parentWidget()) {
        if (widget->property(paneProperty).toBool())
            m_last.insert(widget, focused);
    }
}

QWidget *PaneCycle::firstIn(QWidget *pane)
{
    const auto takesFocus = [](const QWidget *widget) {
        return widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus;
    };
    if (takesFocus(pane))
        return pane;
    // The focus chain, not the order of creation: it is what Tab would do.
    for (QWidget *widget = pane->nextInFocusChain(); widget && widget != pane; widget = widget->nextInFocusChain()) {
        if (pane->isAncestorOf(widget) && takesFocus(widget))
            return widget;
    }
    return nullptr;
}

void PaneCycle::step(int direction)
{
    const QList<QWidget *> all = panes();
    if (all.isEmpty())
        return;
    const QWidget *focused = m_window->focusWidget();
    const auto current
        = std::find_if(all.cbegin(), all.cend(), [focused](const QWidget *pane) { return holds(pane, focused); });
    qsizetype next = direction > 0 ? 0 : all.size() - 1;
    if (current != all.cend())
        next = (current - all.cbegin() + direction + all.size()) % all.size();
    QWidget *pane = all.at(next);
    QWidget *target = m_last.value(pane);
    if (!target || !target->isVisible() || !target->isEnabled())
        target = firstIn(pane);
    target->setFocus(direction > 0 ? Qt::TabFocusReason : Qt::BacktabFocusReason);
}

} // namespace stashdeck
