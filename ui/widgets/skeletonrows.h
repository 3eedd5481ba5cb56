// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

namespace stashdeck {

/// Grey rows that stand for rows to come. They do not move.
class SkeletonRows final : public QWidget {
    Q_OBJECT

public:
    enum class Shape { Tree, Table };
    SkeletonRows(const Theme *theme, Shape shape, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme *m_theme;
    Shape m_shape;
};

} // namespace stashdeck
