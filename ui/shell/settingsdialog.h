// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/dialogshell.h"

namespace stashdeck {

class Settings;

/// The program's settings. Each acts at once and is stored; there is nothing to confirm.
class SettingsDialog final : public DialogShell {
    Q_OBJECT

public:
    /// `settings` outlives the dialog. The theme follows its settings by itself (ThemeSettings).
    SettingsDialog(const Theme *theme, Settings *settings, QWidget *parent);

private:
    void addHeading(const QString &text);
    void addRow(const QString &label, const QString &explanation, QWidget *field);
    void addAppearance();
    void addBehaviour();

    Settings *m_settings;
};

} // namespace stashdeck
