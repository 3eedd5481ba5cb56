// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/windowvisibility.h"

#include <QEvent>
#include <QWidget>

namespace stashdeck {

WindowVisibility::WindowVisibility(QWidget *window)
    : QObject(window)
    , m_window(window)
{
    window->installEventFilter(this);
    m_shown = window->isVisible() && !window->isMinimized();
}

bool WindowVisibility::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Show:
    case QEvent::Hide:
    case QEvent::WindowStateChange:
        update();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

void WindowVisibility::update()
{
    const bool shown = m_window->isVisible() && !m_window->isMinimized();
    if (shown == m_shown)
        return;
    m_shown = shown;
    emit changed(shown);
}

} // namespace stashdeck
