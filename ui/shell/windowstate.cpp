// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/windowstate.h"

#include "models/base/settings.h"
#include "ui/shell/shellsettings.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

QStringList toText(const QRect &rect)
{
    return {QString::number(rect.x()), QString::number(rect.y()), QString::number(rect.width()),
            QString::number(rect.height())};
}

QRect toRect(const QStringList &text)
{
    if (text.size() != 4)
        return {};
    const QRect rect(text.at(0).toInt(), text.at(1).toInt(), text.at(2).toInt(), text.at(3).toInt());
    return rect.isValid() ? rect : QRect();
}

} // namespace

WindowState WindowState::load(const Settings &settings)
{
    WindowState state;
    state.geometry = toRect(settings.value(ShellSettings::windowGeometry));
    state.maximized = settings.value(ShellSettings::windowMaximized);
    state.railCollapsed = settings.value(ShellSettings::railCollapsed);
    state.page = settings.value(ShellSettings::lastPage);
    return state;
}

void WindowState::save(Settings &settings) const
{
    if (geometry.isValid())
        settings.set(ShellSettings::windowGeometry, toText(geometry));
    settings.set(ShellSettings::windowMaximized, maximized);
    settings.set(ShellSettings::railCollapsed, railCollapsed);
    if (!page.isEmpty())
        settings.set(ShellSettings::lastPage, page);
}

QRect fittedToScreens(const QRect &wanted, const QList<QRect> &screens, const QSize &minimum)
{
    if (screens.isEmpty())
        return wanted;
    const auto area = [&wanted](const QRect &screen) {
        const QRect common = screen & wanted;
        return qint64(common.width()) * common.height();
    };
    const QRect screen = *std::max_element(screens.cbegin(), screens.cend(),
                                           [&area](const QRect &a, const QRect &b) { return area(a) < area(b); });
    const QSize size = wanted.size().boundedTo(screen.size()).expandedTo(minimum);
    if (area(screen) == 0) {
        QRect centred(QPoint(0, 0), size);
        centred.moveCenter(screens.first().center());
        return centred;
    }
    QRect fitted(wanted.topLeft(), size);
    fitted.moveLeft(std::max(screen.left(), std::min(fitted.left(), screen.right() + 1 - size.width())));
    fitted.moveTop(std::max(screen.top(), std::min(fitted.top(), screen.bottom() + 1 - size.height())));
    return fitted;
}

} // namespace stashdeck
