// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace stashdeck {

class Settings;
class Theme;

/// Keeps the theme as the settings say: now, and after every change of one of its settings. One a program.
class ThemeSettings final : public QObject {
    Q_OBJECT

public:
    ThemeSettings(Theme *theme, Settings *settings, QObject *parent = nullptr);

private:
    void take(const QString &key);

    Theme *m_theme;
    Settings *m_settings;
};

} // namespace stashdeck
