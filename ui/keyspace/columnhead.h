// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QPushButton>

#include <optional>

namespace stashdeck {

/// The head of a column, right-aligned, with an arrow when the rows are sorted by it. Disabled it is a plain label.
class ColumnHead final : public QPushButton {
    Q_OBJECT

public:
    ColumnHead(const Theme *theme, const QString &text, QWidget *parent = nullptr);

    /// Nothing: sorted by another column.
    void setOrder(std::optional<Qt::SortOrder> order);
    [[nodiscard]] int textWidth() const; ///< with the arrow

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void nameForReaders();

    const Theme *m_theme;
    std::optional<Qt::SortOrder> m_order;
};

} // namespace stashdeck
