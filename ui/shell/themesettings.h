// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/systemcontrast.h"

#include <QObject>

namespace stashdeck {

class Settings;
class Theme;

/// Keeps the theme as the settings say: now, and after every change of one of its settings. One a program.
class ThemeSettings final : public QObject {
    Q_OBJECT

public:
    ThemeSettings(Theme *theme, Settings *settings, QObject *parent = nullptr);

    /// What the desktop asks for; tests put their own desktop in.
    [[nodiscard]] SystemContrast *systemContrast() { return &m_system; }

private:
    void takeContrast();
    void take(const QString &key);

    Theme *m_theme;
    Settings *m_settings;
    SystemContrast m_system;
};

} // namespace stashdeck
