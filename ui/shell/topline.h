// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/connections/profile.h"

#include <QWidget>

#include <optional>

namespace stashdeck {

class Theme;

/// The 3 px under the menu bar: the environment's colour, or a plain edge while no database is open.
class TopLine final : public QWidget {
    Q_OBJECT

public:
    explicit TopLine(const Theme *theme, QWidget *parent = nullptr);

    void setEnvironment(std::optional<Environment> environment);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme *m_theme;
    std::optional<Environment> m_environment;
};

} // namespace stashdeck
