// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace stashdeck {

class Theme;

/// A line of one pixel between the rows of a card.
class Separator final : public QWidget {
    Q_OBJECT

public:
    explicit Separator(const Theme *theme, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme *m_theme;
};

} // namespace stashdeck
