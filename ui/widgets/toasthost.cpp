// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/toasthost.h"

#include "ui/widgets/toast.h"

#include <QEvent>
#include <QGraphicsOpacityEffect>
#include <QPropertyAnimation>
#include <QStyle>
#include <QWidget>

namespace stashdeck {

namespace {
constexpr int margin = 20;
constexpr int gap = 8;
constexpr qsizetype most = 3;
constexpr int fadeTime = 120;
} // namespace

ToastHost::ToastHost(const Theme *theme, QWidget *window)
    : QObject(window)
    , m_theme(theme)
    , m_window(window)
{
    window->installEventFilter(this);
    connect(theme, &Theme::changed, this, &ToastHost::place);
}

void ToastHost::show(Notice notice)
{
    while (m_toasts.size() >= most)
        remove(m_toasts.first());
    auto *toast = new Toast(m_theme, std::move(notice), m_stay, m_window);
    m_toasts.append(toast);
    connect(toast, &Toast::finished, this, [this, toast] { remove(toast); });
    place();
    toast->show();
    toast->raise();
    fadeIn(toast);
    emit countChanged();
}

void ToastHost::fadeIn(Toast *toast)
{
    const int time = m_theme->duration(fadeTime);
    if (time == 0)
        return;
    auto *effect = new QGraphicsOpacityEffect(toast);
    effect->setOpacity(0);
    toast->setGraphicsEffect(effect);
    auto *fade = new QPropertyAnimation(effect, "opacity", effect);
    fade->setDuration(time);
    fade->setStartValue(0.0);
    fade->setEndValue(1.0);
    // Without the effect the toast paints straight to the window again, which is cheaper and crisper.
    connect(fade, &QPropertyAnimation::finished, toast, [toast] { toast->setGraphicsEffect(nullptr); });
    fade->start();
}

void ToastHost::setBottomInset(int pixels)
{
    m_bottomInset = pixels;
    place();
}

bool ToastHost::triggerShortcut(const QKeySequence &keys)
{
    for (auto it = m_toasts.crbegin(); it != m_toasts.crend(); ++it) {
        if (!keys.isEmpty() && (*it)->notice().shortcut == keys && (*it)->notice().action) {
            (*it)->trigger();
            return true;
        }
    }
    return false;
}

void ToastHost::dismissAll()
{
    while (!m_toasts.isEmpty())
        remove(m_toasts.last());
}

void ToastHost::remove(Toast *toast)
{
    if (!m_toasts.removeOne(toast))
        return;
    toast->hide();
    toast->deleteLater();
    place();
    emit countChanged();
}

void ToastHost::place()
{
    int bottom = m_window->height() - m_bottomInset - margin;
    const int widest = std::max(200, m_window->width() - 2 * margin);
    for (auto it = m_toasts.crbegin(); it != m_toasts.crend(); ++it) {
        const QSize size = (*it)->sizeHint().boundedTo(QSize(widest, m_window->height()));
        const QRect box(m_window->width() - margin - size.width(), bottom - size.height(), size.width(), size.height());
        (*it)->setGeometry(QStyle::visualRect(m_window->layoutDirection(), m_window->rect(), box));
        bottom -= size.height() + gap;
    }
}

bool ToastHost::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        place();
    return QObject::eventFilter(watched, event);
}

} // namespace stashdeck
