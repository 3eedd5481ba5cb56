// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QRect>
#include <QString>

namespace stashdeck {

class Settings;

/// How a window looked when it was closed. A plain value; stored through Settings.
struct WindowState {
    QRect geometry; ///< of the contents, when neither maximised nor full screen; null when nothing is known
    bool maximized = false;
    bool railCollapsed = false;
    QString page; ///< PageSpec::id

    [[nodiscard]] static WindowState load(const Settings &settings);
    void save(Settings &settings) const;
    friend bool operator==(const WindowState &, const WindowState &) = default;
};

/// `wanted`, moved and shrunk so that it lies within one of `screens` (their available areas): a screen may be gone or
/// smaller than it was. At least `minimum` large. Centred on the first screen when it touches none.
[[nodiscard]] QRect fittedToScreens(const QRect &wanted, const QList<QRect> &screens, const QSize &minimum);

} // namespace stashdeck
