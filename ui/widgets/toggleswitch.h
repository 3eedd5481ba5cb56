// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QCheckBox>

namespace stashdeck {

/// An on/off switch for settings that act at once. Space toggles; screen readers see a check box.
class ToggleSwitch final : public QCheckBox {
    Q_OBJECT

public:
    ToggleSwitch(const Theme *theme, const QString &accessibleName, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    [[nodiscard]] bool hitButton(const QPoint &position) const override { return rect().contains(position); }

private:
    const Theme *m_theme;
};

} // namespace stashdeck
