// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/connections/profile.h"

#include <QWidget>

class QAbstractButton;
class QButtonGroup;

namespace stashdeck {

class Theme;

/// Production, Staging, Dev as segments in their own colours. One tab stop, arrow keys choose. Sandbox and Temporary
/// appear only when they are the current one.
class EnvironmentPicker final : public QWidget {
    Q_OBJECT

public:
    explicit EnvironmentPicker(const Theme *theme, QWidget *parent = nullptr);

    void setCurrent(Environment environment);
    [[nodiscard]] Environment current() const;
    [[nodiscard]] QAbstractButton *segment(Environment environment) const;

    [[nodiscard]] QSize sizeHint() const override;

signals:
    /// By the user; not by setCurrent().
    void picked(stashdeck::Environment environment);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme *m_theme;
    QButtonGroup *m_group;
};

/// "Production": the word in sentences and menus.
[[nodiscard]] QString environmentName(Environment environment);

} // namespace stashdeck
