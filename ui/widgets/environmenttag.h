// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QLabel>

namespace stashdeck {

/// Small filled tag with an environment's icon and word.
class EnvironmentTag final : public QLabel {
    Q_OBJECT

public:
    EnvironmentTag(const Theme *theme, Environment environment, QWidget *parent = nullptr);

    void setEnvironment(Environment environment);
    [[nodiscard]] Environment environment() const { return m_environment; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme *m_theme;
    Environment m_environment;
};

/// The large block at the left of the database switcher and of the status bar; fills whatever rectangle it gets.
class EnvironmentBlock final : public QLabel {
    Q_OBJECT

public:
    enum class Shape { Square, RoundedLeft };
    EnvironmentBlock(const Theme *theme, Environment environment, Shape shape, QWidget *parent = nullptr);

    void setEnvironment(Environment environment);
    void setIconShown(bool shown);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme *m_theme;
    Environment m_environment;
    Shape m_shape;
    bool m_icon = true;
};

/// The 3 px line that shows the environment along an edge.
class EnvironmentLine final : public QWidget {
    Q_OBJECT

public:
    EnvironmentLine(const Theme *theme, Environment environment, QWidget *parent = nullptr, int height = 3);

    void setEnvironment(Environment environment);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme *m_theme;
    Environment m_environment;
};

} // namespace stashdeck
