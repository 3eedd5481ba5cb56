// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QSize>
#include <QStringList>

#include <functional>

class QWidget;

namespace stashdeck {

class Theme;

/// Takes the pictures: each state in light and dark, as NN-name-light.png and NN-name-dark.png, and keeps the list of
/// what was covered.
class Camera {
public:
    Camera(QDir folder, Theme *theme);

    /// A picture of `widget` with whatever lies over it, once `ready` holds. After 20 s without, the state counts as
    /// failed and is drawn as it is.
    void shoot(
        const QString &name, const QString &what, QWidget *widget,
        const std::function<bool()> &ready = [] { return true; });

    [[nodiscard]] const QStringList &covered() const { return m_covered; }
    [[nodiscard]] const QStringList &failed() const { return m_failed; }

private:
    QDir m_folder;
    Theme *m_theme;
    int m_number = 0;
    QStringList m_covered;
    QStringList m_failed;
};

/// Lets the program run until `ready` holds; false after `seconds`.
bool runUntil(const std::function<bool()> &ready, int seconds = 20);
/// Lets the program run for a moment, so that debounced things settle.
void settle(int milliseconds = 60);

} // namespace stashdeck
