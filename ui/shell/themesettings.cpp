// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/themesettings.h"

#include "ui/shell/shellsettings.h"

namespace stashdeck {

ThemeSettings::ThemeSettings(Theme *theme, Settings *settings, QObject *parent)
    : QObject(parent)
    , m_theme(theme)
    , m_settings(settings)
{
    for (const char *key : {ShellSettings::theme.key, ShellSettings::density.key, ShellSettings::textSize.key,
                            ShellSettings::contrast.key, ShellSettings::reducedMotion.key})
        take(QString::fromLatin1(key));
    connect(settings, &Settings::changed, this, &ThemeSettings::take);
    connect(&m_system, &SystemContrast::changed, this, &ThemeSettings::takeContrast);
}

void ThemeSettings::takeContrast()
{
    using ShellSettings::Contrast;
    const Contrast choice = m_settings->value(ShellSettings::contrast);
    const bool known = choice == Contrast::On || choice == Contrast::Off;
    m_theme->setHighContrast(known ? choice == Contrast::On : m_system.isHigh());
}

void ThemeSettings::take(const QString &key)
{
    const auto is = [&key](const auto &setting) {
        return key == QLatin1StringView(setting.key);
    };
    if (is(ShellSettings::theme)) {
        // A number that no version of ours wrote counts as the default.
        const Theme::Choice choice = m_settings->value(ShellSettings::theme);
        const bool known = choice == Theme::Choice::Light || choice == Theme::Choice::Dark;
        m_theme->setChoice(known ? choice : Theme::Choice::System);
    } else if (is(ShellSettings::density)) {
        const Theme::Density density = m_settings->value(ShellSettings::density);
        const bool known = density == Theme::Density::Compact || density == Theme::Density::Comfortable;
        m_theme->setDensity(known ? density : Theme::Density::Standard);
    } else if (is(ShellSettings::textSize)) {
        m_theme->setTextSize(m_settings->value(ShellSettings::textSize));
    } else if (is(ShellSettings::contrast)) {
        takeContrast();
    } else if (is(ShellSettings::reducedMotion)) {
        m_theme->setReducedMotion(m_settings->value(ShellSettings::reducedMotion));
    }
}

} // namespace stashdeck
